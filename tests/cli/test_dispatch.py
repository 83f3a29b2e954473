"""Exit codes, streams and imports: what a shell and a script see of the commands."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from command_line import SAMPLES, Outcome, Run, project
from perfeval_desktop import __version__, cli
from perfeval_desktop.cli import dispatch
from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.command import Command


def test_help_and_version_are_answered_with_0(run: Run) -> None:
    assert run("--help").out.startswith("用法： perfeval ")
    assert run("score", "--help").code == 0
    assert run("--version").out == f"PerfEval Desktop {__version__}\n"


def test_wrong_usage_is_told_on_the_error_stream_with_2(run: Run) -> None:
    outcome = run("打印")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "没有这个命令：打印。用法见 perfeval --help\n"


# Whatever else a command needs, a store or a place for one.
_NEEDED = {
    Command.SHOW: ["教师培训"],
    Command.EXPORT: ["--out", "导出"],
    Command.NEW: ["--template", "national-2020", "--year", "2024", "--project", "教师培训"],
    Command.IMPORT: ["转录.json"],
    Command.LEDGER: ["台账.xlsx"],
    Command.CARRY: ["--template", "national-2020"],
    Command.RESTORE: ["备份.perfeval"],
}


_WITHOUT_STORE = {Command.TEMPLATES, Command.CHECKS}


@pytest.mark.parametrize("store", ["", ".", "..", Path.cwd().anchor])
@pytest.mark.parametrize("command", [one for one in Command if one not in _WITHOUT_STORE])
def test_a_folder_in_the_place_of_a_store_is_told_in_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command, store: str
) -> None:
    folder = tmp_path / "甲" / "乙"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    (folder / "转录.json").write_text("[]", "utf-8")
    there = set(tmp_path.rglob("*"))
    words = [store] if command in {Command.CHECKOUT, Command.CHECKIN} else ["--store", store]
    outcome = run(command, *_NEEDED.get(command, ()), *words)
    if command is Command.DIAGNOSE:
        assert (outcome.code, outcome.err) == (0, "")
    else:
        assert outcome.code in {2, 3}
        assert outcome.err.endswith("。\n")
    assert set(tmp_path.rglob("*")) == there


def test_every_command_is_carried_out_by_a_function() -> None:
    assert list(dispatch._COMMANDS) == list(Command)


def replaced(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def list_forms(_: Arguments) -> NoReturn:
        raise error

    monkeypatch.setattr(dispatch, "_COMMANDS", {Command.LIST: list_forms})


def test_an_interruption_returns_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, KeyboardInterrupt())
    assert run("list") == Outcome(130, "", "")


def test_a_bug_of_ours_is_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, RuntimeError("bug"))
    with pytest.raises(RuntimeError, match="bug"):
        run("list")


class FullDisk(io.StringIO):
    """An output that is led into a file on a disk without room."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def flush(self, *_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    def fileno(self) -> int:
        return self._descriptor


def test_an_output_that_cannot_be_written_is_an_error_with_a_remedy(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "output").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", FullDisk(file.fileno()))
        outcome = run("list", "--samples")
    assert outcome.code == 3
    assert outcome.err == "结果无法输出：No space left on device。请检查输出的去处。\n"


def test_where_nothing_at_all_can_be_written_the_exit_code_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "output").open("w", encoding="utf-8") as file:
        full = FullDisk(file.fileno())
        monkeypatch.setattr(sys, "stdout", full)
        monkeypatch.setattr(sys, "stderr", full)
        monkeypatch.setattr(full, "write", full.flush)
        assert cli.main(["list", "--samples"]) == 3


def test_trouble_with_a_folder_is_told_where_there_is_no_console(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, PermissionError(errno.EACCES, "Permission denied"))
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.main(["list"]) == 3


def test_a_reader_that_goes_away_ends_the_command_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w", encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    outcome = run("score", "--samples")
    # What is still in the buffer is written now, or Python would complain about it at its end.
    stream.close()
    assert (outcome.code, outcome.err) == (141, "")


def test_a_program_without_a_console_carries_out_the_command_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert cli.main(["export", "--samples", "--out", str(tmp_path)]) == 0
    assert cli.main(["show", "--samples", "没有"]) == 2
    assert len(list(tmp_path.iterdir())) == 7


# What a server, a scheduled task or an old terminal may set: none of it can print Chinese.
BARE_ENVIRONMENT = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def python(*words: str) -> "subprocess.CompletedProcess[bytes]":
    environment = {**os.environ, **BARE_ENVIRONMENT}
    command = [sys.executable, *words]
    return subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603  # our own


def test_the_program_itself_speaks_utf_8_wherever_it_runs() -> None:
    done = python("-m", "perfeval_desktop", "score", "--samples", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    scored = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert {one["project"] for one in scored} == {project(form) for form in SAMPLES.values()}


def test_the_program_itself_returns_the_exit_code_and_complains_in_utf_8() -> None:
    done = python("-m", "perfeval_desktop", "show", "没有的项目", "--samples")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").startswith("没有找到项目“")


LOADED = """
import sys
from perfeval_desktop import cli
cli.main(["score", "--samples"])
print(sorted({"PySide6", "reportlab", "pypdfium2", "perfeval_ui"} & set(sys.modules)))
"""


def test_commands_that_only_look_load_neither_qt_nor_what_makes_pdfs() -> None:
    done = python("-c", LOADED)
    assert done.stdout.decode("utf-8").splitlines()[-1] == "[]"
