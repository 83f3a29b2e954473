import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId, RevisionKind, StoredForm
from perfeval_desktop.version_name import VersionName, given_name
from storage.examples import BY, add, save, with_cell


@pytest.fixture
def stored(store: Store) -> StoredForm:
    (made,) = add(store, with_cell(1, "actual", "12场"))
    return made


def names(store: Store, stored: StoredForm) -> list[VersionName]:
    return [name for one in store.revisions(stored.form_id) if (name := given_name(one))]


def test_a_name_is_a_line_of_the_log_that_changes_nothing(store: Store, stored: StoredForm) -> None:
    store.name_versions([stored.form_id], "送审稿\n请科长看", by=BY)
    first, line = store.revisions(stored.form_id)
    assert given_name(first) is None
    assert (line.kind, line.by, bool(line.patch)) == (RevisionKind.NAME, BY, False)
    assert given_name(line) == VersionName("送审稿", "请科长看")
    assert store.load(stored.form_id) == stored
    assert store.verify() == ()


def test_a_form_is_saved_as_before_once_it_has_a_name(store: Store, stored: StoredForm) -> None:
    store.name_versions([stored.form_id], "送审稿", by=BY)
    after = save(store, stored, with_cell(1, "actual", "13场")).stored
    assert store.load(after.form_id) == after
    assert [one.kind for one in store.revisions(after.form_id)] == ["create", "name", "edit"]
    assert store.verify() == ()


def test_a_name_counts_as_a_change_that_is_worth_a_backup(store: Store, stored: StoredForm) -> None:
    before = store.latest_revision()
    store.name_versions([stored.form_id], "送审稿", by=BY)
    (*_, line) = store.revisions(stored.form_id)
    assert before < line.number == store.latest_revision()
    store.rename_version(stored.form_id, line.number, "初稿")
    assert store.latest_revision() > line.number


def test_a_name_can_be_another_or_none(store: Store, stored: StoredForm) -> None:
    for label in ("送审稿", "二稿"):
        store.name_versions([stored.form_id], label, by=BY)
    _, first, _ = store.revisions(stored.form_id)
    store.rename_version(stored.form_id, first.number, "初稿\n备注")
    assert names(store, stored) == [VersionName("初稿", "备注"), VersionName("二稿")]
    store.rename_version(stored.form_id, first.number, "")
    assert names(store, stored) == [VersionName("二稿")]


def test_what_is_not_there_cannot_be_named(store: Store, stored: StoredForm) -> None:
    (created,) = store.revisions(stored.form_id)
    (other,) = add(store, with_cell(1, "actual", "别的"))
    store.name_versions([other.form_id], "别的表", by=BY)
    (*_, of_other) = store.revisions(other.form_id)
    before = store.latest_revision()
    for form_id, number in (
        (FormId("nowhere"), 0),
        (stored.form_id, 999),
        (stored.form_id, created.number),
        (stored.form_id, of_other.number),
    ):
        with pytest.raises(StorageError) as told:
            store.rename_version(form_id, number, "定稿")
        assert told.value.kind is StorageErrorKind.MISSING
    assert store.latest_revision() == before
    assert store.revisions(stored.form_id) == (created,)


def test_several_forms_are_named_all_or_none(store: Store, stored: StoredForm) -> None:
    (other,) = add(store, with_cell(1, "actual", "别的"))
    with pytest.raises(StorageError):
        store.name_versions([stored.form_id, FormId("none"), other.form_id], "送审稿", by=BY)
    assert (names(store, stored), names(store, other)) == ([], [])
    store.name_versions([stored.form_id, other.form_id], "送审稿", by=BY)
    assert names(store, stored) == names(store, other) == [VersionName("送审稿")]
