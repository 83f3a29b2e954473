"""The forms that can still be read in a damaged store, one by one; those that cannot are named.

Each table is read by itself, and each form stands for itself: what is damaged in one hides no other.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from peewee import Model

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.form_json import whole_number
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.storage import rows
from perfeval_desktop.storage.codec import lineage_text
from perfeval_desktop.storage.errors import DamagedError, decoding, translating_errors
from perfeval_desktop.storage.rescue.damaged_file import open_remains
from perfeval_desktop.storage.rescue.table_scan import readable_rows
from perfeval_desktop.storage.tables import BlockRow, FormRow, RestRow, RevisionRow, StoreRow, TemplateRow
from perfeval_desktop.store import FormId, Revision

# The values of a row by its columns.
Values = Mapping[str, Any]

_NO_REST = "{}"
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class SalvagedForm:
    """A form that was read whole, as it is stored, with its log as far back as that fits.

    ``rev`` counts its saved changes, ``last_number`` is the store's number of the last one that is known of.
    ``is_doubtful``: rows of it may be missing, since what would tell cannot be read.
    """

    form_id: FormId
    project: str
    year: int
    rev: int
    last_number: int
    form: Values
    rest: Values
    blocks: tuple[Values, ...]
    revisions: tuple[Values, ...]
    template: Values | None
    is_doubtful: bool


class Trace(NamedTuple):
    """What is left of a form that cannot be read: its name, and how far it had come, if that is known.

    ``rev`` counts its saved changes, ``last_number`` is that of the last line of its log, 0 without any.
    """

    name: str
    rev: int | None
    last_number: int


@dataclass(frozen=True, slots=True)
class Salvage:
    """What is left of a store: its forms, and of some only traces.

    ``lineage`` is ``""`` where it cannot be read; ``last_revision`` is the highest number found.
    """

    forms: Mapping[FormId, SalvagedForm] = field(default_factory=dict)
    unread: Mapping[FormId, Trace] = field(default_factory=dict)
    lineage: str = ""
    last_revision: int = 0


def salvage(path: Path) -> Salvage:
    """Return what can be read of the store at ``path``; nothing where there is no file or it is no store.

    Nothing is written. Raises :class:`StorageError` where the file may not be read at all.
    """
    with translating_errors(path):
        try:
            remains = open_remains(path)
        except (FileNotFoundError, IsADirectoryError):
            return Salvage()
        if remains is None:
            return Salvage()
        with closing(remains):
            return _read(_Tables(remains))


class _Tables:
    """All that can be read in the tables."""

    def __init__(self, remains: sqlite3.Connection) -> None:
        self._remains = remains
        self.forms = _first_of(_all_in(remains, FormRow)[0], "id")
        self.rests = _first_of(_all_in(remains, RestRow)[0], "form_id")
        self.templates = _first_of(_all_in(remains, TemplateRow)[0], "digest")
        blocks, self._has_all_blocks = _all_in(remains, BlockRow)
        self.blocks = _grouped(blocks)
        self.revisions = _grouped(_all_in(remains, RevisionRow)[0])
        self.store = next(iter(_all_in(remains, StoreRow)[0]), {})

    def ids(self) -> list[FormId]:
        """Return the ids of all forms of which there is a trace, in their order."""
        found = {*self.forms, *self.rests, *self.blocks, *self.revisions}
        # What stands in a damaged page may be anything.
        return [FormId(one) for one in sorted(found) if _ID.fullmatch(one)]

    def rows_of(self, form_id: FormId) -> int | None:
        """Return how many rows a form has, read or not; ``None`` where that cannot be told."""
        if self._has_all_blocks:
            return len(self.blocks.get(form_id, ()))
        try:
            # The index on the key is read for it, not the table.
            keys = self._remains.execute('SELECT block, id FROM "row" WHERE form_id = ?', (form_id,))
            return len(keys.fetchall())
        except sqlite3.Error:
            return None


def _all_in(remains: sqlite3.Connection, table: type[Model]) -> tuple[list[Values], bool]:
    """Return the rows of a table that can be read, and whether that is all of them."""
    columns = [one.column_name for one in table._meta.sorted_fields]  # noqa: SLF001  # peewee's own way to ask
    name = table._meta.table_name  # noqa: SLF001  # the same
    found, is_whole = readable_rows(remains, name, ", ".join(f'"{column}"' for column in columns))
    return [dict(zip(columns, found[number], strict=True)) for number in sorted(found)], is_whole


def _first_of(values: Iterable[Values], key: str) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for one in values:
        if isinstance(one[key], str):
            found.setdefault(one[key], one)
    return found


def _grouped(values: Iterable[Values]) -> dict[str, list[Values]]:
    found: dict[str, list[Values]] = defaultdict(list)
    for one in values:
        if isinstance(one["form_id"], str):
            found[one["form_id"]].append(one)
    return found


def _read(tables: _Tables) -> Salvage:
    forms: dict[FormId, SalvagedForm] = {}
    unread: dict[FormId, Trace] = {}
    for form_id in tables.ids():
        try:
            forms[form_id] = _form(tables, form_id)
        except DamagedError:
            unread[form_id] = _trace(tables, form_id)
    lineage, last = "", 0
    with suppress(LookupError, ValueError, TypeError):
        lineage = lineage_text(tables.store["lineage"])
    with suppress(LookupError, ValueError):
        last = whole_number(tables.store["last_revision"])
    return Salvage(forms, unread, lineage, max([last, *(one.last_number for one in forms.values())]))


def _trace(tables: _Tables, form_id: FormId) -> Trace:
    line = tables.forms.get(form_id, {})
    rev = line.get("rev")
    logged = (one["number"] for one in tables.revisions.get(form_id, ()))
    return Trace(_name(line, form_id), rev if isinstance(rev, int) else None, max(logged, default=0))


def _name(line: Values, form_id: FormId) -> str:
    project = line.get("project")
    return project if isinstance(project, str) and project.strip() else form_id


def _form(tables: _Tables, form_id: FormId) -> SalvagedForm:
    """Return one form; raises :class:`DamagedError` where something of it is missing or wrong."""
    with decoding("form"):
        line = tables.forms[form_id]
        # Without it, only what was accepted of the findings is lost.
        rest = tables.rests.get(form_id, {"form_id": form_id, "value": _NO_REST})
        blocks = sorted(tables.blocks.get(form_id, ()), key=lambda one: (one["block"], one["position"]))
        keys = {(one["block"], one["id"]) for one in blocks}
        expected = tables.rows_of(form_id)
        if len(keys) < len(blocks) or expected not in {None, len(blocks)}:
            raise DamagedError(form_id)
        numbers = [whole_number(line["created_revision"])]
        if line["deleted_revision"] is not None:
            numbers.append(whole_number(line["deleted_revision"]))
    stored = rows.stored_form(
        [*_values(line, rows.SUMMARY_COLUMNS), rest["value"]],
        [_values(one, rows.BLOCK_COLUMNS) for one in blocks],
    )
    revisions = _log(stored.form, tables.revisions.get(form_id, ()))
    return SalvagedForm(
        form_id,
        _name(line, form_id),
        stored.form.year,
        stored.rev,
        max([*numbers, *(one["number"] for one in revisions)]),
        line,
        rest,
        tuple(blocks),
        revisions,
        _template(tables, stored.form),
        is_doubtful=expected is None,
    )


def _values(row: Values, columns: Iterable[Any]) -> list[Any]:
    return [row[column.column_name] for column in columns]


def _template(tables: _Tables, form: Form) -> Values | None:
    found = tables.templates.get(form.template.digest)
    return found if found is not None and all(isinstance(one, str) for one in found.values()) else None


def _log(form: Form, lines: Iterable[Values]) -> tuple[Values, ...]:
    """Return the newest lines of a log that lead to ``form``, oldest first."""
    kept: list[Values] = []
    for line in sorted(lines, key=itemgetter("number"), reverse=True):
        try:
            whole_number(line["number"])
            form = apply(_revision(line).patch.inverse, form)
        except (DamagedError, ValueError):
            break
        kept.append(line)
    return tuple(reversed(kept))


def _revision(line: Values) -> Revision:
    return rows.revision(_values(line, rows.REVISION_COLUMNS))
