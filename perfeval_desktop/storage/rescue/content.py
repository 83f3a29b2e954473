"""The content of a store that is put together anew: a backup, and what is newer in the damaged file."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from perfeval_desktop.storage import list_index
from perfeval_desktop.storage.backups.backup import backup_content
from perfeval_desktop.storage.connections import guard, transaction
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.migrations import migrate
from perfeval_desktop.storage.rescue.salvage import Salvage, SalvagedForm, Values
from perfeval_desktop.store import FormId


class Source(StrEnum):
    """Where a form was taken from."""

    BACKUP = "backup"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class RescuedForm:
    """A form in the new store.

    ``is_behind``: what was changed after the backup could not be read; ``is_doubtful``: rows may be missing.
    """

    form_id: FormId
    project: str
    year: int
    source: Source
    is_deleted: bool
    is_behind: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class RescuedForms:
    """The forms of a new store, and the names of those that are in none of its sources."""

    forms: tuple[RescuedForm, ...]
    lost: tuple[str, ...]

    @property
    def listed(self) -> int:
        """How many forms there are that do not lie in the recycle bin."""
        return sum(not one.is_deleted for one in self.forms)

    @property
    def from_file(self) -> tuple[RescuedForm, ...]:
        """Those that were read in the damaged file."""
        return tuple(one for one in self.forms if one.source is Source.FILE)

    @property
    def doubtful(self) -> tuple[RescuedForm, ...]:
        """Those of which rows may be missing."""
        return tuple(one for one in self.forms if one.is_doubtful)

    @property
    def behind(self) -> tuple[RescuedForm, ...]:
        """Those of which only an older state was found."""
        return tuple(one for one in self.forms if one.is_behind)


def put_together(
    salvaged: Salvage, backup: Path | None, *, above: int = 0
) -> tuple[sqlite3.Connection, RescuedForms]:
    """Return a new store in memory, and what is in it: the backup, and of each form the newer state.

    Without a ``backup``, what is salvaged alone. The next change is numbered higher than all that are known,
    and than ``above``. Raises :class:`StorageError` for a backup that is not sound.
    """
    content = _empty(salvaged) if backup is None else _of_backup(backup)
    try:
        present = _present(content)
        for form in salvaged.forms.values():
            if _is_newer(form, present.get(form.form_id)):
                _put(content, form)
        _count_on(content, max(above, salvaged.last_revision))
        list_index.make(content)
        return content, _report(content, salvaged, present)
    except BaseException:
        content.close()
        raise


def _of_backup(path: Path) -> sqlite3.Connection:
    with translating_errors(path):
        return backup_content(path)


def _empty(salvaged: Salvage) -> sqlite3.Connection:
    content = guard(sqlite3.connect(":memory:", isolation_level=None))
    migrate(content)
    if salvaged.lineage:
        content.execute("UPDATE store SET lineage = ?", (salvaged.lineage,))
    return content


def _present(content: sqlite3.Connection) -> Mapping[str, tuple[int, int]]:
    """Return the number of changes and the last revision of each form that is there already."""
    found = content.execute(
        "SELECT id, rev, max(created_revision, coalesce(deleted_revision, 0),"
        " coalesce((SELECT max(number) FROM revision WHERE form_id = form.id), 0)) FROM form"
    )
    return {form_id: (rev, last) for form_id, rev, last in found}


def _is_newer(form: SalvagedForm, present: tuple[int, int] | None) -> bool:
    return present is None or (not form.is_doubtful and (form.rev, form.last_number) > present)


def _put(content: sqlite3.Connection, form: SalvagedForm) -> None:
    """Put a form with its log in the place of the one of its id, if there is any."""
    with transaction(content, "IMMEDIATE"):
        content.execute("DELETE FROM form WHERE id = ?", (form.form_id,))
        if form.template is not None:
            _insert(content, "template", [form.template], "OR IGNORE")
        _insert(content, "form", [form.form])
        _insert(content, "rest", [form.rest])
        _insert(content, "row", form.blocks)
        _insert(content, "revision", _renumbered(content, form.revisions))


def _insert(content: sqlite3.Connection, table: str, values: Iterable[Values], otherwise: str = "") -> None:
    for one in values:
        columns, places = ", ".join(f'"{name}"' for name in one), ", ".join(f":{name}" for name in one)
        query = f'INSERT {otherwise} INTO "{table}" ({columns}) VALUES ({places})'  # noqa: S608  # our own names
        content.execute(query, one)


def _renumbered(content: sqlite3.Connection, revisions: Iterable[Values]) -> list[Values]:
    """Return the log of a form with free numbers: those it had, unless another form has one of them."""
    taken = "SELECT 1 FROM revision WHERE number = ?"
    if not any(content.execute(taken, (one["number"],)).fetchone() for one in revisions):
        return [*revisions]
    (last,) = content.execute("SELECT max(number) FROM revision").fetchone()
    return [{**one, "number": number} for number, one in enumerate(revisions, last + 1)]


def _count_on(content: sqlite3.Connection, known: int) -> None:
    content.execute(
        "UPDATE store SET last_revision = 1 + max(last_revision, ?,"
        " coalesce((SELECT max(number) FROM revision), 0))",
        (known,),
    )


def _report(
    content: sqlite3.Connection, salvaged: Salvage, before: Mapping[str, tuple[int, int]]
) -> RescuedForms:
    """Return what is in ``content``, which held ``before`` when nothing salvaged had been put into it."""
    lines = content.execute(
        "SELECT id, project, year, deleted_revision FROM form"
        " ORDER BY year DESC, department, implementing_unit, id"
    ).fetchall()
    forms = tuple(
        RescuedForm(
            form_id,
            project or form_id,
            year,
            Source.FILE if _is_from_file(salvaged.forms.get(form_id), before.get(form_id)) else Source.BACKUP,
            deleted is not None,
            _is_behind(form_id, salvaged, before.get(form_id)),
            form_id not in before and salvaged.forms[form_id].is_doubtful,
        )
        for form_id, project, year, deleted in lines
    )
    found = {one.form_id for one in forms}
    return RescuedForms(
        forms, tuple(trace.name for form_id, trace in salvaged.unread.items() if form_id not in found)
    )


def _is_from_file(form: SalvagedForm | None, before: tuple[int, int] | None) -> bool:
    return form is not None and _is_newer(form, before)


def _is_behind(form_id: FormId, salvaged: Salvage, before: tuple[int, int] | None) -> bool:
    """Whether there was, or may have been, a later state of a form of the backup that cannot be had."""
    if before is None:
        return False
    if form_id in salvaged.unread:
        trace = salvaged.unread[form_id]
        if trace.rev is None and not trace.last_number:
            # Nobody can tell.
            return True
        return (trace.rev or 0) > before[0] or trace.last_number > before[1]
    form = salvaged.forms.get(form_id)
    return form is not None and form.is_doubtful and (form.rev, form.last_number) > before


def rescued_forms(salvaged: Salvage, backup: Path | None) -> RescuedForms:
    """Return what :func:`put_together` would put together. Raises as that does."""
    content, forms = put_together(salvaged, backup)
    with closing(content):
        return forms
