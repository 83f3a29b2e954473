from pathlib import Path

import pytest

from imported_files import READING, word_file
from office_files import docx, p
from perfeval_desktop.importing import reader_process
from perfeval_desktop.importing.contents import FileContents, Reading
from perfeval_desktop.importing.reader_process import ReaderProcess, read_file, serve

MIB = 1024 * 1024


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    contents = read_file(docx(tmp_path / "通知.docx", p("通知")), READING)
    assert contents.forms == ()
    assert contents.refusal.startswith("“通知.docx”里没有找到绩效自评表")


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (MemoryError(), "读取“表.docx”要的内存太多，没有读出。"),
        (RecursionError(), "“表.docx”的内容与它的格式对不上，没有读出。"),
        (KeyError("w:tbl"), "“表.docx”的内容与它的格式对不上，没有读出。"),
    ],
)
def test_whatever_a_file_makes_a_reader_raise_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception, told: str
) -> None:
    def fail(_file: Path, _reading: Reading) -> FileContents:
        raise raised

    monkeypatch.setattr(reader_process, "contents_of", fail)
    assert read_file(tmp_path / "表.docx", READING).refusal.startswith(told)


def test_files_are_read_one_after_the_other_until_nobody_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[int] = []
    monkeypatch.setattr(reader_process, "limit_memory", limits.append)
    monkeypatch.setattr("gc.disable", lambda: None)
    asked = [READING, word_file(tmp_path), tmp_path / "没有.docx"]
    answers: list[FileContents | None] = []

    class OtherEnd:
        """Who asks, until nothing is left to be asked."""

        def send(self, value: FileContents | None) -> None:
            answers.append(value)

        def recv(self) -> object:
            if not asked:
                raise EOFError
            return asked.pop(0)

    serve(OtherEnd(), 1000)  # type: ignore[arg-type]  # as much of it as is used
    ready, first, second = answers
    assert (limits, ready) == ([1000], None)
    assert first is not None
    assert second is not None
    assert (len(first.forms), bool(second.refusal)) == (1, True)


def result_of(process: ReaderProcess) -> FileContents:
    while (found := process.result()) is None:
        process.connection.poll(0.05)
    return found


def test_a_process_of_its_own_reads_what_we_would(tmp_path: Path) -> None:
    process = ReaderProcess(READING)
    file = word_file(tmp_path)
    for _ in range(2):
        process.read(file)
        assert result_of(process) == read_file(file, READING)
        assert not process.is_over
    process.stop()
    assert process.is_over


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    process = ReaderProcess(READING, seconds=0)
    process.read(word_file(tmp_path))
    process.deadline = 0
    found = result_of(process)
    assert found.refusal.startswith("“表.docx”读了 0 秒还没有读完，已停止。")
    assert (process.is_over, process.file) == (True, None)


def test_a_file_that_brings_its_process_down_is_told(tmp_path: Path) -> None:
    process = ReaderProcess(READING)
    process.read(word_file(tmp_path))
    process.kill()
    assert result_of(process).refusal.startswith("“表.docx”的内容与它的格式对不上")
    assert process.is_over


def test_a_file_that_needs_too_much_memory_is_told(tmp_path: Path) -> None:
    # Enough to begin with, not enough for as large a file.
    process = ReaderProcess(READING, most_memory=64 * MIB)
    file = tmp_path / "表.txt"
    file.write_bytes(b"\t" * 60 * MIB)
    process.read(file)
    assert result_of(process).refusal.startswith("读取“表.txt”要的内存太多，没有读出。")
    process.stop()
