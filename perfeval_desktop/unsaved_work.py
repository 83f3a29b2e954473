"""What was typed into a form, or refused by the store, and is not saved: kept, and offered after a crash."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.store import FormId


class TypedText(NamedTuple):
    """The text in an editor that is open over ``place``, to the letter."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """A text that is not saved: ``label`` is what users find its place by, ``before`` what is saved there."""

    place: Place
    label: str
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class RefusedCommit:
    """A commit that the store refused: the words of its undo step, and what it changes of the saved form."""

    label: str
    patch: Patch


@dataclass(frozen=True, slots=True)
class UnsavedWork:
    """All that is not saved of one form, ``at`` a local time; of equal works that time may be another.

    ``project`` and ``year`` name the form where it can no longer be found. The cells of the ``refused``
    commit are among ``texts``, so that they can be read, and put back where the form has changed since.
    """

    form_id: FormId
    project: str
    year: int
    texts: tuple[UnsavedText, ...]
    at: datetime = field(compare=False)
    refused: RefusedCommit | None = None


class WayBack(StrEnum):
    """Whether unsaved work can be put back into its form, and what keeps it from that."""

    READY = "ready"
    # Something else is saved now where it was typed.
    CHANGED = "changed"
    # All of it is there already.
    SAVED = "saved"
    FINAL = "final"
    DELETED = "deleted"
    GONE = "gone"
    # The form has no such row or cell any more, or the text cannot stand there.
    NO_PLACE = "no-place"
    READ_ONLY = "read-only"
    # The form or its template cannot be read.
    UNREADABLE = "unreadable"

    @property
    def is_open(self) -> bool:
        """Whether it can be put back."""
        return self in {WayBack.READY, WayBack.CHANGED}


@dataclass(frozen=True, slots=True)
class Prospect:
    """Unsaved work held against its form: the way back, and what is saved at the place of each text now.

    That is ``None`` where there is no such place, or the form cannot be read.
    """

    way: WayBack
    saved: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class LeftWork:
    """Unsaved work that a crash has left behind, in a file of its own."""

    file: Path
    work: UnsavedWork


class OfferedWork(NamedTuple):
    """Work that a crash has left, and whether it can be put back."""

    left: LeftWork
    prospect: Prospect


class UnsavedWorks(Protocol):
    """Keeps what is not saved of the forms of one store, and finds what crashes have left of them."""

    def keep(self, work: UnsavedWork) -> None:
        """Keep ``work`` in the place of what was kept before; on the disk when this returns.

        Raises :class:`OutputError`; what was kept before stays kept then.
        """
        ...

    def drop(self) -> None:
        """Keep nothing any more: it is saved, or given up."""
        ...

    def close(self) -> None:
        """End; what is kept is left for the next start."""
        ...

    def left(self) -> Sequence[LeftWork]:
        """Return what programs that run no more have left for this store, the oldest first."""
        ...

    def remove(self, left: LeftWork) -> None:
        """Remove what was left: it has been put back, or is not wanted."""
        ...
