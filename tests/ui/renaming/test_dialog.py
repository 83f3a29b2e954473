from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError, StorageErrorKind, TemplateError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.renaming.dialog import RenamingDialog
from ui.keyboard import type_text

Open = Callable[..., RenamingDialog]
TROUBLE = StorageError(StorageErrorKind.FULL, "磁盘已满。")


@pytest.fixture
def renamed_forms(session: EditingSession, form_ids: tuple[FormId, ...]) -> tuple[FormId, ...]:
    """Three forms of 一中心, one of them of another year, one of 二中心; the first is final."""
    for form_id, unit in zip(form_ids, ("一中心", "一中心", "一中心", "二中心"), strict=False):
        form = session.load(form_id)
        place = place_of(session.template_of(form), Role.IMPLEMENTING_UNIT)
        assert place is not None
        session.take_in((), {form_id: form.with_text(place, unit)}, "x")
    session.edit_many(form_ids[2:3], lambda one: one.with_year(2022), "x")
    session.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    return form_ids


@pytest.fixture
def open_dialog(
    session: EditingSession, renamed_forms: tuple[FormId, ...], parent: QWidget, qtbot: QtBot
) -> Open:
    assert renamed_forms

    def opened(*chosen: FormId) -> RenamingDialog:
        dialog = RenamingDialog(session, chosen, parent)
        with qtbot.waitExposed(dialog):
            dialog.open()
        dialog.field.setCurrentText("实施单位")
        return dialog

    return opened


def names(dialog: RenamingDialog) -> list[str]:
    return [one.text for one in dialog.picker.table.rows]


def pick(dialog: RenamingDialog, *texts: str) -> None:
    dialog.picker.table.toggle(names(dialog).index(text) for text in texts)


def lines(dialog: RenamingDialog) -> list[tuple[object, ...]]:
    table = dialog.forms
    return [tuple(table.index(row, at).data() for at in (0, 2, 3, 4)) for row in range(table.rowCount())]


def unit(session: EditingSession, form_id: FormId) -> str:
    form = session.load(form_id)
    return text_of(session.template_of(form), form, Role.IMPLEMENTING_UNIT)


