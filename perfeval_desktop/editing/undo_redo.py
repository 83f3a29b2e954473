"""Undo and redo over the open form and the project tree, the latest change first."""

from dataclasses import replace

from perfeval_desktop.editing.form_writer import FormWriter, SavedChange, batch_edit
from perfeval_desktop.editing.open_form import OpenForm
from perfeval_desktop.editing.partly_done import telling_what_is_done
from perfeval_desktop.editing.undo_stacks import UndoStacks
from perfeval_desktop.editing.undo_steps import FormUndoStep, ProjectUndoStep, UndoOrRedo, new_mark
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.step_log import StoreWithSteps
from perfeval_desktop.store import FormSummary, RevisionKind


class UndoRedo:
    """Undoes and redoes the next step, be it one of the open form or of the project tree."""

    def __init__(
        self, store: StoreWithSteps, *, writer: FormWriter, undo_stacks: UndoStacks, open_form: OpenForm
    ) -> None:
        self._store = store
        self._writer = writer
        self._undo_stacks = undo_stacks
        self._open_form = open_form

    @property
    def undo_label(self) -> str | None:
        """What would be undone next, in words; a pending commit comes first."""
        step = self._open_form.pending or self._next_step(RevisionKind.UNDO)
        return step.label if step else None

    @property
    def redo_label(self) -> str | None:
        """What would be redone next, in words; nothing while a commit is pending."""
        step = None if self._open_form.pending else self._next_step(RevisionKind.REDO)
        return step.label if step else None

    def run(self, kind: UndoOrRedo) -> bool:
        """Undo or redo the next step, ``False`` where there is none; a pending commit is saved first."""
        self._open_form.save_pending()
        step = self._next_step(kind)
        if step is None:
            return False
        if isinstance(step, FormUndoStep):
            self._run_step(kind, step)
        else:
            self._run_project_step(kind, step)
        return True

    def _next_step(self, kind: UndoOrRedo) -> FormUndoStep | ProjectUndoStep | None:
        stored = self._open_form.stored
        return self._undo_stacks.next_step(kind, stored.form_id if stored else None)

    def _run_step(self, kind: UndoOrRedo, step: FormUndoStep) -> None:
        try:
            change = self._writer.undo_or_redo(kind, self._open_form.require_stored(), step.label)
        except StorageError as error:
            if error.kind is StorageErrorKind.CONFLICT:
                # So that the next undo is one of what is there.
                self._open_form.reload()
            raise
        self._open_form.follow([change])

    def _run_project_step(self, kind: UndoOrRedo, step: ProjectUndoStep) -> None:
        is_undo = kind is RevisionKind.UNDO
        mark = new_mark(step.label, undone=step.id) if is_undo else new_mark(step.label, redone=step.id)
        move, numbers, lines = None, list[int](), tuple[FormSummary, ...]()
        changes: list[SavedChange] = []
        try:
            with self._store.marking(mark), telling_what_is_done(changes, len(step.edit.form_ids)):
                if step.move is not None:
                    move = step.move.inverse if is_undo else step.move
                    number, lines = self._writer.move(move, step.label)
                    numbers.append(number)
                for form_id in step.edit.form_ids:
                    changes.append(self._writer.undo_or_redo_by_id(kind, form_id, step.label))  # noqa: PERF401  # kept where one fails
        finally:
            # Where one form is refused, those before it stay undone (or redone).
            done = [one for one in changes if one]
            numbers += [one.saved.number for one in done]
            if numbers:
                result = replace(step, number=max(numbers), edit=batch_edit(done), id=mark.id)
                self._undo_stacks.of_projects.record(kind, step, result)
                self._open_form.follow(done, move=move, lines=lines)
