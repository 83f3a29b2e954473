"""What this computer knows of a store that it has checked out: a file beside the working copy."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from perfeval_desktop import paths
from perfeval_desktop.long_paths import LongPath, long_path, real_path
from perfeval_desktop.storage.copying import sync_folder
from perfeval_desktop.storage.lease import Lease, lease_of
from perfeval_desktop.temporary_files import temporary_file

_NAME = "签出.json"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A store on a share, the lease on it, and the digests of all its contents that are our own doing.

    ``folder`` is that of the working copy, and of this record. The first of ``known`` is what was taken;
    another one is added before each attempt to put one back.
    """

    share: LongPath
    folder: LongPath
    lease: Lease
    known: tuple[str, ...]

    @property
    def working_copy(self) -> LongPath:
        """The store that is filled in meanwhile; called as the one on the share."""
        return long_path(self.folder / self.share.name)

    @property
    def is_complete(self) -> bool:
        """Whether there is a working copy: without one, the checkout was interrupted or has ended."""
        return bool(self.working_copy.is_file())

    def knowing(self, *digests: str) -> "Checkout":
        """Return it with more contents of the store that are our own doing."""
        return replace(self, known=(*self.known, *digests))

    def write(self) -> None:
        """Keep it, on the disk. Raises ``OSError``."""
        values = {"share": str(self.share), "lease": asdict(self.lease), "known": self.known}
        data = json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
        with temporary_file(self.folder, data) as part:
            part.replace(self.folder / _NAME)
        sync_folder(self.folder)

    def forget(self) -> None:
        """Remove it. Raises ``OSError``."""
        (self.folder / _NAME).unlink(missing_ok=True)


def checkout_of(store: Path) -> Checkout | None:
    """Return what the store at ``store`` is the working copy of; ``None`` for any other store.

    Nothing is asked of the disk about a store that lies elsewhere.
    """
    if store.parent.parent != paths.checkouts_folder():
        return None
    found = _read(store.parent)
    return found if found and found.working_copy == store and found.is_complete else None


def checkout_from(share: Path) -> Checkout | None:
    """Return the checkout of the store at ``share``, complete or not; ``None`` where there is none here."""
    share = real_path(share)
    found = _read(paths.checkout_folder(share))
    return found if found and found.share == share else None


def _read(folder: Path) -> Checkout | None:
    with suppress(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        values = json.loads((long_path(folder) / _NAME).read_bytes().decode("utf-8", "surrogatepass"))
        lease = lease_of(json.dumps(values["lease"]).encode())
        known = tuple(str(one) for one in values["known"])
        if lease.id and known:
            return Checkout(long_path(Path(values["share"])), long_path(folder), lease, known)
    return None
