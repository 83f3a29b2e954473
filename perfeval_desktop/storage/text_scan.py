"""Looking through the texts of all forms as they are stored, some thousand rows at a time."""

import sqlite3
from collections.abc import Callable

from perfeval_desktop.domain.form_json import whole_text
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import decoding
from perfeval_desktop.store import FormId, ScannedTexts

# Rows are numbered as they are saved; so many numbers are passed in about a hundredth of a second.
_NUMBERS_AT_ONCE = 4000
_FUNCTION = "may_hold"
# The rows come first, then the form of each: not the other way round.
_LISTED = "SELECT id FROM ({}) CROSS JOIN form ON form.id = form_id WHERE deleted_revision IS NULL"


def scan_texts(database: Database, may_hold: Callable[[str], bool], start: int) -> ScannedTexts:
    """Return the forms with a row that ``may_hold`` what is looked for, of those from number ``start`` on.

    Where a row cannot be read, all forms that have rows there are returned: who loads them is told.
    """
    end = start + _NUMBERS_AT_ONCE
    within = 'SELECT DISTINCT form_id FROM "row" WHERE rowid >= ? AND rowid < ?'
    database.connection.create_function(_FUNCTION, 1, may_hold, deterministic=True)
    try:
        found = database.rows_of(_LISTED.format(f"{within} AND {_FUNCTION}(cells)"), start, end)
    except sqlite3.OperationalError as error:
        if "user-defined function" not in str(error):
            raise
        found = database.rows_of(_LISTED.format(within), start, end)
    finally:
        database.connection.create_function(_FUNCTION, 1, None)
    ((following,),) = database.rows_of('SELECT min(rowid) FROM "row" WHERE rowid >= ?', end)
    with decoding("row"):
        return ScannedTexts([FormId(whole_text(one)) for (one,) in found], following)
