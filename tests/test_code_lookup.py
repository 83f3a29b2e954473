from dataclasses import replace

import pytest

from perfeval_desktop.code_lookup import MEANING, MISTYPED, UNKNOWN, code_sentences, find_code
from perfeval_desktop.domain.check_code import check_code
from perfeval_desktop.domain.form import Form, FormState, Place, RowId
from perfeval_desktop.store import FormId
from session_driver import FIRST, SECOND, SessionDriver
from small_forms import CATALOGUE, SELF

BUDGET = Place("funding", RowId("total"), "initial_budget")
FINAL = replace(FIRST, state=FormState.FINAL)


def code_of(form: Form) -> str:
    return check_code(SELF, form)


def told(driver: SessionDriver, code: str, open_form: FormId | None = None) -> tuple[str, ...]:
    return code_sentences(find_code(driver.store, CATALOGUE, code), open_form)


@pytest.fixture
def form_id(driver: SessionDriver) -> FormId:
    """Return a form that is final, beside one that is not."""
    made, _ = driver.create(FINAL, SECOND)
    return made


def change(driver: SessionDriver, form_id: FormId, form: Form) -> None:
    driver.session.edit_many([form_id], lambda _: form, "改")


def test_a_mistyped_code_is_told_before_anything_is_looked_for(driver: SessionDriver) -> None:
    assert find_code(driver.store, CATALOGUE, "ABCDE-FGHJK") is None
    assert told(driver, "ABCDE-FGHJK") == (MISTYPED,)


def test_the_paper_of_the_form_as_it_is_now_agrees(driver: SessionDriver, form_id: FormId) -> None:
    sentence, meaning = told(driver, code_of(FIRST).lower(), form_id)
    assert sentence.startswith("一致：这张纸就是“甲项目”（2023 年度，")
    assert "总分" in sentence
    assert meaning == MEANING


def test_the_paper_of_an_earlier_final_state_names_who_changed_it_and_when(
    driver: SessionDriver, form_id: FormId
) -> None:
    driver.session.set_state([form_id], FormState.RETURNED)
    change(driver, form_id, replace(FIRST.with_text(BUDGET, "7"), state=FormState.RETURNED))
    driver.session.set_state([form_id], FormState.FINAL, despite_errors=True)
    (found,) = find_code(driver.store, CATALOGUE, code_of(FIRST)) or ()
    assert found.until is not None
    assert found.until.label == "状态改为被退回"
    sentence, _ = code_sentences([found])
    assert sentence.startswith("旧版：这张纸是“甲项目”")
    assert "由张三“状态改为被退回”以后就不同了，现在的状态是已定稿" in sentence
    assert told(driver, code_of(FIRST.with_text(BUDGET, "7")))[0].startswith("一致")


def test_a_form_that_is_no_longer_final_is_an_earlier_one_too(driver: SessionDriver, form_id: FormId) -> None:
    driver.session.by = ""
    driver.session.set_state([form_id], FormState.DRAFT)
    assert " “状态改为填报中”以后就不同了，现在的状态是填报中" in told(driver, code_of(FIRST))[0]


def test_a_form_that_never_was_final_has_printed_no_code(driver: SessionDriver, form_id: FormId) -> None:
    assert told(driver, code_of(SECOND)) == (UNKNOWN,)
    assert form_id in driver.listed


def test_the_paper_of_another_form_than_the_open_one_is_told(driver: SessionDriver, form_id: FormId) -> None:
    _, other = driver.listed
    first, second, _ = told(driver, code_of(FIRST), next(one for one in driver.listed if one != form_id))
    assert first == "这张纸不是现在打开的表，而是数据文件里的另一张："
    assert second.startswith("一致")
    assert other


def test_a_form_in_the_recycle_bin_is_found_there_and_comes_last(
    driver: SessionDriver, form_id: FormId
) -> None:
    driver.session.delete([form_id], "删除")
    assert "它现在在回收站里" in told(driver, code_of(FIRST))[0]
    (copy,) = driver.create(FINAL)
    found = find_code(driver.store, CATALOGUE, code_of(FIRST)) or ()
    assert [(one.form_id, one.is_in_bin) for one in found] == [(copy, False), (form_id, True)]


def test_a_damaged_log_hides_only_what_is_behind_the_damage(driver: SessionDriver, form_id: FormId) -> None:
    changed = replace(FIRST.with_text(BUDGET, "7"), state=FormState.RETURNED)
    driver.session.set_state([form_id], FormState.RETURNED)
    change(driver, form_id, changed)
    driver.store.database.connection.execute(
        "UPDATE revision SET patch = replace(patch, '\"7\"', '\"8\"') WHERE label = '改'"
    )
    assert told(driver, code_of(FIRST)) == (UNKNOWN,)
