"""The rows below the indicators: totals under the columns they add up, the grade in a row of its own."""

from collections.abc import Callable, Mapping, Sequence

from perfeval_desktop.domain.blocks import FiguresBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY
from perfeval_ui.form_page.cell_grid.cells import CENTRE, RIGHT, CellAppearance, CellKind

_ADDS_UP = {Role.TOTAL_WEIGHT: Role.WEIGHT, Role.TOTAL: Role.SCORE}


class ClosingRows:
    """Where each of the figures stands that close the grid of the indicators; rows count from 0.

    Figures that add up a column stand below it in the first row, the total row; each other one has a row of
    its own. ``columns`` are the numbers of the grid's columns by their roles. ``label_columns`` is how many
    columns the labels of the other figures take.
    """

    def __init__(
        self,
        figures: Sequence[FiguresBlock],
        columns: Mapping[Role | None, int],
        *,
        label_columns: int = 1,
    ) -> None:
        self.label_columns = label_columns
        self._in_columns: dict[int, Place] = {}
        self._own_rows: list[tuple[Place, Column]] = []
        self._total_words = ""
        for block in figures:
            for column in block.columns:
                place = Place(block.key, ONLY, column.key)
                beside = columns.get(_ADDS_UP[column.role]) if column.role in _ADDS_UP else None
                if beside is None:
                    self._own_rows.append((place, column))
                else:
                    self._in_columns[beside] = place
                    self._total_words = block.words or column.words

    def __len__(self) -> int:
        return self.has_total_row + len(self._own_rows)

    @property
    def has_total_row(self) -> bool:
        """Whether the first row holds figures below the columns that they add up."""
        return bool(self._in_columns)

    @property
    def first_figure(self) -> int:
        """The first column of the total row with a figure; its words take the columns up to there."""
        return min(self._in_columns, default=1)

    @property
    def places(self) -> list[Place]:
        """The places of the figures."""
        return [*self._in_columns.values(), *(place for place, _ in self._own_rows)]

    def total(self, column: int) -> Place | None:
        """Return the place of the figure that adds a column up, ``None`` where there is none."""
        return self._in_columns.get(column)

    def place_at(self, row: int, column: int) -> Place | None:
        """Return the place of the figure that stands in a cell, ``None`` where there is none."""
        if self._is_total(row):
            return self.total(column)
        return self._own(row)[0] if column >= self.label_columns else None

    def row_of(self, place: Place) -> int | None:
        """Return the row of a figure, ``None`` for a place that is none of the figures."""
        if place in self._in_columns.values():
            return 0
        places = [own for own, _ in self._own_rows]
        return self.has_total_row + places.index(place) if place in places else None

    def appearance(self, row: int, column: int, figure: Callable[[Place], str]) -> CellAppearance:
        """Return how a cell looks; ``figure`` gives the text of a figure."""
        if self._is_total(row):
            if column == 0:
                return CellAppearance(self._total_words, CellKind.LABEL, CENTRE)
            total = self.total(column)
            return CellAppearance("" if total is None else figure(total), CellKind.COMPUTED, RIGHT)
        place, own = self._own(row)
        if column == 0:
            return CellAppearance(own.words, CellKind.LABEL, CENTRE)
        is_first = column == self.label_columns
        return CellAppearance(figure(place) if is_first else "", CellKind.COMPUTED)

    def _is_total(self, row: int) -> bool:
        return self.has_total_row and row == 0

    def _own(self, row: int) -> tuple[Place, Column]:
        return self._own_rows[row - self.has_total_row]
