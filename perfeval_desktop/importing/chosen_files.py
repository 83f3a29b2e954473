"""The files that were chosen or dropped: those of folders among them, if a form may be in them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.long_paths import long_path

SUFFIXES: Final = (
    *(".docx", ".docm", ".doc", ".wps", ".xlsx", ".xlsm", ".xls", ".et", ".ods", ".pdf"),
    *(".html", ".htm", ".txt", ".tsv", ".csv", ".json", ".jsonl"),
)
# What Word, WPS and LibreOffice keep beside a file that is open.
_BESIDE: Final = ("~$", ".")
MOST_FILES: Final = 3000


def files_in(chosen: Iterable[Path]) -> tuple[Path, ...]:
    """Return the chosen files, and those below chosen folders whose names say that they may hold a form.

    Each comes once, those of a folder by their names. Raises :class:`ImportFileError` for more than
    ``MOST_FILES``, and for a folder that cannot be read.
    """
    found: dict[Path, None] = {}
    for path in chosen:
        found |= dict.fromkeys(_files_below(path) if long_path(path).is_dir() else [path])
        if len(found) > MOST_FILES:
            raise ImportFileError(f"选中的文件超过 {MOST_FILES} 个，没有导入。请分几次选择。")
    return tuple(found)


def _files_below(folder: Path) -> Iterator[Path]:
    try:
        paths = sorted(long_path(folder).iterdir())
    except OSError as error:
        raise ImportFileError(
            f"文件夹“{folder}”无法读取：{error.strerror or error}。请检查文件夹的权限。"
        ) from error
    for path in paths:
        if path.name.startswith(_BESIDE):
            continue
        # A folder that is only a link may lead back to where it stands.
        if path.is_dir() and not path.is_symlink():
            yield from _files_below(path)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path
