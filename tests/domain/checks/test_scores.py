import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from short_forms import filled, short_template, typed
from sound_form import (
    EFFECT,
    FIGURES,
    FUNDING,
    GRID,
    NATIONAL,
    ON_TIME,
    SATISFACTION,
    SCORING,
    TRAININGS,
    codes,
    found,
    places,
    sound_form,
    with_row,
)


def test_a_missing_score_is_found_where_no_rule_gives_one() -> None:
    assert found(with_row(EFFECT, actual="有改善"), Code.SCORE) == [
        (
            "indicators.r4.score",
            "第 4 行“教师能力”的得分还没有填写，这一项没有规则可算，请按完成情况手工填写。",
        )
    ]


@pytest.mark.parametrize(
    ("target", "actual", "what_to_do"),
    [
        ("0起", "3起", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        (
            "2小时",
            "3小时",
            "目标没有写“≥”或“≤”，看不出越多越好还是越少越好，请给目标补上符号，或手工填写得分。",
        ),
        ("≥10场", "12次", "目标和实际完成值的单位不同，无法比较，请把单位改成一致，或手工填写得分。"),
        ("≥10场", "很多", "这一项没有规则可算，请按完成情况手工填写。"),
    ],
)
def test_a_missing_score_is_asked_for_with_what_settles_it(target: str, actual: str, what_to_do: str) -> None:
    ((_, message),) = found(with_row(TRAININGS, target=target, actual=actual), Code.SCORE)
    assert message == f"第 1 行“教师培训场次”的得分还没有填写，{what_to_do}"


@pytest.mark.parametrize("blank", ["weight", "target", "actual"])
def test_a_score_is_not_asked_for_before_what_it_is_judged_by(blank: str) -> None:
    form = with_row(EFFECT, with_row(EFFECT, actual="有改善"), **{blank: " "})
    assert places(form, Code.SCORE) == []


def test_a_score_above_its_weight_is_found() -> None:
    assert found(with_row(TRAININGS, score="21"), Code.SCORE) == [
        ("indicators.r1.score", "第 1 行“教师培训场次”的得分是 21，超过分值 20，请改小得分，或改大分值。")
    ]


def test_a_negative_score_is_found() -> None:
    assert found(with_row(TRAININGS, score="-1"), Code.SCORE) == [
        ("indicators.r1.score", "第 1 行“教师培训场次”的得分是负数（-1），请改为 0 到 20 之间的数。")
    ]


def test_a_score_without_a_weight_is_only_held_against_zero() -> None:
    assert places(with_row(TRAININGS, weight="", score="99"), Code.SCORE) == []
    ((_, message),) = found(with_row(TRAININGS, weight="", score="-1"), Code.SCORE)
    assert message.endswith("请改为 0 到 100 之间的数。")


def test_an_execution_score_above_its_weight_is_found() -> None:
    assert found(sound_form(funding__total__score="10.5"), Code.SCORE) == [
        ("funding.total.score", "执行率的得分是 10.5，超过分值 10，请改小得分，或改大分值。")
    ]


@pytest.mark.parametrize("reason", ["", "无", "—", "-", "//", "0", "无偏差", " 没有 ", "……", "none"])
def test_a_deduction_without_a_reason_is_found(reason: str) -> None:
    form = with_row(SATISFACTION, actual="80%", reason=reason)
    assert found(form, Code.DEDUCTION_REASON) == [
        (
            "indicators.r5.reason",
            (
                "第 5 行“教师满意度”的偏差原因分析及改进措施还没有填写："
                "这一项扣了 1.11 分，请写明原因和改进措施。"
            ),
        )
    ]


def test_a_deduction_with_a_reason_is_fine() -> None:
    form = with_row(SATISFACTION, actual="80%", reason="场地偏远，明年改在市区举办")
    assert places(form, Code.DEDUCTION_REASON) == []


def test_a_full_score_needs_no_reason() -> None:
    assert places(with_row(SATISFACTION, weight="", score="1"), Code.DEDUCTION_REASON) == []
    assert places(sound_form(), Code.DEDUCTION_REASON) == []


WHOLE_POINTS = short_template(
    '[scoring.score]\nmode = "truncate"\ndecimals = 0\n' + SCORING + FUNDING + GRID + FIGURES
)


def test_the_most_that_a_weight_can_earn_in_whole_points_is_no_deduction() -> None:
    form = with_row(TRAININGS, sound_form(WHOLE_POINTS), weight="12.5")
    assert codes(form, WHOLE_POINTS) == {Code.WEIGHTS_SUM, Code.DIMENSION_WEIGHT}
    less = with_row(TRAININGS, form, score="11", reason="略少")
    assert codes(less, WHOLE_POINTS) > {Code.DEDUCTED_THOUGH_REACHED}
    full = with_row(TRAININGS, form, actual="9场", score="12")
    assert places(full, Code.FULL_THOUGH_MISSED, WHOLE_POINTS) == ["indicators.r1.score"]


def test_points_deducted_although_the_target_is_reached_are_found() -> None:
    form = with_row(TRAININGS, score="18", reason="宣传不够")
    assert found(form, Code.DEDUCTED_THOUGH_REACHED) == [
        (
            "indicators.r1.score",
            (
                "第 1 行“教师培训场次”的得分是 18，但实际完成值已达到目标，"
                "按规则得满分 20，请核对得分和实际完成值。"
            ),
        )
    ]


@pytest.mark.parametrize(
    "form",
    [
        with_row(TRAININGS, score="20"),
        with_row(TRAININGS, actual="9场", score="18"),
        with_row(TRAININGS, weight="", score="18"),
        with_row(EFFECT, actual="有改善", score="20"),
    ],
)
def test_full_missed_or_unjudged_indicators_are_not_called_deducted(form: Form) -> None:
    assert places(form, Code.DEDUCTED_THOUGH_REACHED) == []


def test_a_reached_qualitative_indicator_may_earn_any_score_of_the_first_tier() -> None:
    assert places(with_row(ON_TIME, score="8"), Code.DEDUCTED_THOUGH_REACHED) == []
    assert places(with_row(ON_TIME, score="7.9"), Code.DEDUCTED_THOUGH_REACHED) == ["indicators.r3.score"]


def test_the_first_tier_is_the_templates() -> None:
    tiers = '[[scoring.tiers]]\nname = "达成"\nleast = "1"\nmost = "1"\n'
    template = short_template(SCORING + tiers + GRID)
    form = with_row(ON_TIME, sound_form(template), score="9.9")
    assert places(form, Code.DEDUCTED_THOUGH_REACHED, template) == ["indicators.r3.score"]


DEDUCTING = short_template(
    SCORING + '[scoring.over_achievement]\nover = "0.5"\ndeduct = "2"\n' + FUNDING + GRID + FIGURES
)


def test_points_that_the_rule_itself_deducts_from_too_much_are_no_contradiction() -> None:
    form = with_row(TRAININGS, sound_form(DEDUCTING), actual="16场")
    assert codes(form, DEDUCTING) == {Code.DEDUCTION_REASON}
    assert places(with_row(TRAININGS, form, score="18"), Code.DEDUCTED_THOUGH_REACHED, DEDUCTING) == []
    ((_, message),) = found(with_row(TRAININGS, form, score="17"), Code.DEDUCTED_THOUGH_REACHED, DEDUCTING)
    assert "按规则应为 18" in message


def test_full_points_although_the_target_is_missed_are_found() -> None:
    assert found(with_row(TRAININGS, actual="8场", score="20"), Code.FULL_THOUGH_MISSED) == [
        (
            "indicators.r1.score",
            (
                "第 1 行“教师培训场次”的得分是满分，但实际完成值“8场”没有达到目标“≥10场”，"
                "请扣分（按规则 16.00 分），或核对实际完成值。"
            ),
        )
    ]


@pytest.mark.parametrize(("target", "actual"), [("0起", "3起"), ("=0起", "3起"), ("=3起", "5起")])
def test_full_points_for_more_incidents_than_promised_are_found(target: str, actual: str) -> None:
    form = with_row(ON_TIME, level3="安全事故起数", target=target, actual=actual, score="10")
    assert found(form, Code.FULL_THOUGH_MISSED) == [
        (
            "indicators.r3.score",
            (
                f"第 3 行“安全事故起数”的得分是满分，但实际完成值“{actual}”没有达到目标“{target}”，"
                "请扣分，或核对实际完成值。"
            ),
        )
    ]


def test_less_than_a_target_whose_direction_is_open_is_not_called_missed() -> None:
    form = with_row(ON_TIME, target="2小时", actual="1小时", score="10")
    ((_, message),) = found(form, Code.FULL_THOUGH_MISSED)
    assert "“1小时”小于目标“2小时”" in message
    assert message.endswith("请核对；如果这一项越少越好，请在目标前加“≤”。")
    for actual in ("2小时", "3小时", "≤2小时"):
        form = with_row(ON_TIME, target="2小时", actual=actual, score="10")
        assert places(form, Code.FULL_THOUGH_MISSED) == []


def test_a_target_missed_without_a_sign_may_be_one_of_which_less_is_better() -> None:
    form = with_row(TRAININGS, target="10场", actual="8场", score="20")
    ((_, message),) = found(form, Code.FULL_THOUGH_MISSED)
    assert message.endswith("没有达到目标“10场”，请核对；如果这一项越少越好，请在目标前加“≤”。")


@pytest.mark.parametrize(("target", "actual"), [("2小时", "1小时"), ("≥0起", "3起"), (">10场", "10场")])
def test_a_typed_score_where_the_rule_gives_none_is_not_held_against_it(target: str, actual: str) -> None:
    form = with_row(TRAININGS, target=target, actual=actual, score="15", reason="场地偏远")
    assert places(form, Code.PARTIAL_SCORE) == places(form, Code.DEDUCTED_THOUGH_REACHED) == []


def test_a_missed_target_of_zero_has_no_proportional_value() -> None:
    form = with_row(ON_TIME, target="≤0起", actual="1起", score="10")
    ((_, message),) = found(form, Code.FULL_THOUGH_MISSED)
    assert message.endswith("请扣分，或核对实际完成值。")


@pytest.mark.parametrize(
    "form",
    [
        sound_form(),
        with_row(TRAININGS, actual="8场"),
        with_row(TRAININGS, actual="8场", score="16"),
        with_row(TRAININGS, actual="8场", score="21"),
        with_row(TRAININGS, actual="8场", weight="", score="20"),
    ],
)
def test_reached_or_deducted_indicators_are_not_called_full(form: Form) -> None:
    assert places(form, Code.FULL_THOUGH_MISSED) == []


IN_STEPS = short_template(
    '[scoring]\nachievement = [{ least = "0.9", earns = "1" }, { least = "0.6", earns = "0.5" }]\n'
    '[scoring.execution]\nweight = "10"\n' + FUNDING + GRID
)


def test_a_full_score_that_the_rule_gives_for_a_near_miss_is_not_questioned() -> None:
    form = with_row(TRAININGS, sound_form(IN_STEPS), actual="9场", score="20")
    assert places(form, Code.FULL_THOUGH_MISSED, IN_STEPS) == []
    form = with_row(TRAININGS, form, actual="8场")
    ((_, message),) = found(form, Code.FULL_THOUGH_MISSED, IN_STEPS)
    assert "（按规则 10.00 分）" in message


def test_a_partial_score_that_is_not_the_proportion_is_found() -> None:
    form = with_row(SATISFACTION, target=">=100%", actual="99%", score="9", reason="仍可提高")
    assert found(form, Code.PARTIAL_SCORE) == [
        (
            "indicators.r5.score",
            "第 5 行“教师满意度”的得分是 9，按完成比例应为 9.90，请改正，或在原因里写明评分的依据。",
        )
    ]


def test_a_partial_score_beside_steps_is_held_against_the_step() -> None:
    form = with_row(TRAININGS, sound_form(IN_STEPS), actual="8场", score="16", reason="场地偏远")
    ((_, message),) = found(form, Code.PARTIAL_SCORE, IN_STEPS)
    assert "是 16，按规则应为 10.00" in message


@pytest.mark.parametrize("score", ["", "9.9", "10", "11", "-1"])
def test_the_proportion_a_full_or_an_impossible_score_is_not_called_partial(score: str) -> None:
    form = with_row(SATISFACTION, target=">=100%", actual="99%", score=score)
    assert places(form, Code.PARTIAL_SCORE) == []


def test_a_deduction_beside_a_reached_target_is_not_called_partial() -> None:
    assert places(with_row(TRAININGS, score="18"), Code.PARTIAL_SCORE) == []


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


def test_a_coefficient_is_a_persons_judgement() -> None:
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
