"""The funding: sources add up, nothing is overspent, the execution rate's score is right and explained."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.checks.check import Check, in_funding, in_grid, needs
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.columns import Role, RowRole, label_words
from perfeval_desktop.domain.earning import HUNDRED
from perfeval_desktop.domain.facts import Fund, FundRow
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.fund_lines import FundLine, Rate, fund_sum, main_line
from perfeval_desktop.domain.numerals import Number, is_nothing, read_points
from perfeval_desktop.domain.places import fund_title, total_row
from perfeval_desktop.domain.rounding import EXACT
from perfeval_desktop.domain.rules import RateForm
from perfeval_desktop.domain.scoring import Origin


class _Amount(NamedTuple):
    """An amount column: its role, and its cell in a row as typed and as shown."""

    role: Role
    typed: Callable[[FundRow], Number]
    shown: Callable[[FundLine], Decimal | None]


_RECEIVED = _Amount(Role.RECEIVED, lambda row: row.received, lambda line: line.received)
_EXECUTED = _Amount(Role.EXECUTED, lambda row: row.executed, lambda line: line.executed)
# In the order of :func:`fund_sum`.
_AMOUNTS = (
    _Amount(Role.INITIAL_BUDGET, lambda row: row.initial, lambda line: line.initial),
    _Amount(Role.ADJUSTED_BUDGET, lambda row: row.adjusted, lambda line: line.adjusted),
    _RECEIVED,
    _EXECUTED,
)


def fund_sources(judged: Judged) -> Iterator[Remark]:
    """Yield each amount column whose sources do not add to the typed total (check 4)."""
    for block, fund in zip(judged.template.fundings, judged.facts.funds, strict=True):
        total = next((row for row in fund.rows if row.role is RowRole.TOTAL), None)
        if total is None or all(row.role is not RowRole.SOURCE for row in fund.rows):
            continue
        for number, amount in enumerate(_AMOUNTS):
            if amount.role in block.by_role:
                sources = fund_sum(fund, number)
                yield from _unlike_sources(judged, block, total, amount, sources)


def _unlike_sources(
    judged: Judged, block: FundingBlock, total: FundRow, amount: _Amount, sources: Decimal | None
) -> Iterator[Remark]:
    typed = amount.typed(total).value
    if typed is None or typed == sources or (not typed and sources is None):
        return
    place = Place(block.key, total.row, block.by_role[amount.role].key)
    rows, one = ("各项资金来源", "资金来源") if _names_sources(block) else ("各项", "一项")
    if sources is None:
        predicate = f"是 {judged.amount(typed)}，但下面{rows}都没有填，请把金额填到对应的{one}。"
    else:
        predicate = (
            f"是 {judged.amount(typed)}，{rows}合计 {judged.amount(sources)}，"
            f"相差 {judged.amount(abs(typed - sources))}，请核对。"
        )
    yield judged.remark(place, predicate)


def _names_sources(block: FundingBlock) -> bool:
    """Whether the rows of a grid are sources of money, by what stands above or beside them; not 按用途."""
    title = label_words(block.name_label) or block.words
    return not title or "资金" in title or "来源" in title


def splits(judged: Judged) -> Iterator[Remark]:
    """Yield each amount of another funding grid that is not the main one's total (check 4).

    A form may divide its total twice, by revenue and by expenditure, side by side.
    """
    main, line = judged.funding, judged.main
    for block, fund in zip(judged.template.fundings, judged.facts.funds, strict=True):
        if block is main:
            continue
        for number, amount in enumerate(_AMOUNTS):
            whole, part = amount.shown(line), _whole_of(judged, fund, number)
            if amount.role in block.by_role and whole is not None and part is not None and whole != part:
                place = Place(block.key, RowId(total_row(block)), block.by_role[amount.role].key)
                # A split may be named above its rows alone, its one amount not at all.
                names = (fund_title(judged.template, block), block.by_role[amount.role].words)
                yield Remark(
                    place,
                    f"{'的'.join(filter(None, names))}合计 {judged.amount(part)}，与"
                    f"{judged.label(Place(main.key, line.row, main.by_role[amount.role].key))}"
                    f" {judged.amount(whole)}不同，请核对。",
                )


def _whole_of(judged: Judged, fund: Fund, number: int) -> Decimal | None:
    """Return what a funding grid comes to in one column: its total as shown, or else its sources."""
    if any(row.role is RowRole.TOTAL for row in fund.rows):
        line = main_line(judged.sheet.funds[fund.block])
        return None if line is None else _AMOUNTS[number].shown(line)
    return fund_sum(fund, number)


def overspent(judged: Judged) -> Iterator[Remark]:
    """Yield the rows that spent or received more than their budget (check 3).

    The rows below the total only where the total did not.
    """
    for block in judged.template.fundings:
        for amount in (_EXECUTED, _RECEIVED):
            if amount.role in block.by_role:
                yield from _beyond(judged, block, amount)


def _beyond(judged: Judged, block: FundingBlock, amount: _Amount) -> Iterator[Remark]:
    beyond = [
        (line, shown, line.budget)
        for line in judged.sheet.funds[block.key]
        if (shown := amount.shown(line)) is not None and line.budget is not None and shown > line.budget
    ]
    total = [one for one in beyond if one[0].role is RowRole.TOTAL]
    for line, shown, budget in total or beyond:
        role = Role.INITIAL_BUDGET if line.adjusted is None else Role.ADJUSTED_BUDGET
        rate = line.rate if amount is _EXECUTED else None
        words = "" if rate is None else f"，执行率 {judged.rate(rate)}"
        yield judged.remark(
            Place(block.key, line.row, block.by_role[amount.role].key),
            f"（{judged.amount(shown)}）超过{block.by_role[role].words}（{judged.amount(budget)}）{words}，"
            "请核对这两个数。",
        )


def execution_score(judged: Judged) -> Iterator[Remark]:
    """Yield where the score of the execution rate is missing, unexplained or not the rule's (check 3)."""
    score, place, line = judged.sheet.execution, judged.execution_score, judged.main
    if not score.weight:
        return
    if line.budget == 0:
        yield from _score_of_nothing(judged, line)
    elif place is not None and score.overrides and score.value is not None and score.value <= score.weight:
        yield Remark(
            place,
            f"执行率的得分填的是 {judged.points(score.value)}，按规则应为 {score.rule:f}，"
            "请改正，或清空后由程序计算。",
        )


