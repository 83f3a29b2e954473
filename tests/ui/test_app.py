"""The program from its first argument to its exit code."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from perfeval_desktop import paths
from perfeval_desktop.storage.store import Store
from perfeval_ui import app, self_test
from perfeval_ui.app import main, run
from perfeval_ui.startup.exception_hook import report_internal_error
from perfeval_ui.startup.options import Options
from perfeval_ui.window.main_window import MainWindow
from ui.office import Asked


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the hook for bugs be what it was afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture(autouse=True)
def _no_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the handler of faults to pytest, which has its own."""
    monkeypatch.setattr("faulthandler.enable", lambda _file: None)
    monkeypatch.setattr("faulthandler.disable", lambda: None)


# -- the window --------------------------------------------------------------------------------------------


def when_shown(do: Callable[[MainWindow], object]) -> None:
    """Do something with the main window once it stands, then close it."""

    def act() -> None:
        (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        do(window)
        window.close()

    QTimer.singleShot(0, act)


@pytest.mark.usefixtures("hook")
def test_the_window_runs_until_it_is_closed(home: Path, qapp: QApplication) -> None:
    titles: list[str] = []
    when_shown(lambda window: titles.append(window.windowTitle()))
    assert run(qapp, Options()) == 0
    assert titles == ["绩效自评"]
    assert not any(isinstance(one, MainWindow) for one in QApplication.topLevelWidgets())
    assert sys.excepthook is report_internal_error
    # Nothing is held any more.
    with Store.open(home / "data" / "绩效自评.perfeval") as store:
        assert store.count() == 0
    assert (home / "config" / "perfeval.ini").exists()
    assert not paths.fault_file().exists()


@pytest.mark.usefixtures("hook")
@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a profile is closed to other users as it is")
def test_what_the_program_keeps_is_for_the_user_alone_also_what_an_earlier_version_has_left(
    home: Path, qapp: QApplication
) -> None:
    before = os.umask(0o022)
    (home / "data").mkdir()
    (home / "data" / "旧.perfeval").touch()
    when_shown(lambda window: window.commands.stores.show_backups())
    try:
        assert run(qapp, Options()) == 0
    finally:
        os.umask(before)
    kept = [one for name in ("data", "log", "config") for one in [home / name, *(home / name).rglob("*")]]
    assert len(kept) > 6
    assert [one for one in kept if one.stat().st_mode & 0o077] == []


@pytest.mark.usefixtures("hook", "home")
def test_without_a_store_the_program_ends(qapp: QApplication, tmp_path: Path, asked: Asked) -> None:
    asked.answers = ["退出"]
    assert run(qapp, Options(file=tmp_path / "没有.perfeval")) == 3


@pytest.mark.usefixtures("hook", "home")
def test_a_picture_takes_the_place_of_the_window(qapp: QApplication, tmp_path: Path) -> None:
    assert run(qapp, Options(samples=True, screenshot=tmp_path / "窗口.png")) == 0
    assert (tmp_path / "窗口.png").exists()
    assert run(qapp, Options(samples=True, screenshot=tmp_path / "窗口.png" / "x.png")) == 3


@pytest.mark.usefixtures("hook")
def test_a_log_is_kept_while_the_program_runs(home: Path, qapp: QApplication) -> None:
    when_shown(lambda _window: logging.getLogger("test").info("noted"))
    run(qapp, Options())
    logging.getLogger("test").warning("too late")
    written = (home / "log" / "perfeval.log").read_text(encoding="utf-8")
    assert "INFO noted" in written
    assert "too late" not in written


@pytest.mark.usefixtures("hook")
def test_without_a_place_for_logs_the_program_works_all_the_same(home: Path, qapp: QApplication) -> None:
    (home / "log").write_bytes(b"in the way")
    when_shown(lambda _window: None)
    assert run(qapp, Options()) == 0


@pytest.mark.usefixtures("hook", "home")
def test_a_run_that_ended_in_a_fault_is_told_by_the_next(qapp: QApplication) -> None:
    paths.log_folder().mkdir()
    paths.fault_file().write_text("Fatal Python error: Aborted", encoding="utf-8")
    said: list[str] = []

    def copy(window: MainWindow) -> None:
        said.append(window.message_bar.text.text())
        window.message_bar.buttons[0].click()

    when_shown(copy)
    assert run(qapp, Options()) == 0
    assert said[0].startswith("上次程序意外退出，已保存的内容不受影响。")
    assert QGuiApplication.clipboard().text() == "Fatal Python error: Aborted"


# A later start in a process of its own, with the same places as the first.
LATER = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from perfeval_desktop import paths
home = Path(sys.argv[1])
paths.data_folder = lambda: home / "data"
paths.log_folder = lambda: home / "log"
paths.runtime_folder = lambda: home / "run"
paths.settings_file = lambda: home / "config" / "perfeval.ini"
from perfeval_ui.app import run
from perfeval_ui.startup.window_controller import WindowController
from perfeval_ui.startup.options import parsed
# Where it is not heard it ends, rather than to stand there with a window nobody closes.
WindowController.start = lambda _controller, _request: False
sys.exit(run(QApplication([]), parsed(sys.argv[2:])))
"""


@pytest.mark.usefixtures("hook")
def test_a_second_start_hands_its_file_to_the_first_and_ends(
    home: Path, qapp: QApplication, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "单位.perfeval"):
        pass
    ended: list[int] = []
    titles: list[str] = []
    watch = QTimer()

    def start() -> None:
        command = [sys.executable, "-c", LATER, str(home), str(tmp_path / "单位.perfeval")]
        later = subprocess.Popen(command)  # noqa: S603  # this very interpreter

        def look() -> None:
            code = later.poll()
            if code is not None:
                watch.stop()
                ended.append(code)
                when_shown(lambda window: titles.append(window.windowTitle()))

        watch.timeout.connect(look)
        watch.start(20)

    QTimer.singleShot(0, start)
    assert run(qapp, Options()) == 0
    assert ended == [0]
    assert titles == ["单位 - 绩效自评"]


# -- the command line --------------------------------------------------------------------------------------


def test_the_window_gets_what_stands_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, restored_app: QApplication
) -> None:
    seen: list[Options] = []

    def note(_app: QApplication, wanted: Options) -> int:
        seen.append(wanted)
        return 5

    monkeypatch.setattr(app, "QApplication", lambda _arguments: restored_app)
    monkeypatch.setattr(app, "run", note)
    assert main(["--store", "a.perfeval"]) == 5
    assert seen[0].store == Path("a.perfeval")


@pytest.mark.parametrize(("words", "folder"), [([], []), (["报告"], ["报告"])])
def test_the_self_test_is_an_option(
    monkeypatch: pytest.MonkeyPatch, words: list[str], folder: list[str]
) -> None:
    seen: list[list[str]] = []

    def note(argv: list[str]) -> int:
        seen.append(argv)
        return 1

    monkeypatch.setattr(self_test, "main", note)
    assert main(["--self-test", *words]) == 1
    assert seen == [folder]
