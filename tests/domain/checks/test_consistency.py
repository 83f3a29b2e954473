import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from short_forms import filled, short_template, typed
from sound_form import (
    PASS_RATE,
    SATISFACTION,
    TRAININGS,
    found,
    places,
    sound_form,
    with_new_row,
    with_row,
)


def goal(text: str, form: Form | None = None) -> Form:
    return typed(sound_form() if form is None else form, goals__only__expected_goal=text)


def outcome(text: str, form: Form | None = None) -> Form:
    return typed(sound_form() if form is None else form, goals__only__actual_outcome=text)


@pytest.mark.parametrize(
    "text",
    [
        "教师满意度达到85%",
        "受众对服务的满意度达85％。",
        "使服务对象满意度不低于 85%，",
        "满意率≥85%",
        "服务对象满意度达到８５%以上",
    ],
)
def test_another_satisfaction_in_the_goal_than_in_the_target_is_found(text: str) -> None:
    ((place, message),) = found(goal(text), Code.CONTRADICTION)
    assert place == "goals.only.expected_goal"
    assert message.startswith("预期目标写的是“满意度 ")
    assert message.endswith("而第 5 行“教师满意度”的年度指标值是“≥90%”，请核对后改成一致。")


@pytest.mark.parametrize(
    "text",
    [
        "教师满意度达到90%",
        "教师满意度达到90.00%",
        "教师满意度较高",
        "教师满意度由85%提高到90%",
        "教师满意度提高5%",
        "满意度调查覆盖率达到100%",
        "满意度和参与面，其中参与面达到85%",
        "满意度达到9‰",
        "开展满意度调查，回收问卷85%",
    ],
)
def test_a_satisfaction_that_agrees_or_another_percentage_is_fine(text: str) -> None:
    assert places(goal(text), Code.CONTRADICTION) == []


def test_the_outcome_is_held_against_the_actual() -> None:
    assert found(outcome("教师满意度达到92%。"), Code.CONTRADICTION) == [
        (
            "goals.only.actual_outcome",
            "实际完成情况写的是“满意度 92%”，而第 5 行“教师满意度”的实际完成值是“95%”，请核对后改成一致。",
        )
    ]
    assert places(outcome("教师满意度目标为90%，实际95%。"), Code.CONTRADICTION) == []


def test_the_goal_may_name_any_of_several_satisfactions() -> None:
    second = {
        "level1": "满意度指标",
        "level3": "学员满意度",
        "target": "≥85%",
        "actual": "95%",
        "weight": "0",
    }
    form = with_new_row(5, **second)
    assert places(goal("满意度达到85%", form), Code.CONTRADICTION) == []
    assert places(goal("满意度达到80%", form), Code.CONTRADICTION) == ["goals.only.expected_goal"]


def test_other_percentages_must_follow_the_whole_name_of_their_indicator() -> None:
    assert places(goal("培训合格率达到90%"), Code.CONTRADICTION) == ["goals.only.expected_goal"]
    assert places(goal("培训合格率和出勤率达到90%"), Code.CONTRADICTION) == []
    assert places(goal("设备合格率达到90%"), Code.CONTRADICTION) == []
    assert places(goal("培训合格率达到95%，培训合格率每年提高，培训合格率"), Code.CONTRADICTION) == []


def test_a_short_name_may_be_the_end_of_another() -> None:
    form = with_row(PASS_RATE, level3="合格率")
    assert places(goal("设备合格率达到90%", form), Code.CONTRADICTION) == []


def test_one_contradiction_is_reported_for_each_indicator() -> None:
    assert places(goal("满意度达到80%，满意度不低于85%"), Code.CONTRADICTION) == ["goals.only.expected_goal"]


@pytest.mark.parametrize(
    "text",
    ["举办教师培训8场。", "举办教师培训 8 场，", "培训8场", "举办培训１,０８0场", "举办教师培训8次"],
)
def test_another_count_in_the_goal_than_in_the_target_is_found(text: str) -> None:
    ((place, message),) = found(goal(text), Code.CONTRADICTION)
    assert place == "goals.only.expected_goal"
    assert message.endswith("而第 1 行“教师培训场次”的年度指标值是“≥10场”，请核对后改成一致。")


@pytest.mark.parametrize(
    "text",
    [
        "举办教师培训10场",
        "举办教师培训8场，其中线上2场",
        "举办教师培训约8场",
        "举办教师培训8场以上",
        "其中线上培训8场",
        "每月培训1场",
        "第8场培训",
        "举办教师培训8人",
        "举办教师培训8余场",
        "8场报告会吸引教师参加",
        "全区比赛8场",
        "培训历时8天，投入8万元，参训率8%",
        "举办教师培训",
        "型号A8场",
        "",
    ],
)
def test_counts_that_agree_or_are_not_certainly_the_indicators_are_fine(text: str) -> None:
    assert places(goal(text), Code.CONTRADICTION) == []


def test_a_counted_thing_must_be_named_in_the_indicator() -> None:
    form = with_row(TRAININGS, level3="完成信息化项目咨询评估", target="≥350个", actual="411.00(个)")
    assert found(outcome("共为全区441个项目提供咨询评估服务。", form), Code.CONTRADICTION) == [
        (
            "goals.only.actual_outcome",
            (
                "实际完成情况写的是“441个项目”，而第 1 行“完成信息化项目咨询评估”的实际完成值是“411.00(个)”，"
                "请核对后改成一致。"
            ),
        )
    ]
    assert places(outcome("共为16个街道提供咨询评估服务。", form), Code.CONTRADICTION) == []
    assert places(outcome("共为16个项目提供资金。", form), Code.CONTRADICTION) == []


def test_a_count_that_two_indicators_may_mean_is_not_judged() -> None:
    second = {
        "level1": "产出指标",
        "level3": "校长培训场次",
        "target": "≥5场",
        "actual": "5场",
        "weight": "0",
    }
    form = with_new_row(1, **second)
    assert places(goal("举办培训8场", form), Code.CONTRADICTION) == []


def test_rows_without_quantities_contradict_nothing() -> None:
    form = with_row(SATISFACTION, target="较高")
    assert places(goal("满意度达到85%", form), Code.CONTRADICTION) == []
    assert places(goal("满意度达到85%", form.with_rows("indicators", ())), Code.CONTRADICTION) == []


UNDER_GOALS = short_template(
    '[[blocks]]\ntype = "goals"\nnumbered = "年度目标{n}"\ncolumns = "expected_goal"\n'
    '[[blocks]]\ntype = "indicators"\ngoals = "goals"\ncolumns = "level3 comparator target_number measure"\n'
)


def test_a_goal_is_held_against_the_indicators_under_it() -> None:
    row = {"level3": "教师培训场次", "comparator": "≥", "measure": "场"}
    form = filled(
        UNDER_GOALS,
        goals=[
            {"id": "g1", "expected_goal": "举办教师培训8场"},
            {"id": "g2", "expected_goal": "举办教师培训8场"},
            {"id": "g3", "expected_goal": "举办教师培训8场"},
        ],
        indicators=[
            row | {"target_number": "8", "parent": "g1"},
            row | {"target_number": "10", "parent": "g2"},
        ],
    )
    assert found(form, Code.CONTRADICTION, UNDER_GOALS) == [
        (
            "goals.g2.expected_goal",
            ("年度目标2的预期目标写的是“8场”，而第 2 行“教师培训场次”的指标值是“≥10场”，请核对后改成一致。"),
        )
    ]
