"""Reads a file in a process of its own while the window stays usable: a ledger, or a blank to be filled."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.importing.contents import FileContents, Reading
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.templates import TemplateCatalogue

_EVERY_MS = 50


class FileReader(QObject):
    """Reads one file at a time; ``done`` carries the :class:`FileContents` with its sheets, or why not."""

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Nothing but sheets is read: no template is needed for that.
        reading = Reading(TemplateCatalogue(), datetime.now().astimezone().year, forms=False)
        self._pool = ReaderPool(reading)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def read(self, file: Path) -> None:
        """Begin to read ``file``."""
        self._pool.add([file])
        self._timer.start()

    def close(self) -> None:
        """Stop reading."""
        self._timer.stop()
        self._pool.close()

    def _look(self) -> None:
        for contents in self._pool.results():
            self._finish(contents)

    def _finish(self, contents: FileContents) -> None:
        self.close()
        self.done.emit(contents)
