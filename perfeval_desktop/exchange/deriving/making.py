"""A template while it is being derived: what was guessed so far, which keys and roles are given away."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from perfeval_desktop.domain.columns import UNIT_MARK, Role
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.sheet import Cell

_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\u200b\u200c\u200d\ufeff\u00ad{}]+")
_UNIT = re.compile(r"(?<=[（(])(?:(?:金额)?单位[:：])?(?:人民币)?(?:万元|元)(?=[)）])")
# Another form has other years: 中期目标（2023年—2025年）.
_YEARS = re.compile(r"[（(](?:20[0-9]{2}年?[-—~至]+20[0-9]{2}年?)[)）]")
_NO_KEY = re.compile(r"[^\w-]+")
_LONGEST_KEY = 40


class Guess(NamedTuple):
    """What the paper does not say for certain, and what was taken for it: a sentence, and its cell."""

    cell: Cell | None
    text: str


class Meant(NamedTuple):
    """The role that a label was given; ``is_word``: it is a known word, or means nothing at all."""

    role: Role | None
    is_word: bool


class At(NamedTuple):
    """A column of the template, by the keys of its block and its own."""

    block: str
    column: str


@dataclass(slots=True)
class Making:
    """What the parts of a template share while they are made.

    ``field_roles`` are those of the fields, by the cell and its label: a form has each once. ``heads`` are
    the cells that print the label of each column, ``printed`` others that the template prints as well.
    """

    grid: Grid
    found: Recognised
    kind: FormKind
    guesses: list[Guess] = field(default_factory=list)
    field_roles: dict[tuple[Cell, str], Meant] = field(default_factory=dict)
    heads: dict[At, tuple[Cell, ...]] = field(default_factory=dict)
    printed: set[Cell] = field(default_factory=set)
    _keys: set[str] = field(default_factory=set)

    def guess(self, cell: Cell | None, text: str) -> None:
        """Note what was guessed."""
        self.guesses.append(Guess(cell, text))

    def block_key(self, name: str) -> str:
        """Return a key for a block that no other has."""
        key = free_key(name, self._keys)
        self._keys.add(key)
        return key

    def texts(self, part: str, label: str) -> list[str]:
        """Return what stands under a label in the rows of a part of the transcript, blanks left out."""
        form = self.found.transcript
        rows = {"rows": [row.values for row in form.rows], "goals": form.goals, "indicators": form.indicators}
        return [text for row in rows[part] if (text := row.get(label, "").strip())]


def clean_label(text: str) -> str:
    """Return a label as a template says it: on one line, unit and years of the form left open."""
    return _YEARS.sub("", _UNIT.sub(UNIT_MARK, _UNSEEN.sub("", text)))


def free_key(name: str, taken: Iterable[str]) -> str:
    """Return a key made of ``name`` that is none of ``taken``."""
    key = _NO_KEY.sub("", name)[:_LONGEST_KEY] or "column"
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key}{number}"
    return found
