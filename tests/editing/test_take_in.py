from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import FinalFormError, StorageError, TemplateError
from session_driver import FIRST, FULL, SECOND, THIRD, SessionDriver, in_review, without_template
from small_forms import named

NEW, OTHER = named(FIRST, "新项目"), named(SECOND, "又一个项目")


def test_what_is_new_and_what_changes_come_in_as_one_step(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    (made,) = driver.session.take_in([NEW], {first: in_review(FIRST), second: OTHER}, "导入 3 张表")
    assert [driver.saved(one) for one in (made, first, second)] == [NEW, in_review(FIRST), OTHER]
    assert driver.labels() == ("导入 3 张表", None)
    (notification,) = driver.notifications
    assert {one.form_id for one in notification.listed} == {made, first, second}

    driver.session.undo()
    assert driver.listed == [first, second]
    assert [driver.saved(one) for one in (first, second)] == [FIRST, SECOND]
    assert driver.notifications[1].unlisted == (made,)
    assert driver.labels() == (None, "导入 3 张表")

    driver.session.redo()
    assert [driver.saved(one) for one in (made, first, second)] == [NEW, in_review(FIRST), OTHER]
    assert set(driver.listed) == {made, first, second}
    assert len(driver.notifications) == 3


def test_changes_alone_are_a_step_and_nothing_is_none(driver: SessionDriver) -> None:
    (first,) = driver.create(FIRST)
    assert driver.session.take_in([], {first: FIRST}, "导入") == ()
    assert driver.labels() == (None, None)
    driver.session.take_in([], {first: SECOND}, "导入")
    assert driver.labels() == ("导入", None)
    driver.session.undo()
    assert driver.saved(first) == FIRST


def test_the_open_form_is_shown_as_taken_in_and_a_new_one_closes_when_it_is_undone(
    driver: SessionDriver,
) -> None:
    form_id = driver.open_new(FIRST)
    (made,) = driver.session.take_in([NEW], {form_id: SECOND}, "导入")
    assert driver.shown.form == SECOND
    driver.session.open(made)
    driver.session.undo()
    assert driver.session.shown is None
    driver.session.open(form_id)
    assert driver.shown.form == FIRST


def test_a_refused_intake_leaves_everything_as_it_was(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, in_review(SECOND))
    driver.session.set_state([second], FormState.FINAL)
    with pytest.raises(FinalFormError):
        driver.session.take_in([NEW], {first: THIRD, second: THIRD}, "导入")
    with pytest.raises(TemplateError):
        driver.session.take_in([without_template(NEW)], {first: THIRD}, "导入")
    assert driver.listed == [first, second]
    assert driver.saved(first) == FIRST
    assert driver.labels() == ("状态改为已定稿", None)


def test_a_form_that_is_changed_elsewhere_meanwhile_stops_all_of_it(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    driver.session.delete([second], "删除")
    with pytest.raises(StorageError):
        driver.session.take_in([NEW], {first: THIRD, second: THIRD}, "导入")
    assert driver.listed == [first]
    assert driver.saved(first) == FIRST


def test_where_a_change_cannot_be_taken_back_the_rest_can_be_later(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    (made,) = driver.session.take_in([NEW], {first: THIRD, second: OTHER}, "导入")
    driver.store.room = 1
    with pytest.raises(StorageError) as refused:
        driver.session.undo()
    assert refused.value.kind is FULL.kind
    assert [driver.saved(one) for one in (first, second)] == [FIRST, OTHER]
    assert made not in driver.listed
    assert driver.labels() == ("导入", "导入")
    driver.store.room = None
    driver.session.undo()
    assert [driver.saved(one) for one in (first, second)] == [FIRST, SECOND]
    driver.session.redo()
    driver.session.redo()
    assert [driver.saved(one) for one in (made, first, second)] == [NEW, THIRD, OTHER]


def test_what_is_pending_is_saved_before_forms_are_changed(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.room = 0
    driver.session.commit(in_review(FIRST), "送审")
    with pytest.raises(StorageError):
        driver.session.take_in([NEW], {form_id: SECOND}, "导入")
    assert driver.listed == [form_id]
    driver.store.room = None
    driver.session.take_in([NEW], {form_id: SECOND}, "导入")
    driver.session.undo()
    assert driver.saved(form_id) == in_review(FIRST)


def test_a_change_that_made_a_form_final_at_once_is_undone_at_once(driver: SessionDriver) -> None:
    (form_id,) = driver.create(FIRST)
    final = replace(SECOND, state=FormState.FINAL)
    driver.session.take_in([], {form_id: final}, "导入")
    assert driver.session.undo()
    assert driver.saved(form_id) == FIRST
    assert driver.session.redo()
    assert driver.saved(form_id) == final
