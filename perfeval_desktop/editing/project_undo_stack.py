"""The undo stack of the project tree."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from perfeval_desktop.editing.undo_stack import UndoStack
from perfeval_desktop.editing.undo_steps import ProjectUndoStep, UndoOrRedo
from perfeval_desktop.store import FormId


class ProjectUndoStack(UndoStack[ProjectUndoStep]):
    """The undo steps of the project tree."""

    def find(self, kind: UndoOrRedo, step_id: str) -> ProjectUndoStep | None:
        """Return the step of that id among those that could be undone or redone."""
        return next((one for one in self.steps(kind) if one.id == step_id), None)

    def drop(self, kind: UndoOrRedo, step: ProjectUndoStep) -> None:
        """Remove a step that no longer fits, and those that would come after it in this direction."""
        source, _ = self._source_and_target(kind)
        del source[: source.index(step) + 1]

    def all_steps(self) -> Iterator[ProjectUndoStep]:
        """Yield all steps, whether they could be undone or redone."""
        yield from self._undoable
        yield from self._redoable

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
