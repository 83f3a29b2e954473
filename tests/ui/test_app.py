import logging
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop import __version__, paths
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.errors import EntryError, StorageError, StorageTrouble
from perfeval_desktop.samples import samples
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui import app, self_test
from perfeval_ui.app import Options, main, open_store, report_bug, run
from perfeval_ui.main_window import MainWindow
from ui.office import Asked, program


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that holds all the program keeps."""
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "log" / "perfeval.log")
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "config" / "perfeval.ini")
    return tmp_path


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the hook for bugs be what it was afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def options(**values: object) -> Options:
    return Options(**values)


# -- input methods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "modifiers", "module"),
    [
        ("linux", "@im=fcitx", "ibus"),
        ("linux", "@im=ibus", None),
        ("linux", None, None),
        ("win32", "@im=fcitx", None),
    ],
)
def test_fcitx_is_reached_by_way_of_ibus(
    monkeypatch: pytest.MonkeyPatch, system: str, modifiers: str | None, module: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    # Set first, so that what the program sets is taken back after the test.
    monkeypatch.setenv("QT_IM_MODULE", "")
    monkeypatch.delenv("QT_IM_MODULE")
    monkeypatch.delenv("XMODIFIERS", raising=False)
    if modifiers:
        monkeypatch.setenv("XMODIFIERS", modifiers)
    app._prefer_ibus()
    assert os.environ.get("QT_IM_MODULE") == module


def test_an_input_method_chosen_by_the_person_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XMODIFIERS", "@im=fcitx")
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    app._prefer_ibus()
    assert os.environ["QT_IM_MODULE"] == "fcitx"


# -- opening the store -------------------------------------------------------------------------------------


def test_a_store_in_use_is_opened_for_reading_where_the_person_agrees(store: Store, asked: Asked) -> None:
    asked.answers = ["只读打开"]
    opened = open_store(store.path)
    assert opened is not None
    assert opened.is_read_only
    opened.close()
    assert "打开" in asked.questions[0]


def test_a_store_in_use_is_left_alone_where_she_does_not(store: Store, asked: Asked) -> None:
    asked.answers = ["退出"]
    assert open_store(store.path) is None


def test_a_store_that_cannot_even_be_read_is_told(
    store: Store, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, *, read_only: bool = False) -> Store:
        trouble = StorageTrouble.CORRUPT if read_only else StorageTrouble.READ_ONLY
        raise StorageError(trouble, f"不能打开（{trouble}）。请改用备份。")

    monkeypatch.setattr(Store, "open", refuse)
    asked.answers = ["只读打开", "知道了"]
    assert open_store(store.path) is None
    assert asked.questions == ["不能打开（read-only）。请改用备份。", "不能打开（corrupt）。请改用备份。"]


def foreign(path: Path) -> None:
    path.write_bytes(b"no database at all")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")


def corrupt(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(foreign, "不是绩效自评的数据文件"), (newer, "99"), (corrupt, "已损坏")],
)
@pytest.mark.usefixtures("hook", "home")
def test_a_file_that_cannot_be_used_is_told_and_the_program_ends(
    tmp_path: Path, qapp: QApplication, asked: Asked, spoil: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "x.perfeval"
    with Store.open(path):
        pass
    spoil(path)
    before = path.read_bytes()
    asked.answers = ["知道了"]
    assert run(qapp, options(store=path)) == 3
    assert words in asked.questions[0]
    assert path.read_bytes() == before


@pytest.mark.usefixtures("hook", "home")
def test_templates_that_cannot_be_read_are_told_and_the_program_ends(
    home: Path, qapp: QApplication, asked: Asked
) -> None:
    folder = paths.templates_folder()
    folder.mkdir(parents=True)
    (folder / "minhang-2023.toml").write_text("id = ", encoding="utf-8")
    asked.answers = ["知道了"]
    assert run(qapp, options(samples=True)) == 3
    assert "minhang-2023.toml" in asked.questions[0]
    assert (home / "data" / "示例.perfeval").exists()


# -- the window --------------------------------------------------------------------------------------------


def close_when_shown() -> list[str]:
    """Close the main window once it stands; return its title in time."""
    titles: list[str] = []

    def close() -> None:
        (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        titles.append(window.windowTitle())
        window.close()

    QTimer.singleShot(0, close)
    return titles


@pytest.mark.usefixtures("hook", "home")
def test_the_window_runs_until_it_is_closed(home: Path, qapp: QApplication) -> None:
    titles = close_when_shown()
    assert run(qapp, options()) == 0
    assert titles == ["绩效自评"]
    assert not any(isinstance(one, MainWindow) for one in QApplication.topLevelWidgets())
    assert sys.excepthook is report_bug
    # Nothing is held any more.
    with Store.open(home / "data" / "绩效自评.perfeval") as store:
        assert store.count() == 0
    assert (home / "config" / "perfeval.ini").exists()


@pytest.mark.usefixtures("hook", "home")
def test_the_samples_are_put_into_a_store_of_their_own_once(qapp: QApplication) -> None:
    for _ in range(2):
        close_when_shown()
        assert run(qapp, options(samples=True)) == 0
    with Store.open(paths.samples_store()) as store:
        assert store.count() == 7
    assert not paths.default_store().exists()


@pytest.mark.usefixtures("hook")
def test_a_log_is_kept_while_the_program_runs(home: Path, qapp: QApplication) -> None:
    def note() -> None:
        logging.getLogger("test").info("noted")

    QTimer.singleShot(0, note)
    close_when_shown()
    run(qapp, options())
    logging.getLogger("test").warning("too late")
    written = (home / "log" / "perfeval.log").read_text(encoding="utf-8")
    assert "INFO noted" in written
    assert "too late" not in written


@pytest.mark.usefixtures("hook", "home")
def test_without_a_log_the_program_works_all_the_same(home: Path, qapp: QApplication) -> None:
    (home / "log").write_bytes(b"in the way")
    close_when_shown()
    assert run(qapp, options()) == 0


# -- pictures ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("home")
def test_a_picture_of_the_window_is_saved(qapp: QApplication, tmp_path: Path) -> None:
    hook = sys.excepthook
    file = tmp_path / "图片" / "窗口.png"
    assert run(qapp, options(samples=True, screenshot=file)) == 0
    image = QImage(str(file))
    assert (image.width(), image.height()) == (1366, 768)
    assert sys.excepthook is hook
    assert not paths.settings_file().exists()
    assert not paths.backup_folder(paths.samples_store()).exists()


@pytest.mark.usefixtures("home")
def test_a_picture_can_be_taken_of_a_store_in_use(qapp: QApplication, tmp_path: Path, store: Store) -> None:
    file = tmp_path / "窗口.png"
    assert run(qapp, options(store=store.path, screenshot=file)) == 0
    assert file.exists()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("trouble", ["store", "picture"])
def test_trouble_with_a_picture_goes_to_the_terminal(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str], trouble: str
) -> None:
    if trouble == "store":
        (tmp_path / "x.perfeval").write_bytes(b"no database at all")
    (tmp_path / "in the way").touch()
    file = tmp_path / ("x.png" if trouble == "store" else "in the way/x.png")
    assert run(qapp, options(store=tmp_path / "x.perfeval", screenshot=file)) == 3
    assert "请" in capsys.readouterr().err
    assert not file.exists()


def test_the_whole_program_makes_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "窗口.png"
    done = program(tmp_path, "--samples", "--screenshot", str(file))
    assert done.returncode == 0, done.stderr
    assert QImage(str(file)).width() == 1366


# -- the command line --------------------------------------------------------------------------------------


def test_the_arguments_are_read(monkeypatch: pytest.MonkeyPatch, own_looks: QApplication) -> None:
    seen: list[Options] = []

    def note(_app: QApplication, wanted: Options) -> int:
        seen.append(wanted)
        return 5

    monkeypatch.setattr(app, "QApplication", lambda _arguments: own_looks)
    monkeypatch.setattr(app, "run", note)
    assert main([]) == 5
    assert main(["--store", "a.perfeval", "--samples", "--screenshot=b.png"]) == 5
    plain, full = seen
    assert (plain.store, plain.samples, plain.screenshot) == (None, False, None)
    assert (full.store, full.samples, full.screenshot) == (Path("a.perfeval"), True, Path("b.png"))


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


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--fullscreen"], "无法识别的参数：--fullscreen。"),
        (["a.perfeval", "b"], "无法识别的参数：a.perfeval b。"),
        (["--store"], "--store 的写法不对。"),
        (["--samples=yes"], "--samples 的写法不对。"),
    ],
)
def test_what_cannot_be_understood_is_said_in_chinese(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{complaint}用法：perfeval [--store 文件]")
    assert "usage" not in said


# -- bugs --------------------------------------------------------------------------------------------------


TYPED = "机密项目名称"


def caught(
    error: type[BaseException] = ValueError,
) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """Return a bug that happened with something typed."""
    with pytest.raises(error) as bug:
        _happen(error)
    return bug.type, bug.value, bug.tb


def _happen(error: type[BaseException]) -> None:
    raise error(TYPED)


def reports(parent: QWidget) -> list[QMessageBox]:
    return [one for one in parent.findChildren(QMessageBox) if one.isVisible()]


def test_a_bug_is_reported_with_places_and_without_anything_typed(
    parent: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    parent.activateWindow()
    report_bug(*caught())
    (box,) = reports(parent)
    report = box.detailedText()
    assert report.startswith(f"PerfEval {__version__} / Python ")
    assert "ValueError" in report
    assert "test_app.py" in report
    assert "_happen" in report
    assert TYPED not in report + box.text() + box.informativeText()
    assert report in caplog.text
    assert TYPED not in caplog.text
    assert str(Path(__file__).parent) not in report
    box.buttons()[0].click()
    assert not box.isVisible()


def test_the_program_goes_on_after_a_bug(full_window: MainWindow) -> None:
    report_bug(*caught())
    (box,) = reports(full_window)
    (button,) = (one for one in box.buttons() if one.text() == "继续")
    button.click()
    full_window.actions_.duplicate.trigger()
    assert full_window.message_bar.isVisible()


def test_the_same_bug_is_reported_once_at_a_time(parent: QWidget) -> None:
    parent.activateWindow()
    bug = caught()
    for _ in range(3):
        report_bug(*bug)
    (box,) = reports(parent)
    box.close()


def test_a_bug_is_reported_while_the_window_is_not_in_front(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    monkeypatch.setattr(QApplication, "topLevelWidgets", lambda: [window])
    report_bug(*caught())
    (box,) = reports(window)
    box.close()


def test_a_bug_before_there_is_a_window_waits_until_it_is_read(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    monkeypatch.setattr(QApplication, "topLevelWidgets", list)
    asked.answers = ["继续"]
    report_bug(*caught())
    assert "差错" in asked.questions[0]


def test_known_trouble_is_told_plainly(asked: Asked, caplog: pytest.LogCaptureFixture) -> None:
    asked.answers = ["知道了"]
    template = TemplateCatalogue()["minhang-2023"]
    sample = next(iter(samples()))
    weight = next(cell for cell, _ in sample.entries if "weight" in cell.path)
    with pytest.raises(EntryError) as refused:
        enter(template, sample.blank(), weight, "重")
    report_bug(refused.type, refused.value, refused.tb)
    assert asked.questions == [str(refused.value)]
    assert caplog.text == ""


def test_ctrl_c_in_the_terminal_quits(monkeypatch: pytest.MonkeyPatch) -> None:
    quitted: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: quitted.append(True))
    report_bug(*caught(KeyboardInterrupt))
    assert quitted == [True]
