"""The question before a form with errors becomes final."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.confirm_final import ConfirmFinalQuestion
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.message_box import MessageBox
from perfeval_ui.window.main_window import MainWindow
from perfeval_ui.window.project_commands import ProjectCommands
from ui.office import dialog_of, press_button
from ui.page_driver import weight


@pytest.fixture
def commands(
    signals: SessionSignals,
    session: EditingSession,
    settings: QSettings,
    form_ids: tuple[FormId, ...],
    parent: QWidget,
) -> ProjectCommands:
    """Return the commands; the first form has an error."""
    session.edit_many(form_ids[:1], lambda form: form.with_text(weight(0), "abc"), "改错")
    return ProjectCommands(signals, settings, parent)


def test_a_form_with_errors_becomes_final_only_on_purpose(
    commands: ProjectCommands, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    commands.set_state(form_ids[:1], FormState.FINAL)
    question = dialog_of(ConfirmFinalQuestion)
    assert "处错误，仍要定稿吗？" in question.text()
    assert session.load(form_ids[0]).state is FormState.DRAFT
    press_button(question, "仍然定稿")
    assert session.load(form_ids[0]).state is FormState.FINAL
    session.open(form_ids[0])
    assert "处错误" in session.revisions()[-1].label


def test_who_does_not_insist_leaves_the_form_as_it_was(
    commands: ProjectCommands, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    commands.set_state(form_ids[:1], FormState.FINAL)
    press_button(dialog_of(ConfirmFinalQuestion), "取消")
    assert session.load(form_ids[0]).state is FormState.DRAFT
    assert QApplication.activeModalWidget() is None


def test_the_errors_can_be_looked_at_first(full_window: MainWindow, form_ids: tuple[FormId, ...]) -> None:
    session = full_window._session
    session.edit_many(form_ids[1:2], lambda form: form.with_text(weight(0), "abc"), "改错")
    full_window.commands.projects.set_state(form_ids[1:2], FormState.FINAL)
    press_button(dialog_of(ConfirmFinalQuestion), "查看问题")
    assert session.shown is not None
    assert session.shown.form_id == form_ids[1]
    assert full_window.checks.list.currentIndex().row() == 0


def test_the_state_chosen_in_the_head_asks_as_well(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    session = full_window._session
    session.edit_many(form_ids[:1], lambda form: form.with_text(weight(0), "abc"), "改错")
    full_window.editor.state_chosen.emit(FormState.FINAL)
    dialog_of(ConfirmFinalQuestion).reject()
    states = [session.base.state]
    full_window.editor.state_chosen.emit(FormState.IN_REVIEW)
    states.append(session.base.state)
    assert states == [FormState.DRAFT, FormState.IN_REVIEW]


def test_it_has_our_own_icon_as_all_questions_have(parent: QWidget) -> None:
    assert isinstance(ConfirmFinalQuestion(1, "“教师培训”有 1 处错误。", parent), MessageBox)
