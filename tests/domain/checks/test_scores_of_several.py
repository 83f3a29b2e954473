"""Scores that are not each indicator's own: of several rows, from coefficients, of 100 points, of goals."""

import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from short_forms import filled, short_template, typed
from sound_form import GRID, NATIONAL, codes, found, places, sound_form


def joined(*rows: dict[str, str]) -> Form:
    """Return the first rows of the sound form, with the score of the second in the cell of the first."""
    form = sound_form()
    changes = (*rows, *[dict[str, str]()] * 5)
    cells = [dict(row.cells) | own for row, own in zip(form.rows("indicators"), changes, strict=False)]
    cells[1]["joined"] = ("score",)  # type: ignore[assignment]
    return form.with_rows("indicators", filled(NATIONAL, indicators=cells).rows("indicators"))


def test_a_score_of_several_rows_is_judged_by_all_of_them() -> None:
    assert codes(joined()) == set()
    assert places(joined({"score": "30", "reason": "不足"}), Code.DEDUCTED_THOUGH_REACHED) == [
        "indicators.r1.score"
    ]
    assert found(joined({"score": "41"}), Code.SCORE) == [
        ("indicators.r1.score", "第 1 行“教师培训场次”的得分是 41，超过分值 40，请改小得分，或改大分值。")
    ]


def test_a_score_of_several_rows_is_missing_where_one_is_missed() -> None:
    form = joined({}, {"actual": "90%"})
    assert found(form, Code.SCORE) == [
        (
            "indicators.r1.score",
            "第 1 行“教师培训场次”的得分还没有填写，这一项没有规则可算，请按完成情况手工填写。",
        )
    ]
    ((_, message),) = found(joined({"score": "40"}, {"actual": "90%"}), Code.FULL_THOUGH_MISSED)
    assert "实际完成值“90%”没有达到目标“≥95%”" in message


def test_any_row_may_give_the_reason_for_a_score_of_several() -> None:
    form = joined({"score": "35"}, {"actual": "90%"})
    assert places(form, Code.DEDUCTION_REASON) == ["indicators.r1.reason"]
    explained = joined({"score": "35"}, {"actual": "90%", "reason": "教材更换"})
    assert places(explained, Code.DEDUCTION_REASON) == []


def test_a_score_is_not_asked_for_before_all_of_its_rows_can_be_judged() -> None:
    assert places(joined({"actual": "很多"}, {"actual": ""}), Code.SCORE) == []


def test_rows_that_share_only_a_weight_are_each_asked_for_their_score() -> None:
    cells = [dict(row.cells) for row in sound_form().rows("indicators")]
    cells[1] |= {"weight": "", "joined": ("weight",)}  # type: ignore[dict-item]
    form = sound_form().with_rows("indicators", filled(NATIONAL, indicators=cells).rows("indicators"))
    assert places(form, Code.SCORE) == ["indicators.r1.score", "indicators.r2.score"]


COEFFICIENT = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\n'
    'columns = "level3 target actual coefficient weight score reason"\n'
)


def by_coefficient(**texts: str) -> Form:
    row = {"level3": "办结率", "target": "≥95%", "actual": "96%", "coefficient": "100", "weight": "100"}
    return filled(COEFFICIENT, indicators=[row | texts])


def test_a_coefficient_is_the_users_judgement() -> None:
    assert codes(by_coefficient(), COEFFICIENT) == set()
    ((place, message),) = found(
        by_coefficient(coefficient="90", reason="略迟"), Code.DEDUCTED_THOUGH_REACHED, COEFFICIENT
    )
    assert place == "indicators.r1.coefficient"
    assert message.startswith(
        "第 1 行“办结率”的得分系数使得分为 90，但实际完成值已达到目标，按规则得满分 100"
    )


def test_a_full_coefficient_for_a_target_missed_is_found() -> None:
    assert found(by_coefficient(actual="90%"), Code.FULL_THOUGH_MISSED, COEFFICIENT) == [
        (
            "indicators.r1.coefficient",
            (
                "第 1 行“办结率”的得分系数是满分，但实际完成值“90%”没有达到目标“≥95%”，"
                "请扣分，或核对实际完成值。"
            ),
        )
    ]
    assert (
        places(
            by_coefficient(actual="90%", coefficient="95", reason="略少"),
            Code.FULL_THOUGH_MISSED,
            COEFFICIENT,
        )
        == []
    )


def test_a_score_that_its_coefficient_does_not_give_is_found() -> None:
    form = by_coefficient(coefficient="90", score="95", reason="略迟")
    assert found(form, Code.PARTIAL_SCORE, COEFFICIENT) == [
        (
            "indicators.r1.score",
            "第 1 行“办结率”的得分是 95，按得分系数应为 90.00，请改正，或在原因里写明评分的依据。",
        )
    ]


ITEMS = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual item_score share score"\n'
)


