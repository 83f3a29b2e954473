"""The whole file read and held against itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from peewee import fn

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.form_json import whole_number
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import list_queries, repository
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import decoding, translating_errors
from perfeval_desktop.storage.identity import APPLICATION_ID, pragma
from perfeval_desktop.storage.seals import Seal, sealed
from perfeval_desktop.storage.tables import BlockRow, RevisionRow
from perfeval_desktop.storage.unreadable_forms import form_names
from perfeval_desktop.store import FormId, Revision, StoredForm

_REMEDY = "请先把数据文件另存一份备查，再从备份恢复。"


def problems(database: Database) -> tuple[str, ...]:
    """Return what is wrong with the file, in Chinese sentences, each once; empty if all is well.

    Raises :class:`StorageError` BUSY where another program keeps it from being read: that says nothing of it.
    """
    found: list[str] = []
    checks: tuple[Callable[[Database], Iterable[str]], ...] = (_structure, _order, _lists, _forms)
    for check in checks:
        try:
            with database.reading():
                found.extend(check(database))
        except StorageError as error:
            if error.kind is StorageErrorKind.BUSY:
                raise
            found.append(str(error))
    return tuple(dict.fromkeys(found))


def _structure(database: Database) -> Iterator[str]:
    connection = database.connection
    if pragma(connection, "application_id") != APPLICATION_ID:
        yield f"文件头中的程序标识被改动过。{_REMEDY}"
    for (line,) in connection.execute("PRAGMA integrity_check(10)").fetchall():
        if line != "ok":
            yield f"数据文件的内部结构有误（{line}）。{_REMEDY}"
    for table, row, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"数据表 {table} 的第 {row} 行不属于任何表。{_REMEDY}"


def _order(database: Database) -> Iterator[str]:
    highest = database.value(RevisionRow.select(fn.MAX(RevisionRow.number)))
    # The backups go by it; what cannot be one raises.
    repository.lineage(database)
    with decoding("revision"):
        is_behind = whole_number(highest or 0) > repository.last_revision(database)
    if is_behind:
        yield f"改动的编号与计数不符。{_REMEDY}"


def _lists(database: Database) -> tuple[str, ...]:
    # A file that cannot be read raises; a form that cannot is named below.
    list_queries.live_forms(database)
    list_queries.deleted_forms(database)
    return ()


def _forms(database: Database) -> Iterator[str]:
    for form_id, project in form_names(database):
        try:
            with translating_errors(database.path):
                stored = repository.find(database, form_id)
                revisions = repository.revisions(database, form_id)
                kept = None if stored is None else repository.seal(database, stored)
        except StorageError:
            reason = "的行序号不连续" if _has_gaps(database, form_id) else "有内容无法读取"
            yield f"“{project}”{reason}。{_REMEDY}"
            continue
        if stored is None:
            yield f"“{project}”缺少正文。{_REMEDY}"
            continue
        if broken := _break(stored.form, revisions):
            yield f"“{project}”的内容与修改记录对不上（第 {broken.number} 号改动）。{_REMEDY}"
        if kept is not None:
            yield from (f"“{project}”{reason}。{_REMEDY}" for reason in _broken_seals(stored, kept))


def _has_gaps(database: Database, form_id: FormId) -> bool:
    """Return whether the rows of a table of a form do not follow each other, which makes it unreadable."""
    position = BlockRow.position
    are_apart = (
        (fn.MIN(position) != 0)
        | (fn.MAX(position) + 1 != fn.COUNT(position))
        | (fn.COUNT(position.distinct()) != fn.COUNT(position))
    )
    tables = BlockRow.select(BlockRow.block).where(BlockRow.form == form_id).group_by(BlockRow.block)
    with suppress(StorageError), translating_errors(database.path):
        return bool(database.rows(tables.having(are_apart)))
    # Where that cannot be read either, it is not only the order.
    return False


def _broken_seals(stored: StoredForm, kept: Seal) -> Iterator[str]:
    """Yield what of a form is not as it was saved, as predicates."""
    now = sealed(stored.form, stored.outline, rev=stored.rev)
    if (now.rows, now.head) != (kept.rows, kept.head):
        yield "的内容与保存时记下的校验值不符，保存以后被改动过"
    # Another program may have renewed a standing by its rules.
    if now.rules_version == kept.rules_version and now.outline != kept.outline:
        yield "在列表中的名称、金额或得分与保存时记下的校验值不符，保存以后被改动过"


def _break(form: Form, revisions: Sequence[Revision]) -> Revision | None:
    """Return the latest revision of the log that did not lead to ``form``."""
    for revision in reversed(revisions):
        try:
            form = apply(revision.patch.inverse, form)
        except ValueError:
            return revision
    return None
