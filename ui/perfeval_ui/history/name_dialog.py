"""命名版本: what the present state of the form is called, so that it is found again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from perfeval_desktop.version_name import VersionName
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingBox, ComposingLine, ComposingText
from perfeval_ui.widgets.growing_dialog import GrowingDialog

_MOST_CHARACTERS = 40
_REMARK_LINES = 3


class NameVersionDialog(GrowingDialog):
    """Asks for a name, offering some, and a remark; ``named`` carries both. ``before`` is what is changed."""

    named = Signal(object)

    def __init__(
        self,
        title: str,
        offered: Sequence[str],
        before: VersionName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        told = QLabel("给这张表现在的样子起一个名称，以后在历史里一眼就能找到。表的内容不变。", self)
        told.setWordWrap(True)
        told.setVisible(before is None)
        field = ComposingLine(self)
        field.setMaxLength(_MOST_CHARACTERS)
        field.setPlaceholderText("例如：送审稿、定稿、报局里的一版")
        self.name = ComposingBox(self)
        self.name.setLineEdit(field)
        self.name.addItems(list(offered))
        self.name.setCurrentText(before.name if before else "")
        self.remark = ComposingText(before.remark if before else "", self)
        self.remark.setPlaceholderText("可以不写，例如：按 5 月 6 日的意见改")
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(self.remark.fontMetrics().lineSpacing() * _REMARK_LINES + 2 * RHYTHM)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("确定")
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        rows = QFormLayout()
        rows.setSpacing(RHYTHM)
        rows.addRow("名称(&N)：", self.name)
        rows.addRow("备注(&B)：", self.remark)
        self.column.addWidget(told)
        self.column.addLayout(rows)
        self.column.addWidget(self.buttons)
        self.setMinimumWidth(52 * RHYTHM)
        self.name.editTextChanged.connect(self._enable)
        field.selectAll()
        self.name.setFocus()
        self._enable()

    def accept(self) -> None:
        """Emit the name on one line, and the remark."""
        super().accept()
        name = " ".join(self.name.currentText().split())
        self.named.emit(VersionName(name, self.remark.toPlainText().strip()))

    def _enable(self) -> None:
        is_written = bool(self.name.currentText().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_written)
