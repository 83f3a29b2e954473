"""Parts of the list of forms, and the index that finds them; without the index all is the same."""

import sqlite3
from contextlib import closing
from pathlib import Path

from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.storage import list_index
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Entry, FormCount, FormId, FormSummary, UnitYear
from small_forms import SELF
from storage import examples
from storage.examples import BY, FORM


def drop_index(path: Path) -> None:
    """Leave the file as a program would that does not know of the index."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute('DROP INDEX "form_by_unit_and_year"')


def test_a_file_without_the_index_gets_it_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "表.perfeval"
    with Store.open(path) as store:
        assert store.is_indexed
        examples.add(store, FORM)
        revision = store.latest_revision()
    drop_index(path)
    with Store.open(path) as store:
        assert store.is_indexed
        assert store.latest_revision() == revision
        assert store.verify() == ()


def test_a_file_that_is_only_read_does_without(tmp_path: Path) -> None:
    path = tmp_path / "表.perfeval"
    with Store.open(path) as store:
        examples.add(store, FORM)
    drop_index(path)
    with Store.open(path, read_only=True) as store:
        assert not store.is_indexed
        assert sum(count.forms for count in store.counts().values()) == len(store.summaries()) == 1


def test_an_index_that_cannot_be_made_is_done_without() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        list_index.make(connection)
        assert not list_index.is_there(connection)


def new(year: int, unit: str, state: FormState = FormState.DRAFT) -> Entry:
    """Return a form for a store, of the unit ``unit``."""
    form = Form(TemplateRef("self", ""), year, state)
    return Entry(form, SELF, examples.outline(form)._replace(department="局", implementing_unit=unit))


def test_the_list_can_be_read_in_parts(store: Store) -> None:
    made = store.create(
        [
            new(2023, "甲"),
            new(2023, "乙", FormState.FINAL),
            new(2022, "甲"),
            new(2023, "甲", FormState.FINAL),
        ],
        label="新建",
        by=BY,
    )
    counts = store.counts()
    assert counts == {
        UnitYear(2023, "局", "甲"): FormCount(2, 1),
        UnitYear(2023, "局", "乙"): FormCount(1, 1),
        UnitYear(2022, "局", "甲"): FormCount(1, 0),
    }
    ids = [one.form_id for one in store.summaries_of(UnitYear(2023, "局", "甲"))]
    assert ids == [made[0].stored.form_id, made[3].stored.form_id]
    parts: list[FormSummary] = [line for one in counts for line in store.summaries_of(one)]
    assert sorted(parts) == sorted(store.summaries())
    assert all(store.unit_year_of(line.form_id) == line.unit_year for line in parts)


def test_what_is_in_the_bin_is_in_no_part_of_the_list(store: Store) -> None:
    (saved,) = store.create([new(2023, "甲")], label="新建", by=BY)
    form_id, part = saved.stored.form_id, UnitYear(2023, "局", "甲")
    assert store.bin_count() == 0
    store.delete([form_id], label="删除", by=BY)
    assert (store.counts(), store.summaries_of(part), store.unit_year_of(form_id)) == ({}, [], None)
    assert store.bin_count() == 1
    assert store.unit_year_of(FormId("nobody's")) is None
