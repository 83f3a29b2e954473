"""Texts of earlier forms are offered while one types: of the same project, the same unit, the most used."""

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form, Place, RowId
from session_driver import SessionDriver
from small_forms import OTHER, PASS_RATE, TRAININGS, clean_form, named

GRID = "indicators"


def place(column: str, row: RowId = PASS_RATE) -> Place:
    return Place(GRID, row, column)


def with_texts(form: Form, row: RowId = PASS_RATE, **texts: str) -> Form:
    for column, text in texts.items():
        form = form.with_text(place(column, row), text)
    return form


def unit(form: Form, name: str) -> Form:
    return form.with_text(Place("head", RowId("only"), "implementing_unit"), name)


def gathered(driver: SessionDriver, *earlier: Form, own: Form | None = None) -> SessionDriver:
    driver.create(*earlier)
    driver.open_new(clean_form().with_year(2024) if own is None else own)
    while driver.session.earlier_texts.gather():
        pass
    return driver


def test_names_of_indicators_are_offered_wherever_they_stood(driver: SessionDriver) -> None:
    gathered(
        driver,
        with_texts(clean_form(), level3="结业合格率"),
        with_texts(clean_form(), level3="", reason="因无名"),
    )
    assert driver.session.earlier_texts.offers(place("level3"), "合格") == ("结业合格率",)
    assert driver.session.earlier_texts.offers(place("level3"), "结业合格率") == ()
    # Those of other rows of the form itself are there already.
    assert driver.session.earlier_texts.offers(place("level3"), "") == ("结业合格率",)


def test_targets_are_those_of_the_same_indicator(driver: SessionDriver) -> None:
    gathered(driver, with_texts(clean_form(), target="≥97%"))
    assert driver.session.earlier_texts.offers(place("target"), "≥") == ("≥97%",)
    assert driver.session.earlier_texts.offers(place("target", TRAININGS), "9") == ()


def test_of_actuals_only_the_wording_is_offered(driver: SessionDriver) -> None:
    gathered(driver, with_texts(clean_form(), actual="98%"), with_texts(clean_form(), actual="全部合格"))
    assert driver.session.earlier_texts.offers(place("actual"), "") == ("全部合格",)


def test_a_reason_of_the_same_indicator_comes_before_one_of_another(driver: SessionDriver) -> None:
    gathered(
        driver,
        with_texts(clean_form(), TRAININGS, reason="因场地维修少办两场"),
        with_texts(unit(clean_form(), "别的单位"), reason="因题目偏难"),
    )
    assert driver.session.earlier_texts.offers(place("reason"), "因") == ("因题目偏难", "因场地维修少办两场")


def test_the_same_project_comes_before_the_same_unit_and_that_before_others(driver: SessionDriver) -> None:
    gathered(
        driver,
        *[unit(with_texts(clean_form(), target="≥91%"), "别的单位")] * 3,
        *[named(with_texts(clean_form(), target="≥92%"), "别的项目")] * 2,
        with_texts(clean_form(), target="≥93%"),
    )
    assert driver.session.earlier_texts.offers(place("target"), "≥") == ("≥93%", "≥92%", "≥91%")


def test_what_was_used_most_comes_first_and_of_equals_the_latest(driver: SessionDriver) -> None:
    gathered(
        driver,
        with_texts(clean_form().with_year(2020), target="≥1%"),
        with_texts(clean_form().with_year(2022), target="≥2%"),
        *[with_texts(clean_form().with_year(year), target="≥3%") for year in (2018, 2019)],
    )
    assert driver.session.earlier_texts.offers(place("target"), "≥") == ("≥3%", "≥2%", "≥1%")


def test_no_more_than_eight_are_offered_and_none_that_is_very_long(driver: SessionDriver) -> None:
    gathered(
        driver,
        *[with_texts(clean_form(), reason=f"因{n}") for n in range(10)],
        with_texts(clean_form(), reason="因" * 401),
    )
    offered = driver.session.earlier_texts.offers(place("reason"), "因")
    assert len(offered) == 8
    assert "因" * 401 not in offered


def test_goals_and_outcomes_are_offered(driver: SessionDriver) -> None:
    gathered(driver, clean_form())
    goal = Place("goals", RowId("only"), "expected_goal")
    assert driver.session.earlier_texts.offers(goal, "举办") == ("举办教师培训10场。",)
    outcome = goal._replace(column="actual_outcome")
    assert driver.session.earlier_texts.offers(outcome, "场") == ("2023年共举办教师培训12场。",)


def test_forms_of_other_templates_are_read_by_the_roles_of_their_columns(driver: SessionDriver) -> None:
    other = blank_form(OTHER, 2022)
    row = other.rows("grid")[0].with_text("level3", "培训合格率").with_text("done", "全部合格")
    gathered(driver, other.with_rows("grid", (row, *other.rows("grid")[1:])))
    assert driver.session.earlier_texts.offers(place("actual"), "全") == ("全部合格",)


@pytest.mark.parametrize(
    "cell", [place("weight"), Place("head", RowId("only"), "project"), Place("gone", RowId("x"), "y")]
)
def test_elsewhere_nothing_is_offered(driver: SessionDriver, cell: Place) -> None:
    gathered(driver, clean_form())
    assert driver.session.earlier_texts.offers(cell, "") == ()


def test_nothing_is_offered_before_anything_is_gathered_or_for_another_form(driver: SessionDriver) -> None:
    driver.open_new()
    assert driver.session.earlier_texts.offers(place("level3"), "") == ()
    gathered(driver, with_texts(clean_form(), level3="另一项"))
    assert driver.session.earlier_texts.offers(place("level3"), "") != ()
    driver.open_new()
    assert driver.session.earlier_texts.offers(place("level3"), "") == ()
    driver.session.open(None)
    assert driver.session.earlier_texts.gather() == 0
    assert driver.session.earlier_texts.offers(place("level3"), "") == ()


def test_forms_are_read_a_few_at_a_time(driver: SessionDriver) -> None:
    driver.create(*[clean_form()] * 7)
    driver.open_new()
    assert [driver.session.earlier_texts.gather(3) for _ in range(4)] == [7, 4, 1, 0]


def test_what_cannot_be_read_is_left_out(driver: SessionDriver) -> None:
    driver.create_without_template(clean_form())
    gathered(driver, with_texts(clean_form(), target="≥97%"))
    assert driver.session.earlier_texts.offers(place("target"), "≥") == ("≥97%",)
    driver.open_new()
    driver.session.earlier_texts.gather()
    driver.store.is_broken = True
    while driver.session.earlier_texts.gather():
        pass
    assert driver.session.earlier_texts.offers(place("level3"), "") == ()


def test_nothing_is_gathered_nor_offered_where_it_is_not_wanted(driver: SessionDriver) -> None:
    gathered(driver, clean_form())
    driver.session.earlier_texts.is_on = False
    assert driver.session.earlier_texts.offers(place("level3"), "") == ()
    assert driver.session.earlier_texts.gather() == 0


def test_another_store_begins_anew(driver: SessionDriver) -> None:
    gathered(driver, clean_form())
    driver.session.reload()
    assert driver.session.earlier_texts.offers(place("level3"), "") == ()
