"""Single cells: a label with its value beside it, in cells or in one line of text."""

import re
from collections.abc import Iterator

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.domain.transcripts.ticked import ticked
from perfeval_desktop.domain.transcripts.value import unit_named
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.wording import (
    flat,
    is_label,
    is_word,
    may_be_label,
    meanings,
    printed_label,
)
from perfeval_desktop.exchange.sheet import Cell

_YEAR_LINE = re.compile(
    r"[（(]?(?:截至|截止)?(?:[\u4e00-\u9fff]{0,4}年[度份][:：])?(?P<year>20[0-9]{2})年?度?"
    r"(?:(?:[0-9]{1,2}月?[-—~至])?[0-9]{1,2}月(?:底|末)?|上半年|前三季度)?[)）]?"
)
_YEAR_LABEL = re.compile(r"[\u4e00-\u9fff]{0,4}年[度份][:：]?")
_GAPS = re.compile(r"\s{2,}|\t|\n")
_NEXT_LABEL = re.compile(r"\s(?P<label>[^\s:：]{2,14})[:：]")
_LABEL_BEFORE = re.compile(r"(?P<label>[^:：]{1,20})[:：]")
_LABELLED = re.compile(r"(?P<label>[^:：]{1,20})[:：]\s*(?P<text>.+)", re.DOTALL)
_BLANK = re.compile(r"[^:：]{1,20}[:：]")
# A numbered sentence with a word before its colon is a note as well.
# 优（√）良（）中（）差（）
_TICKED_BRACKETS = re.compile(r"[（(]\s*[√✓✔]\s*[)）]")
_EMPTY_BRACKETS = re.compile(r"[（(]\s*[)）]")
_GRADES = (("优", "良", "中", "差"), ("优秀", "良好", "一般", "较差"))
_LONGEST_NAME = 12
_NOTE = re.compile(r"附?注|备注|说明|[（(]?[0-9]{1,2}[.、)）].*")


def read_fields(grid: Grid, draft: Draft, row: int) -> None:
    """Read the labels of a row with the values beside them, or the lines in its one cell."""
    filled, words = grid.filled(row), grid.words.fields
    if len(filled) == 1 and not (is_label(words, filled[0]) and grid.has_room(filled[0])):
        _read_line(words, draft, filled[0])
        return
    labels = _labels(grid, draft, row)
    labelled: list[Labelled] = []
    number = 0
    while number < len(filled):
        cell = filled[number]
        beside = _beside(grid, filled, number)
        is_line = is_field_line(words, cell) or _is_year_or_unit(draft, flat(cell.text))
        if is_line or _is_open(words, cell, beside):
            _read_line(words, draft, cell)
        elif cell in labels and beside is not None and not _is_next_label(words, filled, number, beside):
            draft.take(cell)
            label = printed_label(cell.text)
            labelled.append(Labelled(label, cell, beside))
            if beside.text.strip():
                _keep(words, draft, cell.text, draft.value(beside, f"fields.{label}"))
                number += 1
        number += 1
    if labelled:
        draft.lay(PartKind.FIELDS, (row,), labelled)


def _labels(grid: Grid, draft: Draft, row: int) -> list[Cell]:
    """Return the labels of a row: those that are known, and what can be nothing else beside them."""
    filled, words = grid.filled(row), grid.words.fields
    known = [cell for cell in filled if is_label(words, cell)]
    first, last = filled[::2], filled[1::2]
    are_pairs = len(first) == len(last) and all(map(_may_name, first))
    if not are_pairs or any(cell in known for cell in last):
        return known
    closes = bool(draft.indicators) and len(filled) == 2 and last[0].columns > first[0].columns
    return first if closes or any(cell in known for cell in first) else known


def _may_name(cell: Cell) -> bool:
    text = flat(cell.text)
    is_short = len(text) <= _LONGEST_NAME and may_be_label(text)
    return is_short and not (re.search("[0-9]", text) or _NOTE.fullmatch(text.strip(":：")))


def _beside(grid: Grid, filled: list[Cell], number: int) -> Cell | None:
    """Return where the value of a label stands, filled in or not.

    Copied as text, a merged cell is followed by empty ones: then it is the next text, unless that may be a
    label with its own beside it.
    """
    row, end = filled[number].row, filled[number].column + filled[number].columns
    beside = grid.at(row, end)
    if grid.has_spans or number + 1 == len(filled) or (beside is not None and beside.text.strip()):
        return beside
    text = filled[number + 1]
    behind = grid.at(row, text.column + text.columns)
    is_value = behind is None or not behind.text.strip() or is_word(grid.words.fields, behind)
    return text if is_value else beside


