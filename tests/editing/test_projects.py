import pytest

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.errors import EntryError, StorageError, TemplateError
from perfeval_desktop.store import FormId
from session_driver import FIRST, SECOND, THIRD, SessionDriver, in_review, notified, without_template
from small_forms import SELF, named


def test_new_projects_are_notified_and_can_be_undone_and_redone(driver: SessionDriver) -> None:
    made = driver.session.create([FIRST, SECOND], "打开 2 份示例")
    assert [driver.saved(form_id) for form_id in made] == [FIRST, SECOND]
    assert driver.notifications == [notified(None, None, tuple(driver.store.summaries()))]
    assert driver.labels() == ("打开 2 份示例", None)

    assert driver.session.undo()
    assert driver.listed == []
    assert driver.notifications[1:] == [notified(None, None, unlisted=made)]
    assert driver.labels() == (None, "打开 2 份示例")

    assert driver.session.redo()
    assert driver.listed == list(made)
    assert driver.notifications[2:] == [notified(None, None, tuple(driver.store.summaries()))]
    assert driver.labels() == ("打开 2 份示例", None)


def test_a_new_project_that_was_opened_closes_when_it_is_undone(driver: SessionDriver) -> None:
    (made,) = driver.session.create([FIRST], "新建")
    driver.session.open(made)
    driver.session.undo()
    assert driver.session.shown is None
    assert driver.notifications[-1].after is None
    driver.session.redo()
    assert driver.listed == [made]


