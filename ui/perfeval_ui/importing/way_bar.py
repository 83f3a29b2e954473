"""The line above a form that comes in: what is done with it, into which template, and what goes along."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from perfeval_desktop.domain.template import Template
from perfeval_desktop.importing.plan import Action, Planned
from perfeval_ui.theme import RHYTHM

_WORDS = {Action.CREATE: "新建(&N)", Action.UPDATE: "更新已有的表(&U)", Action.SKIP: "跳过(&S)"}


class WayBar(QWidget):
    """Shows and asks what is done with a form.

    ``action_chosen`` carries an :class:`Action`, ``template_chosen`` the id of a template,
    ``note_chosen`` whether what was not read goes along as a note.
    """

    action_chosen = Signal(object)
    template_chosen = Signal(str)
    note_chosen = Signal(bool)

    def __init__(self, templates: Iterable[Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {action: QRadioButton(words, self) for action, words in _WORDS.items()}
        group = QButtonGroup(self)
        self.template = QComboBox(self)
        self.template.setAccessibleName("模板")
        self.template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.template.setMinimumContentsLength(12)
        for template in templates:
            self.template.addItem(template.name, template.id)
        self.new_template = QPushButton("由这张表新建模板(&D)…", self)
        self.new_template.setAutoDefault(False)
        self.keeps_unread = QCheckBox("没读入的文字记在备注里(&O)", self)
        self.keeps_unread.setToolTip("备注随表保存，不打印")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RHYTHM)
        for button in self.buttons.values():
            group.addButton(button)
            layout.addWidget(button)
            button.clicked.connect(self._choose_action)
        label = QLabel("模板(&T)", self)
        label.setBuddy(self.template)
        layout.addSpacing(RHYTHM)
        layout.addWidget(label)
        layout.addWidget(self.template, 1)
        layout.addWidget(self.new_template)
        layout.addWidget(self.keeps_unread)
        self.template.activated.connect(self._choose_template)
        self.keeps_unread.clicked.connect(self.note_chosen)

    def add_template(self, template: Template) -> None:
        """Offer one more template."""
        if self.template.findData(template.id) < 0:
            self.template.addItem(template.name, template.id)

    def show_planned(self, planned: Planned | None) -> None:
        """Show what is done with a form."""
        self.setEnabled(planned is not None)
        if planned is None:
            return
        self.buttons[planned.action].setChecked(True)
        self.buttons[Action.UPDATE].setEnabled(bool(planned.changes) and not planned.is_final)
        self.template.setCurrentIndex(self.template.findData(planned.template.id))
        self.template.setEnabled(planned.action is Action.CREATE)
        may_be_new = planned.action is Action.CREATE or planned.is_blank
        self.new_template.setEnabled(may_be_new and planned.found.sheet is not None)
        self.keeps_unread.setChecked(planned.keeps_unread)
        self.keeps_unread.setVisible(bool(planned.unread))

    def _choose_action(self) -> None:
        chosen = next(action for action, button in self.buttons.items() if button.isChecked())
        self.action_chosen.emit(chosen)

    def _choose_template(self, row: int) -> None:
        self.template_chosen.emit(self.template.itemData(row))
