"""How forms of bureaus differ that nobody had tuned to."""

import pytest

from drawn_sheets import drawn
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.exchange.recogniser import recognised

HEADING = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
ROW = "| 产出指标 | 数量指标 | 场次 | ≥10场 | 12场 | 90 | 90 |\n"


def read(text: str) -> Transcript:
    (found,) = recognised(drawn(f"项目支出绩效自评表\n{text}"))
    assert found.unread == ()
    return found.transcript


@pytest.mark.parametrize("outcome", ["目标完成情况", "年度目标完成情况综述", "全年完成情况"])
def test_an_outcome_may_stand_below_its_promise_beside_its_name(outcome: str) -> None:
    promise = "| 年初设定目标 | 举办培训十场 | < | < | < | < | < |\n"
    came = f"| {outcome} | 举办了十二场 | < | < | < | < | < |\n"
    assert read(promise + came + HEADING + ROW).goals == (
        {"expected": "举办培训十场", "actual": "举办了十二场"},
    )


def test_a_reason_is_no_outcome_and_neither_is_one_without_a_promise() -> None:
    promise = "| 年初设定目标 | 举办培训十场 | < | < | < | < | < |\n"
    reason = "| 目标未完成情况及原因 | 因疫情推迟两场 | < | < | < | < | < |\n"
    outcome = "| 目标完成情况 | 举办了十二场 | < | < | < | < | < |\n"
    for text, goals in ((promise + reason, 1), (outcome, 0)):
        (found,) = recognised(drawn(f"自评表\n{text}{HEADING}{ROW}"))
        assert len(found.transcript.goals) == goals
        assert all("actual" not in goal for goal in found.transcript.goals)


def test_the_words_above_goals_may_be_spaced() -> None:
    heads = "| 年 初 设 定 目 标 | < | < | 总 体 目 标 完 成 情 况 | < | < | < |\n"
    goals = "| 办十场 | < | < | 办了十二场 | < | < | < |\n"
    assert read(heads + goals + HEADING + ROW).goals == ({"expected": "办十场", "actual": "办了十二场"},)


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        ("优（√）良（）中（）差（）", "优"),
        ("良□　优☑　中□　差□", "优"),
        ("优秀□ 良好☑ 一般□ 较差□", "良好"),
        ("优□良□中□差□", "优□良□中□差□"),
        ("优", "优"),
    ],
)
def test_the_grade_is_the_one_that_is_ticked(printed: str, grade: str) -> None:
    assert read(f"{HEADING}{ROW}| 自评等级 | {printed} | < | < | < | < | < |").grade == grade
    closing = f"| 总分 | < | < | {printed} | < | 100 | 90 |"
    if grade in {"优", "良好"}:
        assert read(HEADING + ROW + closing).grade == grade


def test_closing_figures_that_stand_below_no_column_are_points_and_score() -> None:
    total = "| 总分 | 100.00 | < | 95.71 | （自评等级） | < | 优 |"
    form = read(HEADING + ROW + total)
    assert (form.total, form.grade) == ({"分值": "100.00", "得分": "95.71"}, "优")


FUNDING_BESIDE = """
| 项目编码 | 130602P | 资金构成 | 预算数 | 到位数 | 执行数 | 执行率 |
| 项目名称 | 消防提升 | 合计 | 250 | 250 | 234 | 93.6 |
| 主管部门 | 消防大队 | 其中：财政资金 | 220 | 220 | 204 | 92.7 |
| 实施单位 | 消防大队 | 填报日期 | 2021-3-19 | < | < | < |
"""


def test_the_funding_may_stand_right_of_the_head() -> None:
    form = read(FUNDING_BESIDE + HEADING + ROW)
    assert {row.row: row.values["执行数"] for row in form.rows} == {"合计": "234", "其中：财政资金": "204"}
    assert form.fields == {
        "项目编码": "130602P",
        "项目名称": "消防提升",
        "主管部门": "消防大队",
        "实施单位": "消防大队",
        "填报日期": "2021-3-19",
    }


def test_a_heading_of_funding_behind_a_field_without_any_source_below_is_none_of_ours() -> None:
    head = "| 项目名称 | 培训 | 资金 | 预算数 | 到位数 | 执行数 | 执行率 |\n"
    assert recognised(drawn(f"自评表\n{head}{HEADING}{ROW}"))[0].transcript.rows == ()
