"""由文件新建模板: the form as read beside the page of its template, corrected by clicks, saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from derived_templates import NATIONAL
from drawn_sheets import drawn
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.transcripts.words import ToldWord, WordPart
from perfeval_desktop.errors import OutputError
from perfeval_desktop.exchange.deriving.files import FormInSheet
from perfeval_desktop.exchange.recogniser import recognised
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.told_words import read_told, remember
from perfeval_ui.dialogs import derive_template
from perfeval_ui.dialogs.derive_template import DeriveTemplateDialog
from perfeval_ui.widgets.sheet_model import MarkKind
from printed_sheets import sheet_of
from read_forms import sample
from ui.office import dialog_of

HEAD = "| 项目名称 | < | 教师培训 | < | < | < | < | < |"
TEXT = NATIONAL.replace(HEAD, f"{HEAD}\n| 经费归口 | < | 教育科 | < | < | < | < | < |")


def form(text: str) -> FormInSheet:
    sheet = drawn(text)
    return FormInSheet(sheet, recognised(sheet)[0])


@pytest.fixture
def words(tmp_path: Path) -> Path:
    return tmp_path / "told.json"


@pytest.fixture
def catalogue(tmp_path: Path) -> TemplateCatalogue:
    return TemplateCatalogue(tmp_path / "templates")


@pytest.fixture
def dialog(catalogue: TemplateCatalogue, words: Path, parent: QWidget, qtbot: QtBot) -> DeriveTemplateDialog:
    opened = DeriveTemplateDialog(catalogue, form(TEXT), words, parent)
    with qtbot.waitActive(opened):
        opened.open()
    return opened


def place(dialog: DeriveTemplateDialog, text: str) -> tuple[int, int]:
    cells = dialog.view.sheet_model.sheet.cells
    return next((cell.row, cell.column) for cell in cells if cell.text.startswith(text))


def choose(dialog: DeriveTemplateDialog, text: str, *words: str) -> None:
    """Click the cell with a text, and choose the entries of its menu, one in another."""
    dialog.ask_about(*place(dialog, text))
    menu = dialog.menu
    for word in words:
        assert menu is not None
        action = next(one for one in menu.actions() if one.text() == word)
        if action.menu() is None:
            action.trigger()
        else:
            menu = action.menu()  # type: ignore[assignment]  # the stubs know no more than a QObject
    assert dialog.menu is not None
    dialog.menu.close()


def offered(dialog: DeriveTemplateDialog, text: str) -> list[str]:
    dialog.menu = None
    dialog.ask_about(*place(dialog, text))
    if dialog.menu is None:
        return []
    dialog.menu.close()
    return [action.text() for action in dialog.menu.actions()]


def test_the_form_stands_beside_the_page_with_what_is_in_doubt(dialog: DeriveTemplateDialog) -> None:
    assert dialog.why.text().startswith("最接近的模板“")
    assert dialog.browser.page_text == "第 1 页 / 共 1 页"
    marks = dialog.view.sheet_model.marks
    assert marks[place(dialog, "三级指标")].caption == "三级指标"
    assert marks[place(dialog, "教师培训")].kind is MarkKind.READ
    assert marks[place(dialog, "99.77%")].kind is MarkKind.DOUBTFUL
    assert marks[place(dialog, "经费归口")].kind is MarkKind.UNREAD
    assert marks[place(dialog, "填表人")].caption == "照印、照印"
    assert dialog.doubts.count() == 4


def test_a_form_of_an_existing_template_hardly_needs_a_new_one(
    catalogue: TemplateCatalogue, words: Path, parent: QWidget, qtbot: QtBot
) -> None:
    sheet = sheet_of(printed(Seen.of(*sample("yunnan-14"))))
    opened = DeriveTemplateDialog(catalogue, FormInSheet(sheet, recognised(sheet)[0]), words, parent)
    qtbot.addWidget(opened)
    assert opened.why.text() == "与模板“云南省（公开14表）”相符。多半不必新建。"


def test_f8_walks_the_doubts_in_a_circle(dialog: DeriveTemplateDialog) -> None:
    dialog.view.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    first = (dialog.view.currentIndex().row(), dialog.view.currentIndex().column())
    assert dialog.doubts.currentRow() == 0
    assert first == place(dialog, "经费归口")
    QTest.keyClick(dialog, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.doubts.currentRow() == 3


def test_a_form_without_doubts_has_nothing_to_walk(
    catalogue: TemplateCatalogue, words: Path, parent: QWidget
) -> None:
    plain = "自评表\n| 指标名称 | 指标值 | 完成值（万元） |\n| 培训 | 10场 | 12场 |\n金额单位：万元"
    opened = DeriveTemplateDialog(catalogue, form(plain), words, parent)
    QTest.keyClick(opened, Qt.Key.Key_F8)
    assert (opened.doubts.count(), opened.doubts.currentRow()) == (0, -1)


def test_a_role_is_given_by_a_click_and_remembered_with_the_template(
    dialog: DeriveTemplateDialog, catalogue: TemplateCatalogue, words: Path
) -> None:
    choose(dialog, "实际完成值", "偏差原因")
    assert '{ role = "reason", key = "actual", label = "实际完成值"' in dialog.template_text
    dialog.name.setText("本县 2024")
    dialog.save_button.click()
    assert catalogue["本县2024"].name == "本县 2024"
    assert read_told(words).words == (ToldWord(WordPart.INDICATORS, "实际完成值", Role.REASON),)


def test_a_column_is_called_otherwise_or_left_out(dialog: DeriveTemplateDialog) -> None:
    choose(dialog, "实际完成值", "改名…")
    asked = dialog_of(QInputDialog)
    assert asked.textValue() == "实际完成值"
    asked.setTextValue("完成情况值")
    asked.accept()
    assert 'label = "完成情况值"' in dialog.template_text
    dialog.rename(dialog.view.sheet_model.sheet.cells[0], 0, " ")
    choose(dialog, "实际完成值", "这不是一栏")
    assert "完成情况值" not in dialog.template_text


def test_a_line_with_several_fields_asks_which_one(dialog: DeriveTemplateDialog) -> None:
    assert offered(dialog, "填表人") == ["填表人", "联系电话"]
    choose(dialog, "填表人", "联系电话", "项目编码")
    assert '{ role = "project_code", key = "联系电话"' in dialog.template_text


def test_what_was_not_read_is_read_once_it_is_told_and_earlier_changes_hold(
    dialog: DeriveTemplateDialog, words: Path
) -> None:
    choose(dialog, "填表人", "联系电话", "这不是一栏")
    choose(dialog, "经费归口", "是：项目编码")
    assert '{ role = "project_code", label = "经费归口" }' in dialog.template_text
    assert "联系电话" not in dialog.template_text
    assert dialog.view.sheet_model.marks[place(dialog, "教育科")].kind is MarkKind.READ
    dialog.accept()
    assert read_told(words).words == (ToldWord(WordPart.FIELDS, "经费归口", Role.PROJECT_CODE),)


def test_a_label_with_no_room_beside_it_is_told(
    catalogue: TemplateCatalogue, words: Path, parent: QWidget, qtbot: QtBot
) -> None:
    opened = DeriveTemplateDialog(
        catalogue, form(NATIONAL.replace("注：1.定量", "抄送财政局\n注：1.定量")), words, parent
    )
    qtbot.addWidget(opened)
    choose(opened, "抄送财政局", "是一栏：照填照印，不参与计算")
    assert opened.message.text.startswith("“抄送财政局”的旁边没有可以填写的格")


def test_values_and_places_without_a_cell_offer_nothing(dialog: DeriveTemplateDialog) -> None:
    assert offered(dialog, "教师培训") == []
    dialog.ask_about(90, 90)
    assert dialog.menu is None


def test_a_template_needs_a_name(dialog: DeriveTemplateDialog) -> None:
    dialog.name.setText(" ")
    dialog.save_button.click()
    assert dialog.message.text == "请写模板的名称。"
    assert dialog.isVisible()


def test_words_that_cannot_be_read_or_kept_are_told(
    catalogue: TemplateCatalogue, words: Path, parent: QWidget, qtbot: QtBot
) -> None:
    words.write_text("{", encoding="utf-8")
    opened = DeriveTemplateDialog(catalogue, form(TEXT), words, parent)
    qtbot.addWidget(opened)
    assert opened.message.text.startswith("记住的栏名没有采用")
    choose(opened, "实际完成值", "偏差原因")
    opened.accept()
    assert opened.message.text.startswith("记住的栏名没有采用")


def test_words_that_were_told_before_count(
    catalogue: TemplateCatalogue, words: Path, parent: QWidget, qtbot: QtBot
) -> None:
    remember(words, [ToldWord(WordPart.FIELDS, "主管部门", None)])
    opened = DeriveTemplateDialog(catalogue, form(TEXT), words, parent)
    qtbot.addWidget(opened)
    assert 'role = "department"' not in opened.template_text


def test_a_page_that_cannot_be_made_is_told(
    catalogue: TemplateCatalogue,
    words: Path,
    parent: QWidget,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> bytes:
        raise OutputError("没有字体。")

    monkeypatch.setattr(derive_template, "form_pdf", fails)
    opened = DeriveTemplateDialog(catalogue, form(TEXT), words, parent)
    qtbot.addWidget(opened)
    assert opened.message.text == "没有字体。"
