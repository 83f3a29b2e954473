"""Helpers that put panels at the sides of the main window, and widgets one above the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget


def add_dock(
    window: QMainWindow, title: str, name: str, widget: QWidget, area: Qt.DockWidgetArea
) -> QDockWidget:
    """Put ``widget`` at a side of ``window`` and return its dock; its state is saved under ``name``."""
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
    # The panels need no title. Without a layout the empty bar would be -1 high, of which Qt 6.8 warns.
    no_title = QWidget(dock)
    QVBoxLayout(no_title).setContentsMargins(0, 0, 0, 0)
    dock.setTitleBarWidget(no_title)
    dock.setWidget(widget)
    window.addDockWidget(area, dock)
    return dock


def stacked(upper: QWidget, lower: QWidget, *, tall: QWidget) -> QWidget:
    """Return a widget with ``upper`` above ``lower``; ``tall``, one of them, gets all the height there is."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in (upper, lower):
        column.addWidget(widget, 1 if widget is tall else 0)
    return both
