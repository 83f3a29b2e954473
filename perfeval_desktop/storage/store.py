"""The store of forms in a file: one file, one writer, every change saved whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from perfeval_desktop.domain.patch import Patch, difference
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.long_paths import long_path, real_path
from perfeval_desktop.own_places import close_to_others, is_own, make_folder
from perfeval_desktop.regular_files import check_regular
from perfeval_desktop.step_log import StepMark
from perfeval_desktop.storage import lock_lines, project_steps, repository, version_names
from perfeval_desktop.storage.backup_names import check_no_backup
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.connections import Engine, engine_of
from perfeval_desktop.storage.database import Database, open_database
from perfeval_desktop.storage.errors import missing_form, translating_errors
from perfeval_desktop.storage.file_place import Displacement
from perfeval_desktop.storage.ids import new_id
from perfeval_desktop.storage.kept_forms import KeptForms
from perfeval_desktop.storage.link_checks import check_links
from perfeval_desktop.storage.lock import WriterLock
from perfeval_desktop.storage.migrations import Progress, silent
from perfeval_desktop.storage.share_checks import check_not_leased, check_own_place
from perfeval_desktop.store import (
    Address,
    Entry,
    FormId,
    Outline,
    Revision,
    RevisionKind,
    Saved,
    StoredForm,
    TakenIn,
)

_NOTHING = Patch()


class Store(KeptForms):
    """One open store file, as :meth:`open` returns it; to be closed, or used in a ``with`` statement.

    It is what :class:`perfeval_desktop.store.Store` asks for.
    """

    def __init__(self, database: Database, lock: WriterLock | None, clock: Callable[[], datetime]) -> None:
        super().__init__(database)
        self._lock = lock
        self._clock = clock
        # The texts that are surely kept: nothing is asked of the file for them.
        self._kept: set[str] = set()
        # The step of the project tree that changes belong to now.
        self._mark: StepMark | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = now,
        progress: Progress = silent,
    ) -> "Store":
        """Open the store file at ``path``; make it, and its folder, if it is missing.

        A file of an older version is migrated, after a checked copy of it has been put beside it.
        ``read_only`` needs no lock, makes nothing and migrates nothing. Raises :class:`StorageError`: BUSY
        naming who has the store open or checked out, MISSING (``read_only``), READ_ONLY (for a backup, and
        for a store on the network, too), FOREIGN, NEWER, CORRUPT, FULL or INPUT_OUTPUT.
        ``clock`` is read for what users are shown, never for ordering. ``progress`` is told how many forms
        of how many are migrated; what it raises leaves the file as it was.
        """
        with translating_errors(path):
            path = long_path(path)
            check_links(path, read_only=read_only)
            check_regular(path)
            path = real_path(path)
            if read_only:
                return cls(open_database(path, read_only=True, clock=clock), None, clock)
            check_no_backup(path)
            check_own_place(path)
            if not path.parent.is_dir():
                make_folder(path.parent, with_parents=is_own(path))
            lock = WriterLock(path, clock())
            try:
                check_not_leased(path, clock())
                database = open_database(path, read_only=False, clock=clock, progress=progress)
                database.lock = lock
                # SQLite has made the journal while the store was new and still open to others.
                close_to_others(path, path.with_name(f"{path.name}-journal"))
                return cls(database, lock, clock)
            except BaseException:
                lock.release()
                raise

    @property
    def path(self) -> Path:
        """The store file."""
        return self.database.path

    @property
    def address(self) -> Address:
        """The store file, as text."""
        return Address(str(self.path), self.path.stem)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.database.is_read_only

    @property
    def displacement(self) -> Displacement | None:
        """What has become of the file since it was opened, ``None`` where it is in its place."""
        return None if self.is_read_only else self.database.displacement

    @property
    def opening_notice(self) -> str:
        """What is to be told once, now that it is open: what had to be done, and how to go back."""
        if not (self.database.put_aside or self.database.migrated_from):
            return ""
        from perfeval_desktop.storage.opening_notice import opening_notice  # noqa: PLC0415  # rarely needed

        return opening_notice(self.database)

    def close(self) -> None:
        """Close the file and let others write it; a second time does nothing."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def create(self, entries: Sequence[Entry], *, label: str, by: str) -> tuple[Saved, ...]:
        """Add new forms, all or none; return them with their new ids, in order."""
        return self.take_in(entries, (), label=label, by=by).created

    def take_in(
        self,
        entries: Sequence[Entry],
        changes: Sequence[tuple[StoredForm, Entry]],
        *,
        label: str,
        by: str,
        templates: Iterable[Template] = (),
    ) -> TakenIn:
        """Add new forms and save ``changes`` of others, all or nothing; both in the order given.

        The texts of ``templates`` are kept, too: logs that forms bring along may name them. Raises as
        :meth:`save` does, and CONFLICT for an id that another form has.
        """
        form_ids = [entry.form_id or FormId(new_id()) for entry in entries]
        patches = [difference(stored.form, entry.form) for stored, entry in changes]
        with self.database.writing():
            kept = self._keep_templates([*entries, *(entry for _, entry in changes)], templates)
            numbers = self._insert(form_ids, entries, label, by)
            changed = tuple(
                self._save(stored, entry, patch, RevisionKind.EDIT, label, by)
                if patch
                else Saved(stored, patch, 0)
                for (stored, entry), patch in zip(changes, patches, strict=True)
            )
        self._kept |= kept
        created = tuple(
            Saved(StoredForm(form_id, 1, entry.form, entry.outline, by), _NOTHING, number)
            for form_id, entry, number in zip(form_ids, entries, numbers, strict=True)
        )
        return TakenIn(created, changed)

    def save(self, stored: StoredForm, entry: Entry, *, kind: RevisionKind, label: str, by: str) -> Saved:
        """Save ``entry`` in the place of ``stored``. Equal forms save nothing.

        Raises :class:`StorageError` CONFLICT where the form has been changed or deleted since it was
        loaded, MISSING where it has been purged.
        """
        patch = difference(stored.form, entry.form)
        if not patch:
            return Saved(stored, patch, 0)
        with self.database.writing():
            kept = self._keep_templates([entry])
            saved = self._save(stored, entry, patch, kind, label, by)
        self._kept |= kept
        return saved

    def delete(self, form_ids: Sequence[FormId], *, label: str, by: str) -> tuple[int, ...]:
        """Move forms to the recycle bin, all or none; return the numbers of the revisions.

        Raises MISSING for one that is not in the list.
        """
        with self.database.writing():
            numbers = repository.next_revisions(self.database, len(form_ids))
            for number, form_id in zip(numbers, form_ids, strict=True):
                if not repository.put_in_bin(self.database, form_id, number):
                    raise missing_form("要删除的表已不在列表中，没有删除任何表。")
            self._log(numbers, form_ids, RevisionKind.DELETE, label, by)
        return tuple(numbers)

    def restore(self, form_ids: Sequence[FormId], *, label: str, by: str) -> tuple[int, ...]:
        """Move forms out of the recycle bin, all or none; return the numbers of the revisions.

        Raises MISSING for one that is not in it.
        """
        with self.database.writing():
            numbers = repository.next_revisions(self.database, len(form_ids))
            for form_id in form_ids:
                if not repository.take_from_bin(self.database, form_id):
                    raise missing_form("要还原的表已不在回收站中，没有还原任何表。")
            self._log(numbers, form_ids, RevisionKind.RESTORE, label, by)
        return tuple(numbers)

    def purge(self, form_ids: Sequence[FormId]) -> None:
        """Remove forms in the recycle bin for good, with their log, all or none.

        Raises MISSING for one that is not in the recycle bin.
        """
        with self.database.writing():
            # Counts as a change, so that the next backup is not thought superfluous.
            repository.next_revisions(self.database, len(form_ids))
            for form_id in form_ids:
                if not repository.purge(self.database, form_id):
                    raise missing_form("要彻底删除的表不在回收站中，没有删除任何表。")

    def name_versions(self, form_ids: Sequence[FormId], label: str, *, by: str) -> None:
        """Log a name for the present state of some forms, all or none."""
        with self.database.writing():
            version_names.add(self.database, form_ids, label, self._clock(), by)

    def rename_version(self, form_id: FormId, number: int, label: str) -> None:
        """Change the name of a version that is logged as ``number``; ``""`` takes it out."""
        with self.database.writing():
            version_names.change(self.database, form_id, number, label)

    def renew(self, outlines: Sequence[tuple[StoredForm, Outline]]) -> None:
        """Keep new outlines of forms that have not been changed since they were loaded.

        Not a change of the store: a copy taken before would be renewed in the same way.
        """
        with self.database.writing():
            for stored, outline in outlines:
                repository.renew(self.database, stored, outline)

    def set_lock_lines(self, lines: Sequence[LockLine], *, by: str) -> None:
        """Keep these lock lines in the place of all others."""
        with self.database.writing():
            # Counts as a change, so that the next backup is not thought superfluous.
            repository.next_revisions(self.database, 1)
            lock_lines.write(self.database.connection, lines, self._clock(), by)

    @contextmanager
    def marking(self, mark: StepMark) -> Iterator[None]:
        """Let all changes that are saved inside belong to one step, which is kept with them."""
        self._mark = mark
        try:
            yield
        finally:
            self._mark = None

    def engine(self) -> Engine:
        """Return which SQLite keeps the store, and how it is set."""
        with self.database.reading():
            return engine_of(self.database.connection)

    def verify(self) -> tuple[str, ...]:
        """Return what is wrong with the file, in Chinese sentences; empty if all is well.

        Reads everything: the structure of the file, every form, and every form's log back to its creation.
        Raises BUSY where another program keeps it from being read.
        """
        from perfeval_desktop.storage.verification import problems  # noqa: PLC0415  # rarely asked for

        return problems(self.database)

    def _insert(self, form_ids: Sequence[FormId], entries: Sequence[Entry], label: str, by: str) -> list[int]:
        """Add forms within a transaction; return the numbers of the revisions that made them.

        A log that a form brings along stands before that, numbered anew.
        """
        numbers = iter(repository.next_revisions(self.database, sum(1 + len(entry.log) for entry in entries)))
        brought = [
            replace(one, number=next(numbers), form_id=form_id) if one else next(numbers)
            for form_id, entry in zip(form_ids, entries, strict=True)
            for one in (*entry.log, None)
        ]
        made = [one for one in brought if isinstance(one, int)]
        if repository.known_ids(self.database, form_ids):
            raise StorageError(
                StorageErrorKind.CONFLICT,
                "要加入的表里有已经在数据文件中的，没有加入任何表。请重新打开要导入的文件，再试一次。",
            )
        repository.insert(self.database, form_ids, entries, made, by)
        repository.log(self.database, [one for one in brought if isinstance(one, Revision)])
        self._log(made, form_ids, RevisionKind.CREATE, label, by)
        return made

    def _save(  # noqa: PLR0913, PLR0917  # the columns of the log
        self, stored: StoredForm, entry: Entry, patch: Patch, kind: RevisionKind, label: str, by: str
    ) -> Saved:
        """Save ``entry``, which differs from ``stored`` by ``patch``, within a transaction."""
        if not repository.update(self.database, stored, entry, patch, by):
            raise self._outdated(stored)
        numbers = repository.next_revisions(self.database, 1)
        self._log(numbers, [stored.form_id], kind, label, by, patch)
        after = StoredForm(stored.form_id, stored.rev + 1, entry.form, entry.outline, by)
        return Saved(after, patch, numbers[0])

    def _log(  # noqa: PLR0913, PLR0917  # the columns of the log
        self,
        numbers: Iterable[int],
        form_ids: Iterable[FormId],
        kind: RevisionKind,
        label: str,
        by: str,
        patch: Patch = _NOTHING,
    ) -> None:
        at = self._clock()
        revisions = [
            Revision(number, form_id, kind, label, patch, at, by)
            for number, form_id in zip(numbers, form_ids, strict=True)
        ]
        repository.log(self.database, revisions)
        if self._mark is not None and revisions:
            project_steps.add(self.database.connection, self._mark, revisions)

    def _keep_templates(self, entries: Iterable[Entry], others: Iterable[Template] = ()) -> set[str]:
        """Keep the texts of the templates of ``entries``, and ``others``.

        Return which are kept now, if the change lasts.
        """
        used = {one.digest: one for one in others} | {
            entry.template.digest: entry.template
            for entry in entries
            if entry.template.digest == entry.form.template.digest
        }
        if used.keys() <= self._kept:
            return set()
        kept = repository.template_digests(self.database)
        repository.keep_templates(self.database, [used[digest] for digest in used.keys() - kept])
        return kept | used.keys()

    def _outdated(self, stored: StoredForm) -> StorageError:
        present = repository.find(self.database, stored.form_id)
        if present is None:
            return missing_form("这张表已被彻底删除，这次改动没有保存。")
        if present.rev == stored.rev:
            reason = "已被移到回收站，这次改动没有保存。请先把它还原，再做一次改动。"
        else:
            reason = "已在别处改动过，这次改动没有保存。请重新载入这张表，再保存一次。"
        return StorageError(StorageErrorKind.CONFLICT, f"“{present.outline.project}”{reason}")
