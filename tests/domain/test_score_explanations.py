import pytest

from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.score_explanations import (
    explain_completion,
    explain_execution,
    explain_indicator,
    explain_total,
    how_to_score,
)
from perfeval_desktop.domain.template import Template
from short_forms import filled, sheet_of, short_template, typed
from sound_form import (
    EFFECT,
    FUNDING,
    GRID,
    NATIONAL,
    SCORING,
    TRAININGS,
    sound_form,
    with_row,
)

TIERS = """
[[scoring.tiers]]
name = "达成预期指标"
least = "0.8"
most = "1"

[[scoring.tiers]]
name = "部分达成"
least = "0.6"
most = "0.8"
"""


def execution(form: Form, template: Template = NATIONAL) -> str:
    return explain_execution(template, facts(template, form), sheet_of(template, form))


def indicator(form: Form, template: Template = NATIONAL, row: int = 0) -> str:
    return explain_indicator(template, facts(template, form), sheet_of(template, form), row)


def total(form: Form, template: Template = NATIONAL) -> str:
    return explain_total(template, facts(template, form), sheet_of(template, form))


def spent(adjusted: str, executed: str, template: Template = NATIONAL, score: str = "") -> Form:
    row = {"adjusted_budget": adjusted, "executed": executed, "score": score}
    return filled(template, funding={"total": row})


# -- the execution rate --


@pytest.mark.parametrize(
    ("rate", "explanation"),
    [
        ('mode = "truncate"', "8.98 ÷ 9.00 = 99.77 %（截断）× 10 = 9.98"),
        ('mode = "half-up"', "8.98 ÷ 9.00 = 99.78 %（四舍五入）× 10 = 9.98"),
        ('mode = "up"\ndecimals = 1', "8.98 ÷ 9.00 = 99.8 %（进位）× 10 = 9.98"),
        ('form = "number"\nfixed = false\ndecimals = 3', "8.98 ÷ 9.00 = 99.778 %（四舍五入）× 10 = 9.98"),
        ('form = "fraction"\ndecimals = 3', "8.98 ÷ 9.00 = 0.998（四舍五入）× 10 = 9.98"),
    ],
)
def test_an_execution_score_is_explained_with_its_numbers_and_the_rounding(
    rate: str, explanation: str
) -> None:
    template = short_template(f"[rate]\n{rate}\n" + SCORING + FUNDING)
    assert execution(spent("9", "8.98", template), template) == explanation


def test_an_exact_rate_needs_no_word_on_rounding() -> None:
    assert execution(spent("10", "9.9")) == "9.90 ÷ 10.00 = 99.00 % × 10 = 9.90"


def test_more_spent_than_budgeted_earns_no_more_than_the_weight() -> None:
    assert execution(spent("10", "12")) == "12.00 ÷ 10.00 = 120.00 % × 10 = 10.00，最多得分值 10"


def test_a_rate_in_steps_is_explained_by_its_step() -> None:
    steps = 'steps = [{ least = "0.9", earns = "1" }, { least = "0.6", earns = "0.85" }]\n'
    template = short_template(f'[scoring.execution]\nweight = "20"\n{steps}' + FUNDING)
    assert (
        execution(spent("10", "8", template), template)
        == "8.00 ÷ 10.00 = 80.00 %，按分档得分值 20 的 85 % = 17.00"
    )
    assert execution(spent("10", "5", template), template).endswith("按分档得分值 20 的 0 % = 0.00")


def test_a_typed_execution_score_is_told_beside_the_rule() -> None:
    rule = "9.90 ÷ 10.00 = 99.00 % × 10 = 9.90"
    assert execution(spent("10", "9.9", score="9")) == f"手工填 9，规则算得 9.90：{rule}"
    assert execution(spent("10", "9.9", score="9.9")) == f"手工填 9.9，与规则一致：{rule}"


