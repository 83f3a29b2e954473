"""Goes from place to place where something stands in the open form, and replaces it there."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import YEAR, place_orders
from perfeval_desktop.find_replace.form_matches import Match, matches
from perfeval_desktop.find_replace.matcher import Matcher, Span
from perfeval_desktop.find_replace.query import Query
from perfeval_desktop.find_replace.replacing import label, number_of, replacements, with_replacements
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.page import FormPage
from perfeval_ui.session_signals import SessionSignals

# While one types in a cell the places are looked up again a little later.
_LATER_MS = 150


class Spot(NamedTuple):
    """One time that the text stands in a cell."""

    match: Match
    span: Span


class Done(NamedTuple):
    """How many places were replaced, and how many were left: figures and choices."""

    replaced: int
    left: int


class FormFinder(QObject):
    """Keeps the places of ``page`` where a query stands, marks them, and goes from one to the next.

    ``moved`` is emitted when the places or the current one are others. The current one is the ``number``-th,
    from 0, ``None`` before one was gone to.
    """

    moved = Signal()

    def __init__(self, signals: SessionSignals, page: FormPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: EditingSession = signals.session
        self._page = page
        self._matcher: Matcher | None = None
        self._start: Place | None = None
        self.spots: Sequence[Spot] = ()
        self.number: int | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.renew)
        signals.changed.connect(self._follow)

    @property
    def current(self) -> Spot | None:
        """The spot that was gone to last."""
        return None if self.number is None else self.spots[self.number]

    def seek(self, query: Query, start: Place | None) -> None:
        """Look for another query, and go to the first spot from the cell ``start`` on."""
        self._matcher, self._start = Matcher(query), start
        self.number = None
        self.renew()
        if self.spots:
            self._go(self._first_from(start))

    def stop(self) -> None:
        """Look for nothing more, and mark nothing."""
        self._matcher, self.spots, self.number = None, (), None
        self._later.stop()
        self._page.mark_found((), _nowhere, None)

    def renew(self) -> None:
        """Look up the places in the form as it is now; the current one stays where it is still there."""
        self._later.stop()
        matcher, shown, before = self._matcher, self._session.shown, self.current
        if matcher is None:
            return
        found = matches(shown.template, shown.form, matcher) if shown is not None else ()
        self.spots = [Spot(match, span) for match in found for span in match.spans]
        self.number = None if before is None else self._number_of(before)
        self._mark()

    def go_on(self, step: int) -> None:
        """Go to the next spot, or the one before (-1); behind the last comes the first."""
        self.renew()
        if not self.spots:
            return
        if self.number is None:
            self._go(self._first_from(self._start))
        else:
            self._go((self.number + step) % len(self.spots))

    def replace_current(self, to: str, *, with_figures: bool) -> Done:
        """Replace the current spot alone, then go to the next one."""
        # What was changed a moment ago is not looked up yet.
        self.renew()
        spot = self.current
        if spot is None:
            self.go_on(1)
            return Done(0, 0)
        done = self._replace([spot.match._replace(spans=(spot.span,))], to, with_figures=with_figures)
        self.renew()
        if done.replaced:
            self._go_behind(spot.match.place, spot.span.start + len(to))
        else:
            self.go_on(1)
        return done

    def replace_all(self, to: str, *, with_figures: bool) -> Done:
        """Replace all spots as one change."""
        self.renew()
        found = list(dict.fromkeys(spot.match for spot in self.spots))
        done = self._replace(found, to, with_figures=with_figures)
        self.renew()
        return done

    # -- inside ------------------------------------------------------------------------------------------

    def _replace(self, found: Sequence[Match], to: str, *, with_figures: bool) -> Done:
        shown, matcher = self._session.shown, self._matcher
        if shown is None or matcher is None:
            return Done(0, 0)
        cells, left = replacements(shown.template, self._session.base, found, to, with_figures=with_figures)
        changed, _ = with_replacements(self._session.base, cells)
        number = number_of(cells)
        if changed != self._session.base:
            self._session.commit(changed, label(matcher.query.text, to, number))
        return Done(number, left)

    def _go(self, number: int) -> None:
        self.number, self._start = number, self.spots[number].match.place
        self._page.reveal(self._start)
        self._mark()

    def _go_behind(self, place: Place, at: int) -> None:
        """Go to the first spot that begins at ``at`` in a cell, or later."""
        if self.spots:
            self._go(self._first_behind(place, at))

    def _first_from(self, place: Place | None) -> int:
        return 0 if place is None or place == YEAR else self._first_behind(place, 0)

    def _first_behind(self, place: Place, at: int) -> int:
        """Return the number of the first spot that is not before a character of a cell, else 0."""
        shown = self._session.shown
        assert shown is not None  # noqa: S101  # there are spots
        order = place_orders(shown.template, shown.form)
        limit = order(place), at
        ranks = ((order(one.match.place), one.span.start) for one in self.spots)
        return next((number for number, rank in enumerate(ranks) if rank >= limit), 0)

    def _number_of(self, before: Spot) -> int | None:
        """Return which spot is the one there was before, ``None`` where it is gone."""
        key = before.match.place, before.span.start
        return next(
            (number for number, one in enumerate(self.spots) if (one.match.place, one.span.start) == key),
            None,
        )

    def _mark(self) -> None:
        current = self.current
        places = [spot.match.place for spot in self.spots]
        spans_of = self._matcher.spans if self._matcher is not None else _nowhere
        self._page.mark_found(places, spans_of, None if current is None else current.match.place)
        self.moved.emit()

    def _follow(self) -> None:
        if self._matcher is not None:
            self._later.start()


def _nowhere(_: str) -> tuple[Span, ...]:
    return ()
