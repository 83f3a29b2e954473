"""Where a computed number comes from: the sentence with the numbers, for tooltips."""

from collections.abc import Sequence
from decimal import Decimal

from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.earning import (
    HUNDRED,
    ZERO,
    completion_share,
    excess_share,
    full_score,
    step_share,
)
from perfeval_desktop.domain.facts import Facts, IndicatorFacts
from perfeval_desktop.domain.figures import points_text, rate_text
from perfeval_desktop.domain.fund_lines import FundLine, counting_share, main_line, rate_figure, with_rate
from perfeval_desktop.domain.money import amount_text
from perfeval_desktop.domain.places import column_of, goal_name, indicator_words, note_place, total_words
from perfeval_desktop.domain.quantities.comparison import number_beside
from perfeval_desktop.domain.quantities.outcome import Doubt
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode
from perfeval_desktop.domain.rules import (
    AllOrNothing,
    AskReason,
    DeductPoints,
    QualitativeTier,
    RateForm,
    Scoring,
    Steps,
)
from perfeval_desktop.domain.scoring import NO_SCORE, Origin, Score, ScoreSheet, execution_row, sharing
from perfeval_desktop.domain.template import Template

NO_POINTS = "本表不计分。"

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
    Doubt.SIGNED_ACTUAL: "实际完成值不是一个确定的数，看不出实际达到多少，请只填数值，或手工填写得分。",
    Doubt.DATES: "看不出是否按时完成，请填写完成的日期，或手工填写得分。",
    Doubt.SEVERAL: "目标里有几个数，实际完成值没有逐个对应，请逐个填写，或手工填写得分。",
}


def explain_execution(template: Template, facts: Facts, sheet: ScoreSheet) -> str:
    """Return where the score of the execution rate comes from.

    ``8.98 ÷ 9.00 = 99.77 %（截断）× 10 = 9.97``; or what is missing for it.
    """
    scoring = template.scoring
    if scoring is None or scoring.execution is None or not scoring.execution.weight:
        return "本表的执行率不计分。"
    return _with_typed(sheet.execution, _execution_rule(template, scoring, facts, sheet))


def explain_indicator(template: Template, facts: Facts, sheet: ScoreSheet, row: int) -> str:
    """Return where the score of an indicator comes from; ``row`` counts from 0.

    ``完成 95 ÷ 目标 100 × 分值 10 = 9.50``; or what to do where no rule gives a score.
    """
    indicator, score = facts.indicators[row], sheet.indicators[row]
    if indicator.is_execution:
        return explain_execution(template, facts, sheet)
    if template.scoring is None or score is NO_SCORE:
        return NO_POINTS
    if score.origin is Origin.SHARED:
        return "与上一行合用一个得分。"
    return _with_typed(
        score, _indicator_rule(template, template.scoring, sharing(facts.indicators, row), score)
    )


def explain_total(template: Template, facts: Facts, sheet: ScoreSheet) -> str:
    """Return where the total comes from: the execution score and the dimensions added up, and the grade."""
    scoring = template.scoring
    if scoring is None:
        return NO_POINTS
    parts = _parts(template, sheet)
    total = points_text(sheet.total)
    if parts:
        total = f"{' + '.join(f'{name} {points_text(value)}' for name, value in parts)} = {total}"
        total += _on_the_way(template, scoring, sheet, sum((value for _, value in parts), ZERO))
    else:
        total = "还没有绩效指标"
    if not sheet.is_complete:
        return f"{total}，{_missing(template, facts, sheet)}还没有得分，{total_words(template)}不完整"
    band = next((band for band in scoring.grades if sheet.grade == band.name), None)
    return f"{total}，{band.name}（{band.least:f} 分及以上）" if band else total


def explain_completion(template: Template, facts: Facts, sheet: ScoreSheet, row: int) -> str:
    """Return where the completion rate of an indicator comes from; ``row`` counts from 0."""
    indicator = with_rate(template.rate, sheet.rate, facts.indicators[row])
    share = completion_share(indicator)
    target, actual = indicator.target_quantity, indicator.actual_quantity
    if share is None or target is None or actual is None:
        return "目标和实际完成值是同一单位的数时自动计算。"
    done, asked = _numbers(indicator, target, actual)
    return f"{done} ÷ {asked} = {_rate(template, share)}"


