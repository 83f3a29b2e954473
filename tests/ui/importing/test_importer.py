"""From the chosen files to the forms in the store, with processes of their own."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSettings, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from imported_files import word_file
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.importing.import_dialog import ImportDialog
from perfeval_ui.importing.importer import Importer
from perfeval_ui.session_signals import SessionSignals
from ui.cursor_watch import cursors_during
from ui.office import dialog_of


@pytest.fixture
def importer(signals: SessionSignals, settings: QSettings, parent: QWidget) -> Importer:
    return Importer(signals, settings, parent)


def projects(session: EditingSession) -> list[str]:
    return sorted(one.project for one in session.summaries())


def test_files_come_in_as_one_step_and_the_rest_is_told(
    importer: Importer,
    session: EditingSession,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cursors = cursors_during(monkeypatch, session, "take_in")
    before = projects(session)
    importer.import_files([word_file(tmp_path), tmp_path / "没有.docx"])
    dialog = dialog_of(ImportDialog)
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=60_000)
    finished: list[tuple[str, tuple[FormId, ...]]] = []
    refused: list[list[str]] = []
    importer.finished.connect(lambda *told: finished.append(told))
    importer.refused.connect(refused.append)
    dialog.ok.click()
    qtbot.waitUntil(lambda: bool(refused))
    assert cursors == [Qt.CursorShape.WaitCursor]
    ((said, form_ids),), ((sentence,),) = finished, refused
    assert said == "已导入：新建 1 张；1 个文件不能导入。"
    assert session.load(form_ids[0]).template.id
    assert "没有.docx" in sentence
    assert projects(session) == sorted([*before, "培训"])
    session.undo()
    assert projects(session) == before


def test_what_the_store_refuses_is_said(
    importer: Importer,
    session: EditingSession,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "表.json"
    file.write_text(json.dumps({"fields": {"项目名称": "讲座"}}), encoding="utf-8")
    importer.import_files([file])
    dialog = dialog_of(ImportDialog)
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=60_000)

    def refuse(*_: object) -> None:
        raise StorageError(StorageErrorKind.FULL, "磁盘已满。")

    monkeypatch.setattr(session, "take_in", refuse)
    with qtbot.waitSignal(importer.failed) as signal:
        dialog.ok.click()
    assert signal.args == ["没有导入：磁盘已满。"]


def test_a_folder_without_any_file_is_told(importer: Importer, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(importer.failed) as signal:
        importer.import_files([tmp_path])
    assert signal.args == ["这个文件夹里没有可以导入的文件。请检查是否选对了文件夹。"]


def test_files_are_asked_for_where_the_last_ones_were(
    importer: Importer, parent: QWidget, settings: QSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.setValue("import/folder", str(tmp_path))
    importer.ask_files()
    dialog = dialog_of(QFileDialog)
    assert dialog.directory().path() == str(tmp_path)
    file = word_file(tmp_path)
    dialog.filesSelected.emit([str(file)])
    dialog.reject()
    qtbot.waitUntil(lambda: bool(parent.findChildren(ImportDialog)))
    QApplication.processEvents()
    dialog_of(ImportDialog).reject()
    settings.setValue("import/folder", str(tmp_path / "weg"))
    assert importer.folder != str(tmp_path)


FORM_TEXT = (
    "项目支出绩效自评表\n项目名称\t教师培训\n"
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t场次\t≥10场\t12场\t90\t90\n"
)


def test_what_was_copied_elsewhere_comes_in_and_leaves_no_file_behind(
    importer: Importer, session: EditingSession, settings: QSettings, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(FORM_TEXT)
    settings.remove("import/folder")
    importer.import_copied()
    dialog = dialog_of(ImportDialog)
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=60_000)
    (file,) = {one.file for one in dialog.found.planned}
    assert file.exists()
    with qtbot.waitSignal(importer.finished):
        dialog.ok.click()
    assert "教师培训" in projects(session)
    qtbot.waitUntil(lambda: not file.parent.exists())
    assert settings.value("import/folder") is None


def test_copied_files_are_imported_where_they_are(importer: Importer, tmp_path: Path, qtbot: QtBot) -> None:
    file = word_file(tmp_path)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(copied)
    importer.import_copied()
    dialog = dialog_of(ImportDialog)
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=60_000)
    assert {one.file for one in dialog.found.planned} == {file}
    dialog.reject()
    assert file.exists()


def test_an_empty_clipboard_is_told(importer: Importer, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(importer.failed) as signal:
        importer.import_copied()
    assert signal.args[0].startswith("剪贴板里没有表。")


def test_a_clipboard_that_cannot_be_written_down_is_told(
    importer: Importer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> list[Path]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("perfeval_ui.importing.importer.copied_files", full)
    with qtbot.waitSignal(importer.failed) as signal:
        importer.import_copied()
    assert "没有读出" in signal.args[0]


def test_copied_files_that_are_gone_are_told(importer: Importer, tmp_path: Path, qtbot: QtBot) -> None:
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    QGuiApplication.clipboard().setMimeData(copied)
    with qtbot.waitSignal(importer.failed) as signal:
        importer.import_copied()
    assert signal.args[0].startswith("这个文件夹里没有可以导入的文件。")
