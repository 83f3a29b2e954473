"""Wording: placeholders, years of another form, texts too long or said twice."""

from collections.abc import Iterator

from perfeval_desktop.domain.checks.reading import placeholder, year_mentions
from perfeval_desktop.domain_v1.cells import Cell, IndicatorCell, TextCell, TextField
from perfeval_desktop.domain_v1.checks.checked_form import CheckedForm, Row
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.numerals import shortened

_PROSE = (TextField.EXPECTED_GOAL, TextField.ACTUAL_OUTCOME)
_NAMES = (TextField.PROJECT, TextField.DEPARTMENT, TextField.IMPLEMENTING_UNIT)
# What is written before the year ends speaks of that year; what comes after it may speak of plans.
_PLANNED = frozenset({IndicatorField.LEVEL3, IndicatorField.TARGET})


def _texts(row: Row) -> tuple[tuple[IndicatorField, str], ...]:
    indicator = row.indicator
    return (
        (IndicatorField.LEVEL3, indicator.level3),
        (IndicatorField.TARGET, indicator.target),
        (IndicatorField.ACTUAL, indicator.actual),
        (IndicatorField.REASON, indicator.reason),
    )


def placeholders(checked: CheckedForm) -> Iterator[Finding]:
    """Yield what was left standing from an empty form, such as ``指标2：`` or ``≥**`` (check 22)."""
    form = checked.form
    for field in (*_NAMES, *_PROSE):
        if left := placeholder(getattr(form, field)):
            yield _placeholder(checked, TextCell(field), left)
    if left := placeholder(form.funding.note):
        yield _placeholder(checked, TextCell(TextField.FUNDING_NOTE), left)
    for row in checked.rows:
        for column, text in _texts(row):
            if text and (left := placeholder(text)):
                yield _placeholder(checked, row.cell(column), left)


def _placeholder(checked: CheckedForm, cell: Cell, left: str) -> Finding:
    return checked.finding_at(
        Code.PLACEHOLDER, cell, f"里有没填完的“{shortened(left)}”，请改成实际内容，或删去。"
    )


def stale_years(checked: CheckedForm) -> Iterator[Finding]:
    """Yield texts that seem to report on another year: most often copied from last year's form (check 23).

    Years before the form's, and in what is planned the one after it. A text that also names the form's own
    year tells history, and later years are plans.
    """
    form = checked.form
    for year in sorted(year_mentions(form.project).named):
        if _is_stale(form, form.project, year, planned=True):
            yield _stale(checked, TextCell(TextField.PROJECT), year)
            break
    yield from _stale_text(checked, TextCell(TextField.EXPECTED_GOAL), form.expected_goal, planned=True)
    yield from _stale_text(checked, TextCell(TextField.ACTUAL_OUTCOME), form.actual_outcome, planned=False)
    yield from _stale_text(checked, TextCell(TextField.FUNDING_NOTE), form.funding.note, planned=False)
    for row in checked.rows:
        for column, text in _texts(row):
            if "20" in text:
                yield from _stale_text(checked, row.cell(column), text, planned=column in _PLANNED)


def _stale_text(checked: CheckedForm, cell: Cell, text: str, *, planned: bool) -> Iterator[Finding]:
    for year in year_mentions(text).reported:
        if _is_stale(checked.form, text, year, planned=planned):
            yield _stale(checked, cell, year)
            return


def _is_stale(form: SelfAssessment, text: str, year: int, *, planned: bool) -> bool:
    if form.fiscal_year in year_mentions(text).named:
        return False
    return year < form.fiscal_year or (planned and year == form.fiscal_year + 1)


def _stale(checked: CheckedForm, cell: Cell, year: int) -> Finding:
    return checked.finding_at(
        Code.STALE_YEAR,
        cell,
        f"提到 {year} 年，而本表是 {checked.form.fiscal_year} 年度，请核对是否沿用了往年的文字。",
    )


def repetitions(checked: CheckedForm) -> Iterator[Finding]:
    """Yield an outcome that only repeats the goal, and indicators that stand twice (check 24)."""
    goal = "".join(checked.form.expected_goal.split())
    if goal and goal == "".join(checked.form.actual_outcome.split()):
        yield checked.finding_at(
            Code.REPETITION,
            TextCell(TextField.ACTUAL_OUTCOME),
            f"与{checked.template.labels.expected_goal}一字不差，请写实际做了什么、达到什么效果。",
        )
    first: dict[tuple[str, str, str], int] = {}
    for row in checked.rows:
        indicator = row.indicator
        if not indicator.level3.strip():
            continue
        key = (indicator.level1.strip(), indicator.level2.strip(), indicator.level3.strip())
        earlier = first.setdefault(key, row.number)
        if earlier != row.number:
            yield checked.finding_at(
                Code.REPETITION,
                row.cell(IndicatorField.LEVEL3),
                f"与第 {earlier + 1} 行重复，请删去一行，或改成不同的指标。",
            )


def too_long(checked: CheckedForm) -> Iterator[Finding]:
    """Yield texts beyond the template's limit, in characters without the blanks around them (check 25)."""
    limits = checked.template.limits
    for field in _PROSE:
        yield from _too_long(checked, TextCell(field), getattr(checked.form, field), limits.goal)
    for row in checked.rows:
        reason = row.indicator.reason
        if reason:
            yield from _too_long(checked, row.cell(IndicatorField.REASON), reason, limits.reason)


def _too_long(
    checked: CheckedForm, cell: TextCell | IndicatorCell, text: str, limit: int | None
) -> Iterator[Finding]:
    length = len(text.strip())
    if limit is not None and length > limit:
        yield checked.finding_at(
            Code.TOO_LONG, cell, f"有 {length} 个字，最多 {limit} 个字，请删去 {length - limit} 个字。"
        )
