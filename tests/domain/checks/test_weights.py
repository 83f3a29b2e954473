from typing import Any

import pytest

from perfeval_desktop.domain.findings import Code
from short_forms import filled, short_template, typed
from sound_form import (
    EFFECT,
    FIGURES,
    GOALS,
    GRID,
    PASS_RATE,
    SATISFACTION,
    SCORING,
    TRAININGS,
    found,
    places,
    sound_form,
    with_new_row,
    with_row,
    without_row,
)


def test_weights_below_100_are_found_with_what_is_missing() -> None:
    assert found(with_row(TRAININGS, weight="14.5"), Code.WEIGHTS_SUM) == [
        (
            "figures.only.total_weight",
            "分值合计为 94.5 分（含执行率 10 分），还差 5.5 分，请调整各项分值，使合计为 100 分。",
        )
    ]


def test_weights_above_100_are_found_with_what_is_too_much() -> None:
    ((_, message),) = found(with_row(TRAININGS, weight="25"), Code.WEIGHTS_SUM)
    assert "多出 5 分" in message


FREE = short_template("[scoring]\n" + GRID + FIGURES.replace("total_weight ", ""))


def test_without_an_execution_weight_the_sentence_does_not_mention_it() -> None:
    assert found(sound_form(FREE), Code.WEIGHTS_SUM, FREE) == [
        ("figures.only.total", "分值合计为 90 分，还差 10 分，请调整各项分值，使合计为 100 分。")
    ]


def test_without_closing_figures_it_is_said_at_the_first_indicator() -> None:
    template = short_template("[scoring]\n" + GRID)
    assert places(sound_form(template), Code.WEIGHTS_SUM, template) == ["indicators.r1.level3"]


def test_without_indicators_it_is_said_at_the_first_goal() -> None:
    template = short_template(
        '[scoring]\n[[blocks]]\ntype = "goals"\ncolumns = "expected_goal weight score"\n'
    )
    form = filled(template, goals={"expected_goal": "甲", "weight": "90"})
    assert places(form, Code.WEIGHTS_SUM, template) == ["goals.only.expected_goal"]


def test_weights_that_add_to_100_are_fine() -> None:
    assert places(sound_form(), Code.WEIGHTS_SUM) == []


def test_a_form_without_any_weight_is_not_told_their_sum() -> None:
    form = sound_form()
    for row in form.rows("indicators"):
        form = with_row(row.id, form, weight="")
    assert places(form, Code.WEIGHTS_SUM) == []


POINTS = short_template(
    SCORING + '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 weight score"\n'
    'dimensions = [{ name = "产出指标", weight = "60" }, { name = "效益指标", weight = "30" }]\n'
)


def test_points_printed_behind_a_name_are_the_sum_of_its_rows() -> None:
    rows = [
        {"level1": "产出指标（60分）", "level3": "甲", "weight": "30"},
        {"level1": "产出指标（60分）", "level3": "乙", "weight": "25"},
        {"level1": "效益指标(35分)", "level3": "丙", "weight": "35"},
    ]
    assert found(filled(POINTS, indicators=rows), Code.WEIGHTS_SUM, POINTS) == [
        (
            "indicators.r1.level1",
            "第 1 行“甲”的一级指标“产出指标”印的是 60 分，各行分值合计 55 分，请改成一致。",
        )
    ]
    rows[1]["weight"] = ""
    assert len(places(filled(POINTS, indicators=rows), Code.WEIGHTS_SUM, POINTS)) == 1


def test_rows_that_share_a_weight_add_it_once() -> None:
    rows: list[dict[str, Any]] = [
        {"level1": "产出指标（60分）", "level3": "甲", "weight": "60", "score": "50"},
        {"level1": "产出指标（60分）", "level3": "乙", "score": "9", "joined": ("weight",)},
        {"level1": "效益指标（30分）", "level3": "丙", "weight": "30"},
    ]
    assert places(filled(POINTS, indicators=rows), Code.WEIGHTS_SUM, POINTS) == []
    rows[1]["joined"] = ("weight", "score")
    assert places(filled(POINTS, indicators=rows), Code.WEIGHTS_SUM, POINTS) == []


