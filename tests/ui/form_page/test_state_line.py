from datetime import datetime

import pytest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.history.state_changes import remarked
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.form_page.state_line import StateLine
from perfeval_ui.session_signals import SessionSignals
from ui.page_driver import PROJECT


@pytest.fixture
def line(
    signals: SessionSignals, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> StateLine:
    made = StateLine(signals)
    qtbot.addWidget(made)
    made.show()
    session.open(form_ids[0])
    made.timer.stop()
    return made


def today() -> str:
    now = datetime.now().astimezone()
    return f"{now.month}月{now.day}日"


def test_a_form_that_was_never_handed_on_has_nothing_to_tell(line: StateLine) -> None:
    line.read()
    assert (line.text(), line.toolTip()) == ("", "")


def test_the_last_change_is_told_with_its_remark_and_all_in_the_tooltip(
    line: StateLine, session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.set_state(form_ids[:1], FormState.IN_REVIEW)
    session.set_state(form_ids[:1], FormState.RETURNED)
    qtbot.waitUntil(lambda: line.text().startswith(today()))
    session.name_versions(form_ids[:1], remarked(FormState.RETURNED, "请核对第3行"))
    qtbot.waitUntil(lambda: "：“请核对第3行”" in line.text())
    first, second = line.toolTip().split("\n")
    assert "被退回" in first
    assert "请核对第3行" in first
    assert "待审核" in second
    line.show()
    line.clicked.emit()
    assert QToolTip.text() == line.toolTip()
    QToolTip.hideText()


def test_a_remark_is_no_markup(
    line: StateLine, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.set_state(form_ids[:1], FormState.RETURNED)
    session.name_versions(form_ids[:1], remarked(FormState.RETURNED, "<b>&第3行</b>"))
    line.read()
    assert "&lt;b&gt;&amp;第3行&lt;/b&gt;" in line.toolTip()


def test_another_form_has_changes_of_its_own(
    line: StateLine, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.set_state(form_ids[:1], FormState.IN_REVIEW)
    line.read()
    assert line.text()
    session.open(form_ids[1])
    assert line.text() == ""
    assert line.timer.isActive()
    line.timer.stop()
    session.open(None)
    assert not line.timer.isActive()


def test_what_is_typed_reads_no_log(line: StateLine, session: EditingSession) -> None:
    for name in "甲乙":
        line.timer.stop()
        session.preview(session.base.with_text(PROJECT, name))
        session.commit(session.base.with_text(PROJECT, name), "改名")
    # Only the first one could have been a name: nothing was known of the form.
    assert not line.timer.isActive()


def test_a_log_that_cannot_be_read_says_nothing(
    line: StateLine, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise StorageError(StorageErrorKind.CORRUPT, "坏了。")

    monkeypatch.setattr(session, "revisions", fail)
    line.read()
    assert line.text() == ""


def test_out_of_sight_nothing_is_read_until_it_is_seen_again(
    line: StateLine, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.set_state(form_ids[:1], FormState.IN_REVIEW)
    assert line.timer.isActive()
    line.hide()
    assert not line.timer.isActive()
    session.set_state(form_ids[:1], FormState.RETURNED)
    assert not line.timer.isActive()
    line.show()
    assert line.timer.isActive()
