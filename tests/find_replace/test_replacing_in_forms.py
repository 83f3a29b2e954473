"""Replacing a text in several forms as one change."""

import pytest

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.errors import FinalFormError, StorageError
from perfeval_desktop.find_replace.matcher import Matcher
from perfeval_desktop.find_replace.query import Query
from perfeval_desktop.find_replace.replacing import Replacement, replacements
from perfeval_desktop.find_replace.replacing_in_forms import Replaced, replace_in_forms
from perfeval_desktop.find_replace.store_search import search
from perfeval_desktop.store import FormId
from session_driver import FIRST, FULL, SECOND, THIRD, SessionDriver, project_of


def chosen(driver: SessionDriver, sought: str, to: str) -> dict[FormId, tuple[Replacement, ...]]:
    """Return what replacing ``sought`` everywhere makes of the forms of the store."""
    steps = search(driver.session, Matcher(Query(text=sought)))
    return {
        one.form_id: replacements(one.template, one.form, one.found, to).cells
        for one in steps
        if one is not None
    }


def test_all_forms_are_changed_as_one_step(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND, THIRD)
    done = replace_in_forms(driver.session, chosen(driver, "项目", "工程"), "全部替换")
    assert done == Replaced(3, 3, 0)
    assert [project_of(driver.saved(one)) for one in ids] == ["甲工程", "乙工程", "丙工程"]
    assert driver.labels() == ("全部替换", None)
    driver.session.undo()
    assert [driver.saved(one) for one in ids] == [FIRST, SECOND, THIRD]
    driver.session.redo()
    assert [project_of(driver.saved(one)) for one in ids] == ["甲工程", "乙工程", "丙工程"]


def test_a_final_form_lets_none_be_changed(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND)
    driver.session.set_state([ids[1]], FormState.FINAL, despite_errors=True)
    plan = chosen(driver, "项目", "工程")
    with pytest.raises(FinalFormError):
        replace_in_forms(driver.session, plan, "全部替换")
    assert [project_of(driver.saved(one)) for one in ids] == ["甲项目", "乙项目"]


def test_what_has_changed_since_stays_and_is_counted(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND)
    plan = chosen(driver, "项目", "工程")
    driver.session.edit_many([ids[0]], lambda form: form.with_text(plan[ids[0]][0].place, "别的"), "改名")
    assert replace_in_forms(driver.session, plan, "全部替换") == Replaced(1, 1, 1)
    assert [project_of(driver.saved(one)) for one in ids] == ["别的", "乙工程"]


def test_what_has_been_deleted_since_stays_and_is_counted(driver: SessionDriver) -> None:
    ids = driver.create(FIRST, SECOND, THIRD)
    plan = chosen(driver, "项目", "工程")
    driver.session.delete(ids[:2], "删除")
    driver.session.purge(ids[:1])
    assert replace_in_forms(driver.session, plan, "全部替换") == Replaced(1, 1, 2)
    assert [project_of(driver.saved(one)) for one in ids[1:]] == ["乙项目", "丙工程"]


def test_what_is_not_saved_yet_of_the_open_form_is_kept(driver: SessionDriver) -> None:
    driver.create(SECOND)
    form_id = driver.open_new(FIRST)
    plan = chosen(driver, "项目", "工程")
    driver.store.room = 0
    assert not driver.session.commit(driver.present.with_text(NOTE, "没有存上"), "修改备注")
    with pytest.raises(StorageError, match=str(FULL)):
        replace_in_forms(driver.session, plan, "全部替换")
    driver.store.room = None
    replace_in_forms(driver.session, plan, "全部替换")
    saved = driver.saved(form_id)
    assert (project_of(saved), saved.text(*NOTE)) == ("甲工程", "没有存上")
    assert driver.shown.form == saved
