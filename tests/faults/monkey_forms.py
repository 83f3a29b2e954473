"""What a monkey does with whole forms: remedies, the library, the history, quick open, templates, the bin."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from faults.monkey_desk import Desk
from faults.random_work import TEMPLATES
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Place
from perfeval_ui.dialogs.indicator_library import IndicatorLibraryDialog

_TYPED = ("qy", "xinxi", "2023", "信息", "维修", "不在其中", "项目", "")


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
            (self.restore_version, 2),
            (self.restore_cell, 2),
            (self.open_quickly, 3),
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

    def restore_version(self) -> str:
        """Choose a version in the history, and ask for it."""
        window = self._desk.window
        if self._desk.session.shown is None or not window.commit_open_editor():
            return "no form"
        window.tabs.setCurrentWidget(window.history)
        page = window.history.page
        rows = page.versions.table.rowCount()
        if rows:
            page.versions.setCurrentIndex(page.versions.table.index(self._random.randrange(rows), 0))
        page.restore_action.trigger()
        return f"one of {rows}"

    def restore_cell(self) -> str:
        """Look at the history of a cell; the dialog is answered like any other."""
        place = self._place()
        if place is None:
            return "no form"
        self._desk.window.commands.cell_menu._show_past(place)
        return place.path

    def open_quickly(self) -> str:
        """Open the box, type something, go to what is found or give up."""
        window = self._desk.window
        window.actions_.quick_open.trigger()
        line = window.commands.quick_open.box.line
        typed = self._random.choice(_TYPED)
        QTest.keyClicks(line, typed) if typed.isascii() else line.setText(typed)
        QApplication.processEvents()
        for _ in range(self._random.randrange(3)):
            QTest.keyClick(line, Qt.Key.Key_Down)
        QTest.keyClick(line, self._random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))
        return repr(typed)

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

    def _place(self) -> Place | None:
        form = self._desk.session.present
        if form is None:
            return None
        blocks = [one for one in TEMPLATES[form.template.id].blocks if one.columns and row_ids(one, form)]
        block = self._random.choice(blocks)
        row = self._random.choice(row_ids(block, form))
        return Place(block.key, row, self._random.choice(block.columns).key)
