"""核对校验码: which stored form the code at the foot of a paper belongs to."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from perfeval_desktop.code_lookup import FoundForm, code_sentences
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.store import FormId
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel


class CheckCodeDialog(GrowingDialog):
    """Asks for a code; ``find`` looks it up, ``open_form`` is the form that is open in the window."""

    def __init__(
        self,
        find: Callable[[str], tuple[FoundForm, ...] | None],
        open_form: FormId | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("核对校验码", parent)
        self._find, self._open_form = find, open_form
        hint = QuietLabel("定稿后打印的表，每页的右下角有校验码。输入它，看那张纸是不是现在的表。", self)
        hint.setWordWrap(True)
        label = QLabel("校验码(&C)：", self)
        self.code = ComposingLine(self)
        self.code.setPlaceholderText("例如 ABCDE-FGHJ7")
        label.setBuddy(self.code)
        self.look_button = QPushButton("核对", self)
        self.look_button.setDefault(True)
        self.message = InlineMessage(self)
        row = QHBoxLayout()
        row.setSpacing(RHYTHM)
        row.addWidget(label)
        row.addWidget(self.code, 1)
        row.addWidget(self.look_button)
        box = self.close_button_box()
        self.column.addWidget(hint)
        self.column.addLayout(row)
        self.column.addWidget(self.message)
        self.column.addStretch(1)
        self.column.addWidget(box)
        self.setMinimumWidth(64 * RHYTHM)
        self.look_button.setEnabled(False)
        self.code.textChanged.connect(self._wait)
        self.look_button.clicked.connect(self.look)
        self.code.setFocus()

    def look(self) -> None:
        """Say which form the code belongs to."""
        try:
            found = self._find(self.code.text())
        except PerfEvalError as error:
            self.message.show_error(str(error))
            return
        text = "\n".join(code_sentences(found, self._open_form))
        if not found:
            self.message.show_error(text)
        elif found[0].until is None and self._open_form in {None, *(one.form_id for one in found)}:
            self.message.show_success(text)
        else:
            self.message.show_warning(text)

    def _wait(self, text: str) -> None:
        self.message.clear()
        self.look_button.setEnabled(bool(text.strip()))
