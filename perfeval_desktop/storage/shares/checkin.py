"""Checking a store in: the working copy takes the place of the store on the share, or is put beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath, long_path
from perfeval_desktop.own_places import make_folder
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.storage.backup_names import backup_name, backup_names, parsed, short_lineage
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.backups.retention import remove_outdated
from perfeval_desktop.storage.byte_copies import checked_copy, copy_bytes, digest
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.connections import connected
from perfeval_desktop.storage.copying import sync_folder
from perfeval_desktop.storage.errors import translating_errors, usual_error
from perfeval_desktop.storage.lease import Lease, read_lease, take_lease
from perfeval_desktop.storage.leftover_journals import unsettled_journal
from perfeval_desktop.storage.shares.checkout import digest_with_journal, settle, share_locked
from perfeval_desktop.storage.shares.checkout_record import Checkout
from perfeval_desktop.storage.store import Store
from perfeval_desktop.temporary_files import put_as_new, put_in_place, temporary_file

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Outcome(StrEnum):
    """What came of checking in."""

    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What came of it. ``path`` is where the working copy is now: on the share, or beside the store there.

    ``kept`` is where the former store is, or, of a working copy that did not take its place, the backups.
    ``holder`` has the store checked out now: another user, or we still, where the lease could not be removed.
    """

    outcome: Outcome
    path: Path
    kept: Path | None = None
    holder: Lease | None = None


def check_in(checkout: Checkout, *, clock: Callable[[], datetime] = now) -> CheckIn:
    """Put the working copy in the place of the store on the share, and give the lease back.

    Where the store has changed since, or somebody else has the lease, nothing there is touched: the working
    copy is put beside it. In both cases the working copy is one no more. Raises :class:`StorageError` with
    the store on the share as it was, or replaced already; the working copy is there then, and checking in
    can be begun again.
    """
    share, at = checkout.share, clock()
    with Store.open(checkout.working_copy, clock=clock) as store:
        is_changed = store.latest_revision() != checkout.lease.revision
        backup = back_up(store, backup_folder(checkout.working_copy), clock=clock).path
        with translating_errors(share):
            holder = read_lease(share)
            present = _present(share, holder)
            if holder is not None and holder.id != checkout.lease.id:
                beside, kept = _give_beside(checkout, store, backup, at)
                return CheckIn(Outcome.BESIDE, beside, kept, holder)
            if present and present not in checkout.known:
                beside, kept = _give_beside(checkout, store, backup, at)
                return CheckIn(Outcome.BESIDE, beside, kept)
            if present == checkout.known[0] and not is_changed:
                return CheckIn(Outcome.UNCHANGED, share, None, _end(checkout, store, at))
            former = _replace(checkout, backup, present, at)
            return CheckIn(Outcome.REPLACED, share, former, _end(checkout, store, at))


def give_up(checkout: Checkout, *, clock: Callable[[], datetime] = now) -> Path | None:
    """Give the lease back and leave the store on the share as it is.

    Return where backups of what was changed meanwhile are, ``None`` where nothing was. Raises
    :class:`StorageError` with nothing changed, as where the share is not there.
    """
    at = clock()
    with Store.open(checkout.working_copy, clock=clock) as store:
        is_changed = store.latest_revision() != checkout.lease.revision
        if is_changed:
            back_up(store, backup_folder(checkout.working_copy), clock=clock)
        with translating_errors(checkout.share):
            _present(checkout.share, read_lease(checkout.share))
            _end(checkout, store, at)
        return _set_aside(checkout, at) if is_changed else None


def _present(share: LongPath, holder: Lease | None) -> str:
    """Return the digest of the store on the share, ``""`` where it is gone and its lease is there.

    Where neither is there, it is the share that is not: nobody knows what is on it.
    """
    try:
        return digest_with_journal(share)
    except FileNotFoundError:
        if holder is not None:
            return ""
        raise


