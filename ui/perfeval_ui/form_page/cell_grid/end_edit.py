"""The ways in which the user ends the editing of a cell, and the keys that stand for them."""

from enum import StrEnum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class EndEdit(StrEnum):
    """What happens when an editor closes.

    All but ``CANCEL`` save what was typed: the cursor stays, or goes to the next or previous cell that can be
    filled in, or a row down or up, or with ``CELL_…`` to the cell beside it; ``FILL`` puts the text into all
    selected cells.
    """

    STAY = auto()
    NEXT = auto()
    PREVIOUS = auto()
    DOWN = auto()
    UP = auto()
    CELL_LEFT = auto()
    CELL_RIGHT = auto()
    CELL_UP = auto()
    CELL_DOWN = auto()
    FILL = auto()
    CANCEL = auto()


def end_edit_for(event: QKeyEvent) -> EndEdit | None:
    """Return how a key ends the editing of a cell, ``None`` for a key that does not."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    match event.key():
        case Qt.Key.Key_Escape:
            return EndEdit.CANCEL
        case Qt.Key.Key_Tab:
            return EndEdit.NEXT
        case Qt.Key.Key_Backtab:
            return EndEdit.PREVIOUS
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            return _ENTER.get(modifiers)
        case _:
            return None


def end_edit_by_arrow(event: QKeyEvent) -> EndEdit | None:
    """Return how an arrow ends the typing over of a cell, ``None`` for any other key."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _ARROWS.get(event.key()) if modifiers == Qt.KeyboardModifier.NoModifier else None


_ARROWS: dict[int, EndEdit] = {
    Qt.Key.Key_Left: EndEdit.CELL_LEFT,
    Qt.Key.Key_Right: EndEdit.CELL_RIGHT,
    Qt.Key.Key_Up: EndEdit.CELL_UP,
    Qt.Key.Key_Down: EndEdit.CELL_DOWN,
}
_ENTER: dict[Qt.KeyboardModifier, EndEdit] = {
    Qt.KeyboardModifier.NoModifier: EndEdit.DOWN,
    Qt.KeyboardModifier.ShiftModifier: EndEdit.UP,
    Qt.KeyboardModifier.ControlModifier: EndEdit.FILL,
}
