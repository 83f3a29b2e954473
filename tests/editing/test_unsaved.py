"""What of the open form is not saved, and how it comes back after a crash."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from perfeval_desktop.domain.form import Form, FormState, Place, Row, RowId
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.errors import EntryError
from perfeval_desktop.unsaved_work import Prospect, TypedText, UnsavedText, UnsavedWork, WayBack
from session_driver import FIRST, GRID, SECOND, SessionDriver
from small_forms import PROJECT

AT = datetime(2024, 5, 6, 10, 32, 5).astimezone()
TARGET = Place(GRID, RowId("r1"), "target")
REASON = Place(GRID, RowId("r1"), "reason")


def type_in(driver: SessionDriver, place: Place, text: str) -> None:
    """Type a text into an open editor."""
    driver.session.preview(driver.session.base.with_text(place, text), TypedText(place, text))


def unsaved(driver: SessionDriver) -> UnsavedWork:
    work = driver.session.unsaved_work(AT)
    assert work is not None
    return work


def after_a_crash(driver: SessionDriver) -> UnsavedWork:
    """Return what was not saved, with the program started anew."""
    work = unsaved(driver)
    driver.restart()
    return work


def refused(driver: SessionDriver, changed: Form, label: str = "改") -> None:
    """Commit what a full disk does not take."""
    driver.store.room = 0
    assert not driver.session.commit(changed, label)


def texts(work: UnsavedWork) -> list[tuple[str, str, str]]:
    return [(one.label, one.before, one.text) for one in work.texts]


# -- what is not saved ---------------------------------------------------------------------------------------


def test_what_is_being_typed_is_not_saved_until_it_is_committed(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    assert not driver.session.has_unsaved
    assert driver.session.unsaved_work(AT) is None
    type_in(driver, PROJECT, "改名")
    assert driver.session.has_unsaved
    work = unsaved(driver)
    assert (work.form_id, work.project, work.year, work.at) == (form_id, "甲项目", FIRST.year, AT)
    assert (texts(work), work.refused) == ([("项目名称", "甲项目", "改名")], None)
    driver.session.commit(FIRST.with_text(PROJECT, "改名"), "改")
    assert not driver.session.has_unsaved


def test_what_was_typed_and_taken_away_again_is_no_unsaved_work(driver: SessionDriver) -> None:
    driver.open_new()
    type_in(driver, PROJECT, "甲项目")
    assert driver.session.has_unsaved
    assert driver.session.unsaved_work(AT) is None


@pytest.mark.parametrize(
    "leave",
    [
        lambda driver: driver.session.preview(None),
        lambda driver: driver.session.open(None),
        lambda driver: driver.session.open(driver.listed[0]),
        lambda driver: driver.session.discard_pending(),
    ],
    ids=["escape", "close", "open", "give up"],
)
def test_what_is_given_up_is_no_unsaved_work(
    driver: SessionDriver, leave: Callable[[SessionDriver], None]
) -> None:
    driver.open_new()
    type_in(driver, PROJECT, "改名")
    leave(driver)
    assert not driver.session.has_unsaved


def test_a_text_that_cannot_stand_is_unsaved_as_well(driver: SessionDriver) -> None:
    driver.open_new()
    driver.session.preview(None, TypedText(YEAR, "20x"))
    assert texts(unsaved(driver)) == [("年度", str(FIRST.year), "20x")]


def test_a_refused_commit_is_unsaved_with_the_cells_it_changes(driver: SessionDriver) -> None:
    driver.open_new()
    changed = FIRST.with_text(PROJECT, "改名").with_year(2031)
    form, (row,) = changed.new_rows(1)
    refused(driver, form.inserting(GRID, 0, (replace(row, cells={"target": "≥3场"}),)), "粘贴")
    type_in(driver, REASON, "雨")
    work = unsaved(driver)
    assert work.refused is not None
    assert work.refused.label == "粘贴"
    assert sorted((before, text) for _, before, text in texts(work)) == [
        ("", "≥3场"),
        ("", "雨"),
        (str(FIRST.year), "2031"),
        ("甲项目", "改名"),
    ]


def test_a_cell_that_was_emptied_is_unsaved_with_what_was_there(driver: SessionDriver) -> None:
    driver.open_new()
    refused(driver, FIRST.with_text(PROJECT, ""))
    assert texts(unsaved(driver)) == [("项目名称", "甲项目", "")]


# -- the way back --------------------------------------------------------------------------------------------


def test_what_was_typed_is_put_back_as_one_step_that_can_be_undone(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    type_in(driver, PROJECT, "改名")
    work = after_a_crash(driver)
    assert driver.session.prospect(work) == Prospect(WayBack.READY, ("甲项目",))
    assert driver.session.put_back(work)
    assert driver.saved(form_id) == FIRST.with_text(PROJECT, "改名")
    assert driver.session.undo_label == "恢复未保存的内容"
    assert driver.session.prospect(work).way is WayBack.SAVED
    driver.session.undo()
    assert driver.saved(form_id) == FIRST


def test_a_refused_commit_is_put_back_with_its_rows_and_what_was_typed_since(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    form, (row,) = FIRST.new_rows(1)
    pending = form.inserting(GRID, 0, (replace(row, cells={"target": "≥3场"}),))
    refused(driver, pending)
    type_in(driver, Place(GRID, row.id, "reason"), "雨")
    work = after_a_crash(driver)
    assert driver.session.prospect(work).way is WayBack.READY
    assert driver.session.put_back(work)
    assert driver.saved(form_id) == pending.with_text(Place(GRID, row.id, "reason"), "雨")
    # Not a second time: the rows are there.
    assert driver.session.prospect(work).way is WayBack.SAVED


def test_what_was_typed_over_a_refused_text_is_put_back_also_where_it_is_as_saved(
    driver: SessionDriver,
) -> None:
    form_id = driver.open_new()
    refused(driver, FIRST.with_text(PROJECT, "改名").with_text(REASON, "雨"))
    type_in(driver, PROJECT, "甲项目")
    work = after_a_crash(driver)
    assert ("项目名称", "甲项目", "甲项目") in texts(work)
    assert driver.session.prospect(work).way is WayBack.READY
    assert driver.session.put_back(work)
    assert driver.saved(form_id) == FIRST.with_text(REASON, "雨")


def test_rows_that_were_removed_are_removed_again(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    changed = FIRST.removing(GRID, frozenset({"r1"}))
    refused(driver, changed)
    work = after_a_crash(driver)
    assert (work.texts, driver.session.prospect(work)) == ((), Prospect(WayBack.READY, ()))
    assert driver.session.put_back(work)
    assert driver.saved(form_id) == changed
    assert driver.session.prospect(work).way is WayBack.SAVED


def test_what_was_saved_at_the_last_moment_is_known_for_that(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    type_in(driver, PROJECT, " 改名 ")
    work = unsaved(driver)
    driver.session.commit(FIRST.with_text(PROJECT, "改名"), "改")
    driver.restart(form_id)
    # As it is entered, without the blanks.
    assert driver.session.prospect(work).way is WayBack.SAVED


def test_what_was_changed_since_is_shown_beside_it_and_replaced_only_by_hand(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    type_in(driver, PROJECT, "改名")
    work = after_a_crash(driver)
    driver.session.open(form_id)
    driver.session.commit(FIRST.with_text(PROJECT, "别人改的"), "改")
    assert driver.session.prospect(work) == Prospect(WayBack.CHANGED, ("别人改的",))
    assert driver.session.put_back(work)
    driver.session.undo()
    assert driver.saved(form_id) == FIRST.with_text(PROJECT, "别人改的")


def test_of_a_refused_commit_whose_rows_are_others_now_the_texts_are_put_back(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    refused(driver, FIRST.with_text(TARGET, "≥9场"))
    work = after_a_crash(driver)
    driver.session.open(form_id)
    driver.session.commit(FIRST.with_text(REASON, "雨"), "改")
    assert driver.session.prospect(work).way is WayBack.CHANGED
    assert driver.session.put_back(work)
    assert driver.saved(form_id) == FIRST.with_text(REASON, "雨").with_text(TARGET, "≥9场")


def test_a_refused_commit_without_texts_that_fits_no_more_has_no_way_back(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    refused(driver, replace(FIRST, state=FormState.RETURNED))
    work = after_a_crash(driver)
    driver.session.open(form_id)
    driver.session.commit(replace(FIRST, state=FormState.IN_REVIEW), "送审")
    assert driver.session.prospect(work) == Prospect(WayBack.NO_PLACE, ())
    with pytest.raises(EntryError, match="没有放回"):
        driver.session.put_back(work)
    assert driver.saved(form_id).state is FormState.IN_REVIEW


@pytest.mark.parametrize(
    "place",
    [Place(GRID, RowId("r99"), "target"), Place(GRID, RowId("r1"), "没有"), Place("没有", RowId("a"), "b")],
)
def test_a_text_whose_place_is_gone_can_only_be_looked_at(driver: SessionDriver, place: Place) -> None:
    form_id = driver.open_new()
    work = UnsavedWork(form_id, "甲项目", 2023, (UnsavedText(place, "那里", "", "内容"),), AT)
    assert driver.session.prospect(work) == Prospect(WayBack.NO_PLACE, (None,))
    with pytest.raises(EntryError):
        driver.session.put_back(work)


def test_a_year_that_is_none_can_only_be_looked_at(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    work = UnsavedWork(form_id, "甲项目", 2023, (UnsavedText(YEAR, "年度", "2023", "20x"),), AT)
    assert driver.session.prospect(work) == Prospect(WayBack.NO_PLACE, (str(FIRST.year),))


def test_what_a_full_disk_refuses_again_is_pending_and_not_lost(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    type_in(driver, PROJECT, "改名")
    work = after_a_crash(driver)
    driver.store.room = 0
    assert not driver.session.put_back(work)
    assert texts(unsaved(driver)) == [("项目名称", "甲项目", "改名")]
    driver.store.room = None
    assert driver.session.put_back(work)
    assert driver.saved(form_id) == FIRST.with_text(PROJECT, "改名")


def test_what_is_pending_in_another_form_is_saved_before(driver: SessionDriver) -> None:
    first, second = driver.create(FIRST, SECOND)
    driver.session.open(first)
    type_in(driver, PROJECT, "改名")
    work = after_a_crash(driver)
    driver.session.open(second)
    refused(driver, SECOND.with_year(2031))
    driver.store.room = None
    assert driver.session.put_back(work)
    assert driver.saved(second).year == 2031
    assert driver.saved(first) == FIRST.with_text(PROJECT, "改名")


# -- forms that take nothing ---------------------------------------------------------------------------------


def way(driver: SessionDriver, work: UnsavedWork) -> WayBack:
    return driver.session.prospect(work).way


def test_into_a_deleted_form_nothing_is_put_back_until_it_is_restored(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    type_in(driver, PROJECT, "改名")
    work = after_a_crash(driver)
    driver.session.delete([form_id], "删除")
    assert driver.session.prospect(work) == Prospect(WayBack.DELETED, ("甲项目",))
    with pytest.raises(EntryError, match="在回收站里"):
        driver.session.put_back(work)
    assert driver.session.shown is None
    driver.session.undo()
    assert way(driver, work) is WayBack.READY
    driver.session.delete([form_id], "删除")
    driver.session.purge([form_id])
    assert driver.session.prospect(work) == Prospect(WayBack.GONE, (None,))


def test_into_a_final_form_nothing_is_put_back(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    type_in(driver, PROJECT, "改名")
    work = after_a_crash(driver)
    driver.session.set_state([form_id], FormState.FINAL, despite_errors=True)
    assert way(driver, work) is WayBack.FINAL


def test_into_a_store_that_is_only_read_nothing_is_put_back(driver: SessionDriver) -> None:
    driver.open_new()
    type_in(driver, PROJECT, "改名")
    work = unsaved(driver)
    driver.restart(read_only=True)
    assert way(driver, work) is WayBack.READ_ONLY


def test_into_a_form_that_cannot_be_read_nothing_is_put_back(driver: SessionDriver) -> None:
    driver.open_new()
    type_in(driver, PROJECT, "改名")
    work = after_a_crash(driver)
    driver.store.is_broken = True
    assert driver.session.prospect(work) == Prospect(WayBack.UNREADABLE, (None,))


def test_into_a_form_whose_template_is_missing_nothing_is_put_back(driver: SessionDriver) -> None:
    (form_id,) = driver.create_without_template(FIRST)
    work = UnsavedWork(form_id, "甲项目", 2023, (UnsavedText(PROJECT, "项目名称", "", "内容"),), AT)
    assert way(driver, work) is WayBack.UNREADABLE


def test_a_row_of_the_template_that_the_form_has_not_got_yet_takes_a_text(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST.with_rows("funding", ()))
    place = Place("funding", RowId("other_funds"), "executed")
    type_in(driver, place, "3")
    work = after_a_crash(driver)
    assert driver.session.prospect(work) == Prospect(WayBack.READY, ("",))
    assert driver.session.put_back(work)
    assert driver.saved(form_id).rows("funding") == (Row(RowId("other_funds"), {"executed": "3"}),)
