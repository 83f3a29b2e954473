"""What the paper claims of what the program computes: total, weights, grade, rates, points of the rate.

A claim is held against the figure that the form prints; where there is none it is not judged.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.checks.check import Check, in_funding, in_grid, needs, single
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.columns import Column, FixedRow, Role
from perfeval_desktop.domain.earning import HUNDRED, completion_share
from perfeval_desktop.domain.figures import points_text, rate_text
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import NO_ROW, Place, RowId
from perfeval_desktop.domain.fund_lines import FundLine, rate_figure, with_rate
from perfeval_desktop.domain.numerals import is_nothing, narrow, read_number, read_points, shortened
from perfeval_desktop.domain.places import column_of, total_words
from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode
from perfeval_desktop.domain.rules import RateForm, RateStyle
from perfeval_desktop.domain.scoring import execution_row


def printed_total(judged: Judged) -> Iterator[Remark]:
    """Yield a claimed total that is not the sum of the scores (check 2)."""
    sheet = judged.sheet
    if not (sheet.is_complete and sheet.is_scored):
        return
    for place, claim in _figures(judged, Role.TOTAL):
        if claim.value != sheet.total:
            words = judged.label(place)
            added = f"各项得分之和为 {claim.printed(sheet.uncapped)}"
            if sheet.total != sheet.uncapped:
                added += f"，执行率低，{words}最多 {claim.printed(sheet.total)}"
            yield Remark(
                place,
                f"原表的{words}为 {claim.printed(claim.value)}，{added}，请核对各项得分，"
                f"或更正原表的{words}。",
            )


def printed_weight(judged: Judged) -> Iterator[Remark]:
    """Yield a claimed sum of weights that is not the sum (check 2)."""
    total = judged.sheet.total_weight
    goals = judged.facts.goals if judged.template.goals_earn_beside else ()
    has_all = judged.has_all_weights and all(goal.weight.value is not None for goal in goals)
    if not (has_all and total):
        return
    for place, claim in _figures(judged, Role.TOTAL_WEIGHT):
        if claim.value != total:
            yield Remark(
                place,
                f"原表的分值合计为 {claim.printed(claim.value)}，各项分值之和为 {claim.printed(total)}，"
                "请核对各项分值，或更正原表的合计。",
            )


def printed_grade(judged: Judged) -> Iterator[Remark]:
    """Yield a claimed grade that is not the one of the total (check 2)."""
    scoring, grade = judged.template.scoring, judged.sheet.grade
    if scoring is None or grade is None:
        return
    names = [band.name for band in scoring.grades]
    for place, text in judged.claims(Role.GRADE):
        named = _named(names, text)
        # Of a list of all grades with a tick, as on paper, nobody can read here which one is meant.
        if named != [grade] and len(named) <= 1:
            total, words = judged.points(judged.sheet.total), total_words(judged.template)
            yield Remark(
                place,
                f"原表的{judged.label(place)}为“{shortened(text)}”，按{words} {total} 应为“{grade}”，"
                f"请核对{words}，或更正原表的等级。",
            )


def _named(names: list[str], text: str) -> list[str]:
    """Return the grades that ``text`` names: 不合格 does not name 合格."""
    there = [name for name in names if name in text]
    return [name for name in there if not any(name in other for other in there if other != name)]


class _Claim(NamedTuple):
    """A claimed figure, and the column it is in."""

    value: Decimal
    column: Column

    def printed(self, value: Decimal) -> str:
        return points_text(value, self.column.decimals)


def _figures(judged: Judged, role: Role) -> Iterator[tuple[Place, _Claim]]:
    for place, text in judged.claims(role):
        value, column = read_points(text).value, column_of(judged.template, place)
        if value is not None and column is not None:
            yield place, _Claim(value, column)


_CLAIMED = (Role.EXECUTION_RATE, Role.WEIGHT, Role.SCORE)


def printed_rates(judged: Judged) -> Iterator[Remark]:
    """Yield each claimed rate, weight or score of a funding grid that is not the computed one (check 3)."""
    for block in judged.template.fundings:
        columns = [block.by_role[role] for role in _CLAIMED if role in block.by_role]
        rows = {row.id: row for row in judged.form.rows(block.key)}
        for fixed, line in zip(block.rows, judged.sheet.funds[block.key], strict=True):
            row = rows.get(RowId(fixed.key), NO_ROW)
            for column in columns:
                claim = row.text(column.key).strip()
                if not is_nothing(claim) and claim != fixed.fixed.get(column.key, "").strip():
                    yield from _fund_claim(judged, block, fixed, line, column)
    yield from _in_execution_row(judged)


def _fund_claim(
    judged: Judged, block: FundingBlock, fixed: FixedRow, line: FundLine, column: Column
) -> Iterator[Remark]:
    place = Place(block.key, RowId(fixed.key), column.key)
    claim = judged.text(place).strip()
    if column.role is Role.EXECUTION_RATE:
        yield from _rate_claim(judged, place, claim, line)
    elif column.key not in fixed.fixed and place != judged.execution_score:
        ought = line.score if column.role is Role.SCORE else judged.sheet.execution.weight
        yield from _points_claim(judged, place, claim, ought)


def _rate_claim(judged: Judged, place: Place, claim: str, line: FundLine) -> Iterator[Remark]:
    rate = line.rate
    if rate is not None and _agrees(claim, rate.figure, judged.template.rate) is False:
        yield Remark(
            place,
            f"原表上{judged.label(place)}为 {shortened(claim)}，按预算数和执行数应为 {judged.rate(rate)}，"
            "请核对金额，或更正原表的执行率。",
        )


def _points_claim(judged: Judged, place: Place, claim: str, ought: Decimal | None) -> Iterator[Remark]:
    value = read_points(claim).value
    if value is not None and ought is not None and value != ought:
        yield Remark(
            place,
            f"原表上{judged.label(place)}为 {shortened(claim)}，按规则应为 {judged.points(ought)}，"
            "请核对，或更正原表。",
        )


def _in_execution_row(judged: Judged) -> Iterator[Remark]:
    """Yield what the grid's own row for the execution rate claims otherwise than the funding gives."""
    row = execution_row(judged.facts)
    if row is None:
        return
    keys, line = judged.keys, judged.main
    if keys.weight and row.weight.value is not None:
        place = Place(judged.grid.key, row.row, keys.weight)
        yield from _points_claim(judged, place, judged.text(place).strip(), judged.sheet.execution.weight)
    if keys.actual and row.actual.strip():
        yield from _rate_claim(judged, Place(judged.grid.key, row.row, keys.actual), row.actual.strip(), line)


