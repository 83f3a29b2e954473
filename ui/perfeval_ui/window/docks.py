"""The panels at the sides of the main window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget


def add_dock(
    window: QMainWindow, title: str, name: str, widget: QWidget, area: Qt.DockWidgetArea
) -> QDockWidget:
    """Put ``widget`` at a side of ``window`` and return its dock, remembered between runs by ``name``."""
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
    # The panels speak for themselves; a title bar would only take a line away from them. Without a layout its
    # height would be -1, which Qt 6.8 passes on with a warning.
    no_title = QWidget(dock)
    QVBoxLayout(no_title).setContentsMargins(0, 0, 0, 0)
    dock.setTitleBarWidget(no_title)
    dock.setWidget(widget)
    window.addDockWidget(area, dock)
    return dock


def stacked(upper: QWidget, lower: QWidget) -> QWidget:
    """Return a widget with ``upper`` as high as it needs and ``lower`` below it."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(upper)
    column.addWidget(lower, 1)
    return both
