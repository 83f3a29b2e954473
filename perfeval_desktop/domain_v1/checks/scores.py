"""Scores: present, within the weight, in line with the rule, and explained where they are not full."""

from collections.abc import Iterator
from decimal import Decimal

from perfeval_desktop.domain_v1.cells import ExecutionScoreCell, TotalCell
from perfeval_desktop.domain_v1.checks.checked_form import CheckedForm, Row
from perfeval_desktop.domain.checks.reading import explains
from perfeval_desktop.domain_v1.explain import explain_indicator
from perfeval_desktop.domain_v1.figures import total_text
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import IndicatorField
from perfeval_desktop.domain_v1.judgement import Doubt
from perfeval_desktop.domain_v1.scoring import HUNDRED, Origin, Score
from perfeval_desktop.domain_v1.template import Template


def printed_total(checked: CheckedForm) -> Iterator[Finding]:
    """Yield a transcribed total that is not the sum of the scores (check 2)."""
    printed, total = checked.form.printed.total, checked.sheet.total
    if printed is not None and checked.sheet.is_complete and printed != total:
        yield checked.finding(
            Code.PRINTED_TOTAL,
            TotalCell(),
            f"原表的总分为 {total_text(printed, checked.template)}，各项得分之和为 "
            f"{total_text(total, checked.template)}，请核对各项得分，或更正原表的总分。",
        )


def score_in_range(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each score that is missing, above its weight or negative (check 5).

    A missing score is reported once the row has what a score is judged by.
    """
    if trouble := _out_of_range(checked, checked.sheet.execution, checked.template.execution.weight):
        yield checked.finding_at(Code.SCORE, ExecutionScoreCell(), trouble)
    for row in checked.rows:
        score, weight = row.score, row.indicator.weight
        if score.origin is Origin.MISSING:
            if weight is not None and row.indicator.target.strip() and row.indicator.actual.strip():
                yield checked.finding_at(
                    Code.SCORE,
                    row.cell(IndicatorField.SCORE),
                    f"还没有填写，{_what_to_do(checked, row)}",
                )
        elif trouble := _out_of_range(checked, score, weight):
            yield checked.finding_at(Code.SCORE, row.cell(IndicatorField.SCORE), trouble)


def _what_to_do(checked: CheckedForm, row: Row) -> str:
    if row.judgement.doubt is Doubt.WORDS:
        return "这一项没有规则可算，请按完成情况手工填写。"
    return explain_indicator(checked.template, checked.form, checked.sheet, row.number)


def _out_of_range(checked: CheckedForm, score: Score, weight: Decimal | None) -> str:
    value = score.value
    if value is None:
        return ""
    if value < 0:
        return (
            f"是负数（{checked.points(value)}），请改为 0 到 {checked.points(weight or HUNDRED)} 之间的数。"
        )
    if weight is not None and value > weight:
        return f"是 {checked.points(value)}，超过分值 {checked.points(weight)}，请改小得分，或改大分值。"
    return ""


def deduction_reason(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each deduction without a reason (check 6); a dash, ``0`` or ``无`` is none."""
    if IndicatorField.REASON not in checked.columns:
        return
    for row in checked.rows:
        value, weight = row.score.value, row.indicator.weight
        if value is None or weight is None or value >= weight or explains(row.indicator.reason):
            continue
        yield checked.finding_at(
            Code.DEDUCTION_REASON,
            row.cell(IndicatorField.REASON),
            f"还没有填写：这一项扣了 {checked.points(weight - value)} 分，请写明原因和改进措施。",
        )


def deducted_though_reached(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each typed deduction although the target is reached (check 8).

    A qualitative indicator that is reached may earn any score of the first tier.
    """
    for row in checked.rows:
        value, weight = row.score.value, row.indicator.weight
        if not row.is_reached or value is None or weight is None or value >= weight:
            continue
        if row.target is None and value >= weight * _least_when_reached(checked.template):
            continue
        yield checked.finding_at(
            Code.DEDUCTED_THOUGH_REACHED,
            row.cell(IndicatorField.SCORE),
            f"是 {checked.points(value)}，但实际完成值已达到目标，按规则得满分 {checked.points(weight)}，"
            "请核对得分和实际完成值。",
        )


def _least_when_reached(template: Template) -> Decimal:
    """Return the least share of the weight a reached qualitative indicator earns; 1 without tiers."""
    best = max(template.tiers, key=lambda tier: tier.most, default=None)
    return Decimal(1) if best is None else best.least


def full_though_missed(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each typed full score although the target is missed, or less than promised was done (check 9).

    Where the target has no sign and nothing else tells which way is better, less may be better: its sign is
    asked for.
    """
    for row in checked.rows:
        value, weight = row.score.value, row.indicator.weight
        if value is None or weight is None or value != weight or row.score.origin is not Origin.TYPED:
            continue
        actual, target = row.indicator.actual.strip(), row.indicator.target.strip()
        if row.is_reached is False:
            trouble = f"没有达到目标“{target}”，{_remedy(row)}"
        elif row.judgement.doubt is Doubt.NO_SIGN and _is_less(row):
            trouble = f"小于目标“{target}”，{_ASK_FOR_SIGN}"
        else:
            continue
        yield checked.finding_at(
            Code.FULL_THOUGH_MISSED,
            row.cell(IndicatorField.SCORE),
            f"是满分，但实际完成值“{actual}”{trouble}。",
        )


_ASK_FOR_SIGN = "请核对；如果这一项越少越好，请在目标前加“≤”"


def _remedy(row: Row) -> str:
    if row.target is not None and not row.target.comparator.is_signed and _is_less(row):
        return _ASK_FOR_SIGN
    rule = "" if row.score.rule is None else f"（按规则 {row.score.rule:f} 分）"
    return f"请扣分{rule}，或核对实际完成值"


def _is_less(row: Row) -> bool:
    return row.target is not None and row.actual is not None and row.actual.number < row.target.number


def partial_score(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each typed partial score that is not the proportional one (check 10)."""
    for row in checked.rows:
        score, weight = row.score, row.indicator.weight
        if not score.overrides or row.is_reached is not False or score.value is None or weight is None:
            continue
        if 0 <= score.value < weight:
            yield checked.finding_at(
                Code.PARTIAL_SCORE,
                row.cell(IndicatorField.SCORE),
                f"是 {checked.points(score.value)}，按完成比例应为 {score.rule:f}，"
                "请改正，或在原因里写明评分的依据。",
            )
