"""What a person types into a cell, and the form that follows: one road for keyboard, paste and script."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from perfeval_desktop.domain_v1.cells import (
    AmountCell,
    EntryCell,
    ExecutionScoreCell,
    IndicatorCell,
    TextCell,
    TextField,
    cell_label,
)
from perfeval_desktop.domain_v1.figures import amount_text, score_text, weight_text
from perfeval_desktop.domain_v1.form import (
    Indicator,
    IndicatorField,
    SelfAssessment,
)
from perfeval_desktop.domain_v1.money import parse_amount
from perfeval_desktop.domain_v1.numerals import narrow, read_number, shortened
from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.errors import EntryError

EARLIEST_YEAR = 2000
LATEST_YEAR = 2099

# Word separates lines within a paragraph by a vertical tab.
_NEWLINES = re.compile("\r\n|\r|\v|\u2028|\u2029")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def enter(template: Template, form: SelfAssessment, cell: EntryCell, text: str) -> SelfAssessment:
    """Return ``form`` with what ``text`` means in ``cell``.

    Texts are kept to the letter, with plain line ends; names are one line. Raises
    :class:`EntryError`, naming the cell and the remedy, for text that cannot stand there.
    """
    try:
        return _entered(template, form, cell, _plain(text))
    except EntryError as error:
        raise EntryError(f"{cell_label(template, form, cell)}：{error}") from None


def enter_block(
    template: Template, form: SelfAssessment, at: IndicatorCell, block: tuple[tuple[str, ...], ...]
) -> SelfAssessment:
    """Return ``form`` with a block of texts entered from the indicator cell ``at`` to the right and down.

    Columns follow the template; rows are added where the block reaches below the last one. All or nothing:
    raises :class:`EntryError` naming the first cell that cannot take its text, or a block too wide.
    """
    fields = [column.field for column in template.columns]
    if at.field not in fields:
        raise EntryError(f"模板“{template.name}”没有“{template.column_label(at.field)}”这一列，无法粘贴。")
    first = fields.index(at.field)
    width = max((len(texts) for texts in block), default=0)
    if width > len(fields) - first:
        raise EntryError(
            f"粘贴的内容有 {width} 列，从“{template.column_label(at.field)}”起只有 {len(fields) - first} 列。"
            "请从更靠左的单元格开始粘贴，或少复制几列。"
        )
    missing = at.row + len(block) - len(form.indicators)
    if missing > 0:
        form = form.inserting(len(form.indicators), (Indicator(),) * missing)
    # Weights first: a score is held against the weight that arrives beside it.
    order = sorted(range(width), key=lambda column: fields[first + column] is IndicatorField.SCORE)
    for row, texts in enumerate(block, at.row):
        for column in order:
            if column < len(texts):
                cell = IndicatorCell(row, fields[first + column])
                form = enter(template, form, cell, texts[column])
    return form


def typed_text(template: Template, form: SelfAssessment, cell: EntryCell) -> str:
    """Return what ``cell`` holds as a person would type it; ``""`` where it is blank or left to the rule."""
    match cell:
        case TextCell(field):
            return _text(form, field)
        case AmountCell(source, field):
            return amount_text(form.funding.of(source).of(field), template)
        case ExecutionScoreCell():
            return score_text(form.funding.execution_score, template)
        case IndicatorCell(row, field):
            return _indicator_text(template, form.indicators[row], field)
        case _:
            assert_never(cell)


def _plain(text: str) -> str:
    if _LONE_SURROGATE.search(text):
        raise EntryError("含有残缺的字符（半个生僻字），请删去后重新输入该字。")
    return _NEWLINES.sub("\n", text)


def _entered(template: Template, form: SelfAssessment, cell: EntryCell, text: str) -> SelfAssessment:
    match cell:
        case TextCell(field):
            return _with_text(form, field, text)
        case AmountCell(source, field):
            amounts = form.funding.of(source).with_amount(field, parse_amount(text, template.funding.unit))
            return replace(form, funding=form.funding.with_row(source, amounts))
        case ExecutionScoreCell():
            points = _points(template, text, what="得分")
            _check_within(points, template.execution.weight)
            return replace(form, funding=replace(form.funding, execution_score=points))
        case IndicatorCell(row, field):
            return form.with_indicator(row, _with_field(template, form.indicators[row], field, text))
        case _:
            assert_never(cell)


def _with_field(template: Template, indicator: Indicator, field: IndicatorField, text: str) -> Indicator:
    match field:
        case IndicatorField.WEIGHT:
            weight = _points(template, text, what="分值")
            if weight is not None and weight > 100:
                raise EntryError(f"分值 {shortened(text)} 超过 100 分，各项分值合计才 100，请核对。")
            return replace(indicator, weight=weight)
        case IndicatorField.SCORE:
            points = _points(template, text, what="得分")
            _check_within(points, indicator.weight)
            return replace(indicator, score=points)
        case IndicatorField.LEVEL1 | IndicatorField.LEVEL2:
            # A name copied from a narrow cell comes in lines: 产出 / 指标.
            name = "".join(line.strip() for line in text.split("\n"))
            return replace(indicator, **{field.value: name})  # type: ignore[arg-type]  # a text
        case _:
            return replace(indicator, **{field.value: text})  # type: ignore[arg-type]  # a text field


def _points(template: Template, text: str, *, what: str) -> Decimal | None:
    return read_number(text, what=what, decimals=template.score_rounding.decimals)


def _check_within(points: Decimal | None, weight: Decimal | None) -> None:
    if points is not None and points > (100 if weight is None else weight):
        limit = " 100 分" if weight is None else f"分值 {weight:f}"
        raise EntryError(f"得分 {points:f} 超过{limit}，请改小得分，或先改分值。")


def _with_text(form: SelfAssessment, field: TextField, text: str) -> SelfAssessment:
    match field:
        case TextField.FISCAL_YEAR:
            return replace(form, fiscal_year=parse_year(text))
        case TextField.FUNDING_NOTE:
            return replace(form, funding=replace(form.funding, note=text))
        case TextField.EXPECTED_GOAL | TextField.ACTUAL_OUTCOME:
            return replace(form, **{field.value: text})  # type: ignore[arg-type]  # a text field
        case _:
            name = " ".join(text.split("\n")).strip()
            return replace(form, **{field.value: name})  # type: ignore[arg-type]  # a text field


def parse_year(text: str) -> int:
    """Return the fiscal year typed (2000-2099; ``2023``, ``２０２３年``); raises :class:`EntryError`."""
    digits = narrow(text).strip().removesuffix("年度").removesuffix("年").strip()
    if not (re.fullmatch("[0-9]{4}", digits) and EARLIEST_YEAR <= int(digits) <= LATEST_YEAR):
        raise EntryError(
            f"“{shortened(text)}”不是年度，请填 {EARLIEST_YEAR} 到 {LATEST_YEAR} 之间的四位数字，如 2023。"
        )
    return int(digits)


def _text(form: SelfAssessment, field: TextField) -> str:
    if field is TextField.FUNDING_NOTE:
        return form.funding.note
    return str(getattr(form, field))


def _indicator_text(template: Template, indicator: Indicator, field: IndicatorField) -> str:
    match field:
        case IndicatorField.WEIGHT:
            return weight_text(indicator.weight, template)
        case IndicatorField.SCORE:
            return score_text(indicator.score, template)
        case _:
            return str(getattr(indicator, field))
