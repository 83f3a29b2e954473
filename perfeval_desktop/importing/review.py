"""A form that comes in as lines to be looked through: each text with where it stands in the file."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import place_label, place_order
from perfeval_desktop.exchange.sheet import Cell
from perfeval_desktop.importing.comparison import Change
from perfeval_desktop.importing.plan import Action, Planned


class LineKind(Enum):
    """What is to be said of a line."""

    READ = auto()
    DOUBTFUL = auto()
    # It would take the place of another text in the stored form.
    OVERWRITING = auto()
    UNREAD = auto()


class Line(NamedTuple):
    """A text of the file: the words for its cell in the form, what stands there now, and what is to be known.

    ``place`` is its place in the form, ``None`` for what has none; ``cell`` where it stands in the sheet.
    ``change`` is what it would do to the stored form.
    """

    kind: LineKind
    label: str
    text: str
    before: str = ""
    reason: str = ""
    place: Place | None = None
    cell: Cell | None = None
    change: Change | None = None

    @property
    def needs_a_look(self) -> bool:
        """Whether a person should look at it."""
        return self.kind is not LineKind.READ


def lines(planned: Planned) -> tuple[Line, ...]:
    """Return the lines of a form, in its order; what was not read comes last.

    Of one that updates a stored form those are left out that say the same as it does.
    """
    texts = _updating(planned) if planned.action is Action.UPDATE else _new(planned)
    return (*texts, *_unread(planned))


def _new(planned: Planned) -> Iterator[Line]:
    form, template = planned.form, planned.template
    cells, doubts = _cells(planned), _doubts(planned)
    places = [
        Place(block, row.id, column.key)
        for block, rows in form.tables.items()
        if block in template.by_key
        for row in rows
        for column in template.by_key[block].columns
        if row.text(column.key)
    ]
    for place in sorted(places, key=lambda one: place_order(template, form, one)):
        reason = doubts.get(place, "")
        kind = LineKind.DOUBTFUL if reason else LineKind.READ
        label = place_label(template, form, place)
        yield Line(kind, label, form.text(*place), "", reason, place, cells.get(place))


def _updating(planned: Planned) -> Iterator[Line]:
    cells, doubts = _cells(planned), _doubts(planned)
    for change in planned.changes:
        origin = change.origin
        reason = doubts.get(origin, "")
        kind = LineKind.DOUBTFUL if reason else LineKind.OVERWRITING if change.before else LineKind.READ
        yield Line(kind, change.label, change.after, change.before, reason, origin, cells.get(origin), change)


def _unread(planned: Planned) -> Iterator[Line]:
    found = planned.found.found
    for cell in found.unread:
        yield Line(LineKind.UNREAD, cell.place, cell.text, reason="没有读出这是哪一栏。", cell=cell)
    for one in planned.found.unplaced:
        why = "这个模板里没有它的位置。"
        yield Line(LineKind.UNREAD, one.words, one.text, reason=why, cell=found.layout.cells.get(one.path))


def _cells(planned: Planned) -> dict[Place, Cell]:
    """Return where in the sheet the text of each cell of the form stands."""
    cells = planned.found.found.layout.cells
    return {place: cells[path] for path, place in planned.found.places.items() if path in cells}


def _doubts(planned: Planned) -> dict[Place, str]:
    """Return why the texts of some cells of the form are in doubt, unless a person has looked at them."""
    return {
        place: doubt.reason
        for doubt in planned.found.found.doubts
        if (place := planned.found.places.get(doubt.path)) is not None and place not in planned.settled
    }
