"""The forms opened last, by store."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from perfeval_desktop.store import FormId
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.stores.recent_forms import RecentForms

STORE, OTHER = Path("/数据/自评.perfeval"), Path("/数据/旧.perfeval")
A, B, C = (FormId(name) for name in "ABC")


@pytest.fixture
def recent(settings: QSettings) -> RecentForms:
    return RecentForms(settings, STORE)


def test_at_first_there_are_none(recent: RecentForms) -> None:
    assert recent.newest_first == ()


def test_the_last_one_comes_first_and_none_twice(recent: RecentForms) -> None:
    for form_id in (A, B, A):
        recent.add(form_id)
    assert recent.newest_first == (A, B)


def test_they_are_there_at_the_next_start(recent: RecentForms, settings: QSettings) -> None:
    recent.add(A)
    recent.save()
    settings.sync()
    again = QSettings(settings.fileName(), QSettings.Format.IniFormat)
    assert RecentForms(again, STORE).newest_first == (A,)


def test_only_some_are_kept(recent: RecentForms) -> None:
    for number in range(50):
        recent.add(FormId(str(number)))
    assert len(recent.newest_first) == 30
    assert recent.newest_first[0] == "49"


def test_each_store_has_its_own(recent: RecentForms, settings: QSettings) -> None:
    RecentStores(settings).add(OTHER)
    other = RecentForms(settings, OTHER)
    other.add(B)
    other.save()
    recent.add(A)
    recent.save()
    assert recent.newest_first == (A,)
    assert other.newest_first == (B,)


def test_those_of_a_store_nobody_opens_any_more_are_forgotten(
    recent: RecentForms, settings: QSettings
) -> None:
    forgotten = RecentForms(settings, OTHER)
    forgotten.add(B)
    forgotten.save()
    recent.add(A)
    recent.save()
    forgotten = RecentForms(settings, OTHER)
    assert forgotten.newest_first == ()
    assert recent.newest_first == (A,)


def test_what_was_opened_now_comes_before_what_was_opened_then(
    recent: RecentForms, settings: QSettings
) -> None:
    for form_id in (A, B):
        recent.add(form_id)
    recent.save()
    later = RecentForms(settings, STORE)
    later.save()
    later.add(C)
    later.add(A)
    assert later.newest_first == (A, C, B)
    assert recent.newest_first == (B, A)
