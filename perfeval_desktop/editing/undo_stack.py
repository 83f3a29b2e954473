"""What the undo stacks of forms and of the project tree have in common."""

from typing import Generic, TypeVar

from perfeval_desktop.editing.undo_steps import FormUndoStep, ProjectUndoStep, UndoOrRedo
from perfeval_desktop.store import RevisionKind

_Step = TypeVar("_Step", FormUndoStep, ProjectUndoStep)


class UndoStack(Generic[_Step]):
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
