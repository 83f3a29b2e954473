"""What a monkey does with whole forms: remedies, the library, other templates, states, the bin."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from faults.monkey_desk import Desk
from perfeval_desktop.domain.findings import Finding
from perfeval_ui.dialogs.indicator_library import IndicatorLibraryDialog


class FormActions:
    """Things done with the open form or with several; each returns how it was done, in words."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self._desk, self._random = desk, random

    @property
    def things(self) -> tuple[tuple[Callable[[], object], int], ...]:
        """What there is to do, each with how often."""
        return (
            (self.remedy, 6),
            (self.press_message, 4),
            (self.insert_from_library, 2),
            (self.change_template, 1),
            (self.look_into_bin, 2),
            (self.choose_forms, 3),
            (self.reopen, 1),
        )

    def remedy(self) -> str:
        """Do what a finding offers, for it or for all of its kind, or set it aside."""
        finding = self._finding()
        if finding is None:
            return "no finding"
        session, findings = self._desk.session, self._desk.window.commands.findings
        offered = session.remedies(finding)
        match self._random.randrange(4):
            case 0 if session.remedy_for_kind(finding) is not None:
                findings.apply_for_kind(finding)
                return f"all {finding.code}"
            case 1:
                findings.ask_reason(finding)
                return f"set aside {finding.code}"
            case _ if offered:
                one = self._random.choice(offered)
                findings.apply(finding, one.label)
                return f"{finding.code} {one.label}"
        self._desk.window.actions_.next_finding.trigger()
        return "next"

    def press_message(self) -> str:
        """Press a button of the message bar."""
        bar = self._desk.window.message_bar
        found = [one for one in bar.buttons if one.isVisible()]
        if not found:
            return "no button"
        button = self._random.choice(found)
        # By the mouse: it takes the keyboard from where something is being typed.
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return button.text()

    def insert_from_library(self) -> str:
        """Tick some indicators of the library and insert them."""
        action = self._desk.window.actions_.insert_library
        if not action.isEnabled():
            return "no grid"
        action.trigger()
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, IndicatorLibraryDialog):
            return "no dialog"
        count = dialog.table.rowCount()
        dialog._ticks.toggle(self._random.sample(range(count), min(count, self._random.randint(1, 4))))
        dialog.insert_button.click()
        return "inserted"

    def change_template(self) -> str:
        """Ask for another template; the dialog is answered like any other."""
        action = self._desk.window.actions_.change_template
        if action.isEnabled():
            action.trigger()
        return ""

    def look_into_bin(self) -> str:
        """Open the recycle bin; the dialog is answered like any other."""
        self._desk.window.actions_.bin.trigger()
        return f"{len(self._desk.session.bin())} forms"

    def choose_forms(self) -> str:
        """Select some forms in the tree and do something to all of them."""
        tree, actions = self._desk.window.tree, self._desk.window.actions_
        forms = self._desk.session.summaries()
        if not forms:
            return "no forms"
        chosen = self._random.sample(forms, min(len(forms), self._random.randint(1, 3)))
        tree.select(chosen[0].form_id)
        flag = tree.view.selectionModel().SelectionFlag.Select
        for one in chosen[1:]:
            tree.view.selectionModel().select(tree.model.index_of(one.form_id), flag)
        ways = [actions.delete, *actions.states.values()]
        if len(forms) < 25:
            ways += [actions.copy_next_year, actions.duplicate]
        action = self._random.choice([one for one in ways if one.isEnabled()] or [actions.undo])
        action.trigger()
        return f"{len(chosen)} {action.iconText()}"

    def reopen(self) -> str:
        """Close the window and open another one on the same store."""
        return "reopened" if self._desk.reopen() else "stays open"

    # -- inside ------------------------------------------------------------------------------------------

    def _finding(self) -> Finding | None:
        shown = self._desk.session.shown
        if shown is None or not self._desk.session.takes_changes or not shown.findings:
            return None
        return self._random.choice(shown.findings)
