"""Leases: who has a store on a share checked out, in a file beside it that there is only one of."""

import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from perfeval_desktop import __version__
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.storage.lease_names import is_leased, lease_file
from perfeval_desktop.storage.lock import moment_text, user_name
from perfeval_desktop.temporary_files import put_as_new, temporary_file

# More is no lease; whoever put it there must not keep its readers waiting.
_LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has taken what: ``since`` is an ISO 8601 local time, ``revision`` and ``lineage`` are the store's.

    One whose file cannot be read is nobody's: its ``id`` is empty.
    """

    id: str
    user: str
    host: str
    since: str
    program: str
    revision: int
    lineage: str

    @classmethod
    def here(cls, at: datetime, user: str, revision: int, lineage: str) -> "Lease":
        """Return a new lease for this user and computer."""
        since, name = at.isoformat(timespec="seconds"), user or user_name()
        return cls(os.urandom(16).hex(), name, platform.node(), since, __version__, revision, lineage)

    def holder_text(self, at: datetime) -> str:
        """Return who has it since when, as part of a sentence that is read ``at`` some time."""
        if not self.id:
            return "不知是谁（签出登记读不出来）"
        since = moment_text(self.since, at)
        return f" {self.user}（电脑 {self.host}）" + (f"于 {since} " if since else "")


UNREADABLE = Lease("", "", "", "", "", 0, "")


def read_lease(store: Path) -> Lease | None:
    """Return the lease of ``store``, ``None`` where there is none. Raises ``OSError``."""
    file = long_path(lease_file(store))
    try:
        if not file.is_file() or file.is_symlink():
            return UNREADABLE if is_leased(store) else None
        with file.open("rb") as opened:
            content = opened.read(_LONGEST)
    except FileNotFoundError:
        return None
    return lease_of(content)


def lease_of(content: bytes) -> Lease:
    """Return the lease that ``content`` was written for; anything else is one of nobody."""
    try:
        values = json.loads(content)
        lease = Lease(**values)
    except (ValueError, TypeError, RecursionError):
        return UNREADABLE
    texts = (lease.id, lease.user, lease.host, lease.since, lease.program, lease.lineage)
    is_sound = all(isinstance(one, str) for one in texts) and isinstance(lease.revision, int)
    return lease if is_sound else UNREADABLE


def written(lease: Lease) -> bytes:
    """Return the content of the file of ``lease``."""
    return json.dumps(asdict(lease), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def take_lease(store: Path, lease: Lease, at: datetime) -> None:
    """Make ``lease`` the one of ``store``; raises :class:`StorageError` BUSY where there is one already."""
    file = long_path(lease_file(store))
    with temporary_file(file.parent, written(lease)) as part:
        try:
            put_as_new(part, file)
        except FileExistsError:
            holder = read_lease(store)
            # An old NFS may say so of what it has just made.
            if holder is None or holder.id != lease.id:
                raise leased(store, holder or UNREADABLE, at) from None


def end_lease(store: Path, lease_id: str, at: datetime) -> None:
    """Take the lease of that id away from ``store``; of another id raise :class:`StorageError` CONFLICT.

    One that is not there any more is no trouble.
    """
    file = long_path(lease_file(store))
    with temporary_file(file.parent) as seized:
        try:
            # Whoever renames a file has it for himself, whatever others do at the same time.
            file.replace(seized)
        except FileNotFoundError:
            return
        found = lease_of(seized.read_bytes())
        if found.id != lease_id:
            with suppress(FileExistsError):
                put_as_new(seized, file)
            raise StorageError(
                StorageErrorKind.CONFLICT,
                f"“{store}”的签出登记已经换了，现在由{found.holder_text(at)}签出，没有改动它。请重新打开再看。",
            )


def leased(store: Path, lease: Lease, at: datetime) -> StorageError:
    """Return the error about a store that somebody has checked out."""
    return StorageError(
        StorageErrorKind.BUSY,
        f"“{store}”已由{lease.holder_text(at)}签出，签入以前别人只能查看。请等签入以后再填，或以只读方式打开。",
    )
