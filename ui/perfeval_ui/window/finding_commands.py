"""What is done about the findings on the open form: a remedy at a click, setting aside, asking again."""

from PySide6.QtCore import QObject

from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.places import column_of
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.window_frame import WindowFrame


class FindingCommands(QObject):
    """Does what the checks panel is asked for, on what is saved once the open editor is committed."""

    def __init__(self, signals: SessionSignals, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._frame = signals.session, frame
        frame.checks.remedy_wanted.connect(self.apply)
        frame.checks.setting_aside_wanted.connect(self.ask_reason)
        frame.checks.asked_again.connect(self.ask_again)

    def apply(self, finding: Finding, label: str) -> None:
        """Apply the remedy ``label`` of ``finding`` and show the cell."""
        if not self._frame.commit_open_editor():
            return
        remedy = next((one for one in self._session.remedies(finding) if one.label == label), None)
        shown = self._session.shown
        if remedy is None or shown is None:
            return
        first, _ = remedy.entries[0]
        block = shown.template.by_key[first.block]
        is_seen = column_of(shown.template, first) in block.columns
        if self._frame.attempt(self._session.apply, remedy):
            self._frame.go_to(first if is_seen else finding.place)
            self._frame.offer_undo_in_form(f"已按提示修改：{label}。")

    def ask_reason(self, finding: Finding) -> None:
        """Ask why ``finding`` is right as it is."""
        from perfeval_ui.dialogs.set_aside import SetAsideDialog  # noqa: PLC0415  # rarely opened

        if self._frame.commit_open_editor():
            dialog = SetAsideDialog(finding, self._frame)
            dialog.reason_given.connect(self.accept)
            dialog.open()

    def accept(self, finding: Finding, reason: str) -> None:
        """Set ``finding`` aside for ``reason``."""
        if self._frame.attempt(self._session.accept, finding, reason):
            self._frame.offer_undo_in_form("这一条已说明，不再提示。")

    def ask_again(self, finding: Finding) -> None:
        """Set ``finding`` aside no more."""
        if self._frame.commit_open_editor():
            self._frame.attempt(self._session.ask_again, finding)
