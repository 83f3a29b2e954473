"""The indicator grid as a table: a row for each indicator, then the figures that close it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfeval_desktop.domain.blocks import FiguresBlock, IndicatorsBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.explain import explain_completion, explain_indicator, explain_total
from perfeval_desktop.domain.facts import IndicatorFacts, facts
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.names import level1_offers, level2_offers
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.printed.grid_columns import indicator_text
from perfeval_desktop.open_form import OpenForm
from perfeval_ui.bridge import FormBridge
from perfeval_ui.cell_grid.block_model import BlockModel
from perfeval_ui.cell_grid.model import CENTRE, RIGHT, Face, Nature, score_nature

_LEVELS = frozenset({Role.LEVEL1, Role.LEVEL2})
# Those, and the goals before them.
_GROUPED = frozenset({*_LEVELS, None})
# In mm.
_ROOM_FOR_LABELS = 13
_BESIDE = {Role.TOTAL_WEIGHT: Role.WEIGHT, Role.TOTAL: Role.SCORE}


class IndicatorModel(BlockModel):
    """Columns as the template has them; cells that the form prints as one read as one.

    ``figures`` are the figures that close the grid: those with a column of their own share the first row
    below it, each other one has a row.
    """

    block: IndicatorsBlock

    def __init__(
        self, bridge: FormBridge, block: IndicatorsBlock, figures: Sequence[FiguresBlock] = ()
    ) -> None:
        # Which goal a row stands under is told beside it.
        self.leading = 1 if block.goals else 0
        at = {column.role: number for number, column in enumerate(block.columns, self.leading)}
        self._in_columns: dict[int, Place] = {}
        self._own_rows: list[tuple[FiguresBlock, Column]] = []
        self._total_words = ""
        self._runs: dict[int, list[tuple[int, int]]] = {}
        for one in figures:
            for column in one.columns:
                beside = at.get(_BESIDE.get(column.role)) if column.role in _BESIDE else None
                if beside is None:
                    self._own_rows.append((one, column))
                else:
                    self._in_columns[beside] = Place(one.key, ONLY, column.key)
                    self._total_words = one.words or column.words
        super().__init__(bridge, block)

    @property
    def indicator_rows(self) -> int:
        """How many rows are indicators; the closing figures come after them."""
        return len(self.ids)

    @property
    def has_total_row(self) -> bool:
        """Whether the first row below the indicators holds figures in their columns."""
        return bool(self._in_columns)

    @property
    def first_figure(self) -> int:
        """The first column that holds a closing figure; the words before it take the columns up to there."""
        return min(self._in_columns, default=1)

    @property
    def foot_labels(self) -> int:
        """How many columns the labels of the closing figures take: a running number has no room for them."""
        is_narrow = not self.leading and self.block.columns[0].width < _ROOM_FOR_LABELS
        return 2 if is_narrow and len(self.block.columns) > 2 else 1

    def longest_number(self, column: int) -> str:
        """Return the longest number in ``column``, that of the total row among them."""
        place = self._in_columns.get(column)
        total = "" if place is None else self._figure(place)
        return max(super().longest_number(column), total, key=len)

    def role(self, column: int) -> Role | None:
        """Return the role of a column, ``None`` for the names of the goals."""
        shown_column = self.column(column)
        return None if shown_column is None else shown_column.role

    def continues_above(self, row: int, column: int) -> bool:
        """Whether a cell reads as one with the cell above it."""
        return self._continues(self._facts, row, column)

    def merged_rows(self, row: int, column: int) -> tuple[int, int]:
        """Return the first and the last row of the cells that read as one with a place."""
        if row < len(self._facts) and self.role(column) in _GROUPED:
            # Painted at every key, and the same as long as the names of the levels are.
            if column not in self._runs:
                self._runs[column] = list(self._runs_of(column))
            return self._runs[column][row]
        first = last = row
        while self.continues_above(first, column):
            first -= 1
        while self.continues_above(last + 1, column):
            last += 1
        return first, last

    def _runs_of(self, column: int) -> Iterator[tuple[int, int]]:
        first, count = 0, len(self._facts)
        for row in range(1, count + 1):
            if row == count or not self.continues_above(row, column):
                yield from [(first, row - 1)] * (row - first)
                first = row

    def _take(self, shown: OpenForm | None) -> None:
        before = self.shown
        super()._take(shown)
        if before is None or shown is None or not _same_levels(before, shown):
            self._runs.clear()

    def group_of(self, row: int, column: int) -> list[RowId]:
        """Return the other rows of the level cells that read as one with a place in the saved form."""
        if self.shown is None or self.role(column) not in _LEVELS:
            return []
        rows = facts(self.shown.template, self.session.base).indicators
        first = last = row
        while self._continues(rows, first, column):
            first -= 1
        while self._continues(rows, last + 1, column):
            last += 1
        return [self.ids[other] for other in range(first, last + 1) if other != row]

    # -- BlockModel --------------------------------------------------------------------------------------

    def titles(self, shown: OpenForm) -> tuple[str, ...]:
        titles = super().titles(shown)
        return ("目标", *titles[1:]) if self.leading else titles

    def row_name(self, row: int) -> str:
        goal = self._facts[row].goal
        goals = [one.row for one in self.seen.facts.goals] if self.seen else []
        return f"目标 {goals.index(goal) + 1}" if goal in goals else ""

    def is_entered(self, row: int, column: Column) -> bool:
        if column.role is Role.WEIGHT and row < len(self._facts) and self._facts[row].is_execution:
            return False
        return super().is_entered(row, column)

    def text(self, row: int, column: Column) -> str:
        if self.seen is None:
            return ""
        entered = self.seen.form.rows(self.block.key)[row]
        facts, score = self.seen.facts.indicators[row], self.seen.sheet.indicators[row]
        return indicator_text(self.seen, entered, facts, score, column)

    def nature(self, row: int, column: Column) -> Nature:
        if column.role is Role.SCORE and self.seen is not None:
            return score_nature(self.seen.sheet.indicators[row])
        return super().nature(row, column)

    def place_at(self, row: int, column: int) -> Place | None:
        foot = row - self.indicator_rows
        if foot < 0:
            return super().place_at(row, column)
        if self.has_total_row and foot == 0:
            return self._in_columns.get(column)
        block, figure = self._own_rows[foot - self.has_total_row]
        return Place(block.key, ONLY, figure.key) if column >= self.foot_labels else None

    def offers(self, row: int, column: int) -> tuple[str, ...]:
        role = self.role(column)
        if role is Role.LEVEL1:
            return level1_offers(self.block)
        if role is Role.LEVEL2:
            return level2_offers(self.block, self._facts[row].level1)
        return super().offers(row, column)

    def rows_of(self, shown: OpenForm) -> int:
        return super().rows_of(shown) + self.has_total_row + len(self._own_rows)

    def face(self, shown: OpenForm, row: int, column: int) -> Face:
        foot = row - self.indicator_rows
        if foot < 0:
            return super().face(shown, row, column)
        return self._foot(foot, column)

    def explanation(self, shown: OpenForm, row: int, column: int) -> str:
        if row < self.indicator_rows:
            return self._explained(shown, row, column)
        place = self.place_at(row, column)
        is_total = (
            place is not None and shown.template.by_key[place.block].by_key[place.column].role is Role.TOTAL
        )
        return explain_total(shown.template, shown.facts, shown.sheet) if is_total else ""

    def row_of(self, place: Place) -> int | None:
        if place in self._in_columns.values():
            return self.indicator_rows
        for number, (block, figure) in enumerate(self._own_rows):
            if place == Place(block.key, ONLY, figure.key):
                return self.indicator_rows + self.has_total_row + number
        return super().row_of(place)

    def changed_rows(self, before: OpenForm, after: OpenForm) -> set[int]:
        if not _same_levels(before, after):
            # Merged cells may have parted or joined anywhere.
            return set(range(self.rows_of(after)))
        changed = super().changed_rows(before, after)
        scores = zip(before.sheet.indicators, after.sheet.indicators, strict=True)
        changed |= {row for row, (old, new) in enumerate(scores) if old != new}
        if _results(before) == _results(after):
            return changed
        return changed | set(range(len(after.facts.indicators), self.rows_of(after)))

    # -- inside ------------------------------------------------------------------------------------------

    def _explained(self, shown: OpenForm, row: int, column: int) -> str:
        match self.role(column):
            case Role.SCORE:
                return explain_indicator(shown.template, shown.facts, shown.sheet, row)
            case Role.COMPLETION_RATE:
                return explain_completion(shown.template, shown.facts, row)
            case _:
                return ""

    @property
    def _facts(self) -> Sequence[IndicatorFacts]:
        return self.seen.facts.indicators if self.seen else ()

    def _continues(self, rows: Sequence[IndicatorFacts], row: int, column: int) -> bool:
        if not 0 < row < len(rows) or self.seen is None:
            return False
        here, above = rows[row], rows[row - 1]
        shown_column = self.column(column)
        if shown_column is None:
            return here.goal == above.goal
        match shown_column.role:
            case Role.LEVEL1:
                return bool(here.level1) and (here.goal, here.level1) == (above.goal, above.level1)
            case Role.LEVEL2:
                same = (here.goal, here.level1, here.level2) == (above.goal, above.level1, above.level2)
                return bool(here.level2) and same
            case _:
                return shown_column.key in self.seen.form.rows(self.block.key)[row].joined

    def _foot(self, foot: int, column: int) -> Face:
        if self.has_total_row and foot == 0:
            if column == 0:
                return Face(self._total_words, Nature.LABEL, CENTRE)
            place = self._in_columns.get(column)
            text = "" if place is None else self._figure(place)
            return Face(text, Nature.COMPUTED, RIGHT)
        block, figure = self._own_rows[foot - self.has_total_row]
        if column == 0:
            return Face(figure.words, Nature.LABEL, CENTRE)
        is_first = column == self.foot_labels
        return Face(self._figure(Place(block.key, ONLY, figure.key)) if is_first else "", Nature.COMPUTED)

    def _figure(self, place: Place) -> str:
        if self.seen is None:
            return ""
        block = self.seen.template.by_key[place.block]
        column = block.by_key[place.column]
        # What the paper claims is no figure of a form that the program scores.
        return self.seen.figure(column) if self.seen.template.has_points else self.seen.single(block, column)


def _results(shown: OpenForm) -> tuple[Decimal, Decimal, str | None]:
    return shown.sheet.total_weight, shown.sheet.total, shown.sheet.grade


def _same_levels(before: OpenForm, after: OpenForm) -> bool:
    """Whether the same level cells read as one; what is read of an unchanged row is the very same."""
    old, new = before.facts.indicators, after.facts.indicators
    return len(old) == len(new) and all(
        one is other or (one.goal, one.level1, one.level2) == (other.goal, other.level1, other.level2)
        for one, other in zip(old, new, strict=True)
    )
