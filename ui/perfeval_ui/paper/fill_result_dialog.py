"""The dialog after forms were filled into a blank: what stands in it, and what found no room."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage


class FillResultDialog(GrowingDialog):
    """Shows ``sentence`` as a success if it ``is_whole``, else as a warning; below it ``lines`` to be copied.

    ``folder_wanted`` is emitted when the user clicks 打开所在文件夹.
    """

    folder_wanted = Signal()

    def __init__(
        self, sentence: str, lines: Sequence[str], *, is_whole: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("填入单位下发的空表", parent)
        self.message = InlineMessage(self)
        if is_whole:
            self.message.show_success(sentence)
        else:
            self.message.show_warning(sentence)
        self.column.addWidget(self.message)
        self.lines = QPlainTextEdit("\n".join(lines), self)
        self.lines.setReadOnly(True)
        self.lines.setMinimumHeight(24 * RHYTHM)
        buttons = self.close_button_box()
        if lines:
            self.column.addWidget(QLabel("请打开文件核对：", self))
            self.column.addWidget(self.lines, 1)
            self.copy_button = buttons.addButton("复制说明", QDialogButtonBox.ButtonRole.ActionRole)
            self.copy_button.clicked.connect(self._copy)
        else:
            self.lines.hide()
            self.column.addStretch(1)
        self.folder_button = buttons.addButton("打开所在文件夹", QDialogButtonBox.ButtonRole.ActionRole)
        self.folder_button.setIcon(icon("open-folder"))
        self.folder_button.clicked.connect(self.folder_wanted)
        self.column.addWidget(buttons)
        self.setMinimumWidth(80 * RHYTHM)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.message.text}\n{self.lines.toPlainText()}")
