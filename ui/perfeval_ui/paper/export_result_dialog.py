"""The dialog after an export of several forms: what was written, and what was not."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QLabel, QListView, QWidget

from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage


class ExportResultDialog(GrowingDialog):
    """Shows ``sentence`` as a success if it ``is_whole``, else as a warning; below it the ``remarks``.

    These are about single forms: why one failed, or what should be looked at. ``folder_wanted`` is emitted
    when the user clicks 打开所在文件夹.
    """

    folder_wanted = Signal()

    def __init__(
        self, sentence: str, remarks: Sequence[str], *, is_whole: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("导出", parent)
        self.message = InlineMessage(self)
        if is_whole:
            self.message.show_success(sentence)
        else:
            self.message.show_warning(sentence)
        self.column.addWidget(self.message)
        self.remarks = self._list(remarks)
        if remarks:
            self.column.addWidget(QLabel("请留意：", self))
            self.column.addWidget(self.remarks, 1)
        else:
            self.remarks.hide()
            self.column.addStretch(1)
        buttons = self.close_button_box()
        self.folder_button = buttons.addButton("打开所在文件夹", QDialogButtonBox.ButtonRole.ActionRole)
        self.folder_button.setIcon(icon("open-folder"))
        self.folder_button.clicked.connect(self.folder_wanted)
        self.column.addWidget(buttons)
        self.setMinimumWidth(60 * RHYTHM)

    def _list(self, remarks: Sequence[str]) -> QListView:
        view = QListView(self)
        view.setModel(QStringListModel(list(remarks), self))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setWordWrap(True)
        view.setAlternatingRowColors(True)
        view.setMinimumHeight(20 * RHYTHM)
        return view
