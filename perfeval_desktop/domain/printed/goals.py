"""What was promised and what came of it."""

from collections.abc import Iterator

from perfeval_desktop.domain.blocks import ONLY_ROW, GoalsBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Row, RowId
from perfeval_desktop.domain.places import goal_words
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, look_of, place
from perfeval_desktop.domain.template import Template


def stands_in_grid(block: GoalsBlock) -> bool:
    """Whether the goals are printed at the left of the indicators, and there is room for them."""
    return block.in_grid and bool(block.label_width)


def goal_in_grid(seen: Seen, block: GoalsBlock, goal: RowId | None) -> PrintedCell:
    """Return the cell of a goal at the left of its indicators: name, points, and all that was entered."""
    number, row = next(
        ((number, row) for number, row in enumerate(seen.form.rows(block.key)) if row.id == goal),
        (None, None),
    )
    if number is None or row is None:
        return PrintedCell(0, 1, "", Look.LABEL)
    weight = seen.facts.goals[number].weight.value
    points = "" if weight is None else f"（{points_text(weight, block.by_role[Role.WEIGHT].decimals)}分）"
    texts = (
        text if column.role is Role.EXPECTED_GOAL else f"{column.words}：{text}"
        for column in block.columns
        if not (column.role is Role.WEIGHT and points)
        if (text := goal_text(seen, row, column, number))
    )
    spot = place(block, row.id, block.columns[0])
    return PrintedCell(0, 1, "\n".join([goal_words(block, number) + points, *texts]), Look.LABEL, spot)


def goal_text(seen: Seen, row: Row, column: Column, number: int) -> str:
    """Return the text of a goal's cell as printed; ``number`` counts from 0."""
    typed = seen.entered(column, row.text(column.key))
    # A form without any text in the goals has no row for them.
    if column.role is not Role.SCORE or number == len(seen.sheet.goals):
        return typed
    return points_text(seen.sheet.goals[number].value, column.decimals) or typed


class GoalsPrinter:
    """Prints the goals below their headings; several are named each at its left."""

    def __init__(self, template: Template, block: GoalsBlock) -> None:  # noqa: ARG002  # as all printers
        self._block = block
        self._offset = offset = 1 if block.label_width else 0
        self._widths = (*(block.label_width,) * offset, *(column.width for column in block.columns))
        look = Look.HEADING if block.numbered else Look.UPRIGHT
        self._label = [PrintedCell(0, 1, block.label, look)] * offset
        self._columns = [(at, column, look_of(column)) for at, column in enumerate(block.columns, offset)]
        headings = (PrintedCell(at, at + 1, column.label, Look.HEADING) for at, column, _ in self._columns)
        row = PrintedRow(self._widths, (*self._label, *headings), keeps_with_next=True)
        self._heading = (row,) if any(column.label for column in block.columns) else ()

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the heading and a row for each goal; nothing where the goals stand in the grid."""
        block = self._block
        if stands_in_grid(block):
            return
        yield from self._heading
        rows = seen.form.rows(block.key)
        if not (rows or block.numbered):
            rows = (Row(RowId(ONLY_ROW)),)
        for number, row in enumerate(rows):
            label = self._label
            if block.numbered:
                name = goal_words(block, number)
                label = [PrintedCell(0, 1, name, Look.LABEL)] * self._offset
            values = (
                PrintedCell(
                    at, at + 1, goal_text(seen, row, column, number), look, place(block, row.id, column)
                )
                for at, column, look in self._columns
            )
            yield PrintedRow(self._widths, (*label, *values), heading=self._heading)
