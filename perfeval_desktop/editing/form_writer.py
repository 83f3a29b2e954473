"""Saves changes of forms, and pushes them on the undo stack of the form."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.domain.template import Template
from perfeval_desktop.editing.final_forms import becomes_final, check_not_final, unfinished_error
from perfeval_desktop.editing.locks import Locks
from perfeval_desktop.editing.undo_stacks import UndoStacks
from perfeval_desktop.editing.undo_steps import BatchEdit, FormUndoStep, RecycleBinMove, UndoOrRedo
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.step_log import StoreWithSteps
from perfeval_desktop.store import Arrival, Entry, FormId, FormSummary, RevisionKind, Saved, StoredForm


@dataclass(frozen=True, slots=True)
class SavedChange:
    """A form before and after a change, and as it is shown now; falsy where there was nothing to save."""

    before: StoredForm
    saved: Saved
    shown: EvaluatedForm

    def __bool__(self) -> bool:
        return bool(self.saved.patch)

    @property
    def form_id(self) -> FormId:
        """Which form it is."""
        return self.before.form_id

    def patch_from(self, seen: Form) -> Patch:
        """Return the patch from what was on the screen, perhaps a preview, to what is saved now."""
        return self.saved.patch if seen is self.before.form else difference(seen, self.saved.stored.form)


def batch_edit(changes: Iterable[SavedChange]) -> BatchEdit:
    """Return saved changes of several forms as one edit."""
    return BatchEdit({one.form_id: one.saved.number for one in changes})


class FormWriter:
    """Writes forms to the store; ``by`` is whose changes these are, as the log names them.

    Raises what store and templates raise, and :class:`FinalFormError` where the form is final and more than
    its state would change. What came of a change is returned and not read again: reading could fail.
    """

    def __init__(
        self, store: StoreWithSteps, evaluator: FormEvaluator, undo_stacks: UndoStacks, *, by: str
    ) -> None:
        self.by = by
        self.locks = Locks(store)
        self._store = store
        self._evaluator = evaluator
        self._undo_stacks = undo_stacks

    def edit(
        self, stored: StoredForm, form: Form, label: str, *, despite_errors: bool = False
    ) -> SavedChange:
        """Save ``form`` in the place of ``stored``. Equal forms save nothing.

        Raises :class:`UnfinishedFormError` where it would become final with errors, unless
        ``despite_errors``.
        """
        shown = self._checked(stored, form)
        if becomes_final(stored.form, form) and shown.errors and not despite_errors:
            raise unfinished_error([(shown.facts.project, shown.errors)])
        return self._save(stored, shown, RevisionKind.EDIT, label)

    def edit_by_id(
        self, form_id: FormId, change: Callable[[Form], Form], label: str, *, despite_errors: bool
    ) -> SavedChange:
        """Save what ``change`` makes of the form ``form_id``; otherwise like :meth:`edit`.

        Raises :class:`LockedFormError` for a form behind a lock line. An open one asks before it is changed.
        """
        stored = self._store.load(form_id)
        changed = change(stored.form)
        self.locks.check(stored, changed)
        return self.edit(stored, changed, label, despite_errors=despite_errors)

    def undo_or_redo(self, kind: UndoOrRedo, stored: StoredForm, label: str) -> SavedChange:
        """Undo or redo the next step of a form; there must be one.

        Raises :class:`StorageError` CONFLICT where somebody else has changed the form: the step is another.
        """
        is_current = self._undo_stacks.is_current(stored)
        undo_stack = self._undo_stacks.of_form(stored)
        if not is_current:
            raise StorageError(
                StorageErrorKind.CONFLICT,
                f"“{stored.outline.project}”已在别处改动过，没有撤销或恢复。请先看看现在的内容，再试一次。",
            )
        form = undo_stack.apply_next(kind, stored.form)
        if form.state is stored.form.state:
            # A step that also made it final came from elsewhere as one, and goes as one.
            check_not_final(stored.outline.project, stored.form, form)
        return self._save(stored, self._evaluator.evaluate_stored(stored, form), kind, label)

    def undo_or_redo_by_id(self, kind: UndoOrRedo, form_id: FormId, label: str) -> SavedChange:
        """Undo or redo the next step of the form ``form_id``; there must be one."""
        return self.undo_or_redo(kind, self._store.load(form_id), label)

    def take_in(
        self,
        forms: Iterable[Form | Arrival],
        changed: Mapping[FormId, Form],
        label: str,
        templates: Sequence[Template] = (),
    ) -> tuple[tuple[Saved, ...], tuple[SavedChange, ...]]:
        """Add forms to the store and save changed ones, all or nothing.

        What equals what is saved is left out. ``templates`` are those that forms from other stores were made
        with. Raises :class:`FinalFormError` where one of the changed ones is final, and
        :class:`LockedFormError` where one is behind a lock line.
        """
        self._evaluator.know(templates)
        entries = [*map(self._new_entry, forms)]
        before = [self._store.load(form_id) for form_id in changed]
        for stored, form in zip(before, changed.values(), strict=True):
            self.locks.check(stored, form)
        after = [self._checked(stored, form) for stored, form in zip(before, changed.values(), strict=True)]
        pairs = [
            (stored, shown) for stored, shown in zip(before, after, strict=True) if shown.form != stored.form
        ]
        # Read before: once the changes are saved, nothing may fail any more.
        for stored, _ in pairs:
            self._undo_stacks.of_form(stored)
        if not (entries or pairs):
            return (), ()
        taken = self._store.take_in(
            entries,
            [(stored, shown.entry) for stored, shown in pairs],
            label=label,
            by=self.by,
            templates=templates,
        )
        changes = tuple(
            SavedChange(stored, saved, shown)
            for (stored, shown), saved in zip(pairs, taken.changed, strict=True)
        )
        for change in changes:
            self._push_edit(change, label)
        return taken.created, changes

    def move(self, move: RecycleBinMove, label: str) -> tuple[int, tuple[FormSummary, ...]]:
        """Move forms, at least one, all or none.

        Return the number of the last revision, and the lines of the forms that are in the tree now.
        """
        if move.into_bin:
            return self._store.delete(move.form_ids, label=label, by=self.by)[-1], ()
        # Read before: once they have moved, nothing may fail any more.
        lines = {line.form_id: line for line in self._store.bin()}
        number = self._store.restore(move.form_ids, label=label, by=self.by)[-1]
        return number, tuple(lines[form_id] for form_id in move.form_ids)

    def _new_entry(self, new: Form | Arrival) -> Entry:
        form = new if isinstance(new, Form) else new.form
        entry = self._evaluator.evaluate(FormId(""), self._evaluator.with_template_digest(form)).entry
        return entry if isinstance(new, Form) else entry._replace(form_id=new.form_id, log=new.log)

    def _checked(self, stored: StoredForm, form: Form) -> EvaluatedForm:
        """Return what is to be saved in the place of ``stored``, which must not be final."""
        check_not_final(stored.outline.project, stored.form, form)
        return self._evaluator.evaluate_stored(
            stored, form if form == stored.form else self._evaluator.with_template_digest(form)
        )

    def _save(self, stored: StoredForm, shown: EvaluatedForm, kind: RevisionKind, label: str) -> SavedChange:
        # Read before: once the change is saved, nothing may fail any more.
        undo_stack = self._undo_stacks.of_form(stored)
        saved = self._store.save(stored, shown.entry, kind=kind, label=label, by=self.by)
        change = SavedChange(stored, saved, shown)
        if kind is RevisionKind.UNDO or kind is RevisionKind.REDO:
            undo_stack.record(kind, saved.number)
            undo_stack.rev = saved.stored.rev
        elif change:
            self._push_edit(change, label)
        return change

    def _push_edit(self, change: SavedChange, label: str) -> None:
        step = FormUndoStep(change.saved.number, label, change.saved.patch)
        self._undo_stacks.push_edit(change.form_id, step, rev=change.saved.stored.rev)
