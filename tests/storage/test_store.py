from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.identity import pragma
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Entry, FormId, FormSummary, Revision, RevisionKind, Saved
from small_forms import CORRECTED, OTHER, SELF
from storage.examples import (
    BY,
    FORM,
    MOMENT,
    STANDING,
    UNFINISHED,
    add,
    edit,
    entry,
    kind_of,
    named,
    outline,
    save,
)

UNKNOWN = FormId("00000000-0000-7000-8000-000000000000")


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


def test_forms_that_are_or_were_final_are_told_wherever_they_are(store: Store) -> None:
    final, once, _ = add(store, replace(FORM, state=FormState.FINAL), named("曾定稿"), named("从未定稿"))
    was = edit(store, once, replace(once.form, state=FormState.FINAL))
    edit(store, was, replace(was.form, state=FormState.RETURNED))
    store.delete([once.form_id], label="删除", by=BY)
    assert sorted(store.once_final()) == sorted([final.form_id, once.form_id])


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
