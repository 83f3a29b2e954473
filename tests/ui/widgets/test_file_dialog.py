from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_ui.widgets.file_dialog import file_dialog


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
