from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect, QSettings, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot

from perfeval_desktop.store import FormId
from perfeval_ui.theme import Scheme
from perfeval_ui.window.window_settings import WindowSettings


@pytest.fixture
def window_settings(settings: QSettings) -> WindowSettings:
    return WindowSettings(settings)


def read_again(settings: QSettings, tmp_path: Path) -> WindowSettings:
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


def test_at_first_nothing_is_saved(window_settings: WindowSettings) -> None:
    assert window_settings.last_form == ""
    assert window_settings.scheme is Scheme.SYSTEM
    assert not window_settings.groups_by_unit
    assert window_settings.offers_earlier_texts


def test_choices_are_saved(window_settings: WindowSettings, settings: QSettings, tmp_path: Path) -> None:
    window_settings.scheme = Scheme.HIGH_CONTRAST
    window_settings.groups_by_unit = True
    window_settings.offers_earlier_texts = False
    for later in (window_settings, read_again(settings, tmp_path)):
        assert later.scheme is Scheme.HIGH_CONTRAST
        assert later.groups_by_unit
        assert not later.offers_earlier_texts
    window_settings.groups_by_unit = False
    assert not read_again(settings, tmp_path).groups_by_unit


def test_a_scheme_nobody_knows_is_that_of_the_system(
    window_settings: WindowSettings, settings: QSettings
) -> None:
    settings.setValue("scheme", "Sepia")
    assert window_settings.scheme is Scheme.SYSTEM


def test_size_panels_and_form_come_back(
    window_settings: WindowSettings, settings: QSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    window, dock = a_window(qtbot)
    window_settings.restore(window)
    window.show()
    window.resize(640, 480)
    dock.hide()
    window_settings.save(window, FormId("0190"))
    later = read_again(settings, tmp_path)
    assert later.last_form == "0190"
    window, dock = a_window(qtbot)
    later.restore(window)
    window.show()
    assert (window.width(), window.height()) == (640, 480)
    assert not dock.isVisible()
    window_settings.save(window, None)
    assert window_settings.last_form == ""


class Screen:
    """A screen with so much room beside the bars of the desktop."""

    def __init__(self, width: int, height: int) -> None:
        self._available = QRect(0, 0, width, height)

    def availableGeometry(self) -> QRect:  # noqa: N802  # as QScreen has it
        return self._available


def on_screen(monkeypatch: pytest.MonkeyPatch, width: int, height: int) -> None:
    monkeypatch.setattr(QMainWindow, "screen", lambda _window: Screen(width, height))


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 728), (1280, 1024), (1440, 900)])
def test_on_a_small_screen_the_first_window_is_maximized(
    window_settings: WindowSettings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    window, _ = a_window(qtbot)
    on_screen(monkeypatch, width, height)
    window_settings.restore(window)
    assert window.isMaximized()
    # No longer maximized, it still has room for a frame: the status bar stays in sight.
    assert window.width() <= width - 8
    assert window.height() <= height - 40


def test_on_a_large_screen_the_first_window_is_roomy(
    window_settings: WindowSettings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ = a_window(qtbot)
    on_screen(monkeypatch, 1920, 1040)
    window_settings.restore(window)
    assert not window.isMaximized()
    assert (window.width(), window.height()) == (1440, 900)


def test_damaged_settings_are_no_trouble(
    window_settings: WindowSettings, settings: QSettings, qtbot: QtBot
) -> None:
    settings.setValue("geometry", QByteArray(b"nonsense"))
    settings.setValue("state", QByteArray(b"nonsense"))
    window, dock = a_window(qtbot)
    window_settings.restore(window)
    window.show()
    assert window.width() > 400
    assert dock.isVisible()


def test_settings_that_cannot_be_written_are_no_trouble(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "folder").write_bytes(b"in the way")
    settings = QSettings(str(tmp_path / "folder" / "perfeval.ini"), QSettings.Format.IniFormat)
    window, _ = a_window(qtbot)
    WindowSettings(settings).save(window, FormId("0190"))
    assert settings.status() is QSettings.Status.AccessError
