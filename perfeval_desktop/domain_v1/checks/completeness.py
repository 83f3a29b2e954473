"""Completeness: what the form must hold before it can be judged."""

from collections.abc import Iterator
from itertools import groupby

from perfeval_desktop.domain_v1.cells import AmountCell, IndicatorCell, TextCell, TextField, TotalCell
from perfeval_desktop.domain_v1.checks.checked_form import CheckedForm
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import AmountField, FundSource, IndicatorField

_REQUIRED_TEXTS = (
    TextField.PROJECT,
    TextField.DEPARTMENT,
    TextField.IMPLEMENTING_UNIT,
    TextField.EXPECTED_GOAL,
    TextField.ACTUAL_OUTCOME,
)
_REQUIRED_AMOUNTS = (AmountField.ADJUSTED_BUDGET, AmountField.EXECUTED)
_REQUIRED_INDICATOR_TEXTS = (
    IndicatorField.LEVEL1,
    IndicatorField.LEVEL3,
    IndicatorField.TARGET,
    IndicatorField.ACTUAL,
)


def required(checked: CheckedForm) -> Iterator[Finding]:
    """Yield the required fields that are empty (check 7).

    Rows not begun are reported once for each stretch of them, so that a new form is not met with a wall of
    errors; both amounts of the execution rate are reported together.
    """
    for field in _REQUIRED_TEXTS:
        if not getattr(checked.form, field).strip():
            yield checked.finding_at(Code.REQUIRED, TextCell(field), "还没有填写，请填写。")
    yield from _amounts(checked)
    yield from _rows(checked)
    yield from _blank_rows(checked)


def _amounts(checked: CheckedForm) -> Iterator[Finding]:
    total = checked.sheet.fund_total
    missing = [field for field in _REQUIRED_AMOUNTS if total.of(field) is None]
    if missing:
        names = "和".join(checked.template.amount_label(field) for field in missing)
        yield checked.finding(
            Code.REQUIRED,
            AmountCell(FundSource.TOTAL, missing[0]),
            f"{checked.template.fund_label(FundSource.TOTAL)}的{names}还没有填写，算不出执行率，"
            "请填写，没有发生的填 0。",
        )


def _rows(checked: CheckedForm) -> Iterator[Finding]:
    asked = [field for field in _REQUIRED_INDICATOR_TEXTS if field in checked.columns]
    for row in checked.rows:
        for field in asked:
            if not getattr(row.indicator, field).strip():
                yield checked.finding_at(Code.REQUIRED, row.cell(field), "还没有填写，请填写。")
        if row.indicator.weight is None and IndicatorField.WEIGHT in checked.columns:
            yield checked.finding_at(
                Code.REQUIRED, row.cell(IndicatorField.WEIGHT), "还没有填写，请填写，不计分的填 0。"
            )


def _blank_rows(checked: CheckedForm) -> Iterator[Finding]:
    if not checked.form.indicators:
        yield checked.finding(Code.REQUIRED, TotalCell(), "还没有绩效指标，请添加指标行并填写。")
    # Numbers that follow each other keep their distance from their place in the list.
    for _, stretch in groupby(enumerate(checked.blank_rows), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in stretch]
        first, last = numbers[0] + 1, numbers[-1] + 1
        rows = f"第 {first} 行" if first == last else f"第 {first} 至 {last} 行"
        yield checked.finding(
            Code.REQUIRED,
            IndicatorCell(numbers[0], IndicatorField.LEVEL3),
            f"{rows}的指标还没有填写，请填写，不需要的行请删去。",
        )
