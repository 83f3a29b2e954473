"""Ctrl+S: everything is saved as one types; whoever presses it wants to hear so."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from perfeval_desktop.session import EditingSession
from perfeval_ui.window.project_commands import ProjectCommands
from perfeval_ui.window.state_commands import StateCommands
from perfeval_ui.window.window_frame import WindowFrame


class SaveCommands(QObject):
    """Saves what is being typed and what could not be saved before; the message bar of ``frame`` answers.

    ``states`` has the remark that may be being written, ``projects`` changes names.
    """

    def __init__(
        self, session: EditingSession, states: StateCommands, projects: ProjectCommands, frame: WindowFrame
    ) -> None:
        super().__init__(frame)
        self._session, self._states, self._frame = session, states, frame
        self._is_refused = False
        projects.failed.connect(self._note_refusal)

    def save(self) -> None:
        """Save all there is and say so; or say what is not saved, and why."""
        if self._session.is_read_only:
            self._frame.message_bar.show_warning(
                "这份数据只能查看，没有要保存的内容；改动需要先签出或正常打开。"
            )
            return
        self._is_refused = False
        self._end_renaming()
        if not self._states.finish() or self._is_refused:
            # Why it is not saved has been said.
            return
        is_entered = self._frame.commit_open_editor()
        if is_entered and self._session.retry():
            at = f"{datetime.now().astimezone():%H:%M:%S}"
            self._frame.message_bar.show_message(f"已全部保存（{at}）。")
        elif (shown := self._session.shown) is not None and shown.save_error is not None:
            self._frame.show_error_about_form(f"改动还没有保存：{shown.save_error}")
        else:
            self._frame.show_error_about_form("正在输入的这一格还没有保存：旁边写着原因，改好后再按 Ctrl+S。")

    def _note_refusal(self) -> None:
        self._is_refused = True

    def _end_renaming(self) -> None:
        """Take over the name that is being typed in the tree, if one is."""
        view, typed_in = self._frame.tree.view, QApplication.focusWidget()
        if typed_in is not None and typed_in is not view and view.isAncestorOf(typed_in):
            view.setFocus(Qt.FocusReason.OtherFocusReason)
