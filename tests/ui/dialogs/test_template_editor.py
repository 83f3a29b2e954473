"""A template edited as text: the page beside it, and what is wrong at its line."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs.template_editor import TemplateEditor

TEXT = TemplateCatalogue()["minhang-2023"].text.replace('id = "minhang-2023"', 'id = "own"')


@pytest.fixture
def editor(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> TemplateEditor:
    opened = TemplateEditor(TemplateCatalogue(tmp_path / "templates"), TEXT, parent)
    with qtbot.waitActive(opened):
        opened.open()
    return opened


def put(editor: TemplateEditor, text: str) -> None:
    editor.text.setPlainText(text)
    editor.review()


def test_the_page_stands_beside_the_text(editor: TemplateEditor) -> None:
    assert editor.browser.page_text.startswith("第 1 页")
    assert editor.message.text == ""
    assert editor.save_button.isEnabled()


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ('role = "executed"', 'role = "spent"', 'role = "spent"'),
        ('unit = "万元"', 'unit = "亿"', 'unit = "亿"'),
        ("format = 2", "format = ", "format = "),
    ],
)
def test_what_is_wrong_is_told_and_marked_at_its_line_and_cannot_be_saved(
    editor: TemplateEditor, before: str, after: str, line: str
) -> None:
    put(editor, TEXT.replace(before, after, 1))
    number = next(at for at, one in enumerate(TEXT.replace(before, after, 1).splitlines(), 1) if line in one)
    assert editor.message.text.startswith(f"第 {number} 行：")
    (mark,) = editor.text.extraSelections()
    assert mark.cursor.blockNumber() == number - 1
    assert not editor.save_button.isEnabled()
    put(editor, TEXT)
    assert editor.text.extraSelections() == []
    assert editor.save_button.isEnabled()


def test_trouble_without_a_line_is_told_all_the_same(editor: TemplateEditor) -> None:
    put(editor, TEXT.replace('id = "own"\n', ""))
    assert "id" in editor.message.text
    assert editor.text.extraSelections() == []


def test_the_page_follows_once_typing_pauses(editor: TemplateEditor, qtbot: QtBot) -> None:
    editor.text.setPlainText("x")
    qtbot.waitUntil(lambda: bool(editor.message.text))


def test_a_saved_template_is_in_the_own_folder(editor: TemplateEditor, tmp_path: Path) -> None:
    saved: list[str] = []
    editor.saved.connect(saved.append)
    editor.accept()
    assert saved == ["own"]
    assert (tmp_path / "templates" / "own.toml").read_text(encoding="utf-8") == TEXT


def test_the_id_of_a_built_in_template_is_not_saved(editor: TemplateEditor) -> None:
    editor.text.setPlainText(TEXT.replace('id = "own"', 'id = "minhang-2023"'))
    editor.accept()
    assert "是内置模板的 id" in editor.message.text
    assert editor.isVisible()
