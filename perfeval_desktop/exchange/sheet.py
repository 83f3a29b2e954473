"""What a reader hands on: the cells of a file as they are seen, whatever its format.

Plain values, to be handed from one process to another. Hidden and deleted text is not in them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text as displayed, paragraphs parted by one newline, and where it stands.

    ``row`` and ``column`` count from 0; a merged cell stands once, at its upper left position.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    # Where a person finds it in the file: 工作表“自评表”的 B3, 第 2 个表格第 3 行第 4 格.
    place: str = ""
    # Text outside of tables: as wide as the sheet, in a row of its own.
    is_paragraph: bool = False
    # A line that stands on every page, at its head or foot: nobody wrote it for this one.
    is_running: bool = False
    # A formula whose result is not in the file: the text is the formula.
    is_formula: bool = False
    # The number in the file where the text shows fewer of its digits.
    exact: str = ""
    # Why it may not be, or not be all of, what stands in this cell; "" where that is certain.
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet, or a whole text document: its cells from top to bottom and from left to right."""

    name: str
    cells: tuple[Cell, ...]
    # The rows of each table, from top to bottom; between them stand paragraphs. Worksheets are one table.
    tables: tuple[range, ...] = ()

    @property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)
