"""The view of each kind of block on the page: labels with fields, boxes of text, or a grid."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from perfeval_desktop.domain.blocks import (
    Block,
    ChecklistBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import Column, Kind, Stage
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.checklist_grid import ChecklistGrid
from perfeval_ui.form_page.fields.character_counter import CharacterCounter
from perfeval_ui.form_page.fields.choice_field import ChoiceField
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.goals_grid import GoalsGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM

Field = LineField | ParagraphField | ChoiceField


class BlockView:
    """The view of one block: a widget, the fields in it by their places on the form, the grids in it."""

    def __init__(self, parent: QWidget) -> None:
        self.widget = QWidget(parent)
        self.fields: dict[Place, Field] = {}
        self.grids: tuple[CellGrid, ...] = ()

    def summary(self) -> str:
        """Return what stands in the block, on one line; ``""`` where there is nothing to say."""
        return ""


class FigureLabel(QLabel):
    """A figure among the fields that the program works out, such as the total in the head of a form."""

    def __init__(
        self, signals: FormSignals, block: FieldsBlock, column: Column, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._block, self._column = block, column
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        signals.changed.connect(self._follow)

    def _follow(self, notification: Notification) -> None:
        shown = notification.after
        if shown is None:
            return
        seen = Seen(shown.template, shown.form, shown.facts, shown.sheet)
        self.setText(seen.single(self._block, self._column))


class FieldsView(BlockView):
    """The view of a fields block: labels with fields beside them, on as many lines as on paper."""

    def __init__(self, signals: FormSignals, template: Template, block: FieldsBlock, parent: QWidget) -> None:
        del template
        super().__init__(parent)
        layout = _grid_layout(self.widget)
        most = max(len(line) for line in block.lines)
        for row, line in enumerate(block.lines):
            for number, key in enumerate(line):
                column = block.by_key[key]
                label = QLabel(column.label.replace("\n", "").rstrip(":："), self.widget)
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                editor = self._editor(signals, block, column)
                label.setBuddy(editor)
                editor.setAccessibleName(label.text() or column.prompt)
                span = 1 if number < len(line) - 1 else 2 * (most - number) - 1
                layout.addWidget(label, row, 2 * number)
                layout.addWidget(editor, row, 2 * number + 1, 1, span)
        for number in range(most):
            layout.setColumnStretch(2 * number + 1, round(float(block.widths[2 * number + 1])))

    def _editor(self, signals: FormSignals, block: FieldsBlock, column: Column) -> QWidget:
        if column.stage is Stage.COMPUTED:
            return FigureLabel(signals, block, column, self.widget)
        place = Place(block.key, ONLY, column.key)
        field: Field
        if column.kind is Kind.CHOICE:
            field = ChoiceField(signals, place, column.choices, self.widget)
        elif column.kind is Kind.TEXT:
            field = ParagraphField(signals, place, least_lines=1, most_lines=6, parent=self.widget)
        else:
            field = LineField(signals, place, self.widget)
        if column.prompt and not isinstance(field, ChoiceField):
            field.setPlaceholderText(column.prompt)
        self.fields[place] = field
        return field


class TextsView(BlockView):
    """The view of a texts block: boxes of running text, each with how much of its limit is taken."""

    def __init__(self, signals: FormSignals, template: Template, block: TextsBlock, parent: QWidget) -> None:
        del template
        super().__init__(parent)
        layout = _grid_layout(self.widget)
        for row, column in enumerate(block.columns):
            place = Place(block.key, ONLY, column.key)
            field = ParagraphField(signals, place, least_lines=2, most_lines=12, parent=self.widget)
            field.setPlaceholderText(column.prompt)
            label = QLabel(column.label.replace("\n", ""), self.widget)
            label.setBuddy(field)
            field.setAccessibleName(label.text() or column.prompt)
            layout.addWidget(label, 2 * row, 0)
            if column.limit is not None:
                counter = CharacterCounter(field, column.limit, self.widget)
                layout.addWidget(counter, 2 * row, 1, Qt.AlignmentFlag.AlignRight)
            layout.addWidget(field, 2 * row + 1, 0, 1, 2)
            self.fields[place] = field


class GoalView(BlockView):
    """The view of a single goal: what was promised and what came of it side by side, at one height."""

    def __init__(self, signals: FormSignals, template: Template, block: GoalsBlock, parent: QWidget) -> None:
        del template
        super().__init__(parent)
        self._boxes: list[ParagraphField] = []
        layout = _grid_layout(self.widget)
        for number, column in enumerate(block.columns):
            place = Place(block.key, ONLY, column.key)
            label = QLabel(column.label.replace("\n", "") or block.words, self.widget)
            field = self._field(signals, place, column)
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            layout.addWidget(label, 0, number)
            layout.addWidget(field, 1, number, Qt.AlignmentFlag.AlignTop)
            layout.setColumnStretch(number, round(float(column.width)))
            self.fields[place] = field

    def summary(self) -> str:
        """Return the first text, which is what was promised."""
        return " ".join(self._boxes[0].written().split()) if self._boxes else ""

    def _field(self, signals: FormSignals, place: Place, column: Column) -> Field:
        if column.kind is not Kind.TEXT:
            return LineField(signals, place, self.widget)
        box = ParagraphField(signals, place, least_lines=4, most_lines=14, parent=self.widget)
        box.setPlaceholderText(column.prompt)
        box.offer_earlier_texts()
        box.height_changed.connect(self._level)
        self._boxes.append(box)
        return box

    def _level(self) -> None:
        """Keep the boxes at one height, as on paper."""
        height = max(box.sizeHint().height() for box in self._boxes)
        for box in self._boxes:
            box.setFixedHeight(height)


class GridView(BlockView):
    """The view of a block that is a grid, below its heading."""

    def __init__(self, grid: CellGrid, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.grids = (grid,)
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RHYTHM // 2)
        if title:
            layout.addWidget(QLabel(title, self.widget))
        grid.setParent(self.widget)
        layout.addWidget(grid)

    def summary(self) -> str:
        """Return what the grid says of itself."""
        return self.grids[0].summary()


def _grid_layout(widget: QWidget) -> QGridLayout:
    layout = QGridLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(RHYTHM)
    layout.setVerticalSpacing(RHYTHM // 2)
    return layout


def _funding(signals: FormSignals, template: Template, block: FundingBlock, parent: QWidget) -> GridView:
    del template
    return GridView(FundingGrid(signals, block, parent), "", parent)


def _goals(
    signals: FormSignals, template: Template, block: GoalsBlock, parent: QWidget
) -> GoalView | GridView:
    if block.has_own_rows:
        return GridView(GoalsGrid(signals, template, block, parent), block.words, parent)
    return GoalView(signals, template, block, parent)


def _checklist(signals: FormSignals, template: Template, block: ChecklistBlock, parent: QWidget) -> GridView:
    del template
    return GridView(ChecklistGrid(signals, block, parent), block.words, parent)


def _indicators(
    signals: FormSignals, template: Template, block: IndicatorsBlock, parent: QWidget
) -> GridView:
    figures = [one for one in template.blocks if isinstance(one, FiguresBlock) and one.grid == block.key]
    return GridView(IndicatorGrid(signals, block, figures, parent), "", parent)


def is_partner(template: Template, block: Block) -> bool:
    """Whether a block is printed at the right of the funding grid before it."""
    return any(block.key == one.partner for one in template.fundings)


# How the view of each kind of block is made. Figures stand below their grid; in what closes a form there is
# nothing to fill in.
VIEWS: Mapping[type[Block], Callable[..., BlockView]] = {
    FieldsBlock: FieldsView,
    FundingBlock: _funding,
    GoalsBlock: _goals,
    IndicatorsBlock: _indicators,
    TextsBlock: TextsView,
    ChecklistBlock: _checklist,
}
