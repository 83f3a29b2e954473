"""The cells that another program has put on the clipboard: its table, merged cells too, else its lines."""

import re
from typing import Final

from PySide6.QtCore import QMimeData

from perfeval_desktop.errors import ImportFileError
from perfeval_ui.form_page.cell_grid.tab_separated import to_block
from perfeval_ui.form_page.cell_writer import Block
from perfeval_ui.form_page.clipboard_text import text_of

_TABLE: Final = re.compile(r"<table\b", re.IGNORECASE)
# Of what is longer, the lines are taken: reading it as a page would take its time.
_LONGEST: Final = 4_000_000


def copied_table(data: QMimeData) -> Block | None:
    """Return the cells in ``data``, ``None`` where it holds no text.

    A name that is merged over rows is that of each of them; of a text merged over columns the others stay
    blank. Lines without any text at the end are no rows.
    """
    html = data.html() if data.hasHtml() else ""
    block = _table_of(html) if len(html) <= _LONGEST and _TABLE.search(html) else None
    text = text_of(data)
    return block or (_without_last_lines(to_block(text)) if text else None)


def _table_of(html: str) -> Block | None:
    """Return the only table of a page, ``None`` where it has several, or texts around it."""
    # With the first table that is pasted.
    from perfeval_desktop.exchange.readers.html import read_html  # noqa: PLC0415

    try:
        sheets = read_html(html, "")
    except ImportFileError:
        return None
    (sheet,) = sheets or (None,)
    if sheet is None or len(sheet.tables) != 1 or any(cell.is_paragraph for cell in sheet.cells):
        return None
    rows = [[""] * sheet.width for _ in range(sheet.height)]
    for cell in sheet.cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows[row][cell.column] = cell.text
    return tuple(map(tuple, rows))


def _without_last_lines(block: Block) -> Block:
    """Return a block without the lines at its end that hold no text and part no cells."""
    count = len(block)
    while count > 1 and block[count - 1] == ("",):
        count -= 1
    return block[:count]