def how_to_score(template: Template, facts: Facts, sheet: ScoreSheet, row: int) -> str:
    """Return what the user is to do about an indicator whose score is missing; ``row`` counts from 0."""
    together = sharing(facts.indicators, row)
    if len(together) > 1 or facts.indicators[row].judgement.doubt is Doubt.WORDS:
        return "这一项没有规则可算，请按完成情况手工填写。"
    return explain_indicator(template, facts, sheet, row)


def _with_typed(score: Score, rule: str) -> str:
    if score.origin is not Origin.TYPED:
        return rule
    typed = f"手工填 {points_text(score.value)}"
    if score.rule is None:
        return f"{typed}（没有规则可算）"
    if score.overrides:
        return f"{typed}，规则算得 {score.rule:f}：{rule}"
    return f"{typed}，与规则一致：{rule}"


# -- the execution rate --------------------------------------------------------------------------------------


def _execution_rule(template: Template, scoring: Scoring, facts: Facts, sheet: ScoreSheet) -> str:
    row = execution_row(facts)
    if row is not None and (given := _by_coefficient(row, sheet.execution)):
        return given
    if row is not None and (asked := _coefficient_first(template, row)):
        return asked
    line = None if facts.fund is None else main_line(sheet.funds[facts.fund.block])
    budget_role = Role.INITIAL_BUDGET if line is None or line.adjusted is None else Role.ADJUSTED_BUDGET
    if line is not None and line.budget == 0:
        note = column_of(template, note_place(template))
        where = "" if note is None else f"，并在{note.words}里写明理由"
        return f"{_words(template, budget_role)}为 0，没有规则可算，请手工填写得分{where}。"
    if line is None or line.rate is None or line.score is None or scoring.execution is None:
        wanted = (Role.ADJUSTED_BUDGET, Role.INITIAL_BUDGET)
        return f"填写{_words(template, *wanted)}和{_words(template, Role.EXECUTED)}后自动计算。"
    return _execution_sum(template, scoring, facts, line)


def _execution_sum(template: Template, scoring: Scoring, facts: Facts, line: FundLine) -> str:
    rule = scoring.execution
    if rule is None or line.rate is None or line.score is None:
        raise AssertionError("only told where there are all of them")
    style = template.amounts
    executed, budget = (
        ""
        if amount is None
        else amount_text(amount, facts.unit, decimals=style.decimals, grouping=style.grouping)
        for amount in (line.executed, line.budget)
    )
    start = f"{executed} ÷ {budget} = {_rate(template, line.rate.share)}"
    weight = points_text(rule.weight)
    if isinstance(rule.rule, Steps):
        earns = _percent(step_share(rule.rule.steps, counting_share(rule, template.rate, line.rate)) or ZERO)
        return f"{start}，按分档得分值 {weight} 的 {earns} = {line.score:f}"
    most = f"，最多得分值 {weight}" if line.rate.share > 1 else ""
    return f"{start}{'' if start.endswith('）') else ' '}× {weight} = {line.score:f}{most}"


def _words(template: Template, *roles: Role) -> str:
    """Return the words of the first amount column of ``roles`` that the form has."""
    block = template.funding
    columns = (None if block is None else block.by_role.get(role) for role in roles)
    return next((column.words for column in columns if column is not None), "预算数")


def _rate(template: Template, share: Decimal) -> str:
    """Return a share as the form's rate, with the word for its rounding where it was rounded."""
    style = template.rate
    figure = rate_figure(style, share)
    is_fraction = style.form is RateForm.FRACTION
    exact = share if is_fraction else EXACT.multiply(share, HUNDRED)
    mode = "" if exact == figure else f"（{style.rounding.mode.label}）"
    return f"{rate_text(figure, style).removesuffix('%')}{'' if is_fraction else ' %'}{mode}"


# -- indicators ----------------------------------------------------------------------------------------------


