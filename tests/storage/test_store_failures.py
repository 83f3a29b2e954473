"""Changes that fail half-way: the store is as it was, and can be used."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.identity import pragma
from perfeval_desktop.storage.store import Store
from storage.examples import (
    BY,
    FORM,
    UNFINISHED,
    add,
    another_process,
    edit,
    kind_of,
    named,
    outline,
    with_cell,
)
from storage.failing_ends import End, failing_ends

STOP_IN_A_TRANSACTION = """
import sys
from pathlib import Path
from perfeval_desktop.storage.store import Store

store = Store.open(Path(sys.argv[1]))
connection = store.database.connection
# With next to no cache SQLite has to write changed pages into the file before the transaction ends.
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE form SET project = 'half written', rev = 99")
connection.execute("UPDATE row SET cells = 'half written' || cells || cells || cells")
print("ready", flush=True)
sys.stdin.read()
"""


def test_a_full_disk_leaves_the_store_as_it_was_and_usable(store: Store) -> None:
    (stored,) = add(store, FORM)
    connection = store.database.connection
    connection.execute(f"PRAGMA max_page_count={pragma(connection, 'page_count')}")
    long = named("太长").with_text(Place("goals", RowId("g1"), "expected_goal"), "目标" * 20_000)
    assert kind_of(lambda: edit(store, stored, long)) is StorageErrorKind.FULL
    assert kind_of(lambda: add(store, *[FORM] * 50)) is StorageErrorKind.FULL
    assert not connection.in_transaction
    assert store.load(stored.form_id) == stored
    assert store.count() == 1
    assert store.verify() == ()
    connection.execute("PRAGMA max_page_count=1073741823")
    saved = edit(store, stored, long)
    assert store.load(stored.form_id) == saved
    assert [one.number for one in store.revisions(stored.form_id)] == [1, 2]


def test_a_commit_that_fails_is_undone_and_can_be_tried_again(store: Store, store_path: Path) -> None:
    (stored,) = add(store, FORM)
    after = named("改名")
    store.database.connection.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(store_path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM form").fetchall()
        assert kind_of(lambda: edit(store, stored, after)) is StorageErrorKind.BUSY
        reader.execute("ROLLBACK")
    assert store.load(stored.form_id) == stored
    assert edit(store, stored, after).rev == 2


def test_a_change_whose_end_failed_and_that_is_in_the_file_all_the_same_is_saved(store: Store) -> None:
    stored, deleted = add(store, FORM, FORM)
    with failing_ends(store, End.SAVED):
        saved = edit(store, stored, named("改名"))
        store.delete([deleted.form_id], label="删除", by=BY)
        (created,) = add(store, FORM)
        store.restore([deleted.form_id], label="还原", by=BY)
        store.delete([deleted.form_id], label="删除", by=BY)
        store.purge([deleted.form_id])
    assert [store.load(one.form_id) for one in (saved, created)] == [saved, created]
    assert store.bin_count() == 0
    assert edit(store, saved, named("又改名")).rev == 3
    assert store.verify() == ()


def test_a_change_whose_end_failed_and_that_is_not_in_the_file_is_refused(store: Store) -> None:
    (stored,) = add(store, FORM)
    with failing_ends(store, End.LOST):
        assert kind_of(lambda: edit(store, stored, named("改名"))) is StorageErrorKind.INPUT_OUTPUT
        assert kind_of(lambda: add(store, FORM)) is StorageErrorKind.INPUT_OUTPUT
    assert store.summaries() == [stored.summary]
    assert store.latest_revision() == 1


@pytest.mark.parametrize("end", [End.LOST, End.SAVED])
def test_standings_that_may_not_be_renewed_are_refused_and_can_be_renewed_again(
    store: Store, end: End
) -> None:
    (stored,) = add(store, FORM)
    renewal = [(stored, outline(FORM, UNFINISHED))]
    with failing_ends(store, end):
        assert kind_of(lambda: store.renew(renewal)) is StorageErrorKind.INPUT_OUTPUT
    store.renew(renewal)
    assert store.load(stored.form_id).outline == outline(FORM, UNFINISHED)


def test_a_change_of_which_nobody_can_tell_is_said_to_be_in_doubt(store: Store) -> None:
    (stored,) = add(store, FORM)
    with (
        failing_ends(store, End.SAVED_AND_SILENT),
        pytest.raises(StorageError, match="还不能确定最近的改动是否已经存盘") as caught,
    ):
        edit(store, stored, named("改名"))
    assert caught.value.kind is StorageErrorKind.INPUT_OUTPUT
    assert store.load(stored.form_id).rev == 2


def test_a_change_that_failed_before_its_end_is_not_in_doubt_even_where_nothing_can_be_read(
    store: Store,
) -> None:
    (stored,) = add(store, FORM)
    with failing_ends(store, End.NEVER), pytest.raises(StorageError, match="disk I/O error"):
        edit(store, stored, named("改名"))
    assert store.load(stored.form_id) == stored


def test_a_bug_in_the_middle_of_a_change_undoes_it(store: Store) -> None:
    stored, _ = add(store, FORM, FORM)
    with pytest.raises(UnicodeEncodeError):
        edit(store, stored, with_cell(1, "level3", "\ud800"))
    assert store.load(stored.form_id) == stored
    assert edit(store, stored, named("改名")).rev == 2


def test_a_process_killed_in_a_transaction_leaves_what_was_saved(store: Store, store_path: Path) -> None:
    created = add(store, *[FORM] * 40)
    store.close()
    saved = store_path.read_bytes()
    with another_process(STOP_IN_A_TRANSACTION, str(store_path)) as process:
        process.kill()
        process.wait()
    assert store_path.read_bytes() != saved
    interrupted = kind_of(lambda: Store.open(store_path, read_only=True))
    assert interrupted is StorageErrorKind.READ_ONLY
    with Store.open(store_path) as reopened:
        assert [reopened.load(one.form_id) for one in created] == list(created)
        assert reopened.verify() == ()
    assert store_path.read_bytes() == saved


def test_a_store_whose_counter_is_lost_is_told_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    with Store.open(path) as store:
        (stored,) = add(store, FORM)
    bare, sound = '"last_revision" INTEGER', '"last_revision" INTEGER NOT NULL'
    # Only damage gives the counter no value: its column has to have one.
    for before, after, change in ((sound, bare, ""), (bare, sound, "UPDATE store SET last_revision = NULL;")):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript(
                f"{change} PRAGMA writable_schema=ON; UPDATE sqlite_master SET"  # noqa: S608  # ours
                f" sql = replace(sql, '{before}', '{after}') WHERE name = 'store'"
            )
    with Store.open(path) as store:
        assert kind_of(lambda: edit(store, stored, named("改名"))) is StorageErrorKind.CORRUPT


def test_a_store_whose_counter_is_behind_its_log_is_told_to_be_damaged(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.database.connection.execute("UPDATE store SET last_revision = 0")
    store.database.content.note()
    assert kind_of(lambda: edit(store, stored, named("改名"))) is StorageErrorKind.CORRUPT
    assert store.load(stored.form_id) == stored
