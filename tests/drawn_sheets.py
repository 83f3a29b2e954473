"""Sheets drawn as text, a line for each row: cells parted by ``|``, ``<`` and ``^`` continue the cell beside.

A line without ``|`` is a paragraph. ``/`` is a line end within a cell.
"""

from perfeval_desktop.exchange.sheet import Cell, Sheet


def drawn(text: str) -> Sheet:
    """Return the sheet that ``text`` draws."""
    lines = [line.strip() for line in text.strip().splitlines()]
    cells: list[Cell] = []
    table: dict[tuple[int, int], tuple[int, int]] = {}
    found: dict[tuple[int, int], list[int]] = {}
    texts: dict[tuple[int, int], str] = {}
    for row, line in enumerate(lines):
        if "|" not in line:
            cells.append(Cell(line, row, 0, is_paragraph=True, place=f"第 {row + 1} 行"))
            continue
        for column, part in enumerate(part.strip() for part in line.strip("|").split("|")):
            if part == "<":
                at = table[row, column] = table[row, column - 1]
            elif part == "^":
                at = table[row, column] = table[row - 1, column]
            else:
                at = table[row, column] = row, column
                found[at], texts[at] = [row, column], part.replace("/", "\n")
            found[at] = [max(found[at][0], row), max(found[at][1], column)]
    for (row, column), (last_row, last_column) in found.items():
        rows, columns = last_row - row + 1, last_column - column + 1
        place = f"第 {row + 1} 行第 {column + 1} 格"
        cells.append(Cell(texts[row, column], row, column, rows, columns, place))
    return Sheet("表", tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
