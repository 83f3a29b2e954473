from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.lock_lines import LockLine
from perfeval_ui.dialogs.lock_line import LockLineDialog

TODAY = date(2027, 1, 1)
ALL = LockLine(date(2027, 1, 31), None, "按通知")

Open = Callable[..., LockLineDialog]


@pytest.fixture
def open_dialog(parent: QWidget) -> Open:
    def opened(*lines: LockLine) -> LockLineDialog:
        dialog = LockLineDialog(lines, [2025, 2026], TODAY, parent)
        dialog.open()
        return dialog

    return opened


def accepted(dialog: LockLineDialog, qtbot: QtBot) -> list[LockLine]:
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.accept()
    found: list[LockLine] = wanted.args[0]
    return found


def test_without_a_line_none_is_proposed_but_a_day(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    assert dialog.summary.text() == "现在没有锁定线。"
    assert not dialog.is_set.isChecked()
    assert not dialog.day.isEnabled()
    assert dialog.day.date() == QDate(2027, 1, 31)
    assert accepted(dialog, qtbot) == []


def test_a_line_is_set_for_all_years_or_for_one(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(ALL)
    assert (dialog.is_set.isChecked(), dialog.remark.text()) == (True, "按通知")
    assert [dialog.year.itemText(at) for at in range(3)] == ["所有年度", "2026 年度", "2025 年度"]
    dialog.year.setCurrentIndex(2)
    dialog.is_set.click()
    dialog.day.setDate(QDate(2026, 2, 1))
    dialog.remark.setText(" 去年 ")
    dialog.remark.textEdited.emit(" 去年 ")
    assert dialog.summary.text() == "所有年度：2027-01-31（按通知）；2025 年度：2026-02-01（去年），已过"
    dialog.year.setCurrentIndex(0)
    assert dialog.remark.text() == "按通知"
    assert accepted(dialog, qtbot) == [ALL, LockLine(date(2026, 2, 1), 2025, "去年")]


def test_a_line_is_taken_away(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog(ALL, LockLine(date(2026, 2, 1), 2020))
    assert dialog.year.itemText(3) == "2020 年度"
    dialog.is_set.click()
    assert accepted(dialog, qtbot) == [LockLine(date(2026, 2, 1), 2020)]


def test_a_remark_is_no_markup(open_dialog: Open) -> None:
    dialog = open_dialog(ALL._replace(remark="<b>按通知</b>"))
    assert dialog.summary.textFormat() is Qt.TextFormat.PlainText
