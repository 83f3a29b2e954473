import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from perfeval_ui.window.welcome_page import WelcomePage
from ui.keyboard import focus, press


@pytest.fixture
def ways(parent: QWidget) -> list[QAction]:
    made = [QAction(text, parent) for text in ("新建", "打开示例", "恢复备份")]
    made[2].setEnabled(False)
    return made


@pytest.fixture
def welcome(ways: list[QAction], parent: QWidget) -> WelcomePage:
    page = WelcomePage(ways, parent)
    parent.activateWindow()
    page.show()
    return page


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_each_way_to_begin_is_a_button_that_keys_press(
    welcome: WelcomePage, ways: list[QAction], key: Qt.Key
) -> None:
    begun: list[bool] = []

    def begin(is_checked: bool) -> None:  # noqa: FBT001  # a slot
        begun.append(is_checked)

    for way in ways:
        way.triggered.connect(begin)
    welcome.setFocus()
    assert focus() is welcome.buttons[0]
    press(key)
    press(Qt.Key.Key_Tab)
    press(key)
    assert len(begun) == 2
    assert [button.text() for button in welcome.buttons] == ["新建", "打开示例", "恢复备份"]


def test_a_way_that_is_closed_looks_closed(welcome: WelcomePage, ways: list[QAction]) -> None:
    assert [button.isEnabled() for button in welcome.buttons] == [True, True, False]
    ways[2].setEnabled(True)
    ways[0].setEnabled(False)
    assert [button.isEnabled() for button in welcome.buttons] == [False, True, True]
