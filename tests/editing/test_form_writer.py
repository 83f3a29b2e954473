from perfeval_desktop.domain.form import FormState
from perfeval_desktop.session import Notification
from session_driver import FIRST, SECOND, THIRD, SessionDriver, evaluated, in_review


def test_a_store_that_cannot_be_read_after_saving_gives_no_conflicts(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.fails_after_saving = True
    assert driver.session.commit(SECOND, "改名")
    assert driver.session.commit(THIRD, "再改名")
    assert driver.shown == evaluated(form_id, THIRD)
    assert driver.session.undo()
    assert driver.present == SECOND
    assert driver.labels() == ("改名", "再改名")
    driver.store.is_broken = driver.store.fails_after_saving = False
    assert driver.saved(form_id) == SECOND
    assert driver.session.commit(FIRST, "改回")


def test_a_change_of_several_forms_is_shown_without_reading_them_again(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.store.fails_after_saving = True
    numbers = driver.session.set_state([form_id], FormState.IN_REVIEW)
    assert driver.present == driver.shown.form == in_review(FIRST)
    assert [one.state for one in driver.notifications[-1].listed] == [FormState.IN_REVIEW]
    assert numbers == {form_id: 2}
    assert driver.session.commit(in_review(SECOND), "改名")
    driver.store.is_broken = False
    assert driver.saved(form_id) == in_review(SECOND)


def test_forms_created_deleted_and_restored_are_notified_without_reading_them_again(
    driver: SessionDriver,
) -> None:
    driver.store.is_broken = True
    (made,) = driver.session.create([FIRST], "新建")
    driver.session.delete([made], "删除")
    driver.session.undo()
    assert [(projects_listed(one), one.unlisted) for one in driver.notifications] == [
        (["甲项目"], ()),
        ([], (made,)),
        (["甲项目"], ()),
    ]


def projects_listed(notification: Notification) -> list[str]:
    return [line.project for line in notification.listed]


def test_each_change_records_who_made_it(driver: SessionDriver) -> None:
    (form_id,) = driver.session.create([FIRST], "新建")
    driver.session.open(form_id)
    driver.session.by = "李四"
    assert driver.session.by == "李四"
    driver.session.commit(SECOND, "改名")
    assert driver.store.load(form_id).changed_by == driver.notifications[-1].listed[0].changed_by == "李四"
    driver.session.by = "王五"
    driver.session.delete([form_id], "删除")
    driver.session.undo()
    assert [one.by for one in driver.store.revisions(form_id)] == ["张三", "李四", "王五", "王五"]
