"""The queries on the list of forms and on the recycle bin. Each runs inside a transaction of its caller."""

from functools import cache
from operator import attrgetter

from peewee import SQL, Expression, fn

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.storage import rows
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import decoding
from perfeval_desktop.storage.tables import FormRow
from perfeval_desktop.storage.unreadable_forms import is_sound, lines, read_if_sound
from perfeval_desktop.store import FormCount, FormId, FormSummary, UnitYear


def listed() -> Expression:
    """Return the condition that a form is not in the recycle bin."""
    return FormRow.deleted_revision.is_null()


def live_count(database: Database) -> int:
    """Return how many forms are not in the recycle bin."""
    number: int = database.value(FormRow.select(fn.COUNT(FormRow.id)).where(listed()))
    return number


def live_forms(database: Database) -> list[FormSummary]:
    """Return the lines of the list, in its order."""
    order = (FormRow.year.desc(), FormRow.department, FormRow.implementing_unit, FormRow.created_revision)
    return lines(database, FormRow.select(*rows.SUMMARY_COLUMNS).where(listed()).order_by(*order))


def counts(database: Database) -> dict[UnitYear, FormCount]:
    """Return how many forms of the list, and how many final ones, there are of each unit and year."""
    counted = read_if_sound(lambda: _counts(database))
    if counted is not None:
        return counted
    found: dict[UnitYear, FormCount] = {}
    for one in live_forms(database):
        forms, final = found.get(one.unit_year, (0, 0))
        found[one.unit_year] = FormCount(forms + 1, final + (one.state is FormState.FINAL))
    return found


def _counts(database: Database) -> dict[UnitYear, FormCount]:
    with decoding("form"):
        return dict(map(rows.counted, database.rows_of(_statement_of_counts(), FormState.FINAL.value)))


@cache
def _statement_of_counts() -> str:
    of_unit_year = (FormRow.year, FormRow.department, FormRow.implementing_unit)
    final = fn.SUM(FormRow.state == "")
    query = FormRow.select(*of_unit_year, fn.COUNT(SQL("*")), final).where(listed())
    statement, _ = query.group_by(*of_unit_year).sql()
    return str(statement)


def forms_of(database: Database, unit_year: UnitYear) -> list[FormSummary]:
    """Return the lines of the list of one unit and year, in the order of their ids."""
    found = read_if_sound(lambda: rows.summaries(database.rows_of(_statement_of_unit_year(), *unit_year)))
    if found is not None and is_sound(unit_year):
        return found
    # One of them cannot be read, or not even which unit and year it is of.
    found = [one for one in live_forms(database) if one.unit_year == unit_year]
    return sorted(found, key=attrgetter("form_id"))


@cache
def _statement_of_unit_year() -> str:
    """Return the query, written once: that takes longer than to run it, which is done for each part."""
    of_unit_year = (FormRow.year == 0, FormRow.department == "", FormRow.implementing_unit == "")
    query = FormRow.select(*rows.SUMMARY_COLUMNS).where(*of_unit_year, listed())
    statement, _ = query.order_by(FormRow.id).sql()
    return str(statement)


def unit_year_of(database: Database, form_id: FormId) -> UnitYear | None:
    """Return which forms a form of the list stands with."""
    found = lines(database, FormRow.select(*rows.SUMMARY_COLUMNS).where(FormRow.id == form_id, listed()))
    return found[0].unit_year if found else None


def deleted_count(database: Database) -> int:
    """Return how many forms are in the recycle bin."""
    in_bin = FormRow.deleted_revision.is_null(is_null=False)
    number: int = database.value(FormRow.select(fn.COUNT(SQL("*"))).where(in_bin))
    return number


def deleted_forms(database: Database) -> list[FormSummary]:
    """Return the lines of the recycle bin, the most recently deleted first."""
    query = FormRow.select(*rows.SUMMARY_COLUMNS).where(FormRow.deleted_revision.is_null(is_null=False))
    return lines(database, query.order_by(FormRow.deleted_revision.desc()))
