"""What can be undone and redone: in one form, after any restart; in the project tree, in this run.

A form's two stacks are rebuilt from its revision log. The log is the truth, so undo works after a restart as
it did before. Steps of both kinds carry revision numbers, which tell the later one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.storage.records import FormId, Revision, RevisionKind

Way = Literal[RevisionKind.UNDO, RevisionKind.REDO]


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

    def next(self, way: Way) -> _Step | None:
        """Return the step that undo would take back, or redo bring back; ``None`` where there is none."""
        here, _ = self._ends(way)
        return here[-1] if here else None

    def did(self, step: _Step) -> None:
        """Follow a new change: what was undone before it cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()

    def _ends(self, way: Way) -> tuple[list[_Step], list[_Step]]:
        """Return the stack a step is taken from and the one it is put on."""
        return (self._done, self._undone) if way is RevisionKind.UNDO else (self._undone, self._done)


class History(_Stacks[Step]):
    """The steps of one form."""

    def __init__(self, revisions: Iterable[Revision] = ()) -> None:
        super().__init__()
        for revision in revisions:
            self._replay(revision)

    def travelled(self, way: Way, number: int) -> None:
        """Follow an undo or redo of the next step that is saved as revision ``number``."""
        here, there = self._ends(way)
        there.append(replace(here.pop(), number=number))

    def _replay(self, revision: Revision) -> None:
        kind = revision.kind
        if kind is RevisionKind.EDIT:
            self.did(Step(revision.number, revision.label, revision.patch))
        elif kind is RevisionKind.UNDO or kind is RevisionKind.REDO:
            self.travelled(kind, revision.number)
        # The other kinds leave the contents of the form alone; the tree has them for the run.


class ProjectHistory(_Stacks[ProjectStep]):
    """The steps of the project tree."""

    def travelled(self, way: Way, number: int, change: Moved | Edited) -> None:
        """Follow an undo or redo of the next step that is saved up to revision ``number``.

        ``change`` is that of the step, or the part of an edit that could be saved; the rest stays in place.
        """
        here, there = self._ends(way)
        step = here.pop()
        match step.change, change:
            case Edited(patches), Edited(saved) if len(saved) < len(patches):
                left = {form_id: patch for form_id, patch in patches.items() if form_id not in saved}
                here.append(replace(step, change=Edited(left)))
        there.append(replace(step, number=number, change=change))

    def forget_redo(self) -> None:
        """Follow a new change of one form: nothing in the tree can be redone any more."""
        self._undone.clear()

    def forget(self, *, edited: Iterable[FormId] = (), purged: Iterable[FormId] = ()) -> None:
        """Drop the steps that do not fit any more since forms were ``edited`` by themselves or ``purged``.

        A step beneath a dropped one does not fit either where the two share a form.
        """
        for steps in (self._done, self._undone):
            edits, moves = set(edited), set(purged)
            fitting = []
            for step in reversed(steps):
                match step.change:
                    case Moved(form_ids) if not moves.isdisjoint(form_ids):
                        moves.update(form_ids)
                    case Edited(patches) if not (edits | moves).isdisjoint(patches):
                        edits.update(patches)
                    case _:
                        fitting.append(step)
            steps[:] = reversed(fitting)
