"""What the checks panel is asked for is done to the form: remedies, setting aside, asking again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import place_orders
from perfeval_desktop.session import EditingSession
from perfeval_ui.dialogs.check_report import CheckReportDialog
from perfeval_ui.dialogs.set_aside import SetAsideDialog
from perfeval_ui.window.finding_commands import FindingCommands
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import press
from ui.office import dialog_of
from ui.page_driver import GOAL, PROJECT, SHIFT, target, weight
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


# -- from finding to finding -----------------------------------------------------------------------------


def place(window: MainWindow) -> Place | None:
    return window.editor.current_place()


def test_f8_walks_through_the_cells_with_findings_and_says_what_is_wrong(full_window: MainWindow) -> None:
    session = full_window._session
    assert session.shown is not None
    order = place_orders(session.shown.template, session.shown.form)
    found = sorted({one for finding in session.shown.findings for one in finding.places}, key=order)
    full_window.go_to(PROJECT)
    visited = []
    for _ in found:
        press(Qt.Key.Key_F8)
        visited.append(place(full_window))
        assert bar(full_window) in {one.message for one in session.shown.findings}
    assert visited == found
    press(Qt.Key.Key_F8)
    assert place(full_window) == found[0]
    press(Qt.Key.Key_F8, SHIFT)
    assert place(full_window) == found[-1]
    press(Qt.Key.Key_F8, SHIFT)
    assert place(full_window) == found[-2]


def test_f8_goes_on_from_where_the_cursor_is(full_window: MainWindow, edited: EditingSession) -> None:
    assert edited.shown is not None
    order = place_orders(edited.shown.template, edited.shown.form)
    found = sorted({one for finding in edited.shown.findings for one in finding.places}, key=order)
    here = target(4)
    full_window.go_to(here)
    full_window.actions_.next_finding.trigger()
    assert place(full_window) == next(one for one in found if order(one) > order(here))
    full_window.go_to(here)
    full_window.actions_.previous_finding.trigger()
    assert place(full_window) == [one for one in found if order(one) < order(here)][-1]


def test_f8_from_the_tree_begins_at_the_top_and_offers_the_remedy(
    full_window: MainWindow, edited: EditingSession
) -> None:
    edited.commit(edited.base.with_text(GOAL, ""), "清空")
    full_window.tree.view.setFocus()
    full_window.actions_.next_finding.trigger()
    first = place(full_window)
    assert first is not None
    while place(full_window) != weight(0) or "得分" not in bar(full_window):
        full_window.actions_.next_finding.trigger()
        if place(full_window) == first:
            break
    found = finding(edited)
    full_window.commands.findings._tell(found)
    label = edited.remedies(found)[0].label
    assert full_window.message_bar.buttons[0].text() == label
    full_window.message_bar.buttons[0].click()
    assert bar(full_window) == f"已按提示修改：{label}。"


def test_where_nothing_is_wrong_f8_says_so(full_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    session = full_window._session
    assert session.shown is not None
    monkeypatch.setattr(type(session), "shown", replace(session.shown, findings=()))
    full_window.commands.findings.show_next()
    assert bar(full_window) == full_window.checks.placeholder.text()


def test_without_a_form_f8_does_nothing(window: MainWindow) -> None:
    window.commands.findings.show_next()
    assert bar(window) == ""


def test_bad_cells_of_a_paste_are_told_and_walked_through(full_window: MainWindow) -> None:
    full_window.go_to(weight(0))
    QGuiApplication.clipboard().setText("10\n很多\n-3\n")
    full_window.actions_.paste.trigger()
    assert bar(full_window) == "粘贴的 3 格里有 2 格填得不对，已标出。"
    full_window.message_bar.buttons[0].click()
    assert place(full_window) == weight(1)
    assert "很多" in bar(full_window)
    press(Qt.Key.Key_F8)
    while place(full_window) != weight(2):
        press(Qt.Key.Key_F8)
    QGuiApplication.clipboard().setText("10")
    full_window.actions_.paste.trigger()
    assert bar(full_window) == ""


def test_all_findings_of_a_kind_are_settled_at_once(
    full_window: MainWindow, edited: EditingSession, commands: FindingCommands
) -> None:
    edited.commit(edited.base.with_text(weight(1), "2"), "改分值")
    found = [one for one in edited.shown.findings if one.code is Code.SCORE]  # type: ignore[union-attr]
    assert len(found) == 2
    commands.apply_for_kind(found[0])
    assert bar(full_window) == "已按提示修改：同类的 2 条都这样改好。"
    assert Code.SCORE not in {one.code for one in edited.shown.findings}  # type: ignore[union-attr]
    before = edited.base
    commands.apply_for_kind(found[0])
    assert edited.base is before
