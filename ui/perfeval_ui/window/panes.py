"""F6 leads from one pane of the window to the next, as in other programs."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class Panes:
    """The panes of a window from left to right; each gives the keyboard back to what had it there last.

    ``panes`` says what has it first in each, ``None`` for the first part that takes it.
    """

    def __init__(self, panes: Mapping[QWidget, QWidget | None]) -> None:
        self._panes = panes
        self._left: dict[QWidget, QWidget] = {}

    def go(self, step: int) -> None:
        """Give the keyboard to the next pane in sight, or with ``-1`` to the one before; round and round.

        Panes in which nothing takes it are passed over.
        """
        focus = QApplication.focusWidget()
        here = next((one for one in self._panes if focus is not None and one.isAncestorOf(focus)), None)
        if here is not None and focus is not None:
            self._left[here] = focus
        next((pane for pane in self._others(here)[::step] if self._enter(pane)), None)

    def _others(self, here: QWidget | None) -> Sequence[QWidget]:
        """Return the panes in sight, those at the right of ``here`` first, then those at its left."""
        panes = list(self._panes)
        at = panes.index(here) if here is not None else -1
        return [one for one in (*panes[at + 1 :], *panes[: max(at, 0)]) if one.isVisible()]

    def _enter(self, pane: QWidget) -> bool:
        """Give the keyboard to a pane; return whether anything in it takes it."""
        wanted = self._usable(pane, self._left.get(pane)) or self._usable(pane, self._panes[pane])
        target = wanted or _first(pane)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return target is not None

    @staticmethod
    def _usable(pane: QWidget, widget: QWidget | None) -> QWidget | None:
        # The page of a form is made anew for another template: what stood there may be gone.
        is_there = widget is not None and widget in pane.findChildren(QWidget)
        return widget if is_there and _takes_keyboard(widget, pane) else None


def _first(pane: QWidget) -> QWidget | None:
    """Return the first part of a pane that takes the keyboard."""
    # Not by Qt's chain of focus: PySide takes each widget in it for a part of the one before, all around the
    # window, and as soon as one is gone, it has those behind it for gone as well.
    return next((one for one in pane.findChildren(QWidget) if _takes_keyboard(one, pane)), None)


def _takes_keyboard(widget: QWidget | None, pane: QWidget) -> bool:
    if widget is None:
        return False
    is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return is_stop and widget.isEnabled() and widget.isVisibleTo(pane)
