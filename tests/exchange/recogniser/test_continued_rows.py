"""An indicator that a page breaks in two is one."""

import pytest

from drawn_sheets import drawn
from perfeval_desktop.exchange.recogniser import Recognised, recognised

PAGES = """
项目支出绩效自评表
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
产出指标 | 数量指标 | 培训场次 | ≥10场 | 12场 | 50 | 50 | 因为教师
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
{rest}
效益指标 | 社会效益 | 满意度 | ≥90% | 95% | 40 | 40 |
"""


def read(rest: str) -> Recognised:
    (found,) = recognised(drawn(PAGES.format(rest=rest)))
    return found


def test_its_texts_are_joined_and_to_be_looked_at() -> None:
    found = read("产出指标 | 数量指标 | （含线上） | | | | | 报名的多")
    first, second = found.transcript.indicators
    assert (first["三级指标"], first["偏差原因"]) == ("培训场次（含线上）", "因为教师报名的多")
    assert second["三级指标"] == "满意度"
    assert [(one.path, one.text) for one in found.doubts] == [
        (("indicators", "1", "三级指标"), "培训场次（含线上）"),
        (("indicators", "1", "偏差原因"), "因为教师报名的多"),
    ]
    assert found.unread == ()


def test_the_name_need_not_be_broken() -> None:
    found = read("产出指标 | 数量指标 | | | | | | 报名的多")
    assert [row["三级指标"] for row in found.transcript.indicators] == ["培训场次", "满意度"]
    assert found.transcript.indicators[0]["偏差原因"] == "因为教师报名的多"


@pytest.mark.parametrize(
    "row",
    [
        "产出指标 | 数量指标 | 培训人次 | ≥100人次 | | | |",
        "效益指标 | 数量指标 | 培训人次 | | | | |",
        "产出指标 | 质量指标 | 培训人次 | | | | |",
    ],
)
def test_what_is_measured_or_of_another_level_is_an_indicator_of_its_own(row: str) -> None:
    found = read(row)
    assert [one["三级指标"] for one in found.transcript.indicators] == ["培训场次", "培训人次", "满意度"]


def test_in_a_form_that_nobody_filled_in_rows_stay_apart() -> None:
    text = PAGES.format(rest="产出指标 | 数量指标 | 培训人次 | | | | |").replace(
        "≥10场 | 12场 | 50 | 50 | 因为教师", "| | | |"
    )
    (found,) = recognised(drawn(text))
    assert [one["三级指标"] for one in found.transcript.indicators][:2] == ["培训场次", "培训人次"]
