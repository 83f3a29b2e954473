"""A file is asked for; a template is made of the form in it, or it is told why not."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_desktop.importing.contents import Reading
from perfeval_desktop.importing.reader_process import read_file
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs import derive_file
from perfeval_ui.dialogs.derive_file import ask_file_to_derive
from perfeval_ui.dialogs.derive_template import DeriveTemplateDialog
from ui.office import dialog_of

FORM = "绩效自评表\n金额单位：万元\n项目名称\t教师培训\n一级指标\t三级指标\t指标值\n产出指标\t培训\t10场\n"


read_apart = derive_file.read_apart


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this very process: starting another one takes a second."""
    monkeypatch.setattr(derive_file, "read_apart", read_file)


def asked(parent: QWidget, folder: Path, text: str, name: str = "表.txt") -> tuple[list[str], list[str]]:
    """Choose a file with this text; return what is told: ids of templates, and trouble."""
    saved: list[str] = []
    failed: list[str] = []
    file = folder / name
    file.write_text(text, encoding="utf-8")
    dialog = ask_file_to_derive(TemplateCatalogue(folder / "own"), parent, saved.append, failed.append)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    return saved, failed


def test_a_form_is_shown_and_its_template_saved(parent: QWidget, home: Path) -> None:
    saved, failed = asked(parent, home, FORM)
    opened = dialog_of(DeriveTemplateDialog)
    opened.accept()
    assert (saved, failed) == (["绩效自评表"], [])


def test_a_file_without_a_form_is_told(parent: QWidget, home: Path) -> None:
    saved, failed = asked(parent, home, "通知")
    assert saved == []
    assert failed[0].startswith("“表.txt”里没有找到绩效自评表")


def test_what_was_written_down_has_no_form_to_copy(parent: QWidget, home: Path) -> None:
    saved, failed = asked(parent, home, '{"title": "自评表"}', "表.json")
    assert saved == []
    assert failed[0].startswith("“表.json”里没有可以照着做的表")


def test_files_are_read_by_a_process_of_their_own(tmp_path: Path) -> None:
    contents = read_apart(tmp_path / "没有.docx", Reading(TemplateCatalogue(), 2024))
    assert "没有.docx" in contents.refusal
