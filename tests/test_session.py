from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from editing_desk import (
    FIRST,
    FULL,
    GRID,
    SECOND,
    THIRD,
    Desk,
    name_of,
    reviewed,
    seen,
    told,
    without_template,
)
from perfeval_desktop.domain.blank import blank_form
from perfeval_desktop.domain.entry import enter, enter_block
from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import (
    EntryError,
    StorageError,
    StorageErrorKind,
    TemplateError,
)
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.backup import back_up, restore_backup
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId, Revision, RevisionKind
from small_forms import (
    CATALOGUE,
    EFFECT,
    ONLY,
    OTHER,
    PASS_RATE,
    SELF,
    TOTAL,
    TRAININGS,
    named,
    with_cell,
)

# -- what is open ----------------------------------------------------------------------------------------


def test_at_first_nothing_is_open(desk: Desk) -> None:
    session = desk.session
    assert (session.present, session.shown, session.revisions()) == (None, None, ())
    assert desk.labels() == (None, None)
    assert not session.is_read_only
    assert session.templates is CATALOGUE


def test_without_an_open_form_there_is_nothing_to_undo_redo_or_retry(desk: Desk) -> None:
    assert not desk.session.undo()
    assert not desk.session.redo()
    assert desk.session.retry()
    assert desk.told == []


@pytest.mark.parametrize(
    "use",
    [
        lambda session: session.base,
        lambda session: session.preview(None),
        lambda session: session.preview(FIRST),
        lambda session: session.commit(FIRST, "改"),
        lambda session: session.discard_pending(),
        lambda session: session.revert_to(1, "恢复"),
    ],
)
def test_to_edit_without_an_open_form_is_a_bug(desk: Desk, use: Callable[[EditingSession], object]) -> None:
    with pytest.raises(RuntimeError, match="no form is open"):
        use(desk.session)


def test_an_open_form_is_shown_scored_and_checked(desk: Desk) -> None:
    form_id, _ = desk.create(FIRST, SECOND)
    desk.session.open(form_id)
    assert desk.present == desk.session.base == FIRST
    assert desk.shown == seen(form_id, FIRST)
    assert desk.told == [told(None, desk.shown)]


def test_another_form_takes_the_place_of_the_open_one(desk: Desk) -> None:
    desk.open_new(FIRST)
    before = desk.shown
    (other,) = desk.create(SECOND)
    desk.session.open(other)
    assert desk.present == SECOND
    assert desk.told == [told(before, desk.shown)]


def test_a_form_can_be_closed(desk: Desk) -> None:
    desk.open_new()
    desk.session.commit(SECOND, "改")
    before = desk.shown
    desk.told.clear()
    desk.session.open(None)
    assert (desk.session.present, desk.session.shown, desk.session.revisions()) == (None, None, ())
    assert desk.labels() == (None, None)
    assert desk.told == [told(before, None)]


