"""What the store hands out: plain values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, NewType

from perfeval_desktop.domain_v1.form import FormState, SelfAssessment
from perfeval_desktop.domain_v1.patch import Patch

# A UUIDv7 in its canonical text form.
FormId = NewType("FormId", str)


class Standing(NamedTuple):
    """What the project tree shows of a form's score sheet, kept beside it so that no list has to score.

    A tuple, as :class:`FormSummary` is: ten thousand of them are made while the window opens.
    ``total`` in points; ``grade`` is ``None`` while a score is missing or the template has none.
    """

    total: Decimal
    grade: str | None
    is_complete: bool
    errors: int
    warnings: int


class FormSummary(NamedTuple):
    """A line of the project tree."""

    form_id: FormId
    rev: int
    fiscal_year: int
    department: str
    implementing_unit: str
    project: str
    template: str
    state: FormState
    standing: Standing


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A form as saved; ``rev`` counts its saved changes and must be named when the next one is saved."""

    form_id: FormId
    rev: int
    form: SelfAssessment


class RevisionKind(StrEnum):
    """What a line of the revision log records."""

    CREATE = "create"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    DELETE = "delete"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Revision:
    """A line of the revision log. ``number`` grows with every change of the store and orders them.

    ``patch`` leads from the form before to the form after (empty for create, delete and restore); ``at`` is
    for people to read, never for ordering.
    """

    number: int
    form_id: FormId
    kind: RevisionKind
    label: str
    patch: Patch
    at: datetime
