"""The store as the rest of the program knows it: what it takes and hands out, whatever keeps it.

A store knows no templates: what its lists show of a form comes with the form, as an :class:`Outline`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, NewType, Protocol

from perfeval_desktop.domain.form import Form, FormState, RowId
from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.domain.template import FormKind, Template

# A UUIDv7 in its canonical text form.
FormId = NewType("FormId", str)
# Forms of the same project, of the same unit, and others; the latest year first.
NearbyForms = tuple[list[FormId], list[FormId], list[FormId]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is: ``text`` is shown and remembered, ``name`` is what users call it."""

    text: str
    name: str


class Standing(NamedTuple):
    """What follows from a form's score sheet and its findings, kept so that no list has to score.

    A tuple, as :class:`FormSummary` is: ten thousand of them are made while the window opens. ``total`` in
    points, ``None`` for a form that gives none; ``grade`` is ``None`` while a score is missing or the
    template has none. ``rules_version`` tells by which rules.
    """

    total: Decimal | None
    grade: str | None
    is_complete: bool
    errors: int
    warnings: int
    rules_version: int


class Outline(NamedTuple):
    """What lists show of a form: read by role, and how it stands.

    ``adjusted`` and ``executed`` are the amounts of the funding total in 元; for a budget that was not
    adjusted, the initial one.
    """

    kind: FormKind
    project: str
    project_code: str
    department: str
    implementing_unit: str
    adjusted: Decimal | None
    executed: Decimal | None
    standing: Standing


class Entry(NamedTuple):
    """A form to be stored, with the template it was made with and its outline.

    One that comes from another store keeps its id, ``form_id``, and brings its log along, whose numbers are
    that store's.
    """

    form: Form
    template: Template
    outline: Outline
    form_id: FormId | None = None
    log: "tuple[Revision, ...]" = ()


class UnitYear(NamedTuple):
    """An implementing unit of a department in one year: the forms of one of the lowest groups of the tree."""

    year: int
    department: str
    implementing_unit: str


class FormCount(NamedTuple):
    """How many forms there are, and how many of them are final."""

    forms: int
    final: int


class FormSummary(NamedTuple):
    """A line of a list of forms.

    ``template`` and ``digest`` name the template and the text of it; ``changed_by`` who saved the form last,
    ``""`` where nobody said. A form whose line cannot be read is listed by what of its name can, so that it
    hides no other: :attr:`is_unreadable`.
    """

    form_id: FormId
    rev: int
    year: int
    kind: FormKind
    template: str
    digest: str
    project: str
    project_code: str
    department: str
    implementing_unit: str
    state: FormState
    adjusted: Decimal | None
    executed: Decimal | None
    changed_by: str
    standing: Standing

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing but its name is known; the ``rev`` of every other form is 1 at least."""
        return self.rev == 0

    @property
    def unit_year(self) -> UnitYear:
        """Which forms it is listed with."""
        return UnitYear(self.year, self.department, self.implementing_unit)


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A form as saved, with the outline that is kept beside it.

    ``rev`` counts its saved changes and must be named when the next one is saved. ``changed_by`` is who saved
    it, ``""`` where nobody said.
    """

    form_id: FormId
    rev: int
    form: Form
    outline: Outline
    changed_by: str = ""

    @property
    def summary(self) -> FormSummary:
        """The form's line in a list."""
        kind, project, code, department, unit, adjusted, executed, standing = self.outline
        form = self.form
        return FormSummary(
            self.form_id,
            self.rev,
            form.year,
            kind,
            form.template.id,
            form.template.digest,
            project,
            code,
            department,
            unit,
            form.state,
            adjusted,
            executed,
            self.changed_by,
            standing,
        )


class RevisionKind(StrEnum):
    """What a line of the revision log records."""

    CREATE = "create"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    DELETE = "delete"
    RESTORE = "restore"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Revision:
    """A line of the revision log. ``number`` grows with every change of the store and orders them.

    ``patch`` leads from the form before to the form after, empty for all but edit, undo and redo; ``at`` is
    for users to read, never for ordering; ``by`` is who did it, ``""`` where nobody said.
    """

    number: int
    form_id: FormId
    kind: RevisionKind
    label: str
    patch: Patch
    at: datetime
    by: str


class Arrival(NamedTuple):
    """A form as it comes from another store: the id it has there, and its log, oldest first.

    The numbers in the log are those of that store.
    """

    form_id: FormId
    form: Form
    log: tuple[Revision, ...]


class RowTexts(NamedTuple):
    """The texts of a row of a form, by column, as they are looked through."""

    form_id: FormId
    block: str
    row: RowId
    cells: Mapping[str, str]


class ScannedTexts(NamedTuple):
    """Forms that may hold what is looked for, and where to go on; ``None`` at the end."""

    form_ids: list[FormId]
    following: int | None


class Saved(NamedTuple):
    """What a saved change made: the form as stored, the difference, the number of its revision.

    Where there was nothing to save, the patch is empty and the number 0.
    """

    stored: StoredForm
    patch: Patch
    number: int


class TakenIn(NamedTuple):
    """What came of forms that were taken in together: those that were made, and those that were changed."""

    created: tuple[Saved, ...]
    changed: tuple[Saved, ...]


