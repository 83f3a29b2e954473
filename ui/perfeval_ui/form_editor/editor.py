"""The page on which a form is filled in: it reads top to bottom as the paper form does."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain_v1.cells import AmountCell, Cell, ExecutionScoreCell, TextCell, TextField
from perfeval_desktop.session import Notification
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.cell_grid.view import CellGrid
from perfeval_ui.form_editor.fields import LineField, ParagraphField
from perfeval_ui.form_editor.funding import FundingGrid
from perfeval_ui.form_editor.head import FormHead
from perfeval_ui.indicator_grid.view import IndicatorGrid
from perfeval_ui.theme import RHYTHM


class FormEditor(QScrollArea):
    """Head, funding, goals and indicators of the open form on one page that scrolls.

    ``refused`` carries why a paste cannot be done, ``selection_described`` how many cells are selected and
    what their figures add up to.
    """

    refused = Signal(str)
    selection_described = Signal(str)

    def __init__(
        self, bridge: SessionBridge, row_actions: list[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget(self)
        self._page = page
        self.head = FormHead(bridge, page)
        self.funding = FundingGrid(bridge, page)
        self.note = ParagraphField(bridge, TextField.FUNDING_NOTE, least_lines=1, most_lines=6, parent=page)
        self.note.setPlaceholderText("预算年中调整、执行率偏低等情况在此说明（供审核，不打印）")
        self.goal = ParagraphField(bridge, TextField.EXPECTED_GOAL, least_lines=4, most_lines=14, parent=page)
        self.outcome = ParagraphField(
            bridge, TextField.ACTUAL_OUTCOME, least_lines=4, most_lines=14, parent=page
        )
        self.indicators = IndicatorGrid(bridge, page)
        self._fields: dict[TextField, LineField | ParagraphField] = {
            **self.head.fields,
            TextField.FUNDING_NOTE: self.note,
            TextField.EXPECTED_GOAL: self.goal,
            TextField.ACTUAL_OUTCOME: self.outcome,
        }
        self._goal_label, self._outcome_label = QLabel(page), QLabel(page)
        self._goal_label.setBuddy(self.goal)
        self._outcome_label.setBuddy(self.outcome)
        self._indicators_label = QLabel(page)
        self._row_bar = QToolBar(page)
        self._row_bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._row_bar.addActions(row_actions)
        self.indicators.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.indicators.addActions(row_actions)
        self._arrange(page)
        self.setWidget(page)
        page.hide()
        for grid in (self.funding, self.indicators):
            grid.refused.connect(self.refused)
            grid.cursor_moved.connect(self._show_cursor)
            grid.selection_described.connect(self.selection_described)
        for field in self._fields.values():
            field.road.returned.connect(self._show_field)
        self.goal.height_changed.connect(self._level_goals)
        self.outcome.height_changed.connect(self._level_goals)
        bridge.changed.connect(self._follow)

    def commit_open_editor(self) -> bool:
        """Commit what is being typed anywhere on the page; ``False`` where it cannot stand."""
        committed = [one.commit_open_editor() for one in self._typed_into()]
        return all(committed)

    def drop_open_editor(self) -> None:
        """Give up what is being typed anywhere on the page."""
        for one in self._typed_into():
            one.drop_open_editor()

    def go_to(self, cell: Cell) -> None:
        """Scroll to ``cell``, select it and take the focus."""
        match cell:
            case TextCell(name):
                field = self._fields[name]
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                if isinstance(field, LineField):
                    field.selectAll()
                self._show_field(field)
            case AmountCell() | ExecutionScoreCell():
                self.funding.go_to(cell)
            case _:
                self.indicators.go_to(cell)

    def _typed_into(self) -> list[LineField | ParagraphField | CellGrid]:
        return [*self._fields.values(), self.funding, self.indicators]

    def _arrange(self, page: QWidget) -> None:
        layout = QVBoxLayout(page)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM, 2 * RHYTHM, 2 * RHYTHM)
        layout.setSpacing(RHYTHM)
        layout.addWidget(self.head)
        layout.addWidget(self.funding)
        layout.addWidget(self.note)
        goals = QGridLayout()
        goals.setHorizontalSpacing(RHYTHM)
        goals.setVerticalSpacing(RHYTHM // 2)
        goals.addWidget(self._goal_label, 0, 0)
        goals.addWidget(self._outcome_label, 0, 1)
        goals.addWidget(self.goal, 1, 0)
        goals.addWidget(self.outcome, 1, 1)
        layout.addLayout(goals)
        title = QHBoxLayout()
        title.addWidget(self._indicators_label)
        title.addStretch(1)
        title.addWidget(self._row_bar)
        layout.addLayout(title)
        layout.addWidget(self.indicators)
        layout.addStretch(1)

    def _level_goals(self) -> None:
        """Keep goal and outcome at one height, as on paper."""
        height = max(self.goal.sizeHint().height(), self.outcome.sizeHint().height())
        self.goal.setFixedHeight(height)
        self.outcome.setFixedHeight(height)

    def _show_field(self, field: QWidget) -> None:
        self._bring_into_sight(field, field.rect())

    def _show_cursor(self, place: QRect) -> None:
        grid = self.sender()
        if isinstance(grid, CellGrid):
            self._bring_into_sight(grid.viewport(), place)

    def _bring_into_sight(self, widget: QWidget, place: QRect) -> None:
        """Scroll until ``place`` in ``widget`` is in sight, whole if there is room for it."""
        # The page may have grown a moment ago; it cannot be scrolled to what it does not know of yet.
        for one in (self._page, self.viewport()):
            QCoreApplication.sendPostedEvents(one, QEvent.Type.LayoutRequest.value)
        centre = widget.mapTo(self._page, place.center())
        margin = min(place.height(), self.viewport().height()) // 2 + RHYTHM
        self.ensureVisible(centre.x(), centre.y(), 0, margin)

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        self._page.setVisible(after is not None)
        if after is None:
            return
        labels = after.template.labels
        self._goal_label.setText(labels.expected_goal)
        self._outcome_label.setText(labels.actual_outcome)
        self._indicators_label.setText(labels.indicators)
        if before is None or before.form_id != after.form_id:
            self.verticalScrollBar().setValue(0)
