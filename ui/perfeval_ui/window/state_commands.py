"""The commands that set states, and what may be written on it then."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.session import Notification
from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.remark_box import RemarkBox
from perfeval_ui.window.project_commands import ProjectCommands
from perfeval_ui.window.window_frame import WindowFrame

_EXAMPLES = {
    FormState.DRAFT: "例如：按审核意见再改",
    FormState.IN_REVIEW: "送审说明，例如：已按上次的意见改好",
    FormState.FINAL: "例如：局长办公会已通过",
    FormState.RETURNED: "退回的意见，例如：请核对第 3 行的完成值",
}


class StateCommands(QObject):
    """Sets states through ``projects``, then takes a remark in a box that can be passed over."""

    def __init__(self, signals: SessionSignals, projects: ProjectCommands, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._projects, self._frame = signals.session, projects, frame
        self._form_ids: Sequence[FormId] = ()
        self._state = FormState.DRAFT
        self.box = RemarkBox(frame)
        self.box.given.connect(self._keep)
        projects.state_set.connect(self._ask)
        signals.changed.connect(self._follow)

    def set_of_shown(self, state: FormState) -> None:
        """Set the state of the open form, once what is being typed is saved."""
        shown = self._session.shown
        if shown is not None and self._frame.commit_open_editor():
            self._projects.set_state((shown.form_id,), state)

    def finish(self) -> bool:
        """Keep a remark that is being written; where that fails, it stays in its box: return ``False``."""
        self.box.finish()
        return self.box.isHidden()

    def _ask(self, form_ids: Sequence[FormId], state: FormState) -> None:
        # One that could not be kept before is of other forms.
        self.finish()
        self._form_ids, self._state = form_ids, state
        what = f"把 {len(form_ids)} 张表" if len(form_ids) > 1 else ""
        told = f"已{what}改为“{state.label}”。备注（可以不写）："
        head = self._frame.editor.state_box
        # Scrolled away, it is still visible to Qt; the box would be out of sight, with the keyboard.
        is_seen = head is not None and not head.visibleRegion().isEmpty()
        beside = head if head is not None and is_seen else self._frame.tool_bar
        self.box.ask(told, _EXAMPLES[state], beside, QApplication.focusWidget())

    def _keep(self, remark: str) -> None:
        from perfeval_desktop.history.state_changes import remarked  # noqa: PLC0415  # not for the first frame

        name = remarked(self._state, remark)
        if not self._frame.attempt(self._session.name_versions, self._form_ids, name):
            self.box.bring_back(remark)

    def _follow(self, notification: Notification) -> None:
        """Ask no more about a state that a form has not got any longer."""
        if self.box.isVisible() and any(
            one.form_id in self._form_ids and one.state is not self._state for one in notification.listed
        ):
            self.box.dismiss()
