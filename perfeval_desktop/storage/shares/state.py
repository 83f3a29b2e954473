"""How a store stands among those who share it: where it lies, who has it, what it is a copy of."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from perfeval_desktop import paths
from perfeval_desktop.remote_places import RemotePlace, remote_place
from perfeval_desktop.storage.backup_names import is_named_as_backup
from perfeval_desktop.storage.lease_names import is_leased

if TYPE_CHECKING:
    from perfeval_desktop.storage.lease import Lease
    from perfeval_desktop.storage.shares.checkout_record import Checkout


class ShareState(NamedTuple):
    """``place`` is remote or ``None``, ``lease`` says who has the store; ``checkout`` is of a working copy.

    ``may_be_taken`` says whether it can be checked out at all.
    """

    place: RemotePlace | None = None
    lease: "Lease | None" = None
    checkout: "Checkout | None" = None
    may_be_taken: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether it is to be looked at rather than written where it lies."""
        return self.place is not None or self.lease is not None


def share_state(store: Path) -> ShareState:
    """Return how the store at ``store``, an absolute path without links, stands.

    Of a store in the data folder nothing is asked.
    """
    if store.parent.parent == paths.checkouts_folder():
        from perfeval_desktop.storage.shares.checkout_record import checkout_of  # noqa: PLC0415  # seldom needed

        return ShareState(checkout=checkout_of(store))
    if store.is_relative_to(paths.data_folder()) or is_named_as_backup(store):
        return ShareState()
    return ShareState(remote_place(store), _lease_of(store), may_be_taken=True)


def _lease_of(store: Path) -> "Lease | None":
    if not is_leased(store):
        return None
    from perfeval_desktop.storage.lease import UNREADABLE, read_lease  # noqa: PLC0415  # seldom needed

    try:
        return read_lease(store)
    except OSError:
        # There is one, whosever it is; that keeps nobody from looking at the store.
        return UNREADABLE
