"""Whether the window shows what the store holds: all forms of the tree, every cell of the open one."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from faults.contents import digest
from faults.monkey_desk import Desk
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.block_views import Field
from perfeval_ui.form_page.cell_grid.cells import APPEARANCE_ROLE, SEVERITY_ROLE
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.fields.choice_field import ChoiceField
from perfeval_ui.form_page.page import FormPage
from perfeval_ui.session_signals import FormSignals, SessionSignals
from perfeval_ui.startup.qt_application import discard

# The figures, how they look, what is typed, what is marked.
_ROLES = (APPEARANCE_ROLE, SEVERITY_ROLE, Qt.ItemDataRole.EditRole)


class Screen:
    """Holds a window against its store; a page beside it, never shown, is filled in anew each time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._signals: FormSignals | None = None
        self._page: FormPage | None = None

    def close(self) -> None:
        """End with the window."""
        if self._page is not None:
            discard(self._page)
        self._signals = self._page = None

    def is_saved(self) -> bool:
        """Whether what the session takes for saved is what the store holds."""
        shown, present = self._desk.session.shown, self._desk.session.present
        if shown is None or present is None or shown.save_error is not None:
            return True
        return digest(self._desk.store.load(shown.form_id).form) == digest(present)

    def differences(self) -> list[str]:
        """Return what the window shows otherwise than the store has it, in words."""
        return [*self._in_tree(), *self._on_page()]

    def _in_tree(self) -> Iterator[str]:
        tree = self._desk.window.tree
        if tree.model.awaited:
            return
        held = {one.form_id: one for one in tree.model.forms()}
        stored = {one.form_id: one for one in self._desk.session.summaries()}
        if held.keys() != stored.keys():
            yield f"the tree has {len(held)} forms, the store {len(stored)}"
        shown = self._desk.session.shown
        if shown is not None and shown.form_id not in stored:
            yield "a form that is not in the list"
        for form_id, summary in held.items():
            if form_id in stored and summary._replace(rev=0) != stored[form_id]._replace(rev=0):
                yield f"the tree has {summary}, the store {stored[form_id]}"

    def _on_page(self) -> Iterator[str]:
        session, window = self._desk.session, self._desk.window
        shown = session.shown
        if shown is None:
            return
        is_typing = session.has_unsaved
        right = shown if is_typing else session.evaluated(shown.form_id)
        page = self._filled_in(right)
        mine = window.editor.grids
        if [one.block_key for one in mine] != [one.block_key for one in page.grids]:
            yield "other grids"
            return
        for grid, other in zip(mine, page.grids, strict=True):
            yield from _in_grid(grid, other)
        for place, field in window.editor._fields.items():
            wanted = page.field(place)
            if wanted is not None and not is_typing and _written(field) != _written(wanted):
                yield f"{place.path} {_written(field)!r}, not {_written(wanted)!r}"
        if right.findings != shown.findings:
            yield "other findings"

    def _filled_in(self, right: EvaluatedForm) -> FormPage:
        """Return the page beside the window, with a form on it as if it were just opened."""
        if self._signals is None or self._signals.session is not self._desk.session:
            self.close()
            self._signals = FormSignals(self._desk.session)
            self._page = FormPage(cast("SessionSignals", self._signals), [])
        assert self._page is not None
        focus = QApplication.focusWidget()
        self._signals.changed.emit(Notification(None, None))
        self._signals.changed.emit(Notification(None, right))
        assert QApplication.focusWidget() is focus
        return self._page


def _written(field: Field) -> str:
    return (field.line if isinstance(field, ChoiceField) else field).written()


def _in_grid(grid: CellGrid, other: CellGrid) -> Iterator[str]:
    cells, wanted = grid.cells, other.cells
    size, right = (cells.rowCount(), cells.columnCount()), (wanted.rowCount(), wanted.columnCount())
    if size != right:
        yield f"{grid.block_key} of {size}, not {right}"
        return
    for row in range(size[0]):
        for column in range(size[1]):
            here, there = cells.index(row, column), wanted.index(row, column)
            for role in _ROLES:
                if cells.data(here, role) != wanted.data(there, role):
                    words = f"{cells.data(here, role)!r}, not {wanted.data(there, role)!r}"
                    yield f"{grid.block_key} {row} {column} {role!r}: {words}"
