"""What the checks panel is asked for is done to the form: remedies, setting aside, asking again."""

import pytest
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.session import EditingSession
from perfeval_ui.dialogs.check_report import CheckReportDialog
from perfeval_ui.dialogs.set_aside import SetAsideDialog
from perfeval_ui.window.finding_commands import FindingCommands
from perfeval_ui.window.main_window import MainWindow
from ui.office import dialog_of
from ui.page_driver import weight
from ui.window_driver import bar, opened


@pytest.fixture
def edited(full_window: MainWindow) -> EditingSession:
    """Return the session with a form whose first score is above its weight."""
    session = full_window._session
    session.commit(session.base.with_text(weight(0), "3"), "改分值")
    return session


@pytest.fixture
def commands(full_window: MainWindow, edited: EditingSession) -> FindingCommands:
    assert edited.shown is not None
    return full_window.commands.findings


def finding(session: EditingSession, code: Code = Code.SCORE) -> Finding:
    assert session.shown is not None
    return next(one for one in session.shown.findings if one.code is code)


def test_a_remedy_is_applied_shown_and_offered_to_be_undone(
    full_window: MainWindow, edited: EditingSession, commands: FindingCommands
) -> None:
    before, found = edited.base, finding(edited)
    commands.apply(found, "改为满分 3 分")
    assert edited.base.text(*found.place) == "3"
    assert bar(full_window) == "已按提示修改：改为满分 3 分。"
    grid = full_window.editor.indicators
    assert grid is not None
    assert grid.cells.place_at(grid.currentIndex().row(), grid.currentIndex().column()) == found.place
    full_window.actions_.undo.trigger()
    assert edited.base == before


def test_a_remedy_that_is_no_longer_offered_does_nothing(
    edited: EditingSession, commands: FindingCommands
) -> None:
    before = edited.base
    commands.apply(finding(edited), "改为满分 4 分")
    assert edited.base == before


def test_a_choice_that_no_cell_shows_leads_to_the_cell_of_the_finding(
    full_window: MainWindow, edited: EditingSession, commands: FindingCommands
) -> None:
    form = edited.base
    for column, text in (("target", "20天"), ("actual", "15天"), ("score", ""), ("level3", "库存周转")):
        form = form.with_text(weight(0)._replace(column=column), text)
    edited.commit(form, "改目标")
    found = finding(edited)
    commands.apply(found, "选定越少越好")
    assert edited.base.text(*weight(0)._replace(column="direction")) == "越少越好"
    assert found.place.column == "score"
    assert bar(full_window) == "已按提示修改：选定越少越好。"


def test_what_is_being_typed_is_saved_before_a_remedy(
    full_window: MainWindow,
    edited: EditingSession,
    commands: FindingCommands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, before = finding(edited), edited.base
    with monkeypatch.context() as patch:
        patch.setattr(full_window.editor, "commit_open_editor", lambda: False)
        commands.apply(found, "改为满分 3 分")
        commands.ask_reason(found)
        commands.ask_again(found)
    assert edited.base == before


def test_a_finding_is_set_aside_with_a_reason_and_asked_for_again(
    full_window: MainWindow, edited: EditingSession
) -> None:
    found = finding(edited)
    full_window.checks.setting_aside_wanted.emit(found)
    dialog = dialog_of(SetAsideDialog)
    dialog.reason.setPlainText("加分项")
    dialog.accept()
    assert edited.shown is not None
    assert [one.accepted_for for one in edited.shown.accepted] == ["加分项"]
    assert bar(full_window) == "这一条已说明，不再提示。"
    full_window.checks.asked_again.emit(edited.shown.accepted[0])
    assert edited.shown.accepted == ()
    assert finding(edited) == found


def test_the_findings_on_the_chosen_forms_lead_to_the_cell(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.tree.view.selectAll()
    full_window.actions_.check_chosen.trigger()
    (dialog,) = full_window.findChildren(CheckReportDialog)
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert dialog.report is not None
    assert len(dialog.report.forms) == 7
    form = next(one for one in reversed(dialog.report.forms) if one.findings)
    dialog.finding_chosen.emit(form.id, form.findings[0].place)
    assert opened(full_window) == form.id
    full_window.actions_.check_chosen.trigger()
    assert len([one for one in full_window.findChildren(CheckReportDialog) if one.isVisible()]) == 1
    full_window.close()
    assert not any(one.isVisible() for one in full_window.findChildren(CheckReportDialog))
