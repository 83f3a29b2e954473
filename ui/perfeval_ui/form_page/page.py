"""The page on which a form is filled in: it reads top to bottom as the paper form does."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.places import EXECUTION_NOTE, NOTE, YEAR, note_place
from perfeval_desktop.domain.template import Template
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.banners import FormBanners
from perfeval_ui.form_page.block_views import VIEWS, BlockView, Field, is_partner
from perfeval_ui.form_page.cell_grid.rows_grid import RowsGrid
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.fields.choice_field import ChoiceField
from perfeval_ui.form_page.fields.form_field import FormField
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.header import FormHeader
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import FormSignals, SessionSignals
from perfeval_ui.theme import RHYTHM

_ON_EXECUTION = "预算年中调整、执行率偏低等情况在此说明（供审核，不打印）"
_ON_FORM = "备注（随表保存，不打印）"


class FormPage(QScrollArea):
    """The blocks of the open form's template on one page that scrolls; made anew for another template.

    ``row_actions`` are on rows of the user's own, ``indicator_actions`` on indicators alone.

    ``refused`` carries why nothing can be typed, or what of a paste found no cell, ``pasted`` is emitted when
    all has found one; ``selection_described``
    how many cells are selected and what their figures add up to. ``group_left`` is emitted when a level name
    was typed into one row of a group, ``state_chosen`` when a state was chosen in the header; the others are
    the buttons of :class:`FormBanners`.
    """

    refused = Signal(str)
    pasted = Signal()
    selection_described = Signal(str)
    group_left = Signal(object, str, list)
    state_chosen = Signal(object)
    kept_wanted = Signal()
    difference_wanted = Signal()
    newer_wanted = Signal()

    def __init__(
        self,
        signals: SessionSignals,
        row_actions: list[QAction],
        parent: QWidget | None = None,
        *,
        indicator_actions: Sequence[QAction] = (),
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Passed on by hand: what is made anew for a template has to hear of the form that made it necessary.
        self._signals = FormSignals(signals.session, self)
        self._row_actions, self._indicator_actions = row_actions, indicator_actions
        self._template: Template | None = None
        self._stops_everywhere = False
        self._views: list[BlockView] = []
        self._fields: dict[Place, Field] = {}
        self._page = QWidget(self)
        self.setWidget(self._page)
        self._page.hide()
        signals.changed.connect(self._follow)

    @property
    def grids(self) -> Sequence[CellGrid]:
        """The grids of the page, from the top to the bottom."""
        return [grid for view in self._views for grid in view.grids]

    @property
    def funding(self) -> FundingGrid | None:
        """The first funding grid."""
        return next((grid for grid in self.grids if isinstance(grid, FundingGrid)), None)

    @property
    def indicators(self) -> IndicatorGrid | None:
        """The indicator grid."""
        return next((grid for grid in self.grids if isinstance(grid, IndicatorGrid)), None)

    def field(self, place: Place) -> Field | None:
        """Return the field of ``place``, ``None`` for a cell of a grid."""
        return self._fields.get(place)

    def commit_open_editor(self) -> bool:
        """Save what is being typed anywhere on the page; ``False`` where it cannot stand."""
        committed = [
            *[one.commit() for one in self._text_fields()],
            *[grid.commit_open_editor() for grid in self.grids],
        ]
        return all(committed)

    def drop_open_editor(self) -> None:
        """Give up what is being typed anywhere on the page."""
        for field in self._text_fields():
            field.cancel()
        for grid in self.grids:
            grid.drop_open_editor()

    def go_to(self, place: Place) -> None:
        """Scroll to ``place``, select it and take the focus."""
        field = self._fields.get(place)
        if field is None:
            for grid in self.grids:
                grid.go_to(place)
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, LineField):
            field.selectAll()
        self._show_field(field)

    def show_places(self, places: Sequence[Place]) -> None:
        """Scroll to the first of ``places`` that is to be seen, and select those in the same grid."""
        for place in places:
            grid = next((one for one in self.grids if one.cells.index_of(place) is not None), None)
            if grid is not None or place in self._fields:
                self.go_to(place)
                if grid is not None:
                    grid.add_to_selection(places)
                return

    def insert_above(self) -> None:
        """Put a row above the current one of the grid that is worked in."""
        if grid := self._rows_grid():
            grid.insert_above()

    def insert_below(self) -> None:
        """Put a row below the current one of the grid that is worked in."""
        if grid := self._rows_grid():
            grid.insert_below()

    def remove_rows(self) -> None:
        """Remove the chosen rows of the grid that is worked in."""
        if grid := self._rows_grid():
            grid.remove_rows()

    def move_up(self) -> None:
        """Move the current row of the grid that is worked in up by one."""
        if grid := self._rows_grid():
            grid.move_up()

    def move_down(self) -> None:
        """Move the current row of the grid that is worked in down by one."""
        if grid := self._rows_grid():
            grid.move_down()

    def choose_direction(self, direction: str) -> None:
        """Say of the chosen indicators which way is better; ``""`` leaves it to sign and name."""
        if self.indicators is not None:
            self.indicators.choose_direction(direction)

    def rename_group(self, place: Place, name: str, rows: list[RowId]) -> None:
        """Give the rows of a group that one row has left its new level name."""
        if self.indicators is not None:
            self.indicators.rename_group(place, name, rows)

    def stop_everywhere(self, is_on: bool) -> None:  # noqa: FBT001  # what a checkable action tells
        """Let Tab stop at every cell that can be filled in, or pass over those hardly ever typed."""
        self._stops_everywhere = is_on
        for grid in self.grids:
            grid.entries.stops_everywhere = is_on

    def start(self) -> None:
        """Put the focus where filling in begins: the names are given already, the money comes next."""
        first = self.funding or (self.grids[0] if self.grids else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    # -- the page ----------------------------------------------------------------------------------------

    def _build(self, template: Template) -> None:
        """Make the page for forms of ``template``."""
        self._template = template
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(2 * RHYTHM, RHYTHM, 2 * RHYTHM, 2 * RHYTHM)
        layout.setSpacing(RHYTHM)
        header = self._header(page)
        self._views = []
        self._fields = {YEAR: header.year}
        self.banners = self._banners(page)
        layout.addWidget(header)
        layout.addWidget(self.banners)
        self._add_blocks(template, page, layout)
        layout.addStretch(1)
        self._listen()
        self._page = page
        self.setWidget(page)

    def _header(self, page: QWidget) -> FormHeader:
        header = FormHeader(self._signals, page)
        header.state_chosen.connect(self.state_chosen)
        return header

    def _banners(self, page: QWidget) -> FormBanners:
        banners = FormBanners(self._signals, page)
        banners.kept_wanted.connect(self.kept_wanted)
        banners.difference_wanted.connect(self.difference_wanted)
        banners.newer_wanted.connect(self.newer_wanted)
        return banners

    def _add_blocks(self, template: Template, page: QWidget, layout: QVBoxLayout) -> None:
        line = QHBoxLayout()
        for block in template.blocks:
            make = VIEWS.get(type(block))
            if make is None:
                continue
            view = make(self._signals, template, block, page)
            self._views.append(view)
            self._fields.update(view.fields)
            if isinstance(view.grids[0] if view.grids else None, IndicatorGrid):
                layout.addLayout(self._row_bar(block.words or "绩效指标", page))
            if is_partner(template, block):
                # As on paper, two splits of the same money stand side by side.
                line.addWidget(view.widget, 1, Qt.AlignmentFlag.AlignTop)
                continue
            line = QHBoxLayout()
            line.setSpacing(RHYTHM)
            line.addWidget(view.widget, 1, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(line)
            if block is template.funding and note_place(template) == EXECUTION_NOTE:
                layout.addWidget(self._own_note(page, EXECUTION_NOTE, _ON_EXECUTION))
        layout.addWidget(self._own_note(page, NOTE, _ON_FORM))

    def _own_note(self, page: QWidget, place: Place, words: str) -> QWidget:
        """Return the field for a note that every form has and none prints."""
        note = ParagraphField(self._signals, place, least_lines=1, most_lines=6, parent=page)
        note.setPlaceholderText(words)
        self._fields[place] = note
        return note

    def _row_bar(self, title: str, page: QWidget) -> QHBoxLayout:
        """Return the line above the indicators: their title, and buttons for their rows."""
        bar = QToolBar(page)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions(self._row_actions)
        line = QHBoxLayout()
        line.addWidget(QLabel(title, page))
        line.addStretch(1)
        line.addWidget(bar)
        return line

    def _listen(self) -> None:
        for grid in self.grids:
            grid.entries.stops_everywhere = self._stops_everywhere
            grid.refused.connect(self.refused)
            grid.pasted.connect(self.pasted)
            grid.cursor_moved.connect(self._show_cursor)
            grid.selection_described.connect(self.selection_described)
            if isinstance(grid, RowsGrid):
                grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
                grid.addActions(self._row_actions)
            if isinstance(grid, IndicatorGrid):
                grid.addActions(self._indicator_actions)
                grid.group_left.connect(self.group_left)
        for field in self._text_fields():
            field.returned.connect(self._show_field)
            field.refused.connect(self.refused)

    def _rows_grid(self) -> RowsGrid | None:
        """Return the grid with rows of the user's own that has the keyboard, else the indicators."""
        own = [grid for grid in self.grids if isinstance(grid, RowsGrid)]
        focus = QApplication.focusWidget()
        worked_in = (
            grid for grid in own if focus is not None and (grid is focus or grid.isAncestorOf(focus))
        )
        return next(worked_in, self.indicators)

    def _text_fields(self) -> list[FormField]:
        """Return the fields that are typed into, from the top to the bottom."""
        return [field.line if isinstance(field, ChoiceField) else field for field in self._fields.values()]

    # -- scrolling ---------------------------------------------------------------------------------------

    def _show_field(self, field: QWidget) -> None:
        self._bring_into_sight(field, field.rect())

    def _show_cursor(self, place: QRect) -> None:
        grid = self.sender()
        if isinstance(grid, CellGrid):
            self._bring_into_sight(grid.viewport(), place)

    def _bring_into_sight(self, widget: QWidget, place: QRect) -> None:
        """Scroll until ``place`` in ``widget`` is in sight, whole if there is room for it."""
        # The page may have grown a moment ago; it cannot be scrolled to what it does not know of yet.
        around: QWidget | None = widget
        while around is not None:
            QCoreApplication.sendPostedEvents(around, QEvent.Type.LayoutRequest.value)
            around = None if around is self.viewport() else around.parentWidget()
        centre = widget.mapTo(self._page, place.center())
        margin = min(place.height(), self.viewport().height()) // 2 + RHYTHM
        self.ensureVisible(centre.x(), centre.y(), 0, margin)

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        if after is not None and after.template is not self._template:
            self._build(after.template)
        if after is not None:
            self._page.show()
        self._signals.changed.emit(notification)
        if after is None:
            # Not before the grids know of it: an editor that is hidden commits what is in it.
            self._page.hide()
        if after is not None and (before is None or before.form_id != after.form_id):
            self.verticalScrollBar().setValue(0)