def _score_of_nothing(judged: Judged, line: FundLine) -> Iterator[Remark]:
    block, place = judged.funding, judged.execution
    role = Role.INITIAL_BUDGET if line.adjusted is None else Role.ADJUSTED_BUDGET
    budget = judged.label(Place(block.key, line.row, block.by_role[role].key))
    if judged.sheet.execution.origin is Origin.MISSING:
        if place == judged.execution_score and not is_nothing(judged.text(place)):
            # Something is there that cannot be read, which is said of it.
            return
        yield Remark(
            place,
            f"执行率的得分没有规则可算（{budget}为 0），请按主管部门的规定手工填写，"
            f"并在{judged.label(judged.note)}里写明理由。",
        )
    elif not judged.has_note:
        yield judged.remark(judged.note, f"还没有填写：{budget}为 0，执行率的得分是手工填的，请写明理由。")


def repeated_points(judged: Judged) -> Iterator[Remark]:
    """Yield points in a row below the total where the form has none: the rate earns them once (check 3)."""
    for block in judged.template.fundings:
        columns = [block.by_role[role] for role in (Role.WEIGHT, Role.SCORE) if role in block.by_role]
        for row in block.rows:
            for column in columns:
                place = Place(block.key, RowId(row.key), column.key)
                text = judged.text(place).strip() if column.key in row.fixed else ""
                if read_points(text).value:
                    yield judged.remark(place, f"填了 {text}，执行率只在总额一行计一次分，请清空。")


def changed_budget(judged: Judged) -> Iterator[Remark]:
    """Yield a budget changed in mid-year without a note (check 18)."""
    line, block = judged.main, judged.funding
    if judged.has_note:
        return
    if line.initial is not None and line.adjusted is not None and line.initial != line.adjusted:
        initial, adjusted = (
            block.by_role[role].words for role in (Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET)
        )
        yield Remark(
            judged.note,
            f"{adjusted} {judged.amount(line.adjusted)}，与{initial} {judged.amount(line.initial)}不同，"
            f"请在{judged.label(judged.note)}里写明年中调整的原因。",
        )


