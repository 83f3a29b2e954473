"""The tab 历史: versions are chosen, compared and taken back, by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.errors import StorageError, StorageErrorKind, TemplateError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.version_name import VersionName
from perfeval_ui.history.form_picker import FormPickerDialog
from perfeval_ui.history.page import HistoryPage
from perfeval_ui.history.panel import HistoryPanel
from perfeval_ui.history.restore_dialog import RestoreDialog
from perfeval_ui.session_signals import SessionSignals
from ui.history.history_driver import (
    CANCEL,
    OK,
    button,
    choose,
    seen,
    select_difference,
    session_id,
    type_in,
    version,
)
from ui.office import dialog_of
from ui.page_driver import named, project_of

# -- looking -------------------------------------------------------------------------------------------------


def test_the_newest_version_is_shown_at_once(
    page: HistoryPage, session: EditingSession, actual: Place, form_ids: tuple[FormId, ...]
) -> None:
    type_in(session, actual, "甲", "乙")
    session.open(form_ids[1])
    assert [one.revision.label for one in page.versions.selected] == ["载入示例"]
    assert "没有改动内容" in page.empty.label.text()
    session.open(form_ids[0])
    assert seen(page) == [("甲", "乙")]
    assert page.title.text().endswith("改动 1 处：填乙")


def test_a_version_tells_what_it_changed_or_what_has_changed_since(
    page: HistoryPage, session: EditingSession, actual: Place
) -> None:
    type_in(session, actual, "甲", "乙", "丙")
    choose(page, 1)
    assert seen(page) == [("甲", "乙")]
    page.now_button.click()
    assert seen(page) == [("乙", "丙")]
    choose(page, 2)
    assert seen(page) == [("甲", "丙")]
    assert page.title.text().endswith("与现在有 1 处不同")
    choose(page, 0)
    assert page.empty.label.text() == "这个版本与现在完全相同。"


def test_two_versions_are_compared_from_the_older_to_the_newer(
    page: HistoryPage, session: EditingSession, actual: Place
) -> None:
    type_in(session, actual, "甲", "乙", "丙", "乙")
    choose(page, 0, 3)
    assert seen(page) == [("甲", "乙")]
    choose(page, 2, 0)
    assert page.empty.label.text() == "这两个版本完全相同。"
    choose(page, 0, 1, 2)
    assert "两个以上" in page.empty.label.text()
    choose(page)
    assert "点选一个版本" in page.empty.label.text()


def test_two_versions_stay_compared_while_the_list_grows(
    page: HistoryPage, session: EditingSession, actual: Place
) -> None:
    type_in(session, actual, "甲", "乙")
    choose(page, 0, 1)
    compared = page.versions.selected
    session.name_version(VersionName("送审稿"))
    assert [one.revision.number for one in page.versions.selected] == [
        one.revision.number for one in compared
    ]
    assert "有 1 处不同" in page.title.text()


def test_another_form_is_compared_and_a_click_in_the_list_leads_back(
    page: HistoryPage, session: EditingSession, actual: Place, form_ids: tuple[FormId, ...]
) -> None:
    type_in(session, actual, "甲")
    page.other_button.click()
    dialog = dialog_of(FormPickerDialog)
    assert len(dialog.table.rows) == len(form_ids) - 1
    other = next(one for one in session.summaries() if one.form_id == form_ids[1])
    dialog.view.selectionModel().clear()
    dialog.filter.setText(other.project)
    dialog.buttons.button(OK).click()
    assert "处不同" in page.title.text()
    assert page.versions.selected == ()
    assert len(seen(page)) > 1
    select_difference(page)
    assert not page.cell_button.isEnabled()
    choose(page, 0)
    assert [right for _, right in seen(page)] == ["甲"]


def test_a_form_equal_to_the_open_one_differs_in_nothing(
    page: HistoryPage, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    (copy,) = session.create([session.base], "复制")
    page.compare_with(next(one for one in session.summaries() if one.form_id == copy))
    assert page.empty.label.text().endswith("的内容完全相同。")
    session.open(form_ids[1])
    assert page.versions.selected


def test_what_cannot_be_compared_says_why(
    page: HistoryPage, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_form: Form) -> object:
        raise TemplateError("找不到模板。请先导入它。")

    monkeypatch.setattr(session, "template_of", refuse)
    choose(page, 0)
    assert page.empty.label.text() == "找不到模板。请先导入它。"
    assert page.differences.table.rowCount() == 0


def test_a_log_that_does_not_lead_to_the_form_says_so_where_it_is_needed(
    page: HistoryPage, session: EditingSession, actual: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(session, actual, "甲", "乙", "丙")
    first, second, *_, last = session.revisions()
    monkeypatch.setattr(session, "revisions", lambda: (first, second, last))
    page.reload()
    choose(page, 0)
    assert seen(page) == [("乙", "丙")]
    choose(page, 2)
    assert "对不上" in page.empty.label.text()
    assert not page.restore_button.isEnabled()


def test_a_version_whose_template_is_missing_gives_nothing_back(
    page: HistoryPage, session: EditingSession, actual: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(session, actual, "甲")
    choose(page, 0)

    def refuse(_form: Form) -> object:
        raise TemplateError("找不到模板。请先导入它。")

    monkeypatch.setattr(session, "template_of", refuse)
    select_difference(page)
    assert not page.cell_button.isEnabled()


def test_without_a_form_everything_says_so(page: HistoryPage, session: EditingSession) -> None:
    session.open(None)
    assert page.empty.label.text() == "没有打开项目。"
    buttons = (page.name_button, page.now_button, page.other_button, page.cell_button, page.restore_button)
    assert not any(one.isEnabled() for one in buttons)
    page._ask_restoring()
    page._ask_restoring_cells()
    page._ask_new_name()
    page._remove_name()


def test_a_cell_is_gone_to_by_a_double_click_or_enter_unless_its_row_is_gone(
    page: HistoryPage, session: EditingSession, actual: Place, qtbot: QtBot
) -> None:
    type_in(session, actual, "甲")
    choose(page, 0)
    at = page.differences.visualRect(page.differences.table.index(0, 1)).center()
    viewport = page.differences.viewport()
    with qtbot.waitSignal(page.place_chosen) as chosen:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [actual]
    with qtbot.waitSignal(page.place_chosen):
        QTest.keyClick(page.differences, Qt.Key.Key_Return)
    session.commit(session.base.removing("indicators", frozenset({actual.row})), "删除行")
    choose(page, 1)
    select_difference(page)
    with qtbot.waitSignal(page.commands.failed) as told:
        QTest.keyClick(page.differences, Qt.Key.Key_Return)
    assert "不在表里" in told.args[0]
    session.commit(session.base.with_year(2021), "改年度")
    choose(page, 0)
    select_difference(page)
    with qtbot.waitSignal(page.place_chosen):
        QTest.keyClick(page.differences, Qt.Key.Key_Enter)


def test_the_list_is_walked_through_by_keys_and_headings_are_passed_over(
    page: HistoryPage, session: EditingSession, actual: Place
) -> None:
    type_in(session, actual, "甲", "乙")
    page.versions.select_first()
    QTest.keyClick(page.versions, Qt.Key.Key_Down)
    assert page.versions.selected == (version(page, 1),)
    QTest.keyClick(page.versions, Qt.Key.Key_Home)
    QTest.keyClick(page.versions, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.versions.selected) == 2


# -- taking back ---------------------------------------------------------------------------------------------


def test_a_version_comes_back_after_a_look_at_what_would_change(
    page: HistoryPage, session: EditingSession, actual: Place, qtbot: QtBot
) -> None:
    before = session.base.text(*actual)
    type_in(session, actual, "甲", "乙")
    choose(page, 2)
    page.restore_button.click()
    dialog = dialog_of(RestoreDialog)
    assert [(one.left, one.right) for one in dialog.view.table.differences] == [("乙", before)]
    button(dialog, CANCEL)
    assert session.base.text(*actual) == "乙"
    page.restore_button.click()
    with qtbot.waitSignal(page.commands.restored) as told:
        button(dialog_of(RestoreDialog), OK)
    assert session.base.text(*actual) == before
    assert told.args[0].startswith("已恢复到 ")
    assert session.revisions()[-1].label == told.args[0].removeprefix("已").removesuffix("。")
    session.undo()
    assert session.base.text(*actual) == "乙"


def test_only_what_differs_can_come_back(page: HistoryPage, session: EditingSession, actual: Place) -> None:
    type_in(session, actual, "甲", "乙", "甲")
    for back, is_possible in ((0, False), (1, True), (2, False), (3, True)):
        choose(page, back)
        assert page.restore_button.isEnabled() is page.restore_action.isEnabled() is is_possible
    choose(page, 1, 3)
    assert not page.restore_button.isEnabled()


def test_one_cell_comes_back_and_nothing_else(
    page: HistoryPage, session: EditingSession, actual: Place, qtbot: QtBot
) -> None:
    before = session.base
    session.commit(named(before, project="新名").with_text(actual, "甲"), "改两处")
    choose(page, 0)
    assert not page.cell_button.isEnabled()
    select_difference(page, 1)
    page.cell_button.click()
    with qtbot.waitSignal(page.commands.restored):
        button(dialog_of(RestoreDialog), OK)
    assert session.base == named(before, project="新名")
    choose(page, 1)
    page.differences.selectAll()
    assert len(page.differences.selected) == 2
    page.cell_button.click()
    dialog = dialog_of(RestoreDialog)
    assert dialog.windowTitle() == "恢复 2 处原来的内容"
    button(dialog, OK)
    assert session.base == before


def test_what_is_as_it_was_or_belongs_to_the_whole_form_is_no_cell_to_come_back(
    page: HistoryPage, session: EditingSession, actual: Place
) -> None:
    before = session.base.text(*actual)
    type_in(session, actual, "甲", before)
    choose(page, 1)
    select_difference(page)
    assert not page.cell_button.isEnabled()
    session.set_state([session_id(session)], FormState.RETURNED)
    choose(page, 0)
    select_difference(page)
    assert not page.cell_button.isEnabled()


def test_a_final_form_and_a_read_only_store_are_only_looked_at(
    page: HistoryPage,
    session: EditingSession,
    actual: Place,
    store: Store,
    qtbot: QtBot,
) -> None:
    type_in(session, actual, "甲")
    session.set_state([session_id(session)], FormState.FINAL, despite_errors=True)
    choose(page, 2)
    select_difference(page)
    assert not page.restore_button.isEnabled()
    assert not page.cell_button.isEnabled()
    assert page.name_button.isEnabled()
    form_id = session_id(session)
    store.close()
    with Store.open(store.path, read_only=True) as read_only:
        signals = SessionSignals(EditingSession(read_only, TemplateCatalogue()))
        panel = HistoryPanel(signals)
        qtbot.addWidget(panel)
        signals.session.open(form_id)
        panel.show()
        choose(panel.page, 1)
        assert seen(panel.page)
        assert not panel.page.restore_button.isEnabled()
        assert not panel.page.name_button.isEnabled()
        signals.close()


def test_what_the_store_refuses_is_left_to_the_window_and_what_cannot_be_is_told(
    page: HistoryPage, session: EditingSession, actual: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(session, actual, "甲")
    choose(page, 1)
    monkeypatch.setattr(session, "revert_to", lambda *_: False)
    page.restore_button.click()
    with qtbot.assertNotEmitted(page.commands.restored), qtbot.assertNotEmitted(page.commands.failed):
        button(dialog_of(RestoreDialog), OK)

    def refuse(*_: object) -> bool:
        raise StorageError(StorageErrorKind.CORRUPT, "对不上。请查看备份。")

    monkeypatch.setattr(session, "revert_to", refuse)
    page.restore_button.click()
    with qtbot.waitSignal(page.commands.failed) as told:
        button(dialog_of(RestoreDialog), OK)
    assert told.args == ["对不上。请查看备份。"]


def test_every_control_has_its_words(page: HistoryPage) -> None:
    assert page.versions.accessibleName()
    assert page.differences.accessibleName()
    buttons = (page.name_button, page.now_button, page.other_button, page.cell_button, page.restore_button)
    keys = [one.text().partition("&")[2][0] for one in (*buttons, page.only_named)]
    # Those of the menus of the window.
    assert len({*keys, *"FEVPGTH"}) == len(keys) + 7


def test_a_long_history_is_at_hand(
    page: HistoryPage, session: EditingSession, actual: Place, qapp: QApplication
) -> None:
    type_in(session, actual, *map(str, range(30)))
    before = project_of(session.base)
    choose(page, 29)
    assert len(seen(page)) == 1
    page.versions.scrollToBottom()
    qapp.processEvents()
    bottom = page.versions.indexAt(QPoint(60, page.versions.viewport().height() - 5))
    assert bottom.row() > 10 or not bottom.isValid()
    assert project_of(session.base) == before
