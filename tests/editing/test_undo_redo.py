from collections.abc import Callable

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.entry import enter, enter_block
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.errors import StorageError
from session_driver import FIRST, GRID, SECOND, THIRD, SessionDriver, evaluated, in_review, notified
from small_forms import EFFECT, ONLY, OTHER, PASS_RATE, SELF, TOTAL, TRAININGS


def block_pasted(form: Form) -> Form:
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
    "the state": in_review,
    "rows added": two_rows_added,
    "rows removed": lambda form: form.removing(GRID, frozenset({TRAININGS, EFFECT})),
    "all rows removed": lambda form: form.with_rows(GRID, ()),
    "a row moved down": lambda form: form.moving(GRID, TRAININGS, 2),
    "a row moved up": lambda form: form.moving(GRID, EFFECT, 0),
    "a block pasted": block_pasted,
    "everything": lambda _: blank_form(OTHER, 2021),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_form_is_undone_and_redone(
    driver: SessionDriver, change: Callable[[Form], Form]
) -> None:
    form_id = driver.open_new(FIRST)
    changed = change(FIRST)
    assert changed != FIRST
    assert driver.session.commit(changed, "改")
    assert driver.labels() == ("改", None)

    for undo_or_redo, form, labels in (
        (driver.session.undo, FIRST, (None, "改")),
        (driver.session.redo, changed, ("改", None)),
        (driver.session.undo, FIRST, (None, "改")),
    ):
        before = driver.shown
        driver.notifications.clear()
        assert undo_or_redo()
        assert driver.present == driver.saved(form_id) == form
        assert driver.shown == evaluated(form_id, form)
        assert driver.labels() == labels
        assert driver.notifications == [notified(before, driver.shown, tuple(driver.store.summaries()))]
    assert not driver.session.undo()


def test_steps_are_undone_and_redone_in_order(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    forms = [FIRST, SECOND, THIRD, in_review(THIRD)]
    for number, form in enumerate(forms[1:], 1):
        driver.session.commit(form, f"第 {number} 改")
    for form in reversed(forms[:-1]):
        assert driver.session.undo()
        assert driver.present == form
    for form in forms[1:]:
        assert driver.session.redo()
        assert driver.present == form


def test_a_new_change_clears_redo(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.undo()
    driver.session.commit(THIRD, "另改")
    assert driver.labels() == ("另改", None)
    assert not driver.session.redo()
    assert driver.present == THIRD


def test_undo_drops_a_preview(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.preview(THIRD)
    driver.session.undo()
    assert driver.shown.form == FIRST


def test_undo_works_after_a_restart(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.commit(THIRD, "再改名")
    driver.session.commit(in_review(THIRD), "送审")
    driver.session.undo()
    driver.restart(form_id)
    assert driver.labels() == ("再改名", "送审")
    driver.session.undo()
    driver.restart(form_id)
    assert driver.labels() == ("改名", "再改名")
    driver.session.undo()
    assert driver.present == FIRST
    for form in (SECOND, THIRD, in_review(THIRD)):
        driver.session.redo()
        assert driver.present == form


def test_each_form_has_an_undo_stack_of_its_own(driver: SessionDriver) -> None:
    first = driver.open_new(FIRST)
    driver.session.commit(in_review(FIRST), "送审")
    second = driver.open_new(SECOND)
    assert driver.labels() == (None, None)
    driver.session.open(first)
    driver.session.undo()
    assert (driver.saved(first), driver.saved(second)) == (FIRST, SECOND)


@pytest.mark.parametrize("method", ["undo", "redo"])
def test_a_refused_undo_changes_nothing(driver: SessionDriver, method: str) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.commit(THIRD, "再改名")
    driver.session.undo()
    driver.store.room = 0
    driver.notifications.clear()
    with pytest.raises(StorageError):
        getattr(driver.session, method)()
    assert driver.present == driver.shown.form == driver.saved(form_id) == SECOND
    assert driver.shown.save_error is None
    assert driver.labels() == ("改名", "再改名")
    assert driver.notifications == []


def test_steps_of_the_tree_and_of_the_form_are_undone_the_latest_first(driver: SessionDriver) -> None:
    (other,) = driver.create(THIRD)
    form_id = driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.delete([other], "删除")
    driver.session.commit(in_review(SECOND), "送审")
    labels = []
    while (label := driver.session.undo_label) is not None:
        labels.append(label)
        assert driver.session.undo()
    assert labels == ["送审", "删除", "改名"]
    assert (driver.saved(form_id), set(driver.listed)) == (FIRST, {other, form_id})
    labels.clear()
    while (label := driver.session.redo_label) is not None:
        labels.append(label)
        assert driver.session.redo()
    assert labels == ["改名", "删除", "送审"]
    assert (driver.saved(form_id), driver.listed) == (in_review(SECOND), [form_id])


def test_an_edit_clears_the_redo_of_the_tree(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.create([SECOND], "新建")
    driver.session.undo()
    assert driver.session.redo_label == "新建"
    driver.session.commit(THIRD, "改名")
    assert driver.labels() == ("改名", None)


def test_a_step_of_the_tree_clears_the_redo_of_the_tree(driver: SessionDriver) -> None:
    driver.session.create([FIRST], "新建甲")
    driver.session.undo()
    driver.session.create([SECOND], "新建乙")
    assert driver.labels() == ("新建乙", None)


def test_a_step_of_the_tree_leaves_what_the_form_can_redo(driver: SessionDriver) -> None:
    # It stands in the form's log and would be there again after a restart.
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.undo()
    driver.session.create([THIRD], "新建")
    assert driver.labels() == ("新建", "改名")
    driver.session.redo()
    assert driver.present == SECOND
    assert driver.labels() == ("改名", None)
