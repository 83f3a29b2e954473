from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.store import FormId
from perfeval_desktop.unsaved_work import UnsavedText, UnsavedWork
from perfeval_desktop.work_keeper import WorkKeeper
from perfeval_ui.dialogs.unsaved_work import UnsavedWorkDialog
from ui.office import Disk
from ui.page_driver import PROJECT, clipboard, project_of

AT = datetime(2024, 5, 6, 10, 32, 5).astimezone()

Leave = Callable[..., None]


@pytest.fixture
def leave(store: Store, form_ids: tuple[FormId, ...], unsaved_folder: Path) -> Leave:
    """Return what leaves a text as a crash does."""

    def left(text: str = "改名", before: str | None = None, place: Place = PROJECT) -> None:
        saved = store.load(form_ids[0]).form.text(*place)
        texts = (UnsavedText(place, "项目名称", saved if before is None else before, text),)
        works = UnsavedFolder(store, unsaved_folder)
        works.keep(UnsavedWork(form_ids[0], "甲项目", 2023, texts, AT))
        works.close()

    return left


@pytest.fixture
def opened(
    session: EditingSession, store: Store, unsaved_folder: Path, qtbot: QtBot
) -> Callable[[], UnsavedWorkDialog]:
    def open_now() -> UnsavedWorkDialog:
        dialog = UnsavedWorkDialog(WorkKeeper(session, UnsavedFolder(store, unsaved_folder)))
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return open_now


Opened = Callable[[], UnsavedWorkDialog]


def answer(dialog: UnsavedWorkDialog, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.question.isVisible)
    (button,) = (one for one in dialog.question.buttons() if one.text() == words)
    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.question.isHidden)


def buttons(dialog: UnsavedWorkDialog) -> list[bool]:
    return [one.isEnabled() for one in (dialog.put_back_button, dialog.copy_button, dialog.discard_button)]


def test_without_any_it_says_so(opened: Opened) -> None:
    dialog = opened()
    assert "没有这样的内容" in dialog.placeholder_text
    assert buttons(dialog) == [False, False, False]
    assert dialog.unsaved.toPlainText() == ""


def test_what_was_left_stands_beside_what_is_saved(
    leave: Leave, opened: Opened, session: EditingSession
) -> None:
    leave("没存的", before="当时的")
    dialog = opened()
    assert dialog.unsaved.toPlainText() == "没存的"
    assert dialog.saved.toPlainText() == project_of(session.load(dialog.selected[0].left.work.form_id))
    assert "请先比较" in dialog.message.text
    assert buttons(dialog) == [True, True, True]


def test_it_is_put_back_and_shown(
    leave: Leave, opened: Opened, store: Store, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    leave("改名")
    dialog = opened()
    with qtbot.waitSignal(dialog.put_back) as told:
        dialog.put_back_button.click()
    assert told.args is not None
    assert told.args[0].form_id == form_ids[0]
    assert project_of(store.load(form_ids[0]).form) == "改名"
    assert dialog.message.text == "已放回：项目名称。可以撤销。"
    assert dialog.placeholder_text


def test_what_the_disk_refuses_stays_in_the_list(leave: Leave, opened: Opened, disk: Disk) -> None:
    leave("改名")
    dialog = opened()
    disk.fill()
    dialog.put_back_button.click()
    assert dialog.table.rowCount() == 1
    assert "还没有保存成功" in dialog.message.text


def test_what_has_no_place_any_more_is_copied(leave: Leave, opened: Opened) -> None:
    leave("改\n名", place=PROJECT._replace(column="没有"))
    dialog = opened()
    assert buttons(dialog) == [False, True, True]
    assert "可以复制内容" in dialog.message.text
    dialog.copy_button.click()
    assert clipboard() == "改\n名"


def test_why_it_could_not_be_put_back_is_told(
    leave: Leave, opened: Opened, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    leave("改名")
    dialog = opened()
    session.delete([form_ids[0]], "删除")
    session.purge([form_ids[0]])
    dialog.put_back_button.click()
    assert "彻底删除" in dialog.message.text


def test_it_is_discarded_only_after_a_question(
    leave: Leave, opened: Opened, qtbot: QtBot, unsaved_folder: Path
) -> None:
    leave("甲")
    dialog = opened()
    dialog.discard_button.click()
    answer(dialog, "取消", qtbot)
    assert dialog.table.rowCount() == 1
    dialog.discard_button.click()
    assert dialog.question.text() == "丢弃没保存的“甲”？"
    answer(dialog, "丢弃", qtbot)
    assert dialog.table.rowCount() == 0
    assert list(unsaved_folder.iterdir()) == []


def test_half_a_character_is_shown_and_copied_as_well_as_can_be(leave: Leave, opened: Opened) -> None:
    leave("甲\ud800乙\0")
    dialog = opened()
    dialog.copy_button.click()
    assert clipboard().startswith("甲")
