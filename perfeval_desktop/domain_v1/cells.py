"""The name of every place on the form that can be entered, pointed at by a finding, or jumped to."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from perfeval_desktop.domain_v1.form import AmountField, FundSource, IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.numerals import shortened
from perfeval_desktop.domain_v1.template import Template


class TextField(StrEnum):
    """The single fields of the form outside its grids."""

    PROJECT = "project"
    FISCAL_YEAR = "fiscal_year"
    DEPARTMENT = "department"
    IMPLEMENTING_UNIT = "implementing_unit"
    FUNDING_NOTE = "funding_note"
    EXPECTED_GOAL = "expected_goal"
    ACTUAL_OUTCOME = "actual_outcome"


@dataclass(frozen=True, slots=True)
class TextCell:
    """A single field."""

    field: TextField

    @property
    def path(self) -> str:
        """The stable name for scripts, e.g. ``expected_goal``."""
        return self.field.value


@dataclass(frozen=True, slots=True)
class AmountCell:
    """An amount in the funding grid."""

    source: FundSource
    field: AmountField

    @property
    def path(self) -> str:
        """The stable name for scripts, e.g. ``funding.total.executed``."""
        return f"funding.{self.source}.{self.field}"


@dataclass(frozen=True, slots=True)
class ExecutionScoreCell:
    """The score of the execution rate."""

    @property
    def path(self) -> str:
        """The stable name for scripts."""
        return "funding.execution_score"


@dataclass(frozen=True, slots=True)
class IndicatorCell:
    """A cell of the indicator grid; ``row`` counts from 0."""

    row: int
    field: IndicatorField

    @property
    def path(self) -> str:
        """The stable name for scripts; the row counts from 1, e.g. ``indicators[4].score``."""
        return f"indicators[{self.row + 1}].{self.field}"


@dataclass(frozen=True, slots=True)
class TotalCell:
    """The total row: computed, never entered; findings about the whole form point at it."""

    @property
    def path(self) -> str:
        """The stable name for scripts."""
        return "total"


EntryCell = TextCell | AmountCell | ExecutionScoreCell | IndicatorCell
Cell = EntryCell | TotalCell


def place_on_form(cell: Cell) -> tuple[int, int, int]:
    """Return where ``cell`` stands on the form, as a key to sort by: from top to bottom, left to right."""
    match cell:
        case TextCell(TextField.FUNDING_NOTE):
            return 2, 0, 0
        case TextCell(field):
            return (3 if field in _GOALS else 0), _TEXT_ORDER[field], 0
        case AmountCell(source, field):
            return 1, _SOURCE_ORDER[source], _AMOUNT_ORDER[field]
        case ExecutionScoreCell():
            return 1, 0, len(_AMOUNT_ORDER)
        case IndicatorCell(row, field):
            return 4, row, _INDICATOR_ORDER[field]
        case TotalCell():
            return 5, 0, 0
        case _:
            assert_never(cell)


_GOALS = frozenset({TextField.EXPECTED_GOAL, TextField.ACTUAL_OUTCOME})
_TEXT_ORDER = {field: order for order, field in enumerate(TextField)}
_SOURCE_ORDER = {source: order for order, source in enumerate(FundSource)}
_AMOUNT_ORDER = {field: order for order, field in enumerate(AmountField)}
_INDICATOR_ORDER = {field: order for order, field in enumerate(IndicatorField)}


def cell_label(template: Template, form: SelfAssessment, cell: Cell) -> str:
    """Return the words for ``cell`` that a clerk finds it by, e.g. ``第 4 行“受众满意度”的得分``."""
    match cell:
        case TextCell(field):
            return _text_label(template, field)
        case AmountCell(source, field):
            return f"{template.fund_label(source)}的{template.amount_label(field)}"
        case ExecutionScoreCell():
            return f"{template.labels.execution_rate.removesuffix('(%)')}的{template.labels.funding_score}"
        case IndicatorCell(row, field):
            return f"{indicator_label(form, row)}的{template.column_label(field)}"
        case TotalCell():
            return template.labels.total
        case _:
            assert_never(cell)


def indicator_label(form: SelfAssessment, row: int) -> str:
    """Return the words for a row of the indicator grid: its number from 1 and its level-3 name."""
    name = shortened(form.indicators[row].level3) if row < len(form.indicators) else ""
    return f"第 {row + 1} 行“{name}”" if name else f"第 {row + 1} 行"


def _text_label(template: Template, field: TextField) -> str:
    match field:
        case TextField.PROJECT:
            return template.labels.project
        case TextField.FISCAL_YEAR:
            return "年度"
        case TextField.DEPARTMENT:
            return template.labels.department
        case TextField.IMPLEMENTING_UNIT:
            return template.labels.implementing_unit
        case TextField.FUNDING_NOTE:
            return "预算执行说明"
        case TextField.EXPECTED_GOAL:
            return template.labels.expected_goal
        case TextField.ACTUAL_OUTCOME:
            return template.labels.actual_outcome
        case _:
            assert_never(field)
