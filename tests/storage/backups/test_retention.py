"""Which backups stay when a new one is made."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perfeval_desktop.storage.backups.backup import back_up, needs_backup, restore_backup
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.backups.retention import DAYS, MONTHS, MOST_RECENT, kept
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, projects
from storage.examples import MOMENT, ticking, utc


def test_old_backups_are_removed_and_recent_ones_stay(store: Store, folder: Path) -> None:
    clock = ticking(step=timedelta(hours=9))
    taken = []
    for _ in range(40):
        add(store)
        taken.append(back_up(store, folder, clock=clock.__next__))
    left = backups(folder)
    assert left[:MOST_RECENT] == taken[: -MOST_RECENT - 1 : -1]
    assert len(left) == MOST_RECENT + DAYS


@pytest.fixture
def put_over(store: Store, store_path: Path, folder: Path) -> Iterator[Store]:
    """Give a store with ten backups and more, over which an older copy of it was put by hand afterwards."""
    clock = ticking(MOMENT - timedelta(minutes=12))
    add(store, "原来的")
    older = store_path.read_bytes()
    for number in range(12):
        add(store, f"{number}")
        back_up(store, folder, clock=clock.__next__)
    store.close()
    store_path.write_bytes(older)
    with Store.open(store_path) as opened:
        yield opened


def revisions(folder: Path) -> list[int]:
    """Return the numbers of the changes of the backups, in the order in which they were taken."""
    found = sorted(backups(folder), key=lambda one: one.taken_at)
    return [int(one.path.name.split("-r")[1].split("-")[0]) for one in found]


def test_where_an_older_copy_was_put_over_the_store_neither_history_makes_room_for_the_other(
    put_over: Store, folder: Path
) -> None:
    before = backups(folder)
    clock = ticking()
    for number in range(MOST_RECENT + 1):
        add(put_over, f"重做 {number}")
        backup = back_up(put_over, folder, clock=clock.__next__)
        assert backups(folder)[0] == backup
        assert not needs_backup(put_over, folder)
    assert backups(folder)[MOST_RECENT:] == before
    assert put_over.verify() == ()


def test_where_an_older_copy_is_only_read_the_newest_by_number_and_by_clock_stay(
    put_over: Store, store_path: Path, folder: Path
) -> None:
    with Store.open(store_path, read_only=True) as reader:
        clock = ticking()
        for _ in range(MOST_RECENT + 1):
            backup = back_up(reader, folder, clock=clock.__next__)
            assert backup in backups(folder)
    # The highest numbers, which are the oldest by the clock; the last taken, with a lower number.
    assert revisions(folder) == [*range(5, 14), *[put_over.latest_revision()] * MOST_RECENT]


@pytest.mark.parametrize("set_back", [timedelta(), timedelta(minutes=6), timedelta(days=400)])
def test_the_backup_just_made_and_that_of_the_highest_number_stay_whatever_the_clock_says(
    put_over: Store, folder: Path, set_back: timedelta
) -> None:
    for _ in range(15):
        add(put_over)
        backup = back_up(put_over, folder, clock=lambda: MOMENT - set_back)
        assert backup in backups(folder)
        assert max(revisions(folder)) == max(13, put_over.latest_revision())


def test_the_state_before_restoring_outlasts_the_next_backup_where_an_older_copy_was_put_over(
    put_over: Store, folder: Path
) -> None:
    clock = ticking()
    add(put_over, "重做的")
    newest = backups(folder)[0]
    restore_backup(put_over, newest.path, folder, clock=clock.__next__)
    back_up(put_over, folder, clock=clock.__next__)
    (before,) = [one for one in backups(folder) if one.taken_at == MOMENT]
    restore_backup(put_over, before.path, folder, clock=clock.__next__)
    assert sorted(projects(put_over)) == ["原来的", "重做的"]


def test_a_backup_that_cannot_be_removed_does_not_stop_the_next(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, *, missing_ok: bool = False) -> None:
        if not missing_ok:
            raise PermissionError

    clock = ticking()
    monkeypatch.setattr(Path, "unlink", refuse)
    for _ in range(MOST_RECENT + 1):
        add(store)
        back_up(store, folder, clock=clock.__next__)
    assert len(backups(folder)) == MOST_RECENT + 1


def test_the_ten_most_recent_are_kept_then_days_then_months() -> None:
    hourly = [utc(2024, 6, 30, hour) for hour in range(23, 11, -1)]
    daily = [utc(2024, 6, 30 - day, hour) for day in range(1, 8) for hour in (17, 9)]
    monthly = [utc(2024 - month // 12, 12 - month % 12, day) for month in range(7, 20) for day in (28, 3)]
    moments = [*hourly, *daily, *monthly]
    assert [moments[place] for place in sorted(kept(moments))] == [
        *hourly[:10],
        *[utc(2024, 6, day, 17) for day in (29, 28, 27, 26, 25)],
        *[utc(2024, month, 28) for month in (5, 4, 3, 2, 1)],
        utc(2023, 12, 28),
        utc(2023, 11, 28),
    ]


moments = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1)), max_size=80)  # noqa: DTZ001  # dates only


@settings(deadline=None)
@given(moments)
@example([])
def test_the_newest_are_kept_and_at_most_22(taken_at: list[datetime]) -> None:
    keep = kept(taken_at)
    assert keep <= set(range(len(taken_at)))
    assert keep >= set(range(min(MOST_RECENT, len(taken_at))))
    assert len(keep) <= MOST_RECENT + DAYS + MONTHS == 22


@settings(deadline=None)
@given(moments)
def test_what_was_kept_is_kept_again(taken_at: list[datetime]) -> None:
    left = [taken_at[place] for place in sorted(kept(taken_at))]
    assert kept(left) == set(range(len(left)))


def test_a_year_of_daily_backups_reaches_half_a_year_back() -> None:
    left: list[datetime] = []
    for day in range(366):
        left.insert(0, utc(2024, 1, 1) + timedelta(days=day))
        left = [left[place] for place in sorted(kept(left))]
    assert left[-1] == utc(2024, 5, 31)
    assert [moment.month for moment in left[15:]] == [11, 10, 9, 8, 7, 6, 5]