def test_where_points_are_given_of_100_that_is_where_one_is_missing() -> None:
    row = {"level3": "效果", "target": "有所提高", "actual": "有改善", "share": "100%"}
    assert places(filled(ITEMS, indicators=[row]), Code.SCORE, ITEMS) == ["indicators.r1.item_score"]
    assert codes(filled(ITEMS, indicators=[row | {"item_score": "90"}]), ITEMS) == set()
    assert codes(filled(ITEMS, indicators=[row | {"item_score": "九十"}]), ITEMS) == {Code.ENTRY}


POINTS_ABOVE = short_template(
    '[scoring]\n[[blocks]]\ntype = "goals"\nnumbered = "年度目标{n}"\ncolumns = "expected_goal weight"\n'
    '[[blocks]]\ntype = "indicators"\ngoals = "goals"\ncolumns = "level1 level3 target actual score"\n'
)


def above(goal: str, level1: str, *scores: str) -> Form:
    return filled(
        POINTS_ABOVE,
        goals=[{"id": "g1", "expected_goal": "甲", "weight": goal}],
        indicators=[
            {"level1": level1, "level3": name, "target": "5", "actual": "5", "score": score, "parent": "g1"}
            for name, score in zip("一二三四", scores, strict=False)
        ],
    )


def test_rows_without_weights_earn_at_most_what_is_printed_above_them() -> None:
    assert places(above("100", "产出（100分）", "50", "50"), Code.SCORE, POINTS_ABOVE) == []
    assert found(above("100", "产出（50分）", "30", "25"), Code.SCORE, POINTS_ABOVE) == [
        (
            "indicators.r1.score",
            "第 1 行“一”的得分和“产出”的其他各行合计 55 分，超过“产出”的 50 分，请核对。",
        )
    ]
    assert found(above("100", "产出", "60", "45"), Code.SCORE, POINTS_ABOVE) == [
        (
            "indicators.r1.score",
            "第 1 行“一”的得分和年度目标1的其他各行合计 105 分，超过年度目标1的 100 分，请核对。",
        )
    ]


def test_a_goal_with_less_than_no_points_and_no_rows_is_told_only_that() -> None:
    form = filled(POINTS_ABOVE, goals=[{"expected_goal": "甲", "weight": "-1"}])
    assert places(form, Code.SCORE, POINTS_ABOVE) == []
    assert places(form, Code.ENTRY, POINTS_ABOVE) == ["goals.r1.weight"]


def test_a_score_without_any_weight_is_asked_for_all_the_same() -> None:
    assert found(above("100", "产出", ""), Code.SCORE, POINTS_ABOVE) == [
        (
            "indicators.r1.score",
            "第 1 行“一”的得分还没有填写，这一项没有规则可算，请按完成情况手工填写得分。",
        )
    ]


GOALS_EARN = short_template(
    '[scoring]\n[[blocks]]\ntype = "goals"\nnumbered = "年度目标{n}"\n'
    'columns = "expected_goal actual_outcome weight score"\n'
    '[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual"\n'
)


GOAL = {"expected_goal": "甲", "actual_outcome": "乙", "weight": "100"}


def test_goals_that_earn_the_points_are_asked_for_their_scores() -> None:
    rows = [{"level3": "一", "target": "5", "actual": "5"}]
    form = filled(GOALS_EARN, goals=[GOAL], indicators=rows)
    assert found(form, Code.SCORE, GOALS_EARN) == [
        ("goals.r1.score", "年度目标1的得分还没有填写，请按完成情况手工填写。")
    ]
    assert codes(typed(form, goals__r1__score="100"), GOALS_EARN) == set()
    assert places(typed(form, goals__r1__actual_outcome=" "), Code.SCORE, GOALS_EARN) == []
    assert places(typed(form, goals__r1__score="满分"), Code.SCORE, GOALS_EARN) == []


@pytest.mark.parametrize(("score", "trouble"), [("101", "超过分值 100"), ("-1", "是负数（-1）")])
def test_a_goals_score_is_within_its_weight(score: str, trouble: str) -> None:
    form = filled(GOALS_EARN, goals=[GOAL | {"score": score}])
    ((place, message),) = found(form, Code.SCORE, GOALS_EARN)
    assert place == "goals.r1.score"
    assert trouble in message


def test_goals_beside_indicators_that_earn_are_asked_for_their_scores_too() -> None:
    template = short_template(
        '[scoring]\n[[blocks]]\ntype = "goals"\ncolumns = "expected_goal actual_outcome weight score"\n'
        + GRID
    )
    form = typed(sound_form(template), goals__only__weight="100")
    assert places(form, Code.SCORE, template) == ["goals.only.score"]


UNWEIGHTED = short_template(
    '[scoring]\n[[blocks]]\ntype = "goals"\nnumbered = "目标{n}"\ncolumns = "expected_goal weight"\n'
    '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 target actual score"\n'
)


def test_rows_that_once_stood_under_a_goal_are_not_held_against_its_points() -> None:
    row = {"level1": "产出", "level3": "一", "target": "5", "actual": "5", "score": "60", "parent": "g1"}
    goals = [{"id": "g1", "expected_goal": "甲", "weight": "50"}]
    form = filled(UNWEIGHTED, goals=goals, indicators=[row])
    assert places(form, Code.SCORE, UNWEIGHTED) == []
