import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from perfeval_ui.widgets.filter_box import FilterBox


@pytest.fixture
def box(qtbot: QtBot) -> FilterBox:
    made = FilterBox("筛选项目", "按年度筛选")
    qtbot.addWidget(made)
    return made


def test_it_says_what_it_filters_and_how(box: FilterBox) -> None:
    assert box.accessibleName() == "筛选项目"
    assert box.toolTip() == "按年度筛选；多个词用空格隔开，Esc 清除"


def test_escape_empties_it(box: FilterBox) -> None:
    QTest.keyClicks(box, "2021")
    assert box.text() == "2021"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_down_and_enter_leave_it(box: FilterBox, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(box.left):
        QTest.keyClick(box, key)


def test_it_tells_that_the_keyboard_has_come(box: FilterBox, qtbot: QtBot) -> None:
    with qtbot.waitActive(box):
        box.show()
    box.clearFocus()
    with qtbot.waitSignal(box.entered):
        box.setFocus()