IN_DIMENSION = short_template(
    SCORING
    + '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 weight score"\n'
    + 'rows = [{ key = "execution", role = "execution" }]\n'
    + 'dimensions = [{ name = "管理", weight = "25" }, { name = "产出", weight = "75" }]\n'
    + FIGURES
)


def test_an_execution_rate_in_a_dimension_is_a_part_of_its_points() -> None:
    rows = [
        {"level1": "管理（25分）", "level3": "制度", "weight": "15"},
        {"level1": "管理（25分）", "level3": "执行率", "id": "execution"},
        {"level1": "产出（75分）", "level3": "甲", "weight": "75"},
    ]
    form = filled(IN_DIMENSION, indicators=rows)
    assert places(form, Code.WEIGHTS_SUM, IN_DIMENSION) == []
    assert places(form, Code.DIMENSION_WEIGHT, IN_DIMENSION) == []
    less = typed(form, indicators__r1__weight="10")
    assert places(less, Code.WEIGHTS_SUM, IN_DIMENSION) == [
        "indicators.r1.level1",
        "figures.only.total_weight",
    ]


UNDER_GOALS = short_template(
    SCORING + '[[blocks]]\ntype = "goals"\nnumbered = "年度目标{n}"\ncolumns = "expected_goal weight"\n'
    '[[blocks]]\ntype = "indicators"\ngoals = "goals"\ncolumns = "level3 weight score"\n'
)


def test_goals_with_points_are_the_sum_of_their_rows() -> None:
    form = filled(
        UNDER_GOALS,
        goals=[
            {"id": "g1", "expected_goal": "甲", "weight": "50"},
            {"id": "g2", "expected_goal": "乙", "weight": "40"},
            {"id": "g3", "expected_goal": "丙"},
        ],
        indicators=[
            {"level3": "一", "weight": "45", "parent": "g1"},
            {"level3": "二", "weight": "40", "parent": "g2"},
            {"level3": "三", "weight": "5", "parent": "g3"},
        ],
    )
    assert found(form, Code.WEIGHTS_SUM, UNDER_GOALS) == [
        ("goals.g1.weight", "年度目标1的分值是 50 分，它的各项指标分值合计 45 分，请改成一致。")
    ]


WITHOUT_ROW_WEIGHTS = short_template(
    SCORING.replace('"10"', '"20"', 1)
    + '[[blocks]]\ntype = "goals"\nnumbered = "年度目标{n}"\ncolumns = "expected_goal weight"\n'
    + '[[blocks]]\ntype = "indicators"\ngoals = "goals"\ncolumns = "level1 level3 score"\n'
    + FIGURES
)


@pytest.mark.parametrize(
    ("goal", "level1", "is_found"),
    [("80", "产出", False), ("70", "产出", True), ("", "产出（80分）", False), ("", "产出（50分）", True)],
)
def test_points_of_goals_or_dimensions_add_to_100_where_rows_have_none(
    goal: str, level1: str, *, is_found: bool
) -> None:
    form = filled(
        WITHOUT_ROW_WEIGHTS,
        goals=[{"id": "g1", "expected_goal": "甲", "weight": goal}],
        indicators=[{"level1": level1, "level3": name, "parent": "g1"} for name in "一二"],
    )
    assert bool(places(form, Code.WEIGHTS_SUM, WITHOUT_ROW_WEIGHTS)) is is_found


def test_a_share_is_a_weight() -> None:
    template = short_template(
        '[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 item_score share score"\n' + FIGURES
    )
    form = filled(template, indicators=[{"level3": name, "share": "45%"} for name in "甲乙"])
    ((_, message),) = found(form, Code.WEIGHTS_SUM, template)
    assert message.startswith("分值合计为 90 分，还差 10 分")


