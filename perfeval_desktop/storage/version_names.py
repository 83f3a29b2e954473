"""Names of versions: lines of the log that change nothing and say what the state before them is called."""

from dataclasses import replace

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import repository
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.tables import RevisionRow
from perfeval_desktop.store import Revision, RevisionKind


def write(database: Database, named: Revision) -> None:
    """Log a name, as which number there is next; one that has a number is in the log, and is changed.

    A blank label takes it out of the log. Within a transaction of the caller. Raises :class:`StorageError`
    MISSING where there is no such form, or no such name any more.
    """
    # Counts as a change, so that the next backup is not thought superfluous.
    (new,) = repository.next_revisions(database, 1)
    if named.number:
        is_there = _change(database, named)
    else:
        is_there = bool(repository.known_ids(database, [named.form_id]))
        repository.log(database, [replace(named, number=new)] if is_there else [])
    if not is_there:
        raise StorageError(
            StorageErrorKind.MISSING, "这个版本的名称已不在数据文件中，没有改动。请重新打开这张表后再试。"
        )


def _change(database: Database, named: Revision) -> bool:
    query = RevisionRow.update(label=named.label) if named.label else RevisionRow.delete()
    is_name = (RevisionRow.form == named.form_id) & (RevisionRow.kind == RevisionKind.NAME.value)
    return database.change(query.where(is_name, RevisionRow.number == named.number)) > 0
