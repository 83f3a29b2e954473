"""Everything in the main window has a name for those who hear it, and is reached by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.project_tree.view import ProjectTreeView
from perfeval_ui.window.main_window import MainWindow
from ui.accessible import interface, name, role
from ui.keyboard import focus, press
from ui.page_driver import SHIFT

_ROLES: dict[type[QWidget], QAccessible.Role] = {
    CellGrid: QAccessible.Role.Table,
    ProjectTreeView: QAccessible.Role.Tree,
    QComboBox: QAccessible.Role.ComboBox,
    QLineEdit: QAccessible.Role.EditableText,
    QPlainTextEdit: QAccessible.Role.EditableText,
}


def reached_by_tab(window: QWidget) -> list[QWidget]:
    """Return the widgets in sight that Tab may lead to."""
    tab = Qt.FocusPolicy.TabFocus
    return [
        one for one in window.findChildren(QWidget) if one.focusPolicy() & tab and one.isVisibleTo(window)
    ]


@pytest.fixture
def full_window(full_window: MainWindow) -> MainWindow:
    """Return the window with room for all its panes."""
    full_window.resize(1366, 768)
    full_window.results_dock.show()
    QApplication.processEvents()
    return full_window


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_whatever_takes_the_keyboard_has_a_name(full_window: MainWindow, tab: int) -> None:
    full_window.tabs.setCurrentIndex(tab)
    QApplication.processEvents()
    assert [one for one in reached_by_tab(full_window) if not name(one).strip()] == []


def test_whatever_takes_the_keyboard_has_its_role(full_window: MainWindow) -> None:
    for widget in reached_by_tab(full_window):
        for kind, expected in _ROLES.items():
            if isinstance(widget, kind):
                assert role(widget) is expected, widget


def test_every_button_has_a_name(full_window: MainWindow) -> None:
    own = [one for one in full_window.findChildren(QAbstractButton) if "qt_" not in one.objectName()]
    # The cross in a line is Qt's own, and Escape does the same.
    own = [one for one in own if not isinstance(one.parent(), QLineEdit)]
    assert [one for one in own if one.isVisibleTo(full_window) and not name(one)] == []


def test_a_list_is_named_by_its_label_and_not_by_what_is_chosen(full_window: MainWindow) -> None:
    # On Linux Qt itself names a list by what is chosen, and its label stands beside it.
    boxes = full_window.editor.findChildren(QComboBox)
    assert {one.accessibleName() for one in boxes} >= {"金额单位", "状态"}
    (unit,) = (one for one in boxes if one.accessibleName() == "金额单位")
    assert interface(unit).text(QAccessible.Text.Value) == "万元"


def test_the_total_is_read_with_its_figures(full_window: MainWindow) -> None:
    scores = full_window.scores
    assert name(scores.total) == f"总分 {scores.total.text()}"
    assert name(scores.grade) == f"评分等级 {scores.grade.text()}"
    assert scores.bars.accessibleName() == "各部分得分"


def test_f6_goes_from_pane_to_pane_and_back(full_window: MainWindow) -> None:
    window = full_window
    # Where there is nothing to be found, the list of findings is not there either.
    panes = [window.tree, window.tabs, window.results_dock]
    window.tree.view.setFocus()
    for pane in (*panes[1:], *panes):
        press(Qt.Key.Key_F6)
        assert pane.isAncestorOf(focus()), pane
    for pane in reversed(panes[:2]):
        press(Qt.Key.Key_F6, SHIFT)
        assert pane.isAncestorOf(focus()), pane


def test_f6_passes_over_a_pane_that_is_closed(full_window: MainWindow) -> None:
    window = full_window
    window.results_dock.hide()
    window.tabs.currentWidget().setFocus()
    press(Qt.Key.Key_F6)
    assert window.tree.isAncestorOf(focus())


def test_f6_returns_to_what_had_the_keyboard_in_the_pane(full_window: MainWindow) -> None:
    grid = full_window.editor.indicators
    assert grid is not None
    grid.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_F6)
    assert focus() is grid


def test_f6_stays_where_there_is_no_other_pane(window: MainWindow) -> None:
    window.tree_dock.hide()
    window.results_dock.hide()
    for modifiers in ((), (SHIFT,)):
        press(Qt.Key.Key_F6, *modifiers)
        assert focus() is window.welcome.buttons[0]


def test_f6_leads_out_of_the_bar_of_finding_and_back_into_it(full_window: MainWindow) -> None:
    window = full_window
    window.actions_.find_next.trigger()
    bar = window.commands.finding.bar
    assert bar is not None
    assert focus() is bar.text
    press(Qt.Key.Key_F6)
    assert window.results_dock.isAncestorOf(focus())
    press(Qt.Key.Key_F6, SHIFT)
    assert focus() is bar.text


def test_tab_reaches_every_control(full_window: MainWindow) -> None:
    wanted = {one for one in reached_by_tab(full_window) if one.isEnabled() and one.focusProxy() is None}
    full_window.tree.view.setFocus()
    reached = set()
    for _ in range(300):
        reached.add(focus())
        press(Qt.Key.Key_Tab)
    # A grid is left behind its last cell only; the page itself has nothing to type into.
    assert {type(one).__name__ for one in wanted - reached} <= set()
