"""What is marked on the page because it was looked for: cells and fields ask for it when they are painted."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from perfeval_desktop.domain.form import Place
from perfeval_ui.theme import Tint, tint

Stretch = tuple[int, int]
_OTHER, _CURRENT = 64, 120


class FoundMarks:
    """The ``places`` in which something stands that is looked for; nothing while there are none.

    ``spans_of`` returns the stretches of a text that are looked for. ``current`` is the place gone to last.
    """

    def __init__(self) -> None:
        self.places: frozenset[Place] = frozenset()
        self.current: Place | None = None
        self.spans_of: Callable[[str], Sequence[Stretch]] = lambda _: ()

    def at(self, place: Place | None, text: str, palette: QPalette) -> "Mark | None":
        """Return how ``text``, which is shown at ``place``, is marked; ``None`` where it is not."""
        if place not in self.places:
            return None
        is_current = place == self.current
        return Mark(tuple(self.spans_of(text)), _colour(palette, is_current=is_current), is_current)

    def set(
        self, places: Iterable[Place], spans_of: Callable[[str], Sequence[Stretch]], current: Place | None
    ) -> None:
        """Mark other places."""
        self.places, self.spans_of, self.current = frozenset(places), spans_of, current


class Mark(NamedTuple):
    """The stretches of a text that are marked, all of its cell where there are none, and the ground there."""

    spans: tuple[Stretch, ...]
    colour: QColor
    is_current: bool


def _colour(palette: QPalette, *, is_current: bool) -> QColor:
    """Return what is laid over the ground, behind the text."""
    found = palette.color(QPalette.ColorRole.Highlight) if is_current else tint(palette, Tint.WARNING)
    found.setAlpha(_CURRENT if is_current else _OTHER)
    return found
