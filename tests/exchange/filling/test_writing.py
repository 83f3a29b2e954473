"""The filled blank is a file of its own, there whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from blank_files import PLAIN, job, read_back, word_blank
from perfeval_desktop.errors import OutputError
from perfeval_desktop.exchange.filling.writing import fill_into


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return word_blank(tmp_path / "空表.docx", PLAIN)


def test_a_file_is_written_beside_the_blank(blank: Path) -> None:
    before, target = blank.read_bytes(), blank.with_name("填好.docx")
    result = fill_into(blank, target, *job())
    assert target.read_bytes() == result.data
    assert blank.read_bytes() == before
    assert len(read_back(target).transcript.indicators) == 7


def test_the_blank_is_never_written_over(blank: Path) -> None:
    before = blank.read_bytes()
    with pytest.raises(OutputError, match="就是空表本身"):
        fill_into(blank, blank.parent / ".." / blank.parent.name / blank.name, *job())
    assert blank.read_bytes() == before


def test_the_name_must_end_as_the_blank_does(blank: Path) -> None:
    with pytest.raises(OutputError, match=r"扩展名应为 \.docx"):
        fill_into(blank, blank.with_suffix(".xlsx"), *job())


def test_a_full_disk_leaves_the_file_of_before(blank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = blank.with_name("填好.docx")
    target.write_bytes(b"before")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="磁盘空间不足"):
        fill_into(blank, target, *job())
    assert target.read_bytes() == b"before"
    assert sorted(one.name for one in blank.parent.iterdir()) == ["填好.docx", "空表.docx"]
