"""What was promised and what came of it."""

from collections.abc import Iterator

from perfeval_desktop.domain.blocks import GoalsBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Row
from perfeval_desktop.domain.places import goal_words
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, place
from perfeval_desktop.domain.scoring import Score
from perfeval_desktop.domain.template import Template


def goal_label(seen: Seen, block: GoalsBlock, number: int) -> str:
    """Return the label of a goal with its points (年度目标1（80分）); ``number`` counts from 0."""
    weight = seen.facts.goals[number].weight.value
    return goal_words(block, number) + ("" if weight is None else f"（{points_text(weight)}分）")


class GoalsPrinter:
    """Prints the goals below their headings; several are named each at its left."""

    def __init__(self, template: Template, block: GoalsBlock) -> None:  # noqa: ARG002  # as all printers
        self._block = block
        self._offset = 1 if block.label_width else 0
        widths = tuple(column.width for column in block.columns)
        self._widths = (block.label_width, *widths) if self._offset else widths
        headings = tuple(
            PrintedCell(at, at + 1, column.label, Look.HEADING)
            for at, column in enumerate(block.columns, self._offset)
        )
        self._headings = headings
        self._label = [PrintedCell(0, 1, block.label, Look.UPRIGHT)] * self._offset
        self._has_headings = any(column.label for column in block.columns)

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the heading and a row for each goal; nothing where the goals stand in the grid."""
        block = self._block
        if block.in_grid:
            return
        heading: tuple[PrintedRow, ...] = ()
        if self._has_headings:
            corner = [PrintedCell(0, 1, "", Look.HEADING)] if block.numbered else self._label
            cells = (*corner[: self._offset], *self._headings)
            heading = (PrintedRow(self._widths, cells, keeps_with_next=True),)
            yield from heading
        for number, row in enumerate(seen.form.rows(block.key)):
            label = (
                [PrintedCell(0, 1, goal_label(seen, block, number), Look.LABEL)] * self._offset
                if block.numbered
                else self._label
            )
            values = (
                self._cell(seen, row, column, at, seen.sheet.goals[number])
                for at, column in enumerate(block.columns, self._offset)
            )
            yield PrintedRow(self._widths, (*label, *values), heading=heading)

    def _cell(self, seen: Seen, row: Row, column: Column, at: int, score: Score) -> PrintedCell:
        text = seen.entered(column, row.text(column.key))
        if column.role is Role.SCORE and score.value is not None:
            text = points_text(score.value, column.decimals)
        look = Look.VALUE if column.kind.is_centred else Look.TEXT
        return PrintedCell(at, at + 1, text, look, place(self._block, row.id, column))
