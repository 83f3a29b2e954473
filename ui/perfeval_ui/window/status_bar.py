"""The status bar: when the form was saved, its points, what is selected, its template."""

from datetime import datetime

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.session import Notification
from perfeval_desktop.storage.shares.state import ShareState
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.tooltip_text import tooltip_text


class StatusBar(QStatusBar):
    """Shows that about the open form."""

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = signals.session
        self.saved, self.figures, self.selection = (QLabel(self) for _ in range(3))
        self.template, self.lock, self.share = (QLabel(self) for _ in range(3))
        for label in (self.saved, self.figures, self.selection, self.template, self.lock, self.share):
            label.setContentsMargins(RHYTHM, 0, RHYTHM, 0)
        self.addWidget(self.saved)
        self.addWidget(self.figures)
        self.addWidget(self.selection, 1)
        self.addPermanentWidget(self.template)
        self.addPermanentWidget(self.lock)
        self.addPermanentWidget(self.share)
        self.lock.hide()
        self.share.hide()
        self.saved.setText("只读打开，改动不会保存" if self._session.is_read_only else "已全部保存")
        signals.changed.connect(self._follow)

    def show_share(self, state: ShareState) -> None:
        """Show how the store stands among those who share it, where it is shared."""
        if state.checkout is not None:
            self.share.setText("已签出到本机")
            self.share.setToolTip(f"签出自“{state.checkout.share}”，填完请用“文件 → 签入”放回去。")
        elif self._session.is_read_only and state.is_shared:
            self.saved.setText("只能查看，已被签出" if state.lease else "只能查看，签出后可以填写")
        self.share.setVisible(state.checkout is not None)

    def show_selection(self, text: str) -> None:
        """Show what is selected, e.g. ``选中 3 格，合计 30``."""
        self.selection.setText(text)

    def show_lock(self, line: LockLine | None) -> None:
        """Show the lock line of the open form's year, ``None`` for none."""
        self.lock.setVisible(line is not None)
        if line is not None:
            is_passed = line.is_passed(datetime.now().astimezone().date())
            self.lock.setText(f"{'已过' if is_passed else ''}截止日 {line.day.isoformat()}")
            self.lock.setToolTip(tooltip_text(f"锁定线：{line.scope}，{line.words}（工具 → 锁定线）"))

    def _follow(self, notification: Notification) -> None:
        before, shown = notification.before, notification.after
        was_unsaved = before is not None and before.save_error is not None
        if notification.listed or notification.unlisted or was_unsaved:
            self.saved.setText(f"已保存 {datetime.now().astimezone():%H:%M:%S}")
        if shown is None:
            for label in (self.figures, self.selection, self.template):
                label.clear()
            return
        if shown.save_error is not None:
            self.saved.setText("未保存")
        self.figures.setText(_figures(shown))
        unit = f"    金额单位：{shown.facts.unit}" if shown.template.fundings else ""
        self.template.setText(f"模板：{shown.template.name}{unit}")


def _figures(shown: EvaluatedForm) -> str:
    """Return the sum of weights and the total score; for a form without points, what kind of form it is."""
    sheet = shown.sheet
    if not shown.template.has_points:
        return shown.template.kind.label
    grade = f" {sheet.grade}" if sheet.grade else ""
    return f"分值 {points_text(sheet.total_weight)}/100    总分 {points_text(sheet.total)}{grade}"
