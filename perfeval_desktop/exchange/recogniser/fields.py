"""Single cells: a label with its value in the cell beside it."""

import re

from perfeval_desktop.domain.transcripts.labels import Vocabulary
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.lines import is_field_line, is_year_or_unit, keep, read_line
from perfeval_desktop.exchange.recogniser.wording import (
    flat,
    is_label,
    is_note,
    is_word,
    may_be_label,
    printed_label,
)
from perfeval_desktop.exchange.sheet import Cell

# What nobody knows is a label only if it is shorter.
_LONGEST_NAME = 12


def read_fields(grid: Grid, draft: Draft, row: int) -> None:
    """Read the labels of a row with the values beside them, or the lines in its one cell."""
    filled, words = grid.filled(row), grid.words.fields
    if len(filled) == 1 and not (is_label(words, filled[0]) and grid.has_room(filled[0])):
        read_line(words, draft, filled[0])
        return
    labels = _labels(grid, draft, row)
    labelled: list[Labelled] = []
    number = 0
    while number < len(filled):
        cell = filled[number]
        beside = _beside(grid, filled, number)
        is_line = is_field_line(words, cell) or is_year_or_unit(draft, flat(cell.text))
        if is_line or _is_open(words, cell, beside):
            read_line(words, draft, cell)
        elif cell in labels and beside is not None and not _is_next_label(words, filled, number, beside):
            draft.take(cell)
            label = printed_label(cell.text)
            labelled.append(Labelled(label, cell, beside))
            if beside.text.strip():
                keep(words, draft, cell.text, draft.value(beside, f"fields.{label}"))
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
    return is_short and not (re.search("[0-9]", text) or is_note(text))


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
    return beside is not None and all(
        is_word(words, one) and one.text.rstrip().endswith((":", "：")) for one in (cell, beside)
    )
