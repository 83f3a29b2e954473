"""What a form prints at each of its places: the value alone, without the words around it."""

from collections.abc import Iterator
from typing import NamedTuple

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    ClosingBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.form import NO_ROW, Place
from perfeval_desktop.domain.printed.context import Seen, only_place, place
from perfeval_desktop.domain.printed.fund_texts import fund_text
from perfeval_desktop.domain.printed.goals import goal_text
from perfeval_desktop.domain.printed.grid_columns import indicator_text


class PlacedText(NamedTuple):
    """A text that is not empty, where it stands, and the column that it stands in."""

    place: Place
    text: str
    column: Column


def form_texts(seen: Seen) -> dict[Place, PlacedText]:
    """Return all that is printed of a form, by its place, from the top to the bottom."""
    return {
        one.place: one
        for block in seen.template.blocks
        if not isinstance(block, ClosingBlock)
        for one in _of_block(seen, block)
        if one.text.strip()
    }


def _of_block(seen: Seen, block: AnyBlock) -> Iterator[PlacedText]:
    match block:
        case FundingBlock():
            yield from _of_funding(seen, block)
        case ChecklistBlock():
            yield from _of_checklist(seen, block)
        case GoalsBlock():
            yield from _of_goals(seen, block)
        case IndicatorsBlock():
            yield from _of_grid(seen, block)
        case _:
            for column in block.columns:
                yield PlacedText(only_place(block, column), seen.single(block, column), column)


def _of_funding(seen: Seen, block: FundingBlock) -> Iterator[PlacedText]:
    for fixed, line in zip(block.rows, seen.sheet.funds[block.key], strict=True):
        for column in block.columns:
            text = fund_text(seen, block, fixed, column, line)
            yield PlacedText(place(block, fixed.key, column), text, column)


def _of_checklist(seen: Seen, block: ChecklistBlock) -> Iterator[PlacedText]:
    for fixed in block.rows:
        row = seen.form.row(block.key, fixed.key) or NO_ROW
        for column in block.columns:
            text = seen.entered(column, row.text(column.key))
            yield PlacedText(place(block, fixed.key, column), text, column)


def _of_goals(seen: Seen, block: GoalsBlock) -> Iterator[PlacedText]:
    for number, row in enumerate(seen.form.rows(block.key)):
        for column in block.columns:
            text = goal_text(seen, row, column, number)
            yield PlacedText(place(block, row.id, column), text, column)


def _of_grid(seen: Seen, block: IndicatorsBlock) -> Iterator[PlacedText]:
    rows = seen.form.rows(block.key)
    for row, facts, score in zip(rows, seen.facts.indicators, seen.sheet.indicators, strict=True):
        for column in block.columns:
            # A number that the program counts by is no text of the form.
            if column.role is not Role.NUMBER:
                text = indicator_text(seen, row, facts, score, column)
                yield PlacedText(place(block, row.id, column), text, column)
