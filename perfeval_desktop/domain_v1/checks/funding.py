"""The funding grid: sources add up, the execution rate and its score are right and explained."""

from collections.abc import Iterator
from decimal import Decimal

from perfeval_desktop.domain.checks.reading import explains
from perfeval_desktop.domain_v1.cells import AmountCell, ExecutionScoreCell, TextCell, TextField
from perfeval_desktop.domain_v1.checks.checked_form import CheckedForm
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import AmountField, Amounts, FundSource
from perfeval_desktop.domain_v1.scoring import summed

# Percent. Below the first a reason is asked for; below the second, the rate of a form graded 差, full output
# scores are not believed.
EXPLAINED_EXECUTION = Decimal(90)
LOW_EXECUTION = Decimal(60)

_NOTE = TextCell(TextField.FUNDING_NOTE)


def execution(checked: CheckedForm) -> Iterator[Finding]:
    """Yield what is wrong with the execution rate or its score (check 3)."""
    yield from _overspent(checked)
    yield from _printed_rate(checked)
    if checked.template.execution.weight:
        yield from _execution_score(checked)


def _overspent(checked: CheckedForm) -> Iterator[Finding]:
    """Yield the rows of the grid that spent more than their budget; the sources only if the total did not."""
    for source, line in zip(FundSource, checked.sheet.funding, strict=True):
        if _is_overspent(line.amounts):
            rate = "" if line.rate is None else f"，执行率 {line.rate:f}%"
            yield checked.finding_at(
                Code.EXECUTION,
                AmountCell(source, AmountField.EXECUTED),
                f"（{checked.amount(line.amounts.executed)}）超过"
                f"{checked.template.amount_label(AmountField.ADJUSTED_BUDGET)}"
                f"（{checked.amount(line.amounts.adjusted_budget)}）{rate}，请核对这两个数。",
            )
            if source is FundSource.TOTAL:
                return


def _is_overspent(amounts: Amounts) -> bool:
    budget, executed = amounts.adjusted_budget, amounts.executed
    return budget is not None and executed is not None and executed > budget


def _printed_rate(checked: CheckedForm) -> Iterator[Finding]:
    printed, rate = checked.form.printed.execution_rate, checked.sheet.execution_rate
    if printed is not None and rate is not None and printed != rate:
        yield checked.finding(
            Code.EXECUTION,
            ExecutionScoreCell(),
            f"原表的执行率为 {printed:f}%，按预算数和执行数应为 {rate:f}%，请核对金额，或更正原表的执行率。",
        )


def _execution_score(checked: CheckedForm) -> Iterator[Finding]:
    score = checked.sheet.execution
    cell = ExecutionScoreCell()
    if checked.sheet.fund_total.adjusted_budget == 0:
        budget = checked.label(AmountCell(FundSource.TOTAL, AmountField.ADJUSTED_BUDGET))
        if score.value is None:
            yield checked.finding_at(
                Code.EXECUTION,
                cell,
                f"没有规则可算（{budget}为 0），请按主管部门的规定手工填写，并在预算执行说明里写明理由。",
            )
        elif not explains(checked.form.funding.note):
            yield checked.finding_at(
                Code.EXECUTION,
                _NOTE,
                f"还没有填写：{budget}为 0，执行率的得分是手工填的，请写明理由。",
            )
    elif score.overrides and score.value is not None and score.value <= checked.template.execution.weight:
        yield checked.finding_at(
            Code.EXECUTION,
            cell,
            f"填的是 {checked.points(score.value)}，按规则应为 {score.rule:f}，请改正，或清空后由程序计算。",
        )


def fund_sources(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each amount column whose sources do not add to the typed total (check 4)."""
    funding = checked.form.funding
    for field in AmountField:
        total = funding.total.of(field)
        sources = summed(funding, field)
        if not total and sources is None:
            continue
        if total is None or total == sources:
            continue
        cell = AmountCell(FundSource.TOTAL, field)
        if sources is None:
            predicate = (
                f"是 {checked.amount(total)}，但下面各项资金来源都没有填，请把金额填到对应的资金来源。"
            )
        else:
            predicate = (
                f"是 {checked.amount(total)}，各项资金来源合计 {checked.amount(sources)}，"
                f"相差 {checked.amount(abs(total - sources))}，请核对。"
            )
        yield checked.finding_at(Code.FUND_SOURCES, cell, predicate)


def budget_reason(checked: CheckedForm) -> Iterator[Finding]:
    """Yield a budget changed in mid-year, or an execution below 90 %, without a note (check 18)."""
    if explains(checked.form.funding.note):
        return
    total, rate = checked.sheet.fund_total, checked.sheet.execution_rate
    initial, adjusted = total.initial_budget, total.adjusted_budget
    if initial is not None and adjusted is not None and initial != adjusted:
        yield checked.finding(
            Code.BUDGET_REASON,
            _NOTE,
            f"{checked.template.amount_label(AmountField.ADJUSTED_BUDGET)} {checked.amount(adjusted)}，与"
            f"{checked.template.amount_label(AmountField.INITIAL_BUDGET)} {checked.amount(initial)}不同，"
            "请在预算执行说明里写明年中调整的原因。",
        )
    if rate is not None and rate < EXPLAINED_EXECUTION:
        yield checked.finding(
            Code.BUDGET_REASON,
            _NOTE,
            f"执行率只有 {rate:f}%，低于 {EXPLAINED_EXECUTION}%，请在预算执行说明里写明原因。",
        )


def low_execution(checked: CheckedForm) -> Iterator[Finding]:
    """Yield an execution rate below 60 % beside full scores in the whole output dimension (check 19)."""
    rate = checked.sheet.execution_rate
    if rate is None or rate >= LOW_EXECUTION:
        return
    outputs = [row for row in checked.rows if "产出" in row.indicator.level1]
    if outputs and all(
        row.score.value is not None and row.score.value == row.indicator.weight for row in outputs
    ):
        yield checked.finding(
            Code.LOW_EXECUTION,
            ExecutionScoreCell(),
            f"执行率只有 {rate:f}%，产出指标却全部得满分，"
            "请核对执行数和各项实际完成值，确实如此的请在预算执行说明里写明原因。",
        )
