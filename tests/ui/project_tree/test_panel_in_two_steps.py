"""The panel while forms are still coming: what is done meanwhile is done to all of them."""

from collections.abc import Callable, Iterator
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.project_tree import list_reader
from perfeval_ui.project_tree.panel import ProjectTreePanel
from perfeval_ui.session_signals import SessionSignals
from ui.project_tree.tree_picture import Tree, tree

YEAR_OF_FOUR, YEAR_OF_THREE = 2023, 2021


@pytest.fixture(autouse=True)
def _one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_reader, "AT_ONCE", 1)
    # Nothing is unfolded, and so read, at the start.
    monkeypatch.setattr("perfeval_ui.project_tree.panel.FEW_AT_ONCE", 0)


@pytest.fixture
def coming(signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot) -> Iterator[ProjectTreePanel]:
    """Return a panel that has read no form yet."""
    del form_ids
    made = ProjectTreePanel(signals, [])
    qtbot.addWidget(made)
    made.load()
    made.show()
    made.reader.stop()
    assert len(made.model.awaited) > 0
    yield made
    made.reader.stop()


@pytest.fixture
def read_all(coming: ProjectTreePanel, qapp: QApplication) -> Callable[[], Tree]:
    """Return what lets the rest come, as it does of itself, and returns the whole tree."""

    def wait() -> Tree:
        coming.reader.go_on()
        while coming.model.awaited:
            qapp.processEvents()
        return tree(coming.model)

    return wait


@pytest.fixture
def at_once(signals: SessionSignals, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Callable[[], Tree]:
    """Return what returns the tree as it is where everything is read at once."""

    def read() -> Tree:
        monkeypatch.setattr(list_reader, "AT_ONCE", 1000)
        whole = ProjectTreePanel(signals, [])
        qtbot.addWidget(whole)
        whole.load()
        return tree(whole.model)

    return read


def year(panel: ProjectTreePanel, number: int) -> QModelIndex:
    return panel.model.index_of_path((number,))


def test_the_rest_comes_of_itself_and_moves_nothing_that_is_seen(
    coming: ProjectTreePanel, read_all: Callable[[], Tree], at_once: Callable[[], Tree]
) -> None:
    before = [coming.view.visualRect(year(coming, one)) for one in (YEAR_OF_FOUR, YEAR_OF_THREE)]
    names = [year(coming, one).data(Qt.ItemDataRole.ToolTipRole) for one in (YEAR_OF_FOUR, YEAR_OF_THREE)]
    assert read_all() == at_once()
    assert [coming.view.visualRect(year(coming, one)) for one in (YEAR_OF_FOUR, YEAR_OF_THREE)] == before
    assert names == [
        year(coming, one).data(Qt.ItemDataRole.ToolTipRole) for one in (YEAR_OF_FOUR, YEAR_OF_THREE)
    ]


def test_a_group_that_is_unfolded_has_its_forms(coming: ProjectTreePanel) -> None:
    group = coming.model.group(year(coming, YEAR_OF_FOUR))
    assert group is not None
    assert list(group.all_forms()) == []
    coming.view.unfold(group)
    assert len(list(group.all_forms())) == group.count == 4
    assert {unit.year for unit in coming.model.awaited} == {YEAR_OF_THREE}


def test_a_group_is_chosen_with_the_forms_that_have_not_come(
    coming: ProjectTreePanel,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    at_once: Callable[[], Tree],
) -> None:
    chosen = year(coming, YEAR_OF_FOUR)
    coming.view.select_rows([chosen], chosen)
    forms = coming.selected_forms()
    assert len(forms) == 4
    session.delete(forms, "删除")
    assert not year(coming, YEAR_OF_FOUR).isValid()
    assert len(coming.model) == 3
    assert session.undo()
    assert len(coming.model) == 7
    coming.reader.provide(tuple(coming.model.awaited))
    assert tree(coming.model) == at_once()
    assert set(coming.model.forms_at([QModelIndex()])) == set(form_ids)


def test_a_form_is_gone_to_that_has_not_come(coming: ProjectTreePanel, form_ids: tuple[FormId, ...]) -> None:
    assert coming.holds(form_ids[0])
    coming.select(form_ids[-1])
    assert coming.current_form() == form_ids[-1]
    assert not coming.holds(FormId("nobody's"))


def test_the_first_form_is_the_topmost_of_all(coming: ProjectTreePanel, read_all: Callable[[], Tree]) -> None:
    first = coming.first_form()
    read_all()
    assert first == coming.first_form()


def test_a_form_that_moves_to_others_that_have_not_come_stays_chosen(
    coming: ProjectTreePanel,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    at_once: Callable[[], Tree],
) -> None:
    form_id = form_ids[0]
    coming.select(form_id)
    session.edit_many([form_id], lambda form: form.with_year(YEAR_OF_THREE), "改年度")
    assert coming.current_form() == form_id
    assert coming.view.is_in_sight(coming.view.currentIndex())
    coming.reader.provide(tuple(coming.model.awaited))
    assert tree(coming.model) == at_once()


def test_counts_follow_a_change_of_forms_that_have_not_come(
    coming: ProjectTreePanel,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    read_all: Callable[[], Tree],
    at_once: Callable[[], Tree],
) -> None:
    session.set_state(form_ids, FormState.FINAL, despite_errors=True)
    group = coming.model.group(year(coming, YEAR_OF_FOUR))
    assert group is not None
    assert (group.final, group.count) == (4, 4)
    session.delete(form_ids[:1], "删除")
    assert len(coming.model) == 6
    assert read_all() == at_once()


def test_the_filter_finds_what_comes_later_and_unfolds_it(
    coming: ProjectTreePanel, read_all: Callable[[], Tree]
) -> None:
    coming.filter_box.setText("2021")
    assert coming._pages.currentWidget() is coming.no_hit
    read_all()
    assert coming._pages.currentWidget() is coming.view
    assert coming.model.root.count == 3
    assert all(coming.view.is_in_sight(coming.model.index_of(one)) for one in _shown(coming))
    coming.filter_box.clear()
    assert coming.model.root.count == 7


def test_enter_in_the_filter_goes_to_the_first_hit_of_all(coming: ProjectTreePanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(coming):
        coming.activateWindow()
    coming.filter_box.setText("2021")
    QTest.keyClick(coming.filter_box, Qt.Key.Key_Return)
    assert not coming.model.awaited
    assert coming.current_form() == _shown(coming)[0]


def test_read_anew_the_chosen_forms_are_chosen_again(
    coming: ProjectTreePanel, form_ids: tuple[FormId, ...]
) -> None:
    coming.select(form_ids[3])
    coming.load()
    assert len(coming.model.awaited) > 0
    assert coming.selected_forms() == (form_ids[3],)


def test_what_cannot_be_read_is_told(
    coming: ProjectTreePanel, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    coming.unreadable.connect(told.append)
    trouble = Mock(side_effect=StorageError(StorageErrorKind.BUSY, "忙"))
    monkeypatch.setattr(session.form_list, "summaries_of", trouble)
    coming.view.expand(year(coming, YEAR_OF_FOUR))
    coming.reader.go_on()
    assert told == ["忙"]


def _shown(panel: ProjectTreePanel) -> tuple[FormId, ...]:
    return tuple(one.form_id for one in panel.model.root.all_forms())
