"""What is to be written where in a blank, worked out before anything is written; and what has no room."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Kind, Role, Stage
from perfeval_desktop.domain.facts import full_target
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.places import UNIT, place_label
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.printed.grid_columns import GridColumn, grid_text
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.matching import Match, Spot, goal_row, indicator_row, match
from perfeval_desktop.domain.units import with_unit
from perfeval_desktop.exchange.filling.blank_map import BlankMap
from perfeval_desktop.exchange.filling.boxes import ticks
from perfeval_desktop.exchange.filling.form_texts import PlacedText, form_texts
from perfeval_desktop.exchange.filling.lines import Room, Wanted, rooms
from perfeval_desktop.exchange.recogniser.slots import Slot, is_prompt
from perfeval_desktop.exchange.recogniser.wording import flat
from perfeval_desktop.exchange.sheet import Cell

# What a form prints where there is nothing to say.
_NOTHING = frozenset({"", "—", "－", "-", "/", "／", "无"})


class Value(NamedTuple):
    """A text to be written, and whether it is that of a column of numbers.

    ``chosen`` are the words to be ticked where the blank has boxes for them.
    """

    text: str
    is_number: bool = False
    chosen: str = ""


class CellText(NamedTuple):
    """A text that takes the place of a part of a cell's, or of all of it."""

    cell: Cell
    start: int
    end: int
    value: Value

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the cell's own text stays."""
        return not self.cell.text[: self.start].strip() and not self.cell.text[self.end :].strip()


class NewRow(NamedTuple):
    """A row to be added below ``like``, and below those added there before it.

    ``values`` are those of its own cells, by the column that each begins in; the cells in the columns
    ``joined`` are those of the row above.
    """

    like: int
    values: Mapping[int, Value]
    joined: frozenset[int]


