"""A finding is only set aside for a reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Severity
from perfeval_ui.dialogs.set_aside import SetAsideDialog
from ui.some_findings import finding

FOUND = finding(Severity.WARNING, "说得再具体一些。")


@pytest.fixture
def dialog(parent: QWidget) -> SetAsideDialog:
    made = SetAsideDialog(FOUND, parent)
    made.open()
    return made


def test_it_takes_a_reason_that_is_more_than_blanks(dialog: SetAsideDialog, qtbot: QtBot) -> None:
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.reason.setPlainText(" \n")
    assert not ok.isEnabled()
    dialog.reason.setPlainText("批复如此")
    assert ok.isEnabled()
    with qtbot.waitSignal(dialog.reason_given) as given:
        ok.click()
    assert given.args == [FOUND, "批复如此"]


def test_who_changes_their_mind_gives_no_reason(dialog: SetAsideDialog, qtbot: QtBot) -> None:
    dialog.reason.setPlainText("批复如此")
    with qtbot.assertNotEmitted(dialog.reason_given):
        dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()


def test_what_a_finding_quotes_is_no_markup(parent: QWidget) -> None:
    message = "“<b>培训</b>”说得再具体一些。"
    made = SetAsideDialog(finding(Severity.WARNING, message), parent)
    (label,) = (one for one in made.findChildren(QLabel) if one.text() == message)
    assert label.textFormat() is Qt.TextFormat.PlainText
