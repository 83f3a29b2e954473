r"""Paths of any length on Windows.

Without a switch in the registry, which users do not have, Windows refuses files whose path is 260 characters
long, folders from 248 on - unless the path begins with ``\\?\``. That form is for the system alone: users
read the path as they know it.
"""

import ntpath
import os
from pathlib import Path

_PREFIX = "\\\\?\\"
_SHARE_PREFIX = "\\\\?\\UNC\\"

# For a folder 247 characters are the most, and SQLite appends "-journal" to what it is given.
_LONGEST_PLAIN = 239


class LongPath(type(Path())):  # type: ignore[misc]  # which class that is depends on the system
    """A path that reads as users write it, and reaches the system in a form that may be long.

    What is derived from it (``parent``, ``with_name``, ``/``) is one too. Open it, list it by
    :func:`os.scandir`; ``iterdir`` and ``glob`` take what users read in some versions of Python.
    """

    def __fspath__(self) -> str:
        """Return the path as the system takes it."""
        return _for_system(str(self))


def long_path(path: Path) -> LongPath:
    """Return ``path``, absolute and without the prefix of the system's own form."""
    return LongPath(plain(str(path.absolute())))


def real_path(path: Path) -> LongPath:
    """Return where ``path`` leads: one file has one name then, by whichever link it is reached."""
    try:
        return long_path(path.resolve())
    except OSError:
        # Not every drive and share of Windows can tell; opening the file says what is wrong, if anything is.
        return long_path(path)


def extended(path: str) -> str:
    r"""Return an absolute path of Windows with the prefix ``\\?\`` if it is too long without."""
    if path.startswith(_PREFIX) or len(path.encode("utf-16-le", "surrogatepass")) // 2 <= _LONGEST_PLAIN:
        return path
    # Behind the prefix Windows takes every character as it stands: it no longer understands "..".
    path = ntpath.normpath(path)
    return _SHARE_PREFIX + path[2:] if path.startswith("\\\\") else _PREFIX + path


def plain(path: str) -> str:
    """Return ``path``, which may be of any system, without the prefix of :func:`extended`."""
    if path.startswith(_SHARE_PREFIX):
        return "\\\\" + path.removeprefix(_SHARE_PREFIX)
    return path.removeprefix(_PREFIX)


_for_system = extended if os.name == "nt" else str
