from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.sibling_forms import SiblingForms
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.new_project import NewProjectDialog
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.project_commands import ProjectCommands
from ui.office import dialog_of
from ui.page_driver import actual, executed, named, project_of, target, written

NAME = "闵行区企业政策管理系统(2023 运维)"


class Heard:
    """What the commands emit."""

    def __init__(self, commands: ProjectCommands) -> None:
        self.done: list[str] = []
        self.failed: list[str] = []
        self.made: list[tuple[FormId, ...]] = []
        commands.done.connect(self.done.append)
        commands.failed.connect(self.failed.append)
        commands.created.connect(self.made.append)


@pytest.fixture
def commands(
    signals: SessionSignals, settings: QSettings, form_ids: tuple[FormId, ...], parent: QWidget
) -> ProjectCommands:
    assert form_ids
    return ProjectCommands(signals, settings, parent)


@pytest.fixture
def heard(commands: ProjectCommands) -> Heard:
    return Heard(commands)


def broken(*_arguments: object, **_options: object) -> object:
    raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读写出错。请检查磁盘。")


def test_a_new_form_comes_from_the_dialog(commands: ProjectCommands, heard: Heard) -> None:
    commands.ask_new()
    dialog = dialog_of(NewProjectDialog)
    dialog.project.setText("信息化运维")
    dialog.accept()
    ((form_id,),) = heard.made
    assert project_of(commands._session.load(form_id)) == "信息化运维"
    assert heard.done == ["已新建“信息化运维”"]


SIBLING = SiblingForms((), ("教师培训：项目期：1年",), (), 0)


def test_forms_made_of_target_forms_are_added_and_what_was_left_is_told(
    commands: ProjectCommands, heard: Heard, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    told: list[tuple[str, object]] = []
    commands.siblings_done.connect(lambda text, left: told.append((text, left)))
    form = session.load(form_ids[0])
    commands.create_siblings(SIBLING._replace(forms=(form, form)))
    commands.create_siblings(SIBLING._replace(forms=(form, form), left=()))
    assert [len(one) for one in heard.made] == [2, 2]
    assert told == [
        ("已由绩效目标表新建 2 个项目；1 处内容在新表里没有位置，记在备注里", SIBLING.left),
        ("已由绩效目标表新建 2 个项目", ()),
    ]
    assert session.undo_label == "由绩效目标表新建 2 个项目"


def test_where_all_are_there_already_that_is_said(commands: ProjectCommands, heard: Heard) -> None:
    commands.create_siblings(SIBLING._replace(left=(), present=("教师培训",)))
    assert (heard.failed, heard.made) == (["没有新建：1 个项目已有这样的表，没有再建。"], [])


def test_the_samples_are_added(commands: ProjectCommands, heard: Heard, store: Store) -> None:
    commands.add_samples()
    assert store.count() == 14
    assert len(heard.made[0]) == 7
    assert heard.done == ["已打开 7 份示例"]


def test_the_samples_of_every_template_are_added(commands: ProjectCommands, heard: Heard) -> None:
    commands.add_samples(all_of_them=True)
    templates = {commands._session.load(form_id).template.id for form_id in heard.made[0]}
    assert len(templates) > 10
    assert len(heard.made[0]) > len(templates)


def test_a_copy_for_the_next_year_keeps_targets_and_clears_results(
    commands: ProjectCommands, heard: Heard, form_ids: tuple[FormId, ...]
) -> None:
    commands.copy_to_next_year(form_ids[:1])
    ((form_id,),) = heard.made
    before, after = commands._session.load(form_ids[0]), commands._session.load(form_id)
    assert after.year == before.year + 1
    count = len(before.rows("indicators"))
    assert [written(after, target(row)) for row in range(count)] == [
        written(before, target(row)) for row in range(count)
    ]
    assert {written(after, actual(row)) for row in range(count)} == {""}
    assert written(after, executed()) == ""
    assert heard.done == [f"已复制到下一年度“{NAME}”"]


def test_a_duplicate_says_so_in_its_name_and_is_a_draft(
    commands: ProjectCommands, heard: Heard, form_ids: tuple[FormId, ...]
) -> None:
    commands.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    commands.duplicate(form_ids[:1])
    ((form_id,),) = heard.made
    before, after = commands._session.load(form_ids[0]), commands._session.load(form_id)
    assert after == replace(named(before, project=f"{NAME}（副本）"), state=FormState.DRAFT)


def test_several_are_copied_at_once(
    commands: ProjectCommands, heard: Heard, form_ids: tuple[FormId, ...]
) -> None:
    commands.duplicate(form_ids[:3])
    assert len(heard.made[0]) == 3
    assert heard.done == ["已复制 3 个项目"]


def test_a_project_is_renamed(
    commands: ProjectCommands, heard: Heard, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    commands.rename(form_ids[0], "新名称")
    assert project_of(session.load(form_ids[0])) == "新名称"
    assert session.undo_label == "重命名为“新名称”"
    assert heard.done == []


def test_a_final_form_keeps_its_name(
    commands: ProjectCommands, heard: Heard, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    commands.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    commands.rename(form_ids[0], "新名称")
    assert project_of(session.load(form_ids[0])) == NAME
    (sentence,) = heard.failed
    assert sentence == f"“{NAME}”已定稿，不能改动。要修改，请先把状态改回“填报中”。"


def test_the_state_of_one_is_set_in_silence_that_of_several_is_told(
    commands: ProjectCommands, heard: Heard, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    commands.set_state(form_ids[:1], FormState.IN_REVIEW)
    assert heard.done == []
    commands.set_state(form_ids[:3], FormState.FINAL, despite_errors=True)
    assert heard.done == ["已把 3 个项目改为“已定稿”"]
    assert {session.load(form_id).state for form_id in form_ids[:3]} == {FormState.FINAL}


def test_deleted_projects_are_named_or_counted(
    commands: ProjectCommands, heard: Heard, store: Store, form_ids: tuple[FormId, ...]
) -> None:
    commands.delete(form_ids[:1])
    commands.delete(form_ids[1:4])
    assert heard.done == [f"已删除“{NAME}”，可在回收站找到", "已删除 3 个项目，可在回收站找到"]
    assert store.count() == 3


def test_a_project_without_a_name_is_called_so(
    commands: ProjectCommands, heard: Heard, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.edit_many(form_ids[:1], lambda form: named(form, project=""), "清空")
    commands.delete(form_ids[:1])
    assert heard.done == ["已删除“未命名项目”，可在回收站找到"]


def test_trouble_with_the_store_is_told_and_nothing_is_done(
    commands: ProjectCommands,
    heard: Heard,
    store: Store,
    form_ids: tuple[FormId, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = commands._session.load(form_ids[0])
    for method in ("summaries", "load", "take_in", "save", "delete"):
        monkeypatch.setattr(store, method, broken)
    commands.ask_new()
    commands.create(form)
    commands.add_samples()
    commands.copy_to_next_year(form_ids[:1])
    commands.duplicate(form_ids[:1])
    commands.rename(form_ids[0], "新名称")
    commands.set_state(form_ids[:2], FormState.FINAL)
    commands.delete(form_ids[:1])
    assert heard.failed == ["读写出错。请检查磁盘。"] * 8
    assert (heard.done, heard.made) == ([], [])
