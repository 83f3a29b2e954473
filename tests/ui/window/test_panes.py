"""From one pane to the next, without a look at anything else in the window."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.window.panes import Panes


def test_what_goes_from_the_window_takes_nothing_else_with_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    goes, stays = QLabel(window), QMenu(window)
    action = stays.addAction("甲")
    empty, other = QWidget(window), QLineEdit(window)
    QLabel(empty)
    window.show()
    other.setFocus()
    Panes({empty: None, other: None}).go(1)
    goes.deleteLater()
    QCoreApplication.sendPostedEvents(goes, QEvent.Type.DeferredDelete)
    assert (action.text(), window.focusWidget()) == ("甲", other)


def test_a_pane_gives_the_keyboard_to_the_first_part_that_takes_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before, pane = QLineEdit(window), QWidget(window)
    QLabel(pane)
    QPushButton(pane).hide()
    QLineEdit(pane).setEnabled(False)
    wanted = QLineEdit(pane)
    QLineEdit(pane)
    window.show()
    before.setFocus()
    Panes({pane: None}).go(1)
    assert window.focusWidget() is wanted
