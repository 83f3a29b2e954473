"""The funding: a heading with rows of sources below it, or names with amounts beside them."""

import re
import unicodedata
from dataclasses import replace

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.money import MoneyUnit, read_amount
from perfeval_desktop.domain.numerals import is_nothing, read_number
from perfeval_desktop.domain.transcripts.labels import row_label
from perfeval_desktop.domain.transcripts.value import TranscriptRow
from perfeval_desktop.domain.transcripts.words import Words
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.fields import read_fields
from perfeval_desktop.exchange.recogniser.grid import Grid, covers, overlap
from perfeval_desktop.exchange.recogniser.headings import heads_anything
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.wording import (
    flat,
    is_label,
    is_word,
    may_be_label,
    meanings,
    printed_label,
    unit_in,
)
from perfeval_desktop.exchange.sheet import Cell

# 其中：一般公共预算：1,346.77
_SAID = re.compile(
    r"(?P<name>.*[^\s:：])\s*[:：]\s*(?P<amount>[-+]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?:万?元)?", re.DOTALL
)
_PERCENT = re.compile(r"[-+]?[0-9][0-9,.]*%")

# The key of an amount that no heading names.
AMOUNT = "金额"


def read_funding_beside(grid: Grid, draft: Draft, rows: list[int], at: int) -> int | None:
    """Read a funding that stands right of fields, and those; ``None`` where row ``at`` heads no such."""
    filled = grid.filled(rows[at])
    label, *others = filled
    left = [cell for cell in others if not is_label(grid.words.funding, cell)]
    if not (is_label(grid.words.fields, label) and left and others[0] is left[0] and len(others) > 3):
        return None
    # Behind the value of the field stands what heads the names of the sources.
    edge = others[1].column
    right = grid.between(edge)
    if at + 1 == len(rows) or _name(right, rows[at + 1]) is None:
        return None
    end = read_headed_funding(right, draft, rows, at)
    beside = grid.between(0, edge)
    for row in rows[at:end]:
        read_fields(beside, draft, row)
    return end


def heads_one_amount(grid: Grid, rows: list[int], at: int) -> bool:
    """Whether row ``at`` heads a single column of amounts, beside the names of sources in the rows below."""
    filled = grid.filled(rows[at])
    below = grid.filled(rows[at + 1]) if at + 1 < len(rows) else []
    if not 1 <= len(filled) <= 2 or len(below) != 2 or filled[-1].is_paragraph:
        return False
    head, (name, amount) = filled[-1], below
    is_headed = is_word(grid.words.funding, head) and head.column == amount.column
    return is_headed and _is_source(grid.words, name) and is_figure(amount)


def read_headed_funding(grid: Grid, draft: Draft, rows: list[int], at: int) -> int:
    """Read the funding whose heading is row ``at`` of ``rows``; return where the rows after it begin."""
    filled = grid.filled(rows[at])
    draft.take(*filled)
    for cell in filled:
        draft.unit = draft.unit or unit_in(cell.text)
    first = _name(grid, rows[at + 1]) if at + 1 < len(rows) else None
    heads = _heads(grid, filled, first)
    begin = at
    names: list[Cell] = []
    at += 1
    while (
        at < len(rows)
        and (name := _name(grid, rows[at]) or _name_as_above(grid, rows[at], names, heads)) is not None
        and (_names_empty_amounts(grid, rows[at]) or not heads_anything(grid, rows[at]))
    ):
        row = rows[at]
        label = printed_label(name.text)
        draft.take(name)
        names.append(name)
        path = f"funding.{label}"
        cells = {printed_label(head.text): _amount(grid, row, name, head) for head in heads}
        draft.row_stands("", label, cells)
        values = {heading: draft.value(cell, f"{path}.{heading}", heading) for heading, cell in cells.items()}
        draft.take(*(cell for cell in grid.filled(row) if is_fund_row(grid.words, cell)))
        draft.rows.append(TranscriptRow("", label, values))
        at += 1
    labelled = [Labelled(printed_label(head.text), head) for head in heads]
    draft.lay(PartKind.FUNDING, rows[begin:at], labelled, names)
    return at


def _heads(grid: Grid, filled: list[Cell], first: Cell | None) -> list[Cell]:
    """Return what heads amounts in a heading; ``first`` is the name of the row below it."""
    words = grid.words.funding
    heads = [cell for cell in filled if is_label(words, cell)]
    # 项目资金 at the left is no amount: it reaches down beside all rows, or further left than any name.
    heads = [cell for cell in heads if is_word(words, cell) or cell is not filled[0]]
    # What stands above the names and nothing else is no amount either.
    heads = [cell for cell in heads if first is None or not covers(first, cell)]
    # What stands beside known ones, right of the names, is a heading as well.
    known = [cell.column for cell in heads if is_word(words, cell)]
    begin = min(known, default=0) if first is None else first.column + first.columns
    return [
        cell
        for cell in filled
        if cell in heads or (begin <= cell.column < max(known, default=0) and may_be_label(cell.text))
    ]


def _name(grid: Grid, row: int) -> Cell | None:
    """Return the name of a source, the first text of its row."""
    filled = grid.filled(row)
    return filled[0] if filled and is_fund_row(grid.words, filled[0]) else None


