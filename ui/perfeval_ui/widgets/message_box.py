"""Message boxes: for what the user has to read before anything goes on, or before there is a window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from perfeval_desktop.paths import PROGRAM_NAME


def show_error(message: str) -> None:
    """Show what went wrong; return once the user has closed the box."""
    box = message_box(QMessageBox.Icon.Critical, message, QApplication.activeWindow())
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    # Before there is a window, or where nothing can go on until the user has read it.
    box.exec()


def message_box(icon: QMessageBox.Icon, message: str, parent: QWidget | None = None) -> QMessageBox:
    """Return a box with ``message``; its buttons are still to be added."""
    box = QMessageBox(icon, PROGRAM_NAME, message, parent=parent)
    # File names may look like markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
