"""What a screen reader is told of a widget or a cell, asked as it asks: through Qt."""

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QTableView, QWidget


def interface(widget: QWidget) -> QAccessibleInterface:
    """Return what a screen reader asks about ``widget``."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def name(widget: QWidget) -> str:
    """Return the name that is read out."""
    return interface(widget).text(QAccessible.Text.Name)


def description(widget: QWidget) -> str:
    """Return what is read out beside the name."""
    return interface(widget).text(QAccessible.Text.Description)


def role(widget: QWidget) -> QAccessible.Role:
    return interface(widget).role()


def cell(table: QTableView, row: int, column: int) -> QAccessibleInterface:
    """Return what is told of a cell; ``-1`` for the numbers and the titles. A corner comes first."""
    columns = table.model().columnCount() + 1
    found = interface(table).child((row + 1) * columns + column + 1)
    assert found is not None
    return found


def told(table: QTableView, row: int, column: int) -> tuple[str, str]:
    """Return name and description of a cell."""
    found = cell(table, row, column)
    return found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description)
