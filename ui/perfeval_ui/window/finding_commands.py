"""What is done about findings: a remedy at a click, setting aside, asking again; a list of many forms'."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_ui.dialogs.check_report import CheckReportDialog


class FindingCommands(QObject):
    """Does what the checks panel is asked for, on what is saved once the open editor is committed."""

    def __init__(self, signals: SessionSignals, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._frame = signals.session, frame
        self._report: CheckReportDialog | None = None
        frame.checks.remedy_wanted.connect(self.apply)
        frame.checks.setting_aside_wanted.connect(self.ask_reason)
        frame.checks.asked_again.connect(self.ask_again)

    def check_forms(self, form_ids: Sequence[FormId]) -> None:
        """Show what is found on several forms in one list, in the place of an earlier one."""
        from perfeval_ui.dialogs.check_report import CheckReportDialog  # noqa: PLC0415  # rarely opened

        self.close_report()
        self._report = CheckReportDialog(form_ids, self._session.evaluated, self._frame)
        self._report.finding_chosen.connect(self._show_finding)
        self._report.finished.connect(self._forget_report)
        # Not modal: one goes through it while mending the forms.
        self._report.show()

    def close_report(self) -> None:
        """Close the list, if it is open: it must not outlast the window."""
        if self._report is not None:
            self._report.reject()

    def _forget_report(self) -> None:
        self._report = None

    def _show_finding(self, form_id: FormId, place: Place) -> None:
        self._frame.go_to_form(form_id)
        shown = self._session.shown
        if shown is not None and shown.form_id == form_id:
            self._frame.go_to(place)
            self._frame.activateWindow()

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
