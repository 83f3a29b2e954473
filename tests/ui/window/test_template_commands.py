"""Other templates for a form, forms made from a target form, what a form says of its template."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import FormKind, Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.sibling_forms import SiblingForms
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
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
    ):
        do()
    commands.change(template)
    assert messages == []


@pytest.fixture
def targets(opened: EditingSession) -> tuple[FormId, ...]:
    """Return two target forms of two years."""
    target = next(one for one in samples() if one.template == "target-2023").form(opened.templates)
    return opened.create([target, target.with_year(2022)], "新建")


@pytest.fixture
def made(commands: TemplateCommands) -> list[SiblingForms]:
    heard: list[SiblingForms] = []
    commands.siblings_made.connect(heard.append)
    return heard


@pytest.mark.parametrize(
    "wanted",
    [
        (TemplateCommands.make_assessments, FormKind.SELF_ASSESSMENT),
        (TemplateCommands.make_monitoring, FormKind.MONITORING),
    ],
)
def test_forms_are_made_of_target_forms(
    commands: TemplateCommands,
    opened: EditingSession,
    targets: tuple[FormId, ...],
    made: list[SiblingForms],
    wanted: tuple[Callable[[TemplateCommands, Sequence[FormId]], None], FormKind],
) -> None:
    ask, kind = wanted
    ask(commands, targets)
    dialog = dialog_of(ChooseTemplateDialog)
    assert dialog.list.template is not None
    assert dialog.list.template.kind is kind
    dialog.accept()
    ((forms, left, *_),) = made
    assert [form.year for form in forms] == [2024, 2022]
    assert all(opened.templates[form.template.id].kind is kind for form in forms)
    assert left


def test_only_target_forms_are_taken(
    commands: TemplateCommands,
    opened: EditingSession,
    targets: tuple[FormId, ...],
    made: list[SiblingForms],
    messages: list[str],
) -> None:
    assert opened.shown is not None
    commands.make_assessments([opened.shown.form_id])
    assert messages == ["选中的项目里没有绩效目标表。请先在项目列表里选中绩效目标表，可以选多张。"]
    commands.make_assessments([opened.shown.form_id, targets[0]])
    dialog_of(ChooseTemplateDialog).accept()
    assert (len(made[0].forms), made[0].others) == (1, 1)


def test_a_store_that_cannot_be_read_is_told(
    commands: TemplateCommands,
    opened: EditingSession,
    targets: tuple[FormId, ...],
    messages: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> object:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读写出错。")

    monkeypatch.setattr(opened, "summaries", broken)
    commands.make_assessments(targets)
    assert messages == ["读写出错。"]


def test_what_has_no_place_in_new_forms_can_be_looked_at(commands: TemplateCommands) -> None:
    commands.show_left(["教师培训：项目期：1年"])
    assert dialog_of(SentencesDialog).text.toPlainText() == "教师培训：项目期：1年"


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
