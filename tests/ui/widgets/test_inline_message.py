from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from perfeval_ui.widgets.inline_message import InlineMessage


@pytest.fixture
def message(parent: QWidget) -> InlineMessage:
    made = InlineMessage(parent)
    QVBoxLayout(parent).addWidget(made)
    return made


def test_silent_it_takes_no_room(message: InlineMessage) -> None:
    assert message.isHidden()
    assert message.text == ""


@pytest.mark.parametrize(
    "say", [InlineMessage.show_error, InlineMessage.show_warning, InlineMessage.show_success]
)
def test_a_sentence_stands_beside_its_icon_until_it_is_cleared(
    message: InlineMessage, say: Callable[[InlineMessage, str], None]
) -> None:
    say(message, "磁盘已满。")
    assert message.isVisible()
    assert message.text == "磁盘已满。"
    assert not message._icon.pixmap().isNull()
    message.clear()
    assert message.isHidden()


def test_what_looks_like_markup_is_shown_as_it_is(message: InlineMessage) -> None:
    message.show_error("<b>项目</b>")
    assert message.text == "<b>项目</b>"
