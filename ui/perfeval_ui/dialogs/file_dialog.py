"""File dialogs in Chinese throughout: Qt's own translation leaves two labels in English."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


class FileDialog(QFileDialog):
    """Asks for a file or a folder; goes when it is closed.

    ``name_filter`` as Qt writes it, e.g. ``PDF 文件 (*.pdf)``; empty for folders.
    """

    def __init__(self, title: str, folder: str, name_filter: str, parent: QWidget) -> None:
        super().__init__(parent, title, folder, name_filter)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLabelText(QFileDialog.DialogLabel.LookIn, "位置：")
        self.setLabelText(QFileDialog.DialogLabel.FileType, "文件类型(&T)：")
