from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import Form
from perfeval_desktop.errors import EntryError, StorageError, StorageErrorKind, TemplateError
from perfeval_desktop.store import FormId, Revision, RevisionKind
from perfeval_desktop.version_name import VersionName, given_name
from session_driver import FIRST, GRID, SECOND, THIRD, SessionDriver, evaluated, in_review, notified
from small_forms import TRAININGS, named, with_cell


def test_an_open_form_is_shown_scored_and_checked(driver: SessionDriver) -> None:
    form_id, _ = driver.create(FIRST, SECOND)
    driver.session.open(form_id)
    assert driver.present == driver.session.base == FIRST
    assert driver.shown == evaluated(form_id, FIRST)
    assert driver.notifications == [notified(None, driver.shown)]


def test_another_form_takes_the_place_of_the_open_one(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    before = driver.shown
    (other,) = driver.create(SECOND)
    driver.session.open(other)
    assert driver.present == SECOND
    assert driver.notifications == [notified(before, driver.shown)]


def test_a_form_can_be_closed(driver: SessionDriver) -> None:
    driver.open_new()
    driver.session.commit(SECOND, "改")
    before = driver.shown
    driver.notifications.clear()
    driver.session.open(None)
    assert (driver.session.present, driver.session.shown, driver.session.revisions()) == (None, None, ())
    assert driver.labels() == (None, None)
    assert driver.notifications == [notified(before, None)]


def test_a_form_whose_template_is_missing_does_not_open_and_what_was_open_stays(
    driver: SessionDriver,
) -> None:
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    (orphan,) = driver.create_without_template(THIRD)
    shown = driver.shown
    driver.notifications.clear()
    with pytest.raises(TemplateError, match="beijing-2030"):
        driver.session.open(orphan)
    assert driver.shown is shown
    assert driver.present == SECOND
    assert driver.session.undo_label == "改名"
    assert driver.notifications == []


def test_an_unknown_form_does_not_open_and_what_was_open_stays(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    with pytest.raises(StorageError) as caught:
        driver.session.open(FormId("?"))
    assert caught.value.kind is StorageErrorKind.MISSING
    assert driver.present == driver.shown.form == FIRST
    assert driver.notifications == []


def test_a_form_whose_log_cannot_be_read_does_not_open(
    driver: SessionDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    (other,) = driver.create(SECOND)
    driver.open_new(FIRST)

    def unreadable(form_id: FormId) -> tuple[Revision, ...]:
        raise StorageError(StorageErrorKind.CORRUPT, form_id)

    monkeypatch.setattr(driver.store, "revisions", unreadable)
    with pytest.raises(StorageError, match=other):
        driver.session.open(other)
    assert driver.present == driver.shown.form == FIRST
    assert driver.labels() == (None, None)


def test_opening_drops_a_preview(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    driver.session.preview(SECOND)
    driver.session.open(form_id)
    assert driver.shown.form == driver.saved(form_id) == FIRST


def test_a_preview_is_shown_and_scored_but_not_saved(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    before = driver.shown
    changed = with_cell(TRAININGS, "actual", "5场", FIRST)
    driver.session.preview(changed)
    assert driver.shown.form == changed
    assert driver.shown.sheet == evaluated(form_id, changed).sheet != before.sheet
    assert driver.present == driver.session.base == driver.saved(form_id) == FIRST
    assert driver.notifications == [notified(before, driver.shown)]
    assert driver.labels() == (None, None)


def test_dropping_a_preview_shows_what_is_saved(driver: SessionDriver) -> None:
    driver.open_new()
    saved = driver.shown
    driver.session.preview(SECOND)
    driver.session.preview(None)
    assert driver.shown == saved
    assert [(one.before, one.after) for one in driver.notifications][1:] == [
        (driver.notifications[0].after, saved)
    ]


def test_a_commit_is_saved_first_then_undoable_then_notified_once(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    before = driver.shown
    witnessed: list[tuple[Form, str | None, Form]] = []
    driver.session.subscribe(
        lambda _: witnessed.append((driver.saved(form_id), driver.session.undo_label, driver.present))
    )
    assert driver.session.commit(SECOND, "改名")
    assert witnessed == [(SECOND, "改名", SECOND)]
    assert driver.notifications == [notified(before, driver.shown, tuple(driver.store.summaries()))]
    assert driver.shown == evaluated(form_id, SECOND)
    assert driver.session.base == SECOND


def test_a_commit_after_previews_starts_from_what_is_saved(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    for typed in ("乙", "乙项", "乙项目"):
        driver.session.preview(named(FIRST, typed))
    driver.session.commit(SECOND, "改名")
    assert driver.saved(form_id) == SECOND
    assert [one.label for one in driver.session.revisions()] == ["新建", "改名"]
    driver.session.undo()
    assert driver.present == FIRST


def test_an_equal_commit_saves_nothing_and_leaves_no_undo_step(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.preview(SECOND)
    driver.notifications.clear()
    assert driver.session.commit(replace(FIRST), "没改")
    assert driver.store.load(form_id).rev == 1
    assert len(driver.session.revisions()) == 1
    assert driver.labels() == (None, None)
    assert driver.shown.form == FIRST
    assert [one.listed for one in driver.notifications] == [()]


def test_an_equal_commit_leaves_redo_alone(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.undo()
    driver.session.commit(FIRST, "没改")
    assert driver.labels() == (None, "改名")


def test_every_commit_stands_in_the_log_of_the_form(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.undo()
    driver.session.redo()
    assert [(one.kind, one.label) for one in driver.session.revisions()] == [
        (RevisionKind.CREATE, "新建"),
        (RevisionKind.EDIT, "改名"),
        (RevisionKind.UNDO, "改名"),
        (RevisionKind.REDO, "改名"),
    ]


def test_a_form_can_go_back_to_any_revision_and_that_can_be_undone(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    for form in (SECOND, THIRD, in_review(THIRD)):
        driver.session.commit(form, "改")
    created, second, third, latest = (one.number for one in driver.session.revisions())
    assert driver.session.revert_to(second, "恢复")
    assert driver.present == in_review(SECOND)
    assert driver.session.undo_label == "恢复"
    driver.session.undo()
    assert driver.present == in_review(THIRD)
    for number, form in ((third, THIRD), (created, FIRST), (latest, THIRD), (0, FIRST)):
        assert driver.session.revert_to(number, "恢复")
        assert driver.present == in_review(form)


def test_a_form_that_goes_back_gives_no_row_the_id_of_one_that_was(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    form, rows = FIRST.new_rows(1)
    driver.session.commit(form.with_rows(GRID, (*form.rows(GRID), *rows)), "加一行")
    driver.session.revert_to(driver.session.revisions()[0].number, "恢复")
    assert driver.present.rows(GRID) == FIRST.rows(GRID)
    assert driver.present.new_rows(1)[1][0].id != rows[0].id


def test_the_open_form_is_named_as_it_is_saved(driver: SessionDriver) -> None:
    driver.open_new(in_review(FIRST))
    driver.session.name_version(VersionName("送审稿", "请科长看"))
    (*_, line) = driver.session.revisions()
    assert (line.kind, line.by, given_name(line)) == ("name", "张三", VersionName("送审稿", "请科长看"))
    (told,) = driver.notifications
    assert (told.before, told.after) == (driver.shown, driver.shown)
    assert [one.form_id for one in told.listed] == [driver.shown.form_id]


def test_a_name_is_nothing_to_be_undone_and_keeps_nothing_from_being_undone(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.commit(SECOND, "改")
    driver.session.name_version(VersionName("初稿"))
    assert driver.labels() == ("改", None)
    driver.restart(form_id)
    assert driver.labels() == ("改", None)
    assert driver.session.undo()
    assert driver.present == FIRST


def test_a_name_can_be_changed_and_taken_away(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.name_version(VersionName("初稿"))
    (*_, line) = driver.session.revisions()
    driver.session.name_version(VersionName("二稿", "改过"), line.number)
    assert given_name(driver.session.revisions()[-1]) == VersionName("二稿", "改过")
    driver.session.name_version(VersionName("", "还有话"), line.number)
    assert [one.kind for one in driver.session.revisions()] == ["create"]


def test_a_name_has_words(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    with pytest.raises(EntryError, match="起一个名称"):
        driver.session.name_version(VersionName("", "只有备注"))
    assert len(driver.session.revisions()) == 1


def test_what_is_pending_is_saved_before_the_form_is_named(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.store.room = 0
    assert not driver.session.commit(SECOND, "改")
    with pytest.raises(StorageError):
        driver.session.name_version(VersionName("初稿"))
    driver.store.room = None
    driver.session.name_version(VersionName("初稿"))
    assert [one.kind for one in driver.session.revisions()] == ["create", "edit", "name"]
