"""What menus, buttons and keys of the main window do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.next_year import for_next_year
from perfeval_desktop.samples import samples
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.about import AboutDialog
from perfeval_ui.dialogs.check_guide import CheckGuideDialog
from perfeval_ui.dialogs.choose_template import ChooseTemplateDialog
from perfeval_ui.dialogs.recycle_bin import RecycleBinDialog
from perfeval_ui.dialogs.sentence_list import SentencesDialog
from perfeval_ui.form_page.header import FormHeader
from perfeval_ui.form_page.page import FormPage
from perfeval_ui.paper.print_preview_dialog import PrintPreviewDialog
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.office import Disk, dialog_of, press_button
from ui.page_driver import (
    GOAL,
    NOTE,
    PROJECT,
    actual,
    executed,
    grid_of,
    level3,
    line_of,
    project_of,
    target,
    without_findings,
    written,
)
from ui.window_driver import bar, opened, page, projects, row_texts, shown

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NAME = "闵行区企业政策管理系统(2023 运维)"
LEVEL3 = level3(0)


# -- projects --------------------------------------------------------------------------------------------


def test_a_new_project_opens_with_the_cursor_in_the_money(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, CTRL)
    type_text("信息化运维")
    press(Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    with qtbot.waitActive(window):
        window.activateWindow()
    assert project_of(shown(window)) == "信息化运维"
    assert page(window) is window.tabs
    assert focus() is window.editor.funding
    assert bar(window) == "已新建“信息化运维”"
    press_button(window.message_bar, "撤销")
    assert page(window) is window.welcome


def test_a_target_form_becomes_a_self_assessment(full_window: MainWindow, store: Store) -> None:
    commands = full_window.commands
    target = next(one for one in samples() if one.template == "target-2023")
    commands.projects.create(target.form(commands._session.templates))
    full_window.actions_.make_assessment.trigger()
    dialog_of(ChooseTemplateDialog).accept()
    assert project_of(shown(full_window)) == "社区老年助餐点运营补贴"
    assert "处内容在新表里没有位置，记在备注里" in bar(full_window)
    press_button(full_window.message_bar, "查看…")
    listed = dialog_of(SentencesDialog)
    assert "项目属性：延续项目" in listed.text.toPlainText()
    listed.reject()
    full_window.actions_.undo.trigger()
    assert store.count() == 8


def test_a_ledger_is_asked_for(full_window: MainWindow) -> None:
    full_window.actions_.fill_from_ledger.trigger()
    dialog_of(QFileDialog).reject()


def test_a_project_is_duplicated(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_D, CTRL)
    assert project_of(shown(full_window)) == f"{NAME}（副本）"
    assert store.count() == 8
    press(Qt.Key.Key_Z, CTRL)
    assert store.count() == 7
    press(Qt.Key.Key_Y, CTRL)
    assert store.count() == 8


def test_a_project_is_copied_to_the_next_year(full_window: MainWindow) -> None:
    before = shown(full_window)
    press(Qt.Key.Key_Y, CTRL, SHIFT)
    after = shown(full_window)
    assert after == for_next_year(full_window._session.template_of(before), before)
    assert after.year == 2024
    count = len(before.rows("indicators"))
    assert {written(after, target(row)) for row in range(count)} == {
        written(before, target(row)) for row in range(count)
    }
    assert {written(after, actual(row)) for row in range(count)} == {""}
    assert written(after, executed()) == ""


def test_a_project_is_renamed_in_the_tree(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CTRL)
    type_text("新名称")
    press(Qt.Key.Key_Return)
    assert projects(store)[0] == "新名称"
    assert full_window.windowTitle() == "新名称 - 绩效自评"
    assert line_of(full_window.editor, PROJECT).text() == "新名称"
    assert focus() is full_window.tree.view
    press(Qt.Key.Key_Z, CTRL)
    assert projects(store)[0] == NAME
    press(Qt.Key.Key_Y, CTRL)
    assert projects(store)[0] == "新名称"


def test_f2_in_the_name_that_is_being_typed_changes_nothing(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_F2)
    editor = focus()
    press(Qt.Key.Key_F2)
    assert focus() is editor
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    assert projects(store)[0] == NAME
    assert bar(full_window) == ""


def test_renaming_from_the_menu_brings_a_hidden_tree_back(full_window: MainWindow) -> None:
    full_window.tree_dock.hide()
    full_window.actions_.rename.trigger()
    assert full_window.tree_dock.isVisible()
    assert full_window.tree.view.isAncestorOf(focus())
    press(Qt.Key.Key_Escape)


def test_renaming_a_group_of_one_means_its_project(full_window: MainWindow, store: Store) -> None:
    full_window.tree.filter_box.setText("企业政策管理")
    press(Qt.Key.Key_Up)
    assert full_window.tree.current_form() is None
    full_window.actions_.rename.trigger()
    press(Qt.Key.Key_A, CTRL)
    type_text("新名称")
    press(Qt.Key.Key_Return)
    assert "新名称" in projects(store)


def test_the_state_of_a_project_is_set(full_window: MainWindow) -> None:
    full_window.actions_.states[FormState.IN_REVIEW].trigger()
    assert shown(full_window).state is FormState.IN_REVIEW
    press(Qt.Key.Key_Z, CTRL)
    assert shown(full_window).state is FormState.DRAFT
    press(Qt.Key.Key_Y, CTRL)
    assert shown(full_window).state is FormState.IN_REVIEW


def test_the_state_of_many_is_set_and_taken_back_at_once(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    full_window.actions_.states[FormState.FINAL].trigger()
    assert bar(full_window) == "已把 3 个项目改为“已定稿”"
    states = [one.state for one in store.summaries()]
    assert states.count(FormState.FINAL) == 3
    press_button(full_window.message_bar, "撤销")
    assert {one.state for one in store.summaries()} == {FormState.DRAFT}
    press(Qt.Key.Key_Y, CTRL)
    assert [one.state for one in store.summaries()] == states


def test_an_undo_the_store_refuses_is_told(full_window: MainWindow, disk: Disk) -> None:
    full_window.actions_.states[FormState.IN_REVIEW].trigger()
    disk.fill()
    full_window.actions_.undo.trigger()
    assert bar(full_window) == "磁盘已满。请清理磁盘空间后再试。"
    assert shown(full_window).state is FormState.IN_REVIEW


def test_the_recycle_bin_opens_from_tree_and_menu_and_gives_back(
    full_window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Delete)
    full_window.tree.bin_button.click()
    dialog = dialog_of(RecycleBinDialog)
    dialog.view.selectAll()
    dialog.restore_button.click()
    assert store.count() == 7
    qtbot.waitUntil(lambda: opened(full_window) is not None)
    dialog.close()
    full_window.actions_.bin.trigger()
    assert dialog_of(RecycleBinDialog) is not dialog


# -- keys ------------------------------------------------------------------------------------------------


def test_f2_and_delete_in_the_grid_mean_the_cell(full_window: MainWindow, store: Store) -> None:
    full_window.go_to(LEVEL3)
    press(Qt.Key.Key_F2)
    assert grid_of(full_window.editor).isAncestorOf(focus())
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Delete)
    assert row_texts(full_window, "level3")[0] == ""
    assert store.count() == 7


# Shift+F2 opens the large editor of a cell.
PROJECT_KEYS = [
    (key, held)
    for key in (Qt.Key.Key_D, Qt.Key.Key_R, Qt.Key.Key_Y, Qt.Key.Key_Delete, Qt.Key.Key_F2)
    for held in (NONE, SHIFT, CTRL, CTRL | SHIFT)
    if (key, held) != (Qt.Key.Key_F2, SHIFT)
]


@pytest.mark.unwatched
@pytest.mark.parametrize(("key", "held"), PROJECT_KEYS)
def test_no_key_makes_deletes_or_renames_a_project_while_the_form_has_the_keyboard(
    full_window: MainWindow, store: Store, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    editor = full_window.editor
    before = projects(store)
    for part in parts(editor):
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        press(key, held)
        assert projects(store) == before
        assert QApplication.activeModalWidget() is None
        assert not full_window.tree.isAncestorOf(focus())
        press(Qt.Key.Key_Escape)
    line_of(editor, PROJECT).setFocus()
    press(key, held)
    assert store.count() == 7


def parts(editor: FormPage) -> Iterator[QWidget]:
    """Yield a part of the page of each kind but a line of text."""
    head = editor.findChildren(FormHeader)[-1]
    for part in (editor.funding, editor.indicators, editor.field(GOAL), head.state, editor.field(NOTE)):
        assert part is not None
        yield part


def test_ctrl_d_in_the_grid_fills_down_and_is_undone_at_once(full_window: MainWindow, store: Store) -> None:
    before = shown(full_window)
    full_window.go_to(LEVEL3)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_D, CTRL)
    assert store.count() == 7
    assert row_texts(full_window, "level3")[:2] == [written(before, level3(0))] * 2
    press(Qt.Key.Key_Z, CTRL)
    assert shown(full_window) == before


def test_ctrl_tab_in_a_grid_turns_the_tabs(full_window: MainWindow) -> None:
    full_window.go_to(LEVEL3)
    press(Qt.Key.Key_Tab, CTRL)
    assert full_window.tabs.currentWidget() is full_window.preview


def test_delete_and_f2_in_the_filter_mean_its_text(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_F, CTRL)
    type_text("运维")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_F2)
    assert full_window.tree.filter_box.text() == "维"
    assert focus() is full_window.tree.filter_box
    assert store.count() == 7


def test_the_filter_is_found_by_key_even_where_the_tree_is_hidden(full_window: MainWindow) -> None:
    full_window._session.open(None)
    full_window.tree_dock.hide()
    full_window.nothing_open.setFocus()
    press(Qt.Key.Key_F, CTRL)
    assert focus() is full_window.tree.filter_box


def test_tabs_are_turned_by_key(full_window: MainWindow) -> None:
    panels: list[QWidget] = []
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1):
        press(key, CTRL)
        panels.append(full_window.tabs.currentWidget())
    assert panels == [full_window.preview, full_window.history, full_window.editor]


def test_rows_are_inserted_by_key_with_what_is_typed_saved(full_window: MainWindow) -> None:
    rows = len(row_texts(full_window, "level3"))
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_I, CTRL)
    assert len(row_texts(full_window, "level3")) == rows + 1
    assert row_texts(full_window, "level3")[0] == "abc"
    assert row_texts(full_window, "level3")[1] == ""


def test_the_keys_of_rows_do_nothing_outside_the_grid(full_window: MainWindow) -> None:
    rows = len(row_texts(full_window, "level3"))
    full_window.tree.setFocus()
    press(Qt.Key.Key_I, CTRL)
    press(Qt.Key.Key_Minus, CTRL)
    assert len(row_texts(full_window, "level3")) == rows


# -- findings, paper, dialogs ----------------------------------------------------------------------------


def test_f7_goes_to_the_first_finding_and_enter_to_its_cell(full_window: MainWindow) -> None:
    full_window.results_dock.hide()
    press(Qt.Key.Key_F7)
    assert focus() is full_window.checks.list
    assert full_window.checks.list.currentIndex().row() == 0
    press(Qt.Key.Key_Return)
    assert focus() is full_window.editor.field(GOAL)


def test_f7_praises_a_form_without_findings(full_window: MainWindow, form_ids: tuple[FormId, ...]) -> None:
    full_window.open_form(form_ids[2])
    session = full_window._session
    session.commit(without_findings(session.base), "改好")
    press(Qt.Key.Key_F7)
    assert bar(full_window) == "全部检查通过"


def test_all_that_is_typed_is_exported(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_E, CTRL)
    press(Qt.Key.Key_A, CTRL)
    type_text(str(tmp_path / "a.pdf"))
    with qtbot.waitSignal(full_window.commands.paper.exporter.finished):
        press(Qt.Key.Key_Return)
    assert bar(full_window) == "已导出“a.pdf”。尚未定稿，印有“草稿”字样。"
    assert full_window.message_bar.buttons[0].text() == "打开所在文件夹"
    assert row_texts(full_window, "level3")[0] == "abc"


def test_all_that_is_typed_is_filled_into_a_blank(full_window: MainWindow) -> None:
    full_window.go_to(LEVEL3)
    type_text("abc")
    full_window.actions_.fill.trigger()
    (dialog,) = full_window.findChildren(QFileDialog)
    assert dialog.windowTitle() == "选择单位下发的空表"
    assert row_texts(full_window, "level3")[0] == "abc"
    dialog.close()


def test_the_print_preview_opens(full_window: MainWindow) -> None:
    full_window.actions_.print_preview.trigger()
    assert dialog_of(PrintPreviewDialog).isVisible()


def test_the_check_guide_opens_at_the_finding_that_the_cursor_is_at(full_window: MainWindow) -> None:
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F1)
    (guide,) = full_window.findChildren(CheckGuideDialog)
    assert guide.isVisible()
    assert guide.list.code is full_window.checks.model.findings[1].code


def test_one_goes_on_working_beside_the_check_guide_which_is_one(full_window: MainWindow) -> None:
    full_window.actions_.check_guide.trigger()
    (guide,) = full_window.findChildren(CheckGuideDialog)
    guide.choose(Code.CARRY_OVER)
    full_window.actions_.check_guide.trigger()
    assert full_window.findChildren(CheckGuideDialog) == [guide]
    assert guide.list.code is Code.CARRY_OVER
    full_window.editor.setFocus()
    full_window.actions_.duplicate.trigger()
    assert guide.isVisible()


def test_a_check_guide_that_was_closed_opens_anew(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.actions_.check_guide.trigger()
    (guide,) = full_window.findChildren(CheckGuideDialog)
    with qtbot.waitSignal(guide.destroyed):
        guide.reject()
    full_window.actions_.check_guide.trigger()
    assert [one.isVisible() for one in full_window.findChildren(CheckGuideDialog)] == [True]


def test_the_check_guide_does_not_outlast_the_window(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.actions_.check_guide.trigger()
    (guide,) = full_window.findChildren(CheckGuideDialog)
    with qtbot.waitSignal(guide.destroyed):
        full_window.close()


def test_about_opens_and_names_the_folder_of_the_data(full_window: MainWindow) -> None:
    full_window.actions_.about.trigger()
    assert dialog_of(AboutDialog).isVisible()


def test_the_folder_of_the_data_opens_in_the_file_manager(
    full_window: MainWindow, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown_urls.append)
    full_window.actions_.open_folder.trigger()
    assert [Path(url.toLocalFile()) for url in shown_urls] == [store.path.parent]
