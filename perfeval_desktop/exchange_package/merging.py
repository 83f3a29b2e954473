"""Two versions of a form held against each other, and joined, cell by cell.

Rows are told by their ids. What only one side has changed since the common ancestor, that side decides; what
both have changed in different ways is a conflict, and stays ours unless theirs is asked for.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import Enum, auto
from itertools import pairwise
from operator import attrgetter, methodcaller
from typing import Final, NamedTuple, TypeVar

from perfeval_desktop.domain.form import NO_ROW, Accepted, Form, FormState, Place, Row, RowId, Rows

_Value = TypeVar("_Value")
_MADE_ROW: Final = re.compile("r[0-9]+")


class Part(Enum):
    """What of a form differs at a place: the text of a cell, or what no cell shows."""

    CELL = auto()
    ROW = auto()
    JOINED = auto()
    PARENT = auto()
    ORDER = auto()
    TEMPLATE = auto()
    YEAR = auto()
    STATE = auto()
    ACCEPTED = auto()


class Spot(NamedTuple):
    """What a difference is about; where that is no cell, the place says as much as there is to say."""

    part: Part
    place: Place


class Difference(NamedTuple):
    """What theirs has otherwise than ours, as texts; ``before`` is the common ancestor's, ``None`` unknown.

    A row that is not there is ``None``. ``is_conflict`` where ours was changed, too.
    """

    spot: Spot
    before: str | None
    ours: str | None
    theirs: str | None
    is_conflict: bool


class Merge(NamedTuple):
    """Ours with what was taken of theirs, and all that could have been taken."""

    form: Form
    differences: tuple[Difference, ...]


def merge(base: Form | None, ours: Form, theirs: Form, taken: AbstractSet[Spot] | None = None) -> Merge:
    """Return ``ours`` with what ``theirs`` has changed since ``base``, their common ancestor.

    ``taken`` says which differences are taken from theirs; ``None`` those that are no conflicts. Without a
    common ancestor, every difference is a conflict.
    """
    return _Merger(base, ours, _renumbered(base, ours, theirs), taken).merge()


class _Merger:
    def __init__(self, base: Form | None, ours: Form, theirs: Form, taken: AbstractSet[Spot] | None) -> None:
        self._base, self._ours, self._theirs, self._taken = base, ours, theirs, taken
        self._differences: list[Difference] = []

    def merge(self) -> Merge:
        ours, theirs, base = self._ours, self._theirs, self._base

        def head(part: Part, value: Callable[[Form], _Value], text: Callable[[_Value], str]) -> _Value:
            spot = Spot(part, Place("", RowId(""), ""))
            before = None if base is None else value(base)
            # What they made final is not what we have made of it since.
            is_contested = part is Part.STATE and theirs.state is FormState.FINAL and ours != base
            return self._pick(spot, (before, value(ours), value(theirs)), text, is_contested=is_contested)

        form = replace(
            ours,
            template=head(Part.TEMPLATE, lambda form: form.template, lambda ref: f"{ref.id} {ref.digest}"),
            year=head(Part.YEAR, lambda form: form.year, str),
            state=head(Part.STATE, lambda form: form.state, lambda state: state.label),
            tables=self._tables(),
            made=max(ours.made, theirs.made),
            accepted=head(Part.ACCEPTED, lambda form: form.accepted, _accepted_text),
        )
        return Merge(form, tuple(self._differences))

    def _pick(
        self,
        spot: Spot,
        values: tuple[_Value | None, _Value, _Value],
        text: Callable[[_Value], str],
        *,
        is_contested: bool = False,
    ) -> _Value:
        """Return which of our and their value stands in the form, and note it where there is a choice.

        ``values`` are that of the common ancestor, ours and theirs. ``is_contested`` makes a conflict of a
        difference that would be none by these alone.
        """
        before, ours, theirs = values
        has_before = self._base is not None
        if ours == theirs or (has_before and theirs == before):
            return ours
        is_conflict = is_contested or not has_before or ours != before

        def told(value: _Value | None) -> str | None:
            return None if value is None else text(value)

        known = told(before) if has_before else None
        self._differences.append(Difference(spot, known, told(ours), told(theirs), is_conflict))
        is_taken = not is_conflict if self._taken is None else spot in self._taken
        return theirs if is_taken else ours

    def _tables(self) -> dict[str, Rows]:
        tables = {block: self._rows(block) for block in {**self._ours.tables, **self._theirs.tables}}
        return {block: rows for block, rows in tables.items() if rows}

    def _rows(self, block: str) -> Rows:
        ours, theirs = self._ours.rows(block), self._theirs.rows(block)
        if ours == theirs:
            return ours
        before, here, there = (
            _by_id(self._base.rows(block) if self._base else ()),
            _by_id(ours),
            _by_id(theirs),
        )
        found: dict[RowId, Row] = {}
        for row_id in {**here, **there}:
            versions = (before.get(row_id), here.get(row_id), there.get(row_id))
            if row_id in here and here[row_id] == there.get(row_id):
                row: Row | None = here[row_id]
            elif _MADE_ROW.fullmatch(row_id) and not (row_id in here and row_id in there):
                row = self._pick(Spot(Part.ROW, Place(block, row_id, "")), versions, _row_text)
            else:
                row = self._row(block, row_id, versions)
            if row is not None:
                found[row_id] = row
        return self._in_order(block, found, (before, here, there))

    def _row(self, block: str, row_id: RowId, versions: tuple[Row | None, Row | None, Row | None]) -> Row:
        """Return a row whose cells are picked one by one; a fixed one that is missing is blank."""
        before, ours, theirs = (row or NO_ROW for row in versions)

        def pick(
            part: Part, value: Callable[[Row], _Value], text: Callable[[_Value], str], column: str = ""
        ) -> _Value:
            spot = Spot(part, Place(block, row_id, column))
            return self._pick(spot, (value(before), value(ours), value(theirs)), text)

        cells = {
            column: pick(Part.CELL, methodcaller("text", column), str, column)
            for column in {**ours.cells, **theirs.cells}
        }
        return Row(
            row_id,
            {column: text for column, text in cells.items() if text},
            pick(Part.PARENT, attrgetter("parent"), str),
            pick(Part.JOINED, attrgetter("joined"), _joined_text),
        )

    def _in_order(
        self,
        block: str,
        found: Mapping[RowId, Row],
        versions: tuple[Mapping[RowId, Row], Mapping[RowId, Row], Mapping[RowId, Row]],
    ) -> Rows:
        """Return rows in our order or, where only they have changed it, in theirs."""
        before, ours, theirs = versions
        shared = {one for one in ours if one in found and one in theirs}
        if self._base is not None:
            shared &= before.keys()

        def order(ids: Iterable[RowId]) -> tuple[RowId, ...]:
            return tuple(one for one in ids if one in shared)

        spot = Spot(Part.ORDER, Place(block, RowId(""), ""))
        picked = self._pick(spot, (order(before), order(ours), order(theirs)), _order_text)
        first, second = (ours, theirs) if picked == order(ours) else (theirs, ours)
        placed = [found[one] for one in first if one in found]
        uppers = dict(pairwise(reversed([*first])))
        above = -1
        for row in (found[one] for one in second if one in found):
            ids = [one.id for one in placed]
            if row.id in ids:
                above = ids.index(row.id)
                continue
            above += 1
            below = placed[above] if above < len(placed) else NO_ROW
            # Put into the middle of a cell that was shared there before, it shares it.
            is_between = uppers.get(below.id) in found
            shares = below.joined & first[below.id].joined if is_between else frozenset()
            placed.insert(above, replace(row, joined=row.joined | shares))
        return tuple(placed)


def _by_id(rows: Rows) -> dict[RowId, Row]:
    return {row.id: row for row in rows}


def _row_text(row: Row | None) -> str:
    return "，".join((row or NO_ROW).cells.values())


def _order_text(ids: Sequence[RowId]) -> str:
    return " ".join(ids)


def _joined_text(columns: frozenset[str]) -> str:
    return "、".join(sorted(columns))


def _accepted_text(accepted: Sequence[Accepted]) -> str:
    return f"{len(accepted)} 处"


def _renumbered(base: Form | None, ours: Form, theirs: Form) -> Form:
    """Return ``theirs`` with other ids for rows that both have made since ``base``, each its own.

    A row that stands in ours in the same words, as after an earlier merge, gets the id that it has there.
    """
    if base is None:
        return theirs
    known = {row.id for rows in base.tables.values() for row in rows}
    here = {
        row.id: (block, row) for block, rows in ours.tables.items() for row in rows if row.id not in known
    }
    in_words = {(block, _words(row)): row_id for row_id, (block, row) in here.items()}
    there = {row.id for rows in theirs.tables.values() for row in rows}
    made, ids = max(ours.made, theirs.made), dict[RowId, RowId]()
    for block, rows in theirs.tables.items():
        for row in rows:
            if row.id in here and _MADE_ROW.fullmatch(row.id) and here[row.id] != (block, row):
                same = in_words.get((block, _words(row)))
                if same is None or same in there or same in ids.values():
                    made += 1
                    same = RowId(f"r{made}")
                ids[row.id] = same
    if not ids:
        return theirs
    tables = {block: tuple(_with_ids(row, ids) for row in rows) for block, rows in theirs.tables.items()}
    accepted = tuple(
        replace(one, place=one.place._replace(row=ids.get(one.place.row, one.place.row)))
        for one in theirs.accepted
    )
    return replace(theirs, tables=tables, made=made, accepted=accepted)


def _words(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset(row.cells.items())


def _with_ids(row: Row, ids: Mapping[RowId, RowId]) -> Row:
    parent = None if row.parent is None else ids.get(row.parent, row.parent)
    return replace(row, id=ids.get(row.id, row.id), parent=parent)
