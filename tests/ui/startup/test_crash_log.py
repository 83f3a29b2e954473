import faulthandler
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_ui.startup.crash_log import fault_log

# What the program does, and then ends by a signal below Python.
FAULT = """
import faulthandler, sys
from pathlib import Path
from perfeval_ui.startup.crash_log import fault_log
def typed(): faulthandler._sigabrt()
with fault_log(Path(sys.argv[1])): typed()
"""


@pytest.fixture(autouse=True)
def _handler_of_pytest() -> Iterator[None]:
    """Put the handler of pytest back, of which there is one in a process."""
    was_enabled = faulthandler.is_enabled()
    yield
    if was_enabled:
        faulthandler.enable(sys.__stderr__ or sys.stderr)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "日志" / "fault.log"


def test_a_run_that_ends_well_leaves_nothing(file: Path) -> None:
    with fault_log(file) as report:
        assert file.exists()
        assert faulthandler.is_enabled()
        # As some systems do, for faults that are handled.
        file.write_text("Windows fatal exception: code 0x8001010d", encoding="utf-8")
    assert report == ""
    assert not file.exists()
    assert not faulthandler.is_enabled()


def test_a_fault_is_told_by_the_next_run_and_once(file: Path) -> None:
    command = [sys.executable, "-c", FAULT, str(file)]
    ended = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  # this very interpreter
    assert ended.returncode != 0
    with fault_log(file) as report:
        assert "Aborted" in report
        assert "in typed" in report
    with fault_log(file) as report:
        assert report == ""


@pytest.mark.parametrize(
    "left",
    [
        # The power failed.
        "",
        # Windows was shut down, or the program ended from outside: dialogs of Windows leave this behind.
        "Windows fatal exception: code 0x8001010d\n\nThread 0x00001234\n",
    ],
)
def test_a_run_that_was_cut_short_without_a_fault_is_not_told(file: Path, left: str) -> None:
    file.parent.mkdir()
    file.write_text(left, encoding="utf-8")
    with fault_log(file) as report:
        assert report == ""


def test_a_fault_of_windows_is_told(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("Windows fatal exception: access violation\n", encoding="utf-8")
    with fault_log(file) as report:
        assert report == "Windows fatal exception: access violation"


def test_without_the_file_the_program_works_all_the_same(tmp_path: Path) -> None:
    in_the_way = tmp_path / "日志"
    in_the_way.touch()
    with fault_log(in_the_way / "fault.log") as report:
        assert report == ""
    assert in_the_way.read_bytes() == b""
