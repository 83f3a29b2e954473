import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from perfeval_desktop.check_guide import check_guide
from perfeval_desktop.domain.findings import Code
from perfeval_ui.dialogs.check_page import CheckPage
from perfeval_ui.theme import palette_for

GUIDE = check_guide()


@pytest.fixture
def page(qtbot: QtBot) -> CheckPage:
    made = CheckPage(GUIDE)
    qtbot.addWidget(made)
    # As wide and high as in the dialog.
    made.resize(540, 454)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("code", Code)
def test_all_that_is_said_of_a_check_is_to_be_read_without_scrolling(page: CheckPage, code: Code) -> None:
    page.show_check(code)
    told = GUIDE[code]
    read = page.toPlainText()
    assert read.startswith(told.title)
    assert told.theme in read
    assert all(one.label in read for one in told.severities)
    assert all(one.heading in read and one.text in read for one in told.paragraphs)
    assert page.verticalScrollBar().maximum() == 0
    assert page.horizontalScrollBar().maximum() == 0


def test_none_leaves_the_page_empty(page: CheckPage) -> None:
    page.show_check(Code.ENTRY)
    page.show_check(None)
    assert page.toPlainText() == ""


def test_the_title_of_another_check_leads_to_it(page: CheckPage) -> None:
    wanted: list[Code] = []
    page.wanted.connect(wanted.append)
    page.show_check(Code.EXECUTION)
    assert '<a href="score">' in page.toHtml()
    page.anchorClicked.emit(QUrl("score"))
    assert wanted == [Code.SCORE]


def test_it_follows_the_colours_of_the_window(page: CheckPage) -> None:
    page.show_check(Code.SCORE)
    page.setPalette(palette_for(Qt.ColorScheme.Light))
    light = page.toHtml()
    page.setPalette(palette_for(Qt.ColorScheme.Dark))
    assert page.toHtml() != light
