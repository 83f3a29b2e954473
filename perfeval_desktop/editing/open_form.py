"""The open form: previews of it, commits, and what could not be saved."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import apply, difference
from perfeval_desktop.editing.final_forms import check_not_final
from perfeval_desktop.editing.form_writer import FormWriter, SavedChange
from perfeval_desktop.editing.notifications import Notifier
from perfeval_desktop.editing.undo_stacks import UndoStacks
from perfeval_desktop.editing.undo_steps import RecycleBinMove, applied
from perfeval_desktop.errors import EntryError, StorageError, StorageErrorKind
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.held_form import HeldForm
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.store import FormId, FormSummary, Store, StoredForm
from perfeval_desktop.unsaved_work import TypedText
from perfeval_desktop.version_name import VersionName


@dataclass(frozen=True, slots=True)
class PendingCommit:
    """A commit that the store refused, and why."""

    form: Form
    label: str
    save_error: StorageError


class OpenForm:
    """The form on the screen: as ``stored``, and as ``shown``; both are ``None`` while no form is open.

    ``pending`` is the commit that could not be saved. While there is one, its value is what is shown, and
    whatever would leave it behind saves it first, or is refused itself. ``typed`` is the text of an open
    editor, which is shown, too, if it can stand. ``lock`` is the lock line that it was behind when it was
    opened: nobody is locked out of what he is typing.
    """

    def __init__(
        self,
        store: Store,
        evaluator: FormEvaluator,
        *,
        writer: FormWriter,
        undo_stacks: UndoStacks,
        notifier: Notifier,
    ) -> None:
        self._store = store
        self._evaluator = evaluator
        self._writer = writer
        self._undo_stacks = undo_stacks
        self._notifier = notifier
        self.stored: StoredForm | None = None
        self.shown: EvaluatedForm | None = None
        self.pending: PendingCommit | None = None
        self.typed: TypedText | None = None
        self.lock: LockLine | None = None

    def require_stored(self) -> StoredForm:
        """Return the open form as stored. Raises :class:`RuntimeError` where no form is open."""
        if self.stored is None:
            raise RuntimeError("no form is open")
        return self.stored

    @property
    def base(self) -> Form:
        """The form that the next change starts from: the pending one, else the saved one."""
        return self.pending.form if self.pending else self.require_stored().form

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed, or refused by the store, that is not saved."""
        return self.typed is not None or self.pending is not None

    def held(self) -> HeldForm | None:
        """Return the open form with what is pending in it. Raises as :meth:`open` does."""
        if self.stored is None:
            return None
        entry = self._evaluator.evaluate_stored(self.stored, self.base).entry
        return HeldForm(self.stored, entry, self.pending.label if self.pending else "", self._writer.by)

    def open(self, form_id: FormId) -> None:
        """Show a form in the place of the open one."""
        before = self.shown
        stored = self._store.load(form_id)
        shown = self._evaluator.evaluate_stored(stored, stored.form)
        # Read now, so that no question for a label can fail.
        self._undo_stacks.of_form(stored)
        self._undo_stacks.read_steps()
        self.lock = self._writer.locks.line_of(stored)
        self._show(stored, shown)
        self._notifier.notify(before, self.shown)

    def close(self) -> None:
        """Let no form be open. What is pending is dropped: save it before."""
        before = self.shown
        self._clear()
        self._notifier.notify(before, None)

    def preview(self, changed: Form | None, typed: TypedText | None = None) -> None:
        """Show the form as ``changed``, without saving it; ``None`` shows the pending or saved one again.

        ``typed`` is the text of the editor that changed it, or could not.
        """
        before, stored = self.shown, self.require_stored()
        form = self.base if changed is None else changed
        check_not_final(stored.outline.project, stored.form, form)
        shown = self._evaluator.evaluate_stored(stored, form)
        self.typed = typed
        self.shown = replace(shown, save_error=self.pending.save_error) if self.pending else shown
        patch = None if before is None else difference(before.form, form)
        self._notifier.notify(before, self.shown, patch=patch)

    def commit(self, changed: Form, label: str) -> bool:
        """Save the form as ``changed`` and return ``True``; where the store refuses, it is pending."""
        stored = self.require_stored()
        try:
            with self._undo_stacks.beside_steps():
                change = self._writer.edit(stored, changed, label)
            if change:
                self.follow([change])
            else:
                self.discard_pending()
        except StorageError as trouble:
            if trouble.kind is StorageErrorKind.CONFLICT and self._is_pending_saved():
                return self.commit(changed, label)
            self.pending = PendingCommit(changed, label, trouble)
            self.preview(None)
            return False
        return True

    def retry(self) -> bool:
        """Try once more to save what is pending; ``True`` when nothing is (any more)."""
        return self.commit(self.pending.form, self.pending.label) if self.pending else True

    def save_pending(self) -> None:
        """Save what is pending, or raise why that is still impossible."""
        if self.pending and not self.retry():
            raise self.pending.save_error

    def discard_pending(self) -> None:
        """Give up what is pending, and show what is saved; raises where that cannot be read."""
        if self.pending and self.pending.save_error.kind is StorageErrorKind.CONFLICT:
            self._load_anew()
        self.pending = None
        self.preview(None)

    def reload(self) -> bool:
        """Load form and undo history anew, and save what is pending on top; return as :meth:`commit`.

        What was changed elsewhere meanwhile is kept where the pending change leaves it alone, and in the log.
        Raises :class:`StorageError` with what is pending as it was.
        """
        before, pending = self.require_stored(), self.pending
        present = self._load_anew()
        if pending is None:
            self.preview(None)
            return True
        return self.commit(_moved(pending.form, before.form, present.form), pending.label)

    def revert_to(self, number: int, label: str) -> bool:
        """Commit the form as it was after revision ``number`` of its log; what is pending is saved first.

        Its state stays: whether a form is handed on is another matter than what it says.
        """
        if not self.retry():
            return False
        stored = self.require_stored()
        form = stored.form
        for revision in reversed(self._store.revisions(stored.form_id)):
            if revision.number <= number:
                break
            form = applied(revision.patch.inverse, form)
        kept = replace(form, state=stored.form.state).with_made(stored.form.made)
        return self.commit(kept, label)

    def name_version(self, name: VersionName, number: int) -> None:
        """Name the form as it is saved or, unless it is 0, the state named by revision ``number``."""
        self.save_pending()
        if not (number or name.name):
            raise EntryError("请给这个版本起一个名称，例如：送审稿。")
        stored = self.require_stored()
        if number:
            self._store.rename_version(stored.form_id, number, name.label)
        else:
            self._store.name_versions([stored.form_id], name.label, by=self._writer.by)
        self.notify_unchanged(listed=(stored.summary,))

    def unlock(self) -> None:
        """Let the form be changed although it is behind a lock line; the log says so."""
        if self.lock is not None:
            self.name_version(self.lock.note, 0)
            self.renew_lock()

    def renew_lock(self) -> None:
        """Hold the form against the lock lines as they are now, unless something of it is not saved."""
        if self.stored is not None and not self.has_unsaved:
            self.lock = self._writer.locks.line_of(self.stored)
            # Listed, so that whoever shows what can be done with it asks again.
            self.notify_unchanged(listed=(self.stored.summary,))

    def follow(
        self,
        changes: Iterable[SavedChange] = (),
        *,
        move: RecycleBinMove | None = None,
        lines: tuple[FormSummary, ...] = (),
    ) -> None:
        """Notify of forms that were edited and saved, and of those that were moved, with their ``lines``.

        The open form, if it was edited, is shown as saved; if it is in the recycle bin now, it is closed.
        """
        before, patch = self.shown, None
        listed = [*lines]
        for change in changes:
            if before is not None and before.form_id == change.form_id:
                self._show(change.saved.stored, change.shown)
                patch = change.patch_from(before.form)
            listed.append(change.saved.stored.summary)
        unlisted = move.form_ids if move and move.into_bin else ()
        if before is not None and before.form_id in unlisted:
            self._clear()
        self._notifier.notify(before, self.shown, listed=tuple(listed), unlisted=unlisted, patch=patch)

    def notify_unchanged(
        self, *, listed: tuple[FormSummary, ...] = (), unlisted: tuple[FormId, ...] = ()
    ) -> None:
        """Notify of a change of the project tree that leaves the open form as it is."""
        self._notifier.notify(self.shown, self.shown, listed=listed, unlisted=unlisted)

    def _load_anew(self) -> StoredForm:
        form_id = self.require_stored().form_id
        stored = self._store.load(form_id)
        is_listed = self._store.unit_year_of(form_id) is not None
        self._undo_stacks.read_anew(stored)
        self.stored = stored
        self.notify_unchanged(listed=(stored.summary,) if is_listed else ())
        return stored

    def _is_pending_saved(self) -> bool:
        """Whether what is pending is in the store all the same; then it is pending no more."""
        if self.pending is None:
            return False
        with suppress(StorageError):
            present = self._store.load(self.require_stored().form_id)
            if present.form == self.pending.form:
                self._load_anew()
                self.pending = None
                return True
        return False

    def _show(self, stored: StoredForm, shown: EvaluatedForm) -> None:
        self.stored, self.shown, self.pending, self.typed = stored, shown, None, None

    def _clear(self) -> None:
        self.stored = self.shown = self.pending = self.typed = None


def _moved(form: Form, before: Form, present: Form) -> Form:
    """Return ``present`` with the change from ``before`` to ``form``; where it does not fit, ``form``."""
    try:
        return apply(difference(before, form), present)
    except ValueError:
        return form
