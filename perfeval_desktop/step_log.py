"""The steps of the project tree as a store keeps them: which changes belong together, and what undid what.

The revision log has each change of a form; a step is what was done at once: forms that were made or deleted
together, one edit of several forms. That makes undo of them survive a restart.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from perfeval_desktop.lock_lines import StoreWithLocks
from perfeval_desktop.store import FormId, Store


@dataclass(frozen=True, slots=True)
class StepMark:
    """Which step a change belongs to: its own ``id`` and ``label``.

    ``undone`` and ``redone`` are the ids of the step that it takes back or brings back, ``""`` for a new one.
    """

    id: str
    label: str
    undone: str = ""
    redone: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """What one transaction of a step did; ``number`` is that of its last revision.

    ``moved`` are the forms that left the tree for the recycle bin or, not ``into_bin``, appeared in the tree;
    ``edited`` has for each form that was changed the number of the revision.
    """

    number: int
    mark: StepMark
    moved: tuple[FormId, ...]
    into_bin: bool
    edited: Mapping[FormId, int]


class StoreWithSteps(Store, StoreWithLocks, Protocol):
    """A store that keeps the last steps of the project tree and the lock lines, too."""

    def marking(self, mark: StepMark) -> AbstractContextManager[None]:
        """Let all changes that are saved inside belong to one step, which is kept with them."""
        ...

    def steps(self) -> list[StepLine]:
        """Return what the last steps did, oldest first; empty where nothing can be read."""
        ...

    def missing(self, form_ids: Sequence[FormId]) -> set[FormId]:
        """Return which of these forms are gone for good."""
        ...

    def is_in_place(self, form_ids: Sequence[FormId], *, in_bin: bool) -> bool:
        """Return whether all these forms are in the recycle bin, or all are in the tree."""
        ...
