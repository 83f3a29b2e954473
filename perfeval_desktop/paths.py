"""Where the program keeps its files: the user's own folders, or beside a portable copy of the program."""

import hashlib
import os
import sys
import tempfile
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

PROGRAM_NAME = "绩效自评"
STORE_SUFFIX = ".perfeval"
PACKAGE_SUFFIX = ".perfevalx"

# With this file beside it, the bundled program keeps all that it keeps in the folder beside it.
_PORTABLE_MARK = "portable.txt"
_PORTABLE_FOLDER = "数据"

_DIRS = PlatformDirs("PerfEval", appauthor=False)


def portable_folder() -> Path | None:
    """Return the folder in which a portable copy of the program keeps everything; ``None`` for any other."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).parent
    return program / _PORTABLE_FOLDER if (program / _PORTABLE_MARK).is_file() else None


def data_folder() -> Path:
    """Return the folder of the store: ``PerfEval`` in ``%LOCALAPPDATA%`` or ``~/.local/share``.

    Links are followed, so that what lies in it can be told by its path.
    """
    return Path(os.path.realpath(portable_folder() or _DIRS.user_data_path))


def default_store() -> Path:
    """Return the store of a user who has never named one."""
    return data_folder() / f"{PROGRAM_NAME}{STORE_SUFFIX}"


def samples_store() -> Path:
    """Return the store of the built-in samples, apart from the user's own forms."""
    return data_folder() / f"示例{STORE_SUFFIX}"


def all_samples_store() -> Path:
    """Return the store of the samples of every built-in template."""
    return data_folder() / f"全部示例{STORE_SUFFIX}"


def templates_folder() -> Path:
    """Return the folder a unit puts its own templates in."""
    return data_folder() / "templates"


def told_words_file() -> Path:
    """Return the file of what the user has said of labels."""
    return data_folder() / "told-words.json"


def indicators_folder() -> Path:
    """Return the folder of the indicators that a unit has put into the library, or was given for it."""
    return data_folder() / "indicators"


def unsaved_folder() -> Path:
    """Return the folder for what was typed and is not saved, of every store of this user.

    Not beside the stores: a synchronising program would carry it away, and a stick may be gone.
    """
    return data_folder() / "未保存"


def is_package(path: Path) -> bool:
    """Tell whether a file is meant to be an exchange package, by its name."""
    return path.suffix.lower() == PACKAGE_SUFFIX


def backup_folder(store: Path) -> Path:
    """Return the folder for the backups of ``store``, beside it."""
    # What has no name of its own, such as a drive, is no store, and nobody has to be told so here.
    return store.parent / f"{store.stem} 备份"


def checkouts_folder() -> Path:
    """Return the folder for the working copies of stores that lie on shares."""
    return data_folder() / "签出"


def checkout_folder(store: Path) -> Path:
    """Return the folder for the working copy of the store at ``store``, an absolute path without links."""
    place = hashlib.sha256(os.path.normcase(store).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return checkouts_folder() / f"{store.stem}-{place}"


def log_folder() -> Path:
    """Return the folder for what the program writes of its own doings; nothing of a form is in it."""
    portable = portable_folder()
    return portable / "日志" if portable else _DIRS.user_log_path


def log_file() -> Path:
    """Return the file for the program's own log."""
    return log_folder() / "perfeval.log"


def fault_file() -> Path:
    """Return the file that is there while the program runs, and after a run that ended in a fault."""
    return log_folder() / "fault.log"


def settings_file() -> Path:
    """Return the file that remembers window, panels and choices: ``%LOCALAPPDATA%`` or ``~/.config``."""
    return (portable_folder() or _DIRS.user_config_path) / "perfeval.ini"


def runtime_folder() -> Path:
    """Return the folder, of this computer and user, for what is there only while the program runs.

    On Windows the user's own for temporary files, elsewhere one that is to be made for that user alone.
    """
    if sys.platform == "win32":
        return Path(tempfile.gettempdir())
    of_session = os.environ.get("XDG_RUNTIME_DIR")
    if of_session:
        return Path(of_session, "PerfEval")
    return Path(tempfile.gettempdir(), f"PerfEval-{os.getuid()}")


@cache
def own_folders() -> tuple[Path, ...]:
    """Return the folders that only the program puts anything into, for this user alone and to stay.

    None on Windows, where the user's profile is closed to other users as it is and modes mean nothing. None
    of a portable copy, which lies wherever somebody has put it. A folder that the user has laid elsewhere by
    a link is the user's, too.
    """
    if sys.platform == "win32" or portable_folder():
        return ()
    named = (_DIRS.user_data_path, _DIRS.user_log_path, _DIRS.user_config_path)
    return tuple(Path(os.path.realpath(folder)) for folder in named if not folder.is_symlink())


def instance_name() -> str:
    """Return the name under which a running program of this user, or this portable copy, can be called.

    ASCII, at most 40 characters: names of pipes and sockets are short.
    """
    place = os.path.normcase(settings_file())
    return f"PerfEval-{hashlib.sha256(place.encode()).hexdigest()[:16]}"
