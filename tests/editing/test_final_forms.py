from collections.abc import Callable
from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.errors import FinalFormError, UnfinishedFormError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import RevisionKind
from session_driver import FIRST, SECOND, SessionDriver, evaluated
from small_forms import EFFECT, ONLY, named, with_cell

FINAL = replace(FIRST, state=FormState.FINAL)
WRONG = with_cell(EFFECT, "score", "满分", FIRST)


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.preview(named(FINAL, "改名")),
        lambda session: session.commit(named(FINAL, "改名"), "改名"),
        lambda session: session.commit(named(FIRST, "改名"), "改名并退回"),
        lambda session: session.edit_many(
            [session.shown.form_id], lambda form: named(form, "改名"), "重命名"
        ),
        lambda session: session.revert_to(1, "恢复"),
    ],
)
def test_a_final_form_is_protected(driver: SessionDriver, change: Callable[[EditingSession], object]) -> None:
    form_id = driver.open_new(named(FIRST, "原名"))
    driver.session.commit(FIRST, "改名")
    driver.session.set_state([form_id], FormState.FINAL)
    shown = driver.shown
    driver.notifications.clear()
    with pytest.raises(FinalFormError, match="“甲项目”已定稿，不能改动。要修改，请先把状态改回“填报中”。"):
        change(driver.session)
    assert driver.present == driver.saved(form_id) == FINAL
    assert driver.shown is shown
    assert driver.notifications == []


def test_the_state_of_a_final_form_can_be_changed_and_then_the_form(driver: SessionDriver) -> None:
    form_id = driver.open_new(FINAL)
    driver.session.preview(None)
    driver.session.preview(FINAL)
    assert driver.session.commit(FINAL, "没改")
    driver.session.set_state([form_id], FormState.RETURNED)
    assert driver.session.commit(named(driver.session.base, "改名"), "改名")
    assert driver.session.commit(replace(driver.session.base, state=FormState.FINAL), "定稿")
    assert driver.session.commit(replace(driver.session.base, state=FormState.DRAFT), "退回")


def test_a_final_form_is_named_even_without_a_project(driver: SessionDriver) -> None:
    driver.open_new(replace(FINAL.with_text(Place("head", ONLY, "project"), "")))
    with pytest.raises(FinalFormError, match=r"^这张表已定稿"):
        driver.session.commit(FIRST, "改")


def test_what_was_done_before_a_form_became_final_is_undone_after_its_state(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    driver.session.set_state([form_id], FormState.FINAL)
    driver.session.undo()
    assert driver.present == SECOND
    driver.session.undo()
    assert driver.present == FIRST


def test_an_edit_of_a_final_form_in_an_older_log_is_not_undone_while_it_is_final(
    driver: SessionDriver,
) -> None:
    (form_id,) = driver.create(FINAL)
    stored = driver.store.load(form_id)
    after = evaluated(form_id, named(FINAL, "改名")).entry
    driver.store.save(stored, after, kind=RevisionKind.EDIT, label="改名", by="")
    driver.session.open(form_id)
    with pytest.raises(FinalFormError):
        driver.session.undo()
    assert driver.present == named(FINAL, "改名")


def test_one_final_form_stops_a_change_of_several(driver: SessionDriver) -> None:
    ids = driver.create(FINAL, SECOND)
    with pytest.raises(FinalFormError):
        driver.session.edit_many(ids, lambda form: form.with_year(2024), "改年度")
    assert [driver.saved(form_id).year for form_id in ids] == [2023, 2023]


def test_a_form_with_errors_does_not_become_final_unawares(driver: SessionDriver) -> None:
    form_id = driver.open_new(WRONG)
    with pytest.raises(UnfinishedFormError, match="“甲项目”还有 1 处错误，没有定稿。") as caught:
        driver.session.set_state([form_id], FormState.FINAL)
    assert caught.value.errors == driver.shown.errors == 1
    final = replace(WRONG, state=FormState.FINAL)
    with pytest.raises(UnfinishedFormError):
        driver.session.commit(final, "定稿")
    with pytest.raises(UnfinishedFormError):
        driver.session.edit_many([form_id], lambda _: final, "定稿")
    assert driver.saved(form_id) == WRONG
    assert driver.labels() == (None, None)


def test_of_several_forms_with_errors_none_becomes_final_and_the_first_are_named(
    driver: SessionDriver,
) -> None:
    wrong = [named(WRONG, f"第 {number} 项") for number in range(1, 7)]
    ids = driver.create(SECOND, *wrong)
    with pytest.raises(UnfinishedFormError) as caught:
        driver.session.set_state(ids, FormState.FINAL)
    assert str(caught.value) == (
        "有 6 张表还有错误，一张也没有定稿：“第 1 项”1 处、“第 2 项”1 处、“第 3 项”1 处、“第 4 项”1 处、"
        "“第 5 项”1 处 等。请先按检查结果改正，或确认仍要定稿。"
    )
    assert caught.value.errors == 6
    assert {driver.saved(form_id).state for form_id in ids} == {FormState.DRAFT}


def test_a_form_becomes_final_despite_its_errors_when_that_is_meant_and_the_log_says_so(
    driver: SessionDriver,
) -> None:
    right, wrong = driver.create(FIRST, named(WRONG, "乙项目"))
    driver.session.set_state([right, wrong], FormState.FINAL, despite_errors=True)
    assert {driver.saved(form_id).state for form_id in (right, wrong)} == {FormState.FINAL}
    labels = [driver.store.revisions(form_id)[-1].label for form_id in (right, wrong)]
    assert labels == ["状态改为已定稿", "定稿（有 1 处错误）"]
    assert driver.labels() == ("状态改为已定稿", None)
    driver.session.undo()
    assert {driver.saved(form_id).state for form_id in (right, wrong)} == {FormState.DRAFT}
    driver.session.redo()
    assert {driver.saved(form_id).state for form_id in (right, wrong)} == {FormState.FINAL}


def test_what_is_undone_of_one_form_made_final_despite_its_errors_says_so(driver: SessionDriver) -> None:
    form_id = driver.open_new(WRONG)
    driver.session.set_state([form_id], FormState.FINAL, despite_errors=True)
    assert driver.labels() == ("定稿（有 1 处错误）", None)
    # Once final it is so: another look at the errors is not asked for.
    driver.session.set_state([form_id], FormState.FINAL)
