from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from perfeval_desktop.code_lookup import MISTYPED, UNKNOWN, FoundForm, find_code
from perfeval_desktop.domain.check_code import check_code
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.check_code import CheckCodeDialog
from session_driver import FIRST, SECOND, SessionDriver
from small_forms import CATALOGUE, SELF

CODE = check_code(SELF, FIRST)


def looked_up(dialog: CheckCodeDialog, code: str, qtbot: QtBot) -> str:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    QTest.keyClicks(dialog.code, code)
    QTest.keyClick(dialog.code, Qt.Key.Key_Return)
    return dialog.message.text


@pytest.fixture
def form_id(driver: SessionDriver) -> FormId:
    (made,) = driver.create(replace(FIRST, state=FormState.FINAL))
    return made


@pytest.mark.parametrize(("code", "told"), [("ABC", MISTYPED), (check_code(SELF, SECOND), UNKNOWN)])
def test_a_code_of_no_form_is_told(driver: SessionDriver, qtbot: QtBot, code: str, told: str) -> None:
    dialog = CheckCodeDialog(partial(find_code, driver.store, CATALOGUE), None)
    assert looked_up(dialog, code, qtbot) == told
    QTest.keyClicks(dialog.code, "X")
    assert dialog.message.text == ""


def test_the_paper_of_the_open_form_agrees(driver: SessionDriver, form_id: FormId, qtbot: QtBot) -> None:
    dialog = CheckCodeDialog(partial(find_code, driver.store, CATALOGUE), form_id)
    assert not dialog.look_button.isEnabled()
    assert looked_up(dialog, CODE.lower(), qtbot).startswith("一致")


def test_the_paper_of_another_form_is_told_as_such(
    driver: SessionDriver, form_id: FormId, qtbot: QtBot
) -> None:
    (other,) = driver.create(SECOND)
    dialog = CheckCodeDialog(partial(find_code, driver.store, CATALOGUE), other)
    assert looked_up(dialog, CODE, qtbot).startswith("这张纸不是现在打开的表，而是数据文件里的另一张：")
    assert form_id in driver.listed


def test_a_store_that_cannot_be_read_is_told(qtbot: QtBot) -> None:
    def broken(_: str) -> tuple[FoundForm, ...]:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请再试一次。")

    assert looked_up(CheckCodeDialog(broken, None), CODE, qtbot) == "读取时出错。请再试一次。"
