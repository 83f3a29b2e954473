"""``python -m perfeval_desktop``: which words open the window and which go to the command line."""

import multiprocessing
import runpy
import sys
from pathlib import Path
from types import ModuleType

import pytest

from perfeval_desktop import __main__ as program
from perfeval_desktop import __version__, cli

Calls = list[tuple[str, list[str]]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Return who was called with what; neither window nor command line is really there."""
    made: Calls = []

    def window(argv: list[str]) -> int:
        made.append(("window", argv))
        return 5

    def command_line(argv: list[str]) -> int:
        made.append(("cli", argv))
        return 6

    app = ModuleType("perfeval_ui.app")
    app.main = window  # type: ignore[attr-defined]  # a stand-in
    monkeypatch.setitem(sys.modules, "perfeval_ui.app", app)
    monkeypatch.setattr(cli, "main", command_line)
    return made


def test_the_bundled_program_first_sees_whether_it_was_started_as_a_worker(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: calls.append(("worker", [])))
    program.main([])
    assert calls == [("worker", []), ("window", [])]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--samples"],
        ["--store", "a.perfeval"],
        ["--store", "list"],
        ["--store=list", "--screenshot", "score"],
        ["--samples", "--screenshot", "主窗口.png"],
        ["--store"],
        ["a.perfeval"],
        ["a.perfeval", "list"],
    ],
)
def test_without_a_command_the_window_gets_all_words_untouched(calls: Calls, words: list[str]) -> None:
    assert program.main(words) == 5
    assert calls == [("window", words)]


@pytest.mark.parametrize(
    "words",
    [
        *([command] for command in cli.Command),
        ["score", "--samples", "--json"],
        ["--samples", "score"],
        ["--store", "list", "check"],
        ["--help"],
        ["-h"],
        ["--samples", "--version"],
    ],
)
def test_a_command_goes_to_the_command_line(calls: Calls, words: list[str]) -> None:
    assert program.main(words) == 6
    assert calls == [("cli", words)]


def test_a_file_may_be_called_like_an_option_of_help(calls: Calls) -> None:
    assert program.main(["--store", "-h"]) == 5
    assert calls == [("window", ["--store", "-h"])]


def test_the_words_of_the_process_are_taken_where_none_are_given(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["perfeval", "templates"])
    program.main()
    assert calls == [("cli", ["templates"])]


def test_run_as_a_program_it_ends_with_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["perfeval", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(Path(str(program.__file__))), run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"PerfEval Desktop {__version__}\n"
