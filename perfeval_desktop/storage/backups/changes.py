"""What is newer in a store than in a backup: what restoring that would take back. No form is read for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.storage.backup_names import lineage_of_family
from perfeval_desktop.storage.backups.backup import backup_content
from perfeval_desktop.storage.errors import decoding, translating_errors
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId

_FORMS = (
    "SELECT form.id, rev, deleted_revision IS NULL, project, year, number, at FROM form LEFT JOIN revision"
    " ON number = (SELECT max(number) FROM revision WHERE form_id = form.id)"
)
_LAST = "SELECT label, at, changed_by FROM revision WHERE form_id = ? ORDER BY number DESC LIMIT 1"


class FormChange(StrEnum):
    """What has become of a form since a backup."""

    CHANGED = "changed"
    NEW = "new"
    DELETED = "deleted"


class ChangedForm(NamedTuple):
    """A form that is another than in the backup, and what was done to it last.

    ``at`` is ``None`` for one that was purged. One that was restored from the recycle bin since is new, too.
    """

    form_id: FormId
    change: FormChange
    project: str
    year: int
    label: str
    at: datetime | None
    by: str


class ChangesSince(NamedTuple):
    """What has changed since a backup, the last changes first.

    ``is_related``: the backup is one of this very store. ``last_change`` is when something was last changed
    in the backup.
    """

    forms: tuple[ChangedForm, ...]
    is_related: bool
    last_change: datetime | None

    def number_of(self, change: FormChange) -> int:
        """Return how many forms there are of which this has become."""
        return sum(one.change is change for one in self.forms)


class _Line(NamedTuple):
    rev: int
    is_listed: bool
    project: str
    year: int
    last: int | None
    # Copies of a store count on from the same number, each with changes of its own.
    at: str | None


def changes_since(store: Store, path: Path) -> ChangesSince:
    """Return what has changed in ``store`` since the backup at ``path``, of whichever version.

    Raises :class:`StorageError` as restoring it does.
    """
    with translating_errors(path):
        content = backup_content(path)
    database = store.database
    with closing(content), translating_errors(path), database.reading(), decoding("form"):
        present, before = _lines(database.connection), _lines(content)
        forms = [*_changed(database.connection, present, before)]
        forms.sort(key=lambda one: one.at.timestamp() if one.at else 0, reverse=True)
        is_related = _family(content) == _family(database.connection)
        return ChangesSince(tuple(forms), is_related, _last_change(content))


def _lines(connection: sqlite3.Connection) -> dict[FormId, _Line]:
    return {
        form_id: _Line(rev, bool(listed), str(project), int(year), last, at)
        for form_id, rev, listed, project, year, last, at in connection.execute(_FORMS)
    }


def _changed(
    connection: sqlite3.Connection, present: dict[FormId, _Line], before: dict[FormId, _Line]
) -> Iterator[ChangedForm]:
    for form_id in present.keys() | before.keys():
        now, then = present.get(form_id), before.get(form_id)
        change = _change(now, then)
        if change is not None:
            line = now or then
            assert line is not None  # noqa: S101  # it is in one of them
            yield _described(connection, form_id, change, line)


def _change(now: _Line | None, then: _Line | None) -> FormChange | None:
    is_listed, was_listed = now is not None and now.is_listed, then is not None and then.is_listed
    if is_listed and not was_listed:
        return FormChange.NEW
    if was_listed and not is_listed:
        return FormChange.DELETED
    if now is None or then is None or not is_listed:
        return None
    is_same = (now.rev, now.last, now.at) == (then.rev, then.last, then.at)
    return None if is_same else FormChange.CHANGED


def _described(
    connection: sqlite3.Connection, form_id: FormId, change: FormChange, line: _Line
) -> ChangedForm:
    found = connection.execute(_LAST, (form_id,)).fetchone()
    label, at, by = found or ("彻底删除", None, "")
    return ChangedForm(form_id, change, line.project, line.year, label, at and _moment(at), by)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _family(connection: sqlite3.Connection) -> str:
    ((lineage,),) = connection.execute("SELECT lineage FROM store").fetchall()
    return lineage_of_family(str(lineage))


def _last_change(connection: sqlite3.Connection) -> datetime | None:
    found = connection.execute("SELECT at FROM revision ORDER BY number DESC LIMIT 1").fetchone()
    return _moment(found[0]) if found else None
