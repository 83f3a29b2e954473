"""Goals and indicators find their places."""

import pytest

from domain.transcripts.matched import CHECKLIST, TEMPLATE, spots, unread
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from short_forms import short_template


def test_a_goal_is_what_was_expected_and_what_came_of_it() -> None:
    goals = [{"label": "年度目标", "expected": "甲", "actual": "乙", "完成率": "1"}]
    assert spots(TEMPLATE, goals=goals) == {
        "goals.1.expected": "goals.only.expected_goal",
        "goals.1.actual": "goals.only.actual_outcome",
    }
    found = match(TEMPLATE, read_transcript({"goals": goals}))
    assert found.printed == {("goals", "1", "label")}
    assert found.unread == (("goals", "1", "完成率"),)


def test_a_goal_may_be_called_as_the_form_prints_it() -> None:
    assert spots(TEMPLATE, goals=[{"年度目标": "甲", "实际完成情况": "乙"}]) == {
        "goals.1.年度目标": "goals.only.expected_goal",
        "goals.1.实际完成情况": "goals.only.actual_outcome",
    }
    assert unread(TEMPLATE, goals=[{"expected": "甲", "预期目标": "乙"}]) == ["goals.1.预期目标"]


def test_a_second_goal_has_no_place_where_the_form_has_one() -> None:
    assert unread(TEMPLATE, goals=[{"expected": "甲"}, {"expected": "乙"}]) == ["goals.2.expected"]


NUMBERED = short_template(
    """
[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = ["expected_goal", "actual_outcome", { key = "completion", label = "总体完成率（%）" }]
"""
)


def test_several_goals_have_a_row_each() -> None:
    goals = [{"expected": "甲"}, {"label": "目标2", "expected": "乙", "总体完成率(%)": "90"}]
    assert spots(NUMBERED, goals=goals) == {
        "goals.1.expected": "goals.g1.expected_goal",
        "goals.2.expected": "goals.g2.expected_goal",
        "goals.2.总体完成率(%)": "goals.g2.completion",
    }


@pytest.mark.parametrize("numbered", ["目标{n}", "目标{一}", "任务{n}", "任务{一}"])
def test_a_goal_may_be_numbered_in_digits_or_in_chinese(numbered: str) -> None:
    text = f'[[blocks]]\ntype = "goals"\nnumbered = "{numbered}"\ncolumns = ["expected_goal"]\n'
    template = short_template(text)
    word = numbered.partition("{")[0]
    for labels in (f"{word}1", f"{word}2"), (f"{word}一", f"{word}二"):
        goals = [{"label": label, "expected": label} for label in labels]
        assert spots(template, goals=goals) == {
            "goals.1.expected": "goals.g1.expected_goal",
            "goals.2.expected": "goals.g2.expected_goal",
        }
        assert unread(template, goals=goals) == []


TARGETS = short_template(
    """
kind = "target"

[[blocks]]
type = "goals"
label = "总体目标"
columns = [{ key = "mid", label = "中期目标" }, { role = "expected_goal", label = "年度目标" }]
"""
)


def test_goals_side_by_side_stand_below_the_headings_that_they_bear() -> None:
    goals = [
        {"label": "中期目标(2023年—2025年)", "expected": "甲"},
        {"label": "年度绩效目标", "expected": "乙"},
    ]
    assert spots(TARGETS, goals=goals) == {
        "goals.1.expected": "goals.only.mid",
        "goals.2.expected": "goals.only.expected_goal",
    }
    assert unread(TARGETS, goals=goals) == []


def test_a_goal_without_a_label_is_the_years() -> None:
    assert spots(TARGETS, goals=[{"expected": "甲"}]) == {"goals.1.expected": "goals.only.expected_goal"}


def test_a_label_that_speaks_of_no_goal_is_unread() -> None:
    assert unread(TEMPLATE, goals=[{"label": "备注", "expected": "甲"}]) == ["goals.1.label"]


def test_without_goals_and_grid_nothing_of_them_has_a_place() -> None:
    goals, rows = [{"label": "年度目标", "expected": "甲"}], [{"三级指标": "甲"}]
    assert len(unread(CHECKLIST, goals=goals, indicators=rows)) == 3


def test_indicators_are_rows_of_the_grid_in_their_order() -> None:
    rows = [{"三级指标": "甲", "权重": "5", "佐证资料": "x"}, {"三级指标": "乙", "全年实际值(B)": "3"}]
    assert spots(TEMPLATE, indicators=rows) == {
        "indicators.1.三级指标": "indicators.r1.level3",
        "indicators.1.权重": "indicators.r1.weight",
        "indicators.2.三级指标": "indicators.r2.level3",
        "indicators.2.全年实际值(B)": "indicators.r2.actual",
    }
    assert unread(TEMPLATE, indicators=rows) == ["indicators.1.佐证资料"]


TICKED = short_template(
    """
kind = "monitoring"

[[blocks]]
type = "indicators"
columns = [
    { role = "level3", label = "三级指标" },
    { key = "why", label = "偏差", kind = "choice", choice_style = "ticks", choices = ["经费保障", "其他"] },
    { key = "style", label = "方式", kind = "choice", choices = ["自办", "委托"] },
]
"""
)


def test_a_column_to_tick_is_a_choice_of_its_column() -> None:
    rows = [{"三级指标": "甲", "经费\n保障": "√", "其他": "", "方式": "自办"}]
    found = match(TICKED, read_transcript({"indicators": rows}))
    ticked = found.spots["indicators", "1", "经费\n保障"]
    assert (ticked.place.path, ticked.choice) == ("indicators.r1.why", "经费保障")
    assert found.spots["indicators", "1", "方式"].choice is None


def test_two_ticks_of_one_choice_both_have_its_place() -> None:
    assert len(spots(TICKED, indicators=[{"经费保障": "√", "其他": "是"}])) == 2


EXECUTION_ROW = short_template(
    """
[scoring.execution]
weight = "10"

[[blocks]]
type = "indicators"
columns = "level1 level3 actual weight score"
rows = [{ key = "execution", role = "execution", prefilled = { level1 = "管理", level3 = "预算执行率" } }]
"""
)


@pytest.mark.parametrize(
    "name", ["预算执行率", "预算 执行率", "资金执行率", "预算执行（10分）", "执行率指标"]
)
def test_the_row_of_the_execution_rate_is_the_fixed_one(name: str) -> None:
    rows = [
        {"一级指标": "管理", "三级指标": name, "得分": "9"},
        {"三级指标": "执行率高的项目数", "得分": "9"},
    ]
    assert spots(EXECUTION_ROW, indicators=rows)["indicators.1.得分"] == "indicators.execution.score"
    assert spots(EXECUTION_ROW, indicators=rows)["indicators.2.得分"] == "indicators.r2.score"


def test_without_a_fixed_row_the_execution_rate_is_an_indicator_like_any() -> None:
    rows = [{"三级指标": "预算执行率", "得分": "9"}]
    assert spots(TEMPLATE, indicators=rows)["indicators.1.得分"] == "indicators.r1.score"
