"""The queries on the tables. Each runs inside a transaction of its caller, who also speaks to people."""

from collections.abc import Iterable, Sequence

from peewee import Expression, fn

from perfeval_desktop.domain_v1.form import Indicator, SelfAssessment
from perfeval_desktop.domain_v1.patch import Splice
from perfeval_desktop.storage import rows
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.records import FormId, FormSummary, Revision, Standing, StoredForm
from perfeval_desktop.storage.tables import ContentRow, FormRow, IndicatorRow, RevisionRow, StoreRow
from perfeval_desktop.storage.troubles import undamaged


def last_revision(database: Database) -> int:
    """Return how many changes the store has seen."""
    with undamaged("store"):
        return int(database.value(StoreRow.select(StoreRow.last_revision)))


def lineage(database: Database) -> str:
    """Return the name that the store was given when it was made."""
    with undamaged("store"):
        return str(database.value(StoreRow.select(StoreRow.lineage)))


def next_revisions(database: Database, count: int) -> range:
    """Return the numbers for the next ``count`` changes of the store."""
    database.change(StoreRow.update(last_revision=StoreRow.last_revision + count))
    last = last_revision(database)
    return range(last - count + 1, last + 1)


def log(database: Database, revisions: Iterable[Revision]) -> None:
    """Append ``revisions`` to the log."""
    database.insert("revision", [rows.revision_values(one) for one in revisions])


def live_count(database: Database) -> int:
    """Return how many forms are not in the recycle bin."""
    number: int = database.value(
        FormRow.select(fn.COUNT(FormRow.id)).where(FormRow.deleted_revision.is_null())
    )
    return number


def live_forms(database: Database) -> list[FormSummary]:
    """Return the lines of the list, in its order."""
    query = FormRow.select(*rows.SUMMARY_COLUMNS).where(FormRow.deleted_revision.is_null())
    order = (
        FormRow.fiscal_year.desc(),
        FormRow.department,
        FormRow.implementing_unit,
        FormRow.created_revision,
    )
    return rows.summaries(database.rows(query.order_by(*order)))


def deleted_forms(database: Database) -> list[FormSummary]:
    """Return the lines of the recycle bin, the most recently deleted first."""
    query = FormRow.select(*rows.SUMMARY_COLUMNS).where(FormRow.deleted_revision.is_null(is_null=False))
    return rows.summaries(database.rows(query.order_by(FormRow.deleted_revision.desc())))


def find(database: Database, form_id: FormId) -> StoredForm | None:
    """Return the form ``form_id``, in the recycle bin or not; ``None`` if there is none."""
    found = database.rows(FormRow.select(*rows.FORM_COLUMNS).join(ContentRow).where(FormRow.id == form_id))
    if not found:
        return None
    indicators = database.rows(
        IndicatorRow.select(*rows.INDICATOR_COLUMNS)
        .where(IndicatorRow.form == form_id)
        .order_by(IndicatorRow.position)
    )
    return rows.stored_form(found[0], indicators)


def revisions(database: Database, form_id: FormId) -> tuple[Revision, ...]:
    """Return the log of the form ``form_id``, oldest first."""
    query = RevisionRow.select(*rows.REVISION_COLUMNS).where(RevisionRow.form == form_id)
    return tuple(rows.revision(row) for row in database.rows(query.order_by(RevisionRow.number)))


def insert(
    database: Database, forms: Sequence[StoredForm], standings: Iterable[Standing], numbers: Iterable[int]
) -> None:
    """Add new ``forms`` with their ``standings``, created by the revisions ``numbers``."""
    database.insert(
        "form",
        [
            {
                "id": one.form_id,
                "rev": one.rev,
                **rows.form_values(one.form),
                **rows.standing_values(standing),
                "created_revision": number,
                "deleted_revision": None,
            }
            for one, standing, number in zip(forms, standings, numbers, strict=True)
        ],
    )
    database.insert("content", [{"form_id": one.form_id, **rows.content_values(one.form)} for one in forms])
    database.insert(
        "indicator", [row for one in forms for row in _indicator_rows(one.form_id, one.form.indicators, 0)]
    )


def update(
    database: Database, stored: StoredForm, after: SelfAssessment, standing: Standing, splice: Splice | None
) -> bool:
    """Write what differs between ``stored`` and ``after``, in whose grids ``splice`` is the difference.

    Returns whether the form is still there as ``stored``; nothing is written otherwise.
    """
    values = rows.changed(rows.form_values(stored.form), rows.form_values(after))
    values |= rows.standing_values(standing) | {"rev": stored.rev + 1}
    is_current = FormRow.deleted_revision.is_null() & (FormRow.rev == stored.rev)
    if not database.change(FormRow.update(values).where(FormRow.id == stored.form_id, is_current)):
        return False
    if content := rows.changed(rows.content_values(stored.form), rows.content_values(after)):
        database.change(ContentRow.update(content).where(ContentRow.form == stored.form_id))
    if splice is not None:
        _replace_indicators(database, stored.form_id, splice)
    return True


def put_in_bin(database: Database, form_id: FormId, number: int) -> bool:
    """Put a form of the list into the recycle bin by the revision ``number``; return whether it was there."""
    query = FormRow.update(deleted_revision=number)
    return database.change(query.where(FormRow.id == form_id, FormRow.deleted_revision.is_null())) > 0


def take_from_bin(database: Database, form_id: FormId) -> bool:
    """Put a form of the recycle bin back into the list; return whether it was there."""
    return database.change(FormRow.update(deleted_revision=None).where(_in_bin(form_id))) > 0


def purge(database: Database, form_id: FormId) -> bool:
    """Remove a form of the recycle bin with all that belongs to it; return whether it was there."""
    return database.change(FormRow.delete().where(_in_bin(form_id))) > 0


def _in_bin(form_id: FormId) -> Expression:
    return (FormRow.id == form_id) & FormRow.deleted_revision.is_null(is_null=False)


def _replace_indicators(database: Database, form_id: FormId, splice: Splice) -> None:
    start, before, after = splice.start, splice.before, splice.after
    end = start + len(before)
    of_form = IndicatorRow.form == form_id
    position = IndicatorRow.position
    if len(after) < len(before):
        surplus = position >= start + len(after), position < end
        database.change(IndicatorRow.delete().where(of_form, *surplus))
    if len(after) != len(before):
        _shift(database, form_id, end, len(after) - len(before))
    for place, (old, new) in enumerate(zip(before, after, strict=False), start):
        if values := rows.changed(rows.indicator_values(old), rows.indicator_values(new)):
            database.change(IndicatorRow.update(values).where(of_form, position == place))
    database.insert("indicator", _indicator_rows(form_id, after[len(before) :], end))


def _shift(database: Database, form_id: FormId, first: int, by: int) -> None:
    """Move the rows from position ``first`` on: by way of negative positions, as no two may ever be equal."""
    of_form, position = IndicatorRow.form == form_id, IndicatorRow.position
    database.change(IndicatorRow.update({position: -1 - by - position}).where(of_form, position >= first))
    database.change(IndicatorRow.update({position: -1 - position}).where(of_form, position < 0))


def _indicator_rows(form_id: FormId, indicators: Sequence[Indicator], first: int) -> list[rows.Columns]:
    return [
        {"form_id": form_id, "position": position, **rows.indicator_values(one)}
        for position, one in enumerate(indicators, first)
    ]
