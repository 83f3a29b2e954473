"""The header of the page: the year, the unit of amounts, the template and the state of the form."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.domain.units import with_unit
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.form_page.state_line import StateLine
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM, STATE_ICONS, icon
from perfeval_ui.widgets.elided_label import ElidedLabel

# Tab scrolls by itself, and what is clicked is in sight.
_FROM_AFAR = (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason)


class _ChoiceBox(QComboBox):
    """A list to choose from; the wheel scrolls the page and never chooses in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FormHeader(QWidget):
    """What is true of the whole form, on one line above what the paper form prints.

    ``state_chosen`` carries the state that the user has chosen. The form keeps its own until whoever hears of
    it has asked what there is to ask. ``reached`` carries what has got the keyboard by a key, wherever on the
    page that was before.
    """

    state_chosen = Signal(object)
    reached = Signal(QWidget)

    def __init__(self, signals: FormSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = signals.session
        self.year = LineField(signals, YEAR, self)
        self._fit_year()
        self.unit = _ChoiceBox(self)
        for unit in MoneyUnit:
            self.unit.addItem(unit.value, unit)
        self.unit.setToolTip("金额单位；换单位时，表中各金额一并换算，不会差一分钱")
        # It has the room that all others leave, and its end gives way; the tooltip has it whole.
        self.template = ElidedLabel(self)
        self.template.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = _ChoiceBox(self)
        for state in FormState:
            self.state.addItem(icon(STATE_ICONS[state]), state.label, state)
        self.unit.activated.connect(self._choose_unit)
        self.state.activated.connect(self._choose_state)
        # Left to give way, they would cut off what is chosen.
        for choice in (self.unit, self.state):
            choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RHYTHM)
        for words, box in (("年度(&Y)", self.year), ("金额单位(&M)", self.unit)):
            label = QLabel(words, self)
            label.setBuddy(box)
            box.setAccessibleName(words.partition("(")[0])
            layout.addWidget(label)
            layout.addWidget(box)
        layout.addWidget(self.template, 1)
        self.changes = StateLine(signals, self)
        layout.addWidget(self.changes)
        label = QLabel("状态(&S)", self)
        label.setBuddy(self.state)
        self.state.setAccessibleName("状态")
        layout.addWidget(label)
        layout.addWidget(self.state)
        for box in (self.year, self.unit, self.state):
            box.installEventFilter(self)
        self.setEnabled(False)
        signals.changed.connect(self._follow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_year()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _FROM_AFAR:
            self.reached.emit(watched)
        return super().eventFilter(watched, event)

    def _fit_year(self) -> None:
        """Let four digits be seen in any size of text."""
        digits = self.fontMetrics().horizontalAdvance("0000")
        self.year.setMinimumWidth(digits + 3 * RHYTHM)
        self.year.setMaximumWidth(digits + 6 * RHYTHM)

    def _choose_unit(self, row: int) -> None:
        shown = self._session.shown
        unit = MoneyUnit(self.unit.itemData(row))
        if shown is not None and unit is not shown.facts.unit:
            changed = with_unit(shown.template, self._session.base, unit)
            self._session.commit(changed, f"金额单位改为{unit}")

    def _choose_state(self, row: int) -> None:
        shown = self._session.shown
        state = FormState(self.state.itemData(row))
        if shown is not None and state is not shown.form.state:
            # Back to the state of the form: the user may be asked about the other one, and not want it.
            self.state.setCurrentIndex(self.state.findData(shown.form.state))
            self.state_chosen.emit(state)

    def _follow(self, notification: Notification) -> None:
        shown = notification.after
        self.setEnabled(shown is not None)
        if shown is None:
            return
        self.template.setText(f"模板：{shown.template.name}")
        self.template.setToolTip(self.template.text())
        can_change = not self._session.is_read_only
        self.unit.setCurrentIndex(self.unit.findData(shown.facts.unit))
        self.unit.setEnabled(self._session.takes_changes)
        self.unit.setVisible(bool(shown.template.fundings))
        self.state.setCurrentIndex(self.state.findData(shown.form.state))
        self.state.setEnabled(can_change)
