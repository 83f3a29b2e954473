import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain_v1.form import FormState, Indicator, SelfAssessment
from perfeval_desktop.domain_v1.patch import Patch, difference
from perfeval_desktop.errors import StorageError, StorageTrouble
from perfeval_desktop.storage.identity import pragma
from perfeval_desktop.storage.records import (
    FormId,
    FormSummary,
    Revision,
    RevisionKind,
    Standing,
    StoredForm,
)
from perfeval_desktop.storage.store import Store
from storage.examples import (
    FORM,
    MOMENT,
    STANDING,
    UNFINISHED,
    another_process,
    forms,
    indicators,
    standings,
)

UNKNOWN = FormId("00000000-0000-7000-8000-000000000000")

HOLD_OPEN = """
import sys
from pathlib import Path
from perfeval_desktop.storage.store import Store

store = Store.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
"""

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
connection.execute("UPDATE indicator SET reason = 'half written' || reason || reason || reason")
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store for made-up forms, none of which minds the others."""
    with Store.open(tmp_path_factory.mktemp("shared") / "自评.perfeval") as store:
        yield store


def add(store: Store, *new: SelfAssessment, standing: Standing = STANDING) -> tuple[StoredForm, ...]:
    return store.create([(form, standing) for form in new], label="新建")


def edit(
    store: Store, stored: StoredForm, after: SelfAssessment, standing: Standing = STANDING
) -> StoredForm:
    return store.save(stored, after, standing, kind=RevisionKind.EDIT, label="修改")


def trouble_of(action: Callable[[], object]) -> StorageTrouble:
    with pytest.raises(StorageError) as caught:
        action()
    assert str(caught.value).endswith("。")
    return caught.value.trouble


# Opening and closing


def test_a_missing_file_and_its_folder_are_made(store: Store, store_path: Path) -> None:
    assert store.path == store_path.resolve()
    assert store_path.is_file()
    assert not store.is_read_only
    assert store.summaries() == []
    assert store.bin() == []
    assert store.count() == 0
    assert store.latest_revision() == 0
    assert store.verify() == ()


def test_a_missing_file_is_not_made_read_only(store_path: Path) -> None:
    assert trouble_of(lambda: Store.open(store_path, read_only=True)) is StorageTrouble.MISSING
    assert not store_path.parent.exists()


def test_a_folder_that_cannot_be_made_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "folder" / "自评.perfeval"
    assert trouble_of(lambda: Store.open(path)) is StorageTrouble.INPUT_OUTPUT


def test_what_was_saved_is_there_after_reopening(store: Store, store_path: Path) -> None:
    (stored,) = add(store, FORM)
    stored = edit(store, stored, replace(FORM, project="改名"))
    store.close()
    with Store.open(store_path) as reopened:
        assert reopened.load(stored.form_id) == stored


def test_a_store_that_was_closed_can_be_closed_again(store: Store) -> None:
    store.close()
    store.close()


def test_only_one_can_write_and_the_other_is_told_by_whom(store: Store, store_path: Path) -> None:
    with pytest.raises(StorageError, match=f"进程号 {os.getpid()}") as caught:
        Store.open(store_path)
    assert caught.value.trouble is StorageTrouble.BUSY
    store.close()
    Store.open(store_path).close()


def test_a_store_open_in_another_process_can_be_read_but_not_written(store_path: Path) -> None:
    with another_process(HOLD_OPEN, str(store_path)) as process:
        with pytest.raises(StorageError, match=f"进程号 {process.pid}") as caught:
            Store.open(store_path)
        assert caught.value.trouble is StorageTrouble.BUSY
        with Store.open(store_path, read_only=True) as store:
            assert store.summaries() == []


def test_a_store_whose_process_was_killed_opens_at_once(store_path: Path) -> None:
    with another_process(HOLD_OPEN, str(store_path)) as process:
        process.kill()
        process.wait()
    Store.open(store_path).close()


@pytest.mark.usefixtures("store")
@pytest.mark.skipif(os.name != "posix", reason="on Windows an ordinary user may not make links")
def test_a_store_reached_by_a_link_has_the_same_lock(store_path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.perfeval"
    link.symlink_to(store_path)
    assert trouble_of(lambda: Store.open(link)) is StorageTrouble.BUSY


def test_a_drive_that_cannot_tell_where_a_file_really_is_can_be_used(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> Path:
        raise OSError(22, "more data is available")

    monkeypatch.setattr(Path, "resolve", refuse)
    with Store.open(store_path) as store:
        assert store.path == store_path


def test_a_file_that_is_refused_is_not_kept_locked(store_path: Path) -> None:
    store_path.parent.mkdir()
    store_path.write_text("这不是数据库，只是一段文字。" * 100, encoding="utf-8")
    assert trouble_of(lambda: Store.open(store_path)) is StorageTrouble.FOREIGN
    store_path.unlink()
    Store.open(store_path).close()


def test_a_read_only_store_shows_everything_and_changes_nothing(store: Store, store_path: Path) -> None:
    stored, deleted = add(store, FORM, FORM)
    store.delete([deleted.form_id], label="删除")
    with Store.open(store_path, read_only=True) as reader:
        assert reader.is_read_only
        assert [one.form_id for one in reader.summaries()] == [stored.form_id]
        assert [one.form_id for one in reader.bin()] == [deleted.form_id]
        assert reader.load(stored.form_id) == stored
        assert len(reader.revisions(deleted.form_id)) == 2
        assert reader.verify() == ()
        after = replace(FORM, project="改名")
        changes: list[Callable[[], object]] = [
            lambda: add(reader, FORM),
            lambda: edit(reader, stored, after),
            lambda: reader.delete([stored.form_id], label="删除"),
            lambda: reader.restore([deleted.form_id], label="还原"),
            lambda: reader.purge([deleted.form_id]),
        ]
        assert {trouble_of(change) for change in changes} == {StorageTrouble.READ_ONLY}
    assert edit(store, stored, after).rev == 2


# Lists


def test_the_list_shows_what_was_entered_and_how_it_stands(store: Store) -> None:
    (stored,) = add(store, FORM)
    assert store.summaries() == [
        FormSummary(
            form_id=stored.form_id,
            rev=1,
            fiscal_year=2023,
            department="区教育局",
            implementing_unit="教师进修学院",
            project="教师培训",
            template="national-2020",
            state=FormState.IN_REVIEW,
            standing=STANDING,
        )
    ]


def test_the_list_goes_by_year_department_unit_and_creation(store: Store) -> None:
    def form(project: str, year: int, department: str, unit: str) -> SelfAssessment:
        return SelfAssessment("t", year, project, department, unit)

    add(store, form("6", 2022, "a", "a"), form("3", 2023, "b", "a"), form("4", 2023, "b", "a"))
    add(store, form("5", 2023, "b", "b"), form("2", 2023, "a", "c"), form("1", 2024, "c", "c"))
    assert [one.project for one in store.summaries()] == ["1", "2", "3", "4", "5", "6"]


def test_the_bin_goes_by_the_order_of_deletion_not_by_the_clock(store_path: Path) -> None:
    with Store.open(store_path, clock=lambda: MOMENT) as store:
        first, second, third = add(store, FORM, FORM, FORM)
        store.delete([second.form_id], label="删除")
        store.delete([third.form_id, first.form_id], label="删除")
        assert [one.form_id for one in store.bin()] == [first.form_id, third.form_id, second.form_id]
        assert store.summaries() == []
        assert store.count() == 0


# Forms


def test_new_forms_have_ids_that_sort_by_their_time(store: Store) -> None:
    created = add(store, *[FORM] * 20)
    assert [one.rev for one in created] == [1] * 20
    assert sorted({one.form_id for one in created}) == [one.form_id for one in created]
    assert {one.form_id[14] for one in created} == {"7"}


def test_no_forms_are_created_from_none(store: Store) -> None:
    assert store.create([], label="新建") == ()


def test_an_unknown_form_is_missing(store: Store) -> None:
    assert trouble_of(lambda: store.load(UNKNOWN)) is StorageTrouble.MISSING
    assert store.revisions(UNKNOWN) == ()


def test_a_form_in_the_bin_can_still_be_looked_at(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.delete([stored.form_id], label="删除")
    assert store.load(stored.form_id) == stored


@settings(deadline=None, max_examples=60)
@given(form=forms, standing=standings)
def test_a_form_comes_back_as_it_was_stored(shared: Store, form: SelfAssessment, standing: Standing) -> None:
    (stored,) = shared.create([(form, standing)], label="新建")
    assert shared.load(stored.form_id) == stored == StoredForm(stored.form_id, 1, form)
    assert standing in [one.standing for one in shared.summaries() if one.form_id == stored.form_id]


@settings(deadline=None, max_examples=40)
@given(form=forms, edits=st.lists(forms | st.none(), min_size=1, max_size=4), data=st.data())
def test_whatever_is_saved_is_loaded_and_logged(
    shared: Store, form: SelfAssessment, edits: list[SelfAssessment | None], data: st.DataObject
) -> None:
    (stored,) = add(shared, form)
    history = [form]
    for one in edits:
        # Another form altogether, or another grid in the same form.
        grid = stored.form.indicators
        after = one or replace(
            stored.form,
            indicators=tuple(data.draw(st.lists(st.sampled_from(grid) if grid else indicators, max_size=8))),
        )
        if after != stored.form:
            history.append(after)
        stored = edit(shared, stored, after)
        assert shared.load(stored.form_id) == stored
    assert stored.rev == len(history)
    patches = [revision.patch for revision in shared.revisions(stored.form_id)]
    steps = pairwise(history)
    assert patches == [Patch((), None), *(difference(before, after) for before, after in steps)]


@pytest.mark.parametrize(
    "change",
    [
        lambda form: form.inserting(0, (Indicator(level3="新"),)),
        lambda form: form.inserting(2, (Indicator(level3="新"),) * 3),
        lambda form: form.inserting(4, (Indicator(level3="新"),)),
        lambda form: form.removing(frozenset({0})),
        lambda form: form.removing(frozenset({0, 1, 2, 3})),
        lambda form: form.removing(frozenset({1, 2})),
        lambda form: form.removing(frozenset({3})),
        lambda form: form.moving(0, 3),
        lambda form: form.moving(3, 1),
        lambda form: replace(form, indicators=form.indicators[::-1] + form.indicators),
        lambda form: form.with_indicator(1, Indicator()),
        lambda form: form.with_indicator(0, Indicator()).with_indicator(2, Indicator()),
    ],
)
def test_rows_are_inserted_removed_moved_and_back(
    store: Store, change: Callable[[SelfAssessment], SelfAssessment]
) -> None:
    (stored,) = add(store, FORM)
    changed = edit(store, stored, change(FORM))
    assert store.load(stored.form_id) == changed
    undone = store.save(changed, FORM, STANDING, kind=RevisionKind.UNDO, label="撤销")
    assert store.load(stored.form_id) == undone == StoredForm(stored.form_id, 3, FORM)
    assert store.verify() == ()


def test_a_saved_cell_touches_one_row_of_the_grid(store: Store) -> None:
    (stored,) = add(store, FORM)
    connection = store.database.connection
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    edit(store, stored, FORM.with_indicator(1, replace(FORM.indicators[1], actual="91%")))
    connection.set_trace_callback(None)
    assert [" ".join(one.split()[:2]) for one in statements] == [
        "BEGIN IMMEDIATE",
        'UPDATE "form"',
        'UPDATE "indicator"',
        'UPDATE "store"',
        'SELECT "t1"."last_revision"',
        "INSERT INTO",
        "COMMIT",
    ]
    assert '"actual" = ' in statements[2]
    assert '"target"' not in statements[2]


def test_amounts_and_points_are_stored_as_exact_text(store: Store) -> None:
    exact = Decimal("123456789012345.67")
    funding = replace(FORM.funding, other_funds=replace(FORM.funding.other_funds, executed=exact))
    (stored,) = add(store, replace(FORM, funding=funding))
    assert store.load(stored.form_id).form.funding.other_funds.executed == exact
    kinds: set[str] = set()
    for table in ("form", "content", "indicator", "revision", "store"):
        columns = store.database.connection.execute(f"SELECT * FROM {table}").description  # noqa: S608
        types = ", ".join(f"typeof({column})" for column, *_ in columns)
        kinds.update(*store.database.connection.execute(f"SELECT {types} FROM {table}").fetchall())  # noqa: S608
    assert kinds == {"text", "integer", "null"}


def test_a_saved_change_shows_in_the_list(store: Store) -> None:
    (stored,) = add(store, FORM)
    edit(store, stored, replace(FORM, project="改名", state=FormState.FINAL), UNFINISHED)
    (line,) = store.summaries()
    assert (line.rev, line.project, line.state, line.standing) == (2, "改名", FormState.FINAL, UNFINISHED)


def test_an_empty_difference_saves_nothing(store: Store) -> None:
    (stored,) = add(store, FORM)
    assert edit(store, stored, replace(FORM), UNFINISHED) is stored
    assert store.summaries()[0].standing == STANDING
    assert len(store.revisions(stored.form_id)) == 1


# Conflicts


def test_a_form_changed_elsewhere_is_not_overwritten(store: Store) -> None:
    (stored,) = add(store, FORM)
    newer = edit(store, stored, replace(FORM, project="先改的"))
    with pytest.raises(StorageError, match="“先改的”已在别处改动过") as caught:
        edit(store, stored, replace(FORM, project="后改的"))
    assert caught.value.trouble is StorageTrouble.CONFLICT
    assert store.load(stored.form_id) == newer
    assert len(store.revisions(stored.form_id)) == 2


def test_a_form_in_the_bin_is_not_changed(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.delete([stored.form_id], label="删除")
    with pytest.raises(StorageError, match="“教师培训”已被移到回收站") as caught:
        edit(store, stored, replace(FORM, project="改名"))
    assert caught.value.trouble is StorageTrouble.CONFLICT
    store.restore([stored.form_id], label="还原")
    assert edit(store, stored, replace(FORM, project="改名")).rev == 2


def test_a_purged_form_cannot_be_saved(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.delete([stored.form_id], label="删除")
    store.purge([stored.form_id])
    assert trouble_of(lambda: edit(store, stored, replace(FORM, project="改名"))) is StorageTrouble.MISSING


# The recycle bin


def test_deleting_restoring_and_purging_are_all_or_nothing(store: Store) -> None:
    first, second = add(store, FORM, FORM)
    assert trouble_of(lambda: store.delete([first.form_id, UNKNOWN], label="删除")) is StorageTrouble.MISSING
    assert store.bin() == []
    store.delete([first.form_id], label="删除")
    both = [first.form_id, second.form_id]
    assert trouble_of(lambda: store.delete(both, label="删除")) is StorageTrouble.MISSING
    assert trouble_of(lambda: store.restore(both, label="还原")) is StorageTrouble.MISSING
    assert trouble_of(lambda: store.purge(both)) is StorageTrouble.MISSING
    assert [one.form_id for one in store.bin()] == [first.form_id]
    assert len(store.revisions(first.form_id)) == 2


def test_a_purged_form_leaves_nothing_behind(store: Store) -> None:
    stored, other = add(store, FORM, FORM)
    store.delete([stored.form_id], label="删除")
    store.purge([stored.form_id])
    assert trouble_of(lambda: store.load(stored.form_id)) is StorageTrouble.MISSING
    assert store.revisions(stored.form_id) == ()
    for table in ("content", "indicator", "revision"):
        left = store.database.connection.execute(f"SELECT DISTINCT form_id FROM {table}").fetchall()  # noqa: S608
        assert left == [(other.form_id,)]
    assert store.verify() == ()


# The log


def test_the_log_tells_what_was_done_in_order(store: Store) -> None:
    (stored,) = add(store, FORM)
    after = replace(FORM, project="改名")
    saved = edit(store, stored, after)
    store.save(saved, FORM, STANDING, kind=RevisionKind.UNDO, label="撤销")
    store.delete([stored.form_id], label="删除")
    store.restore([stored.form_id], label="还原")
    there, nothing = difference(FORM, after), Patch((), None)
    assert store.revisions(stored.form_id) == (
        Revision(1, stored.form_id, RevisionKind.CREATE, "新建", nothing, MOMENT),
        Revision(2, stored.form_id, RevisionKind.EDIT, "修改", there, MOMENT),
        Revision(3, stored.form_id, RevisionKind.UNDO, "撤销", there.inverse, MOMENT),
        Revision(4, stored.form_id, RevisionKind.DELETE, "删除", nothing, MOMENT),
        Revision(5, stored.form_id, RevisionKind.RESTORE, "还原", nothing, MOMENT),
    )


def test_numbers_are_never_used_twice_even_after_purging(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.delete([stored.form_id], label="删除")
    store.purge([stored.form_id])
    (other,) = add(store, FORM)
    assert [one.number for one in store.revisions(other.form_id)] == [4]
    assert store.latest_revision() == 4


# Trouble


def test_a_full_disk_leaves_the_store_as_it_was_and_usable(store: Store) -> None:
    (stored,) = add(store, FORM)
    connection = store.database.connection
    connection.execute(f"PRAGMA max_page_count={pragma(connection, 'page_count')}")
    long = replace(FORM, project="太长", expected_goal="目标" * 20_000)
    assert trouble_of(lambda: edit(store, stored, long)) is StorageTrouble.FULL
    assert trouble_of(lambda: add(store, *[FORM] * 50)) is StorageTrouble.FULL
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
    after = replace(FORM, project="改名")
    store.database.connection.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(store_path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM form").fetchall()
        assert trouble_of(lambda: edit(store, stored, after)) is StorageTrouble.BUSY
        reader.execute("ROLLBACK")
    assert store.load(stored.form_id) == stored
    assert edit(store, stored, after).rev == 2


def test_a_bug_in_the_middle_of_a_change_undoes_it(store: Store) -> None:
    stored, _ = add(store, FORM, FORM)
    with pytest.raises(UnicodeEncodeError):
        edit(store, stored, FORM.with_indicator(0, Indicator(level3="\ud800")))
    assert store.load(stored.form_id) == stored
    assert edit(store, stored, replace(FORM, project="改名")).rev == 2


def test_a_process_killed_in_a_transaction_leaves_what_was_saved(store: Store, store_path: Path) -> None:
    created = add(store, *[FORM] * 40)
    store.close()
    saved = store_path.read_bytes()
    with another_process(STOP_IN_A_TRANSACTION, str(store_path)) as process:
        process.kill()
        process.wait()
    assert store_path.read_bytes() != saved
    interrupted = trouble_of(lambda: Store.open(store_path, read_only=True))
    assert interrupted is StorageTrouble.READ_ONLY
    with Store.open(store_path) as reopened:
        assert [reopened.load(one.form_id) for one in created] == list(created)
        assert reopened.verify() == ()
    assert store_path.read_bytes() == saved