@pytest.mark.parametrize(("adjusted", "executed"), [("", ""), ("100", ""), ("", "100")])
def test_missing_amounts_are_asked_for(adjusted: str, executed: str) -> None:
    assert execution(spent(adjusted, executed)) == "填写全年预算数和全年执行数后自动计算。"


def test_a_form_with_one_budget_column_is_asked_for_that_one() -> None:
    template = short_template(SCORING + '[[blocks]]\ntype = "funding"\ncolumns = "initial_budget executed"\n')
    assert execution(filled(template), template) == "填写年初预算数和全年执行数后自动计算。"
    nothing = filled(template, funding={"total": {"initial_budget": "0"}})
    assert execution(nothing, template).startswith("年初预算数为 0，没有规则可算")


def test_a_budget_of_zero_has_no_rule() -> None:
    form = spent("0", "0")
    assert execution(form) == "全年预算数为 0，没有规则可算，请手工填写得分，并在预算执行说明里写明理由。"
    assert execution(spent("0", "0", score="10")) == "手工填 10（没有规则可算）"


def test_a_form_without_amounts_says_what_it_would_take() -> None:
    template = short_template(SCORING + GRID + 'rows = [{ key = "rate", role = "execution" }]')
    assert execution(filled(template), template) == "填写预算数和预算数后自动计算。"


@pytest.mark.parametrize("scoring", ['[scoring.execution]\nweight = "0"\n', "[scoring]\n", ""])
def test_an_execution_without_weight_earns_nothing(scoring: str) -> None:
    columns = FUNDING if scoring else FUNDING.replace(" weight execution_rate score", "")
    template = short_template(scoring + columns)
    assert execution(spent("10", "9", template), template) == "本表的执行率不计分。"


def test_a_coefficient_for_the_execution_rate_is_explained() -> None:
    template = short_template(
        SCORING
        + FUNDING
        + GRID.replace('"weight"', '"coefficient", "weight"')
        + 'rows = [{ key = "rate", role = "execution" }]'
    )
    form = spent("10", "9.9", template)
    (row,) = filled(template, indicators=[{"id": "rate", "coefficient": "0.87"}]).rows("indicators")
    assert (
        execution(form.with_rows("indicators", (row,)), template) == "分值 10 × 得分系数 87 %（0.87）= 8.70"
    )


# -- indicators --


