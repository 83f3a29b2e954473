"""Many files, read by as many processes as the computer has cores; begun while nobody waits for them."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from perfeval_desktop.importing.contents import FileContents, Reading
from perfeval_desktop.importing.reader_process import MOST_MEMORY, SECONDS, ReaderProcess

_MOST_PROCESSES = 4
# To start one takes about as long as to read so many files.
_FILES_A_PROCESS = 4


class ReaderPool:
    """Reads files in processes of their own; to be closed, or used in a ``with`` statement.

    :meth:`results` never waits, so that a window can ask now and then; :meth:`wait` does.
    """

    def __init__(self, reading: Reading, *, seconds: float = SECONDS, most_memory: int = MOST_MEMORY) -> None:
        self._reading = reading
        self._seconds, self._most_memory = seconds, most_memory
        self._left: deque[Path] = deque()
        self._processes: list[ReaderProcess] = []
        self._unstarted: list[FileContents] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left to be read."""
        return not (self._left or self._unstarted or any(one.file for one in self._processes))

    def add(self, files: Iterable[Path]) -> None:
        """Let these files be read, too."""
        self._left.extend(files)
        self._hand_out()

    def results(self) -> list[FileContents]:
        """Return what has come of files since it was last asked, in the order they were done."""
        found = [one for process in self._processes if process.file and (one := process.result())]
        found += self._unstarted
        self._unstarted = []
        self._processes = [one for one in self._processes if not one.is_over]
        self._hand_out()
        return found

    def wait(self) -> None:
        """Wait until something has come of a file, or one has taken too long."""
        busy = [one for one in self._processes if one.file]
        if busy and not self._unstarted:
            until = min(one.deadline for one in busy)
            wait([one.connection for one in busy], max(0.0, until - monotonic()))

    def all_results(self) -> Iterator[FileContents]:
        """Yield what comes of all files, waiting for each."""
        while not self.is_idle:
            self.wait()
            yield from self.results()

    def close(self) -> None:
        """Stop reading: what is not done is not read."""
        self._left.clear()
        for process in self._processes:
            process.stop()
        self._processes.clear()

    def _hand_out(self) -> None:
        for process in self._processes:
            if self._left and not process.file:
                process.read(self._left.popleft())
        while self._left and len(self._processes) < self._worth_starting():
            try:
                process = ReaderProcess(self._reading, seconds=self._seconds, most_memory=self._most_memory)
            except OSError as error:
                self._unstarted += [
                    FileContents(file, refusal=f"“{file.name}”没有读：系统不让启动读文件的进程（{error}）。")
                    for file in self._left
                ]
                self._left.clear()
            else:
                self._processes.append(process)
                process.read(self._left.popleft())

    def _worth_starting(self) -> int:
        """Return how many processes are worth it for what is left."""
        busy = sum(1 for one in self._processes if one.file)
        wanted = -(-(len(self._left) + busy) // _FILES_A_PROCESS)
        return min(max(wanted, 1), os.cpu_count() or 1, _MOST_PROCESSES)
