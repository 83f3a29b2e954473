"""Undo and redo over the open form and the project tree, the latest change first."""

from dataclasses import replace

from perfeval_desktop.editing.form_writer import FormWriter, SavedChange, batch_edit
from perfeval_desktop.editing.open_form import OpenForm
from perfeval_desktop.editing.partly_done import telling_what_is_done
from perfeval_desktop.editing.undo_stacks import UndoStacks
from perfeval_desktop.editing.undo_steps import (
    BatchEdit,
    FormUndoStep,
    ProjectUndoStep,
    RecycleBinMove,
    UndoOrRedo,
)
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.store import RevisionKind


class UndoRedo:
    """Undoes and redoes the next step, be it one of the open form or of the project tree."""

    def __init__(self, writer: FormWriter, undo_stacks: UndoStacks, open_form: OpenForm) -> None:
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
        elif isinstance(step.change, RecycleBinMove):
            self._run_move(kind, step, step.change)
        else:
            self._run_edit(kind, step, step.change)
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
        self._open_form.follow_edits([change])

    def _run_move(self, kind: UndoOrRedo, step: ProjectUndoStep, change: RecycleBinMove) -> None:
        move = change.inverse if kind is RevisionKind.UNDO else change
        number, lines = self._writer.move(move, step.label)
        self._undo_stacks.of_projects.record(kind, step, replace(step, number=number))
        self._open_form.follow_move(move, lines)

    def _run_edit(self, kind: UndoOrRedo, step: ProjectUndoStep, change: BatchEdit) -> None:
        changes: list[SavedChange] = []
        try:
            with telling_what_is_done(changes, len(change.form_ids)):
                for form_id in change.form_ids:
                    saved = self._writer.undo_or_redo_by_id(kind, form_id, step.label)
                    changes.append(saved)
        finally:
            # Where one form is refused, those before it stay undone (or redone).
            self._record_edits(kind, step, [one for one in changes if one])

    def _record_edits(self, kind: UndoOrRedo, step: ProjectUndoStep, changes: list[SavedChange]) -> None:
        if changes:
            edit = batch_edit(changes)
            result = replace(step, number=edit.last_number, change=edit)
            self._undo_stacks.of_projects.record(kind, step, result)
            self._open_form.follow_edits(changes)
