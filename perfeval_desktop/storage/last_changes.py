"""When each form was changed last, by the log, without reading any form."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from perfeval_desktop.domain.form_json import whole_text
from perfeval_desktop.storage.codec import read_moment
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import DamagedError, decoding
from perfeval_desktop.store import FormId

# The numbers come from the index alone: to read all lines of the log would take ten times as long.
_LAST = (
    "SELECT r.form_id, r.at FROM (SELECT max(number) AS last FROM revision GROUP BY form_id) AS found"
    " JOIN revision AS r ON r.number = found.last"
)


def last_changes(database: Database) -> Mapping[FormId, datetime]:
    """Return when each form was changed last; what cannot be read is left out."""
    found: dict[FormId, datetime] = {}
    for form_id, at in database.rows_of(_LAST):
        with suppress(DamagedError), decoding("revision"):
            found[FormId(whole_text(form_id))] = read_moment(at)
    return found
