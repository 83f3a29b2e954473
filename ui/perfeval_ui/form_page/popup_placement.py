"""Where a small widget stands that belongs to an editor: a list of suggestions, an error."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QScrollArea, QWidget

from perfeval_ui.theme import RHYTHM

_GAP = RHYTHM // 2


def page_of(editor: QWidget) -> QWidget:
    """Return the widget that a companion of ``editor`` has to be a child of, to scroll with the editor."""
    return _page_and_port(editor)[0]


def show_beside(editor: QWidget, companion: QWidget, size: QSize) -> None:
    """Show ``companion`` below ``editor``, above it where there is no room in sight below."""
    page, port = _page_and_port(editor)
    seen = QRect(page.mapFrom(port, QPoint(0, 0)), port.size())
    place = QRect(editor.mapTo(page, QPoint(0, editor.height() + _GAP)), size)
    if place.bottom() > seen.bottom():
        place.moveBottom(editor.mapTo(page, QPoint(0, -_GAP)).y())
    place.moveLeft(max(0, min(place.left(), page.width() - size.width())))
    companion.setGeometry(place)
    companion.show()
    companion.raise_()


def _page_and_port(editor: QWidget) -> tuple[QWidget, QWidget]:
    """Return the page that scrolls with ``editor`` and the port it is seen through; else the window twice."""
    page = editor
    while (port := page.parentWidget()) is not None and not page.isWindow():
        if isinstance(port.parentWidget(), QScrollArea):
            return page, port
        page = port
    return page, page
