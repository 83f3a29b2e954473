"""Checking a store out: a checked copy in the data folder, and a lease that keeps others from writing it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath, long_path, real_path
from perfeval_desktop.own_places import make_folder
from perfeval_desktop.paths import checkout_folder
from perfeval_desktop.regular_files import check_regular
from perfeval_desktop.storage.backup_names import check_no_backup
from perfeval_desktop.storage.byte_copies import copy_bytes, digest
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.connections import connected
from perfeval_desktop.storage.copying import is_whole, sync_file, sync_folder
from perfeval_desktop.storage.errors import translating_errors, usual_error
from perfeval_desktop.storage.file_header import make_distinct
from perfeval_desktop.storage.identity import known_version
from perfeval_desktop.storage.lease import Lease, end_lease, leased, read_lease, take_lease
from perfeval_desktop.storage.leftover_journals import settle_journals, unsettled_journal
from perfeval_desktop.storage.lock import WriterLock
from perfeval_desktop.storage.migrations import MIGRATIONS
from perfeval_desktop.storage.shares.checkout_record import Checkout, checkout_from
from perfeval_desktop.temporary_files import temporary_file


def check_out(share: Path, *, user: str = "", clock: Callable[[], datetime] = now) -> Checkout:
    """Check the store at ``share`` out for ``user`` (``""``: that of the account); return where it is then.

    Where that is done already, nothing is changed. Raises :class:`StorageError`: BUSY naming who has it
    checked out or open, CONFLICT where it is being changed, and as opening it does. Nobody has it then.
    """
    share = real_path(share)
    with translating_errors(share):
        check_no_backup(share)
        before = checkout_from(share)
        if before is not None and before.is_complete:
            return before
        with share_locked(share, clock()):
            if before is not None:
                settle(before, clock())
            holder = read_lease(share)
            if holder is not None:
                raise leased(share, holder, clock())
            return _take(share, user, clock())


def settle(interrupted: Checkout, at: datetime) -> None:
    """Give back what an interrupted checkout, without a working copy, may still hold. Raises ``OSError``."""
    holder = read_lease(interrupted.share)
    if holder is not None and holder.id == interrupted.lease.id:
        end_lease(interrupted.share, holder.id, at)
    interrupted.forget()


def break_lease(share: Path, lease: Lease, *, clock: Callable[[], datetime] = now) -> None:
    """Take ``lease`` away from the store at ``share``, whose holder will not bring it back.

    The holder's next attempt puts a copy beside the store. Raises :class:`StorageError`: CONFLICT where
    somebody else has it checked out by now, BUSY where it is being checked in.
    """
    share = real_path(share)
    with translating_errors(share), share_locked(share, clock()):
        end_lease(share, lease.id, clock())


@contextmanager
def share_locked(share: LongPath, at: datetime) -> Iterator[None]:
    """Keep others from writing the store, and from checking it in or out, where the place has locks.

    Raises :class:`StorageError` BUSY where somebody is at it.
    """
    # Its lock's file must not be made in a folder that stands in for a share that is not there.
    share.stat()
    check_regular(share)
    lock = None
    try:
        lock = WriterLock(share, at)
    except StorageError as error:
        if error.kind is StorageErrorKind.BUSY:
            raise
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def digest_with_journal(share: Path) -> str:
    """Return the digest of a store, of its journal too where that belongs to what is in it."""
    journal = unsettled_journal(share)
    return digest(share) + (f"-{digest(journal)}" if journal else "")


def _take(share: LongPath, user: str, at: datetime) -> Checkout:
    folder = long_path(checkout_folder(share))
    make_folder(folder, with_parents=True)
    with temporary_file(folder) as part:
        taken = digest_with_journal(share)
        revision, lineage = _copy(share, part, at)
        checkout = Checkout(share, folder, Lease.here(at, user, revision, lineage), (taken,))
        checkout.write()
        try:
            take_lease(share, checkout.lease, at)
            _check_still(share, taken)
            part.replace(checkout.working_copy)
        except BaseException:
            # What cannot be given back now is known by the record, and given back later.
            with suppress(OSError, StorageError):
                settle(checkout, at)
            raise
        sync_folder(folder)
    return checkout


def _copy(share: LongPath, part: LongPath, at: datetime) -> tuple[int, str]:
    """Make ``part`` a checked copy of the store; return its last revision and its lineage."""
    copy_bytes(share, part)
    journal = unsettled_journal(share)
    if journal is not None:
        # What a crash of an earlier version has left half done is rolled back in the copy.
        of_copy = part.with_name(f"{part.name}-journal")
        of_copy.touch()
        copy_bytes(journal, of_copy)
        settle_journals(part, read_only=False, clock=lambda: at)
    with connected(part, "rw") as connection:
        known_version(connection, share, known=len(MIGRATIONS))
        if not is_whole(connection):
            raise usual_error(share, StorageErrorKind.CORRUPT)
        revision, lineage = connection.execute("SELECT last_revision, lineage FROM store").fetchone()
    make_distinct(part)
    sync_file(part)
    return int(revision), str(lineage)


def _check_still(share: Path, taken: str) -> None:
    if digest_with_journal(share) != taken:
        raise StorageError(
            StorageErrorKind.CONFLICT,
            f"“{share}”正在被改动，没有签出。"
            "可能有人用旧版程序打开着，或同步软件正在更新它，请过一会儿再试。",
        )
