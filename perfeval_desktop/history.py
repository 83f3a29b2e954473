"""What can be undone and redone: in one form, after any restart; in the project tree, in this run.

A form's two stacks are rebuilt from its revision log. The log is the truth, so undo works after a restart as
it did before. Steps of both kinds carry revision numbers, which tell the later one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Generic, Literal, TypeVar

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import Patch, apply
from perfeval_desktop.store import FormId, Revision, RevisionKind

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
    """One change made to several forms at once: the number of the step it is in each form's own history.

    It can be taken back (or brought back) in one while it is the next step of every one of them.
    """

    numbers: Mapping[FormId, int]

    @property
    def form_ids(self) -> tuple[FormId, ...]:
        """The forms, in the order of the change."""
        return tuple(self.numbers)

    def without(self, form_ids: Iterable[FormId]) -> "Edited":
        """Return the change for the other forms."""
        return Edited({one: number for one, number in self.numbers.items() if one not in set(form_ids)})


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

    def next(self, way: Way) -> Step | None:
        """Return the step that undo would take back, or redo bring back; ``None`` where there is none."""
        here, _ = self._ends(way)
        return here[-1] if here else None

    def applied(self, way: Way, form: Form) -> Form:
        """Return ``form`` as an undo or redo of the next step makes it; there must be one."""
        here, _ = self._ends(way)
        patch = here[-1].patch
        return apply(patch.inverse if way is RevisionKind.UNDO else patch, form)

    def travelled(self, way: Way, number: int) -> None:
        """Follow an undo or redo of the next step that is saved as revision ``number``."""
        here, there = self._ends(way)
        there.append(replace(here.pop(), number=number))

    def _replay(self, revision: Revision) -> None:
        kind = revision.kind
        if kind is RevisionKind.EDIT:
            self.did(_step(revision, revision.patch))
        elif kind is RevisionKind.UNDO or kind is RevisionKind.REDO:
            here, there = self._ends(kind)
            if here:
                self.travelled(kind, revision.number)
            else:
                # The log of an older version was damaged and begins behind the step in question.
                way = revision.patch.inverse if kind is RevisionKind.UNDO else revision.patch
                there.append(_step(revision, way))
        # The other kinds leave the contents of the form alone; the tree has them for the run.


def _step(revision: Revision, patch: Patch) -> Step:
    return Step(revision.number, revision.label, patch)


class ProjectHistory(_Stacks[ProjectStep]):
    """The steps of the project tree."""

    def steps(self, way: Way) -> Iterator[ProjectStep]:
        """Yield the steps that undo could take back, or redo bring back, the latest first."""
        here, _ = self._ends(way)
        return reversed(here)

    def travelled(self, way: Way, step: ProjectStep, now: ProjectStep) -> None:
        """Follow an undo or redo of ``step``, which is ``now`` on the other side; later ones are dropped.

        Where ``now`` is the edit of only those forms that could be saved, the rest stays on this side.
        """
        here, there = self._ends(way)
        del here[here.index(step) :]
        if isinstance(step.change, Edited) and (left := step.change.without(now.change.form_ids)).numbers:
            here.append(replace(step, change=left))
        there.append(now)

    def forget_redo(self) -> None:
        """Follow a new change of one form: nothing in the tree can be redone any more."""
        self._undone.clear()

    def forget(self, form_ids: Iterable[FormId]) -> None:
        """Drop the steps of forms that are gone for good, and the earlier ones: those build on them."""
        gone = set(form_ids)
        for steps in (self._done, self._undone):
            fitting = takewhile(lambda step: gone.isdisjoint(step.change.form_ids), reversed(steps))
            steps[:] = reversed(list(fitting))