class Told(NamedTuple):
    """Something to be told of a place: the text, what stood there before, why it could not be written."""

    place: str
    text: str
    before: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a blank, and what is to be told.

    ``left`` has no room in it; ``replaced`` stood there before as something else; ``kept`` is printed there
    and the form has nothing to put in its place. ``written`` counts the texts that have room, those that
    stand there already among them.
    """

    texts: tuple[CellText, ...]
    rows: tuple[NewRow, ...]
    written: int
    left: tuple[Told, ...]
    replaced: tuple[Told, ...]
    kept: tuple[Told, ...]


def best_plan(blanks: Sequence[BlankMap], template: Template, form: Form) -> tuple[int, Plan]:
    """Return which of several blanks has room for most of ``form``, and what is to be written there."""
    plans = [plan(blank, template, form) for blank in blanks]
    best = max(range(len(plans)), key=lambda number: plans[number].written)
    return best, plans[best]


def plan(blank: BlankMap, template: Template, form: Form) -> Plan:
    """Return what is to be written in ``blank``; amounts are those of its unit."""
    if blank.unit is not None:
        form = with_unit(template, form, blank.unit)
    return _Planner(blank, Seen.of(template, form)).plan()


class _Planner:
    """Works out one plan."""

    def __init__(self, blank: BlankMap, seen: Seen) -> None:
        self._blank, self._seen = blank, seen
        self._match: Match = match(seen.template, blank.transcript)
        self._texts: dict[Place, PlacedText] = form_texts(seen)
        self._written: set[Place] = set()
        self._cells: dict[tuple[Cell, int, int], dict[Value, Place | None]] = {}
        self._rows: list[NewRow] = []
        self._kept: list[Told] = []

    def plan(self) -> Plan:
        """Return the plan."""
        for path, slot in self._blank.slots.items():
            for value, place in self._values(path):
                self._write(slot.cell, slot.start, slot.end, _fitted(value, slot), place)
        self._fill_lines()
        texts, replaced = self._edits()
        return Plan(
            texts=tuple(texts),
            rows=tuple(self._rows),
            written=len(self._written & self._texts.keys()),
            left=tuple(self._left()),
            replaced=tuple(replaced),
            kept=tuple(self._kept),
        )

    # -- single values ---------------------------------------------------------------------------------------

    def _values(self, path: tuple[str, ...]) -> Iterator[tuple[Value, Place | None]]:
        """Yield the text of a path, where the form has a place for it."""
        if path == ("fiscal_year",):
            yield Value(str(self._seen.form.year)), None
            return
        if path == ("unit",):
            yield Value(self._seen.facts.unit.value), UNIT
            return
        spot = self._match.spots.get(path)
        if spot is not None:
            place = self._place(spot)
            yield self._value(place), place

    def _value(self, place: Place) -> Value:
        found = self._texts.get(place)
        if found is None:
            return Value("")
        chosen = self._seen.form.text(*place) if found.column.kind is Kind.CHOICE else ""
        return Value(found.text, found.column.kind.is_number, chosen)

    def _place(self, spot: Spot) -> Place:
        """Return the place of a spot in this very form, whose goals have ids of their own."""
        goals = self._seen.template.goals
        if goals is None or spot.place.block != goals.key:
            return spot.place
        own = {goal_row(number): row.id for number, row in enumerate(self._seen.form.rows(goals.key), 1)}
        return spot.place._replace(row=own.get(spot.place.row, spot.place.row))

    def _write(self, cell: Cell, start: int, end: int, value: Value, place: Place | None) -> None:
        if place is not None and value.text:
            self._written.add(place)
        self._cells.setdefault((cell, start, end), {}).setdefault(value, place)

    def _edits(self) -> tuple[list[CellText], list[Told]]:
        """Return the texts of the cells, those that stand there already left out, and what they replace."""
        texts: list[CellText] = []
        replaced: list[Told] = []
        for (cell, start, end), values in self._cells.items():
            there = cell.text[start:end].strip()
            filled = [value for value in values if value.text]
            text = "\n".join(dict.fromkeys(value.text for value in filled))
            if not filled:
                if there not in _NOTHING and not is_prompt(there):
                    self._kept.append(Told(cell.place, there))
                continue
            if _is_same(there, text):
                continue
            boxes = ticks(there, filled[0].chosen)
            if boxes is None:
                texts.append(CellText(cell, start, end, Value(text, all(one.is_number for one in filled))))
                if there not in _NOTHING and not is_prompt(there):
                    replaced.append(Told(cell.place, text, there))
                continue
            offset = start + len(cell.text[start:end]) - len(cell.text[start:end].lstrip())
            texts += [CellText(cell, offset + one.start, offset + one.end, Value(one.text)) for one in boxes]
        return texts, replaced

    # -- indicators ------------------------------------------------------------------------------------------

    def _fill_lines(self) -> None:
        grid = self._seen.template.grid
        if grid is None:
            return
        columns = self._columns(grid)
        levels = [self._label_of(columns, grid, role) for role in (Role.LEVEL1, Role.LEVEL2)]
        found = rooms(self._blank.lines, levels, list(self._wanted(grid)))
        for room in found:
            self._fill_room(grid, room, columns, levels)

    def _columns(self, grid: IndicatorsBlock) -> dict[str, GridColumn]:
        """Return which column of the form each column of the blank is, by its label."""
        return {
            path[2]: GridColumn(
                grid.by_key[spot.place.column], grid.by_key[spot.place.column].width, spot.choice
            )
            for path, spot in self._match.spots.items()
            if path[0] == "indicators"
        }

    def _label_of(self, columns: Mapping[str, GridColumn], grid: IndicatorsBlock, role: Role) -> str | None:
        own = grid.by_role.get(role)
        return next((label for label, one in columns.items() if one.column is own), None)

    def _wanted(self, grid: IndicatorsBlock) -> Iterator[Wanted]:
        """Yield the indicators of the form."""
        keys = grid_keys(grid)
        lines = {
            spot.place.row: int(path[1]) - 1
            for path, spot in self._match.spots.items()
            if path[0] == "indicators" and spot.place.row != indicator_row(int(path[1]))
        }
        goals = [row.id for row in self._seen.form.rows(grid.goals or "")]
        for row in self._seen.form.rows(grid.key):
            names = (row.text(keys.level1), row.text(keys.level2))
            goal = goals.index(row.parent) if row.parent in goals else None
            yield Wanted(row.id, names, row.text(keys.name), lines.get(row.id), goal)

    def _fill_room(
        self,
        grid: IndicatorsBlock,
        room: Room,
        columns: Mapping[str, GridColumn],
        levels: Sequence[str | None],
    ) -> None:
        line = room.line
        values = {} if room.wanted is None else self._row_values(grid, room.wanted.row, columns)
        own_names = [(label, room.names.get(at)) for at, label in enumerate(levels) if label is not None]
        values |= {label: Value(name) for label, name in own_names if name is not None}
        if room.is_added:
            joined = {
                line.cells[label].column
                for label, is_joined in zip(levels, room.joined, strict=True)
                if is_joined and label is not None
            }
            texts = {cell.column: values.get(label, Value("")) for label, cell in line.cells.items()}
            own = {at: value for at, value in texts.items() if at not in joined}
            self._rows.append(NewRow(line.row, own, frozenset(joined)))
            return
        if room.wanted is None:
            if line.name:
                self._kept.append(Told(line.place, line.name))
            return
        kept = {label for label, name in own_names if name is None}
        for label, cell in line.cells.items():
            if label in values and label not in kept:
                self._write(cell, 0, len(cell.text), values[label], None)

    def _row_values(
        self, grid: IndicatorsBlock, row_id: RowId, columns: Mapping[str, GridColumn]
    ) -> dict[str, Value]:
        """Return the texts of an indicator by the labels of the blank; what they hold is written then."""
        seen = self._seen
        rows = seen.form.rows(grid.key)
        at = next(number for number, row in enumerate(rows) if row.id == row_id)
        row, facts, score = rows[at], seen.facts.indicators[at], seen.sheet.indicators[at]
        roles = {one.column.role for one in columns.values()}
        values: dict[str, Value] = {}
        for label, one in columns.items():
            text = grid_text(one)(seen, row, facts, score)
            if one.column.role is Role.TARGET_NUMBER and not roles & {Role.COMPARATOR, Role.MEASURE}:
                text = self._whole_target(grid, row)
            values[label] = Value(text, one.column.kind.is_number)
            self._written.add(Place(grid.key, row.id, one.column.key))
        return values

    def _whole_target(self, grid: IndicatorsBlock, row: Row) -> str:
        roles = [role for role in (Role.COMPARATOR, Role.MEASURE) if role in grid.by_role]
        self._written |= {Place(grid.key, row.id, grid.by_role[role].key) for role in roles}
        return full_target(grid_keys(grid), row)

    # -- what has no room ------------------------------------------------------------------------------------

    def _left(self) -> Iterator[Told]:
        """Yield the texts without a cell; of a column that is computed, those of all rows together."""
        seen = self._seen
        computed: dict[tuple[str, str], list[str]] = {}
        for place, found in self._texts.items():
            if place in self._written or found.text.strip() in _NOTHING:
                continue
            if found.column.stage is Stage.COMPUTED:
                computed.setdefault((place.block, found.column.words), []).append(found.text)
            else:
                yield Told(place_label(seen.template, seen.form, place), found.text)
        for (_, words), texts in computed.items():
            yield Told(words, "、".join(texts))


def _fitted(value: Value, slot: Slot) -> Value:
    """Return a text as it stands behind its label: with room before the next, or on a line of its own."""
    text = slot.cell.text
    before, room, behind = text[: slot.start], text[slot.start : slot.end], text[slot.end :]
    if not value.text or not before.strip() or room.strip(_ROOM):
        return value
    if slot.path[0] == "goals":
        return value._replace(text=f"\n{value.text}")
    if slot.path == ("fiscal_year",) or behind[:1] in {"", "\n"}:
        return value
    return value._replace(text=value.text + " " * max(_LEAST_ROOM, _width(room) - _width(value.text)))


# What a blank leaves room with, and how much there is at least between a text and the next label.
_ROOM = " \t_＿\u3000\xa0"
_LEAST_ROOM = 2


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _is_same(printed: str, text: str) -> bool:
    """Whether a text says what is printed: the same, the same number (10 and 10.00), or nothing."""
    if printed and {printed, text} <= _NOTHING:
        return True
    number = read_number(printed).value
    return flat(printed) == flat(text) or (number is not None and number == read_number(text).value)
