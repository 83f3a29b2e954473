"""Other templates for a form, forms made from a target form, what a form says of its template."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import FormKind, Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.dialogs.choose_template import ChooseTemplateDialog
from perfeval_ui.dialogs.sentence_list import SentencesDialog
from perfeval_ui.dialogs.template_manager import TemplateManager
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.template_commands import TemplateCommands
from ui.office import dialog_of, press_button
from ui.page_driver import PROJECT, SAMPLE, Page, project_of


@pytest.fixture
def opened(session: EditingSession) -> EditingSession:
    session.open(next(one.form_id for one in session.summaries() if one.project == SAMPLE))
    return session


@pytest.fixture
def commands(signals: SessionSignals, opened: EditingSession, parent: QWidget) -> TemplateCommands:
    assert opened.shown is not None
    return TemplateCommands(signals, parent)


@pytest.fixture
def messages(commands: TemplateCommands) -> list[str]:
    heard: list[str] = []
    commands.done.connect(heard.append)
    commands.failed.connect(heard.append)
    return heard


def test_a_form_is_moved_to_another_template_in_one_step_and_back(
    commands: TemplateCommands, opened: EditingSession, messages: list[str]
) -> None:
    before = opened.base
    commands.ask_change()
    dialog = dialog_of(ChooseTemplateDialog)
    dialog.list.choose("national-2020")
    dialog.accept()
    assert opened.shown is not None
    assert opened.shown.template.id == "national-2020"
    assert opened.shown.facts.project == SAMPLE
    assert opened.undo_label == f"更换模板为“{opened.shown.template.name}”"
    assert messages[0].startswith("已更换模板为")
    opened.undo()
    assert opened.base == before


def test_escape_changes_nothing(commands: TemplateCommands, opened: EditingSession) -> None:
    before = opened.base
    commands.ask_change()
    dialog_of(ChooseTemplateDialog).reject()
    assert opened.base is before


def test_what_has_no_place_is_told_and_shown(
    commands: TemplateCommands, opened: EditingSession, messages: list[str]
) -> None:
    commands.change(opened.templates["hubei-20-80"])
    assert "没有位置，已保留" in messages[-1]
    commands.show_kept()
    assert dialog_of(SentencesDialog).text.toPlainText()


def test_a_final_form_keeps_its_template(
    commands: TemplateCommands, opened: EditingSession, messages: list[str]
) -> None:
    assert opened.shown is not None
    opened.set_state([opened.shown.form_id], FormState.FINAL, despite_errors=True)
    before = opened.base
    commands.ask_change()
    commands.change(opened.templates["national-2020"])
    assert opened.base is before
    assert messages == ["这张表已定稿，要修改请先把状态改回“填报中”。"] * 2


def test_without_a_form_there_is_nothing_to_change(
    commands: TemplateCommands, opened: EditingSession, messages: list[str]
) -> None:
    template = opened.templates["national-2020"]
    opened.open(None)
    for do in (
        commands.ask_change,
        commands.use_newer,
        commands.show_difference,
        commands.show_kept,
        commands.make_assessment,
    ):
        do()
    commands.change(template)
    commands._make_sibling(template)
    assert messages == []


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        (TemplateCommands.make_assessment, FormKind.SELF_ASSESSMENT),
        (TemplateCommands.make_monitoring, FormKind.MONITORING),
    ],
)
def test_a_form_is_made_from_a_target_form(
    commands: TemplateCommands, opened: EditingSession, ask: object, kind: FormKind
) -> None:
    made: list[Form] = []
    commands.form_made.connect(made.append)
    target = next(one for one in samples() if one.template == "target-2023").form(opened.templates)
    (form_id,) = opened.create([target], "新建")
    opened.open(form_id)
    assert opened.shown is not None
    ask(commands)  # type: ignore[operator]  # a method
    dialog = dialog_of(ChooseTemplateDialog)
    assert dialog.list.template is not None
    assert dialog.list.template.kind is kind
    dialog.accept()
    (form,) = made
    template = opened.templates[form.template.id]
    assert template.kind is kind
    assert project_of_any(template, form) == opened.shown.facts.project


def project_of_any(template: Template, form: Form) -> str:
    return text_of(template, form, Role.PROJECT)


def test_the_templates_are_shown(commands: TemplateCommands) -> None:
    commands.manage()
    assert dialog_of(TemplateManager).isVisible()


def test_a_file_to_make_a_template_of_is_asked_for_above_the_list(commands: TemplateCommands) -> None:
    commands.ask_derive()
    asked = dialog_of(QFileDialog)
    assert asked.windowTitle() == "由文件新建模板：选一张填好的或空白的表"
    assert isinstance(asked.parent(), TemplateManager)
    asked.reject()


# -- a newer text ----------------------------------------------------------------------------------------


@pytest.fixture
def renewed(store: Store, opened: EditingSession) -> EditingSession:
    """Return a session whose template has another text than the open form was made with."""
    form_id = opened.shown.form_id if opened.shown else None
    current = opened.templates["minhang-2023"]
    newer = read_template(current.text.replace("项目名称", "项目全称", 1), source="新版")
    looking = EditingSession(store, {**dict(opened.templates), newer.id: newer})
    looking.open(form_id)
    return looking


def test_a_newer_text_is_offered_with_what_differs(
    renewed: EditingSession, parent: QWidget, qtbot: QtBot
) -> None:
    signals = SessionSignals(renewed)
    commands = TemplateCommands(signals, parent)
    page = Page(signals, [])
    qtbot.addWidget(page)
    assert renewed.shown is not None
    renewed.open(renewed.shown.form_id)
    page.show()
    page.newer_wanted.connect(commands.use_newer)
    page.difference_wanted.connect(commands.show_difference)
    assert "有了新版" in page.banners.newer.text.text()
    press_button(page, "有哪些不同…")
    assert dialog_of(SentencesDialog).text.toPlainText() == "“项目名称”改称“项目全称”。"
    dialog_of(SentencesDialog).reject()
    press_button(page, "改用新版")
    assert renewed.shown is not None
    assert renewed.shown.newer_template is None
    assert page.banners.newer.isHidden()
    assert project_of(renewed.base) == SAMPLE
    signals.close()


def test_a_form_says_that_it_is_final_and_what_it_keeps(opened: EditingSession, page: Page) -> None:
    assert page.banners.isHidden()
    assert opened.shown is not None
    kept = opened.base.with_text(PROJECT._replace(column="old"), "旧栏目的内容")
    opened.commit(kept, "转入")
    opened.open(None)
    (form_id,) = (one.form_id for one in opened.summaries() if one.project == SAMPLE)
    opened.open(form_id)
    assert page.banners.kept.text.text() == "有 1 处内容在本模板里没有位置，已保留。"
    opened.set_state([form_id], FormState.FINAL, despite_errors=True)
    assert page.banners.final.text.text().startswith("这张表已定稿")
    opened.undo()
    assert page.banners.final.text.text() == ""
