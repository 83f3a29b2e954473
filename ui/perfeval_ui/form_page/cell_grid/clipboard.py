"""Copying, cutting and pasting cells of a grid."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from perfeval_ui.form_page.cell_grid.copied_table import copied_table
from perfeval_ui.form_page.cell_grid.filling import SelectionFiller
from perfeval_ui.form_page.cell_grid.selection import SelectionTable
from perfeval_ui.form_page.cell_grid.tab_separated import to_text
from perfeval_ui.form_page.cell_writer import Block, CellWriter
from perfeval_ui.form_page.clipboard_text import clipboard_data, on_clipboard, own_cells

# What a spreadsheet makes a formula, a number without its zeros or a date of, unless it is told a text.
_TAKEN_FOR_ANOTHER = re.compile(r"[=+@-]|0[0-9]|[0-9]+[-/.][0-9]+([-/.][0-9]+)?$")


class CellClipboard:
    """Carries the selected cells of ``table`` to the clipboard and back, as spreadsheets do."""

    def __init__(self, table: SelectionTable, filler: SelectionFiller, writer: CellWriter) -> None:
        self._table = table
        self._filler = filler
        self._writer = writer

    def copy(self) -> None:
        """Copy the selected cells as they are shown; cells between them that are not selected stay blank."""
        selected = self._table.selected_cells()
        if not selected:
            return
        rows = range(selected[0][0], selected[-1][0] + 1)
        columns = range(min(column for _, column in selected), max(column for _, column in selected) + 1)
        chosen = set(selected)
        texts = [
            [self._text(row, column) if (row, column) in chosen else "" for column in columns] for row in rows
        ]
        # A text within a line stays one; a table would make it a paragraph of its own.
        is_plain = len(texts) == len(texts[0]) == 1 and not _TAKEN_FOR_ANOTHER.match(texts[0][0])
        html = "" if is_plain else self._html(rows, columns, texts)
        QGuiApplication.clipboard().setMimeData(clipboard_data(texts, to_text(texts), html))

    def paste(self) -> str | None:
        """Enter the cells on the clipboard from the first selected cell on; one text fills all of them.

        Returns what to say of texts that found no cell.
        """
        block = _block_on_clipboard()
        selected = self._filler.selected()
        if not (block and selected):
            return None
        if len(selected) > 1 and len(block) == len(block[0]) == 1:
            self._filler.fill(block[0][0], "粘贴到")
            return None
        cell, first = selected[0]
        told = self._writer.commit_block(first, block)
        # What was pasted stays selected, to be looked at or filled in further.
        self._table.select_block(cell, max(map(len, block)), len(block))
        return told

    def _html(self, rows: range, columns: range, texts: Sequence[Sequence[str]]) -> str:
        """Return the block as a table, with the cells merged that the grid shows as one."""
        # With the first block of cells that is copied.
        from perfeval_desktop.exchange.writers.html import HtmlCell, html_table  # noqa: PLC0415

        told: list[list[HtmlCell]] = []
        for row, of_row in zip(rows, texts, strict=True):
            cells = []
            end = columns.start
            for column, text in zip(columns, of_row, strict=True):
                if column >= end:
                    end = min(column + self._table.columnSpan(row, column), columns.stop)
                    cells.append(HtmlCell(text, 1, end - column))
            told.append(cells)
        return html_table(told)

    def _text(self, row: int, column: int) -> str:
        model = self._table.model()
        # Not the index's own: what goes through Qt loses a byte order mark.
        return str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole))


def _block_on_clipboard() -> Block | None:
    """Return the cells on the clipboard, ``None`` where there is no text."""
    data = on_clipboard()
    return own_cells(data) or copied_table(data)
