import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from perfeval_desktop import paths
from perfeval_desktop.storage.store import Store
from perfeval_ui.startup.screenshot import save_screenshot
from ui.office import program

pytestmark = pytest.mark.usefixtures("home")


def test_a_picture_of_the_window_is_saved_and_nothing_else(
    qapp: QApplication, settings: QSettings, tmp_path: Path
) -> None:
    hook = sys.excepthook
    file = tmp_path / "图片" / "窗口.png"
    assert save_screenshot(qapp, paths.samples_store(), settings, file)
    image = QImage(str(file))
    assert (image.width(), image.height()) == (1366, 768)
    assert sys.excepthook is hook
    assert settings.allKeys() == []
    assert not paths.backup_folder(paths.samples_store()).exists()


def test_a_picture_can_be_taken_of_a_store_in_use(
    qapp: QApplication, settings: QSettings, tmp_path: Path, store: Store
) -> None:
    file = tmp_path / "窗口.png"
    assert save_screenshot(qapp, store.path, settings, file)
    assert file.exists()


@pytest.mark.parametrize("trouble", ["store", "picture"])
def test_trouble_with_a_picture_goes_to_the_terminal(
    qapp: QApplication, settings: QSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str], trouble: str
) -> None:
    if trouble == "store":
        (tmp_path / "x.perfeval").write_bytes(b"no database at all")
    (tmp_path / "in the way").touch()
    file = tmp_path / ("x.png" if trouble == "store" else "in the way/x.png")
    assert not save_screenshot(qapp, tmp_path / "x.perfeval", settings, file)
    assert "请" in capsys.readouterr().err
    assert not file.exists()


def test_the_whole_program_makes_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "窗口.png"
    done = program(tmp_path, "--samples", "--screenshot", str(file))
    assert done.returncode == 0, done.stderr
    assert QImage(str(file)).width() == 1366


def test_the_whole_program_says_why_there_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "x.perfeval").write_bytes(b"no database at all")
    done = program(tmp_path, str(tmp_path / "x.perfeval"), "--screenshot", str(tmp_path / "x.png"))
    assert done.returncode == 3
