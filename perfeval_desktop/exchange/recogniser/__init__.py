"""Forms are found in a sheet by the words that they print, whatever the format, the family, or the layout.

A form begins with its title and has a heading of indicators below it. What is read is a transcript: cells by
their printed labels. Nothing is guessed silently: a value is right, in doubt with the reason, or the cell is
listed as not read.
"""

import re
from typing import NamedTuple

from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.exchange.exact_read import ExactRead
from perfeval_desktop.exchange.recogniser.blanks import (
    mark_blank_beside,
    mark_blank_fields,
    mark_blank_promise,
    mark_open_year,
)
from perfeval_desktop.exchange.recogniser.checklist import heads_checklist, read_checklist
from perfeval_desktop.exchange.recogniser.draft import Doubt, Draft
from perfeval_desktop.exchange.recogniser.fields import read_fields
from perfeval_desktop.exchange.recogniser.funding import (
    heads_one_amount,
    read_beside,
    read_funding_beside,
    read_headed_funding,
)
from perfeval_desktop.exchange.recogniser.goals import (
    read_goal_beside,
    read_headed_goals,
    read_outcome,
    read_promise,
)
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.headings import (
    goal_heads,
    heads_funding,
    heads_indicators,
    is_section,
    is_title,
    title_begins,
)
from perfeval_desktop.exchange.recogniser.indicators import read_indicators, read_more_indicators, read_total
from perfeval_desktop.exchange.recogniser.layout import Labelled, Layout, PartKind
from perfeval_desktop.exchange.recogniser.likelihood import unlikely
from perfeval_desktop.exchange.recogniser.paired_funding import read_nameless_funding, read_paired_funding
from perfeval_desktop.exchange.recogniser.wording import flat
from perfeval_desktop.exchange.sheet import Cell, Sheet

_YEAR_BELOW = re.compile(r"[（(]20[0-9]{2}年度?[)）]")
_YEAR = re.compile(r"(20[0-9]{2})\s*年")


class Recognised(NamedTuple):
    """A form that was found: its transcript, what in it is in doubt, and the cells that were not read.

    ``exact`` is the form itself, where this program put it into the file; then the transcript is of use only
    to show what is seen. ``layout`` tells where in the sheet it is; what was no sheet has none.
    """

    transcript: Transcript
    doubts: tuple[Doubt, ...]
    unread: tuple[Cell, ...]
    layout: Layout = Layout()
    exact: ExactRead | None = None


def recognised(sheet: Sheet, words: Words = KNOWN) -> tuple[Recognised, ...]:
    """Return the forms in ``sheet``, read by ``words``, from the top; nothing where it holds none."""
    grid = Grid(sheet, words)
    return tuple(_recognised(grid, start, end) for start, end in _stretches(grid))


def drafts(sheet: Sheet, words: Words = KNOWN) -> tuple[Draft, ...]:
    """Return the forms in ``sheet`` as they were walked through: what is known of a blank besides texts."""
    grid = Grid(sheet, words)
    return tuple(_read(grid, start, end) for start, end in _stretches(grid))


def _recognised(grid: Grid, start: int, end: int) -> Recognised:
    draft = _read(grid, start, end)
    cells = [cell for row in grid.rows if start <= row < end for cell in grid.filled(row)]
    layout = Layout(tuple(sorted(draft.parts, key=lambda part: part.rows[:1])), draft.cells)
    return Recognised(draft.transcript(), tuple(draft.doubts), draft.unread(cells), layout)


def _stretches(grid: Grid) -> list[tuple[int, int]]:
    """Return from which row to before which one each form goes; the first one is its title, if it has one."""
    if not grid.rows:
        return []
    heads = [row for row in grid.rows if heads_indicators(grid, row)]
    titles = [title_begins(grid, row) for row in grid.rows if is_title(grid, row)]
    ends = [*titles[1:], grid.rows[-1] + 1]
    titled = [
        (start, end)
        for start, end in zip(titles, ends, strict=bool(titles))
        if any(start < head < end for head in heads)
    ]
    return titled or ([(grid.rows[0], grid.rows[-1] + 1)] if heads else [])


