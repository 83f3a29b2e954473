"""Texts on the clipboard: to the letter within the program, without what others wrap around theirs."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QStandardItemModel

from perfeval_ui.form_page.cell_writer import Block

# Beside the text for other programs, in which only a NUL is missing: Windows would end the text there.
_CELLS = "application/x-perfeval-cells"
_MARK, _NUL = "\ufeff", "\0"


def exact(text: str) -> str:
    """Return what to hand to Qt for it to have ``text``.

    On the way, a byte order mark at the beginning is taken for one, and the wrong one swaps all bytes.
    """
    return f"{_MARK}{text}" if text.startswith((_MARK, "\ufffe")) else text


def clipboard_data(cells: Sequence[Sequence[str]], text: str, html: str = "") -> QMimeData:
    """Return ``cells`` for this program, and as ``text`` for others, to be put on the clipboard.

    ``html`` is the same as a table, for those that take one.
    """
    data = _data_of_qt()
    data.setText(exact(text.replace(_NUL, "")))
    if html:
        data.setHtml(html)
    data.setData(_CELLS, json.dumps(cells).encode())
    return data


def _data_of_qt() -> QMimeData:
    """Return empty data that Qt has made: what Python has made crashes the program if it outlives Python."""
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data


def on_clipboard() -> QMimeData:
    """Return what is on the clipboard; of an empty one some systems say nothing at all."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if data is None else data


def own_cells(data: QMimeData) -> Block | None:
    """Return the cells that this program has put on the clipboard, ``None`` for what others have."""
    try:
        rows = json.loads(bytes(data.data(_CELLS).data()))
    except (ValueError, RecursionError):
        return None
    match rows:
        case [[str(), *_], *_] if all(isinstance(row, list) for row in rows):
            return tuple(tuple(map(str, row)) for row in rows)
    return None


def text_of(data: QMimeData) -> str:
    """Return the text on the clipboard: of this program to the letter, of others without mark and end."""
    cells = own_cells(data)
    if cells is not None and len(cells) == len(cells[0]) == 1:
        return cells[0][0]
    return data.text().removeprefix(_MARK).replace(_NUL, "")
