from dataclasses import replace
from decimal import Decimal

import pytest

from clean_forms import (
    CATALOGUE,
    EFFECT,
    PASS_RATE,
    SATISFACTION,
    TRAININGS,
    clean_form,
    found,
    places,
    with_row,
)
from perfeval_desktop.domain_v1.findings import Code
from perfeval_desktop.domain_v1.form import Indicator


def test_weights_below_100_are_found_with_what_is_missing() -> None:
    assert found(with_row(TRAININGS, weight=Decimal("14.5")), Code.WEIGHTS_SUM) == [
        ("total", "分值合计为 94.5 分（含执行率 10 分），还差 5.5 分，请调整各项分值，使合计为 100 分。")
    ]


def test_weights_above_100_are_found_with_what_is_too_much() -> None:
    ((_, message),) = found(with_row(TRAININGS, weight=Decimal(25)), Code.WEIGHTS_SUM)
    assert "多出 5 分" in message


def test_without_an_execution_weight_the_sentence_does_not_mention_it() -> None:
    template = CATALOGUE["national-2020"]
    free = replace(template, execution=replace(template.execution, weight=Decimal(0)))
    assert found(clean_form(), Code.WEIGHTS_SUM, free) == [
        ("total", "分值合计为 90 分，还差 10 分，请调整各项分值，使合计为 100 分。")
    ]


def test_weights_that_add_to_100_are_fine() -> None:
    assert places(clean_form(), Code.WEIGHTS_SUM) == []


def test_a_form_without_any_weight_is_not_told_their_sum() -> None:
    rows = tuple(replace(row, weight=None) for row in clean_form().indicators)
    assert places(replace(clean_form(), indicators=rows), Code.WEIGHTS_SUM) == []


def test_a_dimension_with_other_points_than_expected_is_found_at_its_first_row() -> None:
    form = with_row(PASS_RATE, with_row(SATISFACTION, weight=Decimal(5)), weight=Decimal(25))
    assert found(form, Code.DIMENSION_WEIGHT) == [
        (
            "indicators[1].weight",
            "“产出指标”的分值合计为 55 分，模板一般为 50 分，如非主管部门另有规定，请调整。",
        ),
        (
            "indicators[5].weight",
            "“满意度指标”的分值合计为 5 分，模板一般为 10 分，如非主管部门另有规定，请调整。",
        ),
    ]


def test_without_satisfaction_its_points_may_go_to_the_benefit() -> None:
    form = with_row(EFFECT, weight=Decimal(40)).removing(frozenset({SATISFACTION}))
    assert places(form, Code.DIMENSION_WEIGHT) == []


def test_nothing_is_expected_where_a_dimension_of_the_units_own_carries_points() -> None:
    form = with_row(PASS_RATE, level1="成本指标")
    assert places(form, Code.DIMENSION_WEIGHT) == []


def test_a_dimension_of_the_units_own_without_points_changes_nothing() -> None:
    free = Indicator("成本指标", "", "成本节约", "有效", "达成指标", Decimal(0))
    form = clean_form().inserting(5, (free,))
    assert places(form, Code.DIMENSION_WEIGHT) == []
    assert places(with_row(TRAININGS, form, weight=Decimal(30)), Code.DIMENSION_WEIGHT) == [
        "indicators[1].weight"
    ]


def test_nothing_is_expected_while_a_weight_is_missing() -> None:
    assert places(with_row(PASS_RATE, weight=None), Code.DIMENSION_WEIGHT) == []


def test_a_required_dimension_that_is_missing_is_found() -> None:
    form = clean_form().removing(frozenset({EFFECT}))
    assert found(form, Code.DIMENSION_MISSING) == [
        (
            "total",
            "缺少一级指标“效益指标”，请至少设一行，或把对应指标的一级指标改为“效益指标”。",
        )
    ]


def test_an_optional_dimension_may_be_missing() -> None:
    form = clean_form().removing(frozenset({SATISFACTION}))
    assert places(form, Code.DIMENSION_MISSING) == []


@pytest.mark.parametrize("name", [" 效益 ", "效益指标（30分）", "效益指标 (30)"])
def test_a_dimension_is_known_by_its_short_name_or_with_a_remark(name: str) -> None:
    form = with_row(EFFECT, level1=name)
    assert places(form, Code.DIMENSION_MISSING) == []
    assert places(form, Code.DIMENSION_WEIGHT) == []


def test_a_form_without_indicators_is_not_told_about_its_dimensions() -> None:
    assert places(replace(clean_form(), indicators=()), Code.DIMENSION_MISSING) == []
