from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from perfeval_ui.widgets.inline_message import InlineMessage


@pytest.fixture
def notice(parent: QWidget) -> InlineMessage:
    made = InlineMessage(parent)
    QVBoxLayout(parent).addWidget(made)
    return made


def test_silent_it_takes_no_room(notice: InlineMessage) -> None:
    assert notice.isHidden()
    assert notice.text == ""


@pytest.mark.parametrize("say", [InlineMessage.say_error, InlineMessage.say_warning, InlineMessage.say_done])
def test_a_sentence_stands_beside_its_icon_until_it_is_cleared(
    notice: InlineMessage, say: Callable[[InlineMessage, str], None]
) -> None:
    say(notice, "磁盘已满。")
    assert notice.isVisible()
    assert notice.text == "磁盘已满。"
    assert not notice._icon.pixmap().isNull()
    notice.clear()
    assert notice.isHidden()


def test_what_looks_like_markup_is_shown_as_it_is(notice: InlineMessage) -> None:
    notice.say_error("<b>项目</b>")
    assert notice.text == "<b>项目</b>"
