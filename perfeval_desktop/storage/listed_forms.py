"""The list of forms and the recycle bin, read from the file of a store."""

from collections.abc import Mapping
from datetime import datetime

from perfeval_desktop.storage import list_index, list_queries
from perfeval_desktop.storage.database import Database
from perfeval_desktop.store import FormCount, FormId, FormSummary, UnitYear


class ListedForms:
    """The forms in ``database``, as they are now: what :class:`perfeval_desktop.store.FormList` asks for."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def summaries(self) -> list[FormSummary]:
        """Return the forms that are not in the recycle bin.

        The latest year first, then by department, implementing unit and order of creation.
        """
        with self.database.reading():
            return list_queries.live_forms(self.database)

    @property
    def is_indexed(self) -> bool:
        """Whether the parts of the list below are found without reading all of it."""
        with self.database.reading():
            return list_index.is_there(self.database.connection)

    def counts(self) -> dict[UnitYear, FormCount]:
        """Return how many forms that are not in the recycle bin there are of each unit and year."""
        with self.database.reading():
            return list_queries.counts(self.database)

    def summaries_of(self, unit_year: UnitYear) -> list[FormSummary]:
        """Return the forms of one unit and year that are not in the recycle bin, by their ids."""
        with self.database.reading():
            return list_queries.forms_of(self.database, unit_year)

    def unit_year_of(self, form_id: FormId) -> UnitYear | None:
        """Return which forms a form is listed with, ``None`` for one in the recycle bin or unknown."""
        with self.database.reading():
            return list_queries.unit_year_of(self.database, form_id)

    def bin(self) -> list[FormSummary]:
        """Return the forms in the recycle bin, the most recently deleted first."""
        with self.database.reading():
            return list_queries.deleted_forms(self.database)

    def bin_count(self) -> int:
        """Return how many forms are in the recycle bin."""
        with self.database.reading():
            return list_queries.deleted_count(self.database)

    def count(self) -> int:
        """Return how many forms are not in the recycle bin."""
        with self.database.reading():
            return list_queries.live_count(self.database)

    def last_changes(self) -> Mapping[FormId, datetime]:
        """Return when each form was changed last, by the log; what cannot be read is left out."""
        from perfeval_desktop.storage.last_changes import last_changes  # noqa: PLC0415  # not for the first frame

        with self.database.reading():
            return last_changes(self.database)
