"""What came of a rescue: what the store holds now, from when, and where the former file is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from perfeval_desktop.paths import PROGRAM_NAME
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage


class RescueResultDialog(GrowingDialog):
    """Tells it in ``sentences``, the first of which matters most, and lists the forms in ``lines``."""

    def __init__(self, sentences: Sequence[str], lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(PROGRAM_NAME, parent)
        self.message = InlineMessage(self)
        self.message.show_success("\n".join(sentences))
        self.column.addWidget(self.message)
        if lines:
            self.column.addWidget(QLabel("现在的自评表，以及各是什么时候的：", self))
        self.list = QPlainTextEdit("\n".join(lines), self)
        self.list.setReadOnly(True)
        self.list.setAccessibleName("现在的自评表")
        self.list.setTabChangesFocus(True)
        self.list.setVisible(bool(lines))
        self.column.addWidget(self.list, 1)
        box = QDialogButtonBox(self)
        self.go_on_button = box.addButton("继续", QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        self.column.addWidget(box)
        self.go_on_button.setDefault(True)
        self.go_on_button.setFocus()
        self.resize(80 * RHYTHM, 44 * RHYTHM if lines else 0)
