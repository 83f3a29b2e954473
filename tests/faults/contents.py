"""The contents of a store as digests: equal texts have equal ones, whatever way they came to the disk."""

import hashlib
import json
from typing import NamedTuple

from perfeval_desktop.domain.form import Form, Row
from perfeval_desktop.storage.store import Store


class State(NamedTuple):
    """Whether a form is in the recycle bin, and the digest of its contents."""

    in_bin: bool
    digest: str


# By the id of the form.
Contents = dict[str, State]


def contents(store: Store) -> Contents:
    """Return the whole contents of ``store``."""
    found: Contents = {}
    for in_bin, lines in ((False, store.summaries()), (True, store.bin())):
        for line in lines:
            found[line.form_id] = State(in_bin, digest(store.load(line.form_id).form))
    return found


def digest(form: Form) -> str:
    """Return a digest of all that a form holds."""
    tables = {block: [_row(row) for row in rows] for block, rows in form.tables.items()}
    accepted = [[one.code, *one.place, one.reason] for one in form.accepted]
    values = [form.template.id, form.template.digest, form.year, form.state, tables, form.made, accepted]
    text = json.dumps(values, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _row(row: Row) -> list[object]:
    return [row.id, dict(row.cells), row.parent, sorted(row.joined)]
