import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from short_forms import short_template
from sound_form import (
    EFFECT,
    FIGURES,
    FUNDING,
    GRID,
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
        ("≥10场", "300人", "目标和实际完成值的单位不同，无法比较，请把单位改成一致，或手工填写得分。"),
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


def test_a_miss_in_words_is_full_points_for_nothing() -> None:
    form = with_row(TRAININGS, target="10场", actual="未完成", score="20")
    ((place, message),) = found(form, Code.FULL_THOUGH_MISSED)
    assert place == "indicators.r1.score"
    assert message.endswith("没有达到目标“10场”，请扣分，或核对实际完成值。")


def test_full_points_beside_a_reason_that_admits_a_miss_are_found() -> None:
    form = with_row(TRAININGS, score="20", reason="部分学员未能参加")
    ((place, message),) = found(form, Code.ADMITTED_MISS)
    assert place == "indicators.r1.reason"
    assert "得分却是满分" in message
    assert places(with_row(TRAININGS, score="18", reason="部分学员未能参加"), Code.ADMITTED_MISS) == []
    assert places(with_row(TRAININGS, score="20", reason="加办两场"), Code.ADMITTED_MISS) == []


MONITORING = short_template('kind = "monitoring"\n' + GRID.replace('"weight", "score", ', ""))


@pytest.mark.parametrize(
    ("texts", "is_found"),
    [
        ({"actual": "55%"}, True),
        ({"actual": "55%", "reason": "下半年集中调查"}, False),
        ({"actual": "85%"}, False),
        ({"actual": "92%"}, False),
        ({"target": "≥10场", "actual": "3场"}, False),
        ({"actual": "正常推进"}, False),
        # Half a year has half of what the year adds up.
        ({"level3": "工程完成率", "actual": "55%"}, False),
        ({"level3": "补助资金拨付率", "actual": "55%"}, False),
        ({"level3": "设备完好率", "actual": "55%"}, True),
    ],
)
def test_a_share_that_lags_in_the_middle_of_the_year_asks_for_the_reason(
    texts: dict[str, str], *, is_found: bool
) -> None:
    form = with_row(SATISFACTION, sound_form(MONITORING), **texts)
    assert places(form, Code.LAGGING, MONITORING) == (["indicators.r5.reason"] if is_found else [])


def test_a_missed_target_of_zero_has_no_proportional_value() -> None:
    form = with_row(ON_TIME, level3="安全事故", target="≤0起", actual="1起", score="10")
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


@pytest.mark.parametrize(
    ("target", "actual", "is_found"),
    [
        ("≥90%", "≥80%", True),
        ("≥90%", "≥90%", False),
        ("≥10场", "≥8场左右", False),
        # Between grades there is no proportion.
        ("≥2级", "≥1级", False),
        ("≥10场", "≥3人", False),
    ],
)
def test_a_copied_sign_leaves_the_number_that_the_score_ought_to_be_of(
    target: str, actual: str, *, is_found: bool
) -> None:
    form = with_row(TRAININGS, target=target, actual=actual, score="5")
    assert places(form, Code.PARTIAL_SCORE) == (["indicators.r1.score"] if is_found else [])


def test_a_copied_sign_is_not_judged_where_no_score_is_a_proportion() -> None:
    whole = short_template('[scoring]\nachievement = "all-or-nothing"\n' + SCORING + FUNDING + GRID + FIGURES)
    form = with_row(TRAININGS, target="≥90%", actual="≥80%", score="5")
    assert places(form, Code.PARTIAL_SCORE, whole) == []
