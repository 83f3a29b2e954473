"""From pane to pane, where some have nothing for the keyboard; the window's own stand in test_access.py."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

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
