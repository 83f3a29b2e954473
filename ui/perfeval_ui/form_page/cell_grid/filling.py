"""Commands that put texts into the selected cells of a grid, each as one change."""

from collections.abc import Mapping

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_grid.cell_range import CellBlock, GridCell
from perfeval_ui.form_page.cell_grid.entry_cells import EntryCells
from perfeval_ui.form_page.cell_grid.selection import SelectionTable
from perfeval_ui.form_page.cell_writer import CellWriter


class SelectionFiller:
    """Fills the selected cells of ``table`` in; cells that cannot be filled in are passed over."""

    def __init__(self, table: SelectionTable, entries: EntryCells, writer: CellWriter) -> None:
        self._table = table
        self._entries = entries
        self._writer = writer

    def selected(self) -> list[tuple[GridCell, Place]]:
        """Return the selected cells that can be filled in, each with its place on the form."""
        return self._entries.places(self._table.selected_cells())

    def fill(self, text: str, verb: str) -> None:
        """Put ``text`` into all selected cells; ``verb`` begins the words of the undo step."""
        self._save([(place, text) for _, place in self.selected()], verb)

    def clear(self) -> None:
        """Clear the selected cells."""
        self.fill("", "清除")

    def fill_down(self) -> None:
        """Fill the selected cells from the topmost of their column; those of one row from the row above."""
        above = 1 if len(self._table.selected_rows()) == 1 else 0
        # Of each column the topmost cell stays, as the last to be put in.
        tops = {column: row - above for row, column in reversed(self._table.selected_cells())}
        self._fill_from({cell: (tops[cell[1]], cell[1]) for cell, _ in self.selected()}, "向下填充")

    def fill_right(self) -> None:
        """Fill the selected cells from the leftmost of their row; those of one column from the one before."""
        cells = self._table.selected_cells()
        before = 1 if len({column for _, column in cells}) == 1 else 0
        lefts = {row: column - before for row, column in reversed(cells)}
        self._fill_from({cell: (cell[0], lefts[cell[0]]) for cell, _ in self.selected()}, "向右填充")

    def fill_from_block(self, source: CellBlock) -> None:
        """Fill the selected cells around a block with what stands in it, again and again."""
        self._fill_from({cell: source.repeated_at(cell) for cell, _ in self.selected()}, "拖动填充")

    def can_fill(self) -> bool:
        """Whether any of the selected cells can be filled in now."""
        return self._writer.takes_changes and self._entries.holds_any(self._table.selected_cells())

    def _fill_from(self, sources: Mapping[GridCell, GridCell], verb: str) -> None:
        """Fill selected cells, each from the cell that is its source, unless that is itself or none."""
        filled = []
        for cell, place in self.selected():
            row, column = sources[cell]
            source = (
                self._entries.place(row, column) if min(row, column) >= 0 and (row, column) != cell else None
            )
            if source is not None:
                filled.append((place, self._writer.typed(source)))
        self._save(filled, verb)

    def _save(self, entries: list[tuple[Place, str]], verb: str) -> None:
        if entries and self._writer.takes_changes:
            self._writer.commit_all(entries, verb)
