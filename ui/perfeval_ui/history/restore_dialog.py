"""What would change by taking something back: looked at before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from perfeval_desktop.history.differences import FormDifference
from perfeval_ui.history.difference_table import DifferenceView
from perfeval_ui.theme import icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog


class RestoreDialog(GrowingDialog):
    """Shows ``differences`` from the form as it is to what it would be; ``confirmed`` if that is wanted."""

    confirmed = Signal()

    def __init__(
        self, title: str, differences: Sequence[FormDifference], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        words = QLabel(f"将改动下面 {len(differences)} 处，其余不变；恢复以后可以撤销，历史也都还在。", self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.view = DifferenceView(self)
        self.view.show_differences(differences, "现在", "恢复以后")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText("恢复")
        ok.setIcon(icon("restore"))
        ok.setDefault(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.column.addWidget(words)
        self.column.addWidget(self.view, 1)
        self.column.addWidget(self.buttons)
        self.take_room(90, 50)
        ok.setFocus()

    def accept(self) -> None:
        super().accept()
        self.confirmed.emit()
