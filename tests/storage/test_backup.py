import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perfeval_desktop.errors import StorageError, StorageTrouble
from perfeval_desktop.storage import backup as backup_module
from perfeval_desktop.storage import copying, database
from perfeval_desktop.storage import store as store_module
from perfeval_desktop.storage.backup import (
    DAYS,
    MONTHS,
    MOST_RECENT,
    back_up,
    backups,
    kept,
    needs_backup,
    restore_backup,
)
from perfeval_desktop.storage.backup_names import is_named_as_backup
from perfeval_desktop.storage.migrations import MIGRATIONS
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Backup, StoredForm
from storage import examples
from storage.examples import BY, MOMENT, another_process, edit, named, ticking, utc
from storage.test_migrations import add_colour


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "备份 文件夹"


def clock_of(moments: Sequence[datetime]) -> Callable[[], datetime]:
    return iter(moments).__next__


def add(store: Store, project: str = "教师培训") -> StoredForm:
    (stored,) = examples.add(store, named(project))
    return stored


def projects(store: Store) -> list[str]:
    return [line.project for line in store.summaries()]


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# Taking


def test_a_backup_is_known_by_its_name(store: Store, folder: Path) -> None:
    assert is_named_as_backup(back_up(store, folder).path)
    assert not is_named_as_backup(store.path)


def test_a_backup_is_the_store_in_one_file(store: Store, folder: Path) -> None:
    stored, deleted = add(store), add(store)
    store.delete([deleted.form_id], label="删除", by=BY)
    backup = back_up(store, folder, clock=lambda: MOMENT)
    assert backup == Backup(backup.path, MOMENT, forms=1, size=backup.path.stat().st_size)
    assert files(folder) == [backup.path.name]
    assert backup.path.name.startswith(f"自评 表&-{MOMENT.astimezone():%Y%m%d-%H%M%S}-r3-")
    with Store.open(backup.path, read_only=True) as opened:
        assert opened.load(stored.form_id) == stored
        assert opened.bin() == store.bin()
        assert opened.verify() == ()


def test_a_read_only_store_can_be_backed_up(store: Store, store_path: Path, folder: Path) -> None:
    add(store)
    with Store.open(store_path, read_only=True) as reader:
        assert back_up(reader, folder).forms == 1


def test_a_backup_that_fails_its_check_leaves_no_file(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store)
    monkeypatch.setattr(copying, "is_whole", lambda _connection: False)
    with pytest.raises(StorageError, match="核对不一致") as caught:
        back_up(store, folder)
    assert caught.value.trouble is StorageTrouble.CORRUPT
    assert files(folder) == []
    assert needs_backup(store, folder)
    assert store.verify() == ()


def test_a_folder_that_cannot_be_made_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="file") as caught:
        back_up(store, tmp_path / "file" / "备份")
    assert caught.value.trouble is StorageTrouble.INPUT_OUTPUT


