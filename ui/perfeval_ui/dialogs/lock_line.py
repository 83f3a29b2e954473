"""锁定线: the day after which forms of all years, or of one, are changed only on purpose."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from perfeval_desktop.lock_lines import LockLine
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.quiet_label import QuietLabel

_MOST_CHARACTERS = 100
# Where none is set yet.
_DAYS_AHEAD = 30
_TOLD = (
    "截止日过了以后，表只能看、改状态；要改内容，每张表先点一次“仍要修改”，历史里会记下来。"
    "正在填的表不会被打断，填了的不会丢。"
)


class LockLineDialog(GrowingDialog):
    """Lets the user set and take away lock lines; ``wanted`` carries all of them.

    ``years`` are those of the forms that are there.
    """

    wanted = Signal(object)

    def __init__(
        self, lines: Sequence[LockLine], years: Sequence[int], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("锁定线", parent)
        self._today = today
        self._lines = {one.year: one for one in lines}
        self.told = QLabel(_TOLD, self)
        self.told.setWordWrap(True)
        self.year = QComboBox(self)
        for year in (None, *sorted({*years, *(one for one in self._lines if one)}, reverse=True)):
            self.year.addItem(LockLine(today, year).scope, year)
        self.is_set = QCheckBox("设锁定线(&S)", self)
        self.day = QDateEdit(self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.remark = ComposingLine(self)
        self.remark.setMaxLength(_MOST_CHARACTERS)
        self.remark.setPlaceholderText("可以不写，例如：按财政局通知，1 月底前报送")
        self.summary = QuietLabel(parent=self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("确定")
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self._arrange()
        self.year.currentIndexChanged.connect(self._show)
        self.is_set.toggled.connect(self._note)
        self.day.dateChanged.connect(self._note)
        self.remark.textEdited.connect(self._note)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show()

    def _arrange(self) -> None:
        rows = QFormLayout()
        rows.setSpacing(RHYTHM)
        rows.addRow("范围(&F)：", self.year)
        rows.addRow("", self.is_set)
        rows.addRow("截止日(&D)：", self.day)
        rows.addRow("备注(&B)：", self.remark)
        self.column.addWidget(self.told)
        self.column.addLayout(rows)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.buttons)
        self.setMinimumWidth(60 * RHYTHM)

    def _show(self) -> None:
        """Show the line of another scope."""
        line = self._lines.get(self.year.currentData())
        usual = LockLine(self._today + timedelta(days=_DAYS_AHEAD))
        for widget in (self.is_set, self.day, self.remark):
            widget.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.is_set.setChecked(line is not None)
        day = (line or usual).day
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.remark.setText(line.remark if line else "")
        for widget in (self.is_set, self.day, self.remark):
            widget.blockSignals(False)  # noqa: FBT003  # Qt's own
        self._tell()

    def _note(self) -> None:
        """Keep what was entered for the scope that is shown."""
        year = self.year.currentData()
        if self.is_set.isChecked():
            day = self.day.date()
            remark = " ".join(self.remark.text().split())
            self._lines[year] = LockLine(date(day.year(), day.month(), day.day()), year, remark)
        else:
            self._lines.pop(year, None)
        self._tell()

    def _tell(self) -> None:
        """Say which lines there are, as they will be."""
        for widget in (self.day, self.remark):
            widget.setEnabled(self.is_set.isChecked())
        told = [
            f"{one.scope}：{one.words}{'，已过' if one.is_passed(self._today) else ''}"
            for one in self._sorted()
        ]
        self.summary.setText("；".join(told) or "现在没有锁定线。")

    def _sorted(self) -> list[LockLine]:
        return sorted(self._lines.values(), key=lambda one: one.year or 0)

    def accept(self) -> None:
        """Emit the lines as they are entered."""
        super().accept()
        self.wanted.emit(self._sorted())
