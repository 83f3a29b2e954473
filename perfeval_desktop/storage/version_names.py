"""Names of versions: lines of the log that change nothing and say what the state before them is called.

Each function runs within a transaction of its caller. It raises :class:`StorageError` MISSING where there is
no such form, or no such name any more, and counts as a change, so that the next backup is not thought
superfluous.
"""

from collections.abc import Sequence
from datetime import datetime

from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import repository
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.tables import RevisionRow
from perfeval_desktop.store import FormId, Revision, RevisionKind

_NOTHING = Patch()


def add(database: Database, form_ids: Sequence[FormId], label: str, at: datetime, by: str) -> None:
    """Log a name for the present state of each form."""
    numbers = repository.next_revisions(database, len(form_ids))
    if len(repository.known_ids(database, form_ids)) < len(form_ids):
        raise _missing()
    named = [
        Revision(number, form_id, RevisionKind.NAME, label, _NOTHING, at, by)
        for number, form_id in zip(numbers, form_ids, strict=True)
    ]
    repository.log(database, named)


def change(database: Database, form_id: FormId, number: int, label: str) -> None:
    """Give the name that is logged as ``number`` another label; a blank one takes it out of the log."""
    repository.next_revisions(database, 1)
    query = RevisionRow.update(label=label) if label else RevisionRow.delete()
    is_name = (RevisionRow.form == form_id) & (RevisionRow.kind == RevisionKind.NAME.value)
    if not database.change(query.where(is_name, RevisionRow.number == number)):
        raise _missing()


def _missing() -> StorageError:
    return StorageError(
        StorageErrorKind.MISSING, "这个版本的名称已不在数据文件中，没有改动。请重新打开这张表后再试。"
    )
