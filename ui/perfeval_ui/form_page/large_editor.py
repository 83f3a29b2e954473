"""The large editor: a window of its own for a text that its cell or field shows too little of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import column_of, place_label
from perfeval_desktop.domain.template import Template
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.fields.character_counter import CharacterCounter
from perfeval_ui.form_page.text_input import ParagraphInput
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.quiet_label import QuietLabel

_WIDTH, _HEIGHT = 90, 56


class _Text(ParagraphInput):
    """Shows each change on the form at once; saving is up to the dialog around it."""

    def leave(self) -> None:
        """Do nothing: the buttons below may have taken the keyboard."""

    def takes_key(self, event: QKeyEvent) -> bool:
        """Leave Escape to the dialog."""
        del event
        return False


class LargeEditor(GrowingDialog):
    """Edits the text at ``place`` of the open form; 确定 or Ctrl+Enter saves it, Escape gives up."""

    def __init__(
        self, session: EditingSession, template: Template, place: Place, parent: QWidget | None = None
    ) -> None:
        super().__init__(place_label(template, session.base, place), parent)
        self.text = _Text(CellWriter(session), place, self)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.windowTitle())
        self.text.show_text(self.text.writer.typed(place))
        column = column_of(template, place)
        limit = None if column is None else column.limit
        self.counter = CharacterCounter(self.text, limit, self)
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(QuietLabel("Ctrl+回车 保存，Esc 放弃", self))
        line.addStretch(1)
        line.addWidget(self.counter)
        heading = QLabel(self.windowTitle(), self)
        heading.setBuddy(self.text)
        self.column.addWidget(heading)
        self.column.addWidget(self.text, 1)
        self.column.addLayout(line)
        self.column.addWidget(box)
        self.take_room(_WIDTH, _HEIGHT)
        self.text.setFocus()

    def accept(self) -> None:
        """Save what was typed and close."""
        if self.text.commit():
            super().accept()

    def reject(self) -> None:
        """Give up what was typed and close."""
        self.text.cancel()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
        else:
            super().keyPressEvent(event)
