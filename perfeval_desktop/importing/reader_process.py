"""A process that reads files: what a hostile one does to it, it does to nothing else."""

import gc
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Final

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.importing.contents import FileContents, Reading, contents_of
from perfeval_desktop.importing.process_limits import limit_memory

MOST_MEMORY: Final = 512 * 1024 * 1024
# For one file; and, on a slow computer, for the process to begin.
SECONDS: Final = 20.0
_SECONDS_TO_START: Final = 60.0

_TOO_LARGE: Final = "要的内存太多，没有读出。请只留下需要的表格，另存为新文件后再导入。"
_BROKEN: Final = "的内容与它的格式对不上，没有读出。请用 Word、Excel 或 WPS 打开它，另存为新文件后再导入。"


def read_file(file: Path, reading: Reading) -> FileContents:
    """Return what a file holds, or the sentence that says why it cannot be read; nothing is raised.

    A file that is made to do harm may make any part of a reader raise anything.
    """
    try:
        return contents_of(file, reading)
    except PerfEvalError as error:
        return FileContents(file, refusal=str(error))
    except MemoryError:
        return FileContents(file, refusal=f"读取“{file.name}”{_TOO_LARGE}")
    except Exception:  # noqa: BLE001  # see above
        return FileContents(file, refusal=f"“{file.name}”{_BROKEN}")


def serve(connection: Connection, most_memory: int) -> None:
    """Read each file that is named, until nobody is there any more.

    First say that this process is ready; then be told how files are read.
    """
    limit_memory(most_memory)
    # A process reads some hundred files at most.
    gc.disable()
    with suppress(EOFError, OSError):
        connection.send(None)
        reading = connection.recv()
        while True:
            connection.send(read_file(connection.recv(), reading))


class ReaderProcess:
    """One process that reads a file at a time, for at most ``seconds`` each.

    Raises :class:`OSError` where it cannot be started.
    """

    def __init__(self, reading: Reading, *, seconds: float = SECONDS, most_memory: int = MOST_MEMORY) -> None:
        # Not forked: a process with a window and threads cannot be copied safely.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, most_memory), daemon=True)
        self._process.start()
        theirs.close()
        self._reading, self._seconds = reading, seconds
        self._is_ready = False
        self.file: Path | None = None
        self.deadline = monotonic() + _SECONDS_TO_START

    def read(self, file: Path) -> None:
        """Begin to read ``file``; the one before must have been read."""
        self.file = file
        if self._is_ready:
            self.deadline = monotonic() + self._seconds
            with suppress(OSError):
                self.connection.send(file)

    def result(self) -> FileContents | None:
        """Return what came of the file, ``None`` while it is being read.

        Where it takes too long or brings the process down, that is said, and the process is over.
        """
        try:
            while self.connection.poll():
                received = self.connection.recv()
                if received is not None:
                    self.file = None
                    return FileContents(*received)
                self._begin()
        except (EOFError, OSError):
            return self._given_up(_BROKEN)
        if monotonic() > self.deadline:
            return self._given_up(
                f"读了 {self._seconds:.0f} 秒还没有读完，已停止。请只留下需要的表格，另存为新文件后再导入。"
            )
        return None

    def _begin(self) -> None:
        """Hand over, now that the process is ready: before, one would wait for it to read so much."""
        self._is_ready = True
        self.deadline = monotonic() + self._seconds
        self.connection.send(self._reading)
        self.connection.send(self.file)

    @property
    def is_over(self) -> bool:
        """Whether it can read no more files."""
        return self.connection.closed

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self.kill()

    def kill(self) -> None:
        """Let the process be no more: as if a file had brought it down."""
        self._process.kill()
        self._process.join()

    def _given_up(self, why: str) -> FileContents:
        file, self.file = self.file, None
        self.stop()
        assert file is not None  # noqa: S101  # nothing is awaited otherwise
        return FileContents(file, refusal=f"“{file.name}”{why}")
