"""What was done in the project tree can be undone and redone after a restart."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.editing.kept_steps import rebuilt
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.step_log import StepLine, StepMark
from perfeval_desktop.storage.project_steps import MOST_STEPS
from perfeval_desktop.store import FormId, RevisionKind
from session_driver import FIRST, SECOND, THIRD, SessionDriver, in_review


def states(driver: SessionDriver, *form_ids: FormId) -> list[FormState]:
    return [driver.saved(one).state for one in form_ids]


def finish(session: EditingSession, *form_ids: FormId) -> None:
    session.edit_many(form_ids, in_review, "送审")


def test_new_forms_are_taken_back_and_brought_back_after_restarts(driver: SessionDriver) -> None:
    made = driver.session.create([FIRST, SECOND], "复制 2 个项目")
    driver.restart()
    assert driver.labels() == ("复制 2 个项目", None)
    assert driver.session.undo()
    assert driver.listed == []
    driver.restart()
    assert driver.labels() == (None, "复制 2 个项目")
    assert driver.session.redo()
    assert driver.listed == [*made]
    driver.restart()
    assert driver.labels() == ("复制 2 个项目", None)


def test_a_deletion_is_taken_back_after_a_restart_with_the_undo_history_of_the_form(
    driver: SessionDriver,
) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.delete([form_id], "删除")
    driver.restart()
    assert driver.labels() == ("删除", None)
    driver.session.undo()
    assert driver.listed == [form_id]
    driver.session.open(form_id)
    assert driver.labels() == ("改名", "删除")
    driver.session.undo()
    assert driver.saved(form_id) == FIRST


def test_forms_taken_out_of_the_bin_go_back_there_after_a_restart(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    driver.store.delete([first, second], label="删除", by="")
    driver.session.restore([first, second], "恢复 2 个项目")
    driver.restart()
    driver.session.undo()
    assert driver.listed == []


def test_an_edit_of_several_forms_is_taken_back_and_brought_back_as_one(driver: SessionDriver) -> None:
    made = driver.create(FIRST, SECOND, THIRD)
    finish(driver.session, *made)
    for kind, state in (("undo", FormState.DRAFT), ("redo", FormState.IN_REVIEW), ("undo", FormState.DRAFT)):
        driver.restart()
        assert getattr(driver.session, kind)()
        assert states(driver, *made) == [state] * 3


def test_an_edit_is_not_taken_back_past_a_later_one_of_a_form(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    finish(driver.session, first, second)
    driver.session.open(first)
    driver.session.commit(replace(driver.session.base, year=2020), "改年度")
    driver.restart()
    assert driver.labels() == (None, None)
    driver.session.open(first)
    driver.session.undo()
    driver.restart(first)
    assert driver.session.undo_label == "送审"
    driver.session.undo()
    assert states(driver, first, second) == [FormState.DRAFT] * 2


def test_forms_that_were_made_and_changed_at_once_are_one_step(driver: SessionDriver) -> None:
    (present,) = driver.create(FIRST)
    (new,) = driver.session.take_in([THIRD], {present: SECOND}, "导入")
    driver.restart()
    driver.session.undo()
    assert driver.listed == [present]
    assert driver.saved(present) == FIRST
    driver.restart()
    driver.session.redo()
    assert set(driver.listed) == {present, new}
    assert driver.saved(present) == SECOND


def test_an_edit_of_which_part_was_refused_is_taken_back_as_far_as_it_came(driver: SessionDriver) -> None:
    made = driver.create(FIRST, SECOND, THIRD)
    driver.store.room = 2
    with pytest.raises(StorageError):
        finish(driver.session, *made)
    driver.restart()
    driver.session.undo()
    assert states(driver, *made) == [FormState.DRAFT] * 3
    assert not driver.session.undo()


def test_what_was_taken_back_in_part_is_taken_back_further_after_a_restart(driver: SessionDriver) -> None:
    made = driver.create(FIRST, SECOND, THIRD)
    finish(driver.session, *made)
    driver.store.room = 1
    with pytest.raises(StorageError):
        driver.session.undo()
    driver.restart()
    driver.session.undo()
    assert states(driver, *made) == [FormState.DRAFT] * 3
    driver.restart()
    driver.session.redo()
    driver.session.redo()
    assert states(driver, *made) == [FormState.IN_REVIEW] * 3


def test_after_an_edit_nothing_in_the_tree_is_brought_back_even_after_a_restart(
    driver: SessionDriver,
) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.create([SECOND], "新建")
    driver.session.undo()
    driver.session.commit(THIRD, "改名")
    driver.session.create([SECOND], "又新建")
    driver.session.undo()
    driver.restart(form_id)
    assert driver.labels() == ("改名", "又新建")
    driver.session.redo()
    assert driver.session.redo_label is None


def test_a_form_that_was_purged_ends_what_can_be_taken_back(driver: SessionDriver) -> None:
    driver.session.create([FIRST], "新建一")
    (second,) = driver.session.create([SECOND], "新建二")
    driver.session.delete([second], "删除二")
    driver.session.purge([second])
    driver.restart()
    assert driver.labels() == (None, None)


def delete_elsewhere(driver: SessionDriver, form_id: FormId) -> None:
    """Do as a program that knows nothing of steps."""
    driver.store.delete([form_id], label="删除", by="别人")


def test_a_form_that_another_program_has_moved_ends_what_can_be_taken_back(driver: SessionDriver) -> None:
    (first,) = driver.session.create([FIRST], "新建一")
    driver.restart()
    delete_elsewhere(driver, first)
    assert driver.labels() == (None, None)
    driver.store.restore([first], label="恢复", by="别人")
    assert driver.labels() == (None, None)


def test_in_a_store_that_is_only_read_there_is_nothing_to_undo(driver: SessionDriver) -> None:
    driver.session.create([FIRST], "新建")
    driver.restart(read_only=True)
    assert driver.labels() == (None, None)


def test_only_so_many_steps_are_kept(driver: SessionDriver) -> None:
    (form_id,) = driver.create(FIRST)
    for number in range(MOST_STEPS // 2 + 3):
        driver.session.delete([form_id], f"删除 {number}")
        driver.session.undo()
    assert len({one.mark.id for one in driver.store.steps()}) == MOST_STEPS
    driver.restart()
    driver.session.redo()
    assert driver.listed == []


def test_old_steps_are_looked_for_once_for_each_step_however_many_forms_it_changes(
    driver: SessionDriver,
) -> None:
    made = driver.create(FIRST, SECOND, THIRD)
    done: list[str] = []
    driver.store.database.connection.set_trace_callback(done.append)
    finish(driver.session, *made)
    driver.session.undo()
    driver.store.database.connection.set_trace_callback(None)
    assert sum(one.startswith("INSERT INTO project_step") for one in done) == 6
    assert sum(one.startswith("DELETE FROM project_step") for one in done) == 2


def test_what_takes_back_a_step_that_is_not_kept_is_left_out() -> None:
    form_id = FormId("a")
    lines = [
        StepLine(7, StepMark("undoing", "删除", undone="forgotten"), (form_id,), into_bin=False, edited={}),
        StepLine(8, StepMark("redoing", "删除", redone="undoing"), (form_id,), into_bin=True, edited={}),
    ]
    assert [*rebuilt(lines).all_steps()] == []
    later = StepLine(9, StepMark("later", "新建"), (form_id,), into_bin=False, edited={})
    (step,) = rebuilt([*lines, later]).steps(RevisionKind.UNDO)
    assert (step.number, step.label, step.id) == (9, "新建", "later")


def test_a_step_and_its_changes_are_saved_together_or_not_at_all(
    driver: SessionDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise StorageError(StorageErrorKind.FULL, "磁盘已满。请清理磁盘空间。")

    monkeypatch.setattr("perfeval_desktop.storage.project_steps.add", fail)
    with pytest.raises(StorageError):
        driver.session.create([FIRST], "新建")
    assert driver.listed == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE project_step SET value = '{'",
        "UPDATE project_step SET value = '{\"moved\": 3}'",
        "UPDATE project_step SET step = x'00'",
    ],
)
def test_steps_that_cannot_be_read_take_nothing_else_with_them(driver: SessionDriver, damage: str) -> None:
    driver.session.create([FIRST], "新建")
    driver.store.close()
    with closing(sqlite3.connect(driver.path, isolation_level=None)) as connection:
        connection.execute(damage)
    driver.start()
    assert driver.labels() == (None, None)
    assert len(driver.listed) == 1
    assert driver.session.create([SECOND], "又新建")
    assert driver.session.undo_label == "又新建"


def failing(_store: object, *_arguments: object, **_options: object) -> None:
    raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请检查磁盘，再试一次。")


@pytest.mark.parametrize("method", ["steps", "is_in_place", "revisions"])
def test_where_the_store_cannot_be_read_nothing_in_the_tree_is_undone(
    driver: SessionDriver, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    made = driver.create(FIRST, SECOND)
    driver.session.take_in([THIRD], dict.fromkeys(made, _other(FIRST)), "导入")
    driver.restart()
    monkeypatch.setattr(type(driver.store), method, failing)
    assert driver.labels() == (None, None)


@pytest.mark.parametrize("method", ["is_in_place", "revisions"])
def test_what_could_not_be_read_for_a_moment_can_be_undone_afterwards(
    driver: SessionDriver, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    made = driver.create(FIRST, SECOND)
    driver.session.take_in([THIRD], dict.fromkeys(made, _other(FIRST)), "导入")
    driver.restart()
    with monkeypatch.context() as for_a_moment:
        for_a_moment.setattr(type(driver.store), method, failing)
        assert driver.labels() == (None, None)
    assert driver.labels() == ("导入", None)
    assert driver.session.undo()
    assert driver.listed == [*made]


def _other(form: Form) -> Form:
    return replace(form, year=form.year + 1)


@pytest.mark.parametrize("act", [EditingSession.undo, EditingSession.redo])
def test_with_nothing_kept_nothing_is_undone(
    driver: SessionDriver, act: Callable[[EditingSession], bool]
) -> None:
    driver.create(FIRST)
    driver.restart()
    assert driver.store.steps() == []
    assert not act(driver.session)
