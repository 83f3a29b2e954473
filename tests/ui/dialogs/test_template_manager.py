"""模板: the list, own templates made, edited, passed on and removed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.importing.reader_process import read_file
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs import derive_file
from perfeval_ui.dialogs.derive_template import DeriveTemplateDialog
from perfeval_ui.dialogs.sentence_list import SentencesDialog
from perfeval_ui.dialogs.template_editor import TemplateEditor
from perfeval_ui.dialogs.template_manager import TemplateManager
from ui.office import dialog_of, press_button


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the folder of own templates."""
    return tmp_path / "templates"


@pytest.fixture
def session(store: Store, own: Path) -> EditingSession:
    return EditingSession(store, TemplateCatalogue(own))


@pytest.fixture
def dialog(session: EditingSession, parent: QWidget, qtbot: QtBot) -> TemplateManager:
    opened = TemplateManager(session, parent)
    with qtbot.waitActive(opened):
        opened.open()
    return opened


def rows(dialog: TemplateManager) -> list[tuple[str, ...]]:
    count = dialog.table.columnCount()
    return [
        tuple(str(dialog.table.index(row, column).data()) for column in range(count))
        for row in range(dialog.table.rowCount())
    ]


def duplicated(dialog: TemplateManager) -> str:
    dialog.choose("minhang-2023")
    dialog.duplicate_button.click()
    return "minhang-2023-own"


def test_every_template_is_listed_with_its_kind_and_origin(
    dialog: TemplateManager, session: EditingSession
) -> None:
    assert len(rows(dialog)) == len(session.templates)
    assert ("闵行区 2023", "自评表", "内置", "可用") in rows(dialog)


def test_a_broken_one_is_listed_with_the_reason(own: Path, session: EditingSession, qtbot: QtBot) -> None:
    own.mkdir()
    (own / "broken.toml").write_text("id = ", encoding="utf-8")
    dialog = TemplateManager(session)
    qtbot.addWidget(dialog)
    dialog.choose("broken")
    assert rows(dialog)[-1][0] == "broken"
    assert rows(dialog)[-1][3].startswith("不能用：模板文件“broken.toml”")
    assert not dialog.duplicate_button.isEnabled()
    assert dialog.edit_button.isEnabled()


def test_a_built_in_one_can_only_be_copied_and_passed_on(dialog: TemplateManager) -> None:
    dialog.choose("minhang-2023")
    buttons = (dialog.duplicate_button, dialog.export_button, dialog.edit_button, dialog.remove_button)
    assert [one.isEnabled() for one in buttons] == [True, True, False, False]


def test_a_copy_is_an_own_template_under_another_name(
    dialog: TemplateManager, session: EditingSession, own: Path
) -> None:
    copy_id = duplicated(dialog)
    assert (own / f"{copy_id}.toml").is_file()
    assert session.templates[copy_id].name == "闵行区 2023（自有）"
    assert dialog.entry is not None
    assert dialog.entry.id == copy_id
    assert "已复制" in dialog.message.text
    duplicated(dialog)
    assert "minhang-2023-own2" in session.templates


def test_an_own_template_is_edited_and_saved(dialog: TemplateManager, session: EditingSession) -> None:
    copy_id = duplicated(dialog)
    dialog.edit_button.click()
    editor = dialog_of(TemplateEditor)
    editor.text.setPlainText(editor.text.toPlainText().replace("闵行区 2023（自有）", "本单位"))
    editor.accept()
    assert session.templates[copy_id].name == "本单位"
    assert "不会自动改变" in dialog.message.text


def test_the_forms_that_use_a_template_are_named(dialog: TemplateManager, session: EditingSession) -> None:
    dialog.choose("minhang-2023")
    dialog.use_button.click()
    assert dialog_of(SentencesDialog).text.toPlainText() == "还没有表用这个模板。"
    dialog_of(SentencesDialog).reject()
    session.create([blank_form(session.templates["minhang-2023"], 2023)], "新建")
    dialog.use_button.click()
    assert dialog_of(SentencesDialog).text.toPlainText() == "2023 年度  未命名项目"


def test_a_template_is_exported_and_imported_under_its_own_id(
    dialog: TemplateManager, session: EditingSession, tmp_path: Path
) -> None:
    copy_id = duplicated(dialog)
    file = tmp_path / "给别人.toml"
    dialog.export_to(str(file))
    assert file.read_text(encoding="utf-8") == session.templates[copy_id].text
    dialog.import_from(str(file))
    assert "已经有名为" in dialog.message.text
    file.write_text(file.read_text(encoding="utf-8").replace(copy_id, "given"), encoding="utf-8")
    dialog.import_from(str(file))
    assert "given" in session.templates
    assert dialog.message.text == "已导入“given”。"


def test_what_cannot_be_read_or_written_is_told(dialog: TemplateManager, tmp_path: Path) -> None:
    dialog.import_from(str(tmp_path / "没有.toml"))
    assert "无法读取" in dialog.message.text
    dialog.choose("minhang-2023")
    dialog.export_to(str(tmp_path / "没有" / "a.toml"))
    assert dialog.message.text


def test_an_own_template_is_removed_once_that_is_confirmed(
    dialog: TemplateManager, session: EditingSession
) -> None:
    copy_id = duplicated(dialog)
    dialog.remove_button.click()
    press_button(dialog_of(QMessageBox), "取消")
    assert copy_id in session.templates
    dialog.choose(copy_id)
    dialog.remove_button.click()
    press_button(dialog_of(QMessageBox), "删除")
    assert copy_id not in session.templates


def test_trouble_with_the_folder_is_told(
    dialog: TemplateManager, own: Path, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_id = duplicated(dialog)
    (own / f"{copy_id}.toml").unlink()
    dialog.edit_button.click()
    assert "无法读取" in dialog.message.text
    dialog._remove()
    assert "无法删除" in dialog.message.text
    own.rmdir()
    own.write_text("", encoding="utf-8")
    duplicated(dialog)
    assert "无法保存" in dialog.message.text

    def broken() -> object:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读写出错。请检查磁盘。")

    monkeypatch.setattr(session, "summaries", broken)
    dialog.choose("minhang-2023")
    dialog.use_button.click()
    assert dialog.message.text == "读写出错。请检查磁盘。"


def test_a_template_derived_from_a_file_is_listed_and_chosen(
    dialog: TemplateManager, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive_file, "read_apart", read_file)
    file = tmp_path / "表.txt"
    file.write_text(
        "自评表\n项目名称\t培训\n一级指标\t三级指标\t指标值\n产出指标\t培训\t10场\n", encoding="utf-8"
    )
    dialog.derive_button.click()
    asked = dialog_of(QFileDialog)
    asked.fileSelected.emit(str(file))
    asked.reject()
    dialog_of(DeriveTemplateDialog).accept()
    assert dialog.entry is not None
    assert (dialog.entry.id, dialog.message.text) == (
        "自评表",
        "已新建自有模板“自评表”，可以用它新建、录入表了。",
    )
    assert home.exists()
