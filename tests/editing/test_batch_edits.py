import pytest

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, TemplateError
from session_driver import FIRST, FULL, SECOND, THIRD, SessionDriver, in_review, project_of, without_template
from small_forms import named


def test_a_change_of_several_forms_is_one_step(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND, in_review(THIRD))
    driver.session.set_state(ids, FormState.IN_REVIEW)
    assert [driver.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 3
    (notification,) = driver.notifications
    assert {one.form_id for one in notification.listed} == set(ids[:2])
    assert driver.labels() == ("状态改为待审核", None)
    driver.session.undo()
    assert [driver.saved(form_id) for form_id in ids] == [FIRST, SECOND, in_review(THIRD)]
    assert driver.labels() == (None, "状态改为待审核")
    driver.session.redo()
    assert [driver.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 3
    assert [len(one.listed) for one in driver.notifications] == [2, 2, 2]


def test_a_change_that_changes_no_form_is_no_step(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND)
    driver.session.set_state(ids, FormState.DRAFT)
    assert driver.labels() == (None, None)
    assert driver.notifications == []


def test_a_form_named_twice_is_changed_once(driver: SessionDriver) -> None:
    (form_id,) = driver.create(FIRST)
    driver.session.edit_many([form_id, form_id], lambda form: named(form, f"新{project_of(form)}"), "改名")
    assert driver.saved(form_id) == named(FIRST, "新甲项目")
    driver.session.undo()
    assert driver.saved(form_id) == FIRST


@pytest.mark.parametrize("place", [0, 1])
def test_the_step_stays_one_whichever_of_the_forms_is_open(driver: SessionDriver, place: int) -> None:
    ids = driver.create(FIRST, SECOND)
    driver.session.open(ids[place])
    for _ in range(2):
        driver.session.set_state(ids, FormState.IN_REVIEW)
        assert driver.shown.form.state is FormState.IN_REVIEW
        driver.session.undo()
        assert [driver.saved(form_id) for form_id in ids] == [FIRST, SECOND]
        assert driver.present == driver.shown.form == (FIRST, SECOND)[place]
        driver.session.redo()
        assert [driver.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 2
        assert driver.shown.form.state is FormState.IN_REVIEW
        driver.session.undo()


def test_two_changes_of_the_same_forms_are_undone_one_after_the_other(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND)
    driver.session.set_state(ids, FormState.IN_REVIEW)
    driver.session.set_state(ids, FormState.FINAL)
    driver.session.undo()
    assert [driver.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 2
    driver.session.undo()
    assert [driver.saved(form_id) for form_id in ids] == [FIRST, SECOND]
    driver.session.redo()
    driver.session.redo()
    assert [driver.saved(form_id).state for form_id in ids] == [FormState.FINAL] * 2


def test_once_one_of_the_forms_is_edited_by_itself_each_is_undone_by_itself(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    driver.session.set_state([first, second], FormState.IN_REVIEW)
    driver.session.open(first)
    driver.session.commit(in_review(THIRD), "改名")
    driver.session.open(second)
    assert driver.session.undo_label == "状态改为待审核"
    driver.session.undo()
    assert driver.present == SECOND
    assert driver.saved(first) == in_review(THIRD)
    assert driver.labels() == (None, "状态改为待审核")
    driver.session.open(first)
    driver.session.undo()
    driver.session.undo()
    assert driver.present == FIRST
    assert not driver.session.undo()


def test_once_that_edit_is_undone_they_are_undone_together_again(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND)
    driver.session.set_state(ids, FormState.IN_REVIEW)
    driver.session.open(ids[0])
    driver.session.commit(in_review(THIRD), "改名")
    driver.session.undo()
    driver.session.undo()
    assert [driver.saved(form_id) for form_id in ids] == [FIRST, SECOND]
    driver.session.redo()
    assert [driver.saved(form_id) for form_id in ids] == [in_review(FIRST), in_review(SECOND)]
    driver.session.redo()
    assert [driver.saved(form_id) for form_id in ids] == [in_review(THIRD), in_review(SECOND)]


def test_an_edit_before_the_change_of_several_forms_is_undone_and_redone_in_order(
    driver: SessionDriver,
) -> None:
    (other,) = driver.create(SECOND)
    form_id = driver.open_new(FIRST)
    driver.session.commit(THIRD, "改名")
    driver.session.set_state([form_id, other], FormState.IN_REVIEW)
    driver.session.undo()
    driver.session.undo()
    assert (driver.saved(form_id), driver.saved(other)) == (FIRST, SECOND)
    driver.session.redo()
    driver.session.redo()
    assert (driver.saved(form_id), driver.saved(other)) == (in_review(THIRD), in_review(SECOND))


def test_a_change_of_several_forms_that_was_undone_is_not_redone_over_a_new_edit(
    driver: SessionDriver,
) -> None:
    first, second = driver.create(FIRST, SECOND)
    driver.session.set_state([first, second], FormState.IN_REVIEW)
    driver.session.undo()
    driver.session.open(first)
    driver.session.commit(THIRD, "改名")
    assert driver.labels() == ("改名", None)


def test_a_failure_in_the_middle_keeps_and_notifies_what_was_changed_before_it(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND, THIRD)
    driver.session.open(ids[0])
    driver.notifications.clear()
    driver.store.room = 2
    with pytest.raises(StorageError) as caught:
        driver.session.set_state(ids, FormState.IN_REVIEW)
    assert caught.value.kind is FULL.kind
    assert str(caught.value) == f"已改动 2 张表（“甲项目”“乙项目”），其余 1 张没有改动。{FULL}"
    assert [driver.saved(form_id) for form_id in ids] == [in_review(FIRST), in_review(SECOND), THIRD]
    assert driver.present == driver.shown.form == in_review(FIRST)
    (notification,) = driver.notifications
    assert {one.form_id for one in notification.listed} == set(ids[:2])
    driver.store.room = None
    driver.session.undo()
    assert [driver.saved(form_id) for form_id in ids] == [FIRST, SECOND, THIRD]
    assert driver.labels() == (None, "状态改为待审核")


def test_forms_that_had_nothing_to_change_are_not_called_changed(driver: SessionDriver) -> None:
    ids = driver.create(in_review(FIRST), SECOND, *[THIRD] * 5)
    driver.store.room = 5
    with pytest.raises(
        StorageError, match=r"^已改动 5 张表（“乙项目”“丙项目”“丙项目”等），其余 1 张没有改动。"
    ):
        driver.session.set_state(ids, FormState.IN_REVIEW)


def test_a_failure_at_once_leaves_nothing_to_undo(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND)
    driver.store.room = 0
    with pytest.raises(StorageError) as caught:
        driver.session.set_state(ids, FormState.IN_REVIEW)
    assert caught.value is FULL
    assert [driver.saved(form_id) for form_id in ids] == [FIRST, SECOND]
    assert driver.labels() == (None, None)
    assert driver.notifications == []


def test_a_form_whose_template_is_missing_stops_a_change_of_several(driver: SessionDriver) -> None:
    (form_id,) = driver.create(FIRST)
    (orphan,) = driver.create_without_template(SECOND)
    with pytest.raises(TemplateError):
        driver.session.set_state([form_id, orphan], FormState.IN_REVIEW)
    assert driver.saved(form_id).state is FormState.IN_REVIEW
    assert driver.saved(orphan) == without_template(SECOND)
    driver.session.undo()
    assert driver.saved(form_id) == FIRST


def test_a_failure_in_the_middle_of_undoing_leaves_the_rest_to_be_undone(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND, THIRD)
    driver.session.open(ids[2])
    driver.session.set_state(ids, FormState.IN_REVIEW)
    driver.notifications.clear()
    driver.store.room = 1
    with pytest.raises(StorageError) as caught:
        driver.session.undo()
    assert caught.value.kind is FULL.kind
    assert str(caught.value) == f"已改动 1 张表（“甲项目”），其余 2 张没有改动。{FULL}"
    assert [driver.saved(form_id) for form_id in ids] == [FIRST, in_review(SECOND), in_review(THIRD)]
    assert [[line.form_id for line in one.listed] for one in driver.notifications] == [[ids[0]]]
    assert driver.labels() == ("状态改为待审核", "状态改为待审核")

    driver.store.room = None
    driver.session.undo()
    assert [driver.saved(form_id) for form_id in ids] == [FIRST, SECOND, THIRD]
    assert driver.present == THIRD
    assert driver.labels() == (None, "状态改为待审核")
    driver.session.redo()
    driver.session.redo()
    assert [driver.saved(form_id).state for form_id in ids] == [FormState.IN_REVIEW] * 3
    assert not driver.session.redo()


def test_a_failure_before_anything_is_undone_changes_nothing(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND)
    driver.session.set_state(ids, FormState.IN_REVIEW)
    driver.notifications.clear()
    driver.store.room = 0
    with pytest.raises(StorageError):
        driver.session.undo()
    assert driver.labels() == ("状态改为待审核", None)
    assert driver.notifications == []
    driver.store.room = None
    driver.session.undo()
    assert [driver.saved(form_id) for form_id in ids] == [FIRST, SECOND]
