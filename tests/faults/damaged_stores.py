"""Stores with bytes changed, cut off, zeroed or in the wrong place, and files that only look like stores.

Every command answers with what is there or with one of the program's own errors; reading changes nothing.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

from faults.campaign import Campaign, Portion, depth, tries
from faults.commands import Answer, carried_out
from faults.contents import Contents, contents
from faults.figures import Failure, Figures
from faults.patience import NOTE, guarded
from faults.random_work import TEMPLATES, changed, step
from faults.works import STORE, with_samples, working
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store

_PAGE = 4096
_SECONDS = 20


# -- damage --------------------------------------------------------------------------------------------------


def _flip(data: bytearray, random: Random) -> str:
    at = random.randrange(len(data))
    data[at] ^= random.randrange(1, 256)
    return f"a byte changed at {at}"


def _cut(data: bytearray, random: Random) -> str:
    at = random.randrange(len(data))
    if random.random() < 0.5:
        at -= at % 512
    del data[at:]
    return f"cut off at {at}"


def _zero(data: bytearray, random: Random) -> str:
    at, size = random.randrange(0, len(data), 512), random.choice((512, _PAGE))
    data[at : at + size] = bytes(len(data[at : at + size]))
    return f"{size} zeros at {at}"


def _swap(data: bytearray, random: Random) -> str:
    one, other = (random.randrange(0, len(data) - _PAGE + 1, _PAGE) for _ in range(2))
    data[one : one + _PAGE], data[other : other + _PAGE] = (
        data[other : other + _PAGE],
        data[one : one + _PAGE],
    )
    return f"pages at {one} and {other} in each other's place"


def _append(data: bytearray, random: Random) -> str:
    size = random.choice((1, 100, _PAGE))
    data += random.randbytes(size)
    return f"{size} bytes more"


_DAMAGES = (_flip, _flip, _flip, _cut, _zero, _swap, _append)


def _run(portion: Portion) -> None:
    random, folder = portion.random, portion.folder / "work"
    folder.mkdir()
    with_samples(folder)
    with working(folder) as (store, session):
        for _ in range(25):
            step(session, random)
        whole = contents(store)
    good = (folder / STORE).read_bytes()
    for number in range(portion.tries):
        shutil.rmtree(folder)
        folder.mkdir()
        data = bytearray(good)
        where = f"try {number}, {random.choice(_DAMAGES)(data, random)} of {len(good)}"
        (folder / STORE).write_bytes(data)
        portion.figures.tries += 1
        _look(portion, folder, bytes(data), whole, where=where)
        _edit(portion, folder / STORE, random, where=where)


def _look(portion: Portion, folder: Path, data: bytes, whole: Contents, *, where: str) -> None:
    figures, path = portion.figures, folder / STORE
    answers = {}
    for command in (
        ("verify",),
        ("list", "--json"),
        ("score", "--json"),
        ("check",),
        ("export", "--out", folder / "导出"),
        ("backup", "--to", folder / "备份"),
    ):
        answers[command[0]] = _carry_out(portion, command, path, where=where)
    # An empty file is a store that is about to be made.
    if data and path.read_bytes() != data:
        figures.fail(Failure.DAMAGED, f"{where}: changed by commands that only read")
    verified = answers["verify"]
    if verified is None:
        return
    figures.meet("whole to verify" if verified.code == 0 else "found by verify")
    if verified.code == 0 and data:
        _judge_verified(figures, path, whole, where=where, note=portion.folder / NOTE)


def _carry_out(portion: Portion, command: tuple[object, ...], path: Path, *, where: str) -> Answer | None:
    here = f"{where}, {command[0]}"
    work = partial(carried_out, *command, "--store", path)
    answer = guarded(portion.figures, work, seconds=_SECONDS, where=here, note=portion.folder / NOTE)
    if answer is not None and not answer.is_known:
        portion.figures.fail(Failure.WRONG, f"{here}: answers with {answer.code} and {answer.err!r}")
    return answer


def _judge_verified(figures: Figures, path: Path, whole: Contents, *, where: str, note: Path) -> None:
    """Read what is told to be whole: it has to be readable, and what was saved."""

    def read() -> Contents:
        with Store.open(path, read_only=True) as store:
            return contents(store)

    found = guarded(figures, read, seconds=_SECONDS, where=f"{where}, reading", note=note)
    if found is None:
        figures.fail(Failure.WRONG, f"{where}: told to be whole, and cannot be read")
    elif found != whole:
        figures.fail(Failure.WRONG, f"{where}: told to be whole, with other contents")


def _edit(portion: Portion, path: Path, random: Random, *, where: str) -> None:
    def edit() -> None:
        with Store.open(path) as store:
            session = EditingSession(store, TEMPLATES)
            for line in session.summaries():
                session.open(line.form_id)
                session.commit(changed(session.base, random), "改")
                session.undo()
                session.revisions()

    here = f"{where}, editing"
    guarded(portion.figures, edit, seconds=_SECONDS, where=here, note=portion.folder / NOTE)


# -- files that only look like stores ------------------------------------------------------------------------


def _made_by_sql(path: Path, *statements: str) -> None:
    with_samples(path.parent)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for one in statements:
            connection.execute(one)


_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"


def _with_endless_view(table: str, path: Path) -> None:
    """Put an endless query in the place of a table."""
    query = f"{_ENDLESS} SELECT old.* FROM old, n"  # noqa: S608  # ours
    _made_by_sql(path, f"ALTER TABLE {table} RENAME TO old", f"CREATE VIEW {table} AS {query}")


def _endless_store(path: Path) -> None:
    _with_endless_view("store", path)


def _endless_forms(path: Path) -> None:
    _with_endless_view("form", path)


def _trigger(path: Path) -> None:
    """Let every change of a form be followed by a query that takes years."""
    forms = ", ".join(f"form AS f{number}" for number in range(14))
    query = f"SELECT count(*) FROM {forms}"  # noqa: S608  # ours
    _made_by_sql(path, f"CREATE TRIGGER t AFTER UPDATE ON form BEGIN {query}; END")


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE form (id TEXT)")


def _text(path: Path) -> None:
    path.write_bytes("不是数据文件。".encode() * 500)


def _folder(path: Path) -> None:
    path.mkdir()


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def _pipe(path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


_CRAFTED: tuple[Callable[[Path], None], ...] = (
    *(_endless_store, _endless_forms, _trigger, _other_program, _text, _folder),
    *(_link_to_itself, _pipe, _device),
)


def _run_crafted(portion: Portion) -> None:
    make = _CRAFTED[portion.number]
    folder = portion.folder / "work"
    folder.mkdir()
    try:
        make(folder / STORE)
    except OSError:
        portion.figures.meet("not allowed by the system")
        return
    portion.figures.tries += 1
    where = make.__name__.strip("_").replace("_", " ")
    for command in (("list",), ("verify",), ("backup", "--to", folder / "备份"), ("new", "--project", "甲")):
        _carry_out(portion, command, folder / STORE, where=where)
    if make not in {_pipe, _device}:
        _edit(portion, folder / STORE, portion.random, where=where)


CAMPAIGNS = (
    Campaign(name="damaged-stores", run=_run, sizes=tries(400, full=3000, each=100), seconds=3600),
    Campaign(
        name="crafted-stores", run=_run_crafted, sizes=depth(1, full=1, portions=len(_CRAFTED)), seconds=300
    ),
)
