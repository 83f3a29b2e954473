"""Where the program keeps its files: the user's data folder of the system, nothing beside the program."""

from pathlib import Path

from platformdirs import PlatformDirs

STORE_SUFFIX = ".perfeval"

_DIRS = PlatformDirs("PerfEval", appauthor=False)


def data_folder() -> Path:
    """Return the folder of the store: ``PerfEval`` in ``%LOCALAPPDATA%`` or ``~/.local/share``."""
    return _DIRS.user_data_path


def default_store() -> Path:
    """Return the store opened when none is named."""
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


def log_file() -> Path:
    """Return the file for the program's own log; it holds no form contents."""
    return _DIRS.user_log_path / "perfeval.log"


def settings_file() -> Path:
    """Return the file that remembers window, panels and choices."""
    return _DIRS.user_config_path / "perfeval.ini"
