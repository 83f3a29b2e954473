"""The mouse of a monkey: it takes hold of something, draws it and lets go."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_LEFT = Qt.MouseButton.LeftButton


def drag(widget: QWidget, *points: QPoint) -> None:
    """Press at the first of ``points`` in ``widget``, move along the others and release at the last."""
    QTest.mousePress(widget, _LEFT, pos=points[0])
    for point in points[1:]:
        _move(widget, point)
    QTest.mouseRelease(widget, _LEFT, pos=points[-1])


def _move(widget: QWidget, at: QPoint) -> None:
    # QTest tells of no button that is held down where no window system sees the window.
    where = QPointF(widget.mapToGlobal(at))
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), where, none, _LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, moved)