def _replace(checkout: Checkout, backup: Path, present: str, at: datetime) -> Path | None:
    """Put ``backup`` in the place of the store whose digest is ``present``; return where that is kept."""
    share, wanted = checkout.share, digest(backup)
    journal = unsettled_journal(share)
    # What is there afterwards, should we be interrupted, is known for our own.
    checkout = checkout.knowing(wanted, *((f"{wanted}-{digest(journal)}",) if journal else ()))
    checkout.write()
    if not present:
        with checked_copy(backup, share.parent, wanted) as part:
            put_as_new(part, share)
            sync_folder(share.parent)
        return None
    with share_locked(share, at):
        if read_lease(share) is None:
            take_lease(share, checkout.lease, at)
        former = _keep_unsettled(share, journal, at) if journal else _keep_former(checkout, at)
        with checked_copy(backup, share.parent, wanted) as part:
            _look_again(checkout, present)
            put_in_place(part, share)
            sync_folder(share.parent)
        if digest(share) != wanted:
            raise usual_error(share, StorageErrorKind.INPUT_OUTPUT, detail="写好后读回的内容不一致")
        if journal:
            # It belonged to the former store, and keeps everybody from reading this one.
            journal.unlink()
    return former


def _look_again(checkout: Checkout, present: str) -> None:
    """Make sure that nothing has changed on the share while the files were copied."""
    holder = read_lease(checkout.share)
    if holder is None or holder.id != checkout.lease.id or digest_with_journal(checkout.share) != present:
        raise StorageError(
            StorageErrorKind.CONFLICT,
            f"签入时“{checkout.share}”刚刚被别人改动，没有覆盖它。请再签入一次，程序会核对以后再存。",
        )


def _keep_former(checkout: Checkout, at: datetime) -> Path:
    """Put the store as it is on the share among its backups there; return its copy."""
    share, folder = checkout.share, long_path(backup_folder(checkout.share))
    with temporary_file(checkout.folder) as former:
        copy_bytes(share, former)
        with connected(former, "ro") as connection:
            revision, lineage = connection.execute("SELECT last_revision, lineage FROM store").fetchone()
        target = folder / backup_name(
            store=share.stem, at=at.astimezone(), revision=revision, lineage=short_lineage(lineage)
        )
        make_folder(folder)
        with checked_copy(former, folder, digest(former)) as part:
            put_in_place(part, target, like=share)
            sync_folder(folder)
    key = parsed(target).lineage_key
    remove_outdated([one for one in backup_names(folder) if one.lineage_key == key], target)
    return Path(target)


def _keep_unsettled(share: LongPath, journal: Path, at: datetime) -> Path:
    """Keep a store that a crash has left half changed, with its journal; return its copy."""
    folder = long_path(backup_folder(share))
    make_folder(folder)
    target = folder / f"{share.stem}-未恢复-{at:%Y%m%d-%H%M%S}{share.suffix}"
    # The journal first: without it the other is damaged.
    for source, name in ((journal, f"{target.name}-journal"), (share, target.name)):
        with checked_copy(source, folder, digest(source)) as part:
            put_in_place(part, folder / name, like=share)
    sync_folder(folder)
    return Path(target)


def _give_beside(checkout: Checkout, store: Store, backup: Path, at: datetime) -> tuple[Path, Path]:
    """Put ``backup`` beside the store on the share; return where it is, and where the backups are."""
    share = checkout.share
    user = _NOT_IN_NAMES.sub("_", checkout.lease.user)
    beside = share.with_name(f"{share.stem}-{user}的修改-{at:%Y%m%d-%H%M%S}{share.suffix}")
    with checked_copy(backup, share.parent, digest(backup)) as part:
        put_as_new(part, beside)
        sync_folder(share.parent)
    _end(checkout, store, at)
    return beside, _set_aside(checkout, at)


def _end(checkout: Checkout, store: Store, at: datetime) -> Lease | None:
    """Remove the working copy, then the lease if it is ours, then the record.

    In that order nobody ever works in a copy whose store others may write. A lease that cannot be removed now
    is returned; the record stays then, and the lease is given back later.
    """
    store.database.close()
    # The lock is still ours: nobody has opened it since.
    checkout.working_copy.unlink()
    try:
        settle(checkout, at)
    except (OSError, StorageError):
        return checkout.lease
    return None


def _set_aside(checkout: Checkout, at: datetime) -> Path:
    """Let the backups of what did not come to the share no longer count among those of the store."""
    backups = long_path(backup_folder(checkout.working_copy))
    aside = backups.with_name(f"{checkout.share.stem} 未签入 {at:%Y%m%d-%H%M%S}")
    try:
        backups.replace(aside)
    except OSError:
        return Path(backups)
    return Path(aside)
