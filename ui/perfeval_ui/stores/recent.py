"""The stores that the user opened last."""

from pathlib import Path

from PySide6.QtCore import QSettings

from perfeval_desktop import paths

_KEY = "stores"
_MOST = 8


class RecentStores:
    """The list of them, kept in the settings.

    A store in the data folder is kept by its way from there: the data folder of a portable copy of the
    program has another drive letter on each computer.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def newest_first(self) -> tuple[Path, ...]:
        """Their absolute paths, the last one first; some may not be there any more."""
        # QSettings returns a list of one text as a text.
        written = self._settings.value(_KEY, [])
        names = [written] if isinstance(written, str) else written if isinstance(written, list) else []
        return tuple(paths.data_folder() / str(name) for name in names)

    def add(self, path: Path) -> None:
        """Put ``path`` at the top of the list."""
        self._write([path, *(one for one in self.newest_first if one != path)])

    def remove(self, path: Path) -> None:
        """Take ``path`` out of the list."""
        self._write([one for one in self.newest_first if one != path])

    def _write(self, stores: list[Path]) -> None:
        own = paths.data_folder()
        names = [str(one.relative_to(own) if one.is_relative_to(own) else one) for one in stores[:_MOST]]
        self._settings.setValue(_KEY, names)
