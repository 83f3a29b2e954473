"""The errors the program knows of, as types: what the user or the environment can mend.

Everything that is not raised as one of these is a bug of ours. Each message is a whole Chinese sentence
that names the place and the remedy, fit to be shown as it is.
"""

from enum import StrEnum
from typing import Self


class PerfEvalError(Exception):
    """Root of all of them; ``str(error)`` is the sentence to show."""

    def preceded_by(self, sentence: str) -> Self:
        """Return the same error, which says ``sentence`` before its own."""
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.args = (f"{sentence}{self}",)
        return made


class EntryError(PerfEvalError):
    """Text that cannot stand in a cell of the form; the form is unchanged."""


class TemplateError(PerfEvalError):
    """A template that cannot be used; the message names the file, the key and the reason.

    ``key`` is the path of the key in the file (``blocks[2].columns[1].role``), ``""`` where there is none.
    """

    def __init__(self, message: str, *, key: str = "") -> None:
        super().__init__(message)
        self.key = key


class LibraryError(PerfEvalError):
    """A file of the indicator library that cannot be used; the message names file, line and reason."""


class FinalFormError(PerfEvalError):
    """A change of a form that is final; the form is unchanged."""


class LockedFormError(PerfEvalError):
    """A change of a form that is behind a lock line; the form is unchanged."""


class UnfinishedFormError(PerfEvalError):
    """A form that should become final although findings weigh as errors; nothing is changed.

    ``errors`` is the number of such findings, of all forms in question together.
    """

    def __init__(self, message: str, *, errors: int) -> None:
        super().__init__(message)
        self.errors = errors


class StorageErrorKind(StrEnum):
    """What is wrong with the store or its surroundings, for those who act on it."""

    BUSY = "busy"
    READ_ONLY = "read-only"
    FULL = "full"
    CORRUPT = "corrupt"
    FOREIGN = "foreign"
    NEWER = "newer"
    MISSING = "missing"
    CONFLICT = "conflict"
    DISPLACED = "displaced"
    INPUT_OUTPUT = "input-output"


class StorageError(PerfEvalError):
    """Something is wrong with the store or its surroundings; nothing was half written."""

    def __init__(self, kind: StorageErrorKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class OutputError(PerfEvalError):
    """A file that could not be written; no partial file is left behind."""


class TranscriptError(PerfEvalError):
    """A transcribed form that is not of the shape it should have; nothing was entered."""


class ImportFileError(PerfEvalError):
    """A file that cannot be imported; the message names the file and the remedy, nothing was taken in."""


class LedgerError(PerfEvalError):
    """A ledger that cannot be taken as it is; no form was changed."""
