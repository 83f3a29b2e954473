"""Undo stacks: one for each form, and one for the project tree.

The stack of a form is rebuilt from its revision log. The log is the truth, so undo works after a restart as
it did before. That of the project tree lasts as long as the program runs. Steps of both carry revision
numbers, which tell the later one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Generic, TypeVar

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.editing.undo_steps import (
    BatchEdit,
    FormUndoStep,
    ProjectUndoStep,
    UndoOrRedo,
    applied,
)
from perfeval_desktop.store import FormId, Revision, RevisionKind, Store, StoredForm

_Step = TypeVar("_Step", FormUndoStep, ProjectUndoStep)


class _UndoStack(Generic[_Step]):
    """The steps that can be undone, and those that can be redone; in both the next one is the last."""

    def __init__(self) -> None:
        self._undoable: list[_Step] = []
        self._redoable: list[_Step] = []

    def push(self, step: _Step) -> None:
        """Add a new change: what was undone before it cannot be redone any more."""
        self._undoable.append(step)
        self.clear_redo()

    def clear_redo(self) -> None:
        """Let nothing be redone any more."""
        self._redoable.clear()

    def _source_and_target(self, kind: UndoOrRedo) -> tuple[list[_Step], list[_Step]]:
        """Return the list that the next step is taken from, and the one it is then put on."""
        if kind is RevisionKind.UNDO:
            return self._undoable, self._redoable
        return self._redoable, self._undoable


class FormUndoStack(_UndoStack[FormUndoStep]):
    """The undo steps of one form, rebuilt from its revision log; ``rev`` is that of the form it goes with."""

    def __init__(self, revisions: Iterable[Revision] = (), *, rev: int = 0) -> None:
        super().__init__()
        self.rev = rev
        for revision in revisions:
            self._replay(revision)

    def next_step(self, kind: UndoOrRedo) -> FormUndoStep | None:
        """Return the step that would be undone or redone next; ``None`` where there is none."""
        source, _ = self._source_and_target(kind)
        return source[-1] if source else None

    def apply_next(self, kind: UndoOrRedo, form: Form) -> Form:
        """Return what undo or redo of the next step makes of ``form``; there must be such a step."""
        source, _ = self._source_and_target(kind)
        patch = source[-1].patch
        return applied(patch.inverse if kind is RevisionKind.UNDO else patch, form)

    def record(self, kind: UndoOrRedo, number: int) -> None:
        """Record that the next step was undone or redone, and saved as revision ``number``."""
        source, target = self._source_and_target(kind)
        target.append(replace(source.pop(), number=number))

    def _replay(self, revision: Revision) -> None:
        kind = revision.kind
        if kind is RevisionKind.EDIT:
            self.push(_step(revision, revision.patch))
        elif kind is RevisionKind.UNDO or kind is RevisionKind.REDO:
            source, target = self._source_and_target(kind)
            if source:
                self.record(kind, revision.number)
            else:
                # The log of an older version was damaged and begins behind the step in question.
                forward = revision.patch.inverse if kind is RevisionKind.UNDO else revision.patch
                target.append(_step(revision, forward))
        # The other kinds leave the contents of the form alone; they are steps of the project tree.


def _step(revision: Revision, patch: Patch) -> FormUndoStep:
    return FormUndoStep(revision.number, revision.label, patch)


class ProjectUndoStack(_UndoStack[ProjectUndoStep]):
    """The undo steps of the project tree."""

    def steps(self, kind: UndoOrRedo) -> Iterator[ProjectUndoStep]:
        """Yield the steps that could be undone or redone, the next one first."""
        source, _ = self._source_and_target(kind)
        return reversed(source)

    def record(self, kind: UndoOrRedo, step: ProjectUndoStep, result: ProjectUndoStep) -> None:
        """Record that ``step`` was undone or redone, and is ``result`` now; later steps are dropped.

        Where ``result`` has only those edited forms that could be saved, the others stay to be undone or
        redone.
        """
        source, target = self._source_and_target(kind)
        del source[source.index(step) :]
        left = step.edit.without(result.edit.form_ids)
        if left.numbers:
            source.append(replace(step, move=None, edit=left))
        target.append(result)

    def remove_forms(self, form_ids: Iterable[FormId]) -> None:
        """Remove the steps of forms that are gone for good, and the earlier ones: those build on them."""
        gone = set(form_ids)
        for steps in (self._undoable, self._redoable):
            kept = takewhile(lambda step: gone.isdisjoint(step.form_ids), reversed(steps))
            steps[:] = reversed(list(kept))


class UndoStacks:
    """All undo stacks over a store; they know which step is the next one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of_forms: dict[FormId, FormUndoStack] = {}
        self.of_projects = ProjectUndoStack()

    def of_form(self, stored: StoredForm) -> FormUndoStack:
        """Return the undo stack of a form, read from its log when first asked for.

        It is read anew where the form is another than the one it goes with: somebody else has changed it.
        """
        undo_stack = self._of_forms.get(stored.form_id)
        return undo_stack if undo_stack and undo_stack.rev == stored.rev else self.read_anew(stored)

    def read_anew(self, stored: StoredForm) -> FormUndoStack:
        """Return the undo stack of a form, read from its log."""
        undo_stack = FormUndoStack(self._store.revisions(stored.form_id), rev=stored.rev)
        self._of_forms[stored.form_id] = undo_stack
        return undo_stack

    def is_current(self, stored: StoredForm) -> bool:
        """Whether the undo stack of a form, read before, goes with the form as it is now."""
        return self._of_forms[stored.form_id].rev == stored.rev

    def push_edit(self, form_id: FormId, step: FormUndoStep, *, rev: int) -> None:
        """Add a new edit of a form, which is now at ``rev``.

        Nothing can be redone any more, neither in it nor in the tree.
        """
        undo_stack = self._of_forms[form_id]
        undo_stack.push(step)
        undo_stack.rev = rev
        self.of_projects.clear_redo()

    def next_step(self, kind: UndoOrRedo, open_form: FormId | None) -> FormUndoStep | ProjectUndoStep | None:
        """Return the later of the open form's next step and the project tree's; nothing is read for it.

        A batch edit stands on the stack of each of its forms, too; then the project tree's step is the one.
        """
        step = None if open_form is None else self._of_forms[open_form].next_step(kind)
        in_tree = next((one for one in self.of_projects.steps(kind) if self._is_next(one.edit, kind)), None)
        return in_tree if in_tree and (step is None or in_tree.number >= step.number) else step

    def clear(self) -> None:
        """Forget everything, where the whole content of the store was replaced."""
        self._of_forms.clear()
        self.of_projects = ProjectUndoStack()

    def _is_next(self, edit: BatchEdit, kind: UndoOrRedo) -> bool:
        """Return whether an edit can be undone or redone before any other step of its forms."""
        steps = ((self._of_forms[one].next_step(kind), number) for one, number in edit.numbers.items())
        return all(step is not None and step.number == number for step, number in steps)
