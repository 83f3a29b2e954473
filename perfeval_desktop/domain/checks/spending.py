"""Spending taken for achievement: counted twice, the whole budget as a cost target, nothing but payments."""

from collections.abc import Iterator
from decimal import Decimal

from perfeval_desktop.domain.checks.check import Check, in_funding, in_grid, needs
from perfeval_desktop.domain.checks.judged import Judged, JudgedRow, Remark
from perfeval_desktop.domain.columns import Role, RowRole
from perfeval_desktop.domain.earning import HUNDRED
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.units import is_money, is_ratio

# What may stand behind the name of a rate: 预算执行率（%）.
_UNIT = r"(?:\s?[(（]\s?[%％]\s?[)）])?"
_OF_EXECUTION = Pattern(
    "(?:(?:项目|财政|专项|年度|全年)?(?:预算|资金|经费)(?:资金)?(?:执行|完成|支出|使用)(?:进度|完成)?|支出进度)"
    f"(?P<rate>率)?{_UNIT}"
)


def counted_twice(judged: Judged) -> Iterator[Remark]:
    """Yield each indicator that scores the execution rate once more."""
    if not judged.sheet.execution.weight:
        return
    for row in judged.rows:
        if _OF_EXECUTION.fullmatch(row.facts.name.strip()) and row.score.weight != 0:
            yield judged.remark_on(
                row, judged.keys.name, "就是预算执行率，执行率已经另外计分，请换成反映产出或效果的指标。"
            )


def cost_is_budget(judged: Judged) -> Iterator[Remark]:
    """Yield each cost target that is just the whole budget: it is met by whoever does not overspend."""
    budgets = {
        number.value
        for fund in judged.facts.funds
        for row in fund.rows
        for number in (row.initial, row.adjusted)
        if number.value and (row.role is RowRole.TOTAL or len(fund.rows) == 1)
    }
    for row in judged.rows:
        target = row.facts.target_quantity
        if target is not None and _money(target) in budgets and row.facts.subject.is_cost:
            yield judged.remark_on(
                row,
                judged.target_key,
                "就是全部预算，只要不超支就能达到，看不出成本控制得好不好，请改为单位成本，或比预算更低的数。",
            )


def _money(quantity: Quantity) -> Decimal | None:
    """Return the 元 that a quantity is at most, ``None`` for none, or for money by the piece."""
    unit = quantity.unit
    if not is_money(unit) or unit.per or quantity.comparator.is_lower_bound:
        return None
    return quantity.plain_number


_OF_PAYMENT = Pattern(
    f"(?:资金|经费|款项|工程款|补助|补贴|奖补|合同|项目)*(?:支付|拨付|兑付)(?:完成)?(?:率|比例){_UNIT}"
)
_NEARLY_ALL = Decimal("0.95")


def payment(judged: Judged) -> Iterator[Remark]:
    """Yield each payment rate of 100 % beside an execution rate that says otherwise."""
    rate = judged.sheet.rate
    if rate is None or rate.share >= _NEARLY_ALL:
        return
    for row in judged.rows:
        actual = row.actual
        if actual is None or not is_ratio(actual.unit) or not _OF_PAYMENT.fullmatch(row.facts.name.strip()):
            continue
        if actual.plain_number >= 1:
            yield judged.remark_on(
                row,
                judged.keys.actual,
                f"是“{row.facts.actual.strip()}”，而预算执行率只有 {judged.rate(rate)}，"
                "请核对，资金有结余的请在原因里说明。",
            )


_OF_MONEY = Pattern("支出|经费|资金|拨付|投入|支付|预算")


def only_spending(judged: Judged) -> Iterator[Remark]:
    """Yield where all that a project brings forth is money spent."""
    outputs = [row for row in judged.rows if judged.template.thresholds.output in row.facts.level1]
    if len(outputs) > 1 and all(map(_is_spending, outputs)):
        yield judged.remark_on(
            outputs[0],
            judged.keys.name,
            f"和其他{judged.template.thresholds.output}指标说的都是花了多少钱，请补上做成了什么。",
        )


def _is_spending(row: JudgedRow) -> bool:
    return (row.target is not None and is_money(row.target.unit)) or (
        _OF_MONEY.search(row.facts.name) is not None
    )


_HALF = Decimal("0.5")


def carry_over(judged: Judged) -> Iterator[Remark]:
    """Yield money carried over from last year that was hardly spent, and is not explained."""
    fund = judged.facts.fund
    if judged.has_note or fund is None:
        return
    for row, line in zip(fund.rows, judged.sheet.funds[fund.block], strict=True):
        budget, executed = line.budget, line.executed
        if "结转" not in row.words or not budget or executed is None or executed >= budget * _HALF:
            continue
        yield Remark(
            judged.note,
            f"{row.words}有 {judged.amount(budget)}，今年只用了 {judged.amount(executed)}，"
            f"请在{judged.label(judged.note)}里写明原因。",
        )


_OF_ADJUSTMENT = Pattern("(?:项目|年中)?预算(?:调整|变更|调剂)(?:率|比例)" + _UNIT)
_CLOSE = Decimal("0.5")


def adjustment_rate(judged: Judged) -> Iterator[Remark]:
    """Yield each adjustment or execution rate among the indicators that the amounts contradict."""
    initial, adjusted, rate = judged.main.initial, judged.main.adjusted, judged.sheet.rate
    for row in judged.rows:
        actual = row.facts.actual_quantity
        if actual is None or not is_ratio(actual.unit) or not actual.is_exact:
            continue
        name = row.facts.name.strip()
        if _OF_ADJUSTMENT.fullmatch(name) and initial and adjusted is not None:
            ought = abs(adjusted - initial) * HUNDRED / initial
        elif (match := _OF_EXECUTION.fullmatch(name)) and match["rate"] and rate is not None:
            ought = rate.share * HUNDRED
        else:
            continue
        if abs(abs(actual.plain_number) * HUNDRED - ought) > _CLOSE:
            yield judged.remark_on(
                row,
                judged.keys.actual,
                f"是“{row.facts.actual.strip()}”，按资金表应为 {ought:.2f}%，请核对后改成一致。",
            )


_TARGET, _ACTUAL = in_grid(Role.TARGET, Role.TARGET_NUMBER), in_grid(Role.ACTUAL)
_BUDGET, _SPENT = in_funding(Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET), in_funding(Role.EXECUTED)

CHECKS = (
    Check(Code.COUNTED_TWICE, Severity.HINT, needs(_TARGET, _SPENT, scoring=True), counted_twice),
    Check(Code.COST_IS_BUDGET, Severity.HINT, needs(_TARGET, _BUDGET), cost_is_budget),
    Check(Code.PAYMENT, Severity.HINT, needs(_ACTUAL, _BUDGET, _SPENT, outcome=True), payment),
    Check(Code.ONLY_SPENDING, Severity.HINT, needs(_TARGET, in_grid(Role.LEVEL1)), only_spending),
    Check(Code.CARRY_OVER, Severity.HINT, needs(_BUDGET, _SPENT, outcome=True), carry_over),
    Check(Code.AMOUNT_CONTRADICTION, Severity.WARNING, needs(_ACTUAL, _BUDGET, _SPENT), adjustment_rate),
)
