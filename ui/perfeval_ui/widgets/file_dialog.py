"""File dialogs: those of the system where it has any, else those of Qt with all texts in Chinese."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
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


def usual_folder(*wanted: object) -> Path:
    """Return the folder to begin in: the first of the ``wanted``, else the user's documents, else home.

    What is remembered may be gone, and not everybody has a folder for documents: Qt would take one that is
    not there for the name of a file.
    """
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folders = (Path(str(one)) for one in (*wanted, documents))
    return next((one for one in folders if one.is_absolute() and one.is_dir()), Path.home())
