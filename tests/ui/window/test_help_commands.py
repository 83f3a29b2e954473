"""F1 shows the chapter on what one is at, beside the window, and over a dialog too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_ui.dialogs.about import AboutDialog
from perfeval_ui.dialogs.check_guide import CheckGuideDialog
from perfeval_ui.dialogs.new_project import NewProjectDialog
from perfeval_ui.manual.window import ManualWindow
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press
from ui.office import dialog_of
from ui.page_driver import CTRL, actual, grid_of, score, select, target, weight


def reader(window: MainWindow) -> ManualWindow:
    shown = window.commands.help._manual
    assert shown is not None
    assert shown.isVisible()
    return shown


def test_f1_in_a_grid_shows_how_to_fill_in(full_window: MainWindow) -> None:
    select(grid_of(full_window.editor), target(4))
    press(Qt.Key.Key_F1)
    assert reader(full_window).contents.current == ("filling", 0)
    assert not reader(full_window).isModal()


def test_f1_in_a_dialog_shows_its_chapter_and_the_dialog_locks_nothing(full_window: MainWindow) -> None:
    press(Qt.Key.Key_N, CTRL)
    dialog = dialog_of(NewProjectDialog)
    press(Qt.Key.Key_F1)
    shown = reader(full_window)
    assert shown.contents.current == ("start", 0)
    shown.activateWindow()
    shown.contents.setFocus()
    press(Qt.Key.Key_Down)
    assert shown.contents.current == ("start", 1)
    dialog.reject()
    assert shown.isVisible()


def test_f1_in_a_dialog_over_a_dialog_is_heard(full_window: MainWindow) -> None:
    full_window.actions_.about.trigger()
    inner = GrowingDialog("内", dialog_of(AboutDialog))
    QTest.keyClick(inner, Qt.Key.Key_F1)
    assert reader(full_window).contents.current == ("questions", 0)
    dialog_of(AboutDialog).reject()


def test_f1_over_no_window_of_the_program_does_nothing(parent: QWidget) -> None:
    dialog = GrowingDialog("单独", parent)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert dialog.isVisible()
    dialog.reject()


def test_f1_on_a_finding_shows_the_page_on_it(full_window: MainWindow) -> None:
    assert full_window.checks.focus_first()
    code = full_window.checks.current_code
    press(Qt.Key.Key_F1)
    (guide,) = full_window.findChildren(CheckGuideDialog)
    assert guide.isVisible()
    assert guide.list.code is code
    guide.reject()


def guide_of(window: MainWindow) -> CheckGuideDialog:
    (guide,) = window.findChildren(CheckGuideDialog)
    assert guide.isVisible()
    return guide


def test_f1_in_a_cell_with_a_finding_shows_the_page_on_it(full_window: MainWindow) -> None:
    own = full_window._session
    own.commit(own.base.with_text(weight(0), "3"), "改分值")
    assert own.shown is not None
    select(grid_of(full_window.editor), score(0))
    at_the_cell = [one.code for one in own.shown.findings if score(0) in one.places]
    press(Qt.Key.Key_F1)
    assert guide_of(full_window).list.code is at_the_cell[0]
    assert full_window.commands.help._manual is None


def test_of_several_findings_at_a_cell_the_one_that_was_clicked_counts(full_window: MainWindow) -> None:
    own = full_window._session
    own.commit(own.base.with_text(actual(0), "××").with_text(weight(0), "三"), "改坏")
    assert own.shown is not None
    places = [place for finding in own.shown.findings for place in finding.places]
    place = max(places, key=places.count)
    findings = full_window.checks.model.findings
    last = max(row for row, one in enumerate(findings) if place in one.places)
    full_window.checks.list.setCurrentIndex(full_window.checks.model.index(last, 0))
    full_window.go_to(place)
    press(Qt.Key.Key_F1)
    assert guide_of(full_window).list.code is findings[last].code


def test_the_menu_opens_the_manual_even_there(full_window: MainWindow) -> None:
    assert full_window.checks.focus_first()
    full_window.actions_.manual.trigger()
    assert reader(full_window).contents.current == ("checking", 0)


def test_there_is_one_manual_and_it_goes_with_the_window(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_window.actions_.manual.trigger()
    first = reader(full_window)
    full_window.actions_.manual.trigger()
    assert reader(full_window) is first
    full_window.actions_.check_guide.trigger()
    monkeypatch.setattr(full_window.commands.shares, "may_end", lambda: True)
    full_window.close()
    QApplication.processEvents()
    assert full_window.commands.help._manual is None
    assert full_window.commands.help._check_guide is None


def test_a_manual_that_was_closed_is_opened_anew(full_window: MainWindow) -> None:
    full_window.actions_.manual.trigger()
    reader(full_window).reject()
    assert full_window.commands.help._manual is None
    full_window.activateWindow()
    full_window.tree.setFocus()
    assert focus() is full_window.tree.view
    press(Qt.Key.Key_F1)
    assert reader(full_window).contents.current == ("finding", 0)
