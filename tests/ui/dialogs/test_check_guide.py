import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.check_guide import check_guide
from perfeval_desktop.domain.findings import Code
from perfeval_ui.dialogs.check_guide import CheckGuideDialog
from ui.keyboard import focus, press, type_text

GUIDE = check_guide()
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(parent: QWidget, qtbot: QtBot) -> CheckGuideDialog:
    made = CheckGuideDialog(parent)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def title(dialog: CheckGuideDialog) -> str:
    return dialog.page.toPlainText().partition("\n")[0]


def test_it_opens_with_the_first_check_and_the_cursor_where_one_searches(dialog: CheckGuideDialog) -> None:
    first = next(iter(GUIDE))
    assert dialog.list.code is first
    assert title(dialog) == GUIDE[first].title
    assert focus() is dialog.filter_box


def test_it_fits_a_small_office_screen_at_125_percent(dialog: CheckGuideDialog) -> None:
    assert dialog.width() <= 1366 / 1.25
    # Without the bar of the system and the frame.
    assert dialog.height() <= 768 / 1.25 - 80
    assert dialog.list.horizontalScrollBar().maximum() == 0


def test_what_is_typed_narrows_the_list_and_shows_the_best(dialog: CheckGuideDialog) -> None:
    type_text("结转")
    assert title(dialog) == GUIDE[Code.CARRY_OVER].title
    press(Qt.Key.Key_Escape)
    assert dialog.list.listed == list(GUIDE)
    assert title(dialog) == GUIDE[Code.CARRY_OVER].title
    assert dialog.isVisible()


def test_without_a_hit_it_says_so_and_offers_the_way_back(dialog: CheckGuideDialog) -> None:
    type_text("没有这样的词")
    assert dialog.no_hit.isVisible()
    assert "没有这样的词" in dialog.no_hit.label.text()
    assert title(dialog) == ""
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.no_hit.button.click()
    assert dialog.list.isVisible()
    assert dialog.list.listed == list(GUIDE)


def test_the_keyboard_goes_from_the_search_to_the_list_to_the_page_and_back(
    dialog: CheckGuideDialog, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Down)
    assert focus() is dialog.list
    press(Qt.Key.Key_Down)
    assert dialog.list.code is list(GUIDE)[1]
    press(Qt.Key.Key_Return)
    assert focus() is dialog.page
    press(Qt.Key.Key_F, CTRL)
    assert focus() is dialog.filter_box
    press(Qt.Key.Key_Tab)
    assert focus() is dialog.list
    with qtbot.waitSignal(dialog.destroyed):
        press(Qt.Key.Key_Escape)


def test_a_check_that_the_search_hides_is_brought_back_to_be_shown(dialog: CheckGuideDialog) -> None:
    type_text("结转")
    dialog.page.wanted.emit(Code.ENTRY)
    assert dialog.filter_box.text() == ""
    assert dialog.list.code is Code.ENTRY
    assert title(dialog) == GUIDE[Code.ENTRY].title


def test_the_window_can_be_worked_in_meanwhile(dialog: CheckGuideDialog) -> None:
    assert dialog.isVisible()
    assert QApplication.activeModalWidget() is None
