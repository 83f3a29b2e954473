import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.widgets.remark_box import RemarkBox


class Place:
    """A window with a field, above which the box is asked for."""

    def __init__(self, window: QWidget) -> None:
        window.resize(800, 300)
        self.field = QLineEdit(window)
        self.box = RemarkBox(window)
        self.given: list[str] = []
        self.box.given.connect(self.given.append)
        window.show()
        window.activateWindow()
        self.field.setFocus()

    def ask(self) -> None:
        self.box.ask("已改为“被退回”。", "请核对", self.field, self.field)


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    window = QWidget()
    qtbot.addWidget(window)
    made = Place(window)
    qtbot.waitUntil(made.field.hasFocus)
    made.ask()
    assert made.box.line.hasFocus()
    return made


def test_a_remark_is_given_by_enter_and_the_keyboard_goes_back(place: Place) -> None:
    QTest.keyClicks(place.box.line, "  seven   rows ")
    QTest.keyClick(place.box.line, Qt.Key.Key_Return)
    assert place.given == ["seven rows"]
    assert place.box.isHidden()
    assert place.field.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape])
def test_without_one_nothing_is_given(place: Place, key: Qt.Key) -> None:
    QTest.keyClick(place.box.line, key)
    assert place.given == []
    assert place.box.isHidden()
    assert place.field.hasFocus()


def test_escape_drops_what_was_written(place: Place) -> None:
    QTest.keyClicks(place.box.line, "no")
    QTest.keyClick(place.box.line, Qt.Key.Key_Escape)
    assert place.given == []


def test_what_was_written_is_kept_where_the_keyboard_goes_elsewhere(place: Place) -> None:
    QTest.keyClicks(place.box.line, "yes")
    place.field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert place.given == ["yes"]
    assert place.box.isHidden()


def test_another_program_only_borrows_the_keyboard(place: Place) -> None:
    place.box.line.clearFocus()
    place.ask()
    place.field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert place.box.isVisible()


def test_it_can_be_taken_away_and_asked_again(place: Place) -> None:
    QTest.keyClicks(place.box.line, "old")
    place.box.dismiss()
    place.box.dismiss()
    assert place.given == []
    place.ask()
    assert place.box.line.text() == ""
    assert place.box.told.text() == "已改为“被退回”。"


def test_undo_is_the_windows_while_nothing_is_written(place: Place) -> None:
    def overridden() -> bool:
        key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        key.ignore()
        QApplication.sendEvent(place.box.line, key)
        return key.isAccepted()

    assert not overridden()
    QTest.keyClicks(place.box.line, "a")
    assert overridden()


def test_tab_does_not_leave_it_by_itself(place: Place) -> None:
    assert not place.box.line.focusNextPrevChild(True)  # noqa: FBT003  # as Qt has it
