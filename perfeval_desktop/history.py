"""What can be undone and redone in one form: two stacks, rebuilt from the form's revision log.

The log is the truth, so undo works after a restart as it did before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.storage.records import Revision, RevisionKind


@dataclass(frozen=True, slots=True)
class Step:
    """A change that can be taken back; ``patch`` leads forward, ``number`` is its last revision's."""

    number: int
    label: str
    patch: Patch


class History:
    """The undo and redo stacks of one form, top last."""

    def __init__(self, revisions: Iterable[Revision] = ()) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        for revision in revisions:
            self._replay(revision)

    @property
    def undoable(self) -> Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Step | None:
        """The step that redo would bring back."""
        return self._undone[-1] if self._undone else None

    def did(self, step: Step) -> None:
        """Follow a new change: what was undone before it cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()

    def undid(self, number: int) -> None:
        """Follow an undo that is saved as revision ``number``."""
        self._undone.append(replace(self._done.pop(), number=number))

    def redid(self, number: int) -> None:
        """Follow a redo that is saved as revision ``number``."""
        self._done.append(replace(self._undone.pop(), number=number))

    def _replay(self, revision: Revision) -> None:
        match revision.kind:
            case RevisionKind.EDIT:
                self.did(Step(revision.number, revision.label, revision.patch))
            case RevisionKind.UNDO:
                self.undid(revision.number)
            case RevisionKind.REDO:
                self.redid(revision.number)
            case RevisionKind.CREATE | RevisionKind.DELETE | RevisionKind.RESTORE:
                # They leave the contents of the form alone; the session keeps them for the run.
                pass
