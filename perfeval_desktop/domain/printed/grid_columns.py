"""The printed columns of an indicator grid, each with the way to its text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Role
from perfeval_desktop.domain.earning import completion_share
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.figures import points_text, rate_text
from perfeval_desktop.domain.form import Row
from perfeval_desktop.domain.fund_lines import rate_figure, with_rate
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.printed.widths import even_widths
from perfeval_desktop.domain.scoring import Score
from perfeval_desktop.domain.template import Template

_TICK = "√"

# Returns the text of a cell as printed.
GridText = Callable[[Seen, Row, IndicatorFacts, Score], str]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A printed column: a column of the template, or one of the choices of a ticked one."""

    column: Column
    width: Decimal
    choice: str | None = None

    @property
    def label(self) -> str:
        """The words above it."""
        return self.column.label if self.choice is None else self.choice

    @property
    def above(self) -> str:
        """The words above those, shared with its neighbours."""
        return self.column.above if self.choice is None else self.column.label


@lru_cache(maxsize=64)
def grid_columns(block: IndicatorsBlock) -> tuple[GridColumn, ...]:
    """Return the printed columns of a grid."""
    found: list[GridColumn] = []
    for column in block.columns:
        if column.choice_style is ChoiceStyle.TICKS:
            widths = even_widths(column.width, len(column.choices))
            found.extend(map(GridColumn, [column] * len(widths), widths, column.choices))
        else:
            found.append(GridColumn(column, column.width))
    return tuple(found)


def indicator_text(seen: Seen, row: Row, facts: IndicatorFacts, score: Score, column: Column) -> str:
    """Return the text of an indicator's cell as printed: computed where it is, else as entered."""
    return _TEXTS.get(column.role, _entered)(seen, row, facts, score, column)


_Text = Callable[[Seen, Row, IndicatorFacts, Score, Column], str]


def _entered(seen: Seen, row: Row, _facts: IndicatorFacts, _score: Score, column: Column) -> str:
    return seen.entered(column, row.text(column.key))


def _score(_seen: Seen, row: Row, _facts: IndicatorFacts, score: Score, column: Column) -> str:
    return points_text(score.value, column.decimals) or row.text(column.key)


def _weight(seen: Seen, row: Row, facts: IndicatorFacts, score: Score, column: Column) -> str:
    if facts.is_execution:
        return points_text(score.weight, column.decimals) or row.text(column.key)
    return _entered(seen, row, facts, score, column)


def _number(seen: Seen, _row: Row, facts: IndicatorFacts, _score: Score, _column: Column) -> str:
    return str(seen.row_numbers[facts.row])


def _completion(seen: Seen, row: Row, facts: IndicatorFacts, _score: Score, column: Column) -> str:
    own = with_rate(seen.template.rate, seen.sheet.rate, facts)
    return completion_text(seen.template, own) or row.text(column.key)


def _actual(seen: Seen, row: Row, facts: IndicatorFacts, score: Score, column: Column) -> str:
    if facts.is_execution and not row.text(column.key) and seen.sheet.rate is not None:
        return rate_text(seen.sheet.rate.figure, seen.template.rate)
    return _entered(seen, row, facts, score, column)


_TEXTS: Mapping[Role | None, _Text] = {
    Role.NUMBER: _number,
    Role.SCORE: _score,
    Role.WEIGHT: _weight,
    Role.COMPLETION_RATE: _completion,
    Role.ACTUAL: _actual,
}


def grid_text(printed: GridColumn) -> GridText:
    """Return the way to the text of a column; the shortest for texts that print as typed."""
    column, choice = printed.column, printed.choice
    key = column.key
    if choice is not None:
        return lambda _seen, row, _facts, _score: _tick(column, choice, row.cells.get(key, ""))
    if column.kind in _AS_TYPED and column.role not in _TEXTS:
        return lambda _seen, row, _facts, _score: row.cells.get(key, "")
    text = _TEXTS.get(column.role, _entered)
    return lambda seen, row, facts, score: text(seen, row, facts, score, column)


_AS_TYPED = frozenset({Kind.LINE, Kind.TEXT, Kind.VALUE, Kind.DATE, Kind.PERCENT})


def completion_text(template: Template, facts: IndicatorFacts) -> str:
    """Return the actual's share of its target as a rate, ``""`` where there is none."""
    share = completion_share(facts)
    return "" if share is None else rate_text(rate_figure(template.rate, share), template.rate)


def _tick(column: Column, choice: str, text: str) -> str:
    """Return what stands in the column of one choice: its tick; in the first one all that is no choice."""
    if not text:
        return ""
    chosen = [one.strip() for one in text.split("、")]
    if choice in chosen:
        return _TICK
    others = [one for one in chosen if one and one not in column.choices]
    return "、".join(others) if choice == column.choices[0] else ""
