"""The rows and cells of a worksheet, made where the file has none because they are empty."""

from perfeval_desktop.exchange.filling.xml_texts import made
from perfeval_desktop.exchange.readers.xlsx import numbered_rows, placed_cells
from perfeval_desktop.exchange.readers.xml_parts import Element
from perfeval_desktop.exchange.worksheet_grid import Position, column_letters


def cell_at(root: Element, at: Position) -> Element:
    """Return the cell of a worksheet at a position, made where there is none."""
    row = row_at(root, at.row)
    following = None
    for place, cell in placed_cells(at.row, row):
        if place.column == at.column:
            return cell
        if place.column > at.column:
            following = cell
            break
    found = made(row, "c", r=f"{column_letters(at.column)}{at.row + 1}")
    if row.get("s") is not None:
        found.set("s", row.get("s", ""))
    if "spans" in row.attrib:
        del row.attrib["spans"]
    row.insert(len(row) if following is None else row.index(following), found)
    return found


def row_at(root: Element, number: int) -> Element:
    """Return a row of a worksheet, counted from 0, made where there is none; some row stands above it."""
    rows = list(numbered_rows(root))
    found = next((own for other, own in rows if other == number), None)
    if found is None:
        # What a value belongs to stands above it, if not beside it.
        above = [own for other, own in rows if other < number][-1]
        found = made(above, "row", r=str(number + 1))
        above.addnext(found)
    return found
