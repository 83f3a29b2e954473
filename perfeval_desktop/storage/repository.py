"""The queries on the tables. Each runs inside a transaction of its caller, who also speaks to users."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache

from peewee import Expression, IntegrityError

from perfeval_desktop.domain.form import FormState, Row
from perfeval_desktop.domain.form_json import Json, whole_number, whole_text
from perfeval_desktop.domain.patch import Patch, Splice
from perfeval_desktop.domain.template import Template
from perfeval_desktop.storage import rows
from perfeval_desktop.storage.codec import (
    json_text,
    lineage_text,
    rest_text,
    text_cells,
    text_rest,
)
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import DamagedError, decoding
from perfeval_desktop.storage.list_queries import listed
from perfeval_desktop.storage.seals import Seal, seal_of, sealed, sealed_after, sealed_outline, with_seal
from perfeval_desktop.storage.tables import BlockRow, FormRow, RestRow, RevisionRow, StoreRow, TemplateRow
from perfeval_desktop.storage.unreadable_forms import (
    naming_form,
)
from perfeval_desktop.store import (
    Entry,
    FormId,
    Outline,
    Revision,
    StoredForm,
)


def last_revision(database: Database) -> int:
    """Return how many changes the store has seen."""
    with decoding("store"):
        return whole_number(database.value(StoreRow.select(StoreRow.last_revision)))


def lineage(database: Database) -> str:
    """Return the name that the store was given when it was made."""
    with decoding("store"):
        return lineage_text(database.value(StoreRow.select(StoreRow.lineage)))


def begin_lineage(database: Database, lineage: str, number: int) -> None:
    """Give the store another name to be told from its former self by; count on from ``number``."""
    database.change(StoreRow.update(lineage=lineage, last_revision=number))


def next_revisions(database: Database, count: int) -> range:
    """Return the numbers for the next ``count`` changes of the store."""
    try:
        database.change(StoreRow.update(last_revision=StoreRow.last_revision + count))
    except IntegrityError as error:
        # Nothing can be added to a counter that is none any more.
        raise DamagedError("store") from error
    last = last_revision(database)
    database.count_to(last)
    return range(last - count + 1, last + 1)


def log(database: Database, revisions: Iterable[Revision]) -> None:
    """Append ``revisions`` to the log."""
    database.insert("revision", [rows.revision_values(one) for one in revisions])


# -- templates -------------------------------------------------------------------------------------------


def template_digests(database: Database) -> set[str]:
    """Return the names of the template texts that are kept."""
    return {digest for (digest,) in database.rows(TemplateRow.select(TemplateRow.digest))}


def template_text(database: Database, digest: str) -> str | None:
    """Return the text of a template, ``None`` where it is not kept."""
    found = database.rows(TemplateRow.select(TemplateRow.text).where(TemplateRow.digest == digest))
    if not found:
        return None
    with decoding("template"):
        return whole_text(found[0][0])


def keep_templates(database: Database, templates: Iterable[Template]) -> None:
    """Keep the texts of ``templates``, none of which is kept yet."""
    database.insert(
        "template", [{"digest": one.digest, "template": one.id, "text": one.text} for one in templates]
    )


# -- reading ---------------------------------------------------------------------------------------------


def outdated(database: Database, rules_version: int) -> list[FormId]:
    """Return the listed forms that are not final and stand by other rules, the latest year first."""
    query = FormRow.select(FormRow.id).where(
        listed(), FormRow.rules_version != rules_version, FormRow.state != FormState.FINAL.value
    )
    return [form_id for (form_id,) in database.rows(query.order_by(FormRow.year.desc(), FormRow.id))]


def once_final(database: Database) -> list[FormId]:
    """Return the forms that are final, or whose log speaks of that."""
    word = json_text(FormState.FINAL.value)
    sql = "SELECT id FROM form WHERE state = ? UNION SELECT form_id FROM revision WHERE patch LIKE ?"
    return [form_id for (form_id,) in database.rows_of(sql, FormState.FINAL.value, f"%{word}%")]


def rows_with(database: Database, column: str, forms: int) -> list[Mapping[str, str]]:
    """Return the texts of rows that have one in ``column``, in the order the forms were made.

    Looked through are so many ``forms`` of the list, those made last: all rows of a large store take seconds.
    """
    latest = FormRow.select(FormRow.id).where(listed()).order_by(FormRow.created_revision.desc()).limit(forms)
    named = BlockRow.cells.contains(json_text(column))
    query = BlockRow.select(BlockRow.cells).join(FormRow).where(FormRow.id.in_(latest), named)
    order = (FormRow.created_revision, BlockRow.block, BlockRow.position)
    found: list[Mapping[str, str]] = []
    for (text,) in database.rows(query.order_by(*order)):
        # A row that is damaged is told of where its form is opened.
        with suppress(DamagedError), decoding("row"):
            (cells,) = text_cells([text])
            if column in cells:
                found.append(cells)
    return found


def known_ids(database: Database, form_ids: Sequence[FormId]) -> list[FormId]:
    """Return which of ``form_ids`` are those of forms, in the recycle bin or not."""
    sql = "SELECT id FROM form WHERE id = ?"
    return [form_id for form_id in form_ids if database.rows_of(sql, form_id)]


def find(database: Database, form_id: FormId) -> StoredForm | None:
    """Return the form ``form_id``, in the recycle bin or not; ``None`` if there is none.

    Raises :class:`StorageError` CORRUPT, naming the form, where it cannot be read.
    """
    of_form, of_blocks = _statements_of_form()
    with naming_form(database, form_id):
        found = database.rows_of(of_form, form_id)
        return rows.stored_form(found[0], database.rows_of(of_blocks, form_id)) if found else None


@cache
def _statements_of_form() -> tuple[str, str]:
    """Return the queries for a form and its rows, written once: that takes longer than to run them."""
    form = FormRow.select(*rows.FORM_COLUMNS).join(RestRow).where(FormRow.id == "")
    blocks = BlockRow.select(*rows.BLOCK_COLUMNS).where(BlockRow.form == "")
    (of_form, _), (of_blocks, _) = form.sql(), blocks.order_by(BlockRow.block, BlockRow.position).sql()
    return of_form, of_blocks


def revisions(database: Database, form_id: FormId) -> tuple[Revision, ...]:
    """Return the log of the form ``form_id``, oldest first."""
    query = RevisionRow.select(*rows.REVISION_COLUMNS).where(RevisionRow.form == form_id)
    with naming_form(database, form_id):
        return tuple(rows.revision(row) for row in database.rows(query.order_by(RevisionRow.number)))


# -- writing ---------------------------------------------------------------------------------------------


def insert(
    database: Database,
    form_ids: Sequence[FormId],
    entries: Sequence[Entry],
    numbers: Iterable[int],
    by: str,
) -> None:
    """Add new forms, created by the revisions ``numbers``."""
    database.insert(
        "form",
        [
            {
                "id": form_id,
                "rev": 1,
                **rows.form_values(entry.form),
                **rows.outline_values(entry.outline),
                "changed_by": by,
                "created_revision": number,
                "deleted_revision": None,
            }
            for form_id, entry, number in zip(form_ids, entries, numbers, strict=True)
        ],
    )
    made = [*zip(form_ids, entries, strict=True)]
    database.insert("rest", [{"form_id": form_id, "value": _new_rest(entry)} for form_id, entry in made])
    database.insert(
        "row",
        [
            one
            for form_id, entry in made
            for block, block_rows in entry.form.tables.items()
            for one in _placed(form_id, block, 0, block_rows)
        ],
    )


def update(database: Database, stored: StoredForm, entry: Entry, patch: Patch, by: str) -> bool:
    """Write what differs between ``stored`` and ``entry``: ``patch``, and what follows from it.

    Returns whether the form is still there as ``stored``; nothing is written otherwise.
    """
    values: rows.ColumnValues = {
        **rows.changed(rows.form_values(stored.form), rows.form_values(entry.form)),
        **rows.changed(rows.outline_values(stored.outline), rows.outline_values(entry.outline)),
        "rev": stored.rev + 1,
        "changed_by": by,
    }
    is_current = listed() & (FormRow.rev == stored.rev)
    if not database.change(FormRow.update(values).where(FormRow.id == stored.form_id, is_current)):
        return False
    _update_rest(database, stored, entry, patch)
    for splice in patch.splices:
        _replace_rows(database, stored.form_id, splice)
    return True


def renew(database: Database, stored: StoredForm, outline: Outline) -> None:
    """Keep a new outline of a form, unless the form has been changed."""
    is_current = (FormRow.id == stored.form_id) & (FormRow.rev == stored.rev)
    if database.change(FormRow.update(rows.outline_values(outline)).where(is_current)):
        rest = _rest(database, stored.form_id)
        with suppress(DamagedError):
            if before := seal_of(rest, rev=stored.rev):
                sealed_anew = with_seal(rest, sealed_outline(before, outline))
                _write_rest(database, stored.form_id, json_text(sealed_anew))


def put_in_bin(database: Database, form_id: FormId, number: int) -> bool:
    """Put a form of the list into the recycle bin by the revision ``number``; return whether it was there."""
    query = FormRow.update(deleted_revision=number)
    return database.change(query.where(FormRow.id == form_id, listed())) > 0


def take_from_bin(database: Database, form_id: FormId) -> bool:
    """Put a form of the recycle bin back into the list; return whether it was there."""
    return database.change(FormRow.update(deleted_revision=None).where(_in_bin(form_id))) > 0


def purge(database: Database, form_id: FormId) -> bool:
    """Remove a form of the recycle bin with all that belongs to it; return whether it was there."""
    return database.change(FormRow.delete().where(_in_bin(form_id))) > 0


def _in_bin(form_id: FormId) -> Expression:
    return (FormRow.id == form_id) & FormRow.deleted_revision.is_null(is_null=False)


def _new_rest(entry: Entry) -> str:
    return rest_text(entry.form, with_seal({}, sealed(entry.form, entry.outline, rev=1)))


def _update_rest(database: Database, stored: StoredForm, entry: Entry, patch: Patch) -> None:
    kept = _rest(database, stored.form_id)
    before = None
    # What is no seal is told by verifying; it keeps nobody from going on.
    with suppress(DamagedError):
        before = seal_of(kept, rev=stored.rev)
    form, outline = entry.form, entry.outline
    if before is None:
        seal = sealed(form, outline, rev=stored.rev + 1)
    else:
        seal = sealed_after(before, patch, form, outline)
    _write_rest(database, stored.form_id, rest_text(form, with_seal(kept, seal)))


def seal(database: Database, stored: StoredForm) -> Seal | None:
    """Return the seal of a form as it is saved, ``None`` where it has none."""
    return seal_of(_rest(database, stored.form_id), rev=stored.rev)


def _rest(database: Database, form_id: FormId) -> Json:
    with decoding("rest"):
        ((value,),) = database.rows_of("SELECT value FROM rest WHERE form_id = ?", form_id)
        return text_rest(value)


def _write_rest(database: Database, form_id: FormId, value: str) -> None:
    row = {"form": form_id, "value": value}
    database.execute_many("UPDATE rest SET value = :value WHERE form_id = :form", [row])


def _replace_rows(database: Database, form_id: FormId, splice: Splice) -> None:
    """Write a splice: what has gone, where the rows behind it stand now, what is changed, what is new."""
    of_block = (BlockRow.form == form_id) & (BlockRow.block == splice.block)
    before = {row.id: (at, row) for at, row in enumerate(splice.before, splice.start)}
    gone = before.keys() - {row.id for row in splice.after}
    if gone:
        database.change(BlockRow.delete().where(of_block, BlockRow.id.in_(sorted(gone))))
    longer = len(splice.after) - len(splice.before)
    if longer:
        behind = BlockRow.position >= splice.start + len(splice.before)
        database.change(BlockRow.update(position=BlockRow.position + longer).where(of_block, behind))
    new, moved = [], []
    changed: dict[tuple[str, ...], list[rows.ColumnValues]] = {}
    for at, row in enumerate(splice.after, splice.start):
        if row.id not in before:
            new.extend(_placed(form_id, splice.block, at, (row,)))
            continue
        was_at, was = before[row.id]
        if was_at != at:
            moved.append({"form": form_id, "block": splice.block, "id": row.id, "at": at})
        if values := _changed_row(was, row):
            key = {"form": form_id, "block": splice.block, "id": row.id}
            changed.setdefault(tuple(values), []).append({**key, **values})
    # One statement made once: the first of 300 rows may have become the last, or all 300 be pasted over.
    for columns, values_of_rows in changed.items():
        _update_rows(database, columns, values_of_rows)
    database.execute_many(
        'UPDATE "row" SET position = :at WHERE form_id = :form AND block = :block AND id = :id', moved
    )
    database.insert("row", new)


def _update_rows(database: Database, columns: Sequence[str], values: Sequence[rows.ColumnValues]) -> None:
    """Write some columns of rows, each of which ``values`` also name by form, block and id."""
    places = ", ".join(f'"{column}" = :{column}' for column in columns)
    database.execute_many(
        f'UPDATE "row" SET {places} WHERE form_id = :form AND block = :block AND id = :id',  # noqa: S608  # our own names
        values,
    )


def _changed_row(was: Row, row: Row) -> rows.ColumnValues:
    return {} if row is was else rows.changed(rows.row_values(was), rows.row_values(row))


def _placed(form_id: FormId, block: str, first: int, block_rows: Iterable[Row]) -> list[rows.ColumnValues]:
    return [
        {
            "form_id": form_id,
            "block": block,
            "id": row.id,
            "position": position,
            **rows.row_values(row),
        }
        for position, row in enumerate(block_rows, first)
    ]
