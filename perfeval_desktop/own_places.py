"""What the program keeps in its own places is for this user alone: folders 0700, files 0600.

Its own places are those of :func:`perfeval_desktop.paths.own_folders`. Everywhere else - a store that several
people share, a folder for exports - the system's usual modes apply, and what is there keeps those it has.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from perfeval_desktop import paths
from perfeval_desktop.long_paths import long_path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_own(path: Path) -> bool:
    """Return whether ``path``, whether it is there or not, lies in one of the program's own places."""
    own = paths.own_folders()
    # Nothing is asked of the disk where there are none, as on Windows.
    real = Path(os.path.realpath(path)) if own else path
    return any(real.is_relative_to(folder) for folder in own)


def make_folder(folder: Path, *, with_parents: bool = False) -> None:
    """Make ``folder`` unless it is there, for this user alone where that is a place of the program's own.

    The folders above it are made ``with_parents`` only: a folder that has been renamed or a drive that has
    gone must not be made anew. Raises ``OSError``.
    """
    folder = long_path(folder)
    try:
        folder.mkdir(0o700 if is_own(folder) else 0o777)
    except FileNotFoundError:
        if not with_parents or folder == folder.parent:
            raise
        make_folder(folder.parent, with_parents=True)
        make_folder(folder)
    except OSError:
        # Which error a folder that is there raises, a drive for one, depends on the system.
        if not folder.is_dir():
            raise


def open_new(path: str, flags: int) -> int:
    """Open a file that is to be made, as an *opener* of ``open``: for this user alone in an own place."""
    return os.open(path, flags, 0o600 if is_own(Path(path)) else 0o666)


def close_to_others(*files: Path) -> None:
    """Let nobody else read files of one folder that something else has made in one of the program's own."""
    # Mostly there is nothing to do, and each store is opened this way.
    are_open = [file for file in files if _is_open(file)]
    if are_open and is_own(are_open[0]):
        for file in are_open:
            _tighten(file)


def tighten_own_folders() -> None:
    """Let nobody else into the program's own places, which an earlier version made for all to read.

    A place that is tight already costs one look: the folder itself is tightened last.
    """
    for folder in paths.own_folders():
        if _is_open(folder):
            _tighten_all_in(folder)


def _tighten_all_in(folder: Path) -> None:
    for inner, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _tighten(Path(inner, name))
    _tighten(folder)


def _is_open(path: Path) -> bool:
    """Return whether others may do anything with what is at ``path``; no link, which leads elsewhere."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return bool(mode & _OTHERS) and not stat.S_ISLNK(mode)


def _tighten(path: Path) -> None:
    # Somebody else's file stays as it is.
    with suppress(OSError):
        if _is_open(path):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)
