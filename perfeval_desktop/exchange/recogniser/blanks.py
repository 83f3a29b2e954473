"""Labels with nothing beside them yet: where a blank has room for what they name."""

import re

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.domain.transcripts.value import EXPECTED
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.funding import AMOUNT, is_fund_row
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.slots import Path, is_prompt
from perfeval_desktop.exchange.recogniser.wording import (
    is_label,
    is_word,
    kinds,
    may_be_label,
    meanings,
    printed_label,
    unit_in,
)
from perfeval_desktop.exchange.sheet import Cell

# 填报人：____ 联系电话：  日期：  年  月  日. What is followed by a colon is the next label.
_LABELLED = re.compile(
    r"(?P<label>[^\s:：_＿，。；！？]{2,20}(?:[（(][^（）()]{1,10}[)）])?)[:：](?P<gap>[ \t\u3000\xa0_＿]*)"
    r"(?P<text>(?:年[ \t\u3000\xa0_＿]*月[ \t\u3000\xa0_＿]*日?"
    r"|(?![_＿])(?!\S*[:：])\S+(?: (?!\S*[:：])\S+)*)?)"
    r"(?=(?P<behind>\S?))"
)
_NO_TEXT = re.compile(r"[\s_＿年月日]*")
# What is written there by hand.
_BY_HAND = re.compile("签字|签名|签章|公章|印章|签批")
_NOTE = re.compile("附?注|备注|说明")
_GAP = r"[\sXxＸｘ_＿×○〇*]"
# The year that a title, or a line below it, leaves open: （    年度）, 20__年度.
_OPEN_YEAR = re.compile(rf"(?<![0-9])(?:20)?{_GAP}+(?=年度?)|(?<=[（(])(?=年度[）)])")
_YEAR_LINE = re.compile(rf"[（(]?(?:20)?{_GAP}*年度?{_GAP}*[）)]?")


def mark_blank_fields(grid: Grid, draft: Draft, row: int) -> None:
    """Note where the labels of a row have their values, filled in or not, beside or behind them."""
    words, filled = grid.words.fields, grid.filled(row)
    number = 0
    while number < len(filled):
        cell = filled[number]
        beside = grid.at(row, cell.column + cell.columns)
        if _YEAR_LINE.fullmatch(cell.text.strip()):
            mark_open_year(draft, cell)
        elif may_be_label(cell.text) and _is_room(words, cell, beside):
            if not _BY_HAND.search(cell.text):
                draft.stands(_path(words, cell.text), beside)
            number += beside in filled
        else:
            _mark_labelled(words, draft, cell)
        number += 1


def mark_open_year(draft: Draft, cell: Cell) -> None:
    """Note where a title, or a line below it, leaves room for the year."""
    found = _OPEN_YEAR.search(cell.text)
    if found is not None:
        draft.stands(("fiscal_year",), cell, *found.span())


def mark_blank_promise(grid: Grid, draft: Draft, row: int) -> bool:
    """Note the room beside the name of a promise (``年度目标``); ``False`` where the row has none."""
    filled = grid.filled(row)
    if len(filled) != 1 or Role.EXPECTED_GOAL not in kinds(grid.words.goals, filled[0]):
        return False
    beside = grid.at(row, filled[0].column + filled[0].columns)
    draft.goal_stands({EXPECTED: beside}, printed_label(filled[0].text))
    return beside is not None


def mark_blank_beside(grid: Grid, draft: Draft, row: int) -> bool:
    """Note the room for amounts beside the names of sources; ``False`` where the row has none."""
    filled = grid.filled(row)
    found = False
    for name in filled:
        beside = grid.at(row, name.column + name.columns)
        is_source = is_fund_row(grid.words, name) and not is_label(grid.words.fields, name)
        if is_source and beside is not None and is_prompt(beside.text):
            draft.row_stands("", printed_label(name.text), {AMOUNT: beside})
            found = True
    if found:
        draft.unit = draft.unit or unit_in(filled[0].text)
    return found


def _is_room(words: Vocabulary, label: Cell, beside: Cell | None) -> bool:
    """Whether what stands beside a label is its value: behind 填报人：张某 it is the next label."""
    if beside is None or beside.is_paragraph or is_word(words, beside):
        return False
    return not beside.text.strip() or not re.search("[:：]", label.text.strip()[:-1])


def _path(words: Vocabulary, label: str) -> Path:
    """Return the path of what a label names: the unit and the grade have places of their own."""
    roles = meanings(words, Cell(label, 0, 0))
    own = {Role.SHOWN_UNIT: "unit", Role.GRADE: "grade"}
    return next(((name,) for role, name in own.items() if role in roles), ("fields", printed_label(label)))


def _mark_labelled(words: Vocabulary, draft: Draft, cell: Cell) -> None:
    """Note the room behind the labels that are printed within a cell."""
    for one in _LABELLED.finditer(cell.text):
        label = one["label"]
        if one["behind"] and not one["gap"] and not one["text"]:
            continue  # nobody knows where its text ends
        if words.of(bare_label(label)) and not (_BY_HAND.search(label) or _NOTE.fullmatch(label)):
            start = one.start("gap") if _NO_TEXT.fullmatch(one["text"]) else one.start("text")
            draft.stands(_path(words, label), cell, start, one.end("text"))
