"""The log of a form with the states it went through, each worked out when it is first looked at."""

from collections.abc import Sequence

from perfeval_desktop.domain.form import Form
from perfeval_desktop.editing.undo_steps import applied
from perfeval_desktop.store import Revision


class FormLog:
    """The ``revisions`` of a form, oldest first, the last of which led to the form as it is, ``present``.

    States are walked back from there and kept: most of them share most of their rows. A state that cannot be
    had, as the file was changed behind our back, raises :class:`StorageError`.
    """

    def __init__(self, present: Form, revisions: Sequence[Revision]) -> None:
        self.present = present
        self.revisions = tuple(revisions)
        # The form as it was after each revision, from the newest on.
        self._states = [present]
        self._places = {one.number: place for place, one in enumerate(self.revisions)}

    def after(self, number: int) -> Form:
        """Return the form as it was after revision ``number``."""
        return self._state(self._places[number] + 1)

    def before(self, number: int) -> Form:
        """Return the form as it was before revision ``number``."""
        return self._state(self._places[number])

    def _state(self, count: int) -> Form:
        """Return the form after the first ``count`` revisions."""
        wanted = len(self.revisions) - count
        while len(self._states) <= wanted:
            patch = self.revisions[-len(self._states)].patch
            form = self._states[-1]
            self._states.append(applied(patch.inverse, form) if patch else form)
        return self._states[wanted]