def blank_initial_budget(judged: Judged) -> Iterator[Remark]:
    """Yield a blank initial budget beside an adjusted one (check 18): nobody sees whether it was changed."""
    line, block = judged.main, judged.funding
    if judged.has_note or line.initial is not None or not line.adjusted:
        return
    place = Place(block.key, line.row, block.by_role[Role.INITIAL_BUDGET].key)
    if is_nothing(judged.text(place)):
        yield judged.remark(place, "还没有填写，请填写，年中才安排的项目填 0。")


def unexplained_execution(judged: Judged) -> Iterator[Remark]:
    """Yield a low execution rate without a note (check 18); how low is the template's."""
    least, rate = judged.template.thresholds.explained_execution, judged.sheet.rate
    if rate is not None and not judged.has_note and _is_below(judged, rate, least):
        yield Remark(
            judged.note,
            f"执行率只有 {judged.rate(rate)}，低于 {judged.points(EXACT.multiply(least, HUNDRED))}%，"
            f"请在{judged.label(judged.note)}里写明原因。",
        )


def low_execution(judged: Judged) -> Iterator[Remark]:
    """Yield a very low execution rate beside full scores in the whole output dimension (check 19)."""
    thresholds, rate = judged.template.thresholds, judged.sheet.rate
    if rate is None or judged.has_note or not _is_below(judged, rate, thresholds.low_execution):
        return
    outputs = [row for row in judged.scored if thresholds.output in row.facts.level1]
    if outputs and all(
        row.score.value is not None and row.full is not None and row.score.value >= row.full
        for row in outputs
    ):
        yield Remark(
            judged.execution,
            f"执行率只有 {judged.rate(rate)}，{thresholds.output}指标却全部得满分，"
            f"请核对执行数和各项实际完成值，确实如此的请在{judged.label(judged.note)}里写明原因。",
        )


def _is_below(judged: Judged, rate: Rate, share: Decimal) -> bool:
    """Whether a rate as the form prints it is below ``share``."""
    if judged.template.rate.form is RateForm.FRACTION:
        return rate.figure < share
    return rate.figure < EXACT.multiply(share, HUNDRED)


_SPENT = in_funding(Role.EXECUTED)
_BUDGET = in_funding(Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET)
_ANY_AMOUNT = in_funding(*(amount.role for amount in _AMOUNTS))

CHECKS = (
    Check(
        Code.EXECUTION, Severity.ERROR, needs(_BUDGET, in_funding(Role.EXECUTED, Role.RECEIVED)), overspent
    ),
    Check(Code.EXECUTION, Severity.ERROR, needs(_BUDGET, _SPENT, scoring=True), execution_score),
    Check(
        Code.REPEATED_SCORE,
        Severity.WARNING,
        needs(in_funding(Role.WEIGHT, Role.SCORE), scoring=True),
        repeated_points,
    ),
    Check(Code.FUND_SOURCES, Severity.ERROR, needs(_ANY_AMOUNT), fund_sources),
    Check(Code.FUND_SOURCES, Severity.ERROR, needs(_SPENT), splits),
    Check(
        Code.BUDGET_REASON,
        Severity.WARNING,
        needs(in_funding(Role.INITIAL_BUDGET), in_funding(Role.ADJUSTED_BUDGET), _SPENT),
        changed_budget,
    ),
    Check(
        Code.BUDGET_REASON,
        Severity.WARNING,
        needs(in_funding(Role.INITIAL_BUDGET), in_funding(Role.ADJUSTED_BUDGET), _SPENT),
        blank_initial_budget,
    ),
    Check(Code.BUDGET_REASON, Severity.WARNING, needs(_BUDGET, _SPENT, outcome=True), unexplained_execution),
    Check(
        Code.LOW_EXECUTION,
        Severity.WARNING,
        needs(
            _BUDGET,
            _SPENT,
            in_grid(Role.LEVEL1),
            in_grid(Role.WEIGHT, Role.SHARE),
            scoring=True,
            outcome=True,
        ),
        low_execution,
    ),
)
