"""Finding and replacing in many forms, from the window."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.find_replace import dialog as dialog_module
from perfeval_ui.find_replace.dialog import FindDialog
from perfeval_ui.find_replace.hit_model import AFTER, BEFORE, EXCERPT_ROLE, WHERE
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.page_driver import CTRL, GOAL, OUTCOME, PROJECT, SHIFT, actual
from ui.window_driver import bar, opened, shown


@pytest.fixture
def teas(full_window: MainWindow, form_ids: tuple[FormId, ...]) -> tuple[FormId, ...]:
    """Let “茶” stand in two forms, in the one that is open and in another; return their ids."""
    edited = full_window._session
    one = opened(full_window)
    assert one is not None
    other = next(form_id for form_id in form_ids if form_id != one)
    edited.edit_many(
        [one], lambda form: form.with_text(PROJECT, "茶叶").with_text(GOAL, "种茶，\n制茶"), "甲"
    )
    edited.edit_many([other], lambda form: form.with_text(PROJECT, "茶园"), "乙")
    return one, other


@pytest.fixture
def window(full_window: MainWindow, teas: tuple[FormId, ...], qtbot: QtBot) -> MainWindow:
    assert teas
    full_window.resize(1300, 800)
    full_window.show()
    qtbot.waitActive(full_window)
    full_window.go_to(actual(0))
    return full_window


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> FindDialog:
    """Return the dialog, opened by key, with “茶” in it and found."""
    press(Qt.Key.Key_F, CTRL, SHIFT)
    found = window.commands.finding.dialog
    assert found is not None
    qtbot.waitActive(found)
    type_text("茶")
    wait(found, qtbot)
    return found


def wait(dialog: FindDialog, qtbot: QtBot) -> None:
    """Wait until all is found."""
    qtbot.waitUntil(lambda: not dialog._patience.isActive() and not dialog.searcher.is_searching)


def texts(dialog: FindDialog, column: int, parent: QModelIndex | None = None) -> list[str]:
    """Return what stands in a column, the cells of each form below it."""
    model, found = dialog.model, []
    parent = parent or QModelIndex()
    for row in range(model.rowCount(parent)):
        index = model.index(row, column, parent)
        found.append(str(index.data()))
        if not parent.isValid():
            found += texts(dialog, column, model.index(row, 0, parent))
    return found


def row_of(dialog: FindDialog, title: str) -> QModelIndex:
    """Return the row of a form."""
    rows = (dialog.model.index(row, 0) for row in range(dialog.model.rowCount()))
    return next(one for one in rows if title in str(one.siblingAtColumn(BEFORE).data()))


def replace_by(dialog: FindDialog, text: str, qtbot: QtBot) -> None:
    """Ask for what replacing makes of everything."""
    dialog.replacing.setChecked(True)
    dialog.to.setText(text)
    wait(dialog, qtbot)


def test_hits_are_listed_form_by_form(dialog: FindDialog) -> None:
    assert dialog.summary.text() == "2 张表里有 4 处。"
    assert {"茶叶（3 处）", "茶园（1 处）"} <= {*texts(dialog, BEFORE)}
    below = row_of(dialog, "茶叶")
    assert texts(dialog, WHERE, below)[0] == "项目名称"
    assert texts(dialog, BEFORE, below) == ["茶叶", "种茶， 制茶"]
    excerpt = dialog.model.index(1, BEFORE, below).data(EXCERPT_ROLE)
    assert [excerpt.text[one.start : one.end] for one in excerpt.spans] == ["茶", "茶"]
    assert not dialog.replace.isVisible()


def test_a_hit_leads_to_its_cell(window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...]) -> None:
    below = row_of(dialog, "茶园")
    place = dialog.view.visualRect(dialog.model.index(0, BEFORE, below)).center()
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened(window) == teas[1]
    assert window.focusWidget() is window.editor.field(PROJECT)


def test_enter_on_a_hit_leads_to_its_cell(
    window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...]
) -> None:
    press(Qt.Key.Key_Down)
    assert focus() is dialog.view
    dialog.view.setCurrentIndex(dialog.model.index(1, 0, row_of(dialog, "茶叶")))
    press(Qt.Key.Key_Return)
    assert opened(window) == teas[0]
    assert window.focusWidget() is window.editor.field(GOAL)


def test_all_that_is_ticked_is_replaced_as_one_step(
    window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...], qtbot: QtBot
) -> None:
    edited = window._session
    before = [edited.load(one) for one in teas]
    replace_by(dialog, "果", qtbot)
    assert texts(dialog, AFTER, row_of(dialog, "茶叶")) == ["果叶", "种果， 制果"]
    assert dialog.replace.text() == "替换勾选的 4 处(&R)"
    dialog.replace.click()
    wait(dialog, qtbot)
    assert dialog.summary.text() == "已替换 4 处，2 张表。在主窗口里可以撤销。"
    assert bar(window) == "已替换 4 处，2 张表。"
    assert [edited.load(one).text(*PROJECT) for one in teas] == ["果叶", "果园"]
    window.actions_.undo.trigger()
    assert [edited.load(one) for one in teas] == before


def test_nothing_in_its_place_takes_it_away(window: MainWindow, dialog: FindDialog, qtbot: QtBot) -> None:
    dialog.replacing.click()
    assert focus() is dialog.to
    wait(dialog, qtbot)
    assert dialog.replace.text() == "删去勾选的 4 处(&R)"
    dialog.replace.click()
    assert shown(window).text(*PROJECT) == "叶"
    assert window._session.undo_label == "全部删去“茶”，4 处"
    dialog.replacing.click()
    assert focus() is dialog.text


def test_what_is_not_ticked_stays(
    window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...], qtbot: QtBot
) -> None:
    replace_by(dialog, "果", qtbot)
    form, model = row_of(dialog, "茶叶"), dialog.model
    check = Qt.ItemDataRole.CheckStateRole
    assert model.setData(model.index(1, 0, form), Qt.CheckState.Unchecked, check)
    assert form.data(check) is Qt.CheckState.PartiallyChecked
    assert model.setData(row_of(dialog, "茶园"), Qt.CheckState.Unchecked, check)
    assert row_of(dialog, "茶园").data(check) is Qt.CheckState.Unchecked
    assert dialog.replace.text() == "替换勾选的 1 处(&R)"
    dialog.replace.click()
    edited = window._session
    assert [edited.load(one).text(*PROJECT) for one in teas] == ["果叶", "茶园"]
    assert shown(window).text(*GOAL) == "种茶，\n制茶"


def test_a_click_on_a_box_ticks_it_and_leads_nowhere(
    window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...], qtbot: QtBot
) -> None:
    replace_by(dialog, "果", qtbot)
    row = dialog.view.visualRect(dialog.model.index(0, WHERE, row_of(dialog, "茶园")))
    box = QPoint(row.left() + 8, row.center().y())
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert dialog.replace.text() == "替换勾选的 3 处(&R)"
    assert opened(window) == teas[0]
    assert dialog.isActiveWindow()
    beside = dialog.view.visualRect(dialog.model.index(0, BEFORE, row_of(dialog, "茶园"))).center()
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert opened(window) == teas[1]


def test_space_ticks_the_row_in_whichever_column_one_is(dialog: FindDialog, qtbot: QtBot) -> None:
    dialog.view.setFocus()
    dialog.view.setCurrentIndex(row_of(dialog, "茶叶"))
    press(Qt.Key.Key_Space)
    replace_by(dialog, "果", qtbot)
    dialog.view.setCurrentIndex(dialog.model.index(1, BEFORE, row_of(dialog, "茶叶")))
    for number in (2, 4):
        press(Qt.Key.Key_Space)
        assert dialog.replace.text() == f"替换勾选的 {number} 处(&R)"


def test_nothing_is_replaced_by_less_than_what_is_typed(
    window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...], qtbot: QtBot
) -> None:
    replace_by(dialog, "果", qtbot)
    dialog.to.setText("果树")
    assert not dialog.replace.isEnabled()
    dialog.replace.click()
    assert window._session.load(teas[1]).text(*PROJECT) == "茶园"
    wait(dialog, qtbot)
    dialog.replace.click()
    assert window._session.load(teas[1]).text(*PROJECT) == "果树园"


def test_ticking_a_form_ticks_all_of_it(dialog: FindDialog, qtbot: QtBot) -> None:
    replace_by(dialog, "果", qtbot)
    form, check = row_of(dialog, "茶叶"), Qt.ItemDataRole.CheckStateRole
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.Checked):
        dialog.model.setData(form, state, check)
        assert dialog.model.index(0, 0, form).data(check) is state
        assert form.data(check) is state
    assert not dialog.model.setData(form, "x")


def test_final_forms_are_shown_and_left(
    window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...], qtbot: QtBot
) -> None:
    window._session.set_state([teas[1]], FormState.FINAL, despite_errors=True)
    replace_by(dialog, "果", qtbot)
    form = row_of(dialog, "茶园")
    assert form.siblingAtColumn(AFTER).data() == "已定稿，不替换"
    assert form.data(Qt.ItemDataRole.CheckStateRole) is None
    assert not form.flags() & Qt.ItemFlag.ItemIsUserCheckable
    dialog.replace.click()
    assert window._session.load(teas[1]).text(*PROJECT) == "茶园"
    assert bar(window) == "已替换 3 处，1 张表。"


def test_figures_are_shown_and_left(dialog: FindDialog, qtbot: QtBot) -> None:
    dialog.text.setText("10")
    replace_by(dialog, "11", qtbot)
    assert "（数字或选项，不替换）" in texts(dialog, AFTER)
    dialog.options.figures.trigger()
    wait(dialog, qtbot)
    assert "（数字或选项，不替换）" not in texts(dialog, AFTER)


def test_what_is_being_typed_is_saved_before_it_is_replaced(
    window: MainWindow, dialog: FindDialog, qtbot: QtBot
) -> None:
    replace_by(dialog, "果", qtbot)
    field = window.editor.field(OUTCOME)
    assert isinstance(field, ParagraphField)
    field.insertPlainText("正在写")
    dialog.replace.click()
    assert "正在写" in shown(window).text(*OUTCOME)
    assert shown(window).text(*PROJECT) == "果叶"


def test_what_has_changed_since_is_told_of(window: MainWindow, dialog: FindDialog, qtbot: QtBot) -> None:
    replace_by(dialog, "果", qtbot)
    window._session.commit(window._session.base.with_text(GOAL, "改了"), "改")
    dialog.replace.click()
    assert bar(window) == "已替换 2 处，2 张表。有 1 格刚才已改动或删除，没有替换。"


def test_where_nothing_was_replaced_nothing_is_offered_to_be_undone(
    window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...], qtbot: QtBot
) -> None:
    replace_by(dialog, "果", qtbot)
    window._session.edit_many(teas, lambda form: form.with_text(PROJECT, "改").with_text(GOAL, "改"), "改")
    assert dialog.replace.text() == "替换勾选的 4 处(&R)"
    dialog.replace.click()
    wait(dialog, qtbot)
    assert dialog.summary.text() == "有 3 格刚才已改动或删除，没有替换。"
    assert bar(window) == ""


def test_a_full_disk_is_told_of(
    window: MainWindow, dialog: FindDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageError(StorageErrorKind.FULL, "磁盘已满。")

    replace_by(dialog, "果", qtbot)
    monkeypatch.setattr(Store, "take_in", refuse)
    dialog.replace.click()
    assert dialog.summary.text() == "一处也没有替换：磁盘已满。"
    assert shown(window).text(*PROJECT) == "茶叶"


def test_only_the_open_form_is_looked_through_when_asked(dialog: FindDialog, qtbot: QtBot) -> None:
    dialog.scope.setCurrentIndex(dialog.scope.findText("打开的这张表"))
    wait(dialog, qtbot)
    assert dialog.summary.text() == "1 张表里有 3 处。"


def test_the_open_form_is_the_one_that_is_open_now(
    window: MainWindow, dialog: FindDialog, teas: tuple[FormId, ...], qtbot: QtBot
) -> None:
    window.go_to_form(teas[1])
    dialog.scope.setCurrentIndex(dialog.scope.findText("打开的这张表"))
    wait(dialog, qtbot)
    assert dialog.summary.text() == "1 张表里有 1 处。"
    window._session.open(None)
    dialog.begin()
    wait(dialog, qtbot)
    assert dialog.summary.text() == "没有找到。"


def test_the_forms_selected_in_the_list_are_looked_through_first(window: MainWindow, qtbot: QtBot) -> None:
    window.tree.view.setFocus()
    window.tree.view.selectAll()
    count = len(window.tree.selected_forms())
    window.actions_.find_everywhere.trigger()
    dialog = window.commands.finding.dialog
    assert dialog is not None
    assert dialog.scope.currentText() == f"列表中选中的 {count} 张表"
    dialog.text.setText("茶园")
    wait(dialog, qtbot)
    assert dialog.summary.text() == "1 张表里有 1 处。"


def test_the_bar_hands_over_what_it_looks_for(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_H, CTRL)
    found = window.commands.finding.bar
    assert found is not None
    found.text.setText("茶")
    found.to.setText("果")
    found.options.whole_cell.trigger()
    found.everywhere.click()
    dialog = window.commands.finding.dialog
    assert dialog is not None
    wait(dialog, qtbot)
    assert (dialog.text.text(), dialog.to.text(), dialog.options.text()) == ("茶", "果", "选项（1）")
    assert dialog.summary.text() == "没有找到。"
    window.actions_.find_everywhere.trigger()
    assert window.commands.finding.dialog is dialog


def test_nothing_to_look_for_says_nothing(dialog: FindDialog, qtbot: QtBot) -> None:
    dialog.text.clear()
    press(Qt.Key.Key_Return)
    wait(dialog, qtbot)
    assert dialog.summary.text() == ""
    assert dialog.model.rowCount() == 0


def test_a_store_that_cannot_be_read_is_told_of(dialog: FindDialog, store: Store, qtbot: QtBot) -> None:
    store.database.connection.execute('ALTER TABLE "row" RENAME TO other')
    dialog.begin()
    wait(dialog, qtbot)
    assert "损坏" in dialog.summary.text()
    store.database.connection.execute('ALTER TABLE other RENAME TO "row"')


def test_too_many_places_are_not_all_listed(
    dialog: FindDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perfeval_ui.find_replace.dialog._MOST", 3)
    monkeypatch.setattr("perfeval_ui.find_replace.store_searcher._SECONDS_AT_A_TIME", 0)
    dialog.text.setText("1")
    wait(dialog, qtbot)
    assert dialog.model.rowCount() == 1
    assert "太多了" in dialog.summary.text()


def test_what_was_found_is_said_to_those_who_hear_the_screen(
    dialog: FindDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(dialog_module, "announce", lambda _widget, text: heard.append(text))
    for words in ("茶园", "没有这样的"):
        dialog.text.setText(words)
        wait(dialog, qtbot)
    assert heard == ["1 张表里有 1 处。", "没有找到。"]


def test_closing_it_ends_the_search(window: MainWindow, dialog: FindDialog) -> None:
    dialog.begin()
    press(Qt.Key.Key_Escape)
    assert window.commands.finding.dialog is None


def test_it_does_not_outlast_the_window(window: MainWindow, dialog: FindDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.finished):
        window.close()


def test_it_is_painted(dialog: FindDialog, qtbot: QtBot) -> None:
    before = dialog.view.grab().toImage()
    replace_by(dialog, "果", qtbot)
    dialog.view.selectAll()
    assert dialog.view.grab().toImage() != before
