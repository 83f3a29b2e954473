"""Files of version 1, written as that program wrote them."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from perfeval_desktop.storage.migrations import MIGRATIONS, migrate
from perfeval_desktop.storage.version_1.raw import AMOUNTS, COLUMNS, SOURCES

Patch = dict[str, Any]
# A line of the log: its kind, and its patch (or what stands there instead).
Line = tuple[str, Patch | str]


@contextmanager
def old_file() -> Iterator[sqlite3.Connection]:
    """Give an empty file of version 1, in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        yield connection


def put(
    connection: sqlite3.Connection,
    *,
    form: dict[str, Any] | None = None,
    content: dict[str, Any] | None = None,
    rows: Sequence[dict[str, str]] = (),
    log: Sequence[Line] = (("create", {}),),
) -> str:
    """Put a form with its log into ``connection``; return its id."""
    (number,) = connection.execute("SELECT last_revision FROM store").fetchone()
    form_id = f"form-{number}"
    _insert(
        connection,
        "form",
        {
            "id": form_id,
            "rev": 1 + sum(kind != "create" for kind, _ in log),
            "template": "national-2020",
            "fiscal_year": 2023,
            "project": "教师培训",
            "department": "区教育局",
            "implementing_unit": "",
            "state": "draft",
            "total": "95.25",
            "grade": "优",
            "is_complete": 1,
            "errors": 0,
            "warnings": 2,
            "created_revision": number + 1,
            "deleted_revision": None,
            **(form or {}),
        },
    )
    amounts = dict.fromkeys(f"{source}_{column}" for source in SOURCES for column in AMOUNTS)
    _insert(
        connection,
        "content",
        {
            "form_id": form_id,
            **amounts,
            "execution_score": None,
            "funding_note": "",
            "expected_goal": "",
            "actual_outcome": "",
            "printed_execution_rate": None,
            "printed_total": None,
            **(content or {}),
        },
    )
    for position, row in enumerate(rows):
        numbers = {"weight": row.get("weight"), "score": row.get("score")}
        texts = {column: row.get(column, "") for column in COLUMNS if column not in numbers}
        _insert(connection, "indicator", {"form_id": form_id, "position": position, **texts, **numbers})
    for kind, patch in log:
        number += 1
        text = patch if isinstance(patch, str) else json.dumps(patch, ensure_ascii=False)
        values = {"number": number, "form_id": form_id, "kind": kind, "label": f"第 {number} 号"}
        _insert(connection, "revision", {**values, "patch": text, "at": "2024-01-15T10:32:00+08:00"})
    connection.execute("UPDATE store SET last_revision = ?", (number,))
    return form_id


def splice(start: int, before: Sequence[dict[str, str]], after: Sequence[dict[str, str]]) -> Patch:
    """Return the patch that puts ``after`` in the place of ``before``."""
    return {"splice": {"start": start, "before": list(before), "after": list(after)}}


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    columns, places = ", ".join(values), ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(values.values()))  # noqa: S608