def test_what_would_change_is_seen_before(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert dialog.summary.text() == "请在左边勾选旧名称（空格），可以勾几个。"
    assert not dialog.rename.isEnabled()
    pick(dialog, "一中心", "二中心")
    assert dialog.summary.text() == "将改 3 张表；1 张已定稿，保持原样；请输入新名称。"
    dialog.new.setText("  新 中心 ")
    assert set(lines(dialog)) == {
        ("2022", "一中心", "新 中心", "填报中"),
        ("2023", "一中心", "保持原样", "已定稿"),
        ("2023", "一中心", "新 中心", "填报中"),
        ("2023", "二中心", "新 中心", "填报中"),
    }
    assert dialog.summary.text() == "将改 3 张表；1 张已定稿，保持原样。"
    assert dialog.rename.text() == "更名 3 张(&R)"


def test_names_are_changed_in_one_step_that_can_be_undone(
    open_dialog: Open, session: EditingSession, renamed_forms: tuple[FormId, ...], qtbot: QtBot
) -> None:
    dialog = open_dialog()
    pick(dialog, "一中心", "二中心")
    dialog.new.setText("新中心")
    with qtbot.waitSignal(dialog.renamed) as told:
        QTest.keyClick(dialog.new, Qt.Key.Key_Return)
    assert told.args == ["已把 3 张表的实施单位改为“新中心”；1 张已定稿的没有动"]
    assert [unit(session, one) for one in renamed_forms[:4]] == ["一中心", "新中心", "新中心", "新中心"]
    session.undo()
    assert [unit(session, one) for one in renamed_forms[:4]] == ["一中心", "一中心", "一中心", "二中心"]


def toggle(dialog: RenamingDialog, form_id: FormId) -> None:
    row = next(at for at, one in enumerate(dialog.forms.rows) if one.summary.form_id == form_id)
    dialog.forms.toggle([row])


def test_a_form_that_is_unticked_stays_as_it_is(
    open_dialog: Open, session: EditingSession, renamed_forms: tuple[FormId, ...]
) -> None:
    dialog = open_dialog()
    pick(dialog, "一中心")
    toggle(dialog, renamed_forms[1])
    # It stays unticked while more is chosen.
    pick(dialog, "二中心")
    dialog.new.setText("新中心")
    dialog.rename.click()
    assert [unit(session, one) for one in renamed_forms[:4]] == ["一中心", "一中心", "新中心", "新中心"]


def test_a_form_stays_unticked_while_it_is_not_listed(
    open_dialog: Open, session: EditingSession, renamed_forms: tuple[FormId, ...]
) -> None:
    dialog = open_dialog()
    pick(dialog, "一中心")
    toggle(dialog, renamed_forms[1])
    for name in ("一中心", "二中心"):
        pick(dialog, name)
    assert [one.names for one in dialog.forms.rows] == [("二中心",)]
    dialog.forms.toggle([0])
    pick(dialog, "一中心")
    dialog.new.setText("新中心")
    dialog.rename.click()
    assert [unit(session, one) for one in renamed_forms[:4]] == ["一中心", "一中心", "新中心", "二中心"]


def test_the_list_stays_where_it_is_while_the_new_name_is_typed(open_dialog: Open) -> None:
    dialog = open_dialog()
    pick(dialog, "一中心")
    dialog.view.setCurrentIndex(dialog.forms.index(1, 0))
    dialog.new.setText("新中心")
    assert dialog.view.currentIndex().row() == 1
    assert {line[2] for line in lines(dialog)} == {"新中心", "保持原样"}


def test_enter_takes_an_offered_name_and_renames_nothing_yet(
    open_dialog: Open, session: EditingSession, renamed_forms: tuple[FormId, ...], qtbot: QtBot
) -> None:
    dialog = open_dialog()
    qtbot.waitActive(dialog)
    pick(dialog, "一中心")
    dialog.new.setFocus()
    type_text("二")
    offered = dialog.new.completer().popup()
    assert offered is not None
    assert offered.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(offered, key)
    assert dialog.new.text() == "二中心"
    assert not offered.isVisible()
    assert [unit(session, one) for one in renamed_forms[:4]] == ["一中心", "一中心", "一中心", "二中心"]
    QTest.keyClick(dialog.new, Qt.Key.Key_Return)
    assert [unit(session, one) for one in renamed_forms[:4]] == ["一中心", "二中心", "二中心", "二中心"]


def test_only_forms_of_some_years_are_renamed(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.scope.setCurrentText("只在这些年度")
    assert [box.text() for box in dialog.years if box.isVisible()] == ["2023", "2022", "2021"]
    assert names(dialog) == []
    dialog.years[1].click()
    assert names(dialog) == ["一中心"]
    pick(dialog, "一中心")
    assert [line[0] for line in lines(dialog)] == ["2022"]
    dialog.scope.setCurrentIndex(0)
    assert not any(box.isVisible() for box in dialog.years)


def test_only_the_forms_selected_in_the_tree_are_renamed(
    open_dialog: Open, renamed_forms: tuple[FormId, ...]
) -> None:
    dialog = open_dialog(*renamed_forms[2:4])
    dialog.scope.setCurrentText("树中选中的 2 张")
    assert sorted(names(dialog)) == ["一中心", "二中心"]
    pick(dialog, "一中心")
    assert len(lines(dialog)) == 1


def test_joining_a_unit_that_is_there_is_told(open_dialog: Open) -> None:
    dialog = open_dialog()
    pick(dialog, "一中心")
    dialog.new.setText("二中心")
    assert dialog.summary.text() == "将改 2 张表；1 张已定稿，保持原样；已有 1 张表是“二中心”。"
    completer = dialog.new.completer()
    completer.setCompletionPrefix("中心")
    assert completer.completionCount() >= 2


def test_what_goes_wrong_is_told_and_nothing_is_renamed(
    open_dialog: Open, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog()

    def fail(*_: object, **__: object) -> None:
        raise TROUBLE

    monkeypatch.setattr(session, "take_in", fail)
    pick(dialog, "二中心")
    QTest.keyClick(dialog.new, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.new.setText("新中心")
    dialog.rename.click()
    assert dialog.message.text == "没有更名：磁盘已满。"
    assert dialog.isVisible()


def test_texts_that_cannot_be_read_are_told(open_dialog: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = open_dialog()

    def fail(*_: object) -> None:
        raise TROUBLE

    monkeypatch.setattr(dialog._renaming, "named", fail)
    dialog.field.setCurrentText("主管部门")
    assert dialog.message.text == "磁盘已满。"
    assert names(dialog) == []


def test_forms_whose_template_is_gone_are_told(
    open_dialog: Open,
    session: EditingSession,
    renamed_forms: tuple[FormId, ...],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    template_of, gone = session.template_of, session.load(renamed_forms[3])

    def missing(form: Form) -> Template:
        if form == gone:
            raise TemplateError("没有这个模板。")
        return template_of(form)

    dialog = open_dialog()
    monkeypatch.setattr(session, "template_of", missing)
    pick(dialog, "一中心", "二中心")
    dialog.new.setText("新中心")
    with qtbot.waitSignal(dialog.renamed) as told:
        dialog.rename.click()
    assert told.args == ["已把 2 张表的实施单位改为“新中心”；1 张已定稿的没有动；1 张没有改：没有这个模板。"]


def test_where_nothing_was_renamed_nothing_is_offered_to_be_undone(
    open_dialog: Open, session: EditingSession, renamed_forms: tuple[FormId, ...], qtbot: QtBot
) -> None:
    dialog = open_dialog()
    pick(dialog, "二中心")
    dialog.new.setText("新中心")
    session.set_state(renamed_forms[3:4], FormState.FINAL, despite_errors=True)
    with qtbot.assertNotEmitted(dialog.renamed):
        dialog.rename.click()
    assert dialog.isVisible()
    assert dialog.message.text == "没有更名：这些表里已经没有要改的名称。"