def test_a_duplicate_is_a_project_of_its_own(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    (copy,) = driver.session.create([named(driver.session.load(form_id), "甲项目（副本）")], "复制“甲项目”")
    assert driver.shown.form_id == form_id
    driver.session.commit(in_review(FIRST), "送审")
    assert driver.saved(copy) == named(FIRST, "甲项目（副本）")
    driver.session.undo()
    driver.session.undo()
    assert driver.listed == [form_id]


def test_a_project_without_its_template_is_not_made(driver: SessionDriver) -> None:
    with pytest.raises(TemplateError):
        driver.session.create([FIRST, without_template(SECOND)], "导入")
    assert driver.listed == []
    assert driver.notifications == []


def test_nothing_created_deleted_or_restored_is_no_undo_step(driver: SessionDriver) -> None:
    assert driver.session.create([], "新建") == ()
    driver.session.delete([], "删除")
    driver.session.restore([], "恢复")
    driver.session.set_state([], FormState.FINAL)
    assert driver.labels() == (None, None)
    assert driver.notifications == []


def test_a_project_is_renamed_and_that_can_be_undone(driver: SessionDriver) -> None:
    form_id, other = driver.create(FIRST, SECOND)
    driver.session.edit_many([form_id], lambda form: named(form, "丁项目"), "重命名为“丁项目”")
    assert driver.saved(form_id) == named(FIRST, "丁项目")
    assert driver.saved(other) == SECOND
    (notification,) = driver.notifications
    assert [one.project for one in notification.listed] == ["丁项目"]
    assert driver.labels() == ("重命名为“丁项目”", None)
    driver.session.undo()
    assert driver.saved(form_id) == FIRST


def test_renaming_the_open_project_shows_the_new_name(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    before = driver.shown
    driver.session.edit_many([form_id], lambda form: named(form, "丁项目"), "重命名")
    assert driver.present == driver.shown.form == named(FIRST, "丁项目")
    assert driver.notifications == [notified(before, driver.shown, tuple(driver.store.summaries()))]
    driver.session.undo()
    assert driver.present == driver.shown.form == FIRST
    assert driver.labels() == (None, "重命名")


def test_a_name_that_cannot_be_entered_changes_nothing(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    with pytest.raises(EntryError):
        driver.session.edit_many([form_id], lambda form: enter(SELF, form, YEAR, "今年"), "改年度")
    assert driver.saved(form_id) == FIRST
    assert driver.notifications == []


def test_a_deleted_project_goes_to_the_bin_and_undo_brings_it_back(driver: SessionDriver) -> None:
    kept, gone = driver.create(FIRST, SECOND)
    driver.session.delete([gone], "删除“乙项目”")
    assert driver.listed == [kept]
    assert [one.form_id for one in driver.session.bin()] == [gone]
    assert driver.notifications == [notified(None, None, unlisted=(gone,))]
    assert driver.labels() == ("删除“乙项目”", None)

    driver.session.undo()
    assert set(driver.listed) == {kept, gone}
    assert [one.form_id for one in driver.notifications[1].listed] == [gone]
    driver.session.redo()
    assert driver.listed == [kept]


def test_deleting_the_open_form_closes_it(driver: SessionDriver) -> None:
    (other,) = driver.create(SECOND)
    form_id = driver.open_new(FIRST)
    driver.session.commit(THIRD, "改名")
    before = driver.shown
    driver.notifications.clear()
    driver.session.delete([other, form_id], "删除 2 个项目")
    assert driver.session.shown is None
    assert driver.session.present is None
    assert driver.notifications == [notified(before, None, unlisted=(other, form_id))]
    assert driver.labels() == ("删除 2 个项目", None)

    driver.session.undo()
    assert set(driver.listed) == {other, form_id}
    assert driver.session.shown is None
    driver.session.open(form_id)
    assert driver.labels() == ("改名", "删除 2 个项目")


def test_deleting_another_form_leaves_the_open_one_open(driver: SessionDriver) -> None:
    (other,) = driver.create(SECOND)
    driver.open_new(FIRST)
    shown = driver.shown
    driver.session.delete([other], "删除")
    assert driver.shown is shown


def test_restoring_from_the_bin_can_be_undone(driver: SessionDriver) -> None:
    (form_id,) = driver.create(FIRST)
    driver.session.delete([form_id], "删除")
    driver.restart()
    driver.session.restore([form_id], "恢复“甲项目”")
    assert driver.listed == [form_id]
    assert driver.notifications == [notified(None, None, tuple(driver.store.summaries()))]
    assert driver.labels() == ("恢复“甲项目”", None)
    driver.session.undo()
    assert driver.listed == []
    assert driver.labels() == ("删除", "恢复“甲项目”")


def test_a_form_whose_template_is_missing_can_be_deleted_and_restored(driver: SessionDriver) -> None:
    (orphan,) = driver.create_without_template(FIRST)
    driver.session.delete([orphan], "删除")
    driver.session.undo()
    assert driver.notifications[-1].listed == tuple(driver.store.summaries())
    driver.session.redo()
    driver.session.restore([orphan], "恢复")
    assert driver.notifications[-1].listed == tuple(driver.store.summaries())


def test_what_the_store_refuses_to_move_stays_where_it_is(driver: SessionDriver) -> None:
    (form_id,) = driver.create(FIRST)
    with pytest.raises(StorageError):
        driver.session.delete([form_id, FormId("?")], "删除")
    with pytest.raises(StorageError):
        driver.session.restore([form_id], "恢复")
    with pytest.raises(StorageError):
        driver.session.purge([form_id])
    assert driver.listed == [form_id]
    assert driver.labels() == (None, None)
    assert driver.notifications == []


def test_a_purged_form_is_notified_and_takes_its_undo_steps_along(driver: SessionDriver) -> None:
    (gone,) = driver.session.create([FIRST], "新建甲")
    driver.session.delete([gone], "删除甲")
    (kept,) = driver.session.create([SECOND], "新建乙")
    driver.notifications.clear()
    driver.session.purge([gone])
    assert driver.session.bin() == []
    assert driver.notifications == [notified(None, None, unlisted=(gone,))]
    assert driver.labels() == ("新建乙", None)
    driver.session.undo()
    assert driver.labels() == (None, "新建乙")
    assert driver.session.redo()
    assert driver.listed == [kept]


def test_a_purged_form_takes_its_steps_out_of_redo_too(driver: SessionDriver) -> None:
    (gone,) = driver.session.create([FIRST], "新建")
    driver.session.undo()
    driver.session.purge([gone])
    assert driver.labels() == (None, None)