def _read(grid: Grid, start: int, end: int) -> Draft:
    draft = Draft()
    rows = [row for row in grid.rows if start <= row < end]
    at = _read_title(grid, draft, rows)
    while at < len(rows):
        at = _read_part(grid, draft, rows, at)
    known = {doubt.path for doubt in draft.doubts}
    draft.doubts += [doubt for doubt in unlikely(draft, grid.words) if doubt.path not in known]
    return draft


def _read_title(grid: Grid, draft: Draft, rows: list[int]) -> int:
    """Read the title at the first of ``rows``, broken in two or not; return how many rows it has."""
    lines = [number for number, row in enumerate(rows[:2], 1) if is_title(grid, row)]
    height = next((one for one in lines if title_begins(grid, rows[one - 1]) == rows[0]), 0)
    cells = [cell for row in rows[:height] for cell in grid.filled(row)]
    if cells:
        draft.take(*cells)
        # Some print the year below it, in the same cell.
        texts = [text for cell in cells for text in cell.text.split("\n")]
        draft.title = flat("".join(text for text in texts if not _YEAR_BELOW.fullmatch(flat(text))))
        draft.lay(PartKind.TITLE, rows[:height], [Labelled("title", cells[-1])])
        year = _YEAR.search(" ".join(cell.text for cell in cells))
        draft.fiscal_year = "" if year is None else year[1]
        mark_open_year(draft, cells[-1])
    return height


def _read_part(grid: Grid, draft: Draft, rows: list[int], at: int) -> int:
    """Read the part of a form that begins at row ``at`` of ``rows``; return where the next one begins."""
    row = rows[at]
    if is_section(grid, row):
        (name,) = grid.filled(row)
        draft.take(name)
        draft.lay(PartKind.SECTION, (row,), [Labelled(flat(name.text), name)])
        return at + 1
    if heads_indicators(grid, row):
        return read_indicators(grid, draft, rows, at)
    end = _read_funding(grid, draft, rows, at)
    if end is not None:
        return end
    if heads_checklist(grid, rows, at):
        return read_checklist(grid, draft, rows, at)
    if goal_heads(grid, row):
        return read_headed_goals(grid, draft, rows, at)
    if draft.columns and _goes_on(grid, draft, row):
        end = read_more_indicators(grid, draft, rows, at)
        if end > at:
            return end
    if not (
        read_total(grid, draft, row)
        or read_goal_beside(grid, draft, row)
        or read_outcome(grid, draft, row)
        or read_beside(grid, draft, row)
        or read_promise(grid, draft, row)
    ):
        read_fields(grid, draft, row)
        if not (mark_blank_beside(grid, draft, row) or mark_blank_promise(grid, draft, row)):
            mark_blank_fields(grid, draft, row)
    return at + 1


def _read_funding(grid: Grid, draft: Draft, rows: list[int], at: int) -> int | None:
    """Read the funding that begins at row ``at`` of ``rows``; ``None`` where none does."""
    end = read_paired_funding(grid, draft, rows, at)
    if end is not None:
        return end
    if heads_one_amount(grid, rows, at):
        return read_headed_funding(grid, draft, rows, at)
    if not heads_funding(grid, rows[at]):
        return None
    end = read_nameless_funding(grid, draft, rows, at)
    if end is None:
        end = read_funding_beside(grid, draft, rows, at)
    return read_headed_funding(grid, draft, rows, at) if end is None else end


def _goes_on(grid: Grid, draft: Draft, row: int) -> bool:
    """Whether a row is one more indicator of a table that was broken off: it has a cell in each column."""
    columns = [cell.column for cell in grid.covering(row)]
    heads = [one.head.column for one in draft.columns]
    return len(columns) >= len(heads) and set(heads) <= set(columns) and len(grid.filled(row)) > 2
