"""不用改: the reason why a finding is right as it is, which stays with the form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from perfeval_desktop.domain.findings import Finding
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingText
from perfeval_ui.widgets.growing_dialog import GrowingDialog

_WIDTH = 56 * RHYTHM
_LINES = 4


class SetAsideDialog(GrowingDialog):
    """Asks for the reason; ``reason_given`` carries the finding and what was written, which is no blank."""

    reason_given = Signal(object, str)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__("不用改，写明理由", parent)
        self._finding = finding
        self.setMinimumWidth(_WIDTH)
        message = QLabel(finding.message, self)
        message.setWordWrap(True)
        message.setTextFormat(Qt.TextFormat.PlainText)
        told = QLabel("为什么这样是对的？理由和表一起保存，检查结果里会列出；内容变了会重新提示。", self)
        told.setWordWrap(True)
        self.reason = ComposingText(self)
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText("例如：主管部门批复的分值就是这样")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * _LINES + 2 * RHYTHM)
        self.reason.textChanged.connect(self._enable)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.column.setSpacing(RHYTHM)
        for widget in (message, told, self.reason, self.buttons):
            self.column.addWidget(widget)
        self._enable()

    def accept(self) -> None:
        super().accept()
        self.reason_given.emit(self._finding, self.reason.toPlainText())

    def _enable(self) -> None:
        written = bool(self.reason.toPlainText().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(written)