def _indicator_rule(
    template: Template, scoring: Scoring, together: Sequence[IndicatorFacts], score: Score
) -> str:
    row = together[0]
    if score.weight is None:
        has_weights = template.grid is not None and bool(grid_keys(template.grid).weight)
        return "先填写分值，再算得分。" if has_weights and not row.weight_is_joined else _BY_HAND
    if asked := _coefficient_first(template, row):
        return asked
    full = _full(scoring, score.weight)
    if len(together) > 1:
        return _of_several(len(together), score, full)
    if given := _by_coefficient(row, score) or _given(row, score):
        return given
    doubt = row.judgement.doubt
    if doubt is Doubt.WORDS:
        return _by_tiers(scoring, score.weight)
    if doubt is not None:
        return _DOUBTS[doubt]
    if score.rule is None and row.judgement.is_reached:
        return _BY_HAND
    if row.judgement.is_reached:
        return _when_reached(scoring, row, score, full)
    return _when_missed(scoring, row, score, full)


_BY_HAND = "这一项没有规则可算，请按完成情况手工填写得分。"


def _full(scoring: Scoring, weight: Decimal) -> str:
    """Return the full score in words, with the weight where it was rounded."""
    full = full_score(scoring, weight)
    if full == weight:
        return points_text(weight)
    return f"{points_text(full)}（分值 {points_text(weight)}，{scoring.score_rounding.mode.label}）"


def _of_several(count: int, score: Score, full: str) -> str:
    if score.rule is None:
        return f"这 {count} 行合用一个得分，没有规则可算，请按完成情况手工填写。"
    return f"这 {count} 行合用一个得分，都已达到目标，得满分 {full}"


def _given(row: IndicatorFacts, score: Score) -> str:
    """Return the sum that a score of 100 was entered for, ``""`` for none."""
    if score.rule is None:
        return ""
    if row.item_score.value is not None and row.share.value is not None:
        item, share = points_text(row.item_score.value), points_text(row.share.value)
        return f"单项得分 {item} × 权重 {share} % = {score.rule:f}"
    return ""


def _by_coefficient(row: IndicatorFacts, score: Score) -> str:
    """Return the sum that a coefficient was entered for, in both ways it may be typed; ``""`` for none."""
    percentage = row.coefficient.value
    if percentage is None or score.rule is None:
        return ""
    share = points_text(percentage.scaleb(-2, EXACT))
    coefficient = f"{points_text(percentage)} %（{share}）"
    return f"分值 {points_text(score.weight)} × 得分系数 {coefficient}= {score.rule:f}"


def _coefficient_first(template: Template, row: IndicatorFacts) -> str:
    """Return what to do where the form requires the coefficient and it is blank; ``""`` elsewhere."""
    block = template.grid
    if block is None or row.coefficient.value is not None or not grid_keys(block).needs_coefficient:
        return ""
    return f"填写{block.by_role[Role.COEFFICIENT].words}后自动计算。"


def _when_reached(scoring: Scoring, row: IndicatorFacts, score: Score, full: str) -> str:
    rule = scoring.over_achievement
    excess = excess_share(row)
    if isinstance(rule, AskReason) or excess is None or excess < rule.over or score.rule is None:
        return f"已达到目标，得满分 {full}"
    if isinstance(rule, DeductPoints):
        return f"比目标多 {_percent(excess)}，扣 {points_text(rule.points)} 分，得 {score.rule:f}"
    earns = _percent(step_share(rule.steps, excess) or ZERO)
    return (
        f"比目标多 {_percent(excess)}，按分档得分值 {points_text(score.weight)} 的 {earns} = {score.rule:f}"
    )


def _when_missed(scoring: Scoring, row: IndicatorFacts, score: Score, full: str) -> str:
    rule = scoring.achievement
    if isinstance(rule, AllOrNothing):
        return "没有达到目标，不得分"
    target, actual, reached = row.target_quantity, row.actual_quantity, row.judgement.share
    if target is None or actual is None or reached is None or score.weight is None:
        return "没有达到目标，也算不出完成比例，请手工填写得分。"
    done, asked = _numbers(row, target, actual)
    share = f"{done} ÷ {asked}" if _is_short_of(target, actual) else f"{asked} ÷ {done}"
    weight = points_text(score.weight)
    if score.rule is None:
        return f"没有达到目标，但 {share} 取整后等于满分 {full}，请手工填写得分。"
    if isinstance(rule, Steps):
        earns = _percent(step_share(rule.steps, reached) or ZERO)
        return f"{share} = {_percent(reached)}，按分档得分值 {weight} 的 {earns} = {score.rule:f}"
    return f"{share} × 分值 {weight} = {score.rule:f}"


