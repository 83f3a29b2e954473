"""Which parts of the page are folded: as the user has said, else by how high the window is."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from perfeval_ui.form_page.page_body import PageBody
from perfeval_ui.form_page.section import SectionKind


class Folding(QObject):
    """Folds and unfolds the sections of a page, and of the next one that takes its place.

    ``folded`` carries a kind of section and whether the user has folded or unfolded it.
    """

    folded = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._body: PageBody | None = None
        self._chosen: dict[SectionKind, bool] = {}
        self._is_low = False

    def take(self, body: PageBody) -> None:
        """Fold the sections of a new page as those of the one before."""
        self._body = body
        for kind, section in body.sections:
            section.toggled.connect(partial(self._choose, kind))
        self.begin_anew()

    def begin_anew(self) -> None:
        """Fold what was only unfolded for the keyboard to go there: another form is open."""
        for kind in SectionKind:
            is_folded = self._chosen.get(kind, self._is_low)
            if self._body is not None and not (is_folded and self._body.holds_focus(kind)):
                self._body.fold(kind, is_folded=is_folded)

    def fold(self, kind: SectionKind, *, is_folded: bool) -> None:
        """Fold or unfold a part of the page, now and on the pages of other templates."""
        self._chosen[kind] = is_folded
        if self._body is not None:
            self._body.fold(kind, is_folded=is_folded)

    def turn(self, kind: SectionKind) -> None:
        """Fold a part of the page that is unfolded, and the other way round, as its arrow does."""
        if self._body is not None and self._body.has(kind):
            self._choose(kind, not self._body.is_folded(kind))

    def fold_where_low(self, *, is_low: bool) -> None:
        """Fold on a low window what the user has never folded or unfolded: the indicators come into sight."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.begin_anew()

    def unfold(self, widget: QWidget) -> None:
        """Let a widget be seen that the keyboard goes to."""
        section = self._body.section_of(widget) if self._body is not None else None
        if section is not None:
            section.fold(is_folded=False)

    def _choose(self, kind: SectionKind, is_folded: bool) -> None:  # noqa: FBT001  # what a signal tells
        self.fold(kind, is_folded=is_folded)
        self.folded.emit(kind, is_folded)
