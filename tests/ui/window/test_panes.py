"""From pane to pane, where some have nothing for the keyboard; the window's own stand in test_access.py."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.window.panes import Panes
from ui.keyboard import focus


@pytest.fixture
def panes(parent: QWidget) -> list[QWidget]:
    """Return three panes beside each other; the one in the middle has only words."""
    row = QHBoxLayout(parent)
    made = [QWidget(parent) for _ in range(3)]
    for pane, part in zip(made, (QLineEdit(), QLabel("没有打开项目。"), QLineEdit()), strict=True):
        QVBoxLayout(pane).addWidget(part)
        row.addWidget(pane)
    parent.activateWindow()
    made[0].findChildren(QLineEdit)[0].setFocus()
    return made


@pytest.mark.parametrize("step", [1, -1])
def test_a_pane_in_which_nothing_takes_the_keyboard_is_passed_over(panes: list[QWidget], step: int) -> None:
    walk = Panes(dict.fromkeys(panes))
    for pane in (panes[2], panes[0], panes[2]):
        walk.go(step)
        assert pane.isAncestorOf(focus())


@pytest.mark.parametrize(("step", "expected"), [(1, 0), (-1, 2)])
def test_from_beside_all_panes_one_comes_to_the_first_or_the_last(
    panes: list[QWidget], parent: QWidget, step: int, expected: int
) -> None:
    beside = QLineEdit(parent)
    beside.show()
    beside.setFocus()
    Panes(dict.fromkeys(panes)).go(step)
    assert panes[expected].isAncestorOf(focus())


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
