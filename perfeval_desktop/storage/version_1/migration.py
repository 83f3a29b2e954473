"""A file of version 1 rewritten: the tables of version 2 made, and every form with its log put into them."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

from perfeval_desktop.storage.errors import DamagedError, decoding
from perfeval_desktop.storage.version_1.cells import (
    GRID,
    Rows,
    amounts_in_list,
    grid_rows,
    small_blocks,
    spelling_of,
)
from perfeval_desktop.storage.version_1.raw import RawForm, RawRevision, Step, raw_form, steps_of
from perfeval_desktop.storage.version_1.row_ids import Named, named_steps

Progress = Callable[[int, int], None]
Values = dict[str, Any]

_CHUNK = 100

_RENAMED = (
    'ALTER TABLE "form" RENAME TO "old_form"',
    'ALTER TABLE "content" RENAME TO "old_content"',
    'ALTER TABLE "indicator" RENAME TO "old_indicator"',
    'ALTER TABLE "revision" RENAME TO "old_revision"',
)
_MADE = (
    (
        'CREATE TABLE "template" ("digest" TEXT NOT NULL PRIMARY KEY, "template" TEXT NOT NULL,'
        ' "text" TEXT NOT NULL)'
    ),
    (
        'CREATE TABLE "form" ("id" TEXT NOT NULL PRIMARY KEY, "rev" INTEGER NOT NULL, "kind" TEXT NOT NULL,'
        ' "template" TEXT NOT NULL, "digest" TEXT NOT NULL, "year" INTEGER NOT NULL, "project" TEXT NOT NULL,'
        ' "project_code" TEXT NOT NULL, "department" TEXT NOT NULL, "implementing_unit" TEXT NOT NULL,'
        ' "state" TEXT NOT NULL, "adjusted" TEXT, "executed" TEXT, "total" TEXT, "grade" TEXT,'
        ' "is_complete" INTEGER NOT NULL, "errors" INTEGER NOT NULL, "warnings" INTEGER NOT NULL,'
        ' "rules_version" INTEGER NOT NULL, "changed_by" TEXT NOT NULL, "created_revision" INTEGER NOT NULL,'
        ' "deleted_revision" INTEGER)'
    ),
    (
        'CREATE TABLE "rest" ("form_id" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL,'
        ' FOREIGN KEY ("form_id") REFERENCES "form" ("id") ON DELETE CASCADE)'
    ),
    (
        'CREATE TABLE "row" ("form_id" TEXT NOT NULL, "block" TEXT NOT NULL, "id" TEXT NOT NULL,'
        ' "position" INTEGER NOT NULL, "parent" TEXT, "joined" TEXT, "cells" TEXT NOT NULL,'
        ' PRIMARY KEY ("form_id", "block", "id"),'
        ' FOREIGN KEY ("form_id") REFERENCES "form" ("id") ON DELETE CASCADE)'
    ),
    (
        'CREATE TABLE "revision" ("number" INTEGER NOT NULL PRIMARY KEY, "form_id" TEXT NOT NULL,'
        ' "kind" TEXT NOT NULL, "label" TEXT NOT NULL, "patch" TEXT NOT NULL, "at" TEXT NOT NULL,'
        ' "changed_by" TEXT NOT NULL, FOREIGN KEY ("form_id") REFERENCES "form" ("id") ON DELETE CASCADE)'
    ),
)
_DROPPED = (
    'DROP TABLE "old_revision"',
    'DROP TABLE "old_indicator"',
    'DROP TABLE "old_content"',
    'DROP TABLE "old_form"',
    'CREATE INDEX "revisionrow_form_id" ON "revision" ("form_id")',
)

_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def store_by_row(connection: sqlite3.Connection, progress: Progress) -> None:
    """Rewrite the open file; ``progress`` is told how many forms of how many are done.

    No form has a digest yet: it is read under the template of its id. Its standing is that of rules 1. Raises
    :class:`DamagedError` for what version 1 cannot have written.
    """
    for statement in chain(_RENAMED, _MADE):
        connection.execute(statement)
    (number,) = connection.execute('SELECT count(*) FROM "old_form"').fetchone()
    forms = _rows(connection, 'SELECT * FROM "old_form" ORDER BY "id"')
    for done, values in enumerate(forms):
        if done % _CHUNK == 0:
            progress(done, number)
        with _undamaged():
            _put(connection, _old_form(connection, values), values)
    for statement in _DROPPED:
        connection.execute(statement)
    progress(number, number)


@contextmanager
def _undamaged() -> Iterator[None]:
    """Raise :class:`DamagedError` for a form as version 1 cannot have left it."""
    try:
        with decoding("form"):
            yield
    except sqlite3.IntegrityError as error:
        raise DamagedError("form") from error


def _old_form(connection: sqlite3.Connection, values: Values) -> RawForm:
    of_form = (values["id"],)
    content = _rows(connection, 'SELECT * FROM "old_content" WHERE "form_id" = ?', of_form)
    grid = _rows(connection, 'SELECT * FROM "old_indicator" WHERE "form_id" = ? ORDER BY "position"', of_form)
    return raw_form(values, next(content, {}), grid)


def _rows(connection: sqlite3.Connection, sql: str, values: tuple[object, ...] = ()) -> Iterator[Values]:
    cursor = connection.execute(sql, values)
    names = [name for name, *_ in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _put(connection: sqlite3.Connection, form: RawForm, values: Values) -> None:
    log = [
        RawRevision(*row)
        for row in connection.execute(
            'SELECT "number", "kind", "label", "at", "patch" FROM "old_revision" WHERE "form_id" = ?'
            ' ORDER BY "number"',
            (values["id"],),
        )
    ]
    steps = steps_of(form, log)
    named = named_steps(steps[0].before if steps else form, steps)
    _put_form(connection, form, values)
    _put_rows(connection, form, values["id"], named[-1])
    _put_log(connection, values["id"], log, list(_lines(steps, named)))


def _put_form(connection: sqlite3.Connection, form: RawForm, values: Values) -> None:
    adjusted, executed = amounts_in_list(form)
    row = (
        values["id"],
        values["rev"],
        "self-assessment",
        values["template"],
        "",
        values["fiscal_year"],
        values["project"],
        "",
        values["department"],
        values["implementing_unit"],
        values["state"],
        adjusted,
        executed,
        *(values[name] for name in ("total", "grade", "is_complete", "errors", "warnings")),
        1,
        "",
        values["created_revision"],
        values["deleted_revision"],
    )
    connection.execute(f'INSERT INTO "form" VALUES ({", ".join("?" * len(row))})', row)  # noqa: S608


def _put_rows(connection: sqlite3.Connection, form: RawForm, form_id: str, named: Named) -> None:
    rest = {"made": named.made} if named.made else {}
    connection.execute('INSERT INTO "rest" VALUES (?, ?)', (form_id, _TO_JSON(rest)))
    blocks = {**small_blocks(form), GRID: grid_rows(form.rows, named.ids, spelling_of(form))}
    connection.executemany(
        'INSERT INTO "row" VALUES (?, ?, ?, ?, NULL, NULL, ?)',
        [
            (form_id, block, row["id"], position, _TO_JSON(row["cells"]))
            for block, rows in blocks.items()
            for position, row in enumerate(rows)
        ],
    )


def _put_log(
    connection: sqlite3.Connection, form_id: str, log: list[RawRevision], lines: list[tuple[RawRevision, str]]
) -> None:
    if len(lines) < len(log):
        # Before what could not be read: only that the form was made.
        lines = [*((one, "{}") for one in log[:1] if one.kind == "create"), *lines]
    connection.executemany(
        'INSERT INTO "revision" VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(one.number, form_id, one.kind, one.label, patch, one.at, "") for one, patch in lines],
    )


# -- patches ---------------------------------------------------------------------------------------------


def _lines(steps: Iterable[Step], named: list[Named]) -> Iterator[tuple[RawRevision, str]]:
    """Yield the lines of the log with their patches as version 2 writes them."""
    for step, before, after in zip(steps, named, named[1:], strict=False):
        patch: Values = {}
        if head := _head(step, before, after):
            patch["head"] = head
        if splices := list(_splices(step, before, after)):
            patch["rows"] = splices
        yield step.revision, _TO_JSON(patch)


def _head(step: Step, before: Named, after: Named) -> Values:
    was, now = step.before.values, step.after.values
    head: Values = {}
    if was["template"] != now["template"]:
        head["template"] = [{"id": one["template"], "digest": ""} for one in (was, now)]
    if was["fiscal_year"] != now["fiscal_year"]:
        head["year"] = [was["fiscal_year"], now["fiscal_year"]]
    if was["state"] != now["state"]:
        head["state"] = [was["state"], now["state"]]
    if before.made != after.made:
        head["made"] = [before.made, after.made]
    return head


def _splices(step: Step, before: Named, after: Named) -> Iterator[Values]:
    if step.names - {"fiscal_year", "state"}:
        was, now = small_blocks(step.before), small_blocks(step.after)
        for block, rows in was.items():
            yield from _splice(block, 0, rows, now[block])
    spelled_before, spelled_after = spelling_of(step.before), spelling_of(step.after)
    if spelled_before == spelled_after:
        start, end, end_after = step.start, step.end, step.end_after
    else:
        start, end, end_after = 0, len(step.before.rows), len(step.after.rows)
    yield from _splice(
        GRID,
        start,
        grid_rows(step.before.rows[start:end], before.ids[start:end], spelled_before),
        grid_rows(step.after.rows[start:end_after], after.ids[start:end_after], spelled_after),
    )


def _splice(block: str, start: int, before: Rows, after: Rows) -> Iterator[Values]:
    """Yield the change of a block without the rows at both ends that are the same."""
    shorter = min(len(before), len(after))
    same = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - same) if before[-1 - at] != after[-1 - at]), shorter - same)
    was, now = before[same : len(before) - tail], after[same : len(after) - tail]
    if was or now:
        yield {"block": block, "start": start + same, "before": was, "after": now}
