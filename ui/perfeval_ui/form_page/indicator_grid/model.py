"""The table model of the indicators: a row for each, then the figures that close the grid."""

from collections.abc import Iterator, Sequence
from functools import partial

from perfeval_desktop.domain.blocks import FiguresBlock, IndicatorsBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.facts import IndicatorFacts, facts
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.level_names import level1_offers, level2_offers
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.printed.grid_columns import GridColumn, grid_text
from perfeval_desktop.domain.score_explanations import explain_completion, explain_indicator, explain_total
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_ui.form_page.cell_grid.block_model import BlockModel
from perfeval_ui.form_page.cell_grid.cells import CellAppearance, CellKind, score_kind
from perfeval_ui.form_page.indicator_grid.closing_rows import ClosingRows

_LEVELS = frozenset({Role.LEVEL1, Role.LEVEL2})
# Columns whose cells are merged by what they say: the levels, and the names of goals, which have no role.
_GROUPED = frozenset({*_LEVELS, None})
# In mm.
_ROOM_FOR_LABELS = 13


class IndicatorModel(BlockModel):
    """A row for each indicator, then the ``closing`` rows; knows which cells are merged as on paper.

    ``figures`` are the blocks of figures that close the grid.
    """

    block: IndicatorsBlock

    def __init__(self, block: IndicatorsBlock, figures: Sequence[FiguresBlock] = ()) -> None:
        # Which goal a row stands under is told beside it.
        self.leading = 1 if block.goals else 0
        at = {column.role: number for number, column in enumerate(block.columns, self.leading)}
        self._texts = {column.key: grid_text(GridColumn(column, column.width)) for column in block.columns}
        self._runs: dict[int, list[tuple[int, int]]] = {}
        self.closing = ClosingRows(figures, at, label_columns=_label_columns(block))
        super().__init__(block)

    @property
    def indicator_rows(self) -> int:
        """How many rows are indicators; the closing figures come after them."""
        return len(self.ids)

    def longest_number(self, column: int) -> str:
        """Return the longest number in ``column``, that of the total row among them."""
        place = self.closing.total(column)
        total = "" if place is None or self.seen is None else _figure(self.seen, place)
        return max(super().longest_number(column), total, key=len)

    def role(self, column: int) -> Role | None:
        """Return the role of a column, ``None`` for the names of the goals."""
        shown_column = self.column(column)
        return None if shown_column is None else shown_column.role

    def is_grouped(self, column: int) -> bool:
        """Whether cells of a column are merged by what they say."""
        return self.role(column) in _GROUPED

    def continues_above(self, row: int, column: int) -> bool:
        """Whether a cell is merged with the cell above it, as on paper."""
        return self._continues(self._facts, row, column)

    def merged_rows(self, row: int, column: int) -> tuple[int, int]:
        """Return the first and the last row of the merged cells that a cell belongs to, maybe alone."""
        if row >= len(self._facts):
            return row, row
        # Asked for with every key that is typed; the same as long as the same cells are merged.
        if column not in self._runs:
            self._runs[column] = list(self._runs_of(column))
        return self._runs[column][row]

    def _runs_of(self, column: int) -> Iterator[tuple[int, int]]:
        first, count = 0, len(self._facts)
        for row in range(1, count + 1):
            if row == count or not self.continues_above(row, column):
                yield from [(first, row - 1)] * (row - first)
                first = row

    def _take(self, shown: EvaluatedForm | None) -> None:
        before = self.shown
        super()._take(shown)
        if before is None or shown is None or not self._same_merging(before, shown):
            self._runs.clear()

    def group_of(self, row: int, column: int) -> list[RowId]:
        """Return the other rows of the merged level cells that a cell belongs to in the saved form."""
        if self.shown is None or self.saved is None or self.role(column) not in _LEVELS:
            return []
        rows = facts(self.shown.template, self.saved).indicators
        first = last = row
        while self._continues(rows, first, column):
            first -= 1
        while self._continues(rows, last + 1, column):
            last += 1
        return [self.ids[other] for other in range(first, last + 1) if other != row]

    # -- BlockModel --------------------------------------------------------------------------------------

    def titles(self, shown: EvaluatedForm) -> tuple[str, ...]:
        titles = super().titles(shown)
        return ("目标", *titles[1:]) if self.leading else titles

    def row_number(self, row: int) -> str:
        return super().row_number(row) if row < self.indicator_rows else ""

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
        return self._texts[column.key](self.seen, entered, facts, score)

    def kind(self, row: int, column: Column) -> CellKind:
        if column.role is Role.SCORE and self.seen is not None:
            return score_kind(self.seen.sheet.indicators[row])
        return super().kind(row, column)

    def place_at(self, row: int, column: int) -> Place | None:
        if row < self.indicator_rows:
            return super().place_at(row, column)
        return self.closing.place_at(row - self.indicator_rows, column)

    def suggestions(self, row: int, column: int) -> tuple[str, ...]:
        role = self.role(column)
        if role is Role.LEVEL1:
            return level1_offers(self.block)
        if role is Role.LEVEL2:
            return level2_offers(self.block, self._facts[row].level1)
        return super().suggestions(row, column)

    def rows_of(self, shown: EvaluatedForm) -> int:
        return super().rows_of(shown) + len(self.closing)

    def appearance(self, shown: EvaluatedForm, row: int, column: int) -> CellAppearance:
        if row < self.indicator_rows:
            return super().appearance(shown, row, column)
        seen = Seen(shown.template, shown.form, shown.facts, shown.sheet)
        return self.closing.appearance(row - self.indicator_rows, column, partial(_figure, seen))

    def explanation(self, shown: EvaluatedForm, row: int, column: int) -> str:
        if row < self.indicator_rows:
            return self._explained(shown, row, column)
        place = self.place_at(row, column)
        is_total = (
            place is not None and shown.template.by_key[place.block].by_key[place.column].role is Role.TOTAL
        )
        return explain_total(shown.template, shown.facts, shown.sheet) if is_total else ""

    def row_of(self, place: Place) -> int | None:
        closing = self.closing.row_of(place)
        return super().row_of(place) if closing is None else self.indicator_rows + closing

    def changed_rows(self, before: EvaluatedForm, after: EvaluatedForm) -> set[int]:
        if not self._same_merging(before, after):
            # Merged cells may have parted or joined anywhere.
            return set(range(self.rows_of(after)))
        changed = super().changed_rows(before, after)
        scores = zip(before.sheet.indicators, after.sheet.indicators, strict=True)
        changed |= {row for row, (old, new) in enumerate(scores) if old != new}
        if before.sheet.rate != after.sheet.rate:
            changed |= {row for row, one in enumerate(after.facts.indicators) if one.is_execution}
        if self._results(before) != self._results(after):
            changed |= set(range(len(after.facts.indicators), self.rows_of(after)))
        return changed

    # -- inside ------------------------------------------------------------------------------------------

    def _same_merging(self, before: EvaluatedForm, after: EvaluatedForm) -> bool:
        """Whether the same cells are merged, and the goals beside the rows are called as before."""
        old, new = before.form.rows(self.block.key), after.form.rows(self.block.key)
        goals = [[goal.row for goal in one.facts.goals] for one in (before, after)]
        return (
            _same_levels(before, after)
            and goals[0] == goals[1]
            and all(one is other or one.joined == other.joined for one, other in zip(old, new, strict=True))
        )

    def _explained(self, shown: EvaluatedForm, row: int, column: int) -> str:
        match self.role(column):
            case Role.SCORE:
                told = explain_indicator(shown.template, shown.facts, shown.sheet, row)
                return "\n".join(filter(None, (told, self._as_read(shown, row))))
            case Role.TARGET | Role.TARGET_NUMBER | Role.ACTUAL:
                return self._as_read(shown, row)
            case Role.COMPLETION_RATE:
                return explain_completion(shown.template, shown.facts, shown.sheet, row)
            case _:
                return ""

    @staticmethod
    def _as_read(shown: EvaluatedForm, row: int) -> str:
        from perfeval_desktop.domain.as_read import as_read  # noqa: PLC0415  # the first frame has no tooltip

        return as_read(shown.facts.indicators[row], shown.facts.year)

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

    def _results(self, shown: EvaluatedForm) -> list[str]:
        """Return the figures in the closing rows."""
        seen = Seen(shown.template, shown.form, shown.facts, shown.sheet)
        return [_figure(seen, place) for place in self.closing.places]


def _figure(seen: Seen, place: Place) -> str:
    block = seen.template.by_key[place.block]
    column = block.by_key[place.column]
    # Where the program scores a form, its own figure counts, not what a filled-in paper claims.
    return seen.figure(column) if seen.template.has_points else seen.single(block, column)


def _same_levels(before: EvaluatedForm, after: EvaluatedForm) -> bool:
    """Whether the same level cells are merged; what is read of an unchanged row is the very same object."""
    old, new = before.facts.indicators, after.facts.indicators
    return len(old) == len(new) and all(
        one is other or (one.goal, one.level1, one.level2) == (other.goal, other.level1, other.level2)
        for one, other in zip(old, new, strict=True)
    )


def _label_columns(block: IndicatorsBlock) -> int:
    # A running number leaves no room for the label of a figure below it.
    is_narrow = not block.goals and block.columns[0].width < _ROOM_FOR_LABELS
    return 2 if is_narrow and len(block.columns) > 2 else 1
