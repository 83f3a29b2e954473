"""The lock lines as they are worked with: set, held against the open form, passed over on purpose."""

from collections.abc import Sequence

from perfeval_desktop.editing.form_writer import FormWriter
from perfeval_desktop.editing.open_form import OpenForm
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.step_log import StoreWithSteps


class Locking:
    """The lock lines of a store, and the open form behind one. Raises what the store does."""

    def __init__(self, store: StoreWithSteps, writer: FormWriter, open_form: OpenForm) -> None:
        self._store, self._writer, self._open_form = store, writer, open_form

    @property
    def line(self) -> LockLine | None:
        """The line that the open form is behind, ``None`` where it can be changed."""
        return self._open_form.lock if self._open_form.stored is not None else None

    def lines(self) -> list[LockLine]:
        """Return all lines, that of all years first."""
        return self._store.lock_lines()

    def set_lines(self, lines: Sequence[LockLine]) -> None:
        """Set these lines in the place of all others; what is pending is saved first. Cannot be undone."""
        self._open_form.save_pending()
        self._store.set_lock_lines(lines, by=self._writer.by)
        self._open_form.renew_lock()

    def unlock(self) -> None:
        """Let the open form be changed although it is behind a line; its log says so from then on."""
        self._open_form.unlock()
