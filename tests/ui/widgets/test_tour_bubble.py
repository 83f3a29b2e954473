"""Where the bubble of the tour stands, and which keys it takes."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.tour_bubble import TourBubble, bubble_place

ROOM = QRect(0, 0, 1000, 700)
SIZE = QSize(300, 150)


@pytest.mark.parametrize(
    ("target", "place"),
    [
        (QRect(0, 100, 200, 500), QPoint(199 + RHYTHM, 100 + 2 * RHYTHM)),
        (QRect(750, 100, 250, 500), QPoint(750 - RHYTHM - 300, 100 + 2 * RHYTHM)),
        (QRect(200, 100, 600, 500), QPoint(499 - 150, 100 + 2 * RHYTHM)),
        (QRect(0, 650, 200, 50), QPoint(199 + RHYTHM, 699 - 150)),
    ],
)
def test_it_stands_beside_its_place_and_within_the_window(target: QRect, place: QPoint) -> None:
    assert bubble_place(target, SIZE, ROOM) == place


def test_on_a_window_too_small_for_it_its_beginning_is_seen() -> None:
    assert bubble_place(QRect(0, 0, 50, 50), SIZE, QRect(0, 0, 200, 100)) == QPoint(0, 0)


def test_enter_goes_on_and_other_keys_are_left_to_others(parent: QWidget, qtbot: QtBot) -> None:
    parent.resize(800, 600)
    bubble = TourBubble(parent)
    bubble.show_step(parent, "题目", "说明。", number=1, count=2)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right):
        with qtbot.waitSignal(bubble.next_wanted):
            QTest.keyClick(bubble, key)
    with qtbot.waitSignal(bubble.end_wanted):
        QTest.keyClick(bubble, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(bubble.next_wanted), qtbot.assertNotEmitted(bubble.end_wanted):
        QTest.keyClick(bubble, Qt.Key.Key_A)
    bubble.end()
