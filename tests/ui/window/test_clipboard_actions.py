"""Cut, copy and paste through the menu of the main window, as with the mouse: the focus stays where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from perfeval_desktop.domain.form import FormState, Place
from perfeval_ui.form_page.cell_writer import FINAL
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.page_driver import GOAL, PROJECT, final, grid_of, level3, line_of, reason, weight

NAME = "闵行区企业政策管理系统(2023 运维)"


@pytest.fixture
def window(full_window: MainWindow) -> MainWindow:
    return full_window


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def goal_of(window: MainWindow) -> ParagraphField:
    goal = window.editor.field(GOAL)
    assert isinstance(goal, ParagraphField)
    return goal


def test_a_line_is_cut_and_pasted(window: MainWindow) -> None:
    window.go_to(PROJECT)
    window.actions_.cut.trigger()
    assert clipboard() == NAME
    type_text("新")
    window.actions_.paste.trigger()
    press(Qt.Key.Key_Tab)
    assert line_of(window.editor, PROJECT).text() == f"新{NAME}"


def test_a_paragraph_is_copied_and_pasted(window: MainWindow) -> None:
    goal = goal_of(window)
    text = goal.toPlainText()
    window.go_to(GOAL)
    goal.selectAll()
    window.actions_.copy.trigger()
    assert clipboard() == text
    window.actions_.paste.trigger()
    window.actions_.paste.trigger()
    assert goal.toPlainText() == text * 2


def test_cells_are_cut_and_pasted(window: MainWindow) -> None:
    grid = grid_of(window.editor)
    window.go_to(level3(0))
    text = grid.currentIndex().data()
    window.actions_.cut.trigger()
    assert clipboard().strip() == text
    assert grid.currentIndex().data() == ""
    window.actions_.paste.trigger()
    assert grid.currentIndex().data() == text


def test_the_editor_of_a_cell_is_a_line_like_others(window: MainWindow) -> None:
    window.go_to(weight(0))
    press(Qt.Key.Key_F2)
    focus().selectAll()  # type: ignore[attr-defined]  # a line editor
    window.actions_.cut.trigger()
    assert clipboard() == "10.00"
    assert grid_of(window.editor).commit_open_editor()


def test_nothing_of_a_final_form_is_cut_or_pasted_over(window: MainWindow) -> None:
    window.commands.projects.set_state(window.commands.chosen, FormState.FINAL, despite_errors=True)
    window.go_to(PROJECT)
    window.actions_.cut.trigger()
    assert clipboard() == NAME
    QGuiApplication.clipboard().setText("别的")
    window.actions_.paste.trigger()
    window.go_to(GOAL)
    window.actions_.paste.trigger()
    window.go_to(level3(0))
    window.actions_.cut.trigger()
    window.actions_.paste.trigger()
    assert line_of(window.editor, PROJECT).text() == NAME
    assert "别的" not in goal_of(window).toPlainText()
    assert grid_of(window.editor).currentIndex().data() == "运维报告"


def test_where_there_is_nothing_to_cut_nothing_happens(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("原来的")
    window.tree.setFocus()
    for action in (window.actions_.cut, window.actions_.copy, window.actions_.paste):
        action.trigger()
    assert clipboard() == "原来的"
    assert window.windowTitle().startswith(NAME)


def test_a_whole_form_is_copied_as_a_table_and_as_text(window: MainWindow) -> None:
    window.tree.setFocus()
    window.actions_.copy_form.trigger()
    data = QGuiApplication.clipboard().mimeData()
    html = data.html()
    assert "财政项目支出绩效自评表" in html
    assert 'mso-number-format:"\\@"' in html
    assert "rowspan=" in html
    assert "colspan=" in html
    assert data.text().startswith("财政项目支出绩效自评表\t")
    assert NAME in data.text()
    assert "整张表已复制" in window.message_bar.text.text()


def test_what_is_said_of_a_paste_goes_when_the_next_one_succeeds(window: MainWindow) -> None:
    window.go_to(reason(0))
    QGuiApplication.clipboard().setText("a\tb\tc")
    window.actions_.paste.trigger()
    assert "没有地方放" in window.message_bar.text.text()
    QGuiApplication.clipboard().setText("a")
    window.actions_.paste.trigger()
    assert window.message_bar.isHidden()


@pytest.mark.parametrize("place", [PROJECT, GOAL])
def test_a_field_of_a_final_form_says_why_nothing_is_pasted(window: MainWindow, place: Place) -> None:
    window._session.commit(final(window._session.base), "定稿")
    window.go_to(place)
    QGuiApplication.clipboard().setText("a")
    window.actions_.paste.trigger()
    assert window.message_bar.text.text() == FINAL
    window.message_bar.hide()
    press(Qt.Key.Key_Backspace)
    assert window.message_bar.text.text() == FINAL