def _is_next_label(words: Vocabulary, filled: list[Cell], number: int, beside: Cell) -> bool:
    """Whether what stands beside a label is another one with a value of its own."""
    return is_word(words, beside) and number + 2 < len(filled)


def _is_open(words: Vocabulary, cell: Cell, beside: Cell | None) -> bool:
    """Whether two labels stand beside each other, each with room for its value behind its colon."""
    both = [cell, *([beside] if beside else [])]
    return len(both) > 1 and all(
        is_word(words, one) and one.text.rstrip().endswith((":", "：")) for one in both
    )


def _read_line(words: Vocabulary, draft: Draft, cell: Cell) -> None:
    """Read a line of text: the year, the unit, and fields behind their labels."""
    labels = []
    parts = list(_parts(words, cell.text))
    # Some dates and names are spaced out: （ 2 0 2 3 年 度 ）.
    whole = flat(cell.text)
    for part in [whole] if _is_year_or_unit(draft, whole) else parts:
        year = _YEAR_LINE.fullmatch(flat(part))
        unit = unit_named(part)
        labelled = _LABELLED.fullmatch(part)
        if year is not None and not draft.fiscal_year:
            draft.fiscal_year = year["year"]
            draft.take(cell)
            draft.lay(PartKind.YEAR, (cell.row,), [Labelled("fiscal_year", cell)])
            continue
        if unit is not None:
            draft.unit = unit.value
            draft.take(cell)
            draft.lay(PartKind.UNIT, (cell.row,), [Labelled("unit", cell)])
            continue
        if labelled is not None and _keep_labelled(words, draft, *labelled.group("label", "text")):
            draft.take(cell)
        label = printed_label(part if labelled is None else labelled["label"])
        is_field = words.of(bare_label(label)) and not _NOTE.fullmatch(label)
        if is_field and (labelled is not None or _BLANK.fullmatch(part)):
            labels.append(Labelled(label, cell))
    if labels:
        draft.lay(PartKind.LINE, (cell.row,), labels)


def _parts(words: Vocabulary, text: str) -> Iterator[str]:
    """Yield the parts of a line, parted by wide gaps, or by a known label behind the value of another."""
    for part in _GAPS.split(text.strip()):
        begin = 0
        for gap in _NEXT_LABEL.finditer(part):
            before = _LABEL_BEFORE.match(part[begin : gap.start()].strip())
            is_known = before is not None and words.by_word(bare_label(before["label"]))
            if is_known and words.by_word(bare_label(gap["label"])):
                yield part[begin : gap.start()].strip()
                begin = gap.start()
        yield part[begin:].strip()


def _is_year_or_unit(draft: Draft, text: str) -> bool:
    """Whether a line is nothing but the year, where none is known, or the unit."""
    return (_YEAR_LINE.fullmatch(text) is not None and not draft.fiscal_year) or unit_named(text) is not None


def is_field_line(words: Vocabulary, cell: Cell) -> bool:
    """Whether a cell holds a field behind its label: 填报人：张某."""
    labelled = _LABELLED.match(cell.text.strip())
    return labelled is not None and bool(words.of(bare_label(labelled["label"])))


def _keep_labelled(words: Vocabulary, draft: Draft, label: str, text: str) -> bool:
    if _NOTE.fullmatch(flat(label)) or not words.of(bare_label(label)):
        return False
    _keep(words, draft, label, text.strip())
    return True


def _keep(words: Vocabulary, draft: Draft, label: str, text: str) -> None:
    """Keep what stands beside a label: the unit and the grade have places of their own; the year has two."""
    year = _YEAR_LINE.fullmatch(flat(text)) if _YEAR_LABEL.fullmatch(flat(label)) else None
    if year is not None:
        draft.fiscal_year = draft.fiscal_year or year["year"]
    roles = meanings(words, Cell(label, 0, 0))
    unit = unit_named(text) if Role.SHOWN_UNIT in roles else None
    if unit is not None:
        draft.unit = unit.value
    elif Role.GRADE in roles:
        draft.grade = grade_in(text)
    else:
        draft.set_field(printed_label(label), text)


def grade_in(text: str) -> str:
    """Return the grade that a text says: the one that is ticked where all are printed with a box."""
    boxed = _TICKED_BRACKETS.sub("☑", _EMPTY_BRACKETS.sub("□", text))
    for grades in _GRADES:
        chosen = ticked(boxed, grades)
        if chosen in grades:
            return chosen
    return flat(text)
