"""File dialogs: those of the system where it has any, else those of Qt with all texts in Chinese."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def file_dialog(title: str, folder: str, name_filter: str, parent: QWidget) -> QFileDialog:
    """Return a dialog that asks for a file or a folder; it is destroyed when it is closed.

    ``name_filter`` is in Qt's notation, e.g. ``PDF 文件 (*.pdf)``; empty for folders.
    """
    # Not a subclass: in place of one, Qt never shows the dialog of the system.
    dialog = QFileDialog(parent, title, folder, name_filter)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Qt's translation leaves these two in English.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "位置：")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "文件类型(&T)：")
    return dialog
