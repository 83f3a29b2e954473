"""Files that are a zip of parts, as Office and ODF have them: opened with bounds."""

import zipfile
import zlib
from pathlib import Path
from typing import Final, Self

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.limits import MAX_BYTES, MAX_MEMBERS, MAX_RATIO

# Small parts may be packed as tightly as they like: an empty sheet is a thousand equal rows.
_NEVER_A_BOMB: Final = 1024 * 1024
# What zipfile raises for files cut short or written over: offsets below zero, unknown ways of packing.
DAMAGED_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class Package:
    """The parts of such a file; :class:`ImportFileError` says what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except DAMAGED_ZIP as error:
            raise self.damaged() from error
        try:
            self._check()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self._zip.NameToInfo)

    @property
    def mime_type(self) -> str:
        """What an ODF file says it is; "" for others."""
        return self.read("mimetype").decode("ascii", "replace") if "mimetype" in self.names else ""

    @property
    def members(self) -> tuple[zipfile.ZipInfo, ...]:
        """What is told of each part, in the order of the file."""
        return tuple(self._zip.infolist())

    def read(self, name: str) -> bytes:
        """Return the content of a part that must be there."""
        try:
            return self._zip.read(name)
        except (*DAMAGED_ZIP, KeyError) as error:
            raise self.damaged() from error

    def damaged(self) -> ImportFileError:
        """Return the error that says that the file cannot be understood."""
        return ImportFileError(f"“{self.name}”已损坏，无法读取。请用 Office 或 WPS 打开修复并另存，再导入。")

    def _check(self) -> None:
        parts = self._zip.infolist()
        expanded = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        if any(part.flag_bits & 1 for part in parts):
            raise ImportFileError(f"“{self.name}”设有密码，无法读取。请取消密码后另存，再导入。")
        if (
            len(parts) > MAX_MEMBERS
            or expanded > MAX_BYTES
            or (expanded > _NEVER_A_BOMB and expanded > packed * MAX_RATIO)
        ):
            raise ImportFileError(
                f"“{self.name}”展开后过大，不像是自评表，没有读取。请把表格复制到新文件后再导入。"
            )
