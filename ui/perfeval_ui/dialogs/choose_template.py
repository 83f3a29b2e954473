"""The question which template: for a form that gets another one, or a form that is made from another."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from perfeval_desktop.domain.template import Template
from perfeval_ui.dialogs.template_list import TemplateList
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.growing_dialog import GrowingDialog


class ChooseTemplateDialog(GrowingDialog):
    """Asks for one of ``templates``, saying in ``sentence`` what for; ``template_chosen`` carries it."""

    template_chosen = Signal(object)

    def __init__(
        self, title: str, sentence: str, templates: Sequence[Template], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        words = QLabel(sentence, self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.list = TemplateList(templates, self)
        self.list.choose("")
        self.list.itemDoubleClicked.connect(self.accept)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.ok_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok_button.setText(title)
        self.ok_button.setEnabled(self.list.template is not None)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(words)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(buttons)
        self.setMinimumWidth(60 * RHYTHM)

    def accept(self) -> None:
        """Emit the template that is chosen."""
        template = self.list.template
        super().accept()
        if template is not None:
            self.template_chosen.emit(template)
