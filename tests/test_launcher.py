from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import perfeval

PYTHON = "venv-python"


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "runtime.lock"
    path.write_text("peewee==4.5.3\n", encoding="utf-8")
    return path


def test_an_old_python_is_told_in_one_line_in_two_languages() -> None:
    complaint = perfeval.python_complaint((3, 10, 4))
    assert complaint is not None
    assert "需要 Python 3.11" in complaint
    assert "Python 3.11 or newer is required, not 3.10.4" in complaint
    assert "\n" not in complaint


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 2), (4, 0, 0)])
def test_a_new_enough_python_is_welcome(version: tuple[int, ...]) -> None:
    assert perfeval.python_complaint(version) is None


@pytest.mark.parametrize(
    ("system", "interpreter"),
    [("linux", "bin/python"), ("darwin", "bin/python"), ("win32", "Scripts/python.exe")],
)
def test_the_environment_stands_beside_the_launcher(system: str, interpreter: str) -> None:
    folder, python = perfeval.environment({}, system)
    assert folder == perfeval.ROOT / ".venv"
    assert python == folder / interpreter


def test_the_environment_can_be_put_elsewhere() -> None:
    assert perfeval.environment({"PERFEVAL_VENV": "elsewhere"}, "linux")[0] == Path.cwd() / "elsewhere"


def test_an_environment_is_ready_only_if_filled_from_these_locks(tmp_path: Path, lock: Path) -> None:
    stamp, other = tmp_path / "perfeval-stamp", tmp_path / "dev.lock"
    other.write_bytes(lock.read_bytes())
    assert not perfeval.is_ready(stamp, [lock], "3.11.2")
    stamp.write_text(perfeval.stamp_text(lock, "3.11.2"), encoding="utf-8")
    assert perfeval.is_ready(stamp, [lock], "3.11.2")
    assert perfeval.is_ready(stamp, [other, lock], "3.11.2")
    assert not perfeval.is_ready(stamp, [other], "3.11.2")
    assert not perfeval.is_ready(stamp, [lock], "3.11.3")


def test_a_changed_lock_asks_for_an_update(tmp_path: Path, lock: Path) -> None:
    stamp = tmp_path / "perfeval-stamp"
    stamp.write_text(perfeval.stamp_text(lock, "3.11.2"), encoding="utf-8")
    lock.write_text("peewee==4.5.4\n", encoding="utf-8")
    assert not perfeval.is_ready(stamp, [lock], "3.11.2")


def test_an_interpreter_that_is_missing_is_not_usable(tmp_path: Path) -> None:
    assert not perfeval.is_usable(tmp_path / "python")


def test_a_folder_that_is_no_environment_is_never_emptied(tmp_path: Path) -> None:
    (tmp_path / "自评表.db").touch()
    with pytest.raises(perfeval.SetupError, match="不敢清空"):
        perfeval.create_environment(tmp_path)
    assert (tmp_path / "自评表.db").exists()


def test_the_path_line_is_ascii_and_adds_the_folders(tmp_path: Path) -> None:
    folder = tmp_path / "绩效 自评"
    line = perfeval.path_line([folder])
    assert line.isascii()
    assert line.startswith("import ")  # what makes Python run a line of a .pth file
    assert "\n" not in line
    code, printed = perfeval.captured([sys.executable, "-c", line + "; print(ascii(sys.path[-1]))"])
    assert code == 0
    assert printed.strip() == ascii(str(folder))


@pytest.mark.parametrize("command", ["apt-get install", "dnf install", "pacman -S --needed"])
def test_every_family_names_its_packages_once(command: str) -> None:
    always, screen = (packages.split() for packages in perfeval.SYSTEM_PACKAGES[command])
    assert always
    assert screen
    assert len({*always, *screen}) == len(always) + len(screen)


