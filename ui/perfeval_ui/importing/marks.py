"""What is to be seen of the cells of a file: read, in doubt, or not read."""

from perfeval_desktop.importing.plan import Planned
from perfeval_desktop.importing.review import LineKind, lines
from perfeval_ui.widgets.sheet_model import CellMark, MarkKind, Marks

_KINDS = {
    LineKind.READ: MarkKind.READ,
    LineKind.DOUBTFUL: MarkKind.DOUBTFUL,
    LineKind.OVERWRITING: MarkKind.READ,
    LineKind.UNREAD: MarkKind.UNREAD,
}


def marks_of(planned: Planned) -> Marks:
    """Return the marks of the sheet that a form was found in."""
    places = planned.found.places
    marks = {
        (cell.row, cell.column): CellMark(MarkKind.READ)
        for path, cell in planned.found.found.layout.cells.items()
        if path in places
    }
    for line in lines(planned):
        if line.cell is not None and line.needs_a_look:
            marks[line.cell.row, line.cell.column] = CellMark(_KINDS[line.kind], tip=line.reason)
    return marks
