"""Indicators stand under the heading they belong to."""

import pytest

from perfeval_desktop.domain.findings import Code
from sound_form import PASS_RATE, SATISFACTION, TRAININGS, found, places, with_row


def test_a_satisfaction_indicator_that_asks_nobody_is_found() -> None:
    form = with_row(SATISFACTION, level3="质量考核制度建立情况", target="已建立", actual="已建立")
    ((place, message),) = found(form, Code.NOBODY_ASKED)
    assert place == "indicators.r5.level3"
    assert "没有问任何人是否满意" in message


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("学员评价", "良好"),
        ("有效投诉", "0起"),
        ("服务质量", "≥90%"),
        ("教师满意度", "≥90%"),
        ("群众获得感", "增强"),
        ("", "已建立"),
    ],
)
def test_a_satisfaction_indicator_that_asks_somebody_is_fine(name: str, target: str) -> None:
    assert places(with_row(SATISFACTION, level3=name, target=target), Code.NOBODY_ASKED) == []


def test_other_indicators_need_ask_nobody() -> None:
    assert places(with_row(PASS_RATE, level3="制度建立情况", target="已建立"), Code.NOBODY_ASKED) == []


def test_a_name_of_the_other_level_is_found() -> None:
    first = with_row(TRAININGS, level1="数量指标")
    assert found(first, Code.LEVEL_NAME) == [
        ("indicators.r1.level1", "第 1 行“教师培训场次”的一级指标“数量指标”是二级指标的名称，请改正。")
    ]
    second = with_row(TRAININGS, level2="产出指标")
    assert places(second, Code.LEVEL_NAME) == ["indicators.r1.level2"]


@pytest.mark.parametrize(
    ("level1", "level2"),
    [("成本指标", "经济成本指标"), ("产出指标", "成本指标"), ("满意度指标", "满意度指标"), ("管理", "制度")],
)
def test_names_that_may_stand_at_either_level_are_fine(level1: str, level2: str) -> None:
    assert places(with_row(TRAININGS, level1=level1, level2=level2), Code.LEVEL_NAME) == []
