"""Standings updated in the background."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.window import standing_updater
from perfeval_ui.window.standing_updater import StandingUpdater


@pytest.fixture
def left(session: EditingSession, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many are left after each handful; all is renewed after two."""
    counts = [3, 0]
    monkeypatch.setattr(session, "renew_standings", lambda _most: counts.pop(0))
    monkeypatch.setattr(standing_updater, "_DELAY_MS", 0)
    monkeypatch.setattr(standing_updater, "_INTERVAL_MS", 0)
    return counts


def test_they_are_renewed_a_handful_at_a_time_until_none_is_left(
    session: EditingSession, left: list[int], qapp: QObject, qtbot: QtBot
) -> None:
    StandingUpdater(session, qapp).start_soon()
    qtbot.waitUntil(lambda: left == [])


def test_trouble_is_told_and_ends_it(
    session: EditingSession, qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_most: int) -> int:
        raise StorageError(StorageErrorKind.FULL, "磁盘已满。")

    monkeypatch.setattr(session, "renew_standings", broken)
    messages: list[str] = []
    made = StandingUpdater(session, qapp)
    made.failed.connect(messages.append)
    made.update_batch()
    assert messages == ["磁盘已满。"]
    assert not made._timer.isActive()


@pytest.mark.usefixtures("session")
def test_a_store_that_is_only_read_is_left_alone(store: Store, qapp: QObject) -> None:
    with Store.open(store.path, read_only=True) as read_only:
        made = StandingUpdater(EditingSession(read_only, TemplateCatalogue()), qapp)
        messages: list[str] = []
        made.failed.connect(messages.append)
        made.update_batch()
        assert messages == []
