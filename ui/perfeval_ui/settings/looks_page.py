"""The colours and the size of the text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSlider, QSpinBox, QVBoxLayout, QWidget

from perfeval_ui.settings.page import SettingsPage
from perfeval_ui.text_size import LARGEST, SMALLEST, STEP
from perfeval_ui.theme import RHYTHM

# A mark at each fifty percent.
_TICK = 5


class LooksPage(SettingsPage):
    """Chooses among ``schemes``, the actions of the menu, and tells of another size of text.

    ``text_size_chosen`` carries it in percent.
    """

    text_size_chosen = Signal(int)

    def __init__(self, schemes: Sequence[QAction], text_size: int, parent: QWidget) -> None:
        super().__init__("外观", "马上生效，不用重新打开程序。", parent)
        self._schemes = schemes
        colours = QWidget(self)
        lines = QVBoxLayout(colours)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(RHYTHM)
        self.group = QButtonGroup(self)
        self.buttons = [_scheme_button(action, colours) for action in schemes]
        for button in self.buttons:
            lines.addWidget(button)
            self.group.addButton(button)
        self._colours = colours
        self.group.buttonToggled.connect(self._lead_to_chosen)
        self._lead_to_chosen()
        self.add_row("颜色(&C)", colours)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(SMALLEST // STEP, LARGEST // STEP)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(_TICK)
        self.slider.setPageStep(_TICK)
        self.slider.setAccessibleName("文字大小")
        self.percent = QSpinBox(self)
        self.percent.setRange(SMALLEST, LARGEST)
        self.percent.setSingleStep(STEP)
        self.percent.setSuffix(" %")
        self.percent.setKeyboardTracking(False)
        self.percent.setValue(text_size)
        self.slider.setValue(round(text_size / STEP))
        size = QWidget(self)
        row = QHBoxLayout(size)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(RHYTHM)
        row.addWidget(self.slider, 1)
        row.addWidget(self.percent)
        size.setFocusProxy(self.percent)
        self.add_row("文字大小(&S)", size)
        self.percent.setAccessibleName("文字大小，百分之几")
        self.add_hint("整个窗口的文字、表格的行高和输入框一起变大；打印和导出的表不受影响。")
        self.column.addStretch(1)
        self.slider.valueChanged.connect(self._follow_slider)
        self.percent.valueChanged.connect(self._follow_percent)

    def restore_defaults(self) -> None:
        self.buttons[0].click()
        self.percent.setValue(SMALLEST)

    def _lead_to_chosen(self) -> None:
        # From any other button an arrow would choose what stands beside that one.
        self._colours.setFocusProxy(self.group.checkedButton() or self.buttons[0])

    def _follow_slider(self, value: int) -> None:
        if round(self.percent.value() / STEP) != value:
            self.percent.setValue(value * STEP)

    def _follow_percent(self, percent: int) -> None:
        self.slider.setValue(round(percent / STEP))
        self.text_size_chosen.emit(percent)


def _scheme_button(action: QAction, parent: QWidget) -> QRadioButton:
    """Return a button that triggers an action, pressed while the action is checked."""
    button = QRadioButton(action.text(), parent)
    button.setChecked(action.isChecked())
    button.clicked.connect(action.trigger)
    action.toggled.connect(button.setChecked)
    return button
