"""Forms that cannot be read: told from a file that cannot, called by name, listed in their place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from peewee import SQL, Expression, Select

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import rows
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import DamagedError
from perfeval_desktop.storage.tables import FormRow
from perfeval_desktop.store import FormId, FormSummary, Standing, UnitYear

# The columns of the table ``form`` by which lists group it, and by which one names a form it cannot read.
_LISTED_BY = ("year", "department", "implementing_unit")
_NAMING = ("id", "project", *_LISTED_BY)

_Read = TypeVar("_Read")

_LOST = "\ufffd"
_UNKNOWN = Standing(None, None, is_complete=False, errors=0, warnings=0, rules_version=0)


def is_of_one_form(error: Exception) -> bool:
    """Return whether ``error`` is about values that were read, not about the file they were read from."""
    return isinstance(error, DamagedError) or str(error).startswith("Could not decode")


def read_if_sound(read: Callable[[], _Read]) -> _Read | None:
    """Return what ``read`` does, ``None`` where a value of a form cannot be read."""
    try:
        return read()
    except Exception as error:
        if is_of_one_form(error):
            return None
        raise


def lines(database: Database, query: Select) -> list[FormSummary]:
    """Return the lines of ``query``; where one cannot be read, its place is held by what can be."""
    found = read_if_sound(lambda: rows.summaries(database.rows(query)))
    if found is not None:
        return found
    return [_line(database, number) for (number,) in database.rows(query.columns(SQL("rowid")))]


def _line(database: Database, number: int) -> FormSummary:
    """Return the line of the form in one row of the table."""
    in_row = SQL("rowid") == number
    query = FormRow.select(*rows.SUMMARY_COLUMNS).where(in_row)
    found = read_if_sound(lambda: rows.summaries(database.rows(query)))
    if found is not None:
        return found[0]
    types = [SQL(f'typeof("{name}")') for name in _LISTED_BY]
    return _placeholder(_names(database, in_row), *database.rows(FormRow.select(*types).where(in_row)))


def _names(database: Database, of_form: Expression) -> dict[str, str]:
    """Return what names a form, read as bytes, which is always possible."""
    columns = [SQL(f'CAST("{name}" AS BLOB)') for name in _NAMING]
    found = [*database.rows(FormRow.select(*columns).where(of_form)), [None] * len(_NAMING)][0]
    return {name: _text(value) for name, value in zip(_NAMING, found, strict=True)}


def form_names(database: Database) -> Iterator[tuple[FormId, str]]:
    """Yield the id and the project of every form, be they readable or not."""
    for (number,) in database.rows(FormRow.select(SQL("rowid"))):
        named = _names(database, SQL("rowid") == number)
        yield FormId(named["id"]), named["project"] or named["id"]


@contextmanager
def naming_form(database: Database, form_id: FormId) -> Iterator[None]:
    """Name the form ``form_id`` where what is read of it cannot be."""
    try:
        yield
    except Exception as error:
        if not is_of_one_form(error):
            raise
        name = _names(database, FormRow.id == form_id)["project"] or form_id
        raise StorageError(
            StorageErrorKind.CORRUPT,
            f"“{name}”有内容无法读取，没有打开它，其他的表不受影响。"
            "请先把数据文件另存一份备查，再用“文件 → 备份与恢复”从备份恢复。",
        ) from error


def _text(value: bytes | None) -> str:
    """Return what can be read of a text; ``""`` for none."""
    return "" if value is None else value.decode("utf-8", "replace")


def _placeholder(texts: Mapping[str, str], types: Sequence[str]) -> FormSummary:
    """Return the line of a form whose own cannot be read, from what of ``_NAMING`` can.

    ``types`` are those of ``_LISTED_BY``, as SQLite calls them. Where one of the three is none that a form
    can have, the year is 0.
    """
    year, department, unit = (texts[name] for name in _LISTED_BY)
    is_sound = [*types] == ["integer", "text", "text"] and _LOST not in department + unit
    return FormSummary(
        FormId(texts["id"]),
        0,
        int(year) if is_sound and year.isdecimal() and len(year) <= len("9999") else 0,
        FormKind.SELF_ASSESSMENT,
        "",
        "",
        f"〔无法读取〕{texts['project']}",
        "",
        department,
        unit,
        FormState.DRAFT,
        None,
        None,
        "",
        _UNKNOWN,
    )


def is_sound(unit_year: UnitYear) -> bool:
    """Return whether the forms of ``unit_year`` are found by it: not where it is of a :func:`placeholder`."""
    return unit_year.year > 0
