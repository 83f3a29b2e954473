"""The undo stack of a form, rebuilt from its revision log: that is the truth."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.editing.undo_stack import UndoStack
from perfeval_desktop.editing.undo_steps import FormUndoStep, UndoOrRedo, applied
from perfeval_desktop.store import Revision, RevisionKind

# Of a stack that was read without its form.
ANY_REV: Final = -1


class FormUndoStack(UndoStack[FormUndoStep]):
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