@pytest.mark.parametrize("command", ["dnf install", "apt-get install"])
def test_who_may_not_install_is_told_the_exact_command(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(perfeval, "apt_get", lambda: None)
    with pytest.raises(perfeval.SetupError, match=f"sudo {command} libgl1 libegl1$"):
        perfeval.require_packages(command, "libgl1 libegl1", "缺少系统库")


def test_package_lists_are_fetched_only_where_installing_fails_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []

    def captured(command: list[str]) -> tuple[int, str]:
        calls.append(command[1])
        return (0 if "update" in calls else 100), ""

    monkeypatch.setattr(perfeval, "apt_get", lambda: ["apt-get"])
    monkeypatch.setattr(perfeval, "captured", captured)
    assert perfeval.apt_install("libgl1")
    assert calls == ["install", "update", "install"]
    assert perfeval.apt_install("libgl1")
    assert calls[3:] == ["install"]


@pytest.mark.parametrize(
    ("environ", "system", "screen"),
    [
        ({}, "linux", None),
        ({"DISPLAY": ""}, "linux", None),
        ({"DISPLAY": ":0"}, "linux", "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", "wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", "xcb"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", None),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, "linux", "xcb"),
        ({}, "win32", "win32"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "win32", None),
    ],
)
def test_a_screen_is_seen_in_the_session(environ: dict[str, str], system: str, screen: str | None) -> None:
    assert perfeval.announced_screen(environ, system) == screen


def test_with_a_screen_the_samples_open_in_the_window() -> None:
    assert perfeval.program_commands([], screen=True) == [["--samples"]]
    assert perfeval.program_commands(["--store", "x.db"], screen=True) == [["--store", "x.db"]]


@pytest.mark.parametrize("options", [["--samples"], ["--store", "x.db"]])
def test_without_a_screen_the_same_work_goes_to_files(options: list[str]) -> None:
    arguments = [] if options == ["--samples"] else options
    score, export, picture = perfeval.program_commands(arguments, screen=False)
    assert score == ["score", *options]
    assert export == ["export", *options, "--out", str(perfeval.OUTPUT)]
    assert picture == [*options, "--screenshot", str(perfeval.OUTPUT / "主窗口.png")]


@pytest.mark.parametrize("screen", [True, False])
def test_a_command_of_the_program_is_passed_on_as_it_is(*, screen: bool) -> None:
    assert perfeval.program_commands(["list", "--store", "x"], screen=screen) == [["list", "--store", "x"]]


def test_every_folder_of_tests_is_run_once_under_coverage() -> None:
    commands = perfeval.check_commands(PYTHON, [])
    assert list(commands) == [
        "ruff check",
        "ruff format",
        "pytest 核心",
        "pytest 界面",
        "pytest 打印",
        "pytest 文件",
        "mypy",
    ]
    assert all(command[0] == PYTHON for command in commands.values())
    *_, core, shell, printing, files, _ = commands.values()
    folders = files[files.index("no:pytest-qt") + 1 :]
    assert folders == [
        f"tests/{name}" for name in ("exchange", "exchange_package", "importing", "ledger_filling")
    ]
    apart = ["tests/ui", "tests/printing", *folders]
    assert core[core.index("tests") :] == ["tests", *(f"--ignore={folder}" for folder in apart)]
    assert shell[-2:] == ["pytest", "tests/ui"]
    assert printing[-1] == "tests/printing"
    assert all("coverage" in command for command in (core, shell, files, printing))


def test_all_but_the_shell_is_tested_without_qt() -> None:
    *_, core, shell, printing, files, _ = perfeval.check_commands(PYTHON, []).values()
    for command in (core, files, printing):
        assert " ".join(command).count("-p without_qt -p no:pytest-qt") == 1
    assert "without_qt" not in shell


def test_selected_tests_run_once_without_coverage() -> None:
    commands = perfeval.check_commands(PYTHON, ["-k", "评分"])
    assert commands["pytest"] == [PYTHON, "-m", "pytest", "-k", "评分"]
    assert "pytest 核心" not in commands


def test_the_gates_stand_at_100_and_90_percent() -> None:
    _, core, shell = perfeval.gate_commands(PYTHON).values()
    assert core[-2:] == ["--include=perfeval_desktop/*", "--fail-under=100"]
    assert shell[-2:] == ["--include=ui/perfeval_ui/*", "--fail-under=90"]


@pytest.mark.parametrize(
    ("printed", "closing"),
    [
        (["..", "=== 2 passed in 1.00s ===", "CoverageWarning"], "=== 2 passed in 1.00s ==="),
        (
            ["F", "=== 1 failed, 2 passed in 61.20s (0:01:01) ==="],
            "=== 1 failed, 2 passed in 61.20s (0:01:01) ===",
        ),
        (["=== no tests ran in 0.01s ==="], "=== no tests ran in 0.01s ==="),
        ([".", "2 passed in 0.43s"], "2 passed in 0.43s"),
        (["Found 2 errors.", "[*] 1 fixable"], "Found 2 errors."),
        (["a.py  90%", "TOTAL  90%", "1 file skipped"], "TOTAL  90%"),
        (["No module named x"], ""),
    ],
)
def test_the_line_a_tool_closes_with_stands_in_the_summary_too(
    printed: list[str], closing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", "import sys; print(*sys.argv[1:], sep='\\n')", *printed]
    assert perfeval.carry_out({"tool": command}, os.environ, workers=1) == {f"通过  tool  {closing}": True}
    assert capsys.readouterr().out == "\n".join(["\n── tool ──", *printed, ""])


def test_any_exit_code_but_zero_is_a_failure() -> None:
    commands = {str(code): [sys.executable, "-c", f"raise SystemExit({code})"] for code in (0, 1, 5)}
    summary = perfeval.carry_out(commands, os.environ, workers=2)
    assert list(summary.values()) == [True, False, False]


def test_without_a_command_the_usage_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert perfeval.main([]) == 0
    assert capsys.readouterr().out.startswith("用法：")


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert perfeval.main(["start"]) == 2
    assert "用法" in capsys.readouterr().out


def test_trouble_of_the_computer_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Path) -> str:
        raise perfeval.SetupError("缺少系统库")

    monkeypatch.setattr(perfeval, "prepare_environment", refuse)
    assert perfeval.main(["run"]) == 2
    assert capsys.readouterr().out == "缺少系统库\n"


def test_without_qt_the_import_of_qt_fails() -> None:
    environ = {**os.environ, "PYTHONPATH": str(perfeval.ROOT / "tests")}
    code, printed = perfeval.captured([sys.executable, "-c", "import without_qt\nimport PySide6"], environ)
    assert code == 1
    assert "import of PySide6 halted" in printed
