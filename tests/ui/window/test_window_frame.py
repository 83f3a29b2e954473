"""Which form, page and cell the main window shows, and what it says about them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId, RevisionKind
from perfeval_ui.history.restore_dialog import RestoreDialog
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.office import Disk, OpenWindow, dialog_of, press_button
from ui.page_driver import NOTE, PROJECT, YEAR, amount, grid_of, level1, level3, named, project_of, weight
from ui.window_driver import bar, opened, row_texts, shown

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEVEL3 = level3(0)
WEIGHT = weight(0)


# -- forms and cells -------------------------------------------------------------------------------------


def test_a_form_with_something_unsaved_is_not_left(
    full_window: MainWindow, disk: Disk, form_ids: tuple[FormId, ...]
) -> None:
    disk.fill()
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    full_window.tree.setFocus()
    press(Qt.Key.Key_Down)
    assert opened(full_window) == form_ids[0]
    assert full_window.tree.selected_forms() == form_ids[:1]
    # Whatever else is refused meanwhile, it can still be tried again.
    assert full_window.message_bar.buttons[0].text() == "重试"
    disk.free()
    full_window.tree.select(form_ids[1])
    full_window.open_form(form_ids[1])
    assert opened(full_window) == form_ids[1]
    assert bar(full_window) == "已经保存好了。"


def test_a_form_with_a_year_that_is_none_is_not_left(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.go_to(YEAR)
    type_text("abc")
    full_window.tabs.setCurrentWidget(full_window.preview)
    full_window.tree.form_activated.emit(form_ids[1])
    assert opened(full_window) == form_ids[0]
    assert full_window.tree.selected_forms() == form_ids[:1]
    assert full_window.tabs.currentWidget() is full_window.editor
    full_window.actions_.delete.trigger()
    assert opened(full_window) == form_ids[0]


def test_a_form_that_cannot_be_opened_leaves_the_other_one_open(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_form_id: FormId) -> object:
        raise StorageError(StorageErrorKind.MISSING, "找不到这张自评表。请刷新列表后再试。")

    monkeypatch.setattr(store, "load", gone)
    full_window.open_form(form_ids[3])
    assert bar(full_window) == "找不到这张自评表。请刷新列表后再试。"
    assert not full_window.message_bar.buttons[0].isVisible()
    assert opened(full_window) == form_ids[0]
    assert full_window.tree.selected_forms() == form_ids[:1]


def test_a_form_whose_template_is_missing_opens_from_the_text_that_is_kept(
    store: Store, session: EditingSession, open_window: OpenWindow
) -> None:
    own = session.templates["minhang-2023"].text.replace('id = "minhang-2023"', 'id = "retired-2019"')
    template = read_template(own, source="retired-2019.toml")
    other = EditingSession(store, {template.id: template})
    (form_id,) = other.create([named(blank_form(template, 2019), project="旧表")], "旧版本")
    window = open_window()
    window.open_form(form_id)
    assert opened(window) == form_id
    assert project_of(shown(window)) == "旧表"


def test_a_store_is_not_called_empty_because_the_filter_lets_nothing_through(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.open_form(form_ids[1])
    full_window.tree.focus_filter()
    type_text("zzz")
    full_window.commands.projects.delete([form_ids[1]])
    assert full_window.pages.currentWidget() is full_window.nothing_open


def test_a_form_without_a_name_has_a_title_all_the_same(full_window: MainWindow) -> None:
    full_window.go_to(PROJECT)
    press(Qt.Key.Key_Delete)
    assert full_window.windowTitle() == "未命名项目 - 绩效自评"


def test_a_clicked_finding_leads_to_its_cell_from_any_tab(full_window: MainWindow) -> None:
    press(Qt.Key.Key_2, CTRL)
    findings = full_window.checks.list
    row = next(row for row, one in enumerate(full_window.checks.model.findings) if one.place == weight(0))
    place = findings.visualRect(findings.model().index(row, 0)).center()
    QTest.mouseClick(findings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert full_window.tabs.currentWidget() is full_window.editor
    grid = grid_of(full_window.editor)
    assert focus() is grid
    assert grid.cells.entry_place(grid.currentIndex().row(), grid.currentIndex().column()) == WEIGHT


def test_a_cell_of_the_funding_can_be_gone_to(full_window: MainWindow) -> None:
    full_window.go_to(amount("total", "executed"))
    assert focus() is full_window.editor.funding


def test_a_cell_of_the_history_is_gone_to(full_window: MainWindow) -> None:
    session = full_window._session
    session.commit(session.base.with_text(NOTE, "年中调整"), "填说明")
    full_window.tabs.setCurrentWidget(full_window.history)
    differences = full_window.history.page.differences
    differences.setCurrentIndex(differences.table.index(0, 0))
    differences.setFocus()
    press(Qt.Key.Key_Return)
    assert full_window.tabs.currentWidget() is full_window.editor
    assert focus() is full_window.editor.field(NOTE)


def test_what_the_history_took_back_can_be_undone_from_the_message(full_window: MainWindow) -> None:
    session = full_window._session
    before = session.base
    session.commit(named(before, project="新名"), "改名")
    full_window.tabs.setCurrentWidget(full_window.history)
    page = full_window.history.page
    page.versions.select_version(session.revisions()[0].number)
    page.restore_button.click()
    dialog_of(RestoreDialog).accept()
    assert session.base == before
    assert full_window.message_bar.text.text().startswith("已恢复到 ")
    press_button(full_window.message_bar, "撤销")
    assert project_of(session.base) == "新名"


def test_what_became_of_a_name_is_told(full_window: MainWindow) -> None:
    full_window.tabs.setCurrentWidget(full_window.history)
    full_window.history.named.emit("这个版本已命名为“初稿”。")
    assert full_window.message_bar.text.text() == "这个版本已命名为“初稿”。"
    full_window.history.failed.emit("磁盘已满。")
    assert full_window.message_bar.text.text() == "磁盘已满。"


def test_what_is_selected_is_described_in_the_status_bar(full_window: MainWindow) -> None:
    full_window.go_to(WEIGHT)
    press(Qt.Key.Key_Down, SHIFT)
    assert full_window.status_bar.selection.text() == "选中 2 格，2 个数，合计 25，平均 12.5"


# -- messages --------------------------------------------------------------------------------------------


def test_a_change_that_cannot_be_saved_can_be_given_up(
    full_window: MainWindow, store: Store, disk: Disk, form_ids: tuple[FormId, ...]
) -> None:
    before = store.load(form_ids[0]).form
    disk.fill()
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert full_window.message_bar.buttons[1].text() == "放弃这一改动"
    full_window.message_bar.buttons[1].click()
    shown = full_window._session.shown
    assert shown is not None
    assert (shown.form, shown.save_error) == (before, None)
    assert bar(full_window) == "已放弃没有保存的改动，恢复为上次保存的内容。"
    assert not full_window.message_bar.buttons[1].isVisible()
    full_window.open_form(form_ids[1])
    assert opened(full_window) == form_ids[1]


def change_elsewhere(store: Store, session: EditingSession, form_id: FormId) -> None:
    stored = store.load(form_id)
    renamed = named(stored.form, project="别处改的")
    entry = FormEvaluator(session.templates, store).evaluate_stored(stored, renamed).entry
    store.save(stored, entry, kind=RevisionKind.EDIT, label="别处的改动", by="")


def test_a_form_that_was_changed_elsewhere_is_loaded_anew_with_the_change_on_top(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...]
) -> None:
    change_elsewhere(store, full_window._session, form_ids[0])
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert "已在别处改动过" in bar(full_window)
    press_button(full_window.message_bar, "重新载入")
    assert bar(full_window).startswith("已重新载入这张表，您的改动也保存好了。")
    assert project_of(shown(full_window)) == "别处改的"
    assert row_texts(full_window, "level3")[0] == "abc"
    assert full_window.tree.selected_forms() == form_ids[:1]
    full_window.actions_.undo.trigger()
    assert row_texts(full_window, "level3")[0] != "abc"
    full_window.actions_.undo.trigger()
    assert project_of(shown(full_window)) != "别处改的"


def test_undo_of_a_form_that_was_changed_elsewhere_says_so_once(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...]
) -> None:
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    change_elsewhere(store, full_window._session, form_ids[0])
    full_window.actions_.undo.trigger()
    assert "已在别处改动过" in bar(full_window)
    assert not full_window.message_bar.buttons[0].isVisible()
    assert project_of(shown(full_window)) == "别处改的"
    full_window.actions_.undo.trigger()
    assert project_of(shown(full_window)) != "别处改的"


def test_a_form_that_cannot_be_loaded_anew_keeps_what_was_typed(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    change_elsewhere(store, full_window._session, form_ids[0])
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)

    def refuse(_form_id: FormId) -> object:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请检查磁盘，再试一次。")

    monkeypatch.setattr(store, "load", refuse)
    for words in ("重新载入", "放弃这一改动"):
        press_button(full_window.message_bar, words)
        assert bar(full_window) == "读取时出错。请检查磁盘，再试一次。"
        assert row_texts(full_window, "level3")[0] == "abc"
    monkeypatch.undo()
    press_button(full_window.message_bar, "放弃这一改动")
    assert project_of(shown(full_window)) == "别处改的"


def test_what_of_a_paste_finds_no_cell_is_told(full_window: MainWindow) -> None:
    full_window.go_to(WEIGHT)
    QApplication.clipboard().setText("1\t2\t3\t4")
    press(Qt.Key.Key_V, CTRL)
    assert "1 个单元格没有地方放" in bar(full_window)


def test_renaming_one_row_of_a_group_offers_the_others(full_window: MainWindow) -> None:
    full_window.go_to(level1(0))
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert row_texts(full_window, "level1").count("abc") == 1
    assert bar(full_window) == "只改了这一行；同组还有 2 行是原来的名称。"
    press_button(full_window.message_bar, "也改为“abc”")
    assert row_texts(full_window, "level1").count("abc") == 3


def test_rows_that_have_moved_since_are_not_offered_any_more(full_window: MainWindow) -> None:
    full_window.go_to(level1(0))
    type_text("abc")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_I, CTRL)
    assert bar(full_window) == ""


def test_rows_of_a_group_are_not_offered_any_more_once_another_form_is_opened(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.go_to(level1(0))
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert bar(full_window)
    full_window.open_form(form_ids[1])
    assert bar(full_window) == ""


def test_undoing_a_change_of_template_is_not_offered_any_more_once_another_form_is_opened(
    full_window: MainWindow, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.templates.change(session.templates["minhang-2021"])
    assert bar(full_window).startswith("已更换模板")
    full_window.open_form(form_ids[1])
    assert bar(full_window) == ""


def test_that_a_final_form_cannot_be_typed_into_is_said_until_another_form_is_opened(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.projects.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    full_window.go_to(LEVEL3)
    type_text("a")
    assert bar(full_window).startswith("这张表已定稿")
    full_window.open_form(form_ids[1])
    assert bar(full_window) == ""


def test_that_a_final_form_cannot_be_typed_into_is_said_until_no_form_is_open(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.projects.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    full_window.go_to(LEVEL3)
    type_text("a")
    full_window._session.delete(form_ids[:1], "删除")
    assert bar(full_window) == ""


def test_that_a_final_form_cannot_be_typed_into_is_said_until_it_is_final_no_more(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.projects.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    full_window.go_to(LEVEL3)
    type_text("a")
    full_window.actions_.undo.trigger()
    assert "定稿，要修改" not in bar(full_window)


def test_a_message_about_the_store_stays_when_another_form_is_opened(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.show_error("自动备份没有成功：磁盘已满。")
    full_window.open_form(form_ids[1])
    assert bar(full_window) == "自动备份没有成功：磁盘已满。"


def test_a_message_moves_nothing_on_the_page(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.resize(1366, 768)
    grid, page = grid_of(full_window.editor), full_window.editor
    # The page is as high as its texts once it is as wide as it will be.
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    QApplication.processEvents()
    places = []
    for show in (False, True, False):
        if show:
            full_window.message_bar.show_error("出了问题。")
        else:
            full_window.message_bar.hide()
        for _ in range(3):
            QApplication.processEvents()
        assert full_window.message_bar.isVisible() is show
        places.append(grid.mapToGlobal(QPoint(0, 0)))
    assert places[0] == places[1] == places[2]


# -- small screens ---------------------------------------------------------------------------------------


def test_a_narrow_window_has_buttons_without_words(full_window: MainWindow) -> None:
    full_window.resize(1300, 760)
    assert full_window.tool_bar.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    full_window.resize(900, 760)
    assert full_window.tool_bar.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly


def test_on_a_low_window_the_indicators_come_into_sight(full_window: MainWindow) -> None:
    full_window.resize(1090, 760)
    grid, page = grid_of(full_window.editor), full_window.editor
    full_window.tree.view.setFocus()
    full_window.resize(1090, 560)
    QApplication.processEvents()
    first = grid.viewport().mapTo(page.viewport(), grid.visualRect(grid.cells.index(0, 0)).bottomLeft())
    assert first.y() < page.viewport().height()


@pytest.mark.parametrize(("width", "is_shown"), [(911, False), (1093, True), (1366, True)])
def test_the_first_window_gives_the_form_the_room_there_is(
    full_window: MainWindow,
    width: int,
    is_shown: bool,  # noqa: FBT001  # what pytest gives
) -> None:
    full_window.resize(width, 560)
    full_window.arrange_panels(width)
    QApplication.processEvents()
    assert full_window.results_dock.isVisible() == is_shown
    assert full_window.editor.width() >= 640
    assert full_window.editor.horizontalScrollBar().maximum() == 0


def test_what_was_folded_is_folded_at_the_next_start(
    full_window: MainWindow, open_window: OpenWindow
) -> None:
    full_window.actions_.fold_funding.trigger()
    assert full_window.editor.funding is not None
    assert not full_window.editor.funding.isVisible()
    assert full_window.close()
    window = open_window()
    assert window.editor.funding is not None
    assert not window.editor.funding.isVisible()
    window.actions_.fold_funding.trigger()
    assert window.editor.funding.isVisible()


def test_tab_stops_everywhere_at_the_next_start_too(full_window: MainWindow, open_window: OpenWindow) -> None:
    full_window.actions_.stop_everywhere.trigger()
    assert full_window.close()
    window = open_window()
    assert window.actions_.stop_everywhere.isChecked()
    assert grid_of(window.editor).entries.stops_everywhere
