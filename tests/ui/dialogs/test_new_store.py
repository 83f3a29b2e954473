from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QWidget

from command_line import fill, new
from perfeval_ui.dialogs.new_store import NewStoreQuestion
from ui.office import dialog_of, press_button


@pytest.fixture
def question(parent: QWidget) -> NewStoreQuestion:
    return NewStoreQuestion("新建数据文件", parent)


@pytest.fixture
def chosen(question: NewStoreQuestion) -> list[Path]:
    paths: list[Path] = []
    question.chosen.connect(paths.append)
    return paths


def answer(name: str) -> None:
    """Name a file in the dialog that is open, and end it."""
    asking = dialog_of(QFileDialog)
    line = asking.findChild(QLineEdit)
    assert line is not None
    line.setText(name)
    asking.accept()
    QCoreApplication.processEvents()


def test_a_name_that_is_free_is_chosen(
    question: NewStoreQuestion, chosen: list[Path], tmp_path: Path
) -> None:
    question.ask(tmp_path)
    assert dialog_of(QFileDialog).testOption(QFileDialog.Option.DontConfirmOverwrite)
    answer("单位")
    assert chosen == [tmp_path / "单位.perfeval"]


def test_a_store_that_is_there_is_opened_only_once_that_is_said(
    question: NewStoreQuestion, chosen: list[Path], tmp_path: Path
) -> None:
    fill(tmp_path / "单位.perfeval", new("一"))
    question.ask(tmp_path)
    answer("单位")
    assert chosen == []
    box = dialog_of(QMessageBox)
    assert box.text().startswith("“单位.perfeval”已经存在，里面有 1 份自评表。不会覆盖它")
    press_button(box, "打开它")
    assert chosen == [tmp_path / "单位.perfeval"]


def test_instead_of_what_is_there_another_name_can_be_chosen(
    question: NewStoreQuestion, chosen: list[Path], tmp_path: Path
) -> None:
    taken = tmp_path / "单位.perfeval"
    taken.write_text("别的", encoding="utf-8")
    question.ask(tmp_path, "单位.perfeval")
    answer("单位.perfeval")
    box = dialog_of(QMessageBox)
    assert {one.text() for one in box.buttons()} == {"换一个名称…", "取消"}
    press_button(box, "换一个名称…")
    assert dialog_of(QFileDialog).selectedFiles() == [str(tmp_path / "单位-2.perfeval")]
    answer("单位乙")
    assert chosen == [tmp_path / "单位乙.perfeval"]
    assert taken.read_text(encoding="utf-8") == "别的"
