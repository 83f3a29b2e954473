"""Undo steps: what a single undo or redo changes, in one form or in the project tree."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import Patch, apply
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.step_log import StepMark
from perfeval_desktop.store import FormId, RevisionKind

UndoOrRedo = Literal[RevisionKind.UNDO, RevisionKind.REDO]


@dataclass(frozen=True, slots=True)
class FormUndoStep:
    """A change of one form.

    ``patch`` leads forward. ``number`` is that of the revision that last made, undid or redid the change.
    """

    number: int
    label: str
    patch: Patch


@dataclass(frozen=True, slots=True)
class RecycleBinMove:
    """Forms that left the project tree for the recycle bin or, not ``into_bin``, appeared in the tree."""

    form_ids: tuple[FormId, ...]
    into_bin: bool

    @property
    def inverse(self) -> "RecycleBinMove":
        """The opposite move."""
        return RecycleBinMove(self.form_ids, into_bin=not self.into_bin)


@dataclass(frozen=True, slots=True)
class BatchEdit:
    """One edit of several forms: for each, the number of the step that it is on the form's own undo stack.

    It can be undone (or redone) as one while it is the next step of every one of its forms.
    """

    numbers: Mapping[FormId, int]

    @property
    def form_ids(self) -> tuple[FormId, ...]:
        """The forms, in the order in which they were edited."""
        return tuple(self.numbers)

    @property
    def last_number(self) -> int:
        """The number of the last revision."""
        return max(self.numbers.values())

    def without(self, form_ids: Iterable[FormId]) -> "BatchEdit":
        """Return the edit of the other forms."""
        return BatchEdit({one: number for one, number in self.numbers.items() if one not in set(form_ids)})


NO_EDIT: Final = BatchEdit({})

# The mark of an edit after which nothing that was undone in the project tree can be redone.
BESIDE: Final = StepMark("", "")


def new_mark(label: str, *, undone: str = "", redone: str = "") -> StepMark:
    """Return the mark of a new step, or of taking back or bringing back one of these ids."""
    return StepMark(os.urandom(8).hex(), label, undone, redone)


@dataclass(frozen=True, slots=True)
class ProjectUndoStep:
    """A change of the project tree, of several forms at once, or of both; ``number`` as in a form's step.

    One of ``move`` and ``edit`` says something; both do where some forms were made and others changed.
    ``id`` is that of what last made, undid or redid it, as the store keeps it.
    """

    number: int
    label: str
    move: RecycleBinMove | None = None
    edit: BatchEdit = NO_EDIT
    id: str = ""

    @property
    def form_ids(self) -> tuple[FormId, ...]:
        """All forms that it changes."""
        return (*(self.move.form_ids if self.move else ()), *self.edit.form_ids)


def applied(patch: Patch, form: Form) -> Form:
    """Return ``form`` changed by a patch of its log.

    Raises :class:`StorageError` CORRUPT where the patch does not fit: the file was changed behind our back.
    """
    try:
        return apply(patch, form)
    except ValueError as error:
        raise StorageError(
            StorageErrorKind.CORRUPT,
            "这张表的修改记录与内容对不上，没有改动它。可以接着填写，但退不回以前的样子；"
            "请用“文件 → 备份与恢复”里以前的备份查看。",
        ) from error
