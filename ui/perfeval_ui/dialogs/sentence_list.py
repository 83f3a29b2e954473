"""A dialog that shows some sentences, one below the other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.growing_dialog import GrowingDialog


class SentencesDialog(GrowingDialog):
    """Shows sentences to read and to copy."""

    def __init__(self, title: str, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.text = QPlainTextEdit("\n".join(sentences), self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.column.addWidget(self.text, 1)
        self.column.addWidget(self.close_button_box())
        self.setMinimumSize(64 * RHYTHM, 32 * RHYTHM)
