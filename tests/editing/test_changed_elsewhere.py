"""Forms that the session knows otherwise than they are: changed elsewhere, or saved after all."""

from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.errors import FinalFormError, StorageError, StorageErrorKind
from perfeval_desktop.store import FormId, RevisionKind
from session_driver import FIRST, GRID, SECOND, THIRD, SessionDriver, evaluated, in_review, project_of
from storage.failing_ends import End, failing_ends

ROW = FIRST.rows(GRID)[0].id
ELSEWHERE = "别处的改动"


def with_target(form: Form, text: str) -> Form:
    return form.with_text(Place(GRID, ROW, "target"), text)


def change_elsewhere(driver: SessionDriver, form_id: FormId, form: Form) -> None:
    """Save a form past the session."""
    entry = evaluated(form_id, form).entry
    stored = driver.store.load(form_id)
    driver.store.save(stored, entry, kind=RevisionKind.EDIT, label=ELSEWHERE, by="李四")


def conflicting(driver: SessionDriver, elsewhere: Form, here: Form) -> FormId:
    """Open a form, let it be changed elsewhere and then here, which is refused."""
    form_id = driver.open_new(FIRST)
    change_elsewhere(driver, form_id, elsewhere)
    assert not driver.session.commit(here, "改名")
    assert driver.shown.save_error is not None
    assert driver.shown.save_error.kind is StorageErrorKind.CONFLICT
    assert "请重新载入这张表" in str(driver.shown.save_error)
    driver.notifications.clear()
    return form_id


def log(driver: SessionDriver) -> list[str]:
    return [one.label for one in driver.session.revisions()]


def test_trying_again_is_in_vain_and_loses_nothing(driver: SessionDriver) -> None:
    form_id = conflicting(driver, with_target(FIRST, "别处"), SECOND)
    assert not driver.session.retry()
    assert driver.shown.form == SECOND
    assert driver.saved(form_id) == with_target(FIRST, "别处")


def test_loading_anew_saves_the_pending_change_on_top_of_the_others(driver: SessionDriver) -> None:
    form_id = conflicting(driver, with_target(FIRST, "别处"), SECOND)
    assert driver.session.reload_form()
    assert driver.present == driver.shown.form == driver.saved(form_id) == with_target(SECOND, "别处")
    assert driver.shown.save_error is None
    assert driver.notifications[-1].listed == tuple(driver.store.summaries())
    assert log(driver) == ["新建", ELSEWHERE, "改名"]
    driver.session.undo()
    assert driver.present == with_target(FIRST, "别处")
    driver.session.undo()
    assert driver.present == FIRST
    driver.session.redo()
    driver.session.redo()
    assert driver.present == with_target(SECOND, "别处")


def test_where_both_changed_the_same_row_the_screen_is_saved_and_undo_brings_the_others_back(
    driver: SessionDriver,
) -> None:
    here, elsewhere = with_target(FIRST, "这里"), with_target(FIRST, "别处")
    form_id = conflicting(driver, elsewhere, here)
    assert driver.session.reload_form()
    assert driver.present == driver.saved(form_id) == here
    driver.session.undo()
    assert driver.present == elsewhere