class FormList(Protocol):
    """The list of forms and the recycle bin, as they are now. Every method raises :class:`StorageError`."""

    def summaries(self) -> list[FormSummary]:
        """Return the forms that are not in the recycle bin.

        The latest year first, then by department, implementing unit and order of creation.
        """
        ...

    @property
    def is_indexed(self) -> bool:
        """Whether the parts of the list below are found without reading all of it."""
        ...

    def counts(self) -> dict[UnitYear, FormCount]:
        """Return how many forms that are not in the recycle bin there are of each unit and year."""
        ...

    def summaries_of(self, unit_year: UnitYear) -> list[FormSummary]:
        """Return the forms of one unit and year that are not in the recycle bin, by their ids."""
        ...

    def unit_year_of(self, form_id: FormId) -> UnitYear | None:
        """Return which forms a form is listed with, ``None`` for one in the recycle bin or unknown."""
        ...

    def bin(self) -> list[FormSummary]:
        """Return the forms in the recycle bin, the most recently deleted first."""
        ...

    def bin_count(self) -> int:
        """Return how many forms are in the recycle bin."""
        ...


class Store(FormList, Protocol):
    """All forms of a unit, every change saved whole or not at all.

    Every method raises :class:`StorageError` where the environment fails. What it was about to change is
    then as it was, and the store can still be used. What a change made is handed out by the change itself:
    nobody has to read it again, which could fail.
    """

    @property
    def address(self) -> Address:
        """Where it is."""
        ...

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed."""
        ...

    @property
    def opening_notice(self) -> str:
        """What is to be told once, now that it is open; ``""`` for nothing."""
        ...

    def close(self) -> None:
        """Close the store and let others write it; a second time does nothing."""
        ...

    def count(self) -> int:
        """Return how many forms are not in the recycle bin."""
        ...

    def latest_revision(self) -> int:
        """Return the number of the last change of the store, 0 for a new one."""
        ...

    def load(self, form_id: FormId) -> StoredForm:
        """Return a form, in the recycle bin or not. Raises MISSING for an unknown id."""
        ...

    def revisions(self, form_id: FormId) -> tuple[Revision, ...]:
        """Return the log of a form, oldest first; empty for an unknown id."""
        ...

    def last_changes(self) -> Mapping[FormId, datetime]:
        """Return when each form was changed last, by the log; what cannot be read is left out."""
        ...

    def template_text(self, digest: str) -> str | None:
        """Return the text of a template that forms were made with, ``None`` where it is not kept."""
        ...

    def rows_with(self, column: str) -> list[Mapping[str, str]]:
        """Return the texts of rows of listed forms that have one in ``column``, by column.

        Those of the forms made last come last; of very many forms, only those are looked through. Rows that
        cannot be read are left out.
        """
        ...

    def nearby(self, form_id: FormId, most: int) -> NearbyForms:
        """Return the ``most`` listed forms nearest to a form, without itself."""
        ...

    def texts_of(self, form_ids: Sequence[FormId]) -> list[RowTexts]:
        """Return the texts of all rows of some forms, some hundred at most, but what cannot be read."""
        ...

    def scan_texts(self, may_hold: Callable[[str], bool], start: int) -> ScannedTexts:
        """Return the forms with a row that ``may_hold`` what is looked for: so many rows from ``start`` on.

        Called with 0 first, then with where to go on. Each row is given as it is stored, as JSON. A form may
        be returned again; those in the recycle bin are left out.
        """
        ...

    def create(self, entries: Sequence[Entry], *, label: str, by: str) -> tuple[Saved, ...]:
        """Add new forms, all or none; return them with their new ids, in order."""
        ...

    def take_in(
        self,
        entries: Sequence[Entry],
        changes: Sequence[tuple[StoredForm, Entry]],
        *,
        label: str,
        by: str,
        templates: Iterable[Template] = (),
    ) -> TakenIn:
        """Add new forms and save ``changes`` of others, all or nothing; both in the order given.

        The texts of ``templates`` are kept, too: logs that forms bring along may name them. Raises as
        :meth:`save` does, and CONFLICT for an id that another form has.
        """
        ...

    def save(self, stored: StoredForm, entry: Entry, *, kind: RevisionKind, label: str, by: str) -> Saved:
        """Save ``entry`` in the place of ``stored``. Equal forms save nothing.

        Raises :class:`StorageError` CONFLICT where the form has been changed or deleted since it was
        loaded, MISSING where it has been purged.
        """
        ...

    def delete(self, form_ids: Sequence[FormId], *, label: str, by: str) -> tuple[int, ...]:
        """Move forms to the recycle bin, all or none; return the numbers of the revisions.

        Raises MISSING for one that is not in the list.
        """
        ...

    def restore(self, form_ids: Sequence[FormId], *, label: str, by: str) -> tuple[int, ...]:
        """Move forms out of the recycle bin, all or none; return the numbers of the revisions.

        Raises MISSING for one that is not in it.
        """
        ...

    def name_versions(self, form_ids: Sequence[FormId], label: str, *, by: str) -> None:
        """Log a name for the present state of some forms, all or none.

        Raises MISSING where there is no such form.
        """
        ...

    def rename_version(self, form_id: FormId, number: int, label: str) -> None:
        """Change the name of a version that is logged as ``number``; ``""`` takes it out.

        Raises MISSING where there is no such name.
        """
        ...

    def purge(self, form_ids: Sequence[FormId]) -> None:
        """Remove forms in the recycle bin for good, with their log, all or none.

        Raises MISSING for one that is not in the recycle bin.
        """
        ...

    def once_final(self) -> list[FormId]:
        """Return the forms that are final or were so once, in the recycle bin or not; perhaps some others."""
        ...

    def outdated(self, rules_version: int) -> list[FormId]:
        """Return the listed forms that are not final and whose standing is by other rules."""
        ...

    def renew(self, outlines: Sequence[tuple[StoredForm, Outline]]) -> None:
        """Keep new outlines of forms that have not been changed since they were loaded.

        The forms, their log and the numbers stay: an outline is nothing but what follows from a form.
        """
        ...
