"""What a monkey does with the history: versions and cells taken back, versions named, forms compared."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from faults.figures import Failure, Figures
from faults.monkey_desk import Desk
from faults.monkey_finding import other_cells
from faults.monkey_keyboard import type_over
from faults.random_work import TEMPLATES, text
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import Place
from perfeval_ui.history.cell_dialog import CellHistoryDialog
from perfeval_ui.history.lines import Version
from perfeval_ui.history.name_dialog import NameVersionDialog
from perfeval_ui.history.page import HistoryPage
from perfeval_ui.history.restore_dialog import RestoreDialog

_LEFT = Qt.MouseButton.LeftButton


class HistoryActions:
    """Things done in the tab of the history; each returns how it was done, in words."""

    def __init__(self, desk: Desk, figures: Figures, random: Random) -> None:
        self._desk, self._figures, self._random = desk, figures, random

    @property
    def things(self) -> tuple[tuple[Callable[[], object], int], ...]:
        """What there is to do, each with how often."""
        return (
            (self.restore_version, 2),
            (self.restore_cell, 3),
            (self.restore_differences, 3),
            (self.name_version, 3),
            (self.rename_version, 2),
            (self.compare_forms, 1),
        )

    # -- taken back --------------------------------------------------------------------------------------

    def restore_version(self) -> str:
        """Choose a version in the history, and ask for it; the dialog is answered like any other."""
        page = self._page()
        if page is None:
            return "no form"
        rows = self._choose_version(page)
        page.restore_action.trigger()
        return f"one of {rows}"

    def restore_cell(self) -> str:
        """Look at the history of a cell, and take one of its texts back: it must stand there then."""
        place = self._place()
        if place is None:
            return "no form"
        self._desk.window.commands.cell_menu._show_past(place)
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, CellHistoryDialog) or not dialog.model.versions:
            return f"{place.path}, empty"
        row = self._random.randrange(len(dialog.model.versions))
        dialog.view.setCurrentIndex(dialog.model.index(row, 0))
        if not dialog.restore_button.isEnabled():
            return f"{place.path}, as it is"
        wanted = dialog.model.versions[row].text
        QTest.mouseClick(dialog.restore_button, _LEFT)
        form = self._desk.session.present
        if form is not None and form.text(*place) != wanted:
            self._fail(f"{place.path} is {form.text(*place)!r}, not {wanted!r}")
        return f"{place.path} is {wanted!r} again"

    def restore_differences(self) -> str:
        """Choose a version, and take some of its differences back: nothing else may become another."""
        page = self._page()
        if page is None:
            return "no form"
        self._choose_version(page)
        if self._random.random() < 0.5 and page.now_button.isEnabled():
            page.now_button.click()
        view = page.differences
        if not view.table.differences:
            return "no differences"
        view.setCurrentIndex(view.table.index(self._random.randrange(len(view.table.differences)), 0))
        chosen, before = view.selected, self._desk.session.present
        if before is None or not page.cell_button.isEnabled():
            return "nothing to take back"
        QTest.mouseClick(page.cell_button, _LEFT)
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RestoreDialog):
            return "no dialog"
        dialog.accept()
        after = self._desk.session.present
        (one,) = chosen
        if one.is_text and one.place is not None and after is not None and self._desk.session.takes_changes:
            others = [path for path in other_cells(before, after) if path != one.place.path]
            if others or after.text(*one.place) != one.left:
                self._fail(f"{one.place.path} is taken back: {after.text(*one.place)!r}, {others}")
        return one.label

    # -- named -------------------------------------------------------------------------------------------

    def name_version(self) -> str:
        """Name the form as it is; it must be listed by that name."""
        page = self._page()
        if page is None or not page.name_button.isEnabled():
            return "no form"
        QTest.mouseClick(page.name_button, _LEFT)
        return self._answer(page)

    def rename_version(self) -> str:
        """Give a version another name, or take its name away."""
        page = self._page()
        if page is None:
            return "no form"
        named = self._named(page)
        if not named:
            return "no name"
        one = self._random.choice(named)
        page.versions.select_version(one.revision.number)
        # The same keys do something to a form while the tree has the keyboard.
        page.versions.setFocus()
        if self._random.random() < 0.3:
            QTest.keyClick(page.versions, Qt.Key.Key_Delete)
            if any(line.revision.number == one.revision.number for line in self._named(page)):
                self._fail(f"a name is still there: {one.name}")
            return "removed"
        QTest.keyClick(page.versions, Qt.Key.Key_F2)
        return self._answer(page)

    def _answer(self, page: HistoryPage) -> str:
        """Type a name into the dialog, or choose one, and a remark; give it up sometimes."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, NameVersionDialog):
            return "no dialog"
        line = dialog.name.lineEdit()
        assert line is not None
        if self._random.random() < 0.5:
            dialog.name.setCurrentIndex(self._random.randrange(dialog.name.count()))
        else:
            type_over(line, text(self._random, 8))
        if self._random.random() < 0.3:
            dialog.remark.setPlainText(text(self._random, 20))
        ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
        if self._random.random() < 0.2 or not ok.isEnabled():
            dialog.reject()
            return "given up"
        written = " ".join(dialog.name.currentText().split())
        QTest.mouseClick(ok, _LEFT)
        if not any(one.name is not None and one.name.name == written for one in self._named(page)):
            self._fail(f"no version is called {written!r}")
        return repr(written)

    def compare_forms(self) -> str:
        """Ask for another form to compare with; the dialog is answered like any other."""
        page = self._page()
        if page is None:
            return "no form"
        QTest.mouseClick(page.other_button, _LEFT)
        return ""

    # -- inside ------------------------------------------------------------------------------------------

    def _page(self) -> HistoryPage | None:
        window = self._desk.window
        if self._desk.session.shown is None or not window.commit_open_editor():
            return None
        window.tabs.setCurrentWidget(window.history)
        page = window.history.page
        if page.only_named.isChecked() is (self._random.random() < 0.8):
            page.only_named.click()
        return page

    def _choose_version(self, page: HistoryPage) -> int:
        rows = page.versions.table.rowCount()
        if rows:
            page.versions.setCurrentIndex(page.versions.table.index(self._random.randrange(rows), 0))
        return rows

    @staticmethod
    def _named(page: HistoryPage) -> list[Version]:
        lines = page.versions.table.lines
        return [one for one in lines if isinstance(one, Version) and one.is_named_by_hand]

    def _place(self) -> Place | None:
        form = self._desk.session.present
        if form is None:
            return None
        blocks = [one for one in TEMPLATES[form.template.id].blocks if one.columns and row_ids(one, form)]
        block = self._random.choice(blocks)
        row = self._random.choice(row_ids(block, form))
        return Place(block.key, row, self._random.choice(block.columns).key)

    def _fail(self, words: str) -> None:
        self._figures.fail(Failure.WRONG, words)
