"""The cells of a grid that the user fills in, in the order in which Tab and Enter visit them."""

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_grid.cell_range import GridCell
from perfeval_ui.form_page.cell_grid.model import CellTableModel


class EntryCells:
    """The cells of ``model`` that can be filled in, row by row.

    Tab passes over those that are hardly ever typed, unless it ``stops_everywhere``.
    """

    def __init__(self, model: CellTableModel) -> None:
        self._model = model
        self.stops_everywhere = False

    def first(self) -> GridCell | None:
        """Return the first cell that Tab stops at, ``None`` where there is none."""
        return next(iter(self._stops()), None)

    def last(self) -> GridCell | None:
        """Return the last cell that Tab stops at, ``None`` where there is none."""
        return next(reversed(self._stops()), None)

    def beside(self, current: GridCell, step: int) -> GridCell | None:
        """Return where Tab leads from ``current``, or with -1 Shift+Tab, ``None`` at the end."""
        if step > 0:
            return next((cell for cell in self._stops() if cell > current), None)
        return next((cell for cell in reversed(self._stops()) if cell < current), None)

    def above_or_below(self, current: GridCell, step: int) -> GridCell:
        """Return the cell a row down, or with -1 a row up; ``current`` itself where none can be filled in."""
        row, column = current[0] + step, current[1]
        is_entry = 0 <= row < self._model.rowCount() and self.place(row, column) is not None
        return (row, column) if is_entry else current

    def place(self, row: int, column: int) -> Place | None:
        """Return the place of the form that a cell fills in, ``None`` where it fills in none."""
        return self._model.entry_place(row, column)

    def holds_any(self, cells: list[GridCell]) -> bool:
        """Whether any of ``cells`` can be filled in."""
        return any(self.place(*cell) is not None for cell in cells)

    def places(self, cells: list[GridCell]) -> list[tuple[GridCell, Place]]:
        """Return those of ``cells`` that can be filled in, each with its place on the form."""
        found = ((cell, self.place(*cell)) for cell in cells)
        return [(cell, place) for cell, place in found if place is not None]

    def _stops(self) -> list[GridCell]:
        return [
            (row, column)
            for row in range(self._model.rowCount())
            for column in range(self._model.columnCount())
            if self.place(row, column) is not None
            and (self.stops_everywhere or not self._model.is_seldom_typed(row, column))
        ]
