"""Where the lease of a store is, and whether there is one."""

import os
from pathlib import Path

from perfeval_desktop.long_paths import long_path

_SUFFIX = "-lease"


def lease_file(store: Path) -> Path:
    """Return the file of the lease of ``store``, beside it."""
    return store.with_name(store.name + _SUFFIX)


def is_leased(store: Path) -> bool:
    """Return whether somebody has ``store`` checked out. Costs one look."""
    return os.path.lexists(long_path(lease_file(store)))
