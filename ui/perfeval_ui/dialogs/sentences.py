"""Sentences to be read, one below the other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.growing_dialog import GrowingDialog


class SentencesDialog(GrowingDialog):
    """Shows sentences that can be copied."""

    def __init__(self, title: str, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.text = QPlainTextEdit("\n".join(sentences), self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        self.column.addWidget(self.text, 1)
        self.column.addWidget(buttons)
        self.setMinimumSize(64 * RHYTHM, 32 * RHYTHM)
