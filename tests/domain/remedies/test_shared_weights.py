from collections.abc import Collection
from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import Form, RowId
from perfeval_desktop.domain.remedies import Remedy, remedied
from perfeval_desktop.domain.remedies.shared_weights import missing_to_row, shared_by_template, shared_equally
from perfeval_desktop.domain.template import Template
from remedying import judged_of, texts
from short_forms import filled, short_template
from sound_form import (
    EFFECT,
    FIGURES,
    GRID,
    NATIONAL,
    ON_TIME,
    PASS_RATE,
    SATISFACTION,
    SCORING,
    TRAININGS,
    sound_form,
    with_row,
    without_row,
)

PRODUCTS = (TRAININGS, PASS_RATE, ON_TIME)


def remedy(found: Remedy | str) -> Remedy:
    assert isinstance(found, Remedy), found
    return found


def equally(form: Form, rows: Collection[str] = PRODUCTS, template: Template = NATIONAL) -> Remedy | str:
    return shared_equally(judged_of(form, template), rows)


def weights(form: Form) -> list[str]:
    return [row.text("weight") for row in form.rows("indicators")]


def without_weights(*rows: str) -> Form:
    form = sound_form()
    for row in rows:
        form = with_row(row, form, weight="")
    return form


def test_chosen_rows_share_what_the_others_leave_of_100_points() -> None:
    found = remedy(equally(sound_form()))
    assert found.label == "平均分配 3 行，每行 16 分，第 1 行“教师培训场次”18 分"
    assert weights(remedied(NATIONAL, sound_form(), found)) == ["18", "16", "16", "30", "10"]


def test_what_divides_leaves_no_rest() -> None:
    assert remedy(equally(sound_form(), [TRAININGS, PASS_RATE])).label == "平均分配 2 行，每行 20 分"


def test_rows_that_were_without_points_get_theirs() -> None:
    found = remedy(equally(without_weights(TRAININGS, PASS_RATE)))
    assert [*texts(found).values()] == ["18", "16", "16"]


def test_as_many_decimals_are_given_as_the_template_prints() -> None:
    grid = GRID.replace('"weight"', '{ role = "weight", decimals = 2 }')
    template = short_template(SCORING + grid + FIGURES)
    form = filled(
        template, indicators=[{"level1": "产出指标", "level3": name, "weight": "30"} for name in "甲乙丙"]
    )
    found = remedy(equally(form, ["r1", "r2", "r3"], template))
    assert found.label == "平均分配 3 行，每行 30 分"
    form = form.removing("indicators", frozenset({"r3"}))
    assert remedy(equally(form, ["r1", "r2"], template)).label == "平均分配 2 行，每行 45 分"


def test_while_others_have_no_points_it_is_what_the_template_expects_of_the_dimension() -> None:
    form = without_weights(EFFECT, SATISFACTION)
    assert remedy(equally(form)).label == "平均分配 3 行，每行 16 分，第 1 行“教师培训场次”18 分"
    assert remedy(equally(form, [PASS_RATE, ON_TIME])).label == "平均分配 2 行，每行 15 分"


def test_of_a_dimension_nothing_is_expected_of_it_is_what_the_rows_have() -> None:
    form = with_row(ON_TIME, without_weights(EFFECT), level1="管理指标")
    assert remedy(equally(form, [PASS_RATE, ON_TIME])).label == "平均分配 2 行，每行 15 分"


def test_where_nothing_is_left_nothing_is_shared() -> None:
    form = with_row(EFFECT, with_row(TRAININGS, weight="60"), weight="90")
    assert "没有分值可以分给" in str(equally(form, [PASS_RATE, ON_TIME]))


@pytest.mark.parametrize("rows", [[], [TRAININGS], ["total"]])
def test_fewer_than_two_rows_cannot_share(rows: list[str]) -> None:
    assert "请先选中几行" in str(equally(sound_form(), rows))


def test_the_points_of_the_template_are_shared_within_each_dimension() -> None:
    form = without_weights(TRAININGS, PASS_RATE, EFFECT)
    found = remedy(shared_by_template(judged_of(form, NATIONAL)))
    assert weights(remedied(NATIONAL, form, found)) == ["18", "16", "16", "30", "10"]


def test_why_they_cannot_be_is_told() -> None:
    told = shared_by_template(judged_of(without_row(EFFECT), NATIONAL))
    assert str(told).startswith(
        "表中的一级指标和模板规定分值的不一致（产出指标 50 分、效益指标 30 分、满意度指标 10 分）"
    )
    grid = GRID[: GRID.index("dimensions")]
    plain = short_template(SCORING + grid + FIGURES)
    assert shared_by_template(judged_of(filled(plain), plain)) == "这张表的模板没有规定各一级指标的分值。"


def test_what_is_missing_goes_to_a_row_and_what_is_too_much_is_taken_from_it() -> None:
    form = with_row(ON_TIME, weight="4")
    found = remedy(missing_to_row(judged_of(form, NATIONAL), PASS_RATE))
    assert found.label == "差的 6 分加到第 2 行“培训合格率”"
    assert weights(remedied(NATIONAL, form, found)) == ["20", "26", "4", "30", "10"]
    found = remedy(missing_to_row(judged_of(with_row(ON_TIME, weight=""), NATIONAL), ON_TIME))
    assert texts(found) == {f"indicators.{ON_TIME}.weight": "10"}
    found = remedy(missing_to_row(judged_of(with_row(ON_TIME, weight="15"), NATIONAL), PASS_RATE))
    assert found.label == "从第 2 行“培训合格率”减去多出的 5 分"


@pytest.mark.parametrize(
    ("form", "row", "told"),
    [
        (sound_form(), PASS_RATE, "分值合计已经是 100 分"),
        (with_row(TRAININGS, weight="60"), PASS_RATE, "多出的 40 分比第 2 行“培训合格率”的分值还多"),
        (sound_form(), "total", "请先把光标放在"),
    ],
)
def test_where_that_cannot_be_it_is_told(form: Form, row: str, told: str) -> None:
    assert told in str(missing_to_row(judged_of(form, NATIONAL), row))


def test_a_form_without_points_is_told_so() -> None:
    template = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 target actual"')
    judged = judged_of(filled(template), template)
    told = {shared_equally(judged, []), shared_by_template(judged), missing_to_row(judged, RowId("r1"))}
    assert told == {"这张表的指标没有分值一栏。"}


def test_rows_that_share_a_cell_are_left_to_the_user() -> None:
    form = sound_form()
    first, second, *rest = form.rows("indicators")
    form = form.with_rows("indicators", (first, replace(second, joined=frozenset({"weight"})), *rest))
    assert "几行共用一格分值" in str(equally(form))
