"""Message boxes: for what the user has to read before anything goes on, or before there is a window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QStyle, QWidget

from perfeval_desktop.paths import PROGRAM_NAME
from perfeval_ui.theme import Tint, icon

_ICONS = {
    QMessageBox.Icon.Information: ("hint", Tint.HINT),
    QMessageBox.Icon.Question: ("hint", Tint.HINT),
    QMessageBox.Icon.Warning: ("warning", Tint.WARNING),
    QMessageBox.Icon.Critical: ("error", Tint.ERROR),
}


class MessageBox(QMessageBox):
    """A message box that shows the program's own icon for its kind; the kind itself stays known to Qt."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        label = self.findChild(QLabel, "qt_msgboxex_icon_label")
        if isinstance(label, QLabel) and self.icon() in _ICONS:
            size = self.style().pixelMetric(QStyle.PixelMetric.PM_MessageBoxIconSize)
            label.setPixmap(icon(*_ICONS[self.icon()]).pixmap(size, size))


def show_error(message: str) -> None:
    """Show what went wrong; return once the user has closed the box."""
    box = message_box(QMessageBox.Icon.Critical, message, QApplication.activeWindow())
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    # Before there is a window, or where nothing can go on until the user has read it.
    box.exec()


def message_box(kind: QMessageBox.Icon, message: str, parent: QWidget | None = None) -> QMessageBox:
    """Return a box with ``message``; its buttons are still to be added."""
    box = MessageBox(kind, PROGRAM_NAME, message, parent=parent)
    # File names may look like markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
