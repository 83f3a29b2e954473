"""From the tables and paragraphs of a document, one after the other, to one sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from perfeval_desktop.exchange.limits import check_size
from perfeval_desktop.exchange.sheet import Cell, Sheet


@dataclass(slots=True)
class TableCell:
    """A cell as documents have it: known by row, column and the rows and columns it covers."""

    text: str
    row: int
    column: int
    place: str
    rows: int = 1
    columns: int = 1
    doubt: str = ""


class DocumentGrid:
    """Puts what a document holds below each other; ``sheet`` makes paragraphs as wide as all of it."""

    def __init__(self) -> None:
        self._cells: list[Cell] = []
        self._tables: list[range] = []
        self._height = 0
        self._paragraphs_since = 0

    @property
    def height(self) -> int:
        """How many rows there are so far."""
        return self._height

    @property
    def table_count(self) -> int:
        """How many tables there are so far."""
        return len(self._tables)

    def add_paragraph(self, text: str, place: str = "", *, is_running: bool = False) -> None:
        """Add text that stands outside of tables, unless there is nothing to be seen of it."""
        if not text.strip():
            return
        self._paragraphs_since += 1
        told = place or self._place_of_paragraph()
        check_size(self._height + 1, 1, told)
        self._cells.append(Cell(text, self._height, 0, place=told, is_paragraph=True, is_running=is_running))
        self._height += 1

    def add_table(self, cells: Iterable[TableCell]) -> None:
        """Add a table; its rows are counted from its own first."""
        taken = list(cells)
        if not taken:
            return
        height = max(cell.row + cell.rows for cell in taken)
        width = max(cell.column + cell.columns for cell in taken)
        check_size(self._height + height, width, f"第 {self.table_count + 1} 个表格")
        self._cells += [
            Cell(
                one.text,
                self._height + one.row,
                one.column,
                one.rows,
                one.columns,
                one.place,
                doubt=one.doubt,
            )
            for one in sorted(taken, key=lambda one: (one.row, one.column))
        ]
        self._tables.append(range(self._height, self._height + height))
        self._height += height
        self._paragraphs_since = 0

    def sheet(self, name: str) -> Sheet:
        """Return all of it."""
        width = max((cell.column + cell.columns for cell in self._cells), default=1)
        cells = (replace(cell, columns=width) if cell.is_paragraph else cell for cell in self._cells)
        return Sheet(name, tuple(cells), tuple(self._tables))

    def _place_of_paragraph(self) -> str:
        """Return where a paragraph stands, counted from the last table: nobody counts a whole document."""
        if self._tables:
            return f"第 {self.table_count} 个表格之后的第 {self._paragraphs_since} 段"
        return f"正文第 {self._paragraphs_since} 段"
