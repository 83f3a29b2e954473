"""Looks for what is typed in the texts of all forms while nobody types."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.errors import StorageError
from perfeval_desktop.search.text_search import FORMS_AT_ONCE, TextHit, text_hits
from perfeval_desktop.search.words import words_of
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId

# As long nothing must be typed before it begins.
_PATIENCE_MS = 200
# More nobody reads; who looks for something else types more.
MOST_TEXTS = 50
# For each hit a form is read, to name the place.
_HITS_AT_ONCE = 5
# One letter stands in every text.
_SHORTEST = 2


class TextSearcher(QObject):
    """Emits ``found`` with some :class:`TextHit` at a time, those of the forms named first at the beginning.

    ``ended`` is emitted when all forms were looked through or enough was found. A store that cannot be read
    ends it, too: whoever opens a form hears of that.
    """

    found = Signal(object)
    ended = Signal()

    def __init__(self, session: EditingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words: tuple[str, ...] = ()
        self._forms: Callable[[], Sequence[FormId]] = tuple
        self._form_ids: Sequence[FormId] = ()
        self._next = self._number = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_searching(self) -> bool:
        """Whether there may be more to come."""
        return self._timer.isActive()

    def search(self, typed: str, forms: Callable[[], Sequence[FormId]]) -> None:
        """Look for ``typed`` from now on, in ``forms``, which are asked for once it begins."""
        self.stop()
        self._words, self._forms = words_of(typed), forms
        self._next = self._number = 0
        if sum(map(len, self._words)) >= _SHORTEST:
            self._timer.start(_PATIENCE_MS)

    def stop(self) -> None:
        """Look for nothing more."""
        self._timer.stop()

    def _go_on(self) -> None:
        if self._next == 0:
            self._form_ids = self._forms()
        hits = self._look_on()
        self._number += len(hits)
        if self._next < len(self._form_ids) and self._number < MOST_TEXTS:
            self._timer.start(0)
        if hits:
            self.found.emit(hits)
        if not self.is_searching:
            self.ended.emit()

    def _look_on(self) -> Sequence[TextHit]:
        part = self._form_ids[self._next : self._next + FORMS_AT_ONCE]
        try:
            hits = text_hits(self._session, part, self._words, most=_HITS_AT_ONCE)
        except StorageError:
            self._next = len(self._form_ids)
            return ()
        is_whole = len(hits) < _HITS_AT_ONCE
        self._next += len(part) if is_whole else part.index(hits[-1].form_id) + 1
        return hits
