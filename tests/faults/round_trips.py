"""There and back: histories through backup and restore, forms through the store, equal to the letter."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from faults.campaign import Campaign, Portion, always, tries
from faults.contents import Contents, contents
from faults.figures import Failure, Figures, attempt
from faults.odd_forms import odd_form, odd_text
from faults.random_work import TEMPLATES, fill, step
from faults.works import STORE, with_samples, working
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up, restore_backup
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.database import open_database
from perfeval_desktop.storage.migrations import MIGRATIONS, Migration, Progress
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Entry, FormId, Revision, RevisionKind, StoredForm

# -- histories through a backup ------------------------------------------------------------------------------


def _histories(portion: Portion) -> None:
    random = portion.random
    for number in range(portion.tries):
        path = portion.folder / f"{number}.perfeval"
        with Store.open(path) as store:
            portion.figures.tries += 1
            _history(portion.figures, store, random, where=f"history {number}")
        path.unlink()


def _history(figures: Figures, store: Store, random: Random, *, where: str) -> None:
    session, folder = EditingSession(store, TEMPLATES), store.path.parent / "备份"
    fill(session)
    for _ in range(random.randint(1, 25)):
        step(session, random)
    made, before, logs = back_up(store, folder), contents(store), _logs(store)
    for _ in range(random.randint(1, 15)):
        step(session, random)
    last = store.latest_revision()
    restore_backup(store, made.path, folder)
    session.reload()
    if contents(store) != before or _logs(store) != logs:
        figures.fail(Failure.WRONG, f"{where}: other contents, or another log, than backed up")
    if store.latest_revision() <= last:
        figures.fail(Failure.WRONG, f"{where}: the numbers go back")
    if problems := store.verify():
        figures.fail(Failure.DAMAGED, f"{where}: {problems[0]}")
    for one in store.summaries()[:2]:
        session.open(one.form_id)
        while attempt(figures, where, session.undo) is True:
            figures.meet("undone after the restore")


def _logs(store: Store) -> dict[FormId, tuple[Revision, ...]]:
    return {one.form_id: store.revisions(one.form_id) for one in (*store.summaries(), *store.bin())}


# -- forms through the store ---------------------------------------------------------------------------------


def _forms(portion: Portion) -> None:
    random, figures = portion.random, portion.figures
    with Store.open(portion.folder / STORE) as store:
        for number in range(portion.tries):
            figures.tries += 1
            _form(figures, store, odd_form(random), odd_form(random), random, where=f"form {number}")
        if problems := store.verify():
            figures.fail(Failure.DAMAGED, problems[0])


def _form(figures: Figures, store: Store, one: Form, other: Form, random: Random, *, where: str) -> None:
    (made,) = store.create([_entry(one)], label=odd_text(random), by=odd_text(random))
    form_id = made.stored.form_id
    if store.load(form_id).form != one:
        figures.fail(Failure.WRONG, f"{where}: not the same after it was created")
    store.save(store.load(form_id), _entry(other), kind=RevisionKind.EDIT, label=odd_text(random), by="")
    found = store.load(form_id).form
    if found != other:
        figures.fail(Failure.WRONG, f"{where}: not the same after it was saved")
    elif one != other and apply(store.revisions(form_id)[-1].patch.inverse, found) != one:
        figures.fail(Failure.WRONG, f"{where}: the log does not lead back")


def _entry(form: Form) -> Entry:
    return evaluate(TEMPLATES[form.template.id], FormId(""), form).entry


_load = Store.load


def _stripped(store: Store, form_id: FormId) -> StoredForm:
    stored = _load(store, form_id)
    form = stored.form
    for block, rows in form.tables.items():
        cells = [{key: text.strip() for key, text in row.cells.items()} for row in rows]
        form = form.with_rows(
            block, tuple(replace(row, cells=one) for row, one in zip(rows, cells, strict=True))
        )
    return replace(stored, form=form)


def _forms_without_blanks(portion: Portion) -> None:
    """Let the store forget blanks around texts."""
    with patch.object(Store, "load", _stripped):
        _forms(portion)


# -- migrations that fail, and files of a later program ------------------------------------------------------


def _raise(connection: sqlite3.Connection, _progress: Progress) -> None:
    connection.execute('ALTER TABLE "form" ADD COLUMN "extra" TEXT')
    connection.execute("DELETE FROM revision")
    raise sqlite3.OperationalError("no such function: x")


def _leave_dangling(connection: sqlite3.Connection, _progress: Progress) -> None:
    connection.execute("DELETE FROM form WHERE rowid = (SELECT min(rowid) FROM form)")


def _fill_disk(connection: sqlite3.Connection, _progress: Progress) -> None:
    connection.execute("DELETE FROM revision")
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


_FAILING: tuple[Migration, ...] = (_raise, _leave_dangling, _fill_disk)


def _versions(portion: Portion) -> None:
    random, path = portion.random, portion.folder / STORE
    with_samples(portion.folder)
    with working(portion.folder) as (store, session):
        for _ in range(20):
            step(session, random)
        before = contents(store)
    original = path.read_bytes()
    for number in range(portion.tries):
        migration = _FAILING[number % len(_FAILING)]
        portion.figures.tries += 1
        path.write_bytes(original)
        where = f"try {number}, {migration.__name__}"
        answer = attempt(portion.figures, where, partial(_migrated, path, migration))
        if answer is True:
            portion.figures.fail(Failure.FALSE_SAVED, f"{where}: told to be migrated")
        _judge_unmigrated(portion.figures, portion.folder, before, where=where)
    path.write_bytes(original)
    _later(portion.figures, path)


def _migrated(path: Path, migration: Migration) -> bool:
    open_database(path, read_only=False, clock=now, migrations=(*MIGRATIONS, migration)).close()
    return True


def _judge_unmigrated(figures: Figures, folder: Path, before: Contents, *, where: str) -> None:
    copies = list(folder.glob("*升级前*.perfeval"))
    if len(copies) != 1:
        figures.fail(Failure.WRONG, f"{where}: {len(copies)} copies")
    for file in (folder / STORE, *copies):
        with Store.open(file) as store:
            if contents(store) != before:
                figures.fail(Failure.LOST, f"{where}: {file.name}")
            if problems := store.verify():
                figures.fail(Failure.DAMAGED, f"{where}: {file.name}: {problems[0]}")
    for file in folder.glob("*升级前*"):
        file.unlink()


def _later(figures: Figures, path: Path) -> None:
    """Open a file of a later program, which must be refused, and left alone."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS) + 5}")
    newer = path.read_bytes()
    for is_read_only in (True, False):
        figures.tries += 1
        try:
            Store.open(path, read_only=is_read_only).close()
        except StorageError as told:
            if told.kind is not StorageErrorKind.NEWER:
                figures.fail(Failure.WRONG, f"a file of a later program is told as {told.kind}")
        else:
            figures.fail(Failure.WRONG, "a file of a later program is opened")
    if path.read_bytes() != newer:
        figures.fail(Failure.DAMAGED, "a file of a later program was changed")


CAMPAIGNS = (
    Campaign(name="round-histories", run=_histories, sizes=tries(100, full=1000, each=100)),
    Campaign(name="round-forms", run=_forms, sizes=tries(2000, full=20_000, each=1000)),
    Campaign(name="round-versions", run=_versions, sizes=tries(30, full=300, each=30)),
    Campaign(
        name="round-control-blanks",
        run=_forms_without_blanks,
        sizes=always(100),
        must_fail=frozenset({Failure.WRONG}),
    ),
)
