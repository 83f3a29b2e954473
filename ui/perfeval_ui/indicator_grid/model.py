"""The indicator grid as a table: a row for each indicator, then the total row and the grade row."""

from collections.abc import Sequence
from decimal import Decimal

from perfeval_desktop.domain_v1.cells import Cell, EntryCell, IndicatorCell, TotalCell
from perfeval_desktop.domain_v1.explain import explain_indicator, explain_total
from perfeval_desktop.domain_v1.figures import score_text, total_text, weight_text
from perfeval_desktop.domain_v1.form import Indicator, IndicatorField
from perfeval_desktop.open_form import OpenForm
from perfeval_ui.cell_grid.model import (
    CENTRE,
    LEFT,
    RIGHT,
    CellTableModel,
    Editor,
    Face,
    Nature,
    score_nature,
)

_LINES = (IndicatorField.LEVEL1, IndicatorField.LEVEL2, IndicatorField.WEIGHT, IndicatorField.SCORE)
_ALIGNMENTS = {
    IndicatorField.LEVEL1: CENTRE,
    IndicatorField.LEVEL2: CENTRE,
    IndicatorField.WEIGHT: RIGHT,
    IndicatorField.SCORE: RIGHT,
}


class IndicatorModel(CellTableModel):
    """Columns as the template has them; level cells equal to the one above read as one with it."""

    def field(self, column: int) -> IndicatorField:
        """Return what ``column`` shows."""
        if self.shown is None:
            raise RuntimeError("no form is open")
        return self.shown.template.columns[column].field

    @property
    def indicator_rows(self) -> int:
        """How many rows are indicators; total and grade come after them."""
        return len(self._indicators)

    @property
    def _indicators(self) -> Sequence[Indicator]:
        return self.shown.form.indicators if self.shown else ()

    def continues_above(self, row: int, column: int) -> bool:
        """Whether a level cell reads as one with the cell above it."""
        return _continues_above(self._indicators, row, self.field(column))

    def merged_rows(self, row: int, column: int) -> tuple[int, int]:
        """Return the first and the last row of the cells that read as one with a place."""
        return _merged_rows(self._indicators, row, self.field(column))

    def group_of(self, row: int, column: int) -> list[int]:
        """Return the other rows of the cells that read as one with a place in the saved form."""
        first, last = _merged_rows(self.session.base.indicators, row, self.field(column))
        return [other for other in range(first, last + 1) if other != row]

    # -- CellTableModel ----------------------------------------------------------------------------------

    def titles(self, shown: OpenForm) -> tuple[str, ...]:
        return tuple(column.label for column in shown.template.columns)

    def entry_cell(self, row: int, column: int) -> EntryCell | None:
        if row >= self.indicator_rows:
            return None
        return IndicatorCell(row, self.field(column))

    def cell_at(self, row: int, column: int) -> Cell | None:
        if row == self.indicator_rows and self.field(column) in (IndicatorField.WEIGHT, IndicatorField.SCORE):
            return TotalCell()
        return self.entry_cell(row, column)

    def editor(self, column: int) -> Editor:
        return Editor.LINE if self.field(column) in _LINES else Editor.TEXT

    def offers(self, row: int, column: int) -> tuple[str, ...]:
        if self.shown is None:
            return ()
        template = self.shown.template
        match self.field(column):
            case IndicatorField.LEVEL1:
                return tuple(dimension.name for dimension in template.dimensions)
            case IndicatorField.LEVEL2:
                dimension = template.dimension(self.shown.form.indicators[row].level1)
                if dimension is not None:
                    return dimension.level2
                return tuple(name for one in template.dimensions for name in one.level2)
            case _:
                return ()

    def rows_of(self, shown: OpenForm) -> int:
        return len(shown.form.indicators) + 1 + (shown.template.labels.grade is not None)

    def face(self, shown: OpenForm, row: int, column: int) -> Face:
        if row >= len(shown.form.indicators):
            return self._foot(shown, row - len(shown.form.indicators), column)
        field = self.field(column)
        indicator = shown.form.indicators[row]
        match field:
            case IndicatorField.WEIGHT:
                return Face(weight_text(indicator.weight, shown.template), Nature.TYPED, RIGHT)
            case IndicatorField.SCORE:
                score = shown.sheet.indicators[row]
                return Face(score_text(score.value, shown.template), score_nature(score), RIGHT)
            case _:
                return Face(getattr(indicator, field), Nature.TYPED, _ALIGNMENTS.get(field, LEFT))

    def explanation(self, shown: OpenForm, row: int, column: int) -> str:
        if self.field(column) is not IndicatorField.SCORE:
            return ""
        if row < len(shown.form.indicators):
            return explain_indicator(shown.template, shown.form, shown.sheet, row)
        is_total = row == len(shown.form.indicators)
        return explain_total(shown.template, shown.form, shown.sheet) if is_total else ""

    def row_of(self, cell: Cell) -> int | None:
        match cell:
            case IndicatorCell(row, _):
                return row
            case TotalCell():
                return self.indicator_rows
            case _:
                return None

    def changed_rows(self, before: OpenForm, after: OpenForm) -> set[int]:
        rows = range(len(after.form.indicators))
        if _levels(before) != _levels(after):
            # Merged cells may have parted or joined anywhere.
            return set(range(self.rows_of(after)))
        changed = {
            row
            for row in rows
            if before.form.indicators[row] != after.form.indicators[row]
            or before.sheet.indicators[row] != after.sheet.indicators[row]
        }
        if _results(before) == _results(after):
            return changed
        return changed | set(range(len(rows), self.rows_of(after)))

    def _foot(self, shown: OpenForm, foot: int, column: int) -> Face:
        labels, sheet, template = shown.template.labels, shown.sheet, shown.template
        if column == 0:
            return Face(labels.total if foot == 0 else labels.grade or "", Nature.LABEL, CENTRE)
        if foot == 1:
            return Face(sheet.grade or "", Nature.COMPUTED) if column == 1 else Face("", Nature.COMPUTED)
        match self.field(column):
            case IndicatorField.WEIGHT:
                return Face(total_text(sheet.total_weight, template), Nature.COMPUTED, RIGHT)
            case IndicatorField.SCORE:
                return Face(total_text(sheet.total, template), Nature.COMPUTED, RIGHT)
            case _:
                return Face("", Nature.COMPUTED)


def _continues_above(indicators: Sequence[Indicator], row: int, field: IndicatorField) -> bool:
    if not 0 < row < len(indicators):
        return False
    here, above = indicators[row], indicators[row - 1]
    match field:
        case IndicatorField.LEVEL1:
            return bool(here.level1) and here.level1 == above.level1
        case IndicatorField.LEVEL2:
            return bool(here.level2) and (here.level1, here.level2) == (above.level1, above.level2)
        case _:
            return False


def _merged_rows(indicators: Sequence[Indicator], row: int, field: IndicatorField) -> tuple[int, int]:
    first = last = row
    while _continues_above(indicators, first, field):
        first -= 1
    while _continues_above(indicators, last + 1, field):
        last += 1
    return first, last


def _results(shown: OpenForm) -> tuple[Decimal, Decimal, str | None]:
    return shown.sheet.total_weight, shown.sheet.total, shown.sheet.grade


def _levels(shown: OpenForm) -> list[tuple[str, str]]:
    return [(indicator.level1, indicator.level2) for indicator in shown.form.indicators]
