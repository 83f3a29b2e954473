from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.new_form import begin_form
from perfeval_desktop.session import EditingSession
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs.new_project import NewProjectDialog
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    DEPARTMENT,
    PROJECT,
    UNIT,
    written,
)

TEMPLATES = TemplateCatalogue()


@pytest.fixture
def dialog(session: EditingSession, parent: QWidget, qtbot: QtBot) -> NewProjectDialog:
    opened = NewProjectDialog(session.templates, session.summaries(), 2024, parent)
    with qtbot.waitActive(opened):
        opened.open()
    return opened


def test_a_project_is_made_with_the_keyboard_alone(dialog: NewProjectDialog, qtbot: QtBot) -> None:
    assert focus() is dialog.project
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focus() is dialog.template_list
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    for text in (" 新的项目 ", "主管部门", "实施单位"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    dialog.implementing_unit.setFocus()
    with qtbot.waitSignal(dialog.created) as created:
        press(Qt.Key.Key_Return)
    assert created.args is not None
    (form,) = created.args
    assert isinstance(form, Form)
    first = next(iter(TEMPLATES.values()))
    assert tuple(written(form, place) for place in (PROJECT, DEPARTMENT, UNIT)) == (
        "新的项目",
        "主管部门",
        "实施单位",
    )
    assert (form.year, form.template.id) == (2025, first.id)
    assert form.rows("indicators") == begin_form(first, 2025).rows("indicators")
    assert QApplication.activeModalWidget() is None


def test_a_name_typed_is_not_completed_unasked(dialog: NewProjectDialog) -> None:
    known = dialog.department.itemText(0)
    dialog.department.setFocus()
    type_text(known[:3])
    completer = dialog.department.completer()
    assert completer is not None
    assert completer.completionCount() >= 1
    press(Qt.Key.Key_Tab)
    assert dialog.department.currentText() == known[:3]
    assert focus() is not dialog.department


def test_without_a_name_nothing_can_be_made(dialog: NewProjectDialog) -> None:
    assert not dialog.ok_button.isEnabled()
    dialog.project.setText("   ")
    assert not dialog.ok_button.isEnabled()
    dialog.project.setText("信息化")
    assert dialog.ok_button.isEnabled()


def test_escape_makes_nothing(dialog: NewProjectDialog) -> None:
    made: list[object] = []
    dialog.created.connect(made.append)
    dialog.project.setText("信息化")
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert made == []


def test_names_in_the_store_are_offered(dialog: NewProjectDialog, session: EditingSession) -> None:
    offered = {dialog.department.itemText(row) for row in range(dialog.department.count())}
    assert offered == {summary.department for summary in session.summaries()}
    assert dialog.department.currentText() == ""
    units = [dialog.implementing_unit.itemText(row) for row in range(dialog.implementing_unit.count())]
    assert len(units) == len(set(units))


def test_the_only_name_in_the_store_is_filled_in(session: EditingSession, qtbot: QtBot) -> None:
    summaries = [one for one in session.summaries() if one.year == 2023]
    assert len({one.department for one in summaries}) == 1
    dialog = NewProjectDialog(session.templates, summaries, 2024)
    qtbot.addWidget(dialog)
    assert dialog.department.currentText() == summaries[0].department


def test_the_template_of_the_latest_year_is_chosen(dialog: NewProjectDialog, session: EditingSession) -> None:
    assert dialog.template_list.template is session.templates["minhang-2023"]


def test_an_empty_store_offers_the_first_template_and_no_names(qtbot: QtBot) -> None:
    dialog = NewProjectDialog(TEMPLATES, [], 2024)
    qtbot.addWidget(dialog)
    assert dialog.template_list.template is next(iter(TEMPLATES.values()))
    assert dialog.department.count() == 0
    assert dialog.year.value() == 2024


def test_the_chosen_template_is_described(dialog: NewProjectDialog) -> None:
    dialog.template_list.choose("national-2021-cost")
    assert "金额单位万元" in dialog._template_note.text()
    assert "成本 20" in dialog._template_note.text()
    assert "预算执行 10" in dialog._template_note.text()


def test_a_name_that_exists_in_that_year_is_mentioned(
    dialog: NewProjectDialog, session: EditingSession
) -> None:
    known = session.summaries()[0]
    dialog.project.setText(known.project)
    assert dialog.message.isHidden()
    dialog.year.setValue(known.year)
    assert "已有同名项目" in dialog.message.text
    assert dialog.ok_button.isEnabled()
    dialog.project.setText(known.project + "二期")
    assert dialog.message.isHidden()


def test_a_template_that_cannot_be_read_is_told_and_left_out(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "own.toml").write_text("id = ", encoding="utf-8")
    catalogue = TemplateCatalogue(tmp_path)
    dialog = NewProjectDialog(catalogue, [], 2024)
    qtbot.addWidget(dialog)
    assert "own.toml" in dialog.message.text
    assert len(dialog.template_list.names()) == len(TEMPLATES)
    dialog.project.setText("信息化")
    assert "own.toml" in dialog.message.text


def test_the_dialog_grows_when_a_sentence_needs_room(
    dialog: NewProjectDialog, session: EditingSession, qtbot: QtBot
) -> None:
    before = dialog.height()
    known = session.summaries()[0]
    dialog.year.setValue(known.year)
    dialog.project.setText(known.project)
    qtbot.waitUntil(lambda: dialog.height() > before)