@pytest.mark.parametrize(
    ("target", "actual", "explanation"),
    [
        ("≥10场", "12场", "已达到目标，得满分 20"),
        ("按计划", "达成指标", "已达到目标，得满分 20"),
        ("≥100", "95", "完成 95 ÷ 目标 100 × 分值 20 = 19.00"),
        ("≤5%", "8.00%", "目标 5 ÷ 完成 8.00 × 分值 20 = 12.50"),
        ("≥5万人次", "45000人次", "完成 45000人次 ÷ 目标 ≥5万人次 × 分值 20 = 18.00"),
        ("≥10场", "", "填写实际完成值后自动计算。"),
        ("≥10场", "12人", "目标和实际完成值的单位不同，无法比较，请把单位改成一致，或手工填写得分。"),
        ("=0", "1", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        ("0起", "3起", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        (">10场", "10场", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        ("—", "已完成", "目标还没有写明，请先填写目标，或手工填写得分。"),
        (
            "≥95",
            "0.96",
            "目标和实际完成值都没有单位，可能一个是比例、一个是百分数，请写明单位，或手工填写得分。",
        ),
        ("≥5万人次", "48000", "目标和实际完成值的单位不同，无法比较，请把单位改成一致，或手工填写得分。"),
        ("≥10场", "-1场", "目标或实际完成值是负数，或超过 100%，算不准，请核对这两个数，或手工填写得分。"),
        ("≥0场", "3场", "目标是 0，实际完成值不是 0，没有规则可算，请核对目标的符号，或手工填写得分。"),
        ("≥3级", "4级", "等级、类别不能按数值比较，请手工填写得分。"),
        (
            "2小时",
            "3小时",
            "目标没有写“≥”或“≤”，看不出越多越好还是越少越好，请给目标补上符号，或手工填写得分。",
        ),
        ("≥10场", "≤12场", "实际完成值不是一个确定的数，看不出实际达到多少，请只填数值，或手工填写得分。"),
        (
            "≥100000人次",
            "99999人次",
            "没有达到目标，但 完成 99999 ÷ 目标 100000 取整后等于满分 20，请手工填写得分。",
        ),
        (
            "稳定性高",
            "稳定",
            (
                "没有规则可算，请按完成情况手工填写：达成预期指标 16—20 分，"
                "部分达成预期指标并具有一定效果 12—16 分，未达成预期指标且效果较差 0—12 分。"
            ),
        ),
    ],
)
def test_an_indicators_score_is_explained_or_what_to_do(target: str, actual: str, explanation: str) -> None:
    assert indicator(with_row(TRAININGS, target=target, actual=actual)) == explanation


def test_a_sign_against_the_name_is_told() -> None:
    form = with_row(TRAININGS, level3="有责投诉率", target="≥5%", actual="8%")
    assert indicator(form) == "目标的符号与指标的意思相反，请核对是否写反了，或手工填写得分。"


def by_rule(rules: str, target: str, actual: str, weight: str = "20") -> str:
    template = short_template(f"[scoring]\n{rules}" + GRID)
    texts = {"target": target, "actual": actual, "weight": weight, "level3": "会议场次"}
    return indicator(with_row(TRAININGS, sound_form(template), **texts), template)


STEPS = 'achievement = [{ least = "0.9", earns = "1" }, { least = "0.6", earns = "0.5" }]\n'
LADDER = 'over_achievement.ladder = [{ least = "0.3", earns = "0.8" }, { least = "1", earns = "0.5" }]\n'
DEDUCT = 'over_achievement = { over = "0.5", deduct = "2" }\n'
WHOLE = 'score = { mode = "truncate", decimals = 0 }\n'


@pytest.mark.parametrize(
    ("rules", "target", "actual", "weight", "explanation"),
    [
        ('achievement = "all-or-nothing"\n', "≥10场", "9场", "20", "没有达到目标，不得分"),
        ('achievement = "all-or-nothing"\n', "≥10场", "10场", "20", "已达到目标，得满分 20"),
        (STEPS, "≥10场", "9场", "20", "完成 9 ÷ 目标 10 = 90 %，按分档得分值 20 的 100 % = 20.00"),
        (STEPS, "≤2起", "3起", "20", "目标 2 ÷ 完成 3 = 66.66 %，按分档得分值 20 的 50 % = 10.00"),
        (STEPS, "≥10场", "1场", "20", "完成 1 ÷ 目标 10 = 10 %，按分档得分值 20 的 0 % = 0.00"),
        (STEPS, "0起", "1起", "20", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        (DEDUCT, "≥10场", "15场", "20", "比目标多 50 %，扣 2 分，得 18.00"),
        (DEDUCT, "≥10场", "14场", "20", "已达到目标，得满分 20"),
        (LADDER, "≥10场", "13场", "20", "比目标多 30 %，按分档得分值 20 的 80 % = 16.00"),
        (LADDER, "≥10场", "30场", "20", "比目标多 200 %，按分档得分值 20 的 50 % = 10.00"),
        (WHOLE, "≥10场", "12场", "12.5", "已达到目标，得满分 12（分值 12.5，截断）"),
        (
            WHOLE,
            "≥100场",
            "97场",
            "12.5",
            "没有达到目标，但 完成 97 ÷ 目标 100 取整后等于满分 12（分值 12.5，截断），请手工填写得分。",
        ),
        (WHOLE, "≥10场", "8场", "12.5", "完成 8 ÷ 目标 10 × 分值 12.5 = 10"),
    ],
)
def test_each_rule_is_explained(rules: str, target: str, actual: str, weight: str, explanation: str) -> None:
    assert by_rule(rules, target, actual, weight) == explanation


def test_tiers_are_told_in_points_of_the_weight() -> None:
    template = short_template("[scoring]\n" + TIERS + GRID)
    form = with_row(TRAININGS, sound_form(template), actual="许多", weight="7")
    assert indicator(form, template) == (
        "没有规则可算，请按完成情况手工填写：达成预期指标 5.6—7 分，部分达成 4.2—5.6 分。"
    )


def test_a_weight_comes_first() -> None:
    assert indicator(with_row(TRAININGS, weight="")) == "先填写分值，再算得分。"


def test_a_typed_score_is_told_beside_the_rule() -> None:
    form = with_row(TRAININGS, target=">=100%", actual="99%", weight="10", score="9")
    assert indicator(form) == "手工填 9，规则算得 9.90：完成 99 ÷ 目标 100 × 分值 10 = 9.90"
    assert indicator(with_row(TRAININGS, score="20")) == "手工填 20，与规则一致：已达到目标，得满分 20"
    assert indicator(with_row(EFFECT, actual="有", score="25"), row=3) == "手工填 25（没有规则可算）"


def test_a_score_of_several_rows_is_explained_once() -> None:
    reached = {"level1": "产出指标", "target": "≥10场", "actual": "12场", "weight": "20"}
    joined = reached | {"joined": ("score",)}
    form = filled(NATIONAL, indicators=[reached, joined])
    assert indicator(form) == "这 2 行合用一个得分，都已达到目标，得满分 40"
    assert indicator(form, row=1) == "与上一行合用一个得分。"
    missed = filled(NATIONAL, indicators=[reached, joined | {"actual": "9场"}])
    assert indicator(missed) == "这 2 行合用一个得分，没有规则可算，请按完成情况手工填写。"


def test_a_weight_of_several_rows_is_a_persons_to_divide() -> None:
    row = {"level1": "产出指标", "target": "≥10场", "actual": "12场", "weight": "20"}
    form = filled(NATIONAL, indicators=[row, row | {"weight": "", "joined": ("weight",)}])
    assert indicator(form) == "这一项没有规则可算，请按完成情况手工填写得分。"
    assert indicator(form, row=1) == "这一项没有规则可算，请按完成情况手工填写得分。"


def test_a_row_of_a_form_without_weights_is_a_persons() -> None:
    template = short_template('[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 score"\n')
    form = filled(template, indicators=[{"level1": "产出（50分）", "level3": "甲"}])
    assert indicator(form, template) == "这一项没有规则可算，请按完成情况手工填写得分。"


@pytest.mark.parametrize(
    ("columns", "row", "explanation"),
    [
        (
            "coefficient weight",
            {"weight": "20", "coefficient": "90"},
            "分值 20 × 得分系数 90 %（0.9）= 18.00",
        ),
        (
            "coefficient weight",
            {"weight": "20", "coefficient": "0.95"},
            "分值 20 × 得分系数 95 %（0.95）= 19.00",
        ),
        ("item_score share", {"item_score": "95", "share": "7.5%"}, "单项得分 95 × 权重 7.5 % = 7.13"),
        ("item_score share", {"item_score": "95"}, "这一项没有规则可算，请按完成情况手工填写得分。"),
    ],
)
def test_a_coefficient_or_a_score_of_100_is_explained(
    columns: str, row: dict[str, str], explanation: str
) -> None:
    template = short_template(
        f'[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual {columns} score"\n'
    )
    rows = [{"level3": "甲", "target": "≥10场", "actual": "8场", **row}]
    assert indicator(filled(template, indicators=rows), template) == explanation


def test_an_item_whose_share_is_still_missing_is_explained_by_its_target() -> None:
    template = short_template(
        '[scoring]\n[[blocks]]\ntype = "indicators"\n'
        'columns = "level3 target actual weight item_score share"\n'
    )
    rows = [{"level3": "甲", "target": "≥10场", "actual": "8场", "weight": "20", "item_score": "95"}]
    assert indicator(filled(template, indicators=rows), template) == "完成 8 ÷ 目标 10 × 分值 20 = 16.00"


def test_the_row_of_the_execution_rate_is_explained_by_the_amounts() -> None:
    template = short_template(
        SCORING + FUNDING + GRID + 'rows = [{ key = "execution", role = "execution" }]\n'
    )
    form = filled(
        template,
        funding={"total": {"adjusted_budget": "10", "executed": "9.9"}},
        indicators=[{"id": "execution"}],
    )
    assert indicator(form, template) == "9.90 ÷ 10.00 = 99.00 % × 10 = 9.90"


@pytest.mark.parametrize("scoring", ["", "[scoring]\n"])
def test_where_nothing_earns_points_that_is_said(scoring: str) -> None:
    template = short_template(scoring + '[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual"\n')
    form = filled(template, indicators=[{"level3": "甲", "target": "5", "actual": "5"}])
    assert indicator(form, template) == "本表不计分。"


@pytest.mark.parametrize(
    ("target", "actual", "what_to_do"),
    [
        ("稳定性高", "稳定", "这一项没有规则可算，请按完成情况手工填写。"),
        ("0起", "3起", "没有达到目标，也算不出完成比例，请手工填写得分。"),
    ],
)
def test_what_a_person_does_is_told_in_short(target: str, actual: str, what_to_do: str) -> None:
    form = with_row(TRAININGS, target=target, actual=actual)
    assert how_to_score(NATIONAL, facts(NATIONAL, form), sheet_of(NATIONAL, form), 0) == what_to_do


@pytest.mark.parametrize(
    ("target", "actual", "explanation"),
    [
        ("≥8场", "6场", "完成 6 ÷ 目标 8 = 75.00 %"),
        ("≥3场", "2场", "完成 2 ÷ 目标 3 = 66.67 %（四舍五入）"),
        ("按计划", "已完成", "目标和实际完成值是同一单位的数时自动计算。"),
    ],
)
def test_a_completion_rate_is_explained(target: str, actual: str, explanation: str) -> None:
    form = with_row(TRAININGS, target=target, actual=actual)
    sheet = sheet_of(NATIONAL, form)
    assert explain_completion(NATIONAL, facts(NATIONAL, form), sheet, 0) == explanation


def test_the_completion_of_the_execution_rate_is_explained() -> None:
    text = FUNDING + GRID + 'rows = [{ key = "execution", role = "execution" }]\n'
    template = short_template(SCORING + text)
    form = filled(
        template,
        funding={"total": {"adjusted_budget": "8", "executed": "6"}},
        indicators=[{"id": "execution", "target": "100%"}],
    )
    explained = explain_completion(template, facts(template, form), sheet_of(template, form), 0)
    assert explained == "完成 75.00 ÷ 目标 100 = 75.00 %"


# -- the total --


def test_a_total_is_explained_by_its_parts_and_the_grade() -> None:
    assert total(sound_form()) == (
        "执行率 9.9 + 产出指标 50 + 效益指标 30 + 满意度指标 10 = 99.9，优（90 分及以上）"
    )
    without = short_template('[scoring.execution]\nweight = "10"\n' + FUNDING + GRID)
    assert total(sound_form(without), without).endswith(" = 99.9")


def test_an_incomplete_total_names_what_is_missing() -> None:
    form = with_row(EFFECT, actual="有")
    assert total(form).endswith(" = 69.9，第 4 行“教师能力”还没有得分，总分不完整")
    columns = ("initial_budget", "adjusted_budget", "executed")
    rows = ("total", "current_appropriation")
    empty = {f"funding__{row}__{column}": "" for row in rows for column in columns}
    assert total(typed(form, **empty)).endswith(" = 60，执行率等 2 项还没有得分，总分不完整")


def test_an_execution_rate_in_a_dimension_is_told_in_it() -> None:
    template = short_template(
        SCORING + FUNDING + GRID + 'rows = [{ key = "execution", role = "execution" }]\n'
    )
    form = sound_form(template)
    rows = filled(template, indicators=[{"id": "execution", "level1": "满意度指标"}]).rows("indicators")
    form = form.with_rows("indicators", (*form.rows("indicators"), *rows))
    assert total(form, template).startswith("产出指标 50 + 效益指标 30 + 满意度指标 19.9 = 99.9")
    missing = typed(form, funding__total__executed="", funding__current_appropriation__executed="")
    assert total(missing, template).endswith("执行率还没有得分，总分不完整")


def test_a_total_that_was_rounded_or_held_down_says_so() -> None:
    rounded = short_template("[scoring.total]\ndecimals = 0\n" + SCORING + FUNDING + GRID)
    assert " = 100（四舍五入），优" in total(sound_form(rounded), rounded)
    caps = '[[scoring.caps]]\nbelow = "0.5"\nmost = "59"\n[[scoring.caps]]\nbelow = "0.6"\nmost = "69"\n'
    capped = short_template(SCORING + caps + FUNDING + GRID)
    form = sound_form(capped, funding__total__executed="4")
    assert " = 59（合计 94，执行率低于 50 %，总分最多 59），差" in total(form, capped)


def test_the_total_is_explained_under_the_name_the_form_gives_it() -> None:
    caps = '[[scoring.caps]]\nbelow = "0.5"\nmost = "59"\n'
    named = '[[blocks]]\ntype = "fields"\ncolumns = [{ role = "total", label = "综合得分" }]\n'
    template = short_template(SCORING + caps + FUNDING + GRID + named)
    form = sound_form(template, funding__total__executed="4")
    assert "执行率低于 50 %，综合得分最多 59）" in total(form, template)
    assert total(filled(template, indicators=[{"weight": "5"}]), template).endswith("综合得分不完整")


GOALS_EARN = short_template(
    '[scoring]\n[[blocks]]\ntype = "goals"\nlabel = "年度目标"\nnumbered = "目标{n}"\n'
    'columns = "expected_goal weight score"\n'
)


def test_goals_that_earn_the_points_are_the_parts() -> None:
    goals = [{"weight": "60", "score": "55"}, {"expected_goal": "甲"}, {"weight": "40", "score": "40"}]
    assert total(filled(GOALS_EARN, goals=goals), GOALS_EARN) == "目标1 55 + 目标3 40 = 95"
    missing = filled(GOALS_EARN, goals=[goals[0], {"weight": "40"}])
    assert total(missing, GOALS_EARN) == "目标1 55 + 目标2 0 = 55，目标2还没有得分，总分不完整"


def test_a_single_goal_is_called_by_its_block() -> None:
    template = short_template(
        '[scoring]\n[[blocks]]\ntype = "goals"\nlabel = "年度目标"\ncolumns = "expected_goal weight score"\n'
    )
    form = filled(template, goals={"weight": "100", "score": "90"})
    assert total(form, template) == "年度目标 90 = 90"
    form = filled(template, goals={"weight": "100"})
    assert total(form, template) == "年度目标 0 = 0，年度目标还没有得分，总分不完整"


def test_a_total_of_nothing_says_so() -> None:
    template = short_template("[scoring]\n" + GRID)
    assert total(filled(template), template) == "还没有绩效指标"
    form = filled(template, indicators=[{"target": "1", "actual": "1", "weight": "5"}])
    assert total(form, template) == "未填一级指标 5 = 5"
    free = short_template(GRID.replace('"score", ', ""))
    assert total(filled(free), free) == "本表不计分。"
