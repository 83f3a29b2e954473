"""Forms that come from another store, with their ids and their logs."""

from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Entry, RevisionKind
from small_forms import CORRECTED, SELF
from storage.examples import BY, FORM, add, at_moment, edit, entry, named, with_cell


@pytest.fixture
def arriving(tmp_path: Path) -> Entry:
    """Return a form out of another store, where it was changed once."""
    with Store.open(tmp_path / "别处.perfeval", clock=at_moment) as other:
        _, made = add(other, named("别的"), FORM)
        stored = edit(other, made, with_cell(1, "actual", "11场"))
        log = other.revisions(stored.form_id)
        return entry(stored.form)._replace(form_id=stored.form_id, log=log)


def test_an_arriving_form_keeps_its_id_and_its_log_numbered_anew(store: Store, arriving: Entry) -> None:
    add(store, named("原有"))
    taken = store.take_in([entry(named("新的")), arriving], (), label="导入", by=BY)
    assert taken.created[1].stored.form_id == arriving.form_id
    assert arriving.form_id is not None
    assert store.load(arriving.form_id).form == arriving.form
    log = store.revisions(arriving.form_id)
    assert [(one.number, one.kind, one.label) for one in log] == [
        (3, RevisionKind.CREATE, "新建"),
        (4, RevisionKind.EDIT, arriving.log[1].label),
        (5, RevisionKind.CREATE, "导入"),
    ]
    assert [one.patch for one in log[:2]] == [one.patch for one in arriving.log]
    assert (taken.created[0].number, taken.created[1].number, store.latest_revision()) == (2, 5, 5)
    assert store.verify() == ()


def test_a_form_whose_id_is_there_does_not_arrive_and_nothing_else_either(
    store: Store, arriving: Entry
) -> None:
    store.take_in([arriving], (), label="导入", by=BY)
    before = store.latest_revision()
    with pytest.raises(StorageError, match="没有加入任何表") as refused:
        store.take_in([entry(FORM), arriving], (), label="导入", by=BY)
    assert refused.value.kind is StorageErrorKind.CONFLICT
    assert (store.count(), store.latest_revision()) == (1, before)


def test_templates_that_only_logs_name_are_kept_too(store: Store, arriving: Entry) -> None:
    store.take_in([arriving], (), label="导入", by=BY, templates=[CORRECTED])
    assert store.template_text(CORRECTED.digest) == CORRECTED.text
    assert store.template_text(SELF.digest) == SELF.text