def _numbers(row: IndicatorFacts, target: Quantity, actual: Quantity) -> tuple[str, str]:
    """Return what was done and what was asked for: two numbers, or as typed where the units differ."""
    if actual.unit == target.unit and target.top is None:
        return f"完成 {actual.number:f}", f"目标 {target.number:f}"
    return f"完成 {row.actual.strip()}", f"目标 {row.target.strip()}"


def _is_short_of(target: Quantity, actual: Quantity) -> bool:
    """Whether less was done than asked for: else the target is an upper bound, and its share is inverted."""
    number = number_beside(target, actual)
    return number is None or number < target.number


def _by_tiers(scoring: Scoring, weight: Decimal) -> str:
    """Return what the user is to do where target or actual are words."""
    tiers = "，".join(_tier(scoring.score_rounding, weight, tier) for tier in scoring.tiers)
    return f"没有规则可算，请按完成情况手工填写{f'：{tiers}' if tiers else '得分'}。"


def _tier(rounding: Rounding, weight: Decimal, tier: QualitativeTier) -> str:
    least, most = (points_text(rounding(EXACT.multiply(weight, share))) for share in (tier.least, tier.most))
    return f"{tier.name} {least}—{most} 分"


_TWO_DECIMALS = Rounding(RoundingMode.TRUNCATE, 2)


def _percent(share: Decimal) -> str:
    """Return a share in percent with at most two decimals, cut off."""
    return f"{points_text(_TWO_DECIMALS(EXACT.multiply(share, HUNDRED)))} %"


# -- the total -----------------------------------------------------------------------------------------------


def _parts(template: Template, sheet: ScoreSheet) -> list[tuple[str, Decimal]]:
    """Return what the total adds up: the execution rate, the goals that earn points, the dimensions."""
    goals, parts = template.goals, []
    dimensions = sheet.dimensions
    if goals is not None and sheet.of_goals is not None:
        scored = [(number, one) for number, one in enumerate(sheet.goals) if one is not NO_SCORE]
        parts += [(goal_name(goals, number) or goals.words, one.value or ZERO) for number, one in scored]
        # Those without any points do not belong to the sum.
        dimensions = tuple(one for one in dimensions if one.weight or one.score)
    parts += [(one.name or "未填一级指标", one.score) for one in dimensions]
    if sheet.execution.weight and sheet.execution_is_apart:
        parts.insert(0, ("执行率", sheet.execution.value or ZERO))
    return parts


def _on_the_way(template: Template, scoring: Scoring, sheet: ScoreSheet, added: Decimal) -> str:
    """Return what happened to the sum before it became the total: it was rounded, or held down."""
    if sheet.total != sheet.uncapped:
        share = ZERO if sheet.rate is None else sheet.rate.share
        below = min(cap.below for cap in scoring.caps if share < cap.below and cap.most == sheet.total)
        most = f"执行率低于 {_percent(below)}，{total_words(template)}最多 {points_text(sheet.total)}"
        return f"（合计 {points_text(sheet.uncapped)}，{most}）"
    return "" if added == sheet.total else f"（{scoring.total_rounding.mode.label}）"


def _missing(template: Template, facts: Facts, sheet: ScoreSheet) -> str:
    """Return the first of the scores that are missing, and how many there are."""
    missing = ["执行率"] if sheet.execution.origin is Origin.MISSING else []
    missing += (
        indicator_words(number, facts.indicators[number].name)
        for number, one in enumerate(sheet.indicators)
        if one.origin is Origin.MISSING and not facts.indicators[number].is_execution
    )
    if not missing and template.goals is not None:
        missing += (
            goal_name(template.goals, number) or template.goals.words
            for number, one in enumerate(sheet.goals)
            if one.origin is Origin.MISSING
        )
    return f"{missing[0]}{f'等 {sheet.missing} 项' if sheet.missing > 1 else ''}"
