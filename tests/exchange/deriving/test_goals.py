"""The goals and the checklist of a derived template."""

from derived_templates import NATIONAL, block, guessed, of, roles, values
from perfeval_desktop.domain.blocks import ChecklistBlock, GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.columns import Kind, Role, Stage

GRID = """
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 培训场次 | 10场 | 12场 | 50 | 50 |
"""


def test_a_goal_has_its_label_at_the_left() -> None:
    goals = block(of(NATIONAL), GoalsBlock)
    assert (goals.label, goals.numbered) == ("年度总体目标", "")
    assert values(goals, "role", "label") == [
        (Role.EXPECTED_GOAL, "预期目标"),
        (Role.ACTUAL_OUTCOME, "实际完成情况"),
    ]


def test_several_goals_are_numbered_as_at_their_left() -> None:
    text = f"""
    自评表
    | | 年度目标 | < | 具体完成情况 | < | 总体完成率 | 得分 |
    | 目标1 | 培训 | < | 已培训 | < | 100 | 5 |
    | 目标2 | 宣传 | < | 已宣传 | < | 90 | 4 |
    {GRID}"""
    made = of(text)
    goals = block(made, GoalsBlock)
    assert goals.numbered == "目标{n}"
    # Points that can be earned stand nowhere, so that those earned would not add up.
    assert values(goals, "label", "role", "kind") == [
        ("年度目标", Role.EXPECTED_GOAL, Kind.TEXT),
        ("具体完成情况", Role.ACTUAL_OUTCOME, Kind.TEXT),
        ("总体完成率", None, Kind.VALUE),
        ("得分", None, Kind.POINTS),
    ]
    assert not [text for text in guessed(made) if "没有读作" in text]
    unnamed = (
        text.replace("目标1", "")
        .replace("目标2", "")
        .replace("| | 年度", "| 年度目标 | <")
        .replace("| | 培", "| 培训 | <")
    )
    assert "目标{n}" in of(unnamed).template.text


def test_promises_side_by_side_are_columns_the_last_is_the_years() -> None:
    text = f"""
    绩效目标申报表
    | 总体目标 | 中期目标（2023年—2025年） | < | < | 年度目标 | < | < |
    | ^ | 三年内全部完成 | < | < | 今年完成一半 | < | < |
    {GRID}"""
    goals = block(of(text), GoalsBlock)
    assert values(goals, "role", "label", "stage") == [
        (None, "中期目标", Stage.PLAN),
        (Role.EXPECTED_GOAL, "年度目标", Stage.PLAN),
    ]
    assert goals.columns[0].width == goals.columns[1].width - 1 or goals.columns[0].width > 0


def test_a_promise_beside_its_name_is_one_goal() -> None:
    text = f"监控表\n| 年度总体目标 | 全年培训教师一千人次以上。 | < | < | < | < | < |\n{GRID}"
    goals = block(of(text), GoalsBlock)
    assert (goals.label, goals.columns[0].label, roles(goals)) == ("年度总体目标", "", [Role.EXPECTED_GOAL])
    assert block(of(text.replace("全年培训教师一千人次以上。", "")), GoalsBlock).label == "年度总体目标"


def test_goals_at_the_left_of_their_indicators_are_printed_there() -> None:
    text = """
    自评表
    | | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
    | 年度目标1（80分）：培训教师。 | 产出指标 | 数量指标 | 培训场次 | 10场 | 12场 | 50 |
    | ^ | 产出指标 | 质量指标 | 合格率 | 95% | 98% | 30 |
    """
    made = of(text)
    goals, grid = block(made, GoalsBlock), block(made, IndicatorsBlock)
    assert (goals.in_grid, goals.numbered, grid.goals) == (True, "年度目标{n}", goals.key)
    assert roles(goals) == [Role.EXPECTED_GOAL, Role.WEIGHT]
    blank = text.replace("（80分）：培训教师。", "").replace("培训场次", "").replace("合格率", "")
    assert roles(block(of(blank), GoalsBlock)) == [Role.EXPECTED_GOAL]


def test_a_checklist_keeps_its_questions() -> None:
    text = f"""
    转移支付自评表
    | 资金管理情况 | 方面 | 情况说明 | < | < | 存在问题和改进措施 | < |
    | ^ | 分配科学性 | 科学 | < | < | 无 | < |
    | ^ | 下达及时性 | 及时 | < | < | 无 | < |
    {GRID}"""
    one = block(of(text), ChecklistBlock)
    assert (one.label, one.name_label) == ("资金管理情况", "方面")
    assert [row.label for row in one.rows] == ["分配科学性", "下达及时性"]
    assert [own.label for own in one.columns] == ["情况说明", "存在问题和改进措施"]
    assert block(of(text.replace("方面", "")), ChecklistBlock).name_label == ""


def test_promises_apart_from_each_other_are_one_block() -> None:
    text = f"""
    绩效目标申报表
    | 总体目标 | 三年内全部完成培训任务。 | < | < | < | < | < |
    | 联系人 | 张某 | < | < | < | < | < |
    | 年度目标 | 今年完成一半的培训任务。 | < | < | < | < | < |
    {GRID}"""
    goals = block(of(text), GoalsBlock)
    assert values(goals, "role", "label") == [(None, "总体目标"), (Role.EXPECTED_GOAL, "年度目标")]