def test_a_form_whose_template_is_missing_does_not_open_and_what_was_open_stays(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    (strange,) = desk.strange(THIRD)
    shown = desk.shown
    desk.told.clear()
    with pytest.raises(TemplateError, match="beijing-2030"):
        desk.session.open(strange)
    assert desk.shown is shown
    assert desk.present == SECOND
    assert desk.session.undo_label == "改名"
    assert desk.told == []


def test_an_unknown_form_does_not_open_and_what_was_open_stays(desk: Desk) -> None:
    desk.open_new(FIRST)
    with pytest.raises(StorageError) as caught:
        desk.session.open(FormId("?"))
    assert caught.value.kind is StorageErrorKind.MISSING
    assert desk.present == desk.shown.form == FIRST
    assert desk.told == []


def test_a_form_whose_log_cannot_be_read_does_not_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (other,) = desk.create(SECOND)
    desk.open_new(FIRST)

    def unreadable(form_id: FormId) -> tuple[Revision, ...]:
        raise StorageError(StorageErrorKind.CORRUPT, form_id)

    monkeypatch.setattr(desk.store, "revisions", unreadable)
    with pytest.raises(StorageError, match=other):
        desk.session.open(other)
    assert desk.present == desk.shown.form == FIRST
    assert desk.labels() == (None, None)


def test_opening_drops_a_preview(desk: Desk) -> None:
    form_id = desk.open_new()
    desk.session.preview(SECOND)
    desk.session.open(form_id)
    assert desk.shown.form == desk.saved(form_id) == FIRST


def test_a_form_can_be_read_without_being_opened(desk: Desk) -> None:
    form_id, _ = desk.create(FIRST, SECOND)
    assert desk.session.load(form_id) == FIRST
    assert desk.session.shown is None


def test_the_tree_and_the_bin_are_the_stores(desk: Desk) -> None:
    kept, gone = desk.create(FIRST, SECOND)
    desk.session.delete([gone], "删除")
    assert [one.form_id for one in desk.session.summaries()] == [kept]
    assert [one.form_id for one in desk.session.bin()] == [gone]


def test_after_its_whole_content_was_replaced_the_store_is_begun_anew(desk: Desk, tmp_path: Path) -> None:
    (made,) = desk.session.create([FIRST], "新建")
    desk.session.open(made)
    desk.session.commit(SECOND, "改")
    backup = back_up(desk.store, tmp_path / "备份")
    desk.session.commit(THIRD, "再改")
    desk.session.set_state([made], FormState.IN_REVIEW)
    restore_backup(desk.store, backup.path, tmp_path / "备份")
    desk.store.room = 0
    desk.session.commit(FIRST, "改回")
    before = desk.shown
    assert before.trouble is FULL
    desk.told.clear()
    desk.session.reload()
    assert desk.told == [told(before, None)]
    assert desk.session.present is None
    assert desk.labels() == (None, None)
    assert not desk.session.undo()

    desk.store.room = None
    desk.session.open(made)
    assert desk.labels() == ("改", None)
    desk.session.undo()
    assert desk.present == desk.saved(made) == FIRST


# -- preview ---------------------------------------------------------------------------------------------


def test_a_preview_is_shown_and_scored_but_not_saved(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    before = desk.shown
    changed = with_cell(TRAININGS, "actual", "5场", FIRST)
    desk.session.preview(changed)
    assert desk.shown.form == changed
    assert desk.shown.sheet == seen(form_id, changed).sheet != before.sheet
    assert desk.present == desk.session.base == desk.saved(form_id) == FIRST
    assert desk.told == [told(before, desk.shown)]
    assert desk.labels() == (None, None)


def test_dropping_a_preview_shows_what_is_saved(desk: Desk) -> None:
    desk.open_new()
    saved = desk.shown
    desk.session.preview(SECOND)
    desk.session.preview(None)
    assert desk.shown == saved
    assert [(one.before, one.after) for one in desk.told][1:] == [(desk.told[0].after, saved)]


# -- commit ----------------------------------------------------------------------------------------------


def test_a_commit_is_saved_first_then_undoable_then_told_once(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    before = desk.shown
    witnessed: list[tuple[Form, str | None, Form]] = []
    desk.session.subscribe(
        lambda _: witnessed.append((desk.saved(form_id), desk.session.undo_label, desk.present))
    )
    assert desk.session.commit(SECOND, "改名")
    assert witnessed == [(SECOND, "改名", SECOND)]
    assert desk.told == [told(before, desk.shown, tuple(desk.store.summaries()))]
    assert desk.shown == seen(form_id, SECOND)
    assert desk.session.base == SECOND


def test_a_commit_after_previews_starts_from_what_is_saved(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    for typed in ("乙", "乙项", "乙项目"):
        desk.session.preview(named(FIRST, typed))
    desk.session.commit(SECOND, "改名")
    assert desk.saved(form_id) == SECOND
    assert [one.label for one in desk.session.revisions()] == ["新建", "改名"]
    desk.session.undo()
    assert desk.present == FIRST


def test_an_equal_commit_saves_nothing_and_leaves_no_undo_step(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.session.preview(SECOND)
    desk.told.clear()
    assert desk.session.commit(replace(FIRST), "没改")
    assert desk.store.load(form_id).rev == 1
    assert len(desk.session.revisions()) == 1
    assert desk.labels() == (None, None)
    assert desk.shown.form == FIRST
    assert [one.listed for one in desk.told] == [()]


def test_an_equal_commit_leaves_redo_alone(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.session.undo()
    desk.session.commit(FIRST, "没改")
    assert desk.labels() == (None, "改名")


def test_every_commit_stands_in_the_log_of_the_form(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.session.undo()
    desk.session.redo()
    assert [(one.kind, one.label) for one in desk.session.revisions()] == [
        (RevisionKind.CREATE, "新建"),
        (RevisionKind.EDIT, "改名"),
        (RevisionKind.UNDO, "改名"),
        (RevisionKind.REDO, "改名"),
    ]


def test_a_form_can_go_back_to_any_revision_and_that_can_be_undone(desk: Desk) -> None:
    desk.open_new(FIRST)
    for form in (SECOND, THIRD, reviewed(THIRD)):
        desk.session.commit(form, "改")
    created, second, third, latest = (one.number for one in desk.session.revisions())
    assert desk.session.revert_to(second, "恢复")
    assert desk.present == SECOND
    assert desk.session.undo_label == "恢复"
    desk.session.undo()
    assert desk.present == reviewed(THIRD)
    for number, form in ((third, THIRD), (created, FIRST), (latest, reviewed(THIRD)), (0, FIRST)):
        assert desk.session.revert_to(number, "恢复")
        assert desk.present == form


# -- undo and redo in one form -----------------------------------------------------------------------------


def block(form: Form) -> Form:
    """Paste two rows at the foot of the grid, one of them new."""
    at = Place(GRID, EFFECT, "level3")
    pasted, left_over = enter_block(SELF, form, at, (("满意度", "≥90%"), ("投诉", "≤5件")))
    assert left_over == ()
    return pasted


def two_rows_added(form: Form) -> Form:
    grown, rows = form.new_rows(2)
    return grown.inserting(GRID, 1, (rows[0], rows[1].with_text("level3", "新")))


CHANGES: dict[str, Callable[[Form], Form]] = {
    "a text": lambda form: enter(SELF, form, Place("goals", ONLY, "expected_goal"), "办培训"),
    "a year": lambda form: enter(SELF, form, YEAR, "2022"),
    "an amount": lambda form: enter(SELF, form, Place("funding", TOTAL, "executed"), "6.80"),
    "what is no number": lambda form: enter(SELF, form, Place("funding", TOTAL, "executed"), "六万"),
    "a score": lambda form: enter(SELF, form, Place(GRID, EFFECT, "score"), "9.5"),
    "a cell emptied": lambda form: enter(SELF, form, Place(GRID, PASS_RATE, "weight"), ""),
    "the state": reviewed,
    "rows added": two_rows_added,
    "rows removed": lambda form: form.removing(GRID, frozenset({TRAININGS, EFFECT})),
    "all rows removed": lambda form: form.with_rows(GRID, ()),
    "a row moved down": lambda form: form.moving(GRID, TRAININGS, 2),
    "a row moved up": lambda form: form.moving(GRID, EFFECT, 0),
    "a block pasted": block,
    "everything": lambda _: blank_form(OTHER, 2021),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_form_is_undone_and_redone(desk: Desk, change: Callable[[Form], Form]) -> None:
    form_id = desk.open_new(FIRST)
    changed = change(FIRST)
    assert changed != FIRST
    assert desk.session.commit(changed, "改")
    assert desk.labels() == ("改", None)

    for travel, form, labels in (
        (desk.session.undo, FIRST, (None, "改")),
        (desk.session.redo, changed, ("改", None)),
        (desk.session.undo, FIRST, (None, "改")),
    ):
        before = desk.shown
        desk.told.clear()
        assert travel()
        assert desk.present == desk.saved(form_id) == form
        assert desk.shown == seen(form_id, form)
        assert desk.labels() == labels
        assert desk.told == [told(before, desk.shown, tuple(desk.store.summaries()))]
    assert not desk.session.undo()


def test_steps_are_undone_and_redone_in_order(desk: Desk) -> None:
    desk.open_new(FIRST)
    forms = [FIRST, SECOND, THIRD, reviewed(THIRD)]
    for number, form in enumerate(forms[1:], 1):
        desk.session.commit(form, f"第 {number} 改")
    for form in reversed(forms[:-1]):
        assert desk.session.undo()
        assert desk.present == form
    for form in forms[1:]:
        assert desk.session.redo()
        assert desk.present == form


def test_a_new_change_clears_redo(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.session.undo()
    desk.session.commit(THIRD, "另改")
    assert desk.labels() == ("另改", None)
    assert not desk.session.redo()
    assert desk.present == THIRD


def test_undo_drops_a_preview(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.session.preview(THIRD)
    desk.session.undo()
    assert desk.shown.form == FIRST


def test_undo_works_after_a_restart(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.session.commit(THIRD, "再改名")
    desk.session.commit(reviewed(THIRD), "送审")
    desk.session.undo()
    desk.restart(form_id)
    assert desk.labels() == ("再改名", "送审")
    desk.session.undo()
    desk.restart(form_id)
    assert desk.labels() == ("改名", "再改名")
    desk.session.undo()
    assert desk.present == FIRST
    for form in (SECOND, THIRD, reviewed(THIRD)):
        desk.session.redo()
        assert desk.present == form


def test_each_form_has_a_history_of_its_own(desk: Desk) -> None:
    first = desk.open_new(FIRST)
    desk.session.commit(reviewed(FIRST), "送审")
    second = desk.open_new(SECOND)
    assert desk.labels() == (None, None)
    desk.session.open(first)
    desk.session.undo()
    assert (desk.saved(first), desk.saved(second)) == (FIRST, SECOND)


# -- refused ---------------------------------------------------------------------------------------------


def test_a_refused_commit_stays_on_the_screen_as_pending(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    before = desk.shown
    desk.store.room = 0
    assert not desk.session.commit(SECOND, "改名")
    assert desk.shown == replace(seen(form_id, SECOND), trouble=FULL)
    assert desk.session.base == SECOND
    assert desk.present == desk.saved(form_id) == FIRST
    assert desk.told == [told(before, desk.shown)]
    assert desk.labels() == ("改名", None)


def test_further_edits_build_on_the_pending_value(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    desk.session.preview(reviewed(desk.session.base))
    assert desk.shown.form == reviewed(SECOND)
    assert desk.shown.trouble is FULL
    assert not desk.session.commit(reviewed(desk.session.base), "送审")
    desk.store.room = None
    assert desk.session.retry()
    assert desk.saved(form_id) == reviewed(SECOND)
    desk.session.undo()
    assert desk.present == FIRST


def test_escape_goes_back_to_the_pending_value(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    pending = desk.shown
    desk.session.preview(THIRD)
    desk.session.preview(None)
    assert desk.shown == pending


def test_retrying_while_the_trouble_lasts_keeps_the_value_pending(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    assert not desk.session.retry()
    assert desk.session.base == desk.shown.form == SECOND
    assert desk.shown.trouble is FULL


def test_retrying_saves_once_the_trouble_is_gone(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    desk.store.room = None
    desk.told.clear()
    assert desk.session.retry()
    assert desk.present == desk.saved(form_id) == SECOND
    assert desk.shown.trouble is None
    assert [one.listed for one in desk.told] == [tuple(desk.store.summaries())]
    assert desk.labels() == ("改名", None)
    assert desk.session.retry()
    assert len(desk.told) == 1


def test_the_next_commit_saves_what_was_pending_with_it(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    desk.store.room = None
    assert desk.session.commit(reviewed(desk.session.base), "送审")
    assert desk.saved(form_id) == reviewed(SECOND)
    assert desk.shown.trouble is None


def test_a_pending_value_typed_back_needs_no_saving(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    assert desk.session.commit(FIRST, "改回")
    assert desk.shown == seen(form_id, FIRST)
    assert desk.labels() == (None, None)


def test_what_is_pending_can_be_given_up(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    desk.session.discard_pending()
    assert desk.shown == seen(form_id, FIRST)
    assert desk.session.base == FIRST
    assert desk.session.retry()
    assert desk.saved(form_id) == FIRST
    assert desk.labels() == (None, None)


def leaving(desk: Desk, other: FormId) -> list[Callable[[], object]]:
    """Return what would leave the pending value of the open form behind."""
    session = desk.session
    assert session.shown is not None
    form_id = session.shown.form_id
    return [
        session.undo,
        session.redo,
        lambda: session.open(other),
        lambda: session.open(form_id),
        lambda: session.open(None),
        lambda: session.delete([form_id], "删除"),
        lambda: session.set_state([form_id], FormState.FINAL),
    ]


@pytest.mark.parametrize("way", range(7))
def test_what_is_pending_is_not_left_behind(desk: Desk, way: int) -> None:
    (other,) = desk.create(THIRD)
    form_id = desk.open_new(FIRST)
    desk.session.commit(reviewed(FIRST), "送审")
    desk.session.undo()
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    with pytest.raises(StorageError) as caught:
        leaving(desk, other)[way]()
    assert caught.value is FULL
    assert desk.shown == replace(seen(form_id, SECOND), trouble=FULL)
    assert desk.saved(form_id) == FIRST
    assert desk.labels() == ("改名", None)


def test_going_back_to_a_revision_does_not_leave_what_is_pending_behind(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.store.room = 0
    desk.session.commit(THIRD, "再改名")
    first, second = (one.number for one in desk.session.revisions())
    assert not desk.session.revert_to(first, "恢复")
    assert desk.shown.form == THIRD
    desk.store.room = None
    assert desk.session.revert_to(second, "恢复")
    assert desk.saved(form_id) == SECOND
    desk.session.undo()
    assert desk.present == THIRD


def test_undoing_what_is_pending_saves_it_so_that_it_can_be_redone(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    desk.store.room = None
    assert desk.session.undo()
    assert desk.present == desk.shown.form == FIRST
    assert desk.shown.trouble is None
    assert desk.session.redo()
    assert desk.present == SECOND


def test_what_is_pending_is_saved_before_another_form_opens(desk: Desk) -> None:
    (other,) = desk.create(THIRD)
    form_id = desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    desk.store.room = None
    desk.session.open(other)
    assert desk.saved(form_id) == SECOND
    assert desk.shown.form == THIRD


def test_a_new_form_and_a_restored_one_leave_the_pending_value_as_it_is(desk: Desk) -> None:
    (gone,) = desk.create(THIRD)
    desk.session.delete([gone], "删除")
    desk.open_new(FIRST)
    desk.store.room = 0
    desk.session.commit(SECOND, "改名")
    pending = desk.shown
    desk.session.create([THIRD], "新建")
    desk.session.restore([gone], "恢复")
    assert desk.shown is pending


@pytest.mark.parametrize("travel", ["undo", "redo"])
def test_a_refused_undo_changes_nothing(desk: Desk, travel: str) -> None:
    form_id = desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.session.commit(THIRD, "再改名")
    desk.session.undo()
    desk.store.room = 0
    desk.told.clear()
    with pytest.raises(StorageError):
        getattr(desk.session, travel)()
    assert desk.present == desk.shown.form == desk.saved(form_id) == SECOND
    assert desk.shown.trouble is None
    assert desk.labels() == ("改名", "再改名")
    assert desk.told == []


def test_a_read_only_store_shows_and_refuses(desk: Desk) -> None:
    form_id, gone = desk.create(FIRST, SECOND)
    desk.store.delete([gone], label="删除", by="")
    desk.restart(form_id, read_only=True)
    session = desk.session
    assert session.is_read_only
    assert desk.shown == seen(form_id, FIRST)
    assert session.commit(FIRST, "没改")
    assert not session.commit(SECOND, "改名")
    assert desk.shown.trouble is not None
    assert desk.shown.trouble.kind is StorageErrorKind.READ_ONLY
    session.discard_pending()
    changes: list[Callable[[], object]] = [
        lambda: session.create([THIRD], "新建"),
        lambda: session.delete([form_id], "删除"),
        lambda: session.restore([gone], "恢复"),
        lambda: session.purge([gone]),
        lambda: session.set_state([form_id], FormState.FINAL),
    ]
    for change in changes:
        with pytest.raises(StorageError) as caught:
            change()
        assert caught.value.kind is StorageErrorKind.READ_ONLY
    assert desk.listed == [form_id]
    assert desk.labels() == (None, None)


# -- projects --------------------------------------------------------------------------------------------


def test_new_projects_are_told_and_can_be_undone_and_redone(desk: Desk) -> None:
    made = desk.session.create([FIRST, SECOND], "打开 2 份示例")
    assert [desk.saved(form_id) for form_id in made] == [FIRST, SECOND]
    assert desk.told == [told(None, None, tuple(desk.store.summaries()))]
    assert desk.labels() == ("打开 2 份示例", None)

    assert desk.session.undo()
    assert desk.listed == []
    assert desk.told[1:] == [told(None, None, unlisted=made)]
    assert desk.labels() == (None, "打开 2 份示例")

    assert desk.session.redo()
    assert desk.listed == list(made)
    assert desk.told[2:] == [told(None, None, tuple(desk.store.summaries()))]
    assert desk.labels() == ("打开 2 份示例", None)


def test_a_new_project_that_was_opened_closes_when_it_is_undone(desk: Desk) -> None:
    (made,) = desk.session.create([FIRST], "新建")
    desk.session.open(made)
    desk.session.undo()
    assert desk.session.shown is None
    assert desk.told[-1].after is None
    desk.session.redo()
    assert desk.listed == [made]


def test_a_duplicate_is_a_project_of_its_own(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    (copy,) = desk.session.create([named(desk.session.load(form_id), "甲项目（副本）")], "复制“甲项目”")
    assert desk.shown.form_id == form_id
    desk.session.commit(reviewed(FIRST), "送审")
    assert desk.saved(copy) == named(FIRST, "甲项目（副本）")
    desk.session.undo()
    desk.session.undo()
    assert desk.listed == [form_id]


def test_a_project_without_its_template_is_not_made(desk: Desk) -> None:
    with pytest.raises(TemplateError):
        desk.session.create([FIRST, without_template(SECOND)], "导入")
    assert desk.listed == []
    assert desk.told == []


def test_nothing_made_deleted_or_restored_is_no_step(desk: Desk) -> None:
    assert desk.session.create([], "新建") == ()
    desk.session.delete([], "删除")
    desk.session.restore([], "恢复")
    desk.session.set_state([], FormState.FINAL)
    assert desk.labels() == (None, None)
    assert desk.told == []


def test_a_project_is_renamed_and_that_can_be_undone(desk: Desk) -> None:
    form_id, other = desk.create(FIRST, SECOND)
    desk.session.edit_many([form_id], lambda form: named(form, "丁项目"), "重命名为“丁项目”")
    assert desk.saved(form_id) == named(FIRST, "丁项目")
    assert desk.saved(other) == SECOND
    (notification,) = desk.told
    assert [one.project for one in notification.listed] == ["丁项目"]
    assert desk.labels() == ("重命名为“丁项目”", None)
    desk.session.undo()
    assert desk.saved(form_id) == FIRST


def test_renaming_the_open_project_shows_the_new_name(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    before = desk.shown
    desk.session.edit_many([form_id], lambda form: named(form, "丁项目"), "重命名")
    assert desk.present == desk.shown.form == named(FIRST, "丁项目")
    assert desk.told == [told(before, desk.shown, tuple(desk.store.summaries()))]
    desk.session.undo()
    assert desk.present == desk.shown.form == FIRST
    assert desk.labels() == (None, "重命名")


def test_a_name_that_cannot_be_entered_changes_nothing(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    with pytest.raises(EntryError):
        desk.session.edit_many([form_id], lambda form: enter(SELF, form, YEAR, "今年"), "改年度")
    assert desk.saved(form_id) == FIRST
    assert desk.told == []


def test_a_deleted_project_goes_to_the_bin_and_undo_brings_it_back(desk: Desk) -> None:
    kept, gone = desk.create(FIRST, SECOND)
    desk.session.delete([gone], "删除“乙项目”")
    assert desk.listed == [kept]
    assert [one.form_id for one in desk.session.bin()] == [gone]
    assert desk.told == [told(None, None, unlisted=(gone,))]
    assert desk.labels() == ("删除“乙项目”", None)

    desk.session.undo()
    assert set(desk.listed) == {kept, gone}
    assert [one.form_id for one in desk.told[1].listed] == [gone]
    desk.session.redo()
    assert desk.listed == [kept]


def test_deleting_the_open_form_closes_it(desk: Desk) -> None:
    (other,) = desk.create(SECOND)
    form_id = desk.open_new(FIRST)
    desk.session.commit(THIRD, "改名")
    before = desk.shown
    desk.told.clear()
    desk.session.delete([other, form_id], "删除 2 个项目")
    assert desk.session.shown is None
    assert desk.session.present is None
    assert desk.told == [told(before, None, unlisted=(other, form_id))]
    assert desk.labels() == ("删除 2 个项目", None)

    desk.session.undo()
    assert set(desk.listed) == {other, form_id}
    assert desk.session.shown is None
    desk.session.open(form_id)
    assert desk.labels() == ("改名", "删除 2 个项目")


def test_deleting_another_form_leaves_the_open_one_open(desk: Desk) -> None:
    (other,) = desk.create(SECOND)
    desk.open_new(FIRST)
    shown = desk.shown
    desk.session.delete([other], "删除")
    assert desk.shown is shown


def test_restoring_from_the_bin_can_be_undone(desk: Desk) -> None:
    (form_id,) = desk.create(FIRST)
    desk.session.delete([form_id], "删除")
    desk.restart()
    desk.session.restore([form_id], "恢复“甲项目”")
    assert desk.listed == [form_id]
    assert desk.told == [told(None, None, tuple(desk.store.summaries()))]
    assert desk.labels() == ("恢复“甲项目”", None)
    desk.session.undo()
    assert desk.listed == []
    assert desk.labels() == (None, "恢复“甲项目”")


def test_a_form_whose_template_is_missing_can_be_deleted_and_restored(desk: Desk) -> None:
    (strange,) = desk.strange(FIRST)
    desk.session.delete([strange], "删除")
    desk.session.undo()
    assert desk.told[-1].listed == tuple(desk.store.summaries())
    desk.session.redo()
    desk.session.restore([strange], "恢复")
    assert desk.told[-1].listed == tuple(desk.store.summaries())


def test_what_the_store_refuses_to_move_stays_where_it_is(desk: Desk) -> None:
    (form_id,) = desk.create(FIRST)
    with pytest.raises(StorageError):
        desk.session.delete([form_id, FormId("?")], "删除")
    with pytest.raises(StorageError):
        desk.session.restore([form_id], "恢复")
    with pytest.raises(StorageError):
        desk.session.purge([form_id])
    assert desk.listed == [form_id]
    assert desk.labels() == (None, None)
    assert desk.told == []


def test_a_purged_form_is_told_and_takes_its_steps_along(desk: Desk) -> None:
    (gone,) = desk.session.create([FIRST], "新建甲")
    desk.session.delete([gone], "删除甲")
    (kept,) = desk.session.create([SECOND], "新建乙")
    desk.told.clear()
    desk.session.purge([gone])
    assert desk.session.bin() == []
    assert desk.told == [told(None, None, unlisted=(gone,))]
    assert desk.labels() == ("新建乙", None)
    desk.session.undo()
    assert desk.labels() == (None, "新建乙")
    assert desk.session.redo()
    assert desk.listed == [kept]


def test_a_purged_form_takes_its_steps_out_of_redo_too(desk: Desk) -> None:
    (gone,) = desk.session.create([FIRST], "新建")
    desk.session.undo()
    desk.session.purge([gone])
    assert desk.labels() == (None, None)


# -- several forms at once -------------------------------------------------------------------------------


def test_a_change_of_several_forms_is_one_step(desk: Desk) -> None:
    ids = desk.create(FIRST, SECOND, reviewed(THIRD))
    desk.session.set_state(ids, FormState.IN_REVIEW)
    assert [desk.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 3
    (notification,) = desk.told
    assert {one.form_id for one in notification.listed} == set(ids[:2])
    assert desk.labels() == ("状态改为待审核", None)
    desk.session.undo()
    assert [desk.saved(form_id) for form_id in ids] == [FIRST, SECOND, reviewed(THIRD)]
    assert desk.labels() == (None, "状态改为待审核")
    desk.session.redo()
    assert [desk.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 3
    assert [len(one.listed) for one in desk.told] == [2, 2, 2]


def test_a_change_that_changes_no_form_is_no_step(desk: Desk) -> None:
    ids = desk.create(FIRST, SECOND)
    desk.session.set_state(ids, FormState.DRAFT)
    assert desk.labels() == (None, None)
    assert desk.told == []


def test_a_form_named_twice_is_changed_once(desk: Desk) -> None:
    (form_id,) = desk.create(FIRST)
    desk.session.edit_many([form_id, form_id], lambda form: named(form, f"新{name_of(form)}"), "改名")
    assert desk.saved(form_id) == named(FIRST, "新甲项目")
    desk.session.undo()
    assert desk.saved(form_id) == FIRST


@pytest.mark.parametrize("place", [0, 1])
def test_the_step_stays_one_whichever_of_the_forms_is_open(desk: Desk, place: int) -> None:
    ids = desk.create(FIRST, SECOND)
    desk.session.open(ids[place])
    for _ in range(2):
        desk.session.set_state(ids, FormState.IN_REVIEW)
        assert desk.shown.form.state is FormState.IN_REVIEW
        desk.session.undo()
        assert [desk.saved(form_id) for form_id in ids] == [FIRST, SECOND]
        assert desk.present == desk.shown.form == (FIRST, SECOND)[place]
        desk.session.redo()
        assert [desk.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 2
        assert desk.shown.form.state is FormState.IN_REVIEW
        desk.session.undo()


def test_two_changes_of_the_same_forms_are_undone_one_after_the_other(desk: Desk) -> None:
    ids = desk.create(FIRST, SECOND)
    desk.session.set_state(ids, FormState.IN_REVIEW)
    desk.session.set_state(ids, FormState.FINAL)
    desk.session.undo()
    assert [desk.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 2
    desk.session.undo()
    assert [desk.saved(form_id) for form_id in ids] == [FIRST, SECOND]
    desk.session.redo()
    desk.session.redo()
    assert [desk.saved(form_id).state for form_id in ids] == [FormState.FINAL] * 2


def test_once_one_of_the_forms_is_edited_by_itself_each_is_undone_by_itself(desk: Desk) -> None:
    first, second = desk.create(FIRST, SECOND)
    desk.session.set_state([first, second], FormState.IN_REVIEW)
    desk.session.open(first)
    desk.session.commit(reviewed(THIRD), "改名")
    desk.session.open(second)
    assert desk.session.undo_label == "状态改为待审核"
    desk.session.undo()
    assert desk.present == SECOND
    assert desk.saved(first) == reviewed(THIRD)
    assert desk.labels() == (None, "状态改为待审核")
    desk.session.open(first)
    desk.session.undo()
    desk.session.undo()
    assert desk.present == FIRST
    assert not desk.session.undo()


def test_once_that_edit_is_undone_they_are_undone_together_again(desk: Desk) -> None:
    ids = desk.create(FIRST, SECOND)
    desk.session.set_state(ids, FormState.IN_REVIEW)
    desk.session.open(ids[0])
    desk.session.commit(reviewed(THIRD), "改名")
    desk.session.undo()
    desk.session.undo()
    assert [desk.saved(form_id) for form_id in ids] == [FIRST, SECOND]
    desk.session.redo()
    assert [desk.saved(form_id) for form_id in ids] == [reviewed(FIRST), reviewed(SECOND)]
    desk.session.redo()
    assert [desk.saved(form_id) for form_id in ids] == [reviewed(THIRD), reviewed(SECOND)]


def test_an_edit_before_the_change_of_several_forms_is_undone_and_redone_in_order(desk: Desk) -> None:
    (other,) = desk.create(SECOND)
    form_id = desk.open_new(FIRST)
    desk.session.commit(THIRD, "改名")
    desk.session.set_state([form_id, other], FormState.IN_REVIEW)
    desk.session.undo()
    desk.session.undo()
    assert (desk.saved(form_id), desk.saved(other)) == (FIRST, SECOND)
    desk.session.redo()
    desk.session.redo()
    assert (desk.saved(form_id), desk.saved(other)) == (reviewed(THIRD), reviewed(SECOND))


def test_a_change_of_several_forms_that_was_undone_is_not_redone_over_a_new_edit(desk: Desk) -> None:
    first, second = desk.create(FIRST, SECOND)
    desk.session.set_state([first, second], FormState.IN_REVIEW)
    desk.session.undo()
    desk.session.open(first)
    desk.session.commit(THIRD, "改名")
    assert desk.labels() == ("改名", None)


def test_a_failure_in_the_middle_keeps_and_tells_what_was_changed_before_it(desk: Desk) -> None:
    ids = desk.create(FIRST, SECOND, THIRD)
    desk.session.open(ids[0])
    desk.told.clear()
    desk.store.room = 2
    with pytest.raises(StorageError) as caught:
        desk.session.set_state(ids, FormState.IN_REVIEW)
    assert caught.value is FULL
    assert [desk.saved(form_id) for form_id in ids] == [reviewed(FIRST), reviewed(SECOND), THIRD]
    assert desk.present == desk.shown.form == reviewed(FIRST)
    (notification,) = desk.told
    assert {one.form_id for one in notification.listed} == set(ids[:2])
    desk.store.room = None
    desk.session.undo()
    assert [desk.saved(form_id) for form_id in ids] == [FIRST, SECOND, THIRD]
    assert desk.labels() == (None, "状态改为待审核")


def test_a_failure_at_once_leaves_nothing_to_undo(desk: Desk) -> None:
    ids = desk.create(FIRST, SECOND)
    desk.store.room = 0
    with pytest.raises(StorageError):
        desk.session.set_state(ids, FormState.IN_REVIEW)
    assert [desk.saved(form_id) for form_id in ids] == [FIRST, SECOND]
    assert desk.labels() == (None, None)
    assert desk.told == []


def test_a_form_whose_template_is_missing_stops_a_change_of_several(desk: Desk) -> None:
    (form_id,) = desk.create(FIRST)
    (strange,) = desk.strange(SECOND)
    with pytest.raises(TemplateError):
        desk.session.set_state([form_id, strange], FormState.IN_REVIEW)
    assert desk.saved(form_id).state is FormState.IN_REVIEW
    assert desk.saved(strange) == without_template(SECOND)
    desk.session.undo()
    assert desk.saved(form_id) == FIRST


def test_a_failure_in_the_middle_of_undoing_leaves_the_rest_to_be_undone(desk: Desk) -> None:
    ids = desk.create(FIRST, SECOND, THIRD)
    desk.session.open(ids[2])
    desk.session.set_state(ids, FormState.IN_REVIEW)
    desk.told.clear()
    desk.store.room = 1
    with pytest.raises(StorageError) as caught:
        desk.session.undo()
    assert caught.value is FULL
    assert [desk.saved(form_id) for form_id in ids] == [FIRST, reviewed(SECOND), reviewed(THIRD)]
    assert [[line.form_id for line in one.listed] for one in desk.told] == [[ids[0]]]
    assert desk.labels() == ("状态改为待审核", "状态改为待审核")

    desk.store.room = None
    desk.session.undo()
    assert [desk.saved(form_id) for form_id in ids] == [FIRST, SECOND, THIRD]
    assert desk.present == THIRD
    assert desk.labels() == (None, "状态改为待审核")
    desk.session.redo()
    desk.session.redo()
    assert [desk.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 3
    assert not desk.session.redo()


def test_a_failure_before_anything_is_undone_changes_nothing(desk: Desk) -> None:
    ids = desk.create(FIRST, SECOND)
    desk.session.set_state(ids, FormState.IN_REVIEW)
    desk.told.clear()
    desk.store.room = 0
    with pytest.raises(StorageError):
        desk.session.undo()
    assert desk.labels() == ("状态改为待审核", None)
    assert desk.told == []
    desk.store.room = None
    desk.session.undo()
    assert [desk.saved(form_id) for form_id in ids] == [FIRST, SECOND]


# -- the tree and the open form together -----------------------------------------------------------------


def test_steps_of_the_tree_and_of_the_form_are_undone_the_latest_first(desk: Desk) -> None:
    (other,) = desk.create(THIRD)
    form_id = desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.session.delete([other], "删除")
    desk.session.commit(reviewed(SECOND), "送审")
    labels = []
    while (label := desk.session.undo_label) is not None:
        labels.append(label)
        assert desk.session.undo()
    assert labels == ["送审", "删除", "改名"]
    assert (desk.saved(form_id), set(desk.listed)) == (FIRST, {other, form_id})
    labels.clear()
    while (label := desk.session.redo_label) is not None:
        labels.append(label)
        assert desk.session.redo()
    assert labels == ["改名", "删除", "送审"]
    assert (desk.saved(form_id), desk.listed) == (reviewed(SECOND), [form_id])


def test_an_edit_clears_the_redo_of_the_tree(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.session.create([SECOND], "新建")
    desk.session.undo()
    assert desk.session.redo_label == "新建"
    desk.session.commit(THIRD, "改名")
    assert desk.labels() == ("改名", None)


def test_a_step_of_the_tree_clears_the_redo_of_the_tree(desk: Desk) -> None:
    desk.session.create([FIRST], "新建甲")
    desk.session.undo()
    desk.session.create([SECOND], "新建乙")
    assert desk.labels() == ("新建乙", None)


def test_a_step_of_the_tree_leaves_what_the_form_can_redo(desk: Desk) -> None:
    # It stands in the form's log and would be there again after a restart.
    desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    desk.session.undo()
    desk.session.create([THIRD], "新建")
    assert desk.labels() == ("新建", "改名")
    desk.session.redo()
    assert desk.present == SECOND
    assert desk.labels() == ("改名", None)


def test_steps_of_the_tree_end_with_the_run(desk: Desk) -> None:
    desk.session.create([FIRST], "新建")
    desk.restart()
    assert desk.labels() == (None, None)
    assert not desk.session.undo()


# -- what was saved is known, without another look at the store ------------------------------------------


def test_a_store_that_cannot_be_read_after_saving_gives_no_conflicts(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.store.fails_after_saving = True
    assert desk.session.commit(SECOND, "改名")
    assert desk.session.commit(THIRD, "再改名")
    assert desk.shown == seen(form_id, THIRD)
    assert desk.session.undo()
    assert desk.present == SECOND
    assert desk.labels() == ("改名", "再改名")
    desk.store.is_broken = desk.store.fails_after_saving = False
    assert desk.saved(form_id) == SECOND
    assert desk.session.commit(FIRST, "改回")


def test_a_change_of_several_forms_is_followed_without_reading_them_again(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.store.fails_after_saving = True
    numbers = desk.session.set_state([form_id], FormState.IN_REVIEW)
    assert desk.present == desk.shown.form == reviewed(FIRST)
    assert [one.state for one in desk.told[-1].listed] == [FormState.IN_REVIEW]
    assert numbers == {form_id: 2}
    assert desk.session.commit(reviewed(SECOND), "改名")
    desk.store.is_broken = False
    assert desk.saved(form_id) == reviewed(SECOND)


def test_forms_made_deleted_and_restored_are_told_without_reading_them_again(desk: Desk) -> None:
    desk.store.is_broken = True
    (made,) = desk.session.create([FIRST], "新建")
    desk.session.delete([made], "删除")
    desk.session.undo()
    assert [(name_of_line(one), one.unlisted) for one in desk.told] == [
        (["甲项目"], ()),
        ([], (made,)),
        (["甲项目"], ()),
    ]


def name_of_line(notification: Notification) -> list[str]:
    return [line.project for line in notification.listed]


def test_the_difference_that_was_saved_is_the_one_that_is_told(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.session.commit(SECOND, "改名")
    (revision,) = desk.session.revisions()[1:]
    assert desk.told[-1].patch == revision.patch == difference(FIRST, SECOND)


def test_after_a_preview_the_difference_from_what_was_seen_is_told(desk: Desk) -> None:
    desk.open_new(FIRST)
    typed = with_cell(TRAININGS, "actual", "5场", FIRST)
    desk.session.preview(typed)
    desk.session.commit(SECOND, "改名")
    previewed, committed = desk.told
    assert previewed.patch == difference(FIRST, typed)
    assert committed.patch == difference(typed, SECOND)


def test_what_leaves_the_open_form_alone_tells_of_no_difference(desk: Desk) -> None:
    desk.open_new(FIRST)
    desk.session.create([SECOND], "新建")
    assert desk.told[-1].patch is not None
    assert not desk.told[-1].patch
    desk.session.open(None)
    assert desk.told[-1].patch is None


def test_a_form_opened_again_is_no_difference_of_the_one_before(desk: Desk) -> None:
    form_id = desk.open_new(FIRST)
    desk.session.preview(SECOND)
    desk.session.open(form_id)
    assert desk.told[-1].patch is None


# -- who made it -----------------------------------------------------------------------------------------


def test_each_change_records_who_made_it(desk: Desk) -> None:
    (form_id,) = desk.session.create([FIRST], "新建")
    desk.session.open(form_id)
    desk.session.by = "李四"
    assert desk.session.by == "李四"
    desk.session.commit(SECOND, "改名")
    assert desk.store.load(form_id).changed_by == desk.told[-1].listed[0].changed_by == "李四"
    desk.session.by = "王五"
    desk.session.delete([form_id], "删除")
    desk.session.undo()
    assert [one.by for one in desk.store.revisions(form_id)] == ["张三", "李四", "王五", "王五"]


# -- those who listen ------------------------------------------------------------------------------------


def test_listeners_are_told_in_turn_until_they_go(desk: Desk) -> None:
    desk.open_new(FIRST)
    told: list[str] = []
    leave = desk.session.subscribe(lambda _: told.append("第一"))
    desk.session.subscribe(lambda _: told.append("第二"))
    desk.session.preview(SECOND)
    leave()
    desk.session.preview(None)
    assert told == ["第一", "第二", "第二"]


def test_a_listener_may_go_while_it_is_told(desk: Desk) -> None:
    desk.open_new(FIRST)
    told: list[str] = []

    def leave_at_once(_: Notification) -> None:
        told.append("第一")
        leave()

    leave = desk.session.subscribe(leave_at_once)
    desk.session.subscribe(lambda _: told.append("第二"))
    desk.session.preview(SECOND)
    desk.session.preview(None)
    assert told == ["第一", "第二", "第二"]


def test_any_mapping_of_templates_will_do(tmp_path: Path) -> None:
    templates: dict[str, Template] = {SELF.id: SELF}
    with Store.open(tmp_path / "绩效自评.perfeval") as store:
        session = EditingSession(store, templates)
        (form_id,) = session.create([FIRST], "新建")
        session.open(form_id)
        assert session.shown is not None
        assert session.shown.sheet.total == Decimal("99.90")
