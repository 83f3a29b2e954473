"""Ctrl+S: everything is saved as one types; whoever presses it wants to hear so."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from perfeval_desktop.session import EditingSession
from perfeval_ui.window.window_frame import WindowFrame


class SaveCommands(QObject):
    """Saves what is being typed and what could not be saved before; the message bar of ``frame`` answers."""

    def __init__(self, session: EditingSession, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._frame = session, frame

    def save(self) -> None:
        """Save all there is and say so; or say what is not saved, and why."""
        if self._session.is_read_only:
            self._frame.message_bar.show_warning(
                "这份数据只能查看，没有要保存的内容；改动需要先签出或正常打开。"
            )
            return
        self._end_renaming()
        is_entered = self._frame.commit_open_editor()
        if is_entered and self._session.retry():
            at = f"{datetime.now().astimezone():%H:%M:%S}"
            self._frame.message_bar.show_message(f"已全部保存（{at}）。")

        elif (shown := self._session.shown) is not None and shown.save_error is not None:
            self._frame.show_error_about_form(f"改动还没有保存：{shown.save_error}")
        else:
            self._frame.show_error_about_form("正在输入的这一格还没有保存：旁边写着原因，改好后再按 Ctrl+S。")

    def _end_renaming(self) -> None:
        """Take over the name that is being typed in the tree, if one is."""
        view, typed_in = self._frame.tree.view, QApplication.focusWidget()
        if typed_in is not None and typed_in is not view and view.isAncestorOf(typed_in):
            view.setFocus(Qt.FocusReason.OtherFocusReason)
