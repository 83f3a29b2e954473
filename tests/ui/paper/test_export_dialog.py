from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_ui.paper.export_dialog import ExportChoice, ExportDialog
from perfeval_ui.paper.format_words import WORDS


@pytest.fixture
def dialog(tmp_path: Path, parent: QWidget, qtbot: QtBot) -> ExportDialog:
    opened = ExportDialog(12, tmp_path, "合并.pdf", is_merged=False, parent=parent)
    with qtbot.waitExposed(opened):
        opened.open()
    return opened


def chosen(dialog: ExportDialog, qtbot: QtBot) -> ExportChoice:
    with qtbot.waitSignal(dialog.chosen) as answer:
        dialog.ok_button.click()
    assert answer.args is not None
    (choice,) = answer.args
    assert isinstance(choice, ExportChoice)
    return choice


def test_a_file_each_needs_no_name(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    assert not dialog.file_name.isVisible()
    choice = chosen(dialog, qtbot)
    assert choice == ExportChoice(tmp_path, "")
    assert not choice.is_merged


@pytest.mark.parametrize("typed", ["全部", "全部.pdf", " 全部.pdf "])
def test_one_file_has_a_name_with_its_suffix(
    dialog: ExportDialog, tmp_path: Path, typed: str, qtbot: QtBot
) -> None:
    dialog.merged_file.setChecked(True)
    assert dialog.file_name.isVisible()
    dialog.file_name.setText(typed)
    choice = chosen(dialog, qtbot)
    assert choice == ExportChoice(tmp_path, "全部.pdf")
    assert choice.is_merged


def test_without_folder_or_name_nothing_can_be_exported(dialog: ExportDialog) -> None:
    dialog.merged_file.setChecked(True)
    dialog.file_name.setText(" ")
    assert not dialog.ok_button.isEnabled()
    dialog.single_files.setChecked(True)
    assert dialog.ok_button.isEnabled()
    dialog.folder.clear()
    assert not dialog.ok_button.isEnabled()


def test_a_folder_that_does_not_exist_is_refused(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.folder.setText(str(tmp_path / "没有"))
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.ok_button.click()
    assert "不存在" in dialog.message.text
    assert dialog.isVisible()
    dialog.folder.setText(str(tmp_path))
    assert dialog.message.isHidden()


def test_a_name_that_is_a_path_is_refused(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.merged_file.setChecked(True)
    dialog.file_name.setText("../全部.pdf")
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.ok_button.click()
    assert "文件名里不能有" in dialog.message.text


def test_the_folder_can_be_looked_for(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "上报").mkdir()
    dialog.browse_button.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert chooser.fileMode() is QFileDialog.FileMode.Directory
    chooser.selectFile(str(tmp_path / "上报"))
    chooser.accept()
    assert dialog.folder.text() == str(tmp_path / "上报")


@pytest.mark.parametrize("what", [ExportFormat.XLSX, ExportFormat.DOCX])
def test_the_name_of_the_one_file_follows_the_format(
    dialog: ExportDialog, tmp_path: Path, what: ExportFormat, qtbot: QtBot
) -> None:
    dialog.merged_file.setChecked(True)
    dialog.formats.setCurrentIndex(dialog.formats.findData(what))
    assert dialog.file_name.text() == f"合并{what.suffix}"
    assert WORDS[what].all_in_one in [label.text() for label in dialog.findChildren(QLabel)]
    assert chosen(dialog, qtbot) == ExportChoice(tmp_path, f"合并{what.suffix}", what)


def test_a_name_without_a_known_end_gets_that_of_the_format(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.merged_file.setChecked(True)
    dialog.file_name.setText("全部.2023")
    dialog.formats.setCurrentIndex(dialog.formats.findData(ExportFormat.XLSX))
    assert dialog.file_name.text() == "全部.2023"
    assert chosen(dialog, qtbot) == ExportChoice(tmp_path, "全部.2023.xlsx", ExportFormat.XLSX)


def test_the_format_is_at_first_that_of_the_name(tmp_path: Path, parent: QWidget) -> None:
    assert ExportDialog(2, tmp_path, "全部.docx", is_merged=True, parent=parent).what is ExportFormat.DOCX
