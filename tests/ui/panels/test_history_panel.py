import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.panels.history_panel import HistoryPanel
from perfeval_ui.session_signals import SessionSignals
from ui.page_driver import named, project_of


@pytest.fixture
def panel(signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot) -> HistoryPanel:
    made = HistoryPanel(signals)
    qtbot.addWidget(made)
    signals.session.open(form_ids[0])
    with qtbot.waitExposed(made):
        made.show()
    return made


def rename(session: EditingSession, name: str) -> None:
    session.commit(named(session.base, project=name), f"改名为{name}")


def lines(panel: HistoryPanel) -> list[str]:
    return [panel.model.index(row, 1).data() for row in range(panel.model.rowCount())]


def test_the_newest_change_stands_first(panel: HistoryPanel, session: EditingSession) -> None:
    rename(session, "甲")
    rename(session, "乙")
    session.undo()
    session.redo()
    assert lines(panel) == ["重做：改名为乙", "撤销：改名为乙", "改名为乙", "改名为甲", "载入示例"]


def test_each_change_has_its_time(panel: HistoryPanel, session: EditingSession) -> None:
    at = session.revisions()[0].at.astimezone()
    assert panel.model.index(0, 0).data() == f"{at:%Y-%m-%d %H:%M:%S}"
    assert panel.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "载入示例"
    assert panel.model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_columns_are_named(panel: HistoryPanel) -> None:
    headings = [panel.model.headerData(column, Qt.Orientation.Horizontal) for column in range(2)]
    assert headings == ["时间", "改动"]
    assert panel.model.headerData(0, Qt.Orientation.Vertical) is None
    inside = panel.model.index(0, 0)
    assert (panel.model.rowCount(inside), panel.model.columnCount(inside)) == (0, 0)


def test_there_is_one_row_for_a_change_and_it_cannot_be_edited(panel: HistoryPanel) -> None:
    assert panel.table.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
    assert not panel.model.flags(panel.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_going_back_is_a_change_of_its_own(panel: HistoryPanel, session: EditingSession) -> None:
    before = project_of(session.base)
    rename(session, "甲")
    rename(session, "乙")
    panel.table.selectRow(2)
    panel.revert_button.click()
    assert project_of(session.base) == before
    at = session.revisions()[0].at.astimezone()
    assert lines(panel)[0] == f"恢复到 {at:%m-%d %H:%M} 的样子"
    assert len(lines(panel)) == 4
    session.undo()
    assert project_of(session.base) == "乙"


def test_only_an_older_change_can_be_gone_back_to(panel: HistoryPanel, session: EditingSession) -> None:
    rename(session, "甲")
    assert not panel.revert_button.isEnabled()
    panel.table.selectRow(0)
    assert not panel.revert_button.isEnabled()
    panel.table.selectRow(1)
    assert panel.revert_button.isEnabled()


def test_nothing_is_gone_back_to_where_nothing_is_selected(
    panel: HistoryPanel, session: EditingSession
) -> None:
    before = session.revisions()
    panel._revert()
    assert session.revisions() == before


def test_another_form_shows_its_own_history(
    panel: HistoryPanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    rename(session, "甲")
    panel.table.selectRow(1)
    session.open(form_ids[1])
    assert panel.model.rows == session.revisions()[::-1]
    assert lines(panel) == ["载入示例"]
    assert not panel.revert_button.isEnabled()


def test_without_a_form_there_is_no_history(panel: HistoryPanel, session: EditingSession) -> None:
    session.open(None)
    assert lines(panel) == []
    assert not panel.revert_button.isEnabled()


def test_the_log_is_read_only_while_it_is_looked_at(
    panel: HistoryPanel, session: EditingSession, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[FormId] = []
    revisions = store.revisions

    def counted(form_id: FormId) -> object:
        read.append(form_id)
        return revisions(form_id)

    monkeypatch.setattr(store, "revisions", counted)
    session.preview(named(session.base, project="只是打字"))
    assert read == []
    panel.hide()
    rename(session, "甲")
    assert read == []
    panel.show()
    assert len(read) == 1
    assert lines(panel)[0] == "改名为甲"


def test_a_read_only_store_can_be_looked_at(
    session: EditingSession, form_ids: tuple[FormId, ...], store: Store, qtbot: QtBot
) -> None:
    session.open(form_ids[0])
    rename(session, "甲")
    store.close()
    with Store.open(store.path, read_only=True) as read_only:
        signals = SessionSignals(EditingSession(read_only, TemplateCatalogue()))
        panel = HistoryPanel(signals)
        qtbot.addWidget(panel)
        signals.session.open(form_ids[0])
        panel.show()
        panel.table.selectRow(1)
        assert lines(panel) == ["改名为甲", "载入示例"]
        assert not panel.revert_button.isEnabled()


def test_a_log_that_cannot_be_read_is_told_and_nothing_is_shown(
    panel: HistoryPanel, session: EditingSession, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_form_id: FormId) -> object:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请检查磁盘，再试一次。")

    monkeypatch.setattr(store, "revisions", refuse)
    with qtbot.waitSignal(panel.unreadable) as told:
        rename(session, "甲")
    assert told.args == ["读取时出错。请检查磁盘，再试一次。"]
    assert lines(panel) == []
    assert not panel.revert_button.isEnabled()
    monkeypatch.undo()
    rename(session, "乙")
    assert lines(panel)[0] == "改名为乙"
