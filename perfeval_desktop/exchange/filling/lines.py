"""Which row of a blank each indicator goes into: that of its name, a free one of its group, or one more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from perfeval_desktop.domain.facts import level1_parts
from perfeval_desktop.domain.form import RowId
from perfeval_desktop.domain.transcripts.labels import plain_label
from perfeval_desktop.exchange.recogniser.slots import Line, is_prompt
from perfeval_desktop.exchange.recogniser.wording import flat
from perfeval_desktop.exchange.sheet import Cell

# The names of level 1 and level 2.
Names = tuple[str, str]


class Wanted(NamedTuple):
    """An indicator that needs a row.

    ``line`` is the row of the blank that is known to be its own, ``goal`` the number of the goal it stands
    under, from 0; both may be ``None``.
    """

    row: RowId
    names: Names
    name: str
    line: int | None = None
    goal: int | None = None


@dataclass(slots=True, eq=False)
class Room:
    """A row of the table as it will be: ``line`` itself, or one more like it below.

    ``names`` are those to be written into its cells of the levels, ``joined`` tells of a row that is added at
    which levels its cell is that of the row above.
    """

    line: Line
    wanted: Wanted | None = None
    is_added: bool = False
    names: dict[int, str] = field(default_factory=dict)
    joined: tuple[bool, bool] = (False, False)


def rooms(lines: Sequence[Line], labels: Sequence[str | None], wanted: Sequence[Wanted]) -> list[Room]:
    """Return the rows for all of ``wanted``, none if there are no ``lines``.

    ``labels`` are those of the columns of level 1 and level 2, ``None`` for a level that has no column.
    """
    return _Table(lines, labels).filled(wanted) if lines else []


class _Table:
    """The rows of a blank while they are given away."""

    def __init__(self, lines: Sequence[Line], labels: Sequence[str | None]) -> None:
        self._rooms = [Room(line) for line in lines]
        self._labels = labels
        goals = list(dict.fromkeys(line.goal for line in lines if line.goal is not None))
        self._goals: Mapping[Cell, int] = {cell: number for number, cell in enumerate(goals)}
        # Whether a level has names in the blank, or cells that reach over several rows.
        cells = [[self._cell(room, level) for room in self._rooms] for level in (0, 1)]
        self._is_printed = [any(one and not is_prompt(one.text) for one in own) for own in cells]
        self._is_merged = [any(one and one.rows > 1 for one in own) for own in cells]
        self._written: dict[Cell, str] = {}

    def filled(self, wanted: Sequence[Wanted]) -> list[Room]:
        """Return the rows with those of ``wanted`` in them."""
        left = [one for one in wanted if not self._takes_its_own(one)]
        left = [one for one in left if not self._takes_a_free_one(one)]
        for one in left:
            self._add(one)
        self._name_all()
        return self._rooms

    # -- rows that are there ---------------------------------------------------------------------------------

    def _takes_its_own(self, one: Wanted) -> bool:
        """Put an indicator into the row that bears its name; the group tells which of several."""
        own = [
            (ranks, room)
            for number, room in enumerate(self._rooms)
            if room.wanted is None
            and (one.line == number or (room.line.name and room.line.name == flat(one.name)))
            and (ranks := self._ranks(room, one)) is not None
        ]
        return self._takes_best(own, one)

    def _takes_a_free_one(self, one: Wanted) -> bool:
        free = [
            (ranks, room)
            for room in self._rooms
            if room.wanted is None and not room.line.name and (ranks := self._ranks(room, one)) is not None
        ]
        return self._takes_best(free, one)

    def _takes_best(self, found: list[tuple[tuple[int, int], Room]], one: Wanted) -> bool:
        if not found:
            return False
        room = min(found, key=lambda item: item[0])[1]
        room.wanted = one
        for level in (0, 1):
            cell = self._cell(room, level)
            if cell is not None and not self._own_name(room, level):
                self._written[cell] = one.names[level]
        return True

    def _ranks(self, room: Room, one: Wanted) -> tuple[int, int] | None:
        """Return how well a row suits an indicator at both levels, best first; ``None`` where it does not."""
        if not self._is_under(room, one):
            return None
        first, second = (self._rank(room, level, one.names[level]) for level in (0, 1))
        return None if first is None or second is None else (first, second)

    def _is_under(self, room: Room, one: Wanted) -> bool:
        """Whether a row stands under the goal of an indicator, or nobody knows."""
        if len(self._goals) < 2 or one.goal is None or room.line.goal is None:
            return True
        return self._goals[room.line.goal] == one.goal

    def _rank(self, room: Room, level: int, name: str) -> int | None:
        cell = self._cell(room, level)
        if cell is None or (level == 1 and cell is self._cell(room, 0)):
            return 0 if not name else 3
        own = self._own_name(room, level)
        if own:
            return _alike(own, name)
        if not self._is_printed[level]:
            return 1
        above = self._name_above(room, level)
        return 1 if not above else _alike(above, name)

    def _cell(self, room: Room, level: int) -> Cell | None:
        label = self._labels[level]
        return None if label is None else room.line.cells.get(label)

    def _own_name(self, room: Room, level: int) -> str:
        """Return what stands, or is to be written, in the cell of a level; ``""`` for nothing."""
        if room.is_added and room.wanted is not None:
            return room.wanted.names[level]
        cell = self._cell(room, level)
        if cell is None:
            return ""
        return self._written.get(cell) or ("" if is_prompt(cell.text) else cell.text)

    def _name_above(self, room: Room, level: int) -> str:
        """Return the name that a blank cell is read with: that above it, within the same name above that."""
        upper = self._own_name(room, 0) if level else ""
        for other in reversed(self._rooms[: self._rooms.index(room)]):
            own_upper = self._own_name(other, 0) if level else ""
            if upper and own_upper and own_upper != upper:
                return ""
            upper = upper or own_upper
            if own := self._own_name(other, level):
                return own
        return ""

    # -- rows that are added ---------------------------------------------------------------------------------

    def _add(self, one: Wanted) -> None:
        """Add a row at the end of the indicator's group, of its level-1 name, or of the table."""
        goal = [room for room in self._rooms if self._is_under(room, one)] or self._rooms
        of_first = [room for room in goal if self._is_of(room, 0, one)]
        of_both = [room for room in of_first if self._is_of(room, 1, one)]
        above = (of_both or of_first or goal)[-1]
        first, second = bool(of_first) and self._joins(0), bool(of_both) and self._joins(1)
        room = Room(above.line, one, is_added=True, joined=(first, second))
        self._rooms.insert(self._rooms.index(above) + 1, room)

    def _joins(self, level: int) -> bool:
        """Whether neighbours of one name share a cell; where nothing is printed, each has its own."""
        return self._is_printed[level] or self._is_merged[level]

    def _is_of(self, room: Room, level: int, one: Wanted) -> bool:
        name = self._own_name(room, level) or self._name_above(room, level)
        return _alike(name, one.names[level]) == 0

    # -- names of groups -------------------------------------------------------------------------------------

    def _name_all(self) -> None:
        """Note the names that are to be written: where a cell is empty and would be read otherwise."""
        now: dict[int, str] = {}
        for room in self._rooms:
            for level in (0, 1):
                cell = self._cell(room, level)
                if cell is None or (level == 1 and cell is self._cell(room, 0)):
                    continue
                printed = "" if room.is_added or is_prompt(cell.text) else cell.text
                if room.wanted is not None and room.line.row == cell.row:
                    wanted = room.wanted.names[level]
                    is_said = self._is_printed[level] and _alike(now.get(level, ""), wanted) == 0
                    if not (printed or room.joined[level] or is_said):
                        room.names[level] = wanted
                name = printed or room.names.get(level, "")
                if name and name != now.get(level):
                    now = {upper: text for upper, text in now.items() if upper < level} | {level: name}


def _alike(printed: str, name: str) -> int | None:
    """Return how well a printed name suits: the same, a part of it, or any where there is none to suit."""
    one, other = _bare(printed), _bare(name)
    if one == other:
        return 0
    if not other:
        return 3
    return 2 if one and (one in other or other in one) else None


def _bare(name: str) -> str:
    """Return a name of a level without its points and what is said of each."""
    return level1_parts(plain_label(name))[0].removesuffix("等").removesuffix("指标")
