"""What a monkey folds and unfolds: money and goals, by command, by arrow, while one types in them."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from faults.figures import Failure, Figures
from faults.monkey_desk import Desk
from faults.monkey_keyboard import type_text
from faults.random_work import TEMPLATES, text
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.section import FoldingSection, SectionKind

_LEFT = Qt.MouseButton.LeftButton


class FoldingActions:
    """Things done to the sections of the page; each returns how it was done, in words."""

    def __init__(self, desk: Desk, figures: Figures, random: Random) -> None:
        self._desk, self._figures, self._random = desk, figures, random

    @property
    def things(self) -> tuple[tuple[Callable[[], object], int], ...]:
        """What there is to do, each with how often."""
        return ((self.fold, 5), (self.go_into_fold, 2))

    def fold(self) -> str:
        """Fold or unfold a section; sometimes while something is typed in it."""
        found = self._section()
        if found is None:
            return "no section"
        kind, section = found
        typed = self._type_in(section) if self._random.random() < 0.4 else ""
        is_folded, actions = section.is_folded, self._desk.window.actions_
        match self._random.randrange(3):
            case 0:
                action = actions.fold_funding if kind is SectionKind.FUNDING else actions.fold_goals
                action.trigger()
            case 1:
                QTest.mouseClick(section._arrow, _LEFT)
            case _:
                QTest.mouseClick(section.summary if is_folded else section._arrow, _LEFT)
        body = self._desk.window.editor._body
        if body is None or body.is_folded(kind) is is_folded:
            self._figures.fail(Failure.WRONG, f"{kind} stays as it was: folded {is_folded}")
        return f"{kind} folded {not is_folded}, {typed!r} typed"

    def go_into_fold(self) -> str:
        """Go to a cell of a section that is folded, as a finding does: it must be seen then."""
        found = self._section()
        place = None if found is None else self._place_in(found[1])
        if found is None or place is None:
            return "no section"
        found[1].fold(is_folded=True)
        self._desk.window.go_to(place)
        if found[1].is_folded:
            self._figures.fail(Failure.WRONG, f"{place.path} is gone to and not seen")
        return place.path

    # -- inside ------------------------------------------------------------------------------------------

    def _section(self) -> tuple[SectionKind, FoldingSection] | None:
        window = self._desk.window
        body = window.editor._body
        if self._desk.session.shown is None or body is None or not body.sections:
            return None
        window.tabs.setCurrentWidget(window.editor)
        return self._random.choice(body.sections)

    def _type_in(self, section: FoldingSection) -> str:
        place = self._place_in(section)
        if place is None:
            return ""
        self._desk.window.go_to(place)
        if self._desk.goes_back():
            return ""
        typed = text(self._random, 6)
        type_text(self._desk.focus, typed)
        return typed

    def _place_in(self, section: FoldingSection) -> Place | None:
        """Return a cell of a section by chance."""
        form, editor = self._desk.session.present, self._desk.window.editor
        if form is None:
            return None
        places = [
            Place(block.key, row, column.key)
            for block in TEMPLATES[form.template.id].blocks
            for row in row_ids(block, form)
            for column in block.columns
        ]
        inside = [place for place in places if section.holds(self._widget(place))]
        return self._random.choice(inside) if inside and editor.isVisible() else None

    def _widget(self, place: Place) -> QWidget | None:
        """Return the field or the grid that a cell is in."""
        editor = self._desk.window.editor
        grids = (one for one in editor.grids if one.cells.index_of(place) is not None)
        return editor.field(place) or next(grids, None)
