"""What is painted first is what stays: no page that flashes up, nothing that jumps into its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop import paths
from perfeval_ui.startup.window_controller import WindowController
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.window.main_window import MainWindow

# Where each widget is in the window, and how large; those that are not to be seen are missing.
Places = dict[QWidget, QRect]


class Frames(QObject):
    """Sees every main window painted, from its first frame on."""

    def __init__(self) -> None:
        super().__init__()
        self.first: Places = {}
        self.first_title = ""
        self.painted = 0
        self.resized_since = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt names it
        if isinstance(watched, QWidget) and isinstance(watched.window(), MainWindow):
            if event.type() is QEvent.Type.Paint:
                self.painted += 1
                if not self.first:
                    self.first, self.first_title = places(watched.window()), watched.window().windowTitle()
            self.resized_since += bool(self.first) and event.type() is QEvent.Type.Resize
        return False


def places(window: QWidget) -> Places:
    shown = [one for one in window.findChildren(QWidget) if one.isVisible()]
    return {one: QRect(one.mapTo(window, one.rect().topLeft()), one.size()) for one in (window, *shown)}


@pytest.fixture
def frames(qapp: QApplication) -> Iterator[Frames]:
    seen = Frames()
    qapp.installEventFilter(seen)
    yield seen
    qapp.removeEventFilter(seen)


@pytest.fixture
def controller(home: Path, settings: QSettings, qtbot: QtBot) -> Iterator[WindowController]:
    del home, qtbot
    made = WindowController(settings)
    yield made
    made.clear()


def begun(controller: WindowController, path: Path, qapp: QApplication) -> MainWindow:
    """Start on a store and let all happen that happens of itself."""
    assert controller.start(StoreRequest(path, may_be_made=True))
    for _ in range(20):
        qapp.processEvents()
    assert controller.window is not None
    return controller.window


def test_all_of_the_first_frame_stays_where_it_is(
    controller: WindowController, frames: Frames, qapp: QApplication
) -> None:
    window = begun(controller, paths.samples_store(), qapp)
    assert frames.painted > 0
    assert frames.first == places(window)
    assert frames.resized_since == 0
    # It is the form that is there, not the page of an empty window before it.
    assert window.tabs in frames.first
    assert window.welcome not in frames.first
    assert frames.first_title == window.windowTitle()
    assert (
        window.tree.view.viewport()
        .rect()
        .contains(window.tree.view.visualRect(window.tree.view.currentIndex()))
    )


def test_so_does_that_of_an_empty_store(
    controller: WindowController, frames: Frames, qapp: QApplication
) -> None:
    window = begun(controller, paths.default_store(), qapp)
    assert frames.first == places(window)
    assert window.welcome in frames.first


def test_the_window_comes_back_as_it_was_left(
    controller: WindowController, frames: Frames, qapp: QApplication
) -> None:
    window = begun(controller, paths.samples_store(), qapp)
    window.resize(700, 500)
    window.close()
    controller.clear()
    frames.first.clear()
    window = begun(controller, paths.samples_store(), qapp)
    assert frames.first == places(window)
    assert frames.first[window].size() == window.size()
    assert (window.width(), window.height()) == (700, 500)
