"""What a screen reader reads: the form as a title and tables, row by row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from perfeval_desktop.printing.typesetting.layout import LaidOutForm
from perfeval_desktop.printing.typesetting.table import Scope, TableCell, TableLabel, TableRow

# Page, from 0, and number of the marked content on it.
Marks = tuple[tuple[int, int], ...]


class Element:
    """An element of the structure: its type with its attributes, in the words of PDF.

    ``parent`` and ``children`` are places in the list of elements. ``marks`` are its pieces of content.
    """

    __slots__ = ("children", "kind", "marks", "parent")

    def __init__(self, kind: str, parent: int) -> None:
        self.kind = kind
        self.parent = parent
        self.children: Sequence[int] = ()
        self.marks: Marks = ()


class Structure:
    """The elements of one form; the first of ``elements`` holds all others.

    Cells that print nothing are elements too, so that every table is complete. What is printed again after a
    page break is none.
    """

    def __init__(self, form: LaidOutForm) -> None:
        self.elements = [Element("Sect", -1)]
        self._places: dict[int, int] = {}
        for cell in form.head:
            self._add(cell, "H1" if cell is form.title else "P", 0)
        tops = [*range(1, len(self.elements))]
        for is_ruled, rows in groupby(form.rows, key=lambda row: bool(row.sides)):
            if is_ruled:
                for _, table in groupby(rows, key=lambda row: row.edges):
                    tops.append(len(self.elements))
                    self._add_table(list(table))
            else:
                start = len(self.elements)
                for row in rows:
                    self._add_paragraphs(row)
                tops.extend(range(start, len(self.elements)))
        self.elements[0].children = tops

    def mark(self, sources: Iterable[TableCell | TableLabel], page: int) -> list[int]:
        """Note whose the marked contents of ``page`` are, from 0 on; return the places of their elements."""
        places = [self._places[id(source)] for source in sources]
        for number, place in enumerate(places):
            self.elements[place].marks += ((page, number),)
        return places

    def _add(self, source: TableCell | TableLabel, kind: str, parent: int) -> None:
        self._places[id(source)] = len(self.elements)
        self.elements.append(Element(kind, parent))

    def _add_paragraphs(self, row: TableRow) -> None:
        for cell in row.cells:
            if any(cell.lines):
                self._add(cell, "P", 0)

    def _add_table(self, rows: Sequence[TableRow]) -> None:
        table, place = Element("Table", 0), len(self.elements)
        self.elements.append(table)
        beside = Counter([label for row in rows for label in row.labels])
        rows_places = []
        elements, places = self.elements, self._places
        for row in rows:
            of_row, row_place = Element("TR", place), len(elements)
            rows_places.append(row_place)
            elements.append(of_row)
            for cell in row.cells:
                if isinstance(cell, TableCell):
                    rows_beside = 1
                elif id(cell) in places:
                    continue
                else:
                    rows_beside = beside[cell]
                kind = _cell_kind(cell.end - cell.first, rows_beside, cell.heads)
                places[id(cell)] = len(elements)
                elements.append(Element(kind, row_place))
            of_row.children = range(row_place + 1, len(elements))
        table.children = rows_places


def _cell_kind(columns: int, rows: int, heads: Scope | None) -> str:
    if columns == rows == 1 and heads is None:
        return "TD"
    spans = (f"/ColSpan {columns}" if columns > 1 else "") + (f"/RowSpan {rows}" if rows > 1 else "")
    if heads is None:
        return f"TD/A<</O/Table{spans}>>"
    return f"TH/A<</O/Table{spans}/Scope/{heads.value}>>"