def test_the_same_change_here_and_elsewhere_is_saved_once(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    change_elsewhere(driver, form_id, SECOND)
    driver.session.commit(SECOND, "改名")
    assert driver.session.retry()
    assert log(driver) == ["新建", ELSEWHERE]
    assert driver.labels() == (ELSEWHERE, None)
    assert driver.shown == evaluated(form_id, SECOND)


def test_giving_up_shows_what_was_changed_elsewhere_and_work_goes_on(driver: SessionDriver) -> None:
    form_id = conflicting(driver, SECOND, THIRD)
    driver.session.discard_pending()
    assert driver.shown == evaluated(form_id, SECOND)
    assert driver.labels() == (ELSEWHERE, None)
    assert driver.session.commit(THIRD, "再改名")
    assert driver.saved(form_id) == THIRD


def test_typing_the_old_value_again_shows_what_was_changed_elsewhere(driver: SessionDriver) -> None:
    form_id = conflicting(driver, SECOND, THIRD)
    assert driver.session.commit(FIRST, "改回")
    assert driver.shown == evaluated(form_id, SECOND)


def test_what_cannot_be_read_now_leaves_the_pending_change_as_it_is(
    driver: SessionDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    form_id = conflicting(driver, SECOND, THIRD)

    def refuse(_form_id: FormId) -> object:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请检查磁盘，再试一次。")

    monkeypatch.setattr(driver.store, "load", refuse)
    for attempt in (driver.session.reload_form, driver.session.discard_pending):
        with pytest.raises(StorageError, match="读取时出错"):
            attempt()
        assert driver.shown.form == THIRD
        assert driver.shown.save_error is not None
    assert not driver.session.commit(FIRST, "改回")
    monkeypatch.undo()
    assert driver.session.reload_form()
    assert driver.present == driver.saved(form_id) == SECOND


def test_a_form_that_became_final_elsewhere_is_not_changed_and_nothing_typed_is_lost(
    driver: SessionDriver,
) -> None:
    final = replace(FIRST, state=FormState.FINAL)
    conflicting(driver, final, SECOND)
    with pytest.raises(FinalFormError):
        driver.session.reload_form()
    assert driver.shown.form == SECOND
    driver.session.discard_pending()
    assert driver.present == final


def test_a_form_deleted_elsewhere_is_saved_once_it_is_restored(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.delete([form_id], label="删除", by="")
    assert not driver.session.commit(SECOND, "改名")
    driver.notifications.clear()
    assert not driver.session.reload_form()
    assert [one.listed for one in driver.notifications] == [(), ()]
    assert driver.shown.form == SECOND
    driver.store.restore([form_id], label="还原", by="")
    assert driver.session.reload_form()
    assert driver.saved(form_id) == SECOND


def test_loading_anew_with_nothing_pending_shows_what_is_there(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    change_elsewhere(driver, form_id, SECOND)
    assert driver.session.reload_form()
    assert driver.shown == evaluated(form_id, SECOND)
    assert driver.labels() == (ELSEWHERE, None)


def test_undo_after_a_change_elsewhere_says_so_once_and_then_undoes_that(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    change_elsewhere(driver, form_id, THIRD)
    with pytest.raises(StorageError) as caught:
        driver.session.undo()
    assert caught.value.kind is StorageErrorKind.CONFLICT
    assert driver.present == driver.shown.form == THIRD
    assert driver.labels() == (ELSEWHERE, None)
    driver.session.undo()
    driver.session.undo()
    assert driver.present == driver.saved(form_id) == FIRST


def test_undo_that_fails_for_another_reason_changes_nothing(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.store.room = 0
    with pytest.raises(StorageError):
        driver.session.undo()
    assert driver.labels() == ("改名", None)


def test_undoing_a_batch_stops_at_a_form_that_was_changed_elsewhere(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    driver.session.edit_many([first, second], in_review, "送审")
    change_elsewhere(driver, second, THIRD)
    with pytest.raises(StorageError, match="已在别处改动过，没有撤销") as caught:
        driver.session.undo()
    assert caught.value.kind is StorageErrorKind.CONFLICT
    assert (driver.saved(first), driver.saved(second)) == (FIRST, THIRD)
    driver.session.open(second)
    assert driver.labels() == (ELSEWHERE, "送审")
    driver.session.undo()
    assert driver.present == in_review(SECOND)


def test_a_form_changed_elsewhere_while_another_was_open_has_its_history_anew(driver: SessionDriver) -> None:
    (other,) = driver.create(THIRD)
    form_id = driver.open_new(FIRST)
    driver.session.open(other)
    change_elsewhere(driver, form_id, SECOND)
    driver.session.open(form_id)
    assert driver.labels() == (ELSEWHERE, None)
    driver.session.undo()
    assert driver.present == FIRST


# -- in doubt --------------------------------------------------------------------------------------------


def test_a_change_that_was_in_doubt_and_is_saved_is_not_saved_again(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    with failing_ends(driver.store, End.SAVED_AND_SILENT):
        assert not driver.session.commit(SECOND, "改名")
        assert not driver.session.retry()
    assert driver.session.retry()
    assert driver.shown == evaluated(form_id, SECOND)
    assert log(driver) == ["新建", "改名"]
    assert driver.labels() == ("改名", None)
    driver.session.undo()
    assert driver.present == driver.saved(form_id) == FIRST


def test_what_is_typed_after_a_change_in_doubt_is_saved_on_top_of_it(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    with failing_ends(driver.store, End.SAVED_AND_SILENT):
        driver.session.commit(SECOND, "改名")
    assert driver.session.commit(in_review(driver.session.base), "送审")
    assert log(driver) == ["新建", "改名", "送审"]
    driver.session.undo()
    assert driver.present == SECOND
    driver.session.undo()
    assert project_of(driver.present) == project_of(FIRST)


def test_an_undo_that_was_in_doubt_does_not_stop_the_next_one(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.commit(THIRD, "再改名")
    with failing_ends(driver.store, End.SAVED_AND_SILENT), pytest.raises(StorageError, match="还不能确定"):
        driver.session.undo()
    with pytest.raises(StorageError):
        driver.session.undo()
    assert driver.present == SECOND
    driver.session.undo()
    assert driver.present == FIRST
