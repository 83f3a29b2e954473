from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.library_indicator import LibraryIndicator
from perfeval_desktop.domain.library_rows import InsertionChoices
from perfeval_desktop.indicator_library import OWN_FIELD, add_own, library
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs.indicator_library import IndicatorLibraryDialog
from ui.keyboard import type_text

OWN = LibraryIndicator(field=OWN_FIELD, name="制度健全性", level1="管理指标", level2="制度")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    add_own(tmp_path, [OWN])
    return tmp_path


@pytest.fixture
def dialog(
    folder: Path, templates: TemplateCatalogue, parent: QWidget, qtbot: QtBot
) -> IndicatorLibraryDialog:
    template = templates["national-2020"]
    assert template.grid is not None
    form = blank_form(template, 2024)
    row = form.rows("indicators")[0].with_text("level3", "举办培训班期数")
    form = form.with_rows("indicators", (row, *form.rows("indicators")[1:]))
    dialog = IndicatorLibraryDialog(template.grid, form, folder, parent)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def shown(dialog: IndicatorLibraryDialog) -> list[str]:
    return [one.name for one in dialog.table.rows]


def find(dialog: IndicatorLibraryDialog, words: str) -> None:
    dialog.search.setFocus()
    type_text(words)


def test_indicators_are_found_ticked_and_inserted_with_the_keyboard_alone(
    dialog: IndicatorLibraryDialog, qtbot: QtBot
) -> None:
    assert not dialog.insert_button.isEnabled()
    find(dialog, "培训班 数量")
    assert shown(dialog) == ["举办培训班期数"]
    dialog.search.clear()
    find(dialog, "满意 学")
    names = shown(dialog)
    assert len(names) >= 2
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.view.hasFocus()
    QTest.keyClick(dialog.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.insert_button.text() == "插入 2 项(&I)"
    assert "满意度指标 / 服务对象满意度指标" in dialog.places.text()
    with qtbot.waitSignal(dialog.wanted) as told:
        QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert [one.name for one in told.args[0]] == names[:2]
    assert told.args[1] == InsertionChoices(elsewhere="产出指标")
    assert dialog.isHidden()


def test_a_field_is_chosen_at_the_left(dialog: IndicatorLibraryDialog) -> None:
    names = [dialog.fields.item(row).text() for row in range(dialog.fields.count())]
    assert names[:2] == ["全部", OWN_FIELD]
    dialog.fields.setCurrentRow(names.index("教育"))
    assert {one.field for one in dialog.table.rows} == {"教育"}
    find(dialog, "没有这样的词")
    assert dialog.placeholder_text == "没有这样的指标。"
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert not dialog.view.hasFocus()


def test_what_the_form_has_is_marked_and_can_be_inserted_again(
    dialog: IndicatorLibraryDialog, qtbot: QtBot
) -> None:
    find(dialog, "培训班期数")
    assert dialog.table.index(0, 1).data() == "已有"
    rect = dialog.view.visualRect(dialog.table.index(0, 3))
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    QTest.mouseDClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert "表中已有同名指标，会再插入一行：举办培训班期数" in dialog.places.text()
    dialog.with_weights.setChecked(False)
    with qtbot.waitSignal(dialog.wanted) as told:
        dialog.insert_button.click()
    assert not told.args[1].with_weights


def test_what_has_no_place_in_the_template_is_asked_for(dialog: IndicatorLibraryDialog) -> None:
    assert not dialog.elsewhere.isVisible()
    find(dialog, OWN.name)
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.elsewhere.isVisible()
    assert "“制度健全性”→ 产出指标 / 制度" in dialog.places.text()
    dialog.elsewhere.setCurrentText("效益指标")
    assert "“制度健全性”→ 效益指标 / 制度" in dialog.places.text()
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert not dialog.elsewhere.isVisible()


def test_space_ticks_the_row_to_which_tab_has_led(dialog: IndicatorLibraryDialog) -> None:
    find(dialog, OWN.name)
    index = dialog.table.index(0, 0)
    dialog.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    assert not dialog.selected
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert dialog.selected


def test_of_many_ticked_the_first_are_told(dialog: IndicatorLibraryDialog) -> None:
    find(dialog, "满意")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    dialog.view.selectAll()
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.places.text().endswith(f"等 {dialog.table.rowCount()} 项")


def test_one_of_ones_own_is_removed_from_the_library_and_no_other(
    dialog: IndicatorLibraryDialog, folder: Path
) -> None:
    dialog.fields.setCurrentRow(2)
    dialog.view.selectAll()
    assert not dialog.remove_button.isEnabled()
    dialog.fields.setCurrentRow(1)
    dialog.view.selectAll()
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    dialog.remove_button.click()
    assert library(folder).own == ()
    assert dialog.message.text == "已从指标库删除 1 项。"
    assert not dialog.insert_button.isEnabled()
    assert dialog.fields.currentRow() == 0


def test_a_file_that_is_broken_is_told_and_not_written_over(
    folder: Path, templates: TemplateCatalogue, dialog: IndicatorLibraryDialog
) -> None:
    (folder / "own.toml").write_text("field =", encoding="utf-8")
    dialog.fields.setCurrentRow(1)
    dialog.view.selectAll()
    dialog.remove_button.click()
    assert dialog.message.text.startswith("没有删除：指标库文件“own.toml”不是有效的 TOML")
    template = templates["national-2020"]
    assert template.grid is not None
    again = IndicatorLibraryDialog(template.grid, blank_form(template, 2024), folder, dialog)
    assert again.message.text.startswith("指标库文件“own.toml”")
