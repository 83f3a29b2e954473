"""Keeps what is not saved of the open form, so that a crash cannot take it, and gives it back afterwards.

When it is time to keep something, whoever has a timer says; what is saved is forgotten at once.
"""

from collections.abc import Callable
from datetime import datetime

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.clock import now
from perfeval_desktop.unsaved_work import LeftWork, OfferedWork, UnsavedWork, UnsavedWorks, WayBack


class WorkKeeper:
    """Keeps the unsaved work of ``session`` in ``works``; one of each belongs to one open store."""

    def __init__(
        self, session: EditingSession, works: UnsavedWorks, *, clock: Callable[[], datetime] = now
    ) -> None:
        self._session, self._works, self._clock = session, works, clock
        self._kept: UnsavedWork | None = None

    def follow(self) -> None:
        """Act on a notification of the session: what is saved, or given up, is forgotten."""
        if not self._session.has_unsaved:
            self._drop()

    def keep(self) -> None:
        """Keep what is not saved now; on the disk when this returns.

        Raises :class:`OutputError`; what was kept before stays kept then.
        """
        work = self._session.unsaved_work(self._clock())
        if work is None:
            self._drop()
        elif work != self._kept:
            self._works.keep(work)
            self._kept = work

    def close(self) -> None:
        """End with the store: what is still not saved then, the user has given up."""
        self._drop()
        self._works.close()

    def offers(self) -> list[OfferedWork]:
        """Return what crashes have left for the store, the oldest first; what is saved is forgotten."""
        found = [OfferedWork(left, self._session.prospect(left.work)) for left in self._works.left()]
        for offer in found:
            if offer.prospect.way is WayBack.SAVED:
                self._works.remove(offer.left)
        return [offer for offer in found if offer.prospect.way is not WayBack.SAVED]

    def put_back(self, left: LeftWork) -> bool:
        """Put work back into its form, to be undone as one step; return and raise as the session does.

        It is forgotten only once it is saved.
        """
        is_saved = self._session.put_back(left.work)
        if is_saved:
            self._works.remove(left)
        return is_saved

    def discard(self, left: LeftWork) -> None:
        """Forget work that is not wanted."""
        self._works.remove(left)

    def _drop(self) -> None:
        if self._kept is not None:
            self._works.drop()
            self._kept = None
