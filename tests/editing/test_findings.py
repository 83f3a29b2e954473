"""What is done about a finding on the open form is one change, which can be undone."""

import pytest

from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.remedies import Remedy
from perfeval_desktop.errors import EntryError
from session_driver import FIRST, GRID, SessionDriver
from small_forms import EFFECT, PASS_RATE, TRAININGS, named, with_cell

SCORE = Place(GRID, TRAININGS, "score")
TOO_MUCH = with_cell(TRAININGS, "score", "21", FIRST)


def finding(driver: SessionDriver, code: Code) -> Finding:
    return next(one for one in driver.shown.findings if one.code is code)


def labels(driver: SessionDriver, code: Code) -> list[str]:
    return [one.label for one in driver.session.remedies(finding(driver, code))]


def test_a_remedy_is_saved_as_one_step_that_names_the_row(driver: SessionDriver) -> None:
    form_id = driver.open_new(TOO_MUCH)
    assert labels(driver, Code.SCORE) == ["改用规则算的 20 分", "改为满分 20 分"]
    first, _ = driver.session.remedies(finding(driver, Code.SCORE))
    assert driver.session.apply(first)
    assert driver.saved(form_id).text(*SCORE) == ""
    assert driver.labels() == ("第 1 行“教师培训场次”：改用规则算的 20 分", None)
    driver.session.undo()
    assert driver.saved(form_id) == TOO_MUCH


def test_a_remedy_of_several_cells_or_of_the_form_names_no_row(driver: SessionDriver) -> None:
    form_id = driver.open_new()
    both = Remedy("改成两处", ((SCORE, "19"), (Place(GRID, PASS_RATE, "score"), "29")))
    driver.session.apply(both)
    assert driver.labels()[0] == "改成两处"
    driver.session.apply(Remedy("改名", ((Place("head", TRAININGS, "project"), "乙"),)))
    assert driver.labels()[0] == "改名"
    assert driver.saved(form_id).text(GRID, PASS_RATE, "score") == "29"


def test_what_was_set_aside_is_saved_with_its_reason_and_can_be_asked_again(driver: SessionDriver) -> None:
    form_id = driver.open_new(TOO_MUCH)
    found = finding(driver, Code.SCORE)
    assert driver.session.accept(found, "加分项")
    assert driver.shown.errors == 0
    assert [one.reason for one in driver.saved(form_id).accepted] == ["加分项"]
    assert driver.labels()[0] == f"不用改：{found.message}（加分项）"
    assert driver.session.ask_again(driver.shown.accepted[0])
    assert driver.saved(form_id).accepted == ()
    assert driver.labels()[0] == f"重新提示：{found.message}"
    assert finding(driver, Code.SCORE) == found


def test_without_a_reason_nothing_is_set_aside(driver: SessionDriver) -> None:
    driver.open_new(TOO_MUCH)
    with pytest.raises(EntryError):
        driver.session.accept(finding(driver, Code.SCORE), " ")
    assert driver.labels() == (None, None)


def without_sign(form: Form = FIRST, name: str = "库存周转") -> Form:
    for column, text in (("level3", name), ("target", "20天"), ("actual", "15天")):
        form = with_cell(TRAININGS, column, text, form)
    return form


def test_which_way_is_better_is_offered_as_it_was_chosen_for_the_name_before(driver: SessionDriver) -> None:
    driver.open_new(without_sign())
    assert labels(driver, Code.SCORE) == ["选定越多越好", "选定越少越好"]
    _, less = driver.session.remedies(finding(driver, Code.SCORE))
    driver.session.apply(less)
    driver.open_new(named(without_sign(), "乙项目"))
    assert labels(driver, Code.SCORE) == ["选定越少越好", "选定越多越好"]
    assert driver.present.text(GRID, TRAININGS, "direction") == ""
    driver.open_new(named(without_sign(name="库存周转（乙）"), "丙项目"))
    assert labels(driver, Code.SCORE) == ["选定越多越好", "选定越少越好"]


def test_a_choice_in_the_open_form_itself_goes_before_those_of_others(driver: SessionDriver) -> None:
    driver.open_new(with_cell(TRAININGS, "direction", "越少越好", without_sign()))
    twice = named(without_sign(), "乙项目")
    driver.open_new(with_cell(EFFECT, "level3", twice.text(GRID, TRAININGS, "level3"), twice))
    assert labels(driver, Code.SCORE)[0] == "选定越少越好"
    driver.session.commit(with_cell(EFFECT, "direction", "越多越好", driver.present), "选定")
    assert labels(driver, Code.SCORE)[0] == "选定越多越好"


def test_where_the_store_cannot_be_read_nothing_is_known_of_earlier_choices(driver: SessionDriver) -> None:
    driver.open_new(with_cell(TRAININGS, "direction", "越少越好", without_sign()))
    driver.open_new(named(without_sign(), "乙项目"))
    driver.store.is_broken = True
    assert labels(driver, Code.SCORE) == ["选定越多越好", "选定越少越好"]
    driver.store.is_broken = False
    assert labels(driver, Code.SCORE) == ["选定越少越好", "选定越多越好"]


def test_a_check_that_offers_nothing_offers_nothing(driver: SessionDriver) -> None:
    driver.open_new(with_cell(EFFECT, "actual", "", FIRST))
    assert labels(driver, Code.REQUIRED) == []


def test_where_no_form_is_open_nothing_can_be_done(driver: SessionDriver) -> None:
    driver.open_new(TOO_MUCH)
    found = finding(driver, Code.SCORE)
    driver.session.open(None)
    with pytest.raises(RuntimeError):
        driver.session.remedies(found)
