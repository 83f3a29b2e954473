"""The dialog after forms were written to files: what was written, what was not, and what to look at."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QLabel, QListView, QWidget

from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage


class ResultDialog(GrowingDialog):
    """Shows ``sentence`` as a success if it ``is_whole``, else as a warning; below it ``lines`` to be copied.

    These are about single forms: why one failed, or what should be looked at. ``folder_wanted`` is emitted
    when the user clicks 打开所在文件夹.
    """

    folder_wanted = Signal()

    def __init__(
        self,
        title: str,
        sentence: str,
        lines: Sequence[str],
        *,
        is_whole: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.message = InlineMessage(self)
        if is_whole:
            self.message.show_success(sentence)
        else:
            self.message.show_warning(sentence)
        self.column.addWidget(self.message)
        self.lines = QStringListModel(list(lines), self)
        self.list = self._list()
        buttons = self.close_button_box()
        if lines:
            self.column.addWidget(QLabel("请留意：", self))
            self.column.addWidget(self.list, 1)
            self.copy_button = buttons.addButton("复制说明", QDialogButtonBox.ButtonRole.ActionRole)
            self.copy_button.clicked.connect(self._copy)
        else:
            self.list.hide()
            self.column.addStretch(1)
        self.folder_button = buttons.addButton("打开所在文件夹", QDialogButtonBox.ButtonRole.ActionRole)
        self.folder_button.setIcon(icon("open-folder"))
        self.folder_button.clicked.connect(self.folder_wanted)
        self.column.addWidget(buttons)
        self.setMinimumWidth(80 * RHYTHM)

    def _list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.lines)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setWordWrap(True)
        view.setAlternatingRowColors(True)
        view.setMinimumHeight(24 * RHYTHM)
        return view

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join([self.message.text, *self.lines.stringList()]))
