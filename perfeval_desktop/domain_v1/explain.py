"""Where a computed number comes from: the sentence with the numbers, for tooltips."""

from decimal import Decimal

from perfeval_desktop.domain_v1.cells import indicator_label
from perfeval_desktop.domain_v1.figures import amount_text, points_text, total_text
from perfeval_desktop.domain_v1.form import Indicator, SelfAssessment
from perfeval_desktop.domain_v1.judgement import Doubt, has_share, judge
from perfeval_desktop.domain.quantity import parse_quantity
from perfeval_desktop.domain.rounding import EXACT
from perfeval_desktop.domain_v1.scoring import HUNDRED, Origin, Score, ScoreSheet
from perfeval_desktop.domain_v1.template import Template

# What is in doubt of target and actual, and what settles it.
_DOUBTS = {
    Doubt.NO_ACTUAL: "填写实际完成值后自动计算。",
    Doubt.NO_TARGET: "目标还没有写明，请先填写目标，或手工填写得分。",
    Doubt.NO_UNITS: "目标和实际完成值都没有单位，可能一个是比例、一个是百分数，请写明单位，或手工填写得分。",
    Doubt.UNITS: "目标和实际完成值的单位不同，无法比较，请把单位改成一致，或手工填写得分。",
    Doubt.IMPOSSIBLE: "目标或实际完成值是负数，或超过 100%，算不准，请核对这两个数，或手工填写得分。",
    Doubt.ZERO: "目标是 0，实际完成值不是 0，没有规则可算，请核对目标的符号，或手工填写得分。",
    Doubt.GRADES: "等级、类别不能按数值比较，请手工填写得分。",
    Doubt.NO_SIGN: "目标没有写“≥”或“≤”，看不出越多越好还是越少越好，请给目标补上符号，或手工填写得分。",
    Doubt.WRONG_SIGN: "目标的符号与指标的意思相反，请核对是否写反了，或手工填写得分。",
    Doubt.SIGNED_ACTUAL: "实际完成值带着符号，看不出实际达到多少，请只填数值，或手工填写得分。",
}


def explain_execution(template: Template, form: SelfAssessment, sheet: ScoreSheet) -> str:
    """Return where the score of the execution rate comes from.

    ``8.98 ÷ 9.00 = 99.77 %（截断）× 10 = 9.97``; or what is missing for it.
    """
    if not template.execution.weight:
        return "本表的执行率不计分。"
    typed = form.funding.execution_score
    return _with_typed(template, sheet.execution, typed, _execution_rule(template, sheet))


def explain_indicator(template: Template, form: SelfAssessment, sheet: ScoreSheet, row: int) -> str:
    """Return where the score of an indicator comes from; ``row`` counts from 0.

    ``完成 95 ÷ 目标 100 × 分值 10 = 9.50``; or what to do where no rule gives a score.
    """
    indicator = form.indicators[row]
    points = sheet.indicators[row]
    return _with_typed(template, points, indicator.score, _indicator_rule(template, indicator, points))


def explain_total(template: Template, form: SelfAssessment, sheet: ScoreSheet) -> str:
    """Return where the total comes from: the execution score and the dimensions added up, and the grade."""
    parts = [f"{one.name or '未填一级指标'} {_points(template, one.score)}" for one in sheet.dimensions]
    if template.execution.weight:
        parts.insert(0, f"执行率 {_points(template, sheet.execution.value or Decimal(0))}")
    total = f"{' + '.join(parts)} = {total_text(sheet.total, template)}" if parts else "还没有绩效指标"
    if sheet.is_complete:
        band = next((band for band in template.grades if sheet.grade == band.name), None)
        return f"{total}，{band.name}（{band.least:f} 分及以上）" if band else total
    missing = [
        indicator_label(form, row)
        for row, points in enumerate(sheet.indicators)
        if points.origin is Origin.MISSING
    ]
    if sheet.execution.origin is Origin.MISSING:
        missing.insert(0, "执行率")
    others = f"等 {len(missing)} 项" if len(missing) > 1 else ""
    return f"{total}，{missing[0]}{others}还没有得分，总分不完整"


def _with_typed(template: Template, score: Score, typed: Decimal | None, rule: str) -> str:
    if typed is None:
        return rule
    if score.rule is None:
        return f"手工填 {_points(template, typed)}（没有规则可算）"
    if score.overrides:
        return f"手工填 {_points(template, typed)}，规则算得 {score.rule:f}：{rule}"
    return f"手工填 {_points(template, typed)}，与规则一致：{rule}"


def _execution_rule(template: Template, sheet: ScoreSheet) -> str:
    amounts, rate, points = sheet.fund_total, sheet.execution_rate, sheet.execution.rule
    if amounts.adjusted_budget == 0:
        return "全年预算数为 0，没有规则可算，请手工填写得分，并在预算执行说明里写明理由。"
    if rate is None or points is None or amounts.executed is None or not amounts.adjusted_budget:
        return "填写全年预算数和全年执行数后自动计算。"
    weight = template.execution.weight
    exact = EXACT.divide(EXACT.multiply(amounts.executed, HUNDRED), amounts.adjusted_budget)
    mode = " " if exact == rate else f"（{template.execution.rate_rounding.mode.label}）"
    most = f"，最多得分值 {_points(template, weight)}" if amounts.executed > amounts.adjusted_budget else ""
    return (
        f"{amount_text(amounts.executed, template)} ÷ {amount_text(amounts.adjusted_budget, template)} = "
        f"{rate:f} %{mode}× {_points(template, weight)} = {points:f}{most}"
    )


def _indicator_rule(template: Template, indicator: Indicator, score: Score) -> str:
    if indicator.weight is None:
        return "先填写分值，再算得分。"
    weight = _points(template, indicator.weight)
    judgement = judge(template, indicator)
    if judgement.doubt is Doubt.WORDS:
        return _by_tiers(template, indicator.weight)
    if judgement.doubt is not None:
        return _DOUBTS[judgement.doubt]
    if judgement.is_reached:
        return f"已达到目标，得满分 {weight}"
    target, actual = parse_quantity(indicator.target), parse_quantity(indicator.actual)
    if target is None or actual is None:
        raise AssertionError("only a quantity can miss its target")
    if not has_share(target, actual):
        return "没有达到目标，也算不出完成比例，请手工填写得分。"
    done, asked = f"完成 {actual.number:f}", f"目标 {target.number:f}"
    share = f"{asked} ÷ {done}" if target.comparator.is_upper_bound else f"{done} ÷ {asked}"
    if score.rule is None:
        return f"没有达到目标，但 {share} 取整后等于满分 {weight}，请手工填写得分。"
    return f"{share} × 分值 {weight} = {score.rule:f}"


def _by_tiers(template: Template, weight: Decimal) -> str:
    """Return what a person does where target or actual are words."""
    tiers = "，".join(_tier(template, weight, index) for index in range(len(template.tiers)))
    return f"没有规则可算，请按完成情况手工填写{f'：{tiers}' if tiers else '得分'}。"


def _tier(template: Template, weight: Decimal, index: int) -> str:
    tier = template.tiers[index]
    least, most = (
        _points(template, template.score_rounding(weight * share)) for share in (tier.least, tier.most)
    )
    return f"{tier.name} {least}—{most} 分"


def _points(template: Template, value: Decimal) -> str:
    return points_text(value, template, fixed=False)
