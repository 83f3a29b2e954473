from collections.abc import Callable
from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError
from perfeval_desktop.store import FormId
from session_driver import FIRST, FULL, SECOND, THIRD, SessionDriver, evaluated, in_review, notified


def test_a_refused_commit_stays_on_the_screen_as_pending(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    before = driver.shown
    driver.store.room = 0
    assert not driver.session.commit(SECOND, "改名")
    assert driver.shown == replace(evaluated(form_id, SECOND), save_error=FULL)
    assert driver.session.base == SECOND
    assert driver.present == driver.saved(form_id) == FIRST
    assert driver.notifications == [notified(before, driver.shown)]
    assert driver.labels() == ("改名", None)


def test_further_edits_build_on_the_pending_value(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    driver.session.preview(in_review(driver.session.base))
    assert driver.shown.form == in_review(SECOND)
    assert driver.shown.save_error is FULL
    assert not driver.session.commit(in_review(driver.session.base), "送审")
    driver.store.room = None
    assert driver.session.retry()
    assert driver.saved(form_id) == in_review(SECOND)
    driver.session.undo()
    assert driver.present == FIRST


def test_escape_goes_back_to_the_pending_value(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    pending = driver.shown
    driver.session.preview(THIRD)
    driver.session.preview(None)
    assert driver.shown == pending


def test_retrying_while_the_trouble_lasts_keeps_the_value_pending(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    assert not driver.session.retry()
    assert driver.session.base == driver.shown.form == SECOND
    assert driver.shown.save_error is FULL


def test_retrying_saves_once_the_trouble_is_gone(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    driver.store.room = None
    driver.notifications.clear()
    assert driver.session.retry()
    assert driver.present == driver.saved(form_id) == SECOND
    assert driver.shown.save_error is None
    assert [one.listed for one in driver.notifications] == [tuple(driver.store.summaries())]
    assert driver.labels() == ("改名", None)
    assert driver.session.retry()
    assert len(driver.notifications) == 1


def test_the_next_commit_saves_what_was_pending_with_it(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    driver.store.room = None
    assert driver.session.commit(in_review(driver.session.base), "送审")
    assert driver.saved(form_id) == in_review(SECOND)
    assert driver.shown.save_error is None


def test_a_pending_value_typed_back_needs_no_saving(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    assert driver.session.commit(FIRST, "改回")
    assert driver.shown == evaluated(form_id, FIRST)
    assert driver.labels() == (None, None)


def test_what_is_pending_can_be_given_up(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    driver.session.discard_pending()
    assert driver.shown == evaluated(form_id, FIRST)
    assert driver.session.base == FIRST
    assert driver.session.retry()
    assert driver.saved(form_id) == FIRST
    assert driver.labels() == (None, None)


def actions_that_leave_pending_behind(driver: SessionDriver, other: FormId) -> list[Callable[[], object]]:
    """Return everything that would leave the pending value of the open form behind."""
    session = driver.session
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


@pytest.mark.parametrize("place", range(7))
def test_what_is_pending_is_not_left_behind(driver: SessionDriver, place: int) -> None:
    (other,) = driver.create(THIRD)
    form_id = driver.open_new(FIRST)
    driver.session.commit(in_review(FIRST), "送审")
    driver.session.undo()
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    with pytest.raises(StorageError) as caught:
        actions_that_leave_pending_behind(driver, other)[place]()
    assert caught.value is FULL
    assert driver.shown == replace(evaluated(form_id, SECOND), save_error=FULL)
    assert driver.saved(form_id) == FIRST
    assert driver.labels() == ("改名", None)


def test_going_back_to_a_revision_does_not_leave_what_is_pending_behind(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.store.room = 0
    driver.session.commit(THIRD, "再改名")
    first, second = (one.number for one in driver.session.revisions())
    assert not driver.session.revert_to(first, "恢复")
    assert driver.shown.form == THIRD
    driver.store.room = None
    assert driver.session.revert_to(second, "恢复")
    assert driver.saved(form_id) == SECOND
    driver.session.undo()
    assert driver.present == THIRD


def test_undoing_what_is_pending_saves_it_so_that_it_can_be_redone(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    driver.store.room = None
    assert driver.session.undo()
    assert driver.present == driver.shown.form == FIRST
    assert driver.shown.save_error is None
    assert driver.session.redo()
    assert driver.present == SECOND


def test_what_is_pending_is_saved_before_another_form_opens(driver: SessionDriver) -> None:
    (other,) = driver.create(THIRD)
    form_id = driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    driver.store.room = None
    driver.session.open(other)
    assert driver.saved(form_id) == SECOND
    assert driver.shown.form == THIRD


def test_a_new_form_and_a_restored_one_leave_the_pending_value_as_it_is(driver: SessionDriver) -> None:
    (gone,) = driver.create(THIRD)
    driver.session.delete([gone], "删除")
    driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    pending = driver.shown
    driver.session.create([THIRD], "新建")
    driver.session.restore([gone], "恢复")
    assert driver.shown is pending


def test_what_is_on_the_screen_is_held_to_be_saved_elsewhere(driver: SessionDriver) -> None:
    assert driver.session.held() is None
    form_id = driver.open_new(FIRST)
    held = driver.session.held()
    assert held is not None
    assert (held.stored.form_id, held.entry.form, held.label, held.by) == (form_id, FIRST, "", "张三")
    driver.store.room = 0
    driver.session.commit(SECOND, "改名")
    held = driver.session.held()
    assert held is not None
    assert (held.stored.form, held.entry.form, held.label) == (FIRST, SECOND, "改名")
