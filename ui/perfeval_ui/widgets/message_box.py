"""Saying what has to be read before anything goes on, or before there is a window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget


def tell(message: str) -> None:
    """Say what went wrong; return once it has been read."""
    box = message_box(QMessageBox.Icon.Critical, message, QApplication.activeWindow())
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    # Said before there is a window, or where nothing can go on until it has been read.
    box.exec()


def message_box(icon: QMessageBox.Icon, message: str, parent: QWidget | None = None) -> QMessageBox:
    """Return a box with ``message`` and no button yet."""
    box = QMessageBox(icon, "绩效自评", message, parent=parent)
    # File names may look like markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
