"""The dialog after an unexpected exception: the program goes on, and there is a report to send."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from perfeval_desktop.paths import PROGRAM_NAME
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage


class InternalErrorDialog(GrowingDialog):
    """Shows ``report``, with a button that copies it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(PROGRAM_NAME, parent)
        self.report = report
        self.message = InlineMessage(self)
        self.message.show_error("程序出了差错，刚才的操作可能没有完成；已保存的内容不受影响，可以继续使用。")
        self.column.addWidget(self.message)
        self.column.addWidget(QLabel("请把下面的报告（不含填报内容）发给维护人员：", self))
        text = QPlainTextEdit(report, self)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.column.addWidget(text, 1)
        buttons = QDialogButtonBox(self)
        self.copy_button = buttons.addButton("复制报告", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setIcon(icon("duplicate"))
        self.copy_button.clicked.connect(self._copy)
        self.continue_button = buttons.addButton("继续", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        self.column.addWidget(buttons)
        self.resize(75 * RHYTHM, 45 * RHYTHM)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.copy_button.setText("已复制")