def printed_completion(judged: Judged) -> Iterator[Remark]:
    """Yield each claimed completion rate that is not actual by target."""
    style = judged.template.rate
    for row in judged.facts.indicators:
        claim = row.completion.strip()
        share = None if is_nothing(claim) else completion_share(with_rate(style, judged.sheet.rate, row))
        if share is None:
            continue
        figure = rate_figure(style, share)
        if _agrees(claim, figure, style) is False and not _is_shortened(claim, share):
            yield judged.remark(
                Place(judged.grid.key, row.row, judged.keys.completion),
                f"在原表上为 {shortened(claim)}，按实际完成值和目标应为 {rate_text(figure, style)}，"
                "请核对这两个数，或更正原表的完成率。",
            )


def _agrees(claim: str, figure: Decimal, style: RateStyle) -> bool | None:
    """Return whether a claimed rate is the ``figure`` that the form prints; ``None`` for what is no rate.

    ``98.88%``, ``98.88`` and ``0.9888`` are one rate, however the form writes it.
    """
    plain = narrow(claim).strip()
    value = read_number(plain.removesuffix("%")).value
    if value is None:
        return None
    percent = EXACT.multiply(figure, HUNDRED) if style.form is RateForm.FRACTION else figure
    return value == percent or (not plain.endswith("%") and EXACT.multiply(value, HUNDRED) == percent)


def _is_shortened(claim: str, share: Decimal) -> bool:
    """Whether a claim is a completion rate in per cent with fewer decimals: 104% or 104.4% for 104.44%."""
    value = read_number(narrow(claim).strip().removesuffix("%")).value
    places = 0 if value is None else max(0, -int(value.as_tuple().exponent))
    if places > 1:
        return False
    percent = EXACT.multiply(share, HUNDRED)
    return value in {
        Rounding(mode, places)(percent) for mode in (RoundingMode.HALF_UP, RoundingMode.TRUNCATE)
    }


_BUDGET = in_funding(Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET)

CHECKS = (
    Check(Code.PRINTED_TOTAL, Severity.ERROR, needs(single(Role.TOTAL), scoring=True), printed_total),
    Check(Code.PRINTED_TOTAL, Severity.ERROR, needs(single(Role.TOTAL_WEIGHT), scoring=True), printed_weight),
    Check(Code.PRINTED_TOTAL, Severity.ERROR, needs(single(Role.GRADE), scoring=True), printed_grade),
    Check(Code.EXECUTION, Severity.ERROR, needs(_BUDGET, in_funding(Role.EXECUTED)), printed_rates),
    Check(Code.COMPLETION, Severity.WARNING, needs(in_grid(Role.COMPLETION_RATE)), printed_completion),
)
