from pytestqt.qtbot import QtBot

from perfeval_ui.widgets.empty_page import EmptyPage, NoHitPage


def test_the_text_is_shown_as_it_is(qtbot: QtBot) -> None:
    page = EmptyPage("<b>没有项目</b>")
    qtbot.addWidget(page)
    page.show()
    assert page.label.text() == "<b>没有项目</b>"
    assert page.label.heightForWidth(200) == page.label.heightForWidth(400)


def test_a_filter_without_hits_is_named_and_can_be_cleared(qtbot: QtBot) -> None:
    page = NoHitPage()
    qtbot.addWidget(page)
    page.set_sought("运维")
    assert page.label.text() == "没有找到“运维”"
    with qtbot.waitSignal(page.cleared):
        page.button.click()
