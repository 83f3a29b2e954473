import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.theme import Tint, palette_for, tint
from perfeval_ui.window.message_bar import MessageBar, MessageButton
from ui.keyboard import focus, press


@pytest.fixture
def bar(parent: QWidget) -> MessageBar:
    return MessageBar(parent)


@pytest.fixture
def done(bar: MessageBar) -> list[str]:
    """Return what the button of the bar has done."""
    made: list[str] = []

    def undo() -> None:
        made.append("undone")
        bar.show_message("已撤销")

    bar.offer("已删除", MessageButton("撤销", undo))
    return made


def test_a_silent_bar_takes_no_room(bar: MessageBar) -> None:
    assert not bar.isVisible()


def test_news_without_an_action_has_no_button(bar: MessageBar) -> None:
    bar.show_message("已经保存好了。")
    assert bar.isVisible()
    assert bar.text.text() == "已经保存好了。"
    assert not bar.buttons[0].isVisible()


def test_news_go_by_themselves(bar: MessageBar) -> None:
    bar.show_message("已经保存好了。")
    assert bar._timer.isActive()
    bar._timer.timeout.emit()
    assert not bar.isVisible()


def test_trouble_stays(bar: MessageBar) -> None:
    bar.show_message("已经保存好了。")
    bar.show_error("磁盘已满")
    assert bar.isVisible()
    assert not bar._timer.isActive()


def test_what_can_wait_comes_once_nothing_else_is_said(bar: MessageBar, qtbot: QtBot) -> None:
    bar.show_warning("另存在“单位-另存.perfeval”里。")
    bar.warn_next("备份比现在的数据新。", MessageButton("备份与恢复", bar.hide))
    bar.warn_next("备份已有 8 天没有另存到第二处。")
    assert bar.text.text() == "另存在“单位-另存.perfeval”里。"
    bar.hide()
    qtbot.waitUntil(bar.isVisible)
    assert bar.text.text() == "备份比现在的数据新。"
    bar.buttons[0].click()
    qtbot.waitUntil(bar.isVisible)
    assert bar.text.text() == "备份已有 8 天没有另存到第二处。"
    bar.hide()
    QApplication.processEvents()
    assert not bar.isVisible()


def test_what_a_click_has_to_say_comes_before_what_can_wait(
    bar: MessageBar, done: list[str], qtbot: QtBot
) -> None:
    bar.warn_next("备份比现在的数据新。")
    bar.buttons[0].click()
    QApplication.processEvents()
    assert done == ["undone"]
    assert bar.text.text() == "已撤销"
    bar.hide()
    qtbot.waitUntil(bar.isVisible)
    assert bar.text.text() == "备份比现在的数据新。"


def test_what_can_wait_is_said_at_once_where_nothing_is(bar: MessageBar) -> None:
    bar.warn_next("备份比现在的数据新。")
    assert bar.text.text() == "备份比现在的数据新。"
    assert bar.isVisible()


def test_what_deserves_a_look_stays_too_and_is_not_red(bar: MessageBar) -> None:
    bar.show_error("磁盘已满")
    bar.show_warning("备份已有 8 天没有另存到第二处。")
    assert bar.isVisible()
    assert not bar._timer.isActive()
    assert words_of(bar) == bar.palette().color(QPalette.ColorRole.WindowText)


def test_the_button_does_what_is_behind_it_and_may_speak_again(bar: MessageBar, done: list[str]) -> None:
    bar.buttons[0].click()
    assert done == ["undone"]
    assert bar.isVisible()
    assert bar.text.text() == "已撤销"


def test_an_offer_is_withdrawn_once_something_else_is_done(bar: MessageBar, done: list[str]) -> None:
    bar.withdraw_offer()
    assert not bar.isVisible()
    assert done == []


@pytest.mark.parametrize("speak", [MessageBar.show_message, MessageBar.show_error])
def test_what_is_no_offer_is_not_withdrawn(bar: MessageBar, done: list[str], speak: type) -> None:
    speak(bar, "磁盘已满", MessageButton("重试", done.clear))
    bar.withdraw_offer()
    assert bar.isVisible()


def test_trouble_may_have_a_way_out_besides(bar: MessageBar, done: list[str]) -> None:
    bar.show_error(
        "磁盘已满",
        MessageButton("重试", done.clear),
        MessageButton("放弃", lambda: done.append("given up")),
    )
    assert bar.buttons[1].isVisible()
    bar.buttons[1].click()
    assert done == ["given up"]
    assert not bar.isVisible()
    bar.show_message("已放弃")
    assert not bar.buttons[1].isVisible()


def test_the_bar_can_be_closed(bar: MessageBar) -> None:
    bar.show_error("磁盘已满")
    bar._close.click()
    assert not bar.isVisible()


def test_the_button_can_be_reached_and_pressed_by_keyboard(
    parent: QWidget, bar: MessageBar, done: list[str]
) -> None:
    parent.activateWindow()
    bar.setFocus()
    press(Qt.Key.Key_Tab)
    assert focus() is bar.buttons[0]
    press(Qt.Key.Key_Space)
    assert done == ["undone"]


def test_markup_is_shown_as_typed(bar: MessageBar) -> None:
    bar.show_message("已删除“<b>甲</b>”")
    assert bar.text.textFormat() is Qt.TextFormat.PlainText


def test_what_a_button_quotes_underlines_nothing(bar: MessageBar, done: list[str]) -> None:
    bar.show_message("只改了这一行。", MessageButton("也改为“R&D”", lambda: done.append("changed")))
    assert bar.buttons[0].text() == "也改为“R&&D”"
    bar.buttons[0].click()
    assert done == ["changed"]


def test_colours_follow_when_the_program_turns_dark_while_a_message_stands(
    restored_app: QApplication, bar: MessageBar, qtbot: QtBot
) -> None:

    def has_its_colours() -> bool:
        return ground_of(bar) == restored_app.palette().color(QPalette.ColorRole.ToolTipBase)

    bar.show_error("磁盘已满")
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        palette = palette_for(scheme)
        restored_app.setPalette(palette)
        qtbot.waitUntil(has_its_colours)
        assert words_of(bar) == tint(palette, Tint.ERROR)
        bar.show_message("已经保存好了。")
        assert words_of(bar) == palette.color(QPalette.ColorRole.WindowText)
        bar.show_error("磁盘已满")


def ground_of(bar: MessageBar) -> QColor:
    return bar.palette().color(QPalette.ColorRole.Window)


def words_of(bar: MessageBar) -> QColor:
    return bar.text.palette().color(QPalette.ColorRole.WindowText)
