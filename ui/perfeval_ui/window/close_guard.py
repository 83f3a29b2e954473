"""Saves what is being typed before the window is closed, and before the system ends the session."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from perfeval_desktop.paths import PROGRAM_NAME
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.page import FormPage
from perfeval_ui.widgets.message_box import MessageBox


class CloseGuard(QObject):
    """Takes care that nothing typed is lost without the user's consent.

    ``logged_off`` is emitted when the user logs off from the system, after everything that can be saved is
    saved; it is not certain that the window will still be asked to close.
    """

    logged_off = Signal()

    def __init__(
        self, session: EditingSession, editor: FormPage, keep_remark: Callable[[], bool], window: QWidget
    ) -> None:
        """``keep_remark`` keeps the remark that is being written, and returns ``False`` where that fails."""
        super().__init__(window)
        self._session = session
        self._editor = editor
        self._keep_remark = keep_remark
        self._window = window
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101  # there is no window without one
        app.commitDataRequest.connect(self._log_off)

    def may_close(self) -> bool:
        """Save what is typed, asking where that is impossible; ``False`` where the user wants to go back."""
        # In an inactive window an open editor would lose its text without this.
        if not self._editor.commit_open_editor():
            if not self._may_discard("正在编辑的内容不能保存。", "", "放弃这一格"):
                return False
            self._editor.drop_open_editor()
        if not self._keep_remark() and not self._may_discard("正在写的备注不能保存。", "", "放弃备注"):
            return False
        if self._session.retry():
            return True
        shown = self._session.shown
        return self._may_discard("最近的改动没有保存。", str(shown.save_error) if shown else "", "不保存")

    def _log_off(self) -> None:
        self._editor.commit_open_editor()
        self._keep_remark()
        self._session.retry()
        self.logged_off.emit()

    def _may_discard(self, what: str, why: str, words: str) -> bool:
        box = MessageBox(QMessageBox.Icon.Warning, PROGRAM_NAME, what, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(why)
        back = box.addButton("返回修改", QMessageBox.ButtonRole.RejectRole)
        drop = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        # The answer decides about the close event that is being handled, so it has to be waited for.
        box.exec()
        return box.clickedButton() is drop
