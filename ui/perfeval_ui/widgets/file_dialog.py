"""File dialogs: the system's own where it has one, else Qt's, in Chinese throughout."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def file_dialog(title: str, folder: str, name_filter: str, parent: QWidget) -> QFileDialog:
    """Return a dialog that asks for a file or a folder; it goes when it is closed.

    ``name_filter`` as Qt writes it, e.g. ``PDF 文件 (*.pdf)``; empty for folders.
    """
    # Not a class of ours: of a subclass Qt never shows the system's own dialog.
    dialog = QFileDialog(parent, title, folder, name_filter)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Qt's own translation leaves these two in English.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "位置：")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "文件类型(&T)：")
    return dialog
