"""The page on which a form is filled in: it reads top to bottom as the paper form does."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.template import Template
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.block_views import Field
from perfeval_ui.form_page.cell_grid.cells import EditorKind
from perfeval_ui.form_page.cell_grid.rows_grid import RowsGrid
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.fields.choice_field import ChoiceField
from perfeval_ui.form_page.fields.form_field import FormField
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.form_page.folding import Folding
from perfeval_ui.form_page.found_marks import FoundMarks, Stretch
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.form_page.large_editor import LargeEditor
from perfeval_ui.form_page.page_body import PageBody
from perfeval_ui.form_page.scrolling_page import ScrollingPage
from perfeval_ui.session_signals import SessionSignals


class FormPage(ScrollingPage):
    """The blocks of the open form's template on one page that scrolls; made anew for another template.

    ``row_actions`` are on rows of the user's own.

    ``refused`` carries why nothing can be typed, ``pasted`` the places of a paste and what to say of texts
    that found no cell; ``selection_described`` how many cells are selected and what their figures add up to;
    ``menu_wanted`` a grid, the place of a cell and a point on the screen, ``remedies_wanted`` the latter two.
    ``group_left`` is emitted when a level name was typed into one row of a group, ``state_chosen`` when a
    state was chosen in the header. ``widths_drawn`` carries the name of a grid, by template and block, and
    the widths the user has drawn its columns to. The others are the buttons of :class:`FormBanners`.
    """

    refused = Signal(str)
    pasted = Signal(tuple, str)
    menu_wanted = Signal(object, object, QPoint)
    remedies_wanted = Signal(object, QPoint)
    selection_described = Signal(str)
    group_left = Signal(object, str, list)
    state_chosen = Signal(object)
    unlocking_wanted = Signal()
    kept_wanted = Signal()
    difference_wanted = Signal()
    newer_wanted = Signal()
    widths_drawn = Signal(str, tuple)

    def __init__(
        self,
        signals: SessionSignals,
        row_actions: list[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("填报")
        # A click beside the fields leaves them; Tab has nothing to do there.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._session = signals.session
        self._row_actions = row_actions
        self._template: Template | None = None
        self._stops_everywhere = False
        self._body: PageBody | None = None
        # The one before, for as long as Qt needs it: it belongs to nobody else.
        self._left_body: QWidget | None = None
        self.folding = Folding(self)
        # By the names of the grids.
        self.widths: dict[str, tuple[int, ...]] = {}
        self._large: LargeEditor | None = None
        self._found = FoundMarks()
        signals.changed.connect(self._follow)

    @property
    def grids(self) -> Sequence[CellGrid]:
        """The grids of the page, from the top to the bottom."""
        return self._body.grids if self._body is not None else []

    @property
    def funding(self) -> FundingGrid | None:
        """The first funding grid."""
        return next((grid for grid in self.grids if isinstance(grid, FundingGrid)), None)

    @property
    def indicators(self) -> IndicatorGrid | None:
        """The indicator grid."""
        return next((grid for grid in self.grids if isinstance(grid, IndicatorGrid)), None)

    @property
    def state_box(self) -> QWidget | None:
        """What shows the state of the form, ``None`` where none is open."""
        return self._body.header.state if self._body is not None else None

    @property
    def _fields(self) -> Mapping[Place, Field]:
        return self._body.fields if self._body is not None else {}

    def field(self, place: Place) -> Field | None:
        """Return the field of ``place``, ``None`` for a cell of a grid."""
        return self._fields.get(place)

    def commit_open_editor(self) -> bool:
        """Save what is being typed anywhere on the page; ``False`` where it cannot stand."""
        if self._large is not None:
            self._large.accept()
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
        field = self.field(place)
        if field is None:
            for grid in self.grids:
                if grid.cells.index_of(place) is not None:
                    self.folding.unfold(grid)
                    grid.go_to(place)
            return
        self.folding.unfold(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, LineField):
            field.selectAll()
        self._show_field(field)

    def current_place(self) -> Place | None:
        """Return the cell or field that has the keyboard, ``None`` where neither has."""
        if (grid := self._focused_grid()) is not None:
            return grid.cells.place_at(*grid.current_cell())
        focus = QApplication.focusWidget()
        return next((place for place, field in self._fields.items() if field is focus), None)

    def clear_cells(self) -> None:
        """Clear the selected cells of the grid that has the keyboard."""
        if (grid := self._focused_grid()) is not None:
            grid.clear()

    def fill_down(self) -> None:
        """Fill the selected cells of the grid that has the keyboard from above."""
        if (grid := self._focused_grid()) is not None:
            grid.fill_down()

    def fill_right(self) -> None:
        """Fill the selected cells of the grid that has the keyboard from the left."""
        if (grid := self._focused_grid()) is not None:
            grid.fill_right()

    def edit_large(self) -> None:
        """Open the large editor on the cell or field that has the keyboard; one line is edited in place."""
        place, shown = self.current_place(), self._session.shown
        if place is None or shown is None:
            return
        objection = CellWriter(self._session).objection
        if objection:
            self.refused.emit(objection)
            return
        if not self._takes_lines(place):
            if (grid := self._focused_grid()) is not None:
                grid.edit_here()
            return
        self.go_to(place)
        self._large = LargeEditor(self._session, shown.template, place, self)
        self._large.finished.connect(self._leave_large)
        self._large.open()

    def _leave_large(self) -> None:
        editor, self._large = self._large, None
        if editor is not None:
            self.go_to(editor.text.place)

    def _takes_lines(self, place: Place) -> bool:
        """Whether a text of several lines is typed at ``place``."""
        if place in self._fields:
            return isinstance(self._fields[place], ParagraphField)
        found = ((grid, grid.cells.index_of(place)) for grid in self.grids)
        return any(
            at is not None
            and grid.entries.place(*at) is not None
            and grid.cells.editor_kind(at[1]) is EditorKind.TEXT
            for grid, at in found
        )

    def reveal(self, place: Place) -> None:
        """Scroll to ``place`` and put the cursor of its grid there; the keyboard stays where it is."""
        field = self.field(place)
        if field is not None:
            self.folding.unfold(field)
            self._show_field(field)
        for grid in self.grids:
            found = grid.cells.index_of(place)
            if found is not None:
                self.folding.unfold(grid)
                grid.put_cursor(*found)

    def mark_found(
        self, places: Sequence[Place], spans_of: Callable[[str], Sequence[Stretch]], current: Place | None
    ) -> None:
        """Mark stretches of the texts at ``places``, those at the ``current`` one more than the others."""
        self._found.set(places, spans_of, current)
        self._show_found()

    def _show_found(self) -> None:
        for grid in self.grids:
            grid.viewport().update()
        for field in self._text_fields():
            field.show_found()

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
            self.folding.unfold(first)
            first.setFocus(Qt.FocusReason.TabFocusReason)

    # -- the page ----------------------------------------------------------------------------------------

    def _build(self, template: Template) -> None:
        """Make the page for forms of ``template``."""
        self._template = template
        # The titles of the old page go first: they look at its grid.
        self.freeze_titles(None)
        self._remove_body()
        self._body = PageBody(self._session, template, self._row_actions, self)
        self._listen(self._body, template)
        self.folding.take(self._body)
        self.setWidget(self._body)
        self.freeze_titles(self.indicators)

    def _remove_body(self) -> None:
        """Take the page of another template away."""
        if self._body is None:
            return
        # What is half typed there belongs to a form that is open no more.
        for field in self._text_fields():
            field.forget()
        for grid in self.grids:
            grid.forget_open_editor()
        # Not at once: the click that asked for another template may have been on a button of it.
        self._left_body = self.takeWidget()
        self._left_body.deleteLater()

    def _keep_widths(self, name: str, widths: tuple[int, ...]) -> None:
        self.widths[name] = widths
        self.widths_drawn.emit(name, widths)

    def forget_widths(self) -> None:
        """Give every column of the open form the width that the template has for it."""
        for grid in self.grids:
            grid.use_widths(())
            if self._template is not None:
                self._keep_widths(f"{self._template.id}.{grid.block_key}", ())

    def _listen(self, body: PageBody, template: Template) -> None:
        body.header.state_chosen.connect(self.state_chosen)
        body.header.reached.connect(self._show_field)
        body.banners.unlocking_wanted.connect(self.unlocking_wanted)
        body.banners.kept_wanted.connect(self.kept_wanted)
        body.banners.difference_wanted.connect(self.difference_wanted)
        body.banners.newer_wanted.connect(self.newer_wanted)
        for grid in body.grids:
            grid.entries.stops_everywhere = self._stops_everywhere
            name = f"{template.id}.{grid.block_key}"
            grid.use_widths(self.widths.get(name, ()))
            grid.widths_drawn.connect(partial(self._keep_widths, name))
            grid.refused.connect(self.refused)
            grid.pasted.connect(self.pasted)
            grid.cursor_moved.connect(self._show_cursor)
            grid.selection_described.connect(self.selection_described)
            grid.menu_wanted.connect(partial(self.menu_wanted.emit, grid))
            grid.remedies_wanted.connect(self.remedies_wanted)
            if isinstance(grid, RowsGrid):
                # For their keys.
                grid.addActions(self._row_actions)
            if isinstance(grid, IndicatorGrid):
                grid.group_left.connect(self.group_left)
            grid.show_found(self._found)
        for field in self._text_fields():
            field.found = self._found
            field.returned.connect(self._show_field)
            field.refused.connect(self.refused)

    def _show_field(self, field: QWidget) -> None:
        self.bring_into_sight(field, field.rect())

    def _show_cursor(self, place: QRect) -> None:
        grid = self.sender()
        if isinstance(grid, CellGrid):
            self.bring_into_sight(grid.viewport(), place)

    def _focused_grid(self) -> CellGrid | None:
        focus = QApplication.focusWidget()
        has_it = (
            one for one in self.grids if focus is not None and (one is focus or one.isAncestorOf(focus))
        )
        return next(has_it, None)

    def _rows_grid(self) -> RowsGrid | None:
        """Return the grid with rows of the user's own that has the keyboard, else the indicators."""
        focused = self._focused_grid()
        return focused if isinstance(focused, RowsGrid) else self.indicators

    def _text_fields(self) -> list[FormField]:
        """Return the fields that are typed into, from the top to the bottom."""
        return [field.line if isinstance(field, ChoiceField) else field for field in self._fields.values()]

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        if after is not None and after.template is not self._template:
            self._build(after.template)
        if after is not None and self._body is not None and self._body.isHidden():
            self._body.show()
        if self._body is not None:
            self._body.signals.changed.emit(notification)
        if after is None and self._body is not None:
            # Not before the grids know of it: an editor that is hidden commits what is in it.
            self._body.hide()
        if after is not None and (before is None or before.form_id != after.form_id):
            self.folding.begin_anew()
            self.verticalScrollBar().setValue(0)
