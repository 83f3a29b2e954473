from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.Directory])
def test_no_label_is_left_in_english(parent: QWidget, tmp_path: Path, mode: QFileDialog.FileMode) -> None:
    dialog = file_dialog("选择", str(tmp_path), "PDF 文件 (*.pdf)", parent)
    dialog.setFileMode(mode)
    assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == "位置："
    assert dialog.labelText(QFileDialog.DialogLabel.FileType) == "文件类型(&T)："
    dialog.open()
    dialog.reject()


def test_it_is_no_class_of_ours_since_qt_shows_the_systems_own_dialog_only_of_its_own_class(
    parent: QWidget, tmp_path: Path
) -> None:
    dialog = file_dialog("选择", str(tmp_path), "", parent)
    assert dialog.metaObject().className() == "QFileDialog"


def test_one_begins_in_the_last_folder_or_in_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, home = tmp_path / "文档", tmp_path / "本人"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(documents))
    monkeypatch.setattr(Path, "home", lambda: home)
    assert usual_folder(str(tmp_path)) == tmp_path
    assert usual_folder(str(tmp_path / "没有")) == home
    assert usual_folder("相对") == home
    documents.mkdir()
    assert usual_folder() == documents