def test_a_dimension_with_other_points_than_expected_is_found_at_its_first_row() -> None:
    form = with_row(PASS_RATE, with_row(SATISFACTION, weight="5"), weight="25")
    assert found(form, Code.DIMENSION_WEIGHT) == [
        (
            "indicators.r1.weight",
            "“产出指标”的分值合计为 55 分，模板一般为 50 分，如非主管部门另有规定，请调整。",
        ),
        (
            "indicators.r5.weight",
            "“满意度指标”的分值合计为 5 分，模板一般为 10 分，如非主管部门另有规定，请调整。",
        ),
    ]


def test_points_printed_behind_a_name_may_be_others_than_expected() -> None:
    template = short_template(
        SCORING + '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 score"\n'
        'dimensions = [{ name = "产出指标", weight = "60" }, { name = "效益指标", weight = "30" }]\n'
    )
    rows = [{"level1": f"{name}（45分）", "level3": "甲"} for name in ("产出指标", "效益指标")]
    form = filled(template, indicators=rows)
    assert found(form, Code.DIMENSION_WEIGHT, template) == [
        (
            "indicators.r1.level1",
            "“产出指标”的分值合计为 45 分，模板一般为 60 分，如非主管部门另有规定，请调整。",
        ),
        (
            "indicators.r2.level1",
            "“效益指标”的分值合计为 45 分，模板一般为 30 分，如非主管部门另有规定，请调整。",
        ),
    ]
    bare = typed(form, indicators__r2__level1="效益指标")
    assert places(bare, Code.DIMENSION_WEIGHT, template) == []


def test_without_satisfaction_its_points_may_go_to_the_benefit() -> None:
    form = without_row(SATISFACTION, with_row(EFFECT, weight="40"))
    assert places(form, Code.DIMENSION_WEIGHT) == []


def test_nothing_is_expected_where_a_dimension_of_the_units_own_carries_points() -> None:
    assert places(with_row(PASS_RATE, level1="成本指标"), Code.DIMENSION_WEIGHT) == []


def test_a_dimension_of_the_units_own_without_points_changes_nothing() -> None:
    form = with_new_row(5, level1="成本指标", level3="成本节约", target="有效", actual="达成指标", weight="0")
    assert places(form, Code.DIMENSION_WEIGHT) == []
    assert places(with_row(TRAININGS, form, weight="30"), Code.DIMENSION_WEIGHT) == ["indicators.r1.weight"]


def test_nothing_is_expected_while_a_weight_is_missing() -> None:
    assert places(with_row(PASS_RATE, weight=""), Code.DIMENSION_WEIGHT) == []


def test_a_required_dimension_that_is_missing_is_found() -> None:
    assert found(without_row(EFFECT), Code.DIMENSION_MISSING) == [
        (
            "figures.only.total_weight",
            "缺少一级指标“效益指标”，请至少设一行，或把对应指标的一级指标改为“效益指标”。",
        )
    ]


def test_an_optional_dimension_may_be_missing() -> None:
    assert places(without_row(SATISFACTION), Code.DIMENSION_MISSING) == []


@pytest.mark.parametrize("name", [" 效益 ", "效益指标（30分）", "效益指标 (30)"])
def test_a_dimension_is_known_by_its_short_name_or_with_a_remark(name: str) -> None:
    form = with_row(EFFECT, level1=name)
    assert places(form, Code.DIMENSION_MISSING) == []
    assert places(form, Code.DIMENSION_WEIGHT) == []


def test_a_form_without_indicators_is_not_told_about_its_dimensions() -> None:
    assert places(sound_form().with_rows("indicators", ()), Code.DIMENSION_MISSING) == []


def test_a_form_without_points_may_lack_a_dimension_all_the_same() -> None:
    template = short_template(GOALS + GRID.replace('"weight", "score", ', ""))
    form = without_row(EFFECT, sound_form(template))
    assert places(form, Code.DIMENSION_MISSING, template) == ["indicators.r1.level3"]
