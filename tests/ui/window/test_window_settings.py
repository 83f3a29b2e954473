from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot

from perfeval_desktop.store import FormId
from perfeval_ui.window.window_settings import WindowSettings


@pytest.fixture
def memory(settings: QSettings) -> WindowSettings:
    return WindowSettings(settings)


def read_anew(settings: QSettings, tmp_path: Path) -> WindowSettings:
    """Return what another run of the program finds in the file."""
    settings.sync()
    copy = tmp_path / "copy.ini"
    copy.write_bytes(Path(settings.fileName()).read_bytes())
    return WindowSettings(QSettings(str(copy), QSettings.Format.IniFormat))


def a_window(qtbot: QtBot) -> tuple[QMainWindow, QDockWidget]:
    window = QMainWindow()
    dock = QDockWidget("项目", window)
    dock.setObjectName("tree")
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    qtbot.addWidget(window)
    return window, dock


def test_at_first_there_is_nothing_to_remember(memory: WindowSettings) -> None:
    assert memory.last_form == ""
    assert memory.scheme is Qt.ColorScheme.Unknown
    assert not memory.groups_by_unit


def test_choices_are_remembered(memory: WindowSettings, settings: QSettings, tmp_path: Path) -> None:
    memory.scheme = Qt.ColorScheme.Dark
    memory.groups_by_unit = True
    for later in (memory, read_anew(settings, tmp_path)):
        assert later.scheme is Qt.ColorScheme.Dark
        assert later.groups_by_unit
    memory.groups_by_unit = False
    assert not read_anew(settings, tmp_path).groups_by_unit


def test_a_scheme_nobody_knows_is_that_of_the_system(memory: WindowSettings, settings: QSettings) -> None:
    settings.setValue("scheme", "Sepia")
    assert memory.scheme is Qt.ColorScheme.Unknown


def test_size_panels_and_form_come_back(
    memory: WindowSettings, settings: QSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    window, dock = a_window(qtbot)
    memory.restore(window)
    window.show()
    window.resize(640, 480)
    dock.hide()
    memory.keep(window, FormId("0190"))
    later = read_anew(settings, tmp_path)
    assert later.last_form == "0190"
    window, dock = a_window(qtbot)
    later.restore(window)
    window.show()
    assert (window.width(), window.height()) == (640, 480)
    assert not dock.isVisible()
    memory.keep(window, None)
    assert memory.last_form == ""


def test_at_first_a_window_is_no_larger_than_the_screen(memory: WindowSettings, qtbot: QtBot) -> None:
    window, _ = a_window(qtbot)
    memory.restore(window)
    available = window.screen().availableGeometry()
    assert window.width() == min(1440, available.width())
    assert window.height() == min(900, available.height())


def test_a_damaged_memory_is_no_trouble(memory: WindowSettings, settings: QSettings, qtbot: QtBot) -> None:
    settings.setValue("geometry", QByteArray(b"nonsense"))
    settings.setValue("state", QByteArray(b"nonsense"))
    window, dock = a_window(qtbot)
    memory.restore(window)
    window.show()
    assert window.width() > 400
    assert dock.isVisible()


def test_a_memory_that_cannot_be_written_is_no_trouble(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "folder").write_bytes(b"in the way")
    settings = QSettings(str(tmp_path / "folder" / "perfeval.ini"), QSettings.Format.IniFormat)
    window, _ = a_window(qtbot)
    WindowSettings(settings).keep(window, FormId("0190"))
    assert settings.status() is QSettings.Status.AccessError
