"""Files dropped on the window, wherever on it, are imported; texts are dropped into fields as ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_ui.window.file_drop import FileDrop
from perfeval_ui.window.main_window import MainWindow

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def dragged(*paths: Path, text: str = "") -> QMimeData:
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        data.setText(text)
    return data


@pytest.fixture
def drop(qtbot: QtBot) -> Iterator[FileDrop]:
    window = QWindow()
    window.show()
    qtbot.waitExposed(window)
    made = FileDrop(window)
    yield made
    window.destroy()


def test_files_are_taken_with_their_paths(drop: FileDrop, qtbot: QtBot, tmp_path: Path) -> None:
    data = dragged(tmp_path / "甲.docx", tmp_path)
    entering = QDragEnterEvent(QPoint(1, 1), COPY, data, LEFT, NONE)
    assert drop.eventFilter(drop, entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(drop.dropped) as signal:
        assert drop.eventFilter(drop, QDropEvent(QPointF(1, 1), COPY, data, LEFT, NONE))
    assert signal.args == [[tmp_path / "甲.docx", tmp_path]]


def test_texts_and_addresses_of_the_web_are_left_alone(drop: FileDrop) -> None:
    for data in (dragged(text="12场"), QMimeData()):
        assert not drop.eventFilter(drop, QDropEvent(QPointF(1, 1), COPY, data, LEFT, NONE))
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.docx")])
    assert not drop.eventFilter(drop, QDropEvent(QPointF(1, 1), COPY, web, LEFT, NONE))
    assert not drop.eventFilter(drop, QEvent(QEvent.Type.MouseMove))


def test_what_is_dropped_on_the_window_is_imported(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    imported: list[list[Path]] = []
    monkeypatch.setattr(window.commands.importer, "import_files", imported.append)
    handle = window.windowHandle()
    assert handle is not None
    data = dragged(tmp_path)
    QApplication.sendEvent(handle, QDropEvent(QPointF(400, 300), COPY, data, LEFT, NONE))
    qtbot.waitUntil(lambda: bool(imported))
    assert imported == [[tmp_path]]


def test_a_package_that_is_dropped_is_looked_into_by_itself(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    imported: list[list[Path]] = []
    looked_into: list[str] = []
    monkeypatch.setattr(window.commands.importer, "import_files", imported.append)
    monkeypatch.setattr(window.commands.packages, "look_into", looked_into.append)
    window.commands.import_dropped([tmp_path / "上报.perfevalx"])
    assert (looked_into, imported) == ([str(tmp_path / "上报.perfevalx")], [])
    window.commands.import_dropped([tmp_path / "表.docx", tmp_path / "上报.perfevalx"])
    assert imported == [[tmp_path / "表.docx"]]
