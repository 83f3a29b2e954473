"""A form as frozen values: the texts that were entered, by block, row and column, and nothing computed.

Texts are kept to the letter. A blank is no cell at all, which is never the same as zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple, NewType

RowId = NewType("RowId", str)


class FormState(StrEnum):
    """Where the form stands on its way from the first entry to publication."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    FINAL = "final"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The state in the user's words."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    FormState.DRAFT: "填报中",
    FormState.IN_REVIEW: "待审核",
    FormState.FINAL: "已定稿",
    FormState.RETURNED: "被退回",
}


class Place(NamedTuple):
    """A cell of a form. What is known about a cell hangs on its place, which outlives moving and sorting."""

    block: str
    row: RowId
    column: str

    @property
    def path(self) -> str:
        """The stable name for scripts: ``funding.total.executed``."""
        return ".".join(self)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a block.

    ``id`` is its own for life; a fixed row bears its key. ``cells`` are the texts by column key, blank ones
    left out. ``parent`` is the goal it stands under. In the columns of ``joined`` it shares the cell of the
    row above it. ``reading`` keeps what has been read of it, by who reads; no part of its value.
    """

    id: RowId
    cells: Mapping[str, str] = field(default_factory=dict)
    parent: RowId | None = None
    joined: frozenset[str] = frozenset()
    reading: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[type["Row"], tuple[object, ...]]:
        return Row, (self.id, self.cells, self.parent, self.joined)

    def __hash__(self) -> int:
        # A form is looked up by its value again and again, and with it all its rows.
        found: int | None = self.reading.get(Row)
        if found is None:
            found = hash((self.id, frozenset(self.cells.items()), self.parent, self.joined))
            self.reading[Row] = found
        return found

    def text(self, column: str) -> str:
        """Return the text in one column, ``""`` where it is blank."""
        return self.cells.get(column, "")

    def with_text(self, column: str, text: str) -> "Row":
        """Return the row with the text in one column replaced."""
        if text:
            return replace(self, cells={**self.cells, column: text})
        return replace(self, cells={key: one for key, one in self.cells.items() if key != column})

    def with_texts(self, texts: Mapping[str, str]) -> "Row":
        """Return the row with the texts in some columns replaced."""
        cells = {**self.cells, **texts}
        return replace(self, cells={key: text for key, text in cells.items() if text})

    def without(self, columns: frozenset[str]) -> "Row":
        """Return the row with some columns blank."""
        return replace(self, cells={key: text for key, text in self.cells.items() if key not in columns})


# Stands for a row that a form has not got (yet).
NO_ROW = Row(RowId(""))


@dataclass(frozen=True, slots=True)
class TemplateRef:
    """Which template a form was made with, and which text of it."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the user has set aside, with the reason: its check and its place.

    It stays set aside as long as the check says the same of the cell: ``remark``; ``""`` whatever it says.
    """

    code: str
    place: Place
    reason: str
    remark: str = ""


Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one project and year.

    ``tables`` are the rows by block key; a block without any text may be missing. ``made`` counts the rows
    ever made, so that no id comes twice.
    """

    template: TemplateRef
    year: int
    state: FormState = FormState.DRAFT
    tables: Mapping[str, Rows] = field(default_factory=dict)
    made: int = 0
    accepted: tuple[Accepted, ...] = ()

    def __hash__(self) -> int:
        return hash((self.template, self.year, self.state, frozenset(self.tables.items()), self.accepted))

    def with_year(self, year: int) -> "Form":
        """Return the form for another year."""
        return replace(self, year=year)

    def with_made(self, made: int) -> "Form":
        """Return the form knowing of at least so many rows ever made."""
        return replace(self, made=max(self.made, made))

    def rows(self, block: str) -> Rows:
        """Return the rows of one block."""
        return self.tables.get(block, ())

    def row(self, block: str, row: str) -> Row | None:
        """Return one row of one block, ``None`` where there is none (yet)."""
        for one in self.tables.get(block, ()):
            if one.id == row:
                return one
        return None

    def text(self, block: str, row: str, column: str) -> str:
        """Return the text of one cell, ``""`` where it is blank."""
        found = self.row(block, row)
        return "" if found is None else found.text(column)

    def with_rows(self, block: str, rows: Rows) -> "Form":
        """Return the form with all rows of one block replaced."""
        if rows:
            return replace(self, tables={**self.tables, block: rows})
        return replace(self, tables={key: one for key, one in self.tables.items() if key != block})

    def with_text(self, place: Place, text: str) -> "Form":
        """Return the form with the text of one cell replaced; a fixed row that is not there yet is added."""
        rows = self.tables.get(place.block, ())
        for number, row in enumerate(rows):
            if row.id == place.row:
                changed = row.with_text(place.column, text)
                return self.with_rows(place.block, (*rows[:number], changed, *rows[number + 1 :]))
        return self.with_rows(place.block, (*rows, Row(place.row).with_text(place.column, text)))

    def with_texts(self, block: str, texts: Mapping[RowId, Mapping[str, str]]) -> "Form":
        """Return the form with the texts of many cells replaced, by row and column."""
        rows = [row.with_texts(texts[row.id]) if row.id in texts else row for row in self.rows(block)]
        there = {row.id for row in rows}
        rows += [Row(row).with_texts(cells) for row, cells in texts.items() if row not in there]
        return self.with_rows(block, tuple(rows))

    def new_rows(self, count: int) -> tuple["Form", Rows]:
        """Return the form that knows of ``count`` more rows, and those rows, empty and nowhere yet."""
        ids = range(self.made + 1, self.made + count + 1)
        return replace(self, made=self.made + count), tuple(Row(RowId(f"r{number}")) for number in ids)

    def inserting(self, block: str, at: int, rows: Rows) -> "Form":
        """Return the form with rows put before position ``at`` of a block.

        Put into the middle of a shared cell, they share it.
        """
        there = self.rows(block)
        shared = there[at].joined if at < len(there) else frozenset()
        if shared:
            rows = tuple(replace(row, joined=row.joined | shared) for row in rows)
        return self.with_rows(block, (*there[:at], *rows, *there[at:]))

    def removing(self, block: str, ids: frozenset[str]) -> "Form":
        """Return the form without some rows of a block.

        Where the first row of a shared cell goes, the next one gets the cell and its text.
        """
        kept: list[Row] = []
        gone: list[Row] = []
        for row in self.rows(block):
            if row.id in ids:
                gone.append(row)
                continue
            kept.append(_heir(row, gone) if gone else row)
            gone.clear()
        return self.with_rows(block, tuple(kept))

    def moving(self, block: str, row: str, to: int) -> "Form":
        """Return the form with one row of a block at position ``to`` afterwards, in no shared cell."""
        moved = next(one for one in self.rows(block) if one.id == row)
        rest = self.removing(block, frozenset({row})).rows(block)
        rows = (*rest[:to], replace(moved, joined=frozenset()), *rest[to:])
        if to + 1 < len(rows) and rows[to + 1].joined:
            rows = (*rows[:to], replace(rows[to], joined=rows[to + 1].joined), *rows[to + 1 :])
        return self.with_rows(block, rows)


def _heir(row: Row, gone: list[Row]) -> Row:
    """Return ``row`` as it stands after the rows above it have gone."""
    shared = row.joined.intersection(*(one.joined for one in gone))
    inherited = {
        column: text
        for column in row.joined - shared
        for one in gone
        if column not in row.cells and (text := one.text(column))
    }
    return replace(row, joined=shared, cells={**row.cells, **inherited})
