"""Reading files without a process of their own: as a test wants it."""

from collections import deque
from collections.abc import Iterable
from pathlib import Path

from perfeval_desktop.importing.contents import FileContents, Reading
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.importing.reader_process import read_file


class PoolHere(ReaderPool):
    """Reads in this process when it is asked for results."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._wanted: deque[Path] = deque()

    @property
    def is_idle(self) -> bool:
        return not self._wanted

    def add(self, files: Iterable[Path]) -> None:
        self._wanted.extend(files)

    def results(self) -> list[FileContents]:
        return [read_file(self._wanted.popleft(), self._reading)] if self._wanted else []
