"""Stores whose file is sound, with values that nobody can have entered, in every column of every table.

Whatever is in a file, the program answers with what it holds or with one of its own errors.
"""

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

from faults.campaign import Campaign, Portion, tries
from faults.commands import carried_out
from faults.figures import Failure, Figures
from faults.patience import NOTE, guarded
from faults.random_work import TEMPLATES, changed
from faults.works import STORE, with_samples, working
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store

_SPLICE = '{"splices":[{"block":"indicators","start":%s,"before":[],"after":[]}]}'
_VALUES: tuple[object, ...] = (
    *(None, 5, -1, 0, 2**62, -(2**63), 1.5, float("inf"), b"\xff\xfe", b"", "", " ", "x", "甲\x00乙"),
    *("NaN", "sNaN", "Infinity", "-5", "1E+6", "1E+400", "1E-400", "1E+999999", "9" * 400, "１０", "1_0"),
    *("../../../x", "draft", "final", "national-2020", "self-assessment", "行\n" * 2000),
    *("9999-99-99T00:00:00", "2024-01-01", "0001-01-01T00:00:00+14:00"),
    *(
        "{}",
        "[]",
        "null",
        "5",
        '"x"',
        "[" * 5000,
        '{"a":' * 5000,
        '{"level1": 5}',
        '{"level1": null}',
        '["score"]',
    ),
    *(_SPLICE % "-1", _SPLICE % "0", _SPLICE % "99", _SPLICE % '"x"', '{"head":{"year":["a","b"]}}'),
)
# Of text that no UTF-8 is.
_BROKEN_TEXT = "甲\ud800".encode("utf-8", "surrogatepass")
_COMMANDS = (("list", "--json"), ("verify",), ("check",), ("score", "--json"), ("show", "内涵"))
_SECONDS = 10


def _run(portion: Portion) -> None:
    random = portion.random
    good, bad = portion.folder / "好", portion.folder / "坏"
    for folder in (good, bad):
        folder.mkdir()
    _make(good, random)
    cells = _columns(good / STORE)
    for number in range(portion.tries):
        table, column = random.choice(cells)
        value = random.choice((*_VALUES, _BROKEN_TEXT))
        shutil.copyfile(good / STORE, bad / STORE)
        _put(bad / STORE, table, column, value)
        portion.figures.tries += 1
        where = f"try {number}, {table}.{column} = {str(value)[:40]!r}"
        _use(portion.figures, bad, random, where=where, note=portion.folder / NOTE)


def _make(folder: Path, random: Random) -> None:
    """Make a store with a log, whose tables take any value."""
    with_samples(folder)
    with working(folder) as (_, session):
        for line in session.summaries():
            session.open(line.form_id)
            session.commit(changed(session.base, random), "改")
        session.delete([session.summaries()[-1].form_id], "删除")
    with closing(sqlite3.connect(folder / STORE, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for table in _tables(connection):
            connection.execute(f'CREATE TABLE "new" AS SELECT * FROM "{table}"')  # noqa: S608  # its own name
            connection.execute(f'DROP TABLE "{table}"')
            connection.execute(f'ALTER TABLE "new" RENAME TO "{table}"')


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in found]


def _columns(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            (table, column)
            for table in _tables(connection)
            for _, column, *_ in connection.execute(f'PRAGMA table_info("{table}")')
        ]


def _put(path: Path, table: str, column: str, value: object) -> None:
    """Put a value into the last row of a table."""
    given = "CAST(? AS TEXT)" if value is _BROKEN_TEXT else "?"
    sql = f'UPDATE "{table}" SET "{column}" = {given} WHERE rowid = (SELECT max(rowid) FROM "{table}")'  # noqa: S608  # its own names
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql, (value,))


def _use(figures: Figures, folder: Path, random: Random, *, where: str, note: Path) -> None:
    path = folder / STORE
    for command in _COMMANDS:
        here = f"{where}, {command[0]}"
        answer = guarded(
            figures,
            partial(carried_out, *command, "--store", path),
            seconds=_SECONDS,
            where=here,
            note=note,
        )
        if answer is not None and not answer.is_known:
            figures.fail(Failure.WRONG, f"{here}: answers with {answer.code} and {answer.err!r}")
        elif command == ("verify",) and answer is not None:
            figures.meet("found by verify" if answer.code else "whole to verify")
    guarded(figures, lambda: _edit(path, random), seconds=2 * _SECONDS, where=f"{where}, editing", note=note)


def _edit(path: Path, random: Random) -> None:
    """Open each form, edit it, and undo also what was done before."""
    with Store.open(path) as store:
        session = EditingSession(store, TEMPLATES)
        for line in (*session.summaries(), *session.bin()):
            session.open(line.form_id)
            session.commit(changed(session.base, random), "改")
            session.undo()
            session.undo()
            session.revisions()


CAMPAIGNS = (Campaign(name="odd-values", run=_run, sizes=tries(600, full=2000, each=100), seconds=1800),)
