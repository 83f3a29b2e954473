"""The forms of a store with all that is kept of them and beside them, read from its file."""

from collections.abc import Callable, Mapping, Sequence

from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.step_log import StepLine
from perfeval_desktop.storage import lock_lines, project_steps, repository, text_scan
from perfeval_desktop.storage.errors import missing_form
from perfeval_desktop.storage.listed_forms import ListedForms
from perfeval_desktop.storage.row_texts import texts_of
from perfeval_desktop.store import FormId, NearbyForms, Revision, RowTexts, ScannedTexts, StoredForm

# Whose rows are looked through for a column that only few have: a twentieth of a second.
_NEWEST_FORMS = 2000


class KeptForms(ListedForms):
    """The forms in ``database`` as they are now: what a store tells of itself without changing anything."""

    def latest_revision(self) -> int:
        """Return the number of the last change of the store, 0 for a new one."""
        with self.database.reading():
            return repository.last_revision(self.database)

    def load(self, form_id: FormId) -> StoredForm:
        """Return a form, in the recycle bin or not. Raises MISSING for an unknown id."""
        with self.database.reading():
            stored = repository.find(self.database, form_id)
        if stored is None:
            raise missing_form("找不到这张表，它可能已被彻底删除。")
        return stored

    def revisions(self, form_id: FormId) -> tuple[Revision, ...]:
        """Return the log of a form, oldest first; empty for an unknown id."""
        with self.database.reading():
            return repository.revisions(self.database, form_id)

    def template_text(self, digest: str) -> str | None:
        """Return the text of a template that forms were made with, ``None`` where it is not kept."""
        with self.database.reading():
            return repository.template_text(self.database, digest)

    def once_final(self) -> list[FormId]:
        """Return the forms that are final or were so once, in the recycle bin or not; perhaps some others."""
        with self.database.reading():
            return repository.once_final(self.database)

    def outdated(self, rules_version: int) -> list[FormId]:
        """Return the listed forms that are not final and whose standing is by other rules."""
        with self.database.reading():
            return repository.outdated(self.database, rules_version)

    def rows_with(self, column: str) -> list[Mapping[str, str]]:
        """Return the texts of rows of the newest forms that have one in ``column``, the newest last."""
        with self.database.reading():
            return repository.rows_with(self.database, column, _NEWEST_FORMS)

    def nearby(self, form_id: FormId, most: int) -> NearbyForms:
        """Return the ``most`` listed forms nearest to a form, without itself."""
        from perfeval_desktop.storage.nearby_forms import nearby_forms  # noqa: PLC0415  # not for the first frame

        with self.database.reading():
            return nearby_forms(self.database, form_id, most)

    def texts_of(self, form_ids: Sequence[FormId]) -> list[RowTexts]:
        """Return the texts of all rows of some forms, some hundred at most, but what cannot be read."""
        with self.database.reading():
            return texts_of(self.database, form_ids)

    def scan_texts(self, may_hold: Callable[[str], bool], start: int) -> ScannedTexts:
        """Return the forms with a row that ``may_hold`` what is looked for, of those from ``start`` on."""
        with self.database.reading():
            return text_scan.scan_texts(self.database, may_hold, start)

    def lock_lines(self) -> list[LockLine]:
        """Return the lock lines, that of all years first."""
        with self.database.reading():
            return lock_lines.read(self.database.connection)

    def steps(self) -> list[StepLine]:
        """Return what the last steps did, oldest first; empty where nothing can be read."""
        with self.database.reading():
            return project_steps.lines(self.database.connection)

    def missing(self, form_ids: Sequence[FormId]) -> set[FormId]:
        """Return which of these forms are gone for good."""
        with self.database.reading():
            return project_steps.missing(self.database.connection, form_ids)

    def is_in_place(self, form_ids: Sequence[FormId], *, in_bin: bool) -> bool:
        """Return whether all these forms are in the recycle bin, or all are in the tree."""
        with self.database.reading():
            return project_steps.count(self.database.connection, form_ids, in_bin=in_bin) == len(form_ids)
