"""What is done about findings: a remedy at a click, setting aside, asking again; a list of many forms'."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from perfeval_desktop.domain.checks.entries import entry_findings
from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import column_of, place_orders
from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.message_bar import MessageButton
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
        frame.editor.pasted.connect(self.tell_of_paste)

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

    def apply_for_kind(self, finding: Finding) -> None:
        """Apply what would be done first to every finding of the kind of ``finding``."""
        remedy = self._session.remedy_for_kind(finding) if self._frame.commit_open_editor() else None
        if remedy is not None and self._frame.attempt(self._session.apply, remedy):
            self._frame.offer_undo_in_form(f"已按提示修改：{remedy.label}。")

    def show_next(self) -> None:
        """Go to the next cell with a finding, from the last one to the first."""
        self._step(1)

    def show_previous(self) -> None:
        """Go to the previous cell with a finding, from the first one to the last."""
        self._step(-1)

    def _step(self, step: int) -> None:
        shown = self._session.shown
        if shown is None or not self._frame.commit_open_editor():
            return
        shown = self._session.shown or shown
        found = {place: one for one in reversed(shown.findings) for place in one.places}
        if not found:
            self._frame.message_bar.show_message(self._frame.checks.placeholder.text())
            return
        order = place_orders(shown.template, shown.form)
        places = sorted(found, key=order)
        here = self._frame.editor.current_place()
        # Also where the cursor is at no finding: from there on.
        at = bisect_right(places, order(here), key=order) if here is not None else 0
        before = at - 1 - (here is not None and at > 0 and places[at - 1] == here)
        place = places[at % len(places) if step > 0 else before]
        self._frame.go_to(place)
        self._tell(found[place])

    def _tell(self, finding: Finding) -> None:
        """Say what was found, with what can be done about it."""
        buttons = [
            MessageButton(remedy.label, partial(self.apply, finding, remedy.label))
            for remedy in (self._session.remedies(finding) if self._session.takes_changes else ())
        ]
        self._frame.message_bar.show_warning(finding.message, *buttons[:1], about_form=True)

    def tell_of_paste(self, places: Sequence[Place], left_over: str) -> None:
        """Say what of a paste found no cell, and which of its texts their cells are not for."""
        shown = self._session.shown
        bad = entry_findings(shown.template, shown.form, shown.findings, places) if shown is not None else ()
        if not bad and not left_over:
            self._frame.forget_refusal()
            return
        first = f"粘贴的 {len(places)} 格里有 {len(bad)} 格填得不对，已标出。" if bad else ""
        walk = [MessageButton("逐个查看（F8）", partial(self._show_entry, bad[0]))] if bad else []
        self._frame.message_bar.show_warning(left_over + first, *walk, about_form=True)

    def _show_entry(self, entry: tuple[Place, Finding]) -> None:
        place, finding = entry
        self._frame.go_to(place)
        self._tell(finding)

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
