"""预览: the pages of the open form, the same that are exported and printed."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.printing.unprintable import unprintable_sentence
from perfeval_desktop.session import Notification
from perfeval_ui.paper.page_browser import PageBrowser
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.focus_passer import FocusPasser
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel

# After a pause in typing of this many milliseconds the pages are made again.
PAUSE = 150

_DRAFT = "草稿"
_ABOUT_DRAFTS = (
    "尚未定稿的表每页印有“草稿”字样。\n"
    f"在菜单“项目 → 状态”里改为“{FormState.FINAL.label}”以后，预览、导出和打印都没有这两个字。"
)
_NOTHING_OPEN = "还没有打开项目。\n在左边的列表里点选一个项目，这里就会显示它打印出来的样子。"


class PreviewPanel(FocusPasser):
    """Shows the pages of the open form; while the panel is hidden, it does nothing."""

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._shown_id: str | None = None
        self._is_stale = True
        self.browser = PageBrowser(self)
        self.browser.remark.setToolTip(_ABOUT_DRAFTS)
        self.focus_part = self.browser
        self._placeholder = QuietLabel(parent=self)
        self._placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._placeholder.setMargin(4 * RHYTHM)
        self.message = InlineMessage(self)
        self.message.setContentsMargins(RHYTHM, RHYTHM, RHYTHM, 0)
        self._pages = QWidget(self)
        column = QVBoxLayout(self._pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message)
        column.addWidget(self.browser, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._pages)
        self._stack.addWidget(self._placeholder)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh_now)
        signals.changed.connect(self._follow)
        self._show_placeholder(_NOTHING_OPEN)

    @property
    def placeholder_text(self) -> str:
        """The text shown in place of pages; empty while there are pages."""
        return self._placeholder.text() if self._stack.currentWidget() is self._placeholder else ""

    def refresh_now(self) -> None:
        """Make the pages of the open form now, without waiting for a pause in typing."""
        self._timer.stop()
        self._is_stale = False
        shown = self._session.shown
        if shown is None:
            self._shown_id = None
            self._show_placeholder(_NOTHING_OPEN)
            return
        from perfeval_desktop.printing.form_pdf import form_pdf  # noqa: PLC0415  # not before pages are looked at

        try:
            pages = PdfPages(form_pdf(shown.template, shown.form))
        except PerfEvalError as error:
            self._show_placeholder(f"预览无法生成：{error}")
            return
        self._stack.setCurrentWidget(self._pages)
        self.browser.show_pages(pages)
        self.browser.remark.setText("" if shown.form.state is FormState.FINAL else _DRAFT)
        if sentence := unprintable_sentence(shown.template, shown.form):
            self.message.show_warning(sentence)
        else:
            self.message.clear()
        if shown.form_id != self._shown_id:
            self._shown_id = shown.form_id
            self.browser.view.scroll_to_start()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pages if the form has changed while the panel was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh_now()

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        if not _looks_different(before, after):
            return
        self._is_stale = True
        if self.isVisible():
            is_typing = before is not None and after is not None and before.form_id == after.form_id
            self._timer.start(PAUSE if is_typing else 0)

    def _show_placeholder(self, sentence: str) -> None:
        self.browser.show_pages(None)
        self.browser.remark.clear()
        self._placeholder.setText(sentence)
        self._stack.setCurrentWidget(self._placeholder)


def _looks_different(before: EvaluatedForm | None, after: EvaluatedForm | None) -> bool:
    """Whether the pages of ``after`` are not those of ``before``."""
    if before is None or after is None:
        return before is not after
    return (
        before.form_id != after.form_id or before.form != after.form or before.template is not after.template
    )
