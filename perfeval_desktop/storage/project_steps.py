"""The table of the steps of the project tree: a line for each transaction of the last ones."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress

from perfeval_desktop.domain.form_json import whole_number, whole_text
from perfeval_desktop.step_log import StepLine, StepMark
from perfeval_desktop.storage.errors import DamagedError, decoding
from perfeval_desktop.store import FormId, Revision, RevisionKind

# So many steps are kept.
MOST_STEPS = 200
_ADD = "INSERT INTO project_step (number, step, label, undone, redone, value) VALUES (?, ?, ?, ?, ?, ?)"
_LINES = "SELECT number, step, label, undone, redone, value FROM project_step ORDER BY number"
_LAST = "SELECT step FROM project_step ORDER BY number DESC LIMIT 1"
_FORGET = (
    "DELETE FROM project_step WHERE step NOT IN"
    " (SELECT step FROM project_step GROUP BY step ORDER BY max(number) DESC LIMIT ?)"
)
# SQLite takes so many values at once, and more.
_AT_ONCE = 500


def add(connection: sqlite3.Connection, mark: StepMark, revisions: Sequence[Revision]) -> None:
    """Note within a transaction that ``revisions``, all of one kind, belong to a step; forget old steps."""
    is_edit = revisions[0].kind in {RevisionKind.EDIT, RevisionKind.UNDO, RevisionKind.REDO}
    value = {
        "moved": [] if is_edit else [one.form_id for one in revisions],
        "into_bin": revisions[0].kind is RevisionKind.DELETE,
        "edited": {one.form_id: one.number for one in revisions} if is_edit else {},
    }
    line = (revisions[-1].number, mark.id, mark.label, mark.undone, mark.redone, json.dumps(value))
    # Once for each step: to look through the lines of 10,000 forms for each of them would take minutes.
    is_begun = connection.execute(_LAST).fetchone() == (mark.id,)
    connection.execute(_ADD, line)
    if not is_begun:
        connection.execute(_FORGET, (MOST_STEPS,))


def lines(connection: sqlite3.Connection) -> list[StepLine]:
    """Return what the last steps did, oldest first; empty where that is damaged."""
    with suppress(DamagedError), decoding("project_step"):
        return [_line(row) for row in connection.execute(_LINES)]
    return []


def missing(connection: sqlite3.Connection, form_ids: Sequence[FormId]) -> set[FormId]:
    """Return which of these forms are neither in the tree nor in the recycle bin."""
    left = set(form_ids)
    for some in _parts(form_ids):
        query = f"SELECT id FROM form WHERE id IN ({_places(some)})"  # noqa: S608  # question marks
        left.difference_update(form_id for (form_id,) in connection.execute(query, some))
    return left


def count(connection: sqlite3.Connection, form_ids: Sequence[FormId], *, in_bin: bool) -> int:
    """Return how many of these forms are in the recycle bin, or in the tree."""
    return sum(_count(connection, some, in_bin=in_bin) for some in _parts(form_ids))


def _count(connection: sqlite3.Connection, form_ids: Sequence[FormId], *, in_bin: bool) -> int:
    where = "IS NOT NULL" if in_bin else "IS NULL"
    query = f"SELECT count(*) FROM form WHERE id IN ({_places(form_ids)}) AND deleted_revision {where}"  # noqa: S608  # our own words
    ((number,),) = connection.execute(query, form_ids).fetchall()
    return int(number)


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _parts(form_ids: Sequence[FormId]) -> Iterable[Sequence[FormId]]:
    return (form_ids[at : at + _AT_ONCE] for at in range(0, len(form_ids), _AT_ONCE))


def _line(row: Sequence[object]) -> StepLine:
    number, *texts = row
    step, label, undone, redone, value = map(whole_text, texts)
    read = json.loads(value)
    return StepLine(
        whole_number(number),
        StepMark(step, label, undone, redone),
        tuple(FormId(whole_text(one)) for one in read["moved"]),
        bool(read["into_bin"]),
        {FormId(form_id): whole_number(one) for form_id, one in read["edited"].items()},
    )
