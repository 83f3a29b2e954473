"""Where the program keeps its files: the person's own folders, or beside a portable copy of the program."""

import hashlib
import sys
from pathlib import Path

from platformdirs import PlatformDirs

STORE_SUFFIX = ".perfeval"

# With this file beside it, the bundled program keeps all that it keeps in the folder beside it.
_PORTABLE_MARK = "portable.txt"
_PORTABLE_FOLDER = "数据"

# Settings go with the person from one computer of an office to the next, large data do not.
_DIRS = PlatformDirs("PerfEval", appauthor=False)
_ROAMING_DIRS = PlatformDirs("PerfEval", appauthor=False, roaming=True)


def portable_folder() -> Path | None:
    """Return the folder in which a portable copy of the program keeps everything; ``None`` for any other."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).parent
    return program / _PORTABLE_FOLDER if (program / _PORTABLE_MARK).is_file() else None


def data_folder() -> Path:
    """Return the folder of the store: ``PerfEval`` in ``%LOCALAPPDATA%`` or ``~/.local/share``."""
    return portable_folder() or _DIRS.user_data_path


def default_store() -> Path:
    """Return the store of a person who has never named one."""
    return data_folder() / f"绩效自评{STORE_SUFFIX}"


def samples_store() -> Path:
    """Return the store of the built-in samples, apart from the clerk's own forms."""
    return data_folder() / f"示例{STORE_SUFFIX}"


def templates_folder() -> Path:
    """Return the folder a unit puts its own templates in."""
    return data_folder() / "templates"


def backup_folder(store: Path) -> Path:
    """Return the folder for the backups of ``store``, beside it."""
    return store.with_name(f"{store.stem} 备份")


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
    """Return the file that remembers window, panels and choices: ``%APPDATA%`` or ``~/.config``."""
    return (portable_folder() or _ROAMING_DIRS.user_config_path) / "perfeval.ini"


def instance_name() -> str:
    """Return the name under which a running program of this person, or this portable copy, can be called.

    ASCII, at most 40 characters: names of pipes and sockets are short.
    """
    return f"PerfEval-{hashlib.sha256(str(settings_file()).encode()).hexdigest()[:16]}"
