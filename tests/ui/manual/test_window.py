"""The manual is read: contents, search, links, back and forward."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from perfeval_desktop.manual import manual
from perfeval_ui.manual.contents import Address
from perfeval_ui.manual.window import ManualWindow
from ui.keyboard import focus, press, type_text
from ui.page_driver import ALT, CTRL


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[ManualWindow]:
    made = ManualWindow()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    # Closed, it is deleted.
    if isValid(made):
        made.close()


def title(reader: ManualWindow) -> str:
    return reader.page.toPlainText().partition("\n")[0]


def test_it_opens_with_the_first_chapter_and_the_cursor_where_one_searches(reader: ManualWindow) -> None:
    assert title(reader) == "快速上手"
    assert reader.contents.current == ("start", 0)
    assert focus() is reader.filter_box
    assert not reader.back.isEnabled()


def test_it_fits_a_small_office_screen_at_125_percent(reader: ManualWindow) -> None:
    assert reader.width() <= 1366 / 1.25
    assert reader.height() <= 768 / 1.25 - 30


def test_no_chapter_is_wider_than_the_page(reader: ManualWindow) -> None:
    for chapter in manual():
        reader.show_chapter(chapter)
        QApplication.processEvents()
        assert reader.page.horizontalScrollBar().maximum() == 0, chapter


def test_a_section_is_scrolled_to(reader: ManualWindow) -> None:
    reader.contents.choose(Address("questions", 5))
    assert title(reader) == "常见问题"
    bar = reader.page.verticalScrollBar()
    assert 0 < bar.value() <= bar.maximum()
    reader.contents.choose(Address("questions", 0))
    assert bar.value() == 0


def test_what_is_typed_is_found_and_marked(reader: ManualWindow) -> None:
    type_text("校验码")
    assert reader.contents.current == ("exchange", 1)
    assert {one.chapter for one in reader.contents.listed} == {"exchange"}
    marked = [one.cursor.selectedText() for one in reader.page.extraSelections()]
    assert marked == ["校验码", "校验码"]
    press(Qt.Key.Key_Escape)
    assert reader.page.extraSelections() == []
    assert len(reader.contents.listed) == sum(len(one.sections) for one in manual().values())
    assert reader.contents.current == ("exchange", 1)


def test_a_chapter_that_only_its_beginning_speaks_of_is_found(reader: ManualWindow) -> None:
    type_text("同步盘换来")
    assert reader.contents.current == ("displaced", 0)
    assert len(reader.page.extraSelections()) == 1


def test_a_chapter_is_found_by_its_title(reader: ManualWindow) -> None:
    type_text("快速上手")
    assert reader.contents.current == ("start", 0)


def test_without_a_hit_it_says_so_and_offers_the_way_back(reader: ManualWindow) -> None:
    type_text("没有这样的词")
    assert reader.no_hit.isVisible()
    assert "没有这样的词" in reader.no_hit.label.text()
    reader.no_hit.button.click()
    assert reader.contents.isVisible()


def test_a_link_leads_to_another_chapter_and_back_leads_back(reader: ManualWindow) -> None:
    reader.page.anchorClicked.emit(QUrl("keys"))
    assert title(reader) == "和 Excel 一样的按键"
    assert reader.contents.current == ("keys", 0)
    press(Qt.Key.Key_Left, ALT)
    assert title(reader) == "快速上手"
    assert not reader.back.isEnabled()
    press(Qt.Key.Key_Right, ALT)
    assert title(reader) == "和 Excel 一样的按键"
    assert not reader.forward.isEnabled()
    reader.back.click()
    reader.show_chapter("undo")
    assert not reader.forward.isEnabled()
    reader.back.click()
    assert title(reader) == "快速上手"


def test_a_link_to_what_the_search_keeps_back_ends_the_search(reader: ManualWindow) -> None:
    type_text("校验码")
    reader.show_chapter("undo")
    assert reader.filter_box.text() == ""
    assert title(reader) == "撤销、历史、没保存的内容"


def test_the_keyboard_goes_from_the_search_to_the_contents_and_back(
    reader: ManualWindow, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return)
    assert focus() is reader.contents
    press(Qt.Key.Key_Down)
    assert title(reader) == "快速上手"
    assert reader.contents.current == ("start", 1)
    press(Qt.Key.Key_F, CTRL)
    assert focus() is reader.filter_box
    with qtbot.waitSignal(reader.finished):
        press(Qt.Key.Key_Escape)


def test_what_is_shown_grows_with_the_letters_of_the_window(reader: ManualWindow) -> None:
    reader.show_chapter("questions")
    before = reader.page.document().size().height()
    font = reader.page.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    reader.page.setFont(font)
    QApplication.processEvents()
    assert reader.page.document().size().height() > before * 1.5
