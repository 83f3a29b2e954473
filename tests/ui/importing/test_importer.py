"""From the chosen files to the forms in the store, with processes of their own."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from imported_files import word_file
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.importing.import_dialog import ImportDialog
from perfeval_ui.importing.importer import Importer
from perfeval_ui.session_signals import SessionSignals
from ui.office import dialog_of


@pytest.fixture
def importer(signals: SessionSignals, settings: QSettings, parent: QWidget) -> Importer:
    return Importer(signals, settings, parent)


def projects(session: EditingSession) -> list[str]:
    return sorted(one.project for one in session.summaries())


def test_files_come_in_as_one_step_and_the_rest_is_told(
    importer: Importer, session: EditingSession, tmp_path: Path, qtbot: QtBot
) -> None:
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
