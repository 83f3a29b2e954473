"""The head of the form: project, department, unit, year, and the state of the form."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from perfeval_desktop.domain_v1.cells import TextField
from perfeval_desktop.domain_v1.form import FormState
from perfeval_desktop.session import Notification
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.form_editor.fields import LineField
from perfeval_ui.theme import RHYTHM, STATE_ICONS, icon

_PLACES = {
    TextField.PROJECT: (0, 1),
    TextField.FISCAL_YEAR: (0, 3),
    TextField.DEPARTMENT: (1, 1),
    TextField.IMPLEMENTING_UNIT: (1, 3),
}


class _StateBox(QComboBox):
    """The wheel scrolls the page and never changes the state in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FormHead(QWidget):
    """Two rows as on paper, and the state beside them."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self.fields = {field: LineField(bridge, field, self) for field in _PLACES}
        self._labels = {field: QLabel(self) for field in _PLACES}
        self._state_label = QLabel("状态(&S)", self)
        self.state = _StateBox(self)
        for state in FormState:
            self.state.addItem(icon(STATE_ICONS[state]), state.label, state)
        self.state.activated.connect(self._choose_state)
        self._state_label.setBuddy(self.state)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(RHYTHM)
        layout.setVerticalSpacing(RHYTHM // 2)
        for field, (row, column) in _PLACES.items():
            label = self._labels[field]
            label.setBuddy(self.fields[field])
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(label, row, column - 1)
            span = 3 if field is TextField.IMPLEMENTING_UNIT else 1
            layout.addWidget(self.fields[field], row, column, 1, span)
        layout.addWidget(self._state_label, 0, 4)
        layout.addWidget(self.state, 0, 5)
        layout.setColumnStretch(1, 5)
        layout.setColumnStretch(3, 2)
        self.setEnabled(False)
        bridge.changed.connect(self._follow)

    def _choose_state(self, row: int) -> None:
        form = self._session.base
        state = FormState(self.state.itemData(row))
        if state is not form.state:
            self._session.commit(replace(form, state=state), f"状态改为{state.label}")

    def _follow(self, notification: Notification) -> None:
        shown = notification.after
        self.setEnabled(shown is not None)
        if shown is None:
            return
        labels = shown.template.labels
        self._labels[TextField.PROJECT].setText(labels.project)
        self._labels[TextField.DEPARTMENT].setText(labels.department)
        self._labels[TextField.IMPLEMENTING_UNIT].setText(labels.implementing_unit)
        self._labels[TextField.FISCAL_YEAR].setText("年度")
        self.state.setCurrentIndex(self.state.findData(shown.form.state))
        self.state.setEnabled(not self._session.is_read_only)
