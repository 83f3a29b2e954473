"""Single cells: a label with its value beside it, in cells or in one line of text."""

import re

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.domain.transcripts.ticked import ticked
from perfeval_desktop.domain.transcripts.value import unit_named
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.wording import flat, is_label, is_word, meanings, printed_label
from perfeval_desktop.exchange.sheet import Cell

_YEAR_LINE = re.compile(r"[（(]?(?:[\u4e00-\u9fff]{0,4}年[度份][:：])?(?P<year>20[0-9]{2})年?度?[)）]?")
_GAPS = re.compile(r"\s{2,}|\t|\n")
_LABELLED = re.compile(r"(?P<label>[^:：]{1,20})[:：]\s*(?P<text>.+)", re.DOTALL)
_BLANK = re.compile(r"[^:：]{1,20}[:：]")
# A numbered sentence with a word before its colon is a note as well.
# 优（√）良（）中（）差（）
_TICKED_BRACKETS = re.compile(r"[（(]\s*[√✓✔]\s*[)）]")
_EMPTY_BRACKETS = re.compile(r"[（(]\s*[)）]")
_GRADES = (("优", "良", "中", "差"), ("优秀", "良好", "一般", "较差"))
_NOTE = re.compile(r"附?注|备注|说明|[（(]?[0-9]{1,2}[.、)）].*")


def read_fields(grid: Grid, draft: Draft, row: int) -> None:
    """Read the labels of a row with the values beside them, or the lines in its one cell."""
    filled, words = grid.filled(row), grid.words.fields
    if len(filled) == 1 and not (is_label(words, filled[0]) and grid.has_room(filled[0])):
        _read_line(words, draft, filled[0])
        return
    labelled: list[Labelled] = []
    number = 0
    while number < len(filled):
        cell = filled[number]
        beside = grid.at(row, cell.column + cell.columns)
        if is_field_line(words, cell):
            _read_line(words, draft, cell)
        elif (
            is_label(words, cell) and beside is not None and not _is_next_label(words, filled, number, beside)
        ):
            draft.take(cell)
            label = printed_label(cell.text)
            labelled.append(Labelled(label, cell, beside))
            if beside.text.strip():
                _keep(words, draft, cell.text, draft.value(beside, f"fields.{label}"))
                number += 1
        number += 1
    if labelled:
        draft.lay(PartKind.FIELDS, (row,), labelled)


def _is_next_label(words: Vocabulary, filled: list[Cell], number: int, beside: Cell) -> bool:
    """Whether what stands beside a label is another one with a value of its own."""
    return is_word(words, beside) and number + 2 < len(filled)


def _read_line(words: Vocabulary, draft: Draft, cell: Cell) -> None:
    """Read a line of text: the year, the unit, or fields behind their labels."""
    year = _YEAR_LINE.fullmatch(flat(cell.text))
    unit = unit_named(cell.text)
    if year is not None and not draft.fiscal_year:
        draft.fiscal_year = year["year"]
        draft.take(cell)
        draft.lay(PartKind.YEAR, (cell.row,), [Labelled("fiscal_year", cell)])
    elif unit is not None:
        draft.unit = unit.value
        draft.take(cell)
        draft.lay(PartKind.UNIT, (cell.row,), [Labelled("unit", cell)])
    else:
        labels = []
        for part in _GAPS.split(cell.text.strip()):
            labelled = _LABELLED.fullmatch(part.strip())
            if labelled is not None and _keep_labelled(words, draft, *labelled.group("label", "text")):
                draft.take(cell)
            label = printed_label(part.strip() if labelled is None else labelled["label"])
            is_field = words.of(bare_label(label)) and not _NOTE.fullmatch(label)
            if is_field and (labelled is not None or _BLANK.fullmatch(part.strip())):
                labels.append(Labelled(label, cell))
        if labels:
            draft.lay(PartKind.LINE, (cell.row,), labels)


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
    """Keep what stands beside a label: the unit and the grade have places of their own."""
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
