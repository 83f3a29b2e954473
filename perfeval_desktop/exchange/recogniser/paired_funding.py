"""Funding without names of sources in front: kinds of amounts each with its amount beside it, or below it."""

from itertools import pairwise
from typing import NamedTuple

from perfeval_desktop.domain.transcripts.value import TranscriptRow
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.funding import is_figure, is_fund_row
from perfeval_desktop.exchange.recogniser.grid import Grid, covers, overlap
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.wording import is_word, printed_label, unit_in
from perfeval_desktop.exchange.sheet import Cell


class _Pair(NamedTuple):
    """A label and the amount beside it."""

    label: Cell
    amount: Cell


def read_paired_funding(grid: Grid, draft: Draft, rows: list[int], at: int) -> int | None:
    """Read kinds of amounts with each amount beside its kind, and sources below; ``None`` for anything else.

    ``预算数 | 326 | 到位数 | 326`` and below ``其中：财政资金 | 306 | 其中：财政资金 | 306``.
    """
    row = rows[at]
    heads = [pair for pair in _pairs(grid, row) if is_word(grid.words.funding, pair.label)]
    if len(heads) < 2 or len(heads) < len(_pairs(grid, row)):
        return None
    name = _name_at_left(grid, row, heads[0].label)
    if name is None:
        return None
    begin, names = at, [name]
    draft.unit = draft.unit or unit_in(name.text)
    draft.take(*(pair.label for pair in heads))
    _keep(draft, name, {printed_label(pair.label.text): pair.amount for pair in heads})
    at += 1
    while at < len(rows) and (pairs := _sources(grid, rows[at], heads)):
        draft.take(*(pair.label for pair in pairs))
        names.append(pairs[0].label)
        _keep(
            draft,
            pairs[0].label,
            {
                printed_label(head.label.text): pair.amount
                for pair in pairs
                for head in heads
                if overlap(head.label, pair.label)
            },
        )
        at += 1
    labelled = [Labelled(printed_label(pair.label.text), pair.label) for pair in heads]
    draft.lay(PartKind.FUNDING, rows[begin:at], labelled, names)
    return at


def read_nameless_funding(grid: Grid, draft: Draft, rows: list[int], at: int) -> int | None:
    """Read a single row of amounts below their heading, named left of both; ``None`` for anything else."""
    if at + 1 == len(rows):
        return None
    name, *heads = grid.filled(rows[at])
    amounts = grid.filled(rows[at + 1])
    is_named = name.row + name.rows == rows[at + 1] + 1 and not is_word(grid.words.funding, name)
    if not (is_named and amounts and all(is_figure(one) for one in amounts)):
        return None
    if not all(any(covers(head, one) for head in heads) for one in amounts):
        return None
    draft.unit = draft.unit or unit_in(name.text)
    draft.take(*heads)
    cells = {printed_label(head.text): grid.at(rows[at + 1], head.column) for head in heads}
    _keep(draft, name, cells)
    labelled = [Labelled(printed_label(head.text), head) for head in heads]
    draft.lay(PartKind.FUNDING, rows[at : at + 2], labelled, [name])
    return at + 2


def _keep(draft: Draft, name: Cell, cells: dict[str, Cell | None]) -> None:
    """Keep a row of amounts by the kinds of them."""
    label = printed_label(name.text)
    draft.take(name)
    draft.row_stands("", label, cells)
    values = {kind: draft.value(cell, f"funding.{label}.{kind}", kind) for kind, cell in cells.items()}
    draft.rows.append(TranscriptRow("", label, values))


def _pairs(grid: Grid, row: int) -> list[_Pair]:
    """Return the labels of a row that have an amount right beside them."""
    return [
        _Pair(one, beside)
        for one, beside in pairwise(grid.filled(row))
        if one.column + one.columns == beside.column and is_figure(beside) and not is_figure(one)
    ]


def _name_at_left(grid: Grid, row: int, first: Cell) -> Cell | None:
    """Return the cell that names all amounts, left of the first kind of them."""
    left = [cell for cell in grid.filled(row) if cell.column < first.column]
    return left[0] if len(left) == 1 else None


def _sources(grid: Grid, row: int, heads: list[_Pair]) -> list[_Pair]:
    """Return the amounts of one source, each below a kind of them; nothing where the row is none of that."""
    pairs = _pairs(grid, row)
    names = {printed_label(pair.label.text) for pair in pairs}
    are_below = all(any(pair.label.column == head.label.column for head in heads) for pair in pairs)
    is_whole = sum(map(len, pairs)) == len(grid.filled(row))
    is_source = len(names) == 1 and is_fund_row(grid.words, pairs[0].label)
    return pairs if is_source and are_below and is_whole else []
