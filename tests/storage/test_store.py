import os
import shutil
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

from perfeval_desktop.domain.form import Form, FormState, Place, Row, RowId, TemplateRef
from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.identity import pragma
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Address, Entry, FormId, FormSummary, Outline, Revision, RevisionKind, Saved
from small_forms import CORRECTED, OTHER, SELF
from storage.examples import (
    BY,
    FORM,
    GRID,
    MOMENT,
    STANDING,
    UNFINISHED,
    add,
    another_process,
    edit,
    entry,
    forms,
    named,
    outline,
    outlines,
    row,
    rows,
    save,
    with_cell,
)

DATABASES = Path(__file__).parents[1] / "data" / "databases"
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
connection.execute("UPDATE row SET cells = 'half written' || cells || cells || cells")
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store for made-up forms, none of which minds the others."""
    with Store.open(tmp_path_factory.mktemp("shared") / "自评.perfeval") as store:
        yield store


def kind_of(action: Callable[[], object]) -> StorageErrorKind:
    with pytest.raises(StorageError) as caught:
        action()
    assert str(caught.value).endswith("。")
    return caught.value.kind


# Opening and closing


def test_a_missing_file_and_its_folder_are_made(store: Store, store_path: Path) -> None:
    assert store.path == store_path.resolve()
    assert store.address == Address(str(store_path.resolve()), "自评 表&")
    assert store_path.is_file()
    assert not store.is_read_only
    assert store.summaries() == []
    assert store.bin() == []
    assert store.count() == 0
    assert store.latest_revision() == 0
    assert store.verify() == ()


def test_a_missing_file_is_not_made_read_only(store_path: Path) -> None:
    assert kind_of(lambda: Store.open(store_path, read_only=True)) is StorageErrorKind.MISSING
    assert not store_path.parent.exists()


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "folder" / "自评.perfeval"
    assert kind_of(lambda: Store.open(path)) is StorageErrorKind.INPUT_OUTPUT


def test_what_was_saved_is_there_after_reopening(store: Store, store_path: Path) -> None:
    (stored,) = add(store, FORM)
    stored = edit(store, stored, named("改名"))
    store.close()
    with Store.open(store_path) as reopened:
        assert reopened.load(stored.form_id) == stored


def test_a_store_that_was_closed_can_be_closed_again(store: Store) -> None:
    store.close()
    store.close()


def test_only_one_can_write_and_the_other_is_told_by_whom(store: Store, store_path: Path) -> None:
    with pytest.raises(StorageError, match=f"进程号 {os.getpid()}") as caught:
        Store.open(store_path)
    assert caught.value.kind is StorageErrorKind.BUSY
    store.close()
    Store.open(store_path).close()


def test_a_store_open_in_another_process_can_be_read_but_not_written(store_path: Path) -> None:
    with another_process(HOLD_OPEN, str(store_path)) as process:
        with pytest.raises(StorageError, match=f"进程号 {process.pid}") as caught:
            Store.open(store_path)
        assert caught.value.kind is StorageErrorKind.BUSY
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
    assert kind_of(lambda: Store.open(link)) is StorageErrorKind.BUSY


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
    assert kind_of(lambda: Store.open(store_path)) is StorageErrorKind.FOREIGN
    store_path.unlink()
    Store.open(store_path).close()


def test_a_read_only_store_shows_everything_and_changes_nothing(store: Store, store_path: Path) -> None:
    stored, deleted = add(store, FORM, FORM)
    store.delete([deleted.form_id], label="删除", by=BY)
    with Store.open(store_path, read_only=True) as reader:
        assert reader.is_read_only
        assert [one.form_id for one in reader.summaries()] == [stored.form_id]
        assert [one.form_id for one in reader.bin()] == [deleted.form_id]
        assert reader.load(stored.form_id) == stored
        assert len(reader.revisions(deleted.form_id)) == 2
        assert reader.verify() == ()
        after = named("改名")
        changes: list[Callable[[], object]] = [
            lambda: add(reader, FORM),
            lambda: edit(reader, stored, after),
            lambda: reader.delete([stored.form_id], label="删除", by=BY),
            lambda: reader.restore([deleted.form_id], label="还原", by=BY),
            lambda: reader.purge([deleted.form_id]),
            lambda: reader.renew([(stored, stored.outline)]),
        ]
        assert {kind_of(change) for change in changes} == {StorageErrorKind.READ_ONLY}
    assert edit(store, stored, after).rev == 2


def test_a_store_of_an_older_version_says_where_the_old_one_is_and_how_to_go_back(tmp_path: Path) -> None:
    path = tmp_path / "自评.perfeval"
    shutil.copyfile(DATABASES / "v1.perfeval", path)
    with Store.open(path) as store:
        (name,) = {one.name for one in tmp_path.glob("*升级前*")}
        beginning = store.opening_notice.partition("文件名以“")[2].partition("”")[0]
        assert beginning == "自评-升级前-第1版"
        assert name.startswith(beginning)
        assert "用旧版程序打开那份文件" in store.opening_notice
    with Store.open(path) as store:
        assert store.opening_notice == ""


def test_a_store_just_made_has_nothing_to_tell(store: Store) -> None:
    assert store.opening_notice == ""


# Lists


def test_the_list_shows_what_it_was_told_of_a_form(store: Store) -> None:
    (stored,) = add(store, FORM)
    assert store.summaries() == [
        FormSummary(
            form_id=stored.form_id,
            rev=1,
            year=2023,
            kind=FormKind.SELF_ASSESSMENT,
            template="self",
            digest=SELF.digest,
            project="教师培训",
            project_code="P-1",
            department="区教育局",
            implementing_unit="",
            state=FormState.IN_REVIEW,
            adjusted=Decimal("1000000.01"),
            executed=None,
            changed_by=BY,
            standing=STANDING,
        )
    ]
    assert store.summaries() == [stored.summary]


def test_the_list_goes_by_year_department_unit_and_creation(store: Store) -> None:
    def new(project: str, year: int, department: str, unit: str) -> Entry:
        form = Form(TemplateRef("self", ""), year)
        shown = outline(form)._replace(project=project, department=department, implementing_unit=unit)
        return Entry(form, SELF, shown)

    first = [new("6", 2022, "a", "a"), new("3", 2023, "b", "a"), new("4", 2023, "b", "a")]
    store.create(first, label="新建", by=BY)
    second = [new("5", 2023, "b", "b"), new("2", 2023, "a", "c"), new("1", 2024, "c", "c")]
    store.create(second, label="新建", by=BY)
    assert [one.project for one in store.summaries()] == ["1", "2", "3", "4", "5", "6"]


def test_the_bin_goes_by_the_order_of_deletion_not_by_the_clock(store_path: Path) -> None:
    with Store.open(store_path, clock=lambda: MOMENT) as store:
        first, second, third = add(store, FORM, FORM, FORM)
        store.delete([second.form_id], label="删除", by=BY)
        store.delete([third.form_id, first.form_id], label="删除", by=BY)
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
    assert store.create([], label="新建", by=BY) == ()


def test_an_unknown_form_is_missing(store: Store) -> None:
    assert kind_of(lambda: store.load(UNKNOWN)) is StorageErrorKind.MISSING
    assert store.revisions(UNKNOWN) == ()


def test_a_form_in_the_bin_can_still_be_looked_at(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.delete([stored.form_id], label="删除", by=BY)
    assert store.load(stored.form_id) == stored


@settings(deadline=None, max_examples=60)
@given(form=forms, shown=outlines)
def test_a_form_comes_back_as_it_was_stored(shared: Store, form: Form, shown: Outline) -> None:
    ((stored, patch, number),) = shared.create([Entry(form, SELF, shown)], label="新建", by=BY)
    assert (stored.rev, stored.form, stored.outline, stored.changed_by) == (1, form, shown, BY)
    assert (patch, number) == (Patch(), shared.latest_revision())
    assert shared.load(stored.form_id) == stored
    assert stored.summary in shared.summaries()


@settings(deadline=None, max_examples=40)
@given(form=forms, edits=st.lists(forms | st.none(), min_size=1, max_size=4), data=st.data())
def test_whatever_is_saved_is_loaded_and_logged(
    shared: Store, form: Form, edits: list[Form | None], data: st.DataObject
) -> None:
    (stored,) = add(shared, form)
    history = [form]
    for one in edits:
        # Another form altogether, or another grid in the same form.
        grid = stored.form.rows(GRID)
        some = st.lists(st.sampled_from(grid) if grid else rows, max_size=8, unique_by=lambda one: one.id)
        after = one or stored.form.with_rows(GRID, tuple(data.draw(some)))
        saved = save(shared, stored, after)
        assert saved.patch == difference(stored.form, after)
        if after != stored.form:
            history.append(after)
            assert saved.number == shared.latest_revision()
        stored = saved.stored
        assert shared.load(stored.form_id) == stored
    assert stored.rev == len(history)
    patches = [revision.patch for revision in shared.revisions(stored.form_id)]
    steps = pairwise(history)
    assert patches == [Patch(), *(difference(before, after) for before, after in steps)]


NEW = tuple(Row(RowId(f"r{number}"), {"level3": "新"}) for number in (7, 8, 9))


@pytest.mark.parametrize(
    "change",
    [
        lambda form: form.inserting(GRID, 0, NEW[:1]),
        lambda form: form.inserting(GRID, 2, NEW),
        lambda form: form.inserting(GRID, 4, NEW[:1]),
        lambda form: form.removing(GRID, frozenset({"r1"})),
        lambda form: form.removing(GRID, frozenset({"r1", "r2", "r3", "r4"})),
        lambda form: form.removing(GRID, frozenset({"r2", "r3"})),
        lambda form: form.removing(GRID, frozenset({"r4"})),
        lambda form: form.moving(GRID, "r1", 3),
        lambda form: form.moving(GRID, "r4", 1),
        lambda form: form.with_rows(GRID, (*form.rows(GRID)[::-1], *NEW)),
        lambda form: form.with_rows(GRID, (NEW[0], *form.rows(GRID)[1:3], NEW[1])),
        lambda form: with_cell(1, "level1", "", with_cell(3, "actual", "", form)),
        lambda form: form.with_rows("new block", NEW).with_rows("goals", ()),
    ],
)
def test_rows_are_inserted_removed_moved_and_back(store: Store, change: Callable[[Form], Form]) -> None:
    (stored,) = add(store, FORM)
    changed = edit(store, stored, change(FORM))
    assert changed.form != FORM
    assert store.load(stored.form_id) == changed
    assert store.verify() == ()
    undone = save(store, changed, FORM, kind=RevisionKind.UNDO).stored
    assert store.load(stored.form_id) == undone
    assert (undone.rev, undone.form) == (3, FORM)
    assert store.verify() == ()


def statements_of(store: Store, change: Callable[[], object]) -> list[str]:
    statements: list[str] = []
    store.database.connection.set_trace_callback(statements.append)
    change()
    store.database.connection.set_trace_callback(None)
    return statements


def test_a_saved_cell_touches_one_row(store: Store) -> None:
    large = FORM.with_rows(GRID, tuple(row(number, level3=f"第 {number} 项") for number in range(300)))
    (stored,) = add(store, large)
    statements = statements_of(store, lambda: edit(store, stored, with_cell(1, "actual", "91%", large)))
    assert [" ".join(one.split()[:2]) for one in statements] == [
        "BEGIN IMMEDIATE",
        'UPDATE "form"',
        'UPDATE "row"',
        'UPDATE "store"',
        'SELECT "t1"."last_revision"',
        "INSERT INTO",
        "COMMIT",
    ]
    assert '"cells" = ' in statements[2]
    assert '"position"' not in statements[2]
    assert '"project"' not in statements[1]


def test_a_row_moved_through_300_is_moved_by_positions_alone(store: Store) -> None:
    large = FORM.with_rows(GRID, tuple(row(number, level3=f"第 {number} 项") for number in range(300)))
    (stored,) = add(store, large)
    moved = large.moving(GRID, "r0", 299)
    statements = statements_of(store, lambda: edit(store, stored, moved))
    updates = [one for one in statements if one.startswith('UPDATE "row"')]
    assert len(updates) == 300
    assert not any("cells" in one for one in updates)
    assert store.load(stored.form_id).form == moved


def test_what_only_a_later_version_knows_of_a_form_stays(store: Store) -> None:
    (stored,) = add(store, FORM)
    connection = store.database.connection
    connection.execute("""UPDATE rest SET value = json_set(value, '$.remarks', '核对过')""")
    after = replace(store.load(stored.form_id).form, accepted=())
    edit(store, store.load(stored.form_id), after)
    (value,) = connection.execute("SELECT value FROM rest").fetchone()
    assert value == '{"made":6,"accepted":[],"remarks":"核对过"}'
    assert store.load(stored.form_id).form == after


def test_numbers_are_stored_as_exact_text(store: Store) -> None:
    exact = Decimal("123456789012345.67")
    (made,) = store.create([Entry(FORM, SELF, outline(FORM)._replace(executed=exact))], label="新建", by=BY)
    assert store.load(made.stored.form_id).outline.executed == exact
    kinds: set[str] = set()
    for table in ("form", "rest", "row", "revision", "store", "template"):
        columns = store.database.connection.execute(f"SELECT * FROM {table}").description  # noqa: S608
        types = ", ".join(f"typeof({column})" for column, *_ in columns)
        for found in store.database.connection.execute(f"SELECT {types} FROM {table}"):  # noqa: S608
            kinds.update(found)
    assert kinds == {"text", "integer", "null"}


def test_a_saved_change_shows_in_the_list(store: Store) -> None:
    (stored,) = add(store, FORM)
    after = replace(named("改名"), state=FormState.FINAL, year=2024, template=TemplateRef("other", "d"))
    saved = edit(store, stored, after, UNFINISHED)
    (line,) = store.summaries()
    assert line == saved.summary
    assert (line.rev, line.project, line.state, line.standing) == (2, "改名", FormState.FINAL, UNFINISHED)
    assert (line.year, line.template, line.digest) == (2024, "other", "d")


def test_a_saved_change_names_who_made_it_in_the_list_and_in_the_log(store: Store) -> None:
    (stored,) = add(store, FORM)
    saved = store.save(stored, entry(named("改名")), kind=RevisionKind.EDIT, label="修改", by="李四")
    assert saved.stored.changed_by == store.load(stored.form_id).changed_by == "李四"
    assert [one.by for one in store.revisions(stored.form_id)] == [BY, "李四"]


def test_an_empty_difference_saves_nothing(store: Store) -> None:
    (stored,) = add(store, FORM)
    assert save(store, stored, replace(FORM), UNFINISHED) == Saved(stored, Patch(), 0)
    assert store.summaries()[0].standing == STANDING
    assert len(store.revisions(stored.form_id)) == 1


# Conflicts


def test_a_form_changed_elsewhere_is_not_overwritten(store: Store) -> None:
    (stored,) = add(store, FORM)
    newer = edit(store, stored, named("先改的"))
    with pytest.raises(StorageError, match="“先改的”已在别处改动过") as caught:
        edit(store, stored, named("后改的"))
    assert caught.value.kind is StorageErrorKind.CONFLICT
    assert store.load(stored.form_id) == newer
    assert len(store.revisions(stored.form_id)) == 2


def test_a_form_in_the_bin_is_not_changed(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.delete([stored.form_id], label="删除", by=BY)
    with pytest.raises(StorageError, match="“教师培训”已被移到回收站") as caught:
        edit(store, stored, named("改名"))
    assert caught.value.kind is StorageErrorKind.CONFLICT
    store.restore([stored.form_id], label="还原", by=BY)
    assert edit(store, stored, named("改名")).rev == 2


def test_a_purged_form_cannot_be_saved(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.delete([stored.form_id], label="删除", by=BY)
    store.purge([stored.form_id])
    assert kind_of(lambda: edit(store, stored, named("改名"))) is StorageErrorKind.MISSING


# The recycle bin


def test_deleting_restoring_and_purging_are_all_or_nothing(store: Store) -> None:
    first, second = add(store, FORM, FORM)
    assert (
        kind_of(lambda: store.delete([first.form_id, UNKNOWN], label="删除", by=BY))
        is StorageErrorKind.MISSING
    )
    assert store.bin() == []
    store.delete([first.form_id], label="删除", by=BY)
    both = [first.form_id, second.form_id]
    assert kind_of(lambda: store.delete(both, label="删除", by=BY)) is StorageErrorKind.MISSING
    assert kind_of(lambda: store.restore(both, label="还原", by=BY)) is StorageErrorKind.MISSING
    assert kind_of(lambda: store.purge(both)) is StorageErrorKind.MISSING
    assert [one.form_id for one in store.bin()] == [first.form_id]
    assert len(store.revisions(first.form_id)) == 2


def test_a_purged_form_leaves_nothing_behind(store: Store) -> None:
    stored, other = add(store, FORM, FORM)
    store.delete([stored.form_id], label="删除", by=BY)
    store.purge([stored.form_id])
    assert kind_of(lambda: store.load(stored.form_id)) is StorageErrorKind.MISSING
    assert store.revisions(stored.form_id) == ()
    for table in ("rest", "row", "revision"):
        left = store.database.connection.execute(f"SELECT DISTINCT form_id FROM {table}").fetchall()  # noqa: S608
        assert left == [(other.form_id,)]
    assert store.verify() == ()


# The log


def test_the_log_tells_what_was_done_in_order(store: Store) -> None:
    (stored,) = add(store, FORM)
    after = named("改名")
    saved = edit(store, stored, after)
    save(store, saved, FORM, kind=RevisionKind.UNDO)
    assert store.delete([stored.form_id], label="删除", by="李四") == (4,)
    assert store.restore([stored.form_id], label="还原", by="") == (5,)
    there, nothing = difference(FORM, after), Patch()
    assert store.revisions(stored.form_id) == (
        Revision(1, stored.form_id, RevisionKind.CREATE, "新建", nothing, MOMENT, BY),
        Revision(2, stored.form_id, RevisionKind.EDIT, "edit", there, MOMENT, BY),
        Revision(3, stored.form_id, RevisionKind.UNDO, "undo", there.inverse, MOMENT, BY),
        Revision(4, stored.form_id, RevisionKind.DELETE, "删除", nothing, MOMENT, "李四"),
        Revision(5, stored.form_id, RevisionKind.RESTORE, "还原", nothing, MOMENT, ""),
    )


def test_numbers_are_never_used_twice_even_after_purging(store: Store) -> None:
    (stored,) = add(store, FORM)
    store.delete([stored.form_id], label="删除", by=BY)
    store.purge([stored.form_id])
    (other,) = add(store, FORM)
    assert [one.number for one in store.revisions(other.form_id)] == [4]
    assert store.latest_revision() == 4


# Templates


def test_the_text_of_each_used_template_is_kept_once(store: Store) -> None:
    assert store.template_text(SELF.digest) is None
    (stored, *_) = add(store, FORM, FORM)
    add(store, named("丙"))
    assert store.template_text(SELF.digest) == SELF.text
    other = replace(FORM, template=TemplateRef(OTHER.id, OTHER.digest))
    store.save(stored, Entry(other, OTHER, outline(other)), kind=RevisionKind.EDIT, label="换模板", by=BY)
    assert store.template_text(OTHER.digest) == OTHER.text
    kept = store.database.connection.execute("SELECT digest, template FROM template").fetchall()
    assert sorted(kept) == sorted([(SELF.digest, "self"), (OTHER.digest, "other")])


def test_a_text_kept_by_an_earlier_run_is_not_kept_again(store: Store, store_path: Path) -> None:
    add(store, FORM)
    store.close()
    with Store.open(store_path) as reopened:
        add(reopened, FORM)
        assert reopened.template_text(SELF.digest) == SELF.text


def test_a_template_that_a_form_is_only_read_under_is_not_kept_as_its_own(store: Store) -> None:
    # The form was made with another text, which nobody has any more.
    store.create([Entry(FORM, CORRECTED, outline(FORM))], label="导入", by=BY)
    assert store.template_text(CORRECTED.digest) is None


def test_a_text_that_could_not_be_saved_is_kept_with_the_next_change(store: Store) -> None:
    connection = store.database.connection
    connection.execute(f"PRAGMA max_page_count={pragma(connection, 'page_count')}")
    assert kind_of(lambda: add(store, *[FORM] * 50)) is StorageErrorKind.FULL
    connection.execute("PRAGMA max_page_count=1073741823")
    add(store, FORM)
    assert store.template_text(SELF.digest) == SELF.text


# Standings by other rules


def test_listed_forms_that_are_not_final_and_stand_by_other_rules_are_outdated(store: Store) -> None:
    old = STANDING._replace(rules_version=1)
    draft, final, gone = add(
        store, named("填报中"), replace(FORM, state=FormState.FINAL), named("已删除"), standing=old
    )
    add(store, named("新规则"))
    store.delete([gone.form_id], label="删除", by=BY)
    assert store.outdated(2) == [draft.form_id]
    assert store.outdated(1) != [draft.form_id]
    assert final.form_id not in store.outdated(3)


def test_a_renewed_standing_is_listed_and_is_no_change_of_the_form(store: Store) -> None:
    (stored,) = add(store, FORM, standing=STANDING._replace(rules_version=1))
    renewed = outline(FORM, UNFINISHED)
    store.renew([(stored, renewed)])
    (line,) = store.summaries()
    assert line == replace(stored, outline=renewed).summary
    assert store.latest_revision() == 1
    assert len(store.revisions(stored.form_id)) == 1
    assert edit(store, stored, named("改名")).rev == 2


def test_the_standing_of_a_form_that_was_changed_meanwhile_is_not_renewed(store: Store) -> None:
    (stored,) = add(store, FORM)
    changed = edit(store, stored, named("改名"))
    store.renew([(stored, outline(FORM, UNFINISHED))])
    assert store.summaries() == [changed.summary]


# Trouble


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