def test_a_folder_without_space_leaves_no_file(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_names: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(backup_module, "write_copy", full)
    with pytest.raises(StorageError, match=r"备份 文件夹.*已满") as caught:
        back_up(store, folder)
    assert caught.value.trouble is StorageTrouble.FULL
    assert files(folder) == []


def test_a_backup_made_while_another_is_checked_disturbs_neither(
    store: Store, store_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store)
    sync = copying._sync

    def sync_late(part: Path) -> None:
        monkeypatch.setattr(copying, "_sync", sync)
        with Store.open(store_path, read_only=True) as other:
            back_up(other, folder, clock=lambda: MOMENT + timedelta(minutes=1))
        sync(part)

    monkeypatch.setattr(copying, "_sync", sync_late)
    back_up(store, folder, clock=lambda: MOMENT)
    assert [one.taken_at for one in backups(folder)] == [MOMENT + timedelta(minutes=1), MOMENT]
    assert [one.forms for one in backups(folder)] == [1, 1]
    assert len(files(folder)) == 2


BACK_UP_AT = """
import sys
from datetime import datetime
from pathlib import Path
from perfeval_desktop.storage.backup import back_up
from perfeval_desktop.storage.store import Store

with Store.open(Path(sys.argv[1]), read_only=True) as store:
    print("ready", flush=True)
    for line in sys.stdin:
        at = datetime.fromisoformat(line.strip())
        try:
            print(back_up(store, Path(sys.argv[2]), clock=lambda: at).forms, flush=True)
        except Exception as error:
            print(repr(error), flush=True)
"""


def test_processes_that_back_up_one_store_at_once_each_make_a_whole_backup(
    store: Store, store_path: Path, folder: Path
) -> None:
    for number in range(4):
        add(store, f"{number}")
    clock = ticking(step=timedelta(seconds=1))
    with ExitStack() as stack:
        others = [
            stack.enter_context(another_process(BACK_UP_AT, str(store_path), str(folder))) for _ in range(4)
        ]
        for _ in range(15):
            moments = [next(clock) for _ in others]
            for other, moment in zip(others, moments, strict=True):
                assert other.stdin is not None
                other.stdin.write(f"{moment.isoformat()}\n")
                other.stdin.flush()
            answers = [other.stdout and other.stdout.readline() for other in others]
            assert answers == ["4\n"] * len(others)
            made = backups(folder)[: len(others)]
            assert [one.taken_at for one in made] == moments[::-1]
            for one in made:
                with Store.open(one.path, read_only=True) as opened:
                    assert opened.verify() == ()
                    assert opened.count() == 4
    assert [name for name in files(folder) if not name.endswith(".perfeval")] == []


# Listing


def test_backups_are_listed_by_revision_whatever_the_clock_said(store: Store, folder: Path) -> None:
    clock = clock_of([MOMENT, MOMENT - timedelta(days=400), MOMENT - timedelta(days=30)])
    taken = []
    for _ in range(3):
        add(store)
        taken.append(back_up(store, folder, clock=clock))
    assert backups(folder) == taken[::-1]
    assert [one.forms for one in backups(folder)] == [3, 2, 1]


def test_a_missing_folder_holds_no_backups(folder: Path) -> None:
    assert backups(folder) == []


def test_foreign_and_broken_files_are_passed_over(store: Store, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    name = backup.path.name
    lineage = name[-21:]
    (folder / "随手记.txt").write_text("不是备份", encoding="utf-8")
    (folder / f"坏的-20240115-103200-r5-{lineage}").write_text("不是备份", encoding="utf-8")
    (folder / f"坏的-20249915-103200-r5-{lineage}").write_bytes(backup.path.read_bytes())
    (folder / f"截断-20240115-103200-r5-{lineage}").write_bytes(backup.path.read_bytes()[:9000])
    foreign = folder / f"外来-20240115-103200-r5-{lineage}"
    execute(foreign, "CREATE TABLE moz_places (id INTEGER)")
    bare = folder / f"空的-20240115-103200-r5-{lineage}"
    execute(bare, "CREATE TABLE t (a TEXT)", "PRAGMA application_id=0x50455646")
    (folder / f"{name}.part").touch()
    assert backups(folder) == [backup]


# When


def test_a_backup_is_needed_after_each_change_and_only_then(store: Store, folder: Path) -> None:
    assert not needs_backup(store, folder)
    stored = add(store)
    assert needs_backup(store, folder)
    back_up(store, folder)
    assert not needs_backup(store, folder)
    store.delete([stored.form_id], label="删除", by=BY)
    assert needs_backup(store, folder)
    back_up(store, folder)
    store.purge([stored.form_id])
    assert needs_backup(store, folder)


def test_the_backups_of_another_store_of_the_same_name_do_not_count(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    add(store)
    back_up(store, folder, clock=lambda: MOMENT)
    with Store.open(tmp_path / "new" / store.path.name) as other:
        add(other)
        assert needs_backup(other, folder)
        for moment in range(30):
            add(other)
            back_up(other, folder, clock=lambda moment=moment: MOMENT + timedelta(minutes=moment))  # type: ignore[misc]  # a default
        assert not needs_backup(other, folder)
    assert not needs_backup(store, folder)


def test_an_empty_file_under_the_name_of_a_backup_does_not_count(store: Store, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    backup.path.write_bytes(b"")
    assert backups(folder) == []
    assert needs_backup(store, folder)


# Thinning


def test_empty_files_under_the_names_of_backups_take_the_place_of_none(store: Store, folder: Path) -> None:
    clock = ticking()
    add(store)
    backup = back_up(store, folder, clock=clock.__next__)
    _, end = backup.path.name.split("-r1-")
    for minute in range(MOST_RECENT):
        (folder / f"{store.path.stem}-20240115-18{minute:02}00-r9{minute}-{end}").touch()
    add(store)
    newer = back_up(store, folder, clock=clock.__next__)
    assert backups(folder) == [newer, backup]


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


def test_where_an_older_copy_was_put_over_the_store_the_newest_of_both_stay(
    put_over: Store, folder: Path
) -> None:
    clock = ticking()
    for number in range(MOST_RECENT + 1):
        add(put_over, f"重做 {number}")
        backup = back_up(put_over, folder, clock=clock.__next__)
        assert backup in backups(folder)
    # The highest numbers, which will be the oldest by the clock; the last taken, with lower numbers.
    assert revisions(folder) == [*range(9, 14), *range(3, 13)]


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


# Restoring


def test_restoring_brings_back_everything_and_goes_on_counting(store: Store, folder: Path) -> None:
    clock = ticking()
    stored = add(store, "原来的")
    backup = back_up(store, folder, clock=clock.__next__)
    edit(store, stored, named("改坏的"))
    add(store, "后来的")
    restore_backup(store, backup.path, folder, clock=clock.__next__)
    assert projects(store) == ["原来的"]
    assert store.load(stored.form_id) == stored
    assert store.latest_revision() == 4
    assert store.verify() == ()
    add(store, "再后来的")
    assert store.latest_revision() == 5
    assert store.database.connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    assert store.database.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_state_before_restoring_is_a_backup_too(store: Store, folder: Path) -> None:
    clock = ticking()
    add(store, "原来的")
    backup = back_up(store, folder, clock=clock.__next__)
    add(store, "后来的")
    restore_backup(store, backup.path, folder, clock=clock.__next__)
    before = backups(folder)[0]
    assert before.forms == 2
    assert needs_backup(store, folder)
    restore_backup(store, before.path, folder, clock=clock.__next__)
    assert sorted(projects(store)) == ["原来的", "后来的"]


def test_a_store_can_be_restored_from_the_backup_of_another(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "other.perfeval") as other:
        for number in range(5):
            add(other, f"{number}")
        backup = back_up(other, tmp_path / "other backups")
    add(store)
    restore_backup(store, backup.path, folder)
    assert sorted(projects(store)) == ["0", "1", "2", "3", "4"]
    assert store.latest_revision() == 6
    back_up(store, folder)
    assert not needs_backup(store, folder)
    assert len(backups(folder)) == 2


def test_a_backup_of_an_older_version_is_migrated(
    store: Store, store_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "旧版的")
    backup = back_up(store, folder)
    store.close()
    newer = (*MIGRATIONS, add_colour)
    monkeypatch.setattr(backup_module, "MIGRATIONS", newer)
    monkeypatch.setattr(store_module, "open_database", partial(database.open_database, migrations=newer))
    with Store.open(store_path) as migrated:
        add(migrated, "新版的")
        restore_backup(migrated, backup.path, folder)
        assert projects(migrated) == ["旧版的"]
        assert migrated.database.connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert migrated.database.connection.execute("SELECT colour FROM form").fetchall() == [("",)]


def refusal(store: Store, path: Path, folder: Path) -> StorageError:
    """Return how restoring fails, having checked that nothing was changed or added."""
    before = store.path.read_bytes()
    with pytest.raises(StorageError, match="没有恢复，现有的数据没有改动：") as caught:
        restore_backup(store, path, folder)
    assert store.path.read_bytes() == before
    assert store.verify() == ()
    assert len(backups(folder)) <= 1
    return caught.value


def test_a_missing_backup_is_refused(store: Store, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    backup.path.unlink()
    assert refusal(store, backup.path, folder).trouble is StorageTrouble.MISSING


def test_a_newer_backup_is_listed_but_refused(store: Store, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    execute(backup.path, "PRAGMA user_version=3", "UPDATE store SET program = '9.8.7'")
    assert backups(folder) == [backup]
    error = refusal(store, backup.path, folder)
    assert error.trouble is StorageTrouble.NEWER
    assert "9.8.7" in str(error)


def test_a_foreign_file_is_refused(store: Store, folder: Path) -> None:
    add(store)
    foreign = folder / "外来.perfeval"
    folder.mkdir()
    execute(foreign, "CREATE TABLE moz_places (id INTEGER)")
    assert refusal(store, foreign, folder).trouble is StorageTrouble.FOREIGN


@pytest.mark.parametrize("damage", [lambda whole: whole[:9000], lambda whole: whole[:-4096] + b"\xff" * 4096])
def test_a_damaged_backup_is_refused(store: Store, folder: Path, damage: Callable[[bytes], bytes]) -> None:
    add(store)
    backup = back_up(store, folder)
    backup.path.write_bytes(damage(backup.path.read_bytes()))
    assert refusal(store, backup.path, folder).trouble is StorageTrouble.CORRUPT


def test_nothing_is_restored_unless_the_present_state_is_backed_up(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "原来的")
    backup = back_up(store, folder)
    add(store, "后来的")
    monkeypatch.setattr(copying, "is_whole", lambda _connection: False)
    with pytest.raises(StorageError, match="核对不一致"):
        restore_backup(store, backup.path, folder)
    assert sorted(projects(store)) == ["原来的", "后来的"]


def test_a_full_disk_while_restoring_leaves_the_store_as_it_was(store: Store, folder: Path) -> None:
    for number in range(40):
        add(store, f"{number}")
    backup = back_up(store, folder)
    store.delete([line.form_id for line in store.summaries()], label="删除", by=BY)
    store.purge([line.form_id for line in store.bin()])
    connection = store.database.connection
    connection.execute("VACUUM")
    connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(StorageError) as caught:
        restore_backup(store, backup.path, folder)
    assert caught.value.trouble is StorageTrouble.FULL
    assert projects(store) == []
    assert store.verify() == ()


def test_a_read_only_store_is_not_restored(store: Store, store_path: Path, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    with Store.open(store_path, read_only=True) as reader, pytest.raises(StorageError) as caught:
        restore_backup(reader, backup.path, folder)
    assert caught.value.trouble is StorageTrouble.READ_ONLY
    assert backups(folder) == [backup]
