"""Texts of cells as the recogniser compares them: without white space, as labels, by what they mean."""

import re
from collections.abc import Iterable

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.exchange.sheet import Cell

# No label is longer; what is, is a text.
_LONGEST_LABEL = 30
_NOTE = re.compile(r"附?注|备注|说明|[（(]?[0-9]{1,2}[.、)）].*")
_SENTENCE = re.compile("[，。；！？]")
_UNIT = re.compile(r"[（(](?:(?:金额)?单位[:：])?(?:万元|元)[)）]")
_NAMED_UNIT = re.compile(r"(?:^|[（(:：])(?:(?:金额)?单位[:：]?)?(?:人民币)?(?P<unit>万元|元)(?:[)）]|$)")


def flat(text: str) -> str:
    """Return ``text`` without any white space."""
    return "".join(text.split())


def printed_label(text: str) -> str:
    """Return a label as a transcript has it: as printed, without white space, colon and unit."""
    return _UNIT.sub("", flat(text)).strip(":：")


def meanings(vocabulary: Vocabulary, cell: Cell) -> set[Role | None]:
    """Return the roles that a cell means as a known word; nothing for any other text."""
    if not may_be_label(cell.text):
        return set()
    return {one.role for one in vocabulary.by_word(bare_label(cell.text))}


def kinds(vocabulary: Vocabulary, cell: Cell) -> set[Role | None]:
    """Return the roles that a cell means as a known word, or else by how it is worded."""
    return {one.role for one in vocabulary.of(bare_label(cell.text))} if may_be_label(cell.text) else set()


def may_be_label(text: str) -> bool:
    """Whether a text is short, and no sentence."""
    return 0 < len(flat(text)) <= _LONGEST_LABEL and _SENTENCE.search(text) is None


def is_note(label: str) -> bool:
    """Whether a label is that of a note, or a numbered sentence: nobody fills anything in behind it."""
    return _NOTE.fullmatch(flat(label).strip(":：")) is not None


def is_word(vocabulary: Vocabulary, cell: Cell) -> bool:
    """Whether a cell is a known word."""
    return bool(meanings(vocabulary, cell))


def is_label(vocabulary: Vocabulary, cell: Cell) -> bool:
    """Whether a cell is a known word, or worded like one."""
    return bool(kinds(vocabulary, cell))


def all_meanings(vocabulary: Vocabulary, cells: Iterable[Cell]) -> set[Role | None]:
    """Return the roles that any of ``cells`` means."""
    return {role for cell in cells for role in meanings(vocabulary, cell)}


def unit_in(text: str) -> str:
    """Return the unit that a label names (``项目资金（万元）``, ``单位：元``), ``""`` for none."""
    found = _NAMED_UNIT.search(flat(text))
    return "" if found is None else found["unit"]
