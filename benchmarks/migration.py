"""Migrating a store of 10,000 forms of version 1 with their logs, beside verifying it afterwards."""

import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.database import open_database
from perfeval_desktop.storage.migrations import MIGRATIONS, migrate
from perfeval_desktop.storage.store import Store

_FORMS = 10_000
_ROWS = 20
_EDITS = 5
_AT = "2024-01-15T10:32:00+08:00"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "old.perfeval"
        _write(path)
        before = path.stat().st_size
        start = time.perf_counter()
        open_database(path, read_only=False, clock=now).close()
        migrating = time.perf_counter() - start
        with Store.open(path) as store:
            start = time.perf_counter()
            problems = store.verify()
            verifying = time.perf_counter() - start
        print(
            f"migrate {_FORMS} forms of version 1, copy included: {migrating:.1f} s,"
            f" {before / 1e6:.0f} MB -> {path.stat().st_size / 1e6:.0f} MB; problems: {len(problems)}"
        )
        print(
            f"    peer (verify the same store): {verifying:.1f} s;"
            f" ratio {migrating / verifying:.2f}; bound: 4"
        )


def _write(path: Path) -> None:
    """Write a store as the program of version 1 did: forms of 20 rows, each with a log of six lines."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        connection.execute("BEGIN")
        for serial in range(_FORMS):
            _put(connection, serial)
        connection.execute("UPDATE store SET last_revision = ?", (_FORMS * (1 + _EDITS),))
        connection.execute("COMMIT")


def _put(connection: sqlite3.Connection, serial: int) -> None:
    form_id = f"{serial:08x}-0000-7000-8000-000000000000"
    number = serial * (1 + _EDITS) + 1
    connection.execute(
        "INSERT INTO form VALUES"
        " (?, ?, 'national-2020', ?, ?, ?, ?, 'draft', '95.25', '优', 1, 0, 2, ?, NULL)",
        (
            form_id,
            1 + _EDITS,
            2019 + serial % 6,
            f"教师培训项目之{serial}",
            f"第{serial % 23}局",
            f"第{serial % 211}中心",
            number,
        ),
    )
    connection.execute(
        "INSERT INTO content VALUES"
        " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '年中追加', ?, ?, '98.88', '95.25')",
        (form_id, *["1234567.89"] * 12, "举办教师培训。" * 20, "已举办教师培训。" * 20),
    )
    rows = [_row(at) for at in range(_ROWS)]
    connection.executemany(
        "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((form_id, at, *row.values()) for at, row in enumerate(rows)),
    )
    connection.executemany(
        "INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?)",
        (
            (number + at, form_id, kind, "修改", json.dumps(patch, ensure_ascii=False), _AT)
            for at, (kind, patch) in enumerate(_log(rows))
        ),
    )


def _row(at: int) -> dict[str, str]:
    return {
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": f"教师培训场次之{at}",
        "target": "≥350.00(个)",
        "actual": "411.00(个)",
        "weight": "4.50",
        "score": "4.5",
        "reason": "设备到货比计划晚，已经调整安排。" * 2,
    }


def _log(rows: list[dict[str, str]]) -> Iterator[tuple[str, object]]:
    """Yield the lines of a log: every edit but the last changed a cell of another row."""
    yield "create", {}
    for at in range(_EDITS - 1):
        before = {**rows[at], "actual": ""}
        yield "edit", {"splice": {"start": at, "before": [before], "after": [rows[at]]}}
    yield "edit", {"changes": {"funding": [{}, _funding()]}}


def _funding() -> dict[str, object]:
    amounts = dict.fromkeys(("initial_budget", "adjusted_budget", "executed"), "1234567.89")
    sources = ("total", "current_appropriation", "carryover", "other_funds")
    return {**dict.fromkeys(sources, amounts), "note": "年中追加"}
