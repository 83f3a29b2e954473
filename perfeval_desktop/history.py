"""What can be undone and redone: in one form, after any restart; in the project tree, in this run.

A form's two stacks are rebuilt from its revision log. The log is the truth, so undo works after a restart as
it did before. Steps of both kinds carry revision numbers, which tell the later one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.storage.records import FormId, Revision, RevisionKind


@dataclass(frozen=True, slots=True)
class Step:
    """A change of one form; ``patch`` leads forward, ``number`` is the last revision that made it so."""

    number: int
    label: str
    patch: Patch


@dataclass(frozen=True, slots=True)
class Moved:
    """Forms that appeared in the tree (or, ``away``, left it for the recycle bin)."""

    form_ids: tuple[FormId, ...]
    away: bool

    @property
    def inverse(self) -> "Moved":
        """The way back."""
        return Moved(self.form_ids, away=not self.away)


@dataclass(frozen=True, slots=True)
class Edited:
    """One change made to several forms at once; stands only while none of them is edited by itself."""

    patches: Mapping[FormId, Patch]


@dataclass(frozen=True, slots=True)
class ProjectStep:
    """A change of the tree; ``number`` as in :class:`Step`."""

    number: int
    label: str
    change: Moved | Edited


_Step = TypeVar("_Step", Step, ProjectStep)


class _Stacks(Generic[_Step]):
    """What was done and what was undone, top last."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    @property
    def undoable(self) -> _Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> _Step | None:
        """The step that redo would bring back."""
        return self._undone[-1] if self._undone else None

    def did(self, step: _Step) -> None:
        """Follow a new change: what was undone before it cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()


class History(_Stacks[Step]):
    """The steps of one form."""

    def __init__(self, revisions: Iterable[Revision] = ()) -> None:
        super().__init__()
        for revision in revisions:
            self._replay(revision)

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
                # They leave the contents of the form alone; the tree has them for the run.
                pass


class ProjectHistory(_Stacks[ProjectStep]):
    """The steps of the project tree."""

    def undid(self, part: ProjectStep) -> None:
        """Follow an undo of the top step, or only of the ``part`` of its forms that could be saved."""
        _pass_on(part, self._done, self._undone)

    def redid(self, part: ProjectStep) -> None:
        """Follow a redo, like :meth:`undid`."""
        _pass_on(part, self._undone, self._done)

    def forget_redo(self) -> None:
        """Follow a new change of one form: nothing in the tree can be redone any more."""
        self._undone.clear()

    def forget(self, *, edited: Iterable[FormId] = (), purged: Iterable[FormId] = ()) -> None:
        """Drop the steps that do not fit any more since forms were ``edited`` by themselves or ``purged``.

        A step beneath a dropped one does not fit either where the two share a form.
        """
        for steps in (self._done, self._undone):
            edits, moves = set(edited), set(purged)
            for step in reversed(steps.copy()):
                match step.change:
                    case Moved(form_ids) if not moves.isdisjoint(form_ids):
                        moves.update(form_ids)
                        steps.remove(step)
                    case Edited(patches) if not (edits | moves).isdisjoint(patches):
                        edits.update(patches)
                        steps.remove(step)


def _pass_on(part: ProjectStep, here: list[ProjectStep], there: list[ProjectStep]) -> None:
    step = here.pop()
    if isinstance(step.change, Edited) and isinstance(part.change, Edited):
        left = {form_id: patch for form_id, patch in step.change.patches.items() if form_id not in part.change.patches}
        if left:
            here.append(replace(step, change=Edited(left)))
    there.append(part)
