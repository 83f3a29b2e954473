"""What a monkey changes in many forms at once: texts found in all of them, names of offices."""

from collections.abc import Callable, Mapping
from random import Random

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from faults.figures import Failure, Figures
from faults.monkey_desk import Desk
from faults.monkey_finding import choose_option, other_cells, sought
from faults.monkey_keyboard import type_over
from faults.random_work import text
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.find_replace.form_matches import count, matches
from perfeval_desktop.find_replace.matcher import Matcher
from perfeval_desktop.find_replace.replacing import with_replacements
from perfeval_desktop.store import FormId
from perfeval_ui.find_replace.dialog import FindDialog
from perfeval_ui.renaming.dialog import RenamingDialog

_Forms = Mapping[FormId, Form]
_LEFT = Qt.MouseButton.LeftButton


class ManyFormsActions:
    """Things done to many forms; each returns how it was done, in words."""

    def __init__(self, desk: Desk, figures: Figures, random: Random) -> None:
        self._desk, self._figures, self._random = desk, figures, random

    @property
    def things(self) -> tuple[tuple[Callable[[], object], int], ...]:
        """What there is to do, each with how often."""
        return ((self.find_everywhere, 8), (self.rename_office, 4))

    # -- found and replaced ------------------------------------------------------------------------------

    def find_everywhere(self) -> str:
        """Look for something in many forms, go there, replace what stays ticked; undo some of that."""
        window = self._desk.window
        window.actions_.find_everywhere.trigger()
        dialog = window.commands.finding.dialog
        if dialog is None:
            return "no dialog"
        done = self._ask(dialog)
        self._hold_found(dialog)
        for _ in range(self._random.randrange(4)):
            self._untick(dialog)
        if self._random.random() < 0.15:
            # It is no modal one: work goes on in the window.
            self._random.choice(
                (window.actions_.undo, window.actions_.redo, window.actions_.delete)
            ).trigger()
        if self._random.random() < 0.3:
            QTest.keyClick(dialog.view, Qt.Key.Key_Return)
        if dialog.replace.isVisible() and dialog.replace.isEnabled():
            done += self._replace(dialog)
        if self._random.random() < 0.8:
            QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
            done += ", closed"
        return done

    def _ask(self, dialog: FindDialog) -> str:
        typed = sought(self._random, self._some_form())
        type_over(dialog.text, typed)
        dialog.scope.setCurrentIndex(self._random.randrange(dialog.scope.count()))
        if self._random.random() < 0.2:
            choose_option(self._random, dialog.options)
        if dialog.replacing.isChecked() is (self._random.random() < 0.3):
            dialog.replacing.click()
        if dialog.replacing.isChecked():
            type_over(dialog.to, text(self._random, 5))
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
        if dialog._patience.isActive():
            # Enter is for what has the keyboard.
            dialog.begin()
        while dialog.searcher.is_searching:
            QApplication.processEvents()
        return f"find {typed!r} in {dialog.scope.currentText()}, {dialog.summary.text()}"

    def _some_form(self) -> Form | None:
        forms = list(self._forms().values())
        return self._random.choice(forms) if forms else None

    def _hold_found(self, dialog: FindDialog) -> None:
        """Hold how many places are listed against those there are."""
        session = self._desk.session
        matcher = Matcher(dialog.options.query(dialog.text.text()))
        within, listed = dialog._form_ids(), [one.form_id for one in session.summaries()]
        number = sum(
            count(matches(session.template_of(form), form, matcher))
            for form_id, form in self._forms().items()
            if form_id in listed and (within is None or form_id in within)
        )
        if number != dialog.model.number:
            self._fail(f"{dialog.text.text()!r} stands at {number} places, listed are {dialog.model.number}")

    def _untick(self, dialog: FindDialog) -> None:
        """Go to a line by chance, a form or a place in one, and press Space."""
        model = dialog.model
        if not model.rowCount():
            return
        index = model.index(self._random.randrange(model.rowCount()), 0)
        if self._random.random() < 0.7:
            index = model.index(self._random.randrange(model.rowCount(index)), 0, index)
        dialog.view.setCurrentIndex(index)
        QTest.keyClick(dialog.view, Qt.Key.Key_Space)

    def _replace(self, dialog: FindDialog) -> str:
        if not self._desk.window.commit_open_editor():
            return ", nothing replaced: something typed cannot stand"
        before, chosen = self._forms(), dialog.model.chosen()
        deleted = {one.form_id for one in self._desk.session.bin()}
        wanted: _Forms = {
            form_id: form if form_id in deleted else with_replacements(form, chosen.get(form_id, ()))[0]
            for form_id, form in before.items()
        }
        QTest.mouseClick(dialog.replace, _LEFT)
        if dialog._trouble:
            self._figures.meet("refusals")
            if not any(self._is_final(form_id) for form_id in chosen):
                self._fail(f"told: {dialog._trouble}")
            wanted = before
        self._hold("replacing in many forms", wanted)
        is_done = wanted != before
        offered = self._desk.window.message_bar
        if not is_done and "没有替换" in offered.text.text() and offered.buttons[0].isVisible():
            self._fail("nothing was replaced, and undo is offered")
        if is_done and self._random.random() < 0.5:
            self._desk.window.actions_.undo.trigger()
            self._hold("undo of replacing in many forms", before)
        while dialog.searcher.is_searching:
            QApplication.processEvents()
        return f", {sum(map(len, chosen.values()))} cells replaced"

    def _is_final(self, form_id: FormId) -> bool:
        return any(
            one.form_id == form_id and one.state is FormState.FINAL for one in self._desk.session.summaries()
        )

    # -- renamed -----------------------------------------------------------------------------------------

    def rename_office(self) -> str:
        """Give a department, a unit or a contact another name in many forms; undo some of that."""
        window = self._desk.window
        action = window.actions_.rename_offices
        if not action.isEnabled():
            return "read-only"
        action.trigger()
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RenamingDialog):
            return "no dialog"
        before = self._forms()
        dialog.field.setCurrentIndex(self._random.randrange(dialog.field.count()))
        dialog.scope.setCurrentIndex(self._random.randrange(dialog.scope.count()))
        for year in dialog.years:
            if year.isVisible() and self._random.random() < 0.5:
                year.click()
        self._tick_names(dialog)
        names = [one.text for one in dialog.picker.table.rows]
        to = self._random.choice(names) if names and self._random.random() < 0.3 else text(self._random, 8)
        type_over(dialog.new, to)
        self._untick_form(dialog)
        change, ticked = dialog.change, {one.summary.form_id for one in dialog.forms.ticked}
        if not dialog.rename.isEnabled():
            dialog.reject()
            return "nothing to rename"
        QTest.mouseClick(dialog.rename, _LEFT)
        if dialog.message.text:
            self._fail(f"told: {dialog.message.text}")
        wanted = {
            form_id: change.applied(self._desk.session.template_of(form), form) if form_id in ticked else form
            for form_id, form in before.items()
        }
        self._hold("renaming", wanted)
        if wanted != before and self._random.random() < 0.5:
            window.actions_.undo.trigger()
            self._hold("undo of renaming", before)
        return f"{change.label} in {len(ticked)} forms"

    def _tick_names(self, dialog: RenamingDialog) -> None:
        table, view = dialog.picker.table, dialog.picker.view
        for _ in range(self._random.randint(1, 3)):
            if table.rows:
                view.setCurrentIndex(table.index(self._random.randrange(len(table.rows)), 0))
                QTest.keyClick(view, Qt.Key.Key_Space)

    def _untick_form(self, dialog: RenamingDialog) -> None:
        if dialog.forms.rows and self._random.random() < 0.4:
            row = self._random.randrange(len(dialog.forms.rows))
            dialog.view.setCurrentIndex(dialog.forms.index(row, 0, QModelIndex()))
            QTest.keyClick(dialog.view, Qt.Key.Key_Space)

    # -- what must be true -------------------------------------------------------------------------------

    def _forms(self) -> _Forms:
        """Return all forms that there are, also those in the recycle bin."""
        session = self._desk.session
        return {one.form_id: session.load(one.form_id) for one in (*session.summaries(), *session.bin())}

    def _hold(self, what: str, wanted: _Forms) -> None:
        """Hold the texts of all forms against those they must have now."""
        there = self._forms()
        if there.keys() != wanted.keys():
            self._fail(f"{what}: {len(there)} forms, not {len(wanted)}")
        for form_id in there.keys() & wanted.keys():
            if there[form_id].tables != wanted[form_id].tables:
                self._fail(f"{what}: {other_cells(wanted[form_id], there[form_id])} are others in {form_id}")

    def _fail(self, words: str) -> None:
        self._figures.fail(Failure.WRONG, words)
