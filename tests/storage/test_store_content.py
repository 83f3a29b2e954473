"""What is saved is there again to the letter, and no more is written than has changed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.storage import kept_forms
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.tables import BlockRow
from perfeval_desktop.store import Entry, Outline, RevisionKind
from small_forms import SELF
from storage.examples import (
    BY,
    FORM,
    GRID,
    add,
    edit,
    forms,
    named,
    outline,
    outlines,
    row,
    rows,
    save,
    with_cell,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store for made-up forms, none of which minds the others."""
    with Store.open(tmp_path_factory.mktemp("shared") / "自评.perfeval") as store:
        yield store


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
        # The seal.
        "SELECT value",
        "UPDATE rest",
        'UPDATE "row"',
        'UPDATE "store"',
        'SELECT "t1"."last_revision"',
        "INSERT INTO",
        # By which it is noticed where somebody else writes into the file.
        "SELECT lineage,",
        "COMMIT",
    ]
    assert '"cells" = ' in statements[4]
    assert '"position"' not in statements[4]
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
    values = json.loads(value)
    assert values.pop("seal")[0] == 2
    assert values == {"made": 6, "accepted": [], "remarks": "核对过"}
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


def test_the_rows_with_a_text_in_a_column_are_found_in_all_listed_forms(store: Store) -> None:
    first, second, deleted = add(store, *(named(name, FORM) for name in ("甲", "乙", "丙")))
    edit(store, second, with_cell(1, "direction", "越少越好", second.form))
    edit(store, first, with_cell(2, "direction", "越多越好", first.form))
    edit(store, deleted, with_cell(1, "direction", "越少越好", deleted.form))
    # The word alone, in another column, is no such text.
    add(store, with_cell(1, "level3", "direction", named("丁", FORM)))
    store.delete([deleted.form_id], label="删除", by=BY)
    assert [row["direction"] for row in store.rows_with("direction")] == ["越多越好", "越少越好"]
    assert store.rows_with("方向") == []


def test_of_very_many_forms_only_the_rows_of_the_newest_are_looked_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_forms, "_NEWEST_FORMS", 2)
    add(store, *(with_cell(1, "direction", f"第{number}", named(f"{number}", FORM)) for number in (1, 2)))
    add(store, with_cell(1, "direction", "第3", named("3", FORM)))
    assert [row["direction"] for row in store.rows_with("direction")][-1] == "第3"
    assert len(store.rows_with("direction")) == 2


def test_a_damaged_row_hides_no_other(store: Store) -> None:
    (stored,) = add(store, with_cell(2, "direction", "越多越好", with_cell(1, "direction", "越少越好")))
    store.database.change(
        BlockRow.update(cells='{"direction":1}').where(
            (BlockRow.form == stored.form_id) & (BlockRow.id == "r1")
        )
    )
    assert [row["direction"] for row in store.rows_with("direction")] == ["越多越好"]


def test_a_column_is_looked_for_as_a_column_and_not_as_a_text(store: Store) -> None:
    add(store, with_cell(1, "reason", 'direction, "direction"'))
    assert store.rows_with("direction") == []
