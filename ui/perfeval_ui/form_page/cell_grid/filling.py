"""Commands that put texts into the selected cells of a grid, each as one change."""

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_grid.cell_range import GridCell
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
        filled = []
        for (row, column), place in self.selected():
            top = tops[column]
            source = self._entries.place(top, column) if 0 <= top < row else None
            if source is not None:
                filled.append((place, self._writer.typed(source)))
        self._save(filled, "向下填充")

    def _save(self, entries: list[tuple[Place, str]], verb: str) -> None:
        if entries and self._writer.takes_changes:
            self._writer.commit_all(entries, verb)
