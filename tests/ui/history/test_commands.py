"""What is asked and done in the history: names of versions, the past of a cell, another form."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.errors import StorageError, StorageErrorKind, TemplateError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import RevisionKind
from perfeval_desktop.version_name import VersionName
from perfeval_ui.history.cell_dialog import CellHistoryDialog
from perfeval_ui.history.name_dialog import NameVersionDialog
from perfeval_ui.history.page import HistoryPage
from ui.history.history_driver import (
    OK,
    button,
    choose,
    session_id,
    type_in,
    version,
)
from ui.office import dialog_of
from ui.page_driver import PROJECT

# -- names ---------------------------------------------------------------------------------------------------


def test_the_present_state_is_named_and_stands_out(
    page: HistoryPage, session: EditingSession, qtbot: QtBot
) -> None:
    page.name_button.click()
    dialog = dialog_of(NameVersionDialog)
    dialog.name.setCurrentText("初稿")
    dialog.remark.setPlainText("给科长看")
    with qtbot.waitSignal(page.commands.named) as told:
        button(dialog, OK)
    assert told.args == ["这个版本已命名为“初稿”。"]
    assert version(page, 0).words == "【初稿】　给科长看"
    page.only_named.click()
    assert len(page.versions.table.lines) == 2
    choose(page, 0)
    assert "起了名称" in page.empty.label.text()
    assert session.undo_label is None


def test_a_form_that_was_never_named_says_how_that_is_done(page: HistoryPage) -> None:
    page.only_named.click()
    assert page.versions.table.lines == ()
    assert "命名版本…" in page.empty.label.text()


def test_a_name_is_changed_by_f2_and_taken_away_by_delete(
    page: HistoryPage, session: EditingSession, qtbot: QtBot
) -> None:
    session.name_version(VersionName("初稿", "旧话"))
    choose(page, 0)
    QTest.keyClick(page.versions, Qt.Key.Key_F2)
    dialog = dialog_of(NameVersionDialog)
    assert (dialog.name.currentText(), dialog.remark.toPlainText()) == ("初稿", "旧话")
    dialog.name.setCurrentText("二稿")
    button(dialog, OK)
    assert version(page, 0).name == VersionName("二稿", "旧话")
    choose(page, 0)
    with qtbot.waitSignal(page.commands.named) as told:
        QTest.keyClick(page.versions, Qt.Key.Key_Delete)
    assert "去掉名称" in told.args[0]
    assert [one.kind for one in session.revisions()] == [RevisionKind.CREATE]


def test_a_name_that_the_state_gave_and_a_change_without_one_have_none_to_be_changed(
    page: HistoryPage, session: EditingSession
) -> None:
    session.set_state([session_id(session)], FormState.IN_REVIEW)
    assert version(page, 0).words == "【送审稿】　状态改为待审核"
    before = session.revisions()
    for back in (0, 1):
        choose(page, back)
        QTest.keyClick(page.versions, Qt.Key.Key_F2)
        QTest.keyClick(page.versions, Qt.Key.Key_Delete)
        assert not page.rename_action.isEnabled()
        assert not page.remove_action.isEnabled()
    page._ask_new_name()
    assert session.revisions() == before


def test_a_name_that_cannot_be_kept_is_told(
    page: HistoryPage, session: EditingSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError(StorageErrorKind.FULL, "磁盘已满。")

    monkeypatch.setattr(session, "name_version", refuse)
    with qtbot.waitSignal(page.commands.failed) as told:
        page.commands.name(VersionName("初稿"))
    assert told.args == ["磁盘已满。"]


# -- one cell ------------------------------------------------------------------------------------------------


def test_an_earlier_text_of_a_cell_comes_back(
    page: HistoryPage, session: EditingSession, actual: Place, qtbot: QtBot
) -> None:
    type_in(session, actual, "甲", "乙")
    page.commands.show_cell(actual)
    dialog = dialog_of(CellHistoryDialog)
    dialog.view.setCurrentIndex(dialog.model.index(1, 0))
    with qtbot.waitSignal(page.commands.restored) as told:
        dialog.restore_button.click()
    assert session.base.text(*actual) == "甲"
    assert told.args[0].endswith("以前的内容。")


def test_an_earlier_year_comes_back(page: HistoryPage, session: EditingSession) -> None:
    before = session.base.year
    session.commit(session.base.with_year(2021), "改年度")
    year = Place("form", PROJECT.row, "year")
    page.commands.restore_text(year, "年度", str(before))
    assert session.base.year == before


def test_a_past_that_cannot_be_read_is_told(
    page: HistoryPage, session: EditingSession, actual: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> object:
        raise TemplateError("找不到模板。请先导入它。")

    session.commit(replace(session.base, template=session.base.template), "什么也没改")
    monkeypatch.setattr("perfeval_ui.history.commands.cell_history", refuse)
    with qtbot.waitSignal(page.commands.failed) as told:
        page.commands.show_cell(actual)
    assert told.args == ["找不到模板。请先导入它。"]


def test_the_list_of_forms_that_cannot_be_read_is_told(
    page: HistoryPage, session: EditingSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> object:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。")

    monkeypatch.setattr(session, "summaries", refuse)
    with qtbot.waitSignal(page.commands.failed) as told:
        page.other_button.click()
    assert told.args == ["读取时出错。"]
