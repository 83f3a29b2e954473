"""Those who hear the screen are told the total when it has become another one, once typing pauses."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from perfeval_ui.panels import total_announcer
from perfeval_ui.panels.total_announcer import TotalAnnouncer


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is announced; somebody listens."""
    told: list[str] = []

    def update(event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        told.append(event.message())

    monkeypatch.setattr(total_announcer, "_PAUSE_MS", 0)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    return told


@pytest.fixture
def announcer(heard: list[str], qtbot: QtBot) -> TotalAnnouncer:
    assert heard == []
    label = QLabel()
    qtbot.addWidget(label)
    return TotalAnnouncer(label)


def test_only_what_it_comes_to_in_the_end_is_announced(
    announcer: TotalAnnouncer, heard: list[str], qtbot: QtBot
) -> None:
    for total in ("总分 99.00", "总分 9.00", "总分 98.00"):
        announcer.tell("甲", total)
    qtbot.waitUntil(lambda: heard == ["总分 98.00"])


def test_what_a_form_is_opened_with_and_what_comes_back_is_not(
    announcer: TotalAnnouncer, heard: list[str], qtbot: QtBot
) -> None:
    announcer.tell("甲", "总分 99.00")
    announcer.tell("甲", "总分 98.00")
    announcer.tell("甲", "总分 99.00")
    announcer.tell("乙", "总分 50.00")
    announcer.tell("乙", "总分 51.00")
    qtbot.waitUntil(lambda: heard == ["总分 51.00"])


def test_where_nobody_listens_nothing_is_prepared(
    announcer: TotalAnnouncer, heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    announcer.tell("甲", "总分 99.00")
    announcer.tell("甲", "总分 98.00")
    assert not announcer._timer.isActive()
    assert heard == []
