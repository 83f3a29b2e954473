"""新建数据文件: where a new store is to be made; one that is there is opened, and never overwritten."""

import os
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from perfeval_desktop.paths import STORE_SUFFIX
from perfeval_ui.stores.existing_file import existing_file
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.message_box import message_box


class NewStoreQuestion(QObject):
    """Asks with ``title`` where to make a new store; ``chosen`` carries its path.

    Where a file of that name is there, it says what that is, and offers to open it if it is a store, or to
    choose another name.
    """

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._window = title, parent

    def ask(self, folder: Path, name: str = "") -> None:
        """Ask, beginning in ``folder`` and with ``name``."""
        dialog = file_dialog(self._title, str(folder), f"绩效自评数据 (*{STORE_SUFFIX})", self._window)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # It would be said that the file is replaced, which it never is.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(STORE_SUFFIX.removeprefix("."))
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "新建")
        if name:
            dialog.selectFile(name)
        # Queued, so that the dialog is closed before the next one opens.
        dialog.fileSelected.connect(self._take, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _take(self, chosen: str) -> None:
        path = Path(chosen)
        if os.path.lexists(path):
            self._say_that_it_is_there(path)
        else:
            self.chosen.emit(path)

    def _say_that_it_is_there(self, path: Path) -> None:
        there = existing_file(path)
        box = message_box(QMessageBox.Icon.Information, there.text, self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        other = box.addButton("换一个名称…", QMessageBox.ButtonRole.ActionRole)
        other.clicked.connect(partial(self.ask, path.parent, _free_name(path)))
        box.setDefaultButton(other)
        if there.can_be_opened:
            opening = box.addButton("打开它", QMessageBox.ButtonRole.AcceptRole)
            opening.clicked.connect(partial(self.chosen.emit, path))
            box.setDefaultButton(opening)
        box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.open()


def _free_name(path: Path) -> str:
    """Return a name like that of ``path`` that no file has."""
    names = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one.name for one in names if not os.path.lexists(one))
