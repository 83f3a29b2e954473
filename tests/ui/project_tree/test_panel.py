from unittest.mock import Mock

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTreeView
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.project_tree.grouping import Grouping
from perfeval_ui.project_tree.panel import FEW_AT_ONCE, ProjectTreePanel
from perfeval_ui.project_tree.row_data import Role
from perfeval_ui.session_signals import SessionSignals
from ui.page_driver import named, project_of

SERVICE_CENTRE = (2023, "上海市闵行区科学技术委员会(汇总)", "上海市闵行区信息服务中心")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Heard:
    """What the panel has told."""

    def __init__(self, panel: ProjectTreePanel) -> None:
        self.activated: list[FormId] = []
        self.renamed: list[tuple[FormId, str]] = []
        self.selections = 0
        panel.form_activated.connect(self.activated.append)
        panel.rename_requested.connect(self._rename)
        panel.selection_changed.connect(self._select)

    def _rename(self, form_id: FormId, name: str) -> None:
        self.renamed.append((form_id, name))

    def _select(self) -> None:
        self.selections += 1


@pytest.fixture
def heard(panel: ProjectTreePanel) -> Heard:
    return Heard(panel)


def click(
    panel: ProjectTreePanel,
    index: QModelIndex,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    at = panel.view.visualRect(index).center()
    QTest.mouseClick(panel.view.viewport(), button, held, at)


def unit_index(panel: ProjectTreePanel) -> QModelIndex:
    index = panel.model.index_of_path(SERVICE_CENTRE)
    assert index.isValid()
    return index


def renamed(form: Form) -> Form:
    return named(form, project="新名称")


def elsewhere(form: Form) -> Form:
    return named(form, implementing_unit="另一个单位")


# -- at the start ---------------------------------------------------------------------------------------


def test_the_newest_year_is_unfolded_and_the_others_are_not(panel: ProjectTreePanel) -> None:
    top = [panel.model.index(row, 0) for row in range(panel.model.rowCount())]
    assert [index.data() for index in top] == ["2023 年度", "2021 年度"]
    assert [panel.view.isExpanded(index) for index in top] == [True, False]
    assert panel.view.is_in_sight(panel.model.index(0, 0, unit_index(panel)))


def test_a_year_with_many_forms_stays_folded(
    session: EditingSession, signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.create([session.load(form_ids[0])] * FEW_AT_ONCE, "复制")
    panel = ProjectTreePanel(signals, [])
    qtbot.addWidget(panel)
    panel.load()
    assert panel.view.unfolded() == ()


def test_nothing_is_selected_until_somebody_selects(panel: ProjectTreePanel) -> None:
    assert panel.selected_forms() == ()
    assert panel.current_form() is None


def test_a_form_that_is_open_already_is_selected_and_marked(
    session: EditingSession, signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    session.open(form_ids[6])
    panel = ProjectTreePanel(signals, [])
    qtbot.addWidget(panel)
    panel.load()
    assert panel.selected_forms() == form_ids[6:]
    assert panel.view.is_in_sight(panel.model.index_of(form_ids[6]))
    assert panel.model.index_of(form_ids[6]).data(Role.IS_OPEN)


def test_the_first_form_is_the_topmost(panel: ProjectTreePanel, form_ids: tuple[FormId, ...]) -> None:
    first = panel.first_form()
    assert first in form_ids
    assert first is not None
    assert panel.model.index_of(first) == panel.model.index(0, 0, unit_index(panel))
    assert panel.holds(first)
    assert not panel.holds(FormId(""))


# -- selecting ------------------------------------------------------------------------------------------


def test_a_click_on_a_project_activates_it(panel: ProjectTreePanel, heard: Heard) -> None:
    index = panel.model.index(1, 0, unit_index(panel))
    click(panel, index)
    assert heard.activated == [panel.current_form()] == list(panel.selected_forms())
    assert heard.selections == 1


def test_a_project_that_is_open_is_not_activated_again(
    panel: ProjectTreePanel, session: EditingSession, heard: Heard
) -> None:
    panel.form_activated.connect(session.open)
    first, second = (panel.model.index(row, 0, unit_index(panel)) for row in (0, 1))
    click(panel, first)
    click(panel, second, CTRL)
    click(panel, second, CTRL)
    assert len(heard.activated) == 1
    assert panel.model.open_form == heard.activated[0]


def test_the_keyboard_activates_what_it_comes_to(panel: ProjectTreePanel, heard: Heard) -> None:
    click(panel, unit_index(panel))
    assert heard.activated == []
    assert panel.current_form() is None
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    first, second = (panel.model.summary(panel.model.index(row, 0, unit_index(panel))) for row in (0, 1))
    assert first is not None
    assert second is not None
    assert heard.activated == [first.form_id, second.form_id]
    QTest.keyClick(panel.view, Qt.Key.Key_Home)
    assert panel.view.currentIndex().data() == "2023 年度"
    QTest.keyClick(panel.view, Qt.Key.Key_End)
    assert panel.view.currentIndex().data() == "2021 年度"


def test_typing_goes_to_the_row_that_begins_so(panel: ProjectTreePanel) -> None:
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    QTest.keyClicks(panel.view, "2021")
    assert panel.view.currentIndex().data() == "2021 年度"


def test_several_selected_projects_are_not_activated(panel: ProjectTreePanel, heard: Heard) -> None:
    click(panel, panel.model.index(0, 0, unit_index(panel)))
    click(panel, panel.model.index(2, 0, unit_index(panel)), SHIFT)
    assert len(panel.selected_forms()) == 3
    assert len(heard.activated) == 1


def test_a_selected_group_counts_as_all_its_forms(
    panel: ProjectTreePanel, heard: Heard, form_ids: tuple[FormId, ...]
) -> None:
    click(panel, unit_index(panel))
    assert sorted(panel.selected_forms()) == sorted(form_ids[:4])
    QTest.keyClick(panel.view, Qt.Key.Key_A, CTRL)
    assert sorted(panel.selected_forms()) == sorted(form_ids)
    assert heard.activated == []


def test_all_is_what_is_to_be_seen(panel: ProjectTreePanel, form_ids: tuple[FormId, ...]) -> None:
    department = panel.model.index(0, 0, panel.model.index(0, 0))
    panel.view.collapse(department)
    panel.view.selectAll()
    rows = panel.view.selectionModel().selectedIndexes()
    assert [index.data() for index in rows] == ["2023 年度", "2021 年度", department.data()]
    assert sorted(panel.selected_forms()) == sorted(form_ids)


def test_selecting_by_program_unfolds_and_activates_nothing(
    panel: ProjectTreePanel, heard: Heard, form_ids: tuple[FormId, ...]
) -> None:
    panel.select(form_ids[5])
    assert panel.selected_forms() == (form_ids[5],)
    assert panel.current_form() == form_ids[5]
    assert panel.view.is_in_sight(panel.model.index_of(form_ids[5]))
    assert heard.activated == []
    panel.select(FormId("there is none"))
    assert panel.selected_forms() == (form_ids[5],)


# -- following the session ------------------------------------------------------------------------------


def test_the_row_of_the_open_form_is_marked(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.open(form_ids[1])
    assert panel.model.open_form == form_ids[1]
    session.open(None)
    assert panel.model.open_form is None


def test_selection_and_folds_survive_a_change(
    panel: ProjectTreePanel, session: EditingSession, heard: Heard, form_ids: tuple[FormId, ...]
) -> None:
    panel.select(form_ids[2])
    unfolded = panel.view.unfolded()
    session.edit_many(form_ids[:4], renamed, "重命名")
    session.set_state(form_ids[:2], FormState.FINAL)
    assert panel.selected_forms() == (form_ids[2],)
    assert panel.view.unfolded() == unfolded
    assert panel.model.index_of(form_ids[2]).data() == "新名称"
    assert panel.model.index(0, 0).data(Role.GROUP).final == 2
    assert heard.activated == []


def test_the_current_project_is_followed_into_its_new_group(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    panel.select(form_ids[2])
    session.edit_many(form_ids[2:3], elsewhere, "改单位")
    assert panel.current_form() == form_ids[2]
    assert panel.selected_forms() == (form_ids[2],)
    assert panel.view.is_in_sight(panel.model.index_of(form_ids[2]))


def test_a_project_out_of_sight_is_left_there(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    panel.select(form_ids[2])
    panel.view.collapseAll()
    session.edit_many(form_ids[2:3], elsewhere, "改单位")
    assert not panel.view.is_in_sight(panel.model.index_of(form_ids[2]))


def test_deleted_projects_go_and_come_back(
    panel: ProjectTreePanel, session: EditingSession, heard: Heard, form_ids: tuple[FormId, ...]
) -> None:
    panel.select(form_ids[1])
    session.delete(form_ids[:2], "删除")
    assert panel.selected_forms() == ()
    assert panel.bin_button.isVisible()
    assert panel.bin_button.text() == "回收站 (2)"
    session.undo()
    assert not panel.bin_button.isVisible()
    assert panel.model.index_of(form_ids[1]).isValid()
    assert heard.activated == []


def test_what_is_new_is_to_be_seen(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.delete(form_ids, "删除")
    assert panel.view.unfolded() == ()
    session.restore(form_ids[:6], "恢复")
    assert all(panel.view.is_in_sight(panel.model.index_of(one)) for one in form_ids[:6])


def test_what_was_folded_before_it_was_deleted_comes_back_folded(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    panel.view.collapseAll()
    session.delete(form_ids, "删除")
    session.undo()
    assert panel.view.unfolded() == ()
    assert len(panel.model) == len(form_ids)


def test_what_another_form_was_opened_after_keeps_its_selection(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    panel.select(form_ids[1])
    session.delete(form_ids[1:2], "删除")
    session.open(form_ids[3])
    panel.select(form_ids[3])
    session.undo()
    assert panel.selected_forms() == form_ids[3:4]


def test_what_comes_in_great_numbers_stays_folded(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    unfolded = panel.view.unfolded()
    session.create([session.load(form_ids[0]).with_year(2024)] * (FEW_AT_ONCE + 1), "复制")
    assert panel.view.unfolded() == unfolded


# -- the recycle bin ------------------------------------------------------------------------------------


def test_the_recycle_bin_is_offered_while_there_is_something_in_it(
    panel: ProjectTreePanel, qtbot: QtBot
) -> None:
    assert not panel.bin_button.isVisible()
    panel.set_bin_count(2)
    assert panel.bin_button.isVisible()
    assert panel.bin_button.text() == "回收站 (2)"
    with qtbot.waitSignal(panel.bin_requested):
        QTest.mouseClick(panel.bin_button, Qt.MouseButton.LeftButton)
    panel.set_bin_count(0)
    assert not panel.bin_button.isVisible()


def test_a_bin_that_cannot_be_read_keeps_the_number_it_had(
    panel: ProjectTreePanel,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session.delete(form_ids[:1], "删除")
    refused = Mock(side_effect=StorageError(StorageErrorKind.BUSY, "忙"))
    monkeypatch.setattr(session.form_list, "bin_count", refused)
    session.delete(form_ids[1:2], "删除")
    assert panel.bin_button.text() == "回收站 (1)"


# -- the filter -----------------------------------------------------------------------------------------


def test_typing_narrows_the_tree_and_escape_brings_it_back(
    panel: ProjectTreePanel, heard: Heard, form_ids: tuple[FormId, ...]
) -> None:
    panel.select(form_ids[1])
    unfolded = panel.view.unfolded()
    panel.focus_filter()
    assert QApplication.focusWidget() is panel.filter_box
    QTest.keyClicks(panel.filter_box, "2021")
    assert [index.data() for index in top_rows(panel)] == ["2021 年度"]
    assert len(panel.view.unfolded()) == panel.model.root.count + 2
    assert panel.selected_forms() == ()
    QTest.keyClick(panel.filter_box, Qt.Key.Key_Escape)
    assert panel.filter_box.text() == ""
    assert [index.data() for index in top_rows(panel)] == ["2023 年度", "2021 年度"]
    assert panel.view.unfolded() == unfolded
    assert heard.activated == []


def top_rows(panel: ProjectTreePanel) -> list[QModelIndex]:
    return [panel.model.index(row, 0) for row in range(panel.model.rowCount())]


def test_what_is_selected_and_let_through_stays_selected(
    panel: ProjectTreePanel, form_ids: tuple[FormId, ...]
) -> None:
    panel.view.select_rows([panel.model.index_of(one) for one in form_ids], panel.model.index_of(form_ids[0]))
    panel.filter_box.setText("2021")
    assert sorted(panel.selected_forms()) == sorted(form_ids[4:])
    assert panel.current_form() in form_ids[4:]


def test_the_open_project_is_selected_again_when_it_is_back(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.open(form_ids[0])
    panel.select(form_ids[0])
    panel.filter_box.setText("2021")
    assert panel.selected_forms() == ()
    panel.filter_box.clear()
    assert panel.selected_forms() == (form_ids[0],)
    assert panel.current_form() == form_ids[0]


def test_a_project_that_is_filtered_out_comes_back_when_it_is_gone_to(
    panel: ProjectTreePanel, form_ids: tuple[FormId, ...]
) -> None:
    panel.filter_box.setText("2021")
    panel.select(form_ids[0])
    assert panel.filter_box.text() == ""
    assert panel.selected_forms() == (form_ids[0],)


def test_several_are_selected_all_of_them_or_the_filter_goes(
    panel: ProjectTreePanel, form_ids: tuple[FormId, ...]
) -> None:
    panel.filter_box.setText("2021")
    panel.select_several(form_ids[4:6])
    assert (panel.filter_box.text(), panel.selected_forms()) == ("2021", form_ids[4:6])
    panel.select_several((form_ids[4], form_ids[0]))
    assert panel.filter_box.text() == ""
    assert set(panel.selected_forms()) == {form_ids[4], form_ids[0]}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_from_the_filter_one_key_leads_to_the_first_hit(
    panel: ProjectTreePanel, heard: Heard, form_ids: tuple[FormId, ...], key: Qt.Key
) -> None:
    panel.focus_filter()
    QTest.keyClicks(panel.filter_box, "2021")
    QTest.keyClick(panel.filter_box, key)
    assert QApplication.focusWidget() is panel.view
    assert heard.activated == [panel.current_form()]
    assert panel.current_form() in form_ids[4:]


def test_escape_in_an_empty_filter_is_left_to_the_window(panel: ProjectTreePanel) -> None:
    panel.focus_filter()
    QTest.keyClick(panel.filter_box, Qt.Key.Key_Escape)
    assert panel.filter_box.text() == ""


def test_many_hits_stay_folded(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.create([session.load(form_ids[0])] * 200, "复制")
    panel.filter_box.setText("2023")
    assert panel.view.unfolded() == ()


# -- when there is nothing to show ----------------------------------------------------------------------


def test_an_empty_store_says_how_to_begin(
    panel: ProjectTreePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    assert panel.view.isVisible()
    assert panel.filter_box.isEnabled()
    session.delete(form_ids, "删除")
    assert panel.no_forms.isVisible()
    assert panel.no_forms.label.text() == "还没有项目。点“新建项目”开始，或把已有的表拖进来。"
    assert not panel.filter_box.isEnabled()
    session.undo()
    assert panel.view.isVisible()


def test_a_filter_without_a_hit_says_so_and_can_be_cleared(panel: ProjectTreePanel) -> None:
    panel.filter_box.setText("没有这样的<b>项目</b>")
    assert panel.no_hit.isVisible()
    assert panel.no_hit.label.text() == "没有找到“没有这样的<b>项目</b>”"
    assert panel.no_hit.label.textFormat() is Qt.TextFormat.PlainText
    QTest.keyClick(panel.filter_box, Qt.Key.Key_Return)
    assert panel.current_form() is None
    QTest.mouseClick(panel.no_hit.button, Qt.MouseButton.LeftButton)
    assert panel.filter_box.text() == ""
    assert panel.view.isVisible()


# -- grouping -------------------------------------------------------------------------------------------


def test_the_grouping_can_be_switched(panel: ProjectTreePanel, form_ids: tuple[FormId, ...]) -> None:
    panel.select(form_ids[3])
    panel.set_grouping(Grouping.BY_DEPARTMENT)
    assert panel.grouping is Grouping.BY_DEPARTMENT
    assert panel.view.currentIndex().parent().data() == "2023 年度"
    assert panel.selected_forms() == (form_ids[3],)
    assert panel.view.is_in_sight(panel.model.index_of(form_ids[3]))


def test_the_same_grouping_again_leaves_the_folds_alone(panel: ProjectTreePanel) -> None:
    panel.view.collapseAll()
    panel.set_grouping(Grouping.BY_YEAR)
    assert panel.view.unfolded() == ()


# -- renaming -------------------------------------------------------------------------------------------


def name_editor(panel: ProjectTreePanel) -> QLineEdit:
    panel.rename()
    editor = panel.view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    return editor


def leave(panel: ProjectTreePanel, editor: QLineEdit, key: Qt.Key, qtbot: QtBot) -> None:
    """Press ``key`` in the editor and wait until it is gone."""

    def is_gone() -> bool:
        return panel.view.state() is not QTreeView.State.EditingState

    assert not is_gone()
    QTest.keyClick(editor, key)
    qtbot.waitUntil(is_gone)


def test_a_name_typed_in_place_is_asked_for_and_shown_once_it_is_saved(
    panel: ProjectTreePanel, session: EditingSession, heard: Heard, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    panel.select(form_ids[0])
    before = panel.view.currentIndex().data()
    editor = name_editor(panel)
    assert editor.text() == project_of(session.load(form_ids[0]))
    editor.setText("新名称")
    leave(panel, editor, Qt.Key.Key_Return, qtbot)
    assert heard.renamed == [(form_ids[0], "新名称")]
    assert panel.view.currentIndex().data() == before
    session.edit_many(form_ids[:1], renamed, "重命名")
    assert panel.view.currentIndex().data() == "新名称"


@pytest.mark.parametrize("name", ["", "  ", None])
def test_no_name_and_the_same_name_are_not_asked_for(
    panel: ProjectTreePanel, heard: Heard, form_ids: tuple[FormId, ...], qtbot: QtBot, name: str | None
) -> None:
    panel.select(form_ids[0])
    editor = name_editor(panel)
    if name is not None:
        editor.setText(name)
    leave(panel, editor, Qt.Key.Key_Return, qtbot)
    assert heard.renamed == []


def test_to_rename_once_more_while_the_name_is_typed_changes_nothing(
    panel: ProjectTreePanel, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    panel.select(form_ids[0])
    editor = name_editor(panel)
    editor.setText("新名")
    panel.rename()
    assert panel.view.viewport().findChild(QLineEdit) is editor
    assert editor.text() == "新名"
    leave(panel, editor, Qt.Key.Key_Escape, qtbot)


def test_escape_leaves_the_name(
    panel: ProjectTreePanel, heard: Heard, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    panel.select(form_ids[0])
    editor = name_editor(panel)
    editor.setText("新名称")
    leave(panel, editor, Qt.Key.Key_Escape, qtbot)
    assert heard.renamed == []


def test_a_group_has_no_name_to_edit(panel: ProjectTreePanel) -> None:
    panel.view.setCurrentIndex(unit_index(panel))
    panel.rename()
    assert panel.view.viewport().findChild(QLineEdit) is None


# -- actions of the main window -------------------------------------------------------------------------


def test_the_context_menu_holds_the_actions_it_was_given(
    panel: ProjectTreePanel, menu_actions: list[QAction | None], qtbot: QtBot
) -> None:
    shown = panel.menu.actions()
    assert [None if action.isSeparator() else action for action in shown] == menu_actions
    panel.view.customContextMenuRequested.emit(panel.view.visualRect(unit_index(panel)).center())
    qtbot.waitUntil(panel.menu.isVisible)
    panel.menu.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Return])
def test_keys_of_the_main_window_reach_its_actions(
    panel: ProjectTreePanel, form_ids: tuple[FormId, ...], qtbot: QtBot, key: Qt.Key
) -> None:
    action = QAction("命令", panel)
    action.setShortcut(key)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    panel.addAction(action)
    panel.select(form_ids[0])
    panel.setFocus()
    with qtbot.waitSignal(action.triggered):
        QTest.keyClick(panel.view, key)
    assert panel.view.viewport().findChild(QLineEdit) is None
