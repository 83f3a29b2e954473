from pathlib import Path

import pytest

from imported_files import READING, word_file
from perfeval_desktop.importing import reader_pool
from perfeval_desktop.importing.contents import FileContents, Reading
from perfeval_desktop.importing.reader_pool import ReaderPool


class Process:
    """Reads at the second time it is asked; ``bad.docx`` ends it."""

    started = 0

    def __init__(self, _reading: Reading, *, seconds: float, most_memory: int) -> None:
        type(self).started += 1
        if self.started > 3:
            raise OSError("not allowed")
        self.file: Path | None = None
        self.is_over = False
        self.limits = seconds, most_memory
        self._asked = 0

    def read(self, file: Path) -> None:
        self.file, self._asked = file, 0

    def result(self) -> FileContents | None:
        self._asked += 1
        if self._asked < 2 or self.file is None:
            return None
        found = FileContents(self.file)
        self.is_over = self.file.name == "bad.docx"
        self.file = None
        return found

    def stop(self) -> None:
        self.is_over = True


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> ReaderPool:
    monkeypatch.setattr(reader_pool, "ReaderProcess", Process)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    Process.started = 0
    return ReaderPool(READING)


FILES = [Path(f"{number}.docx") for number in range(5)]


def test_many_files_are_shared_by_as_many_processes_as_there_are_cores(pool: ReaderPool) -> None:
    pool.add(FILES)
    assert (Process.started, pool.is_idle) == (2, False)
    assert pool.results() == []
    assert [one.file for one in pool.results()] == FILES[:2]
    found = [one.file for _ in range(6) for one in pool.results()]
    assert (found, pool.is_idle, Process.started) == (FILES[2:], True, 2)


def test_a_few_files_are_read_by_one_process(pool: ReaderPool) -> None:
    pool.add(FILES[:2])
    assert Process.started == 1
    pool.add(FILES[2:])
    assert Process.started == 2


def test_where_a_file_ends_its_process_another_one_goes_on(pool: ReaderPool) -> None:
    pool.add([Path("bad.docx"), FILES[0]])
    found = [one.file for _ in range(6) for one in pool.results()]
    assert (found, Process.started) == ([Path("bad.docx"), FILES[0]], 2)


def test_where_no_process_can_be_started_each_file_is_told_why(pool: ReaderPool) -> None:
    Process.started = 3
    pool.add(FILES[:2])
    assert not pool.is_idle
    pool.wait()
    assert [one.refusal for one in pool.results()] == [
        f"“{number}.docx”没有读：系统不让启动读文件的进程（not allowed）。" for number in (0, 1)
    ]
    assert pool.is_idle


def test_what_is_left_when_it_is_closed_is_not_read(pool: ReaderPool) -> None:
    with pool:
        pool.add(FILES)
    assert (pool.is_idle, pool.results()) == (True, [])


def test_true_processes_read_files_while_somebody_waits(tmp_path: Path) -> None:
    file = word_file(tmp_path)
    with ReaderPool(READING) as pool:
        pool.add([file, tmp_path / "没有.docx"])
        pool.wait()
        found = {one.file: one for one in pool.all_results()}
    assert len(found[file].forms) == 1
    assert "无法读取" in found[tmp_path / "没有.docx"].refusal
