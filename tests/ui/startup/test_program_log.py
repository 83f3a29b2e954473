import logging
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from perfeval_ui.startup.program_log import program_log


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "日志" / "perfeval.log"


def test_what_qt_says_is_written_and_not_shown(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with program_log(file):
        qWarning("说了一句")
    assert "WARNING 说了一句" in file.read_text(encoding="utf-8")
    assert "说了一句" not in "".join(capfd.readouterr())


def test_what_was_there_before_is_there_again(file: Path) -> None:
    before, handlers = qInstallMessageHandler(None), list(logging.getLogger().handlers)
    qInstallMessageHandler(before)
    with program_log(file):
        assert list(logging.getLogger().handlers) != handlers
    assert list(logging.getLogger().handlers) == handlers
    assert qInstallMessageHandler(before) == before


def test_a_large_file_is_put_aside(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("旧" * 200_000, encoding="utf-8")
    with program_log(file):
        logging.getLogger("perfeval").error("新的")
    assert file.read_text(encoding="utf-8").endswith("新的\n")
    assert len(file.read_text(encoding="utf-8")) < 100
    assert file.with_suffix(".old.log").stat().st_size == 600_000


def test_without_a_file_the_program_works_all_the_same(tmp_path: Path) -> None:
    in_the_way = tmp_path / "日志"
    in_the_way.write_bytes(b"")
    with program_log(in_the_way / "perfeval.log"):
        logging.getLogger("perfeval").error("没处写")
    assert in_the_way.read_bytes() == b""