def _name_as_above(grid: Grid, row: int, names: list[Cell], heads: list[Cell]) -> Cell | None:
    """Return the name of a source that is no known word: it stands below others, and amounts beside it."""
    filled = grid.filled(row)
    if not (names and filled and may_be_label(filled[0].text)):
        return None
    name, *amounts = filled
    is_below = (name.column, name.columns, name.rows) == (names[0].column, names[0].columns, 1)
    are_headed = all(any(overlap(cell, head) for head in heads) for cell in amounts)
    are_amounts = len(amounts) > 1 and all(is_figure(cell) for cell in amounts)
    return name if is_below and are_headed and are_amounts else None


def _names_empty_amounts(grid: Grid, row: int) -> bool:
    """Whether a row only looks like a heading for want of amounts: beside each name is an empty cell."""
    beside = [grid.at(row, cell.column + cell.columns) for cell in grid.filled(row)]
    return all(cell is not None and not cell.text.strip() for cell in beside)


def is_fund_row(words: Words, cell: Cell) -> bool:
    """Whether a cell names a source of money, or all of them together."""
    return may_be_label(cell.text) and bool(words.fund_rows.of(row_label(cell.text)))


def _amount(grid: Grid, row: int, name: Cell, head: Cell) -> Cell | None:
    """Return the cell of a row below ``head``: behind the name that some forms print beside each amount."""
    below = [
        cell for cell in grid.covering(row) if overlap(cell, head) and cell is not name and cell is not head
    ]
    if len(below) == 1 and not is_amount(below[0]) and Role.REASON in meanings(grid.words.funding, head):
        return below[0]
    amounts = [
        cell for cell in below if not (is_fund_row(grid.words, cell) or is_word(grid.words.funding, cell))
    ]
    return amounts[-1] if amounts else None


def read_beside(grid: Grid, draft: Draft, row: int) -> bool:
    """Read names with amounts beside them (``年度资金总额： 9.00``), or behind their colons in one cell.

    ``False`` where the row has none.
    """
    filled = grid.filled(row)
    found = [(printed_label(name.text), name, amount, amount.text) for name, amount in _pairs(grid, row)]
    found = found or _in_cells(grid, row)
    for label, name, amount, text in found:
        draft.take(name)
        draft.row_stands("", label, {AMOUNT: amount})
        value = draft.value(amount, f"funding.{label}.{AMOUNT}", AMOUNT)
        draft.rows.append(TranscriptRow("", label, {AMOUNT: value if amount is not name else text}))
    if found:
        labelled = [Labelled(label, name, amount) for label, name, amount, _ in found]
        draft.lay(PartKind.AMOUNTS, (row,), labelled)
    if found and filled[0] is not found[0][1]:
        draft.take(filled[0])
        draft.unit = draft.unit or unit_in(filled[0].text)
    return bool(found)


def _in_cells(grid: Grid, row: int) -> list[tuple[str, Cell, Cell, str]]:
    """Return the sources of a row with their amounts in the same cell: label, cell, once more, amount."""
    found = []
    for cell in grid.filled(row):
        said = _SAID.fullmatch(cell.text.strip())
        name = None if said is None else replace(cell, text=said["name"])
        if said is not None and name is not None and _is_source(grid.words, name):
            found.append((printed_label(name.text), cell, cell, said["amount"]))
    return found


def _pairs(grid: Grid, row: int) -> list[tuple[Cell, Cell]]:
    """Return the names of a row with the amounts beside them; with the room for them, if none is written."""
    filled, words = grid.filled(row), grid.words
    behind: list[Cell | None] = [*filled[2:], None]
    pairs = [
        (name, amount)
        for name, amount, next_cell in zip(filled, filled[1:], behind, strict=False)
        # Where amounts follow each other, headings tell them apart.
        if _is_source(words, name) and is_amount(amount) and not (next_cell and is_amount(next_cell))
    ]
    names = [cell for cell in filled if cell.rows == 1]
    is_blank = all(is_fund_row(words, name) and grid.has_room(name) for name in names)
    if not pairs and is_blank and not any(is_label(words.fields, name) for name in names):
        beside = [grid.at(row, name.column + name.columns) for name in names]
        return [(name, room) for name, room in zip(names, beside, strict=True) if room is not None]
    return pairs


def _is_source(words: Words, cell: Cell) -> bool:
    """Whether a cell names a source, and is neither a kind of amount nor the label of a field."""
    is_other = is_label(words.fields, cell) or (
        is_word(words.funding, cell) and not words.fund_rows.by_word(row_label(cell.text))
    )
    return is_fund_row(words, cell) and not is_other


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds what may stand in a row of amounts: a number, a share of a hundred, a dash."""
    text = unicodedata.normalize("NFKC", flat(cell.text))
    return is_amount(cell) or is_nothing(cell.text) or _PERCENT.fullmatch(text) is not None


def is_amount(cell: Cell) -> bool:
    """Whether a cell holds a number, with or without a unit."""
    return (
        read_amount(cell.text, MoneyUnit.YUAN).value is not None or not read_number(cell.text).is_unreadable
    )
