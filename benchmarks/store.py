"""Opening a form of a store of 10,000, and committing one cell, beside the least SQLite can do it with."""

import sqlite3
import tempfile
from itertools import count, cycle
from pathlib import Path

from forms import TEMPLATES, with_weight
from measuring import tell, times_of
from stores import store_of

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store

_FORMS = 10_000


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        path = store_of(_FORMS, Path(name))
        with Store.open(path) as store:
            session = EditingSession(store, TEMPLATES)
            ids = cycle([summary.form_id for summary in session.summaries()][::37])
            read = sqlite3.connect(path)
            numbers = cycle(range(1, _FORMS, 41))
            tell(
                "open a form",
                times_of(lambda: session.open(next(ids)), runs=500),
                "read its table once by sqlite3",
                times_of(
                    lambda: read.execute("SELECT * FROM form WHERE rowid = ?", (next(numbers),)).fetchall(),
                    runs=500,
                ),
                "20 ms",
            )
            read.close()
            serial = count(1)

            def commit() -> None:
                form = session.base
                weight = f"{next(serial) % 90 / 10}"
                session.commit(with_weight(TEMPLATES[form.template.id], form, weight), "测量")

            tell(
                "commit one cell",
                times_of(commit, runs=500),
                "one UPDATE with the same pragmas",
                _bare_updates(Path(name)),
                "p99 10 ms",
            )


def _bare_updates(folder: Path) -> list[float]:
    connection = sqlite3.connect(folder / "peer.db", isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
        "CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT);"
    )
    connection.execute("INSERT INTO t VALUES (1, '')")
    serial = count()
    taken = times_of(
        lambda: connection.execute("UPDATE t SET v = ? WHERE k = 1", (str(next(serial)),)), runs=500
    )
    connection.close()
    return taken
