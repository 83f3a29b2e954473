"""The tab: when it reads the log, and what it passes on."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.history.cell_dialog import CellHistoryDialog
from perfeval_ui.history.lines import Version
from perfeval_ui.history.panel import HistoryPanel
from perfeval_ui.session_signals import SessionSignals
from ui.office import dialog_of
from ui.page_driver import named


def rename(session: EditingSession, name: str) -> None:
    session.commit(named(session.base, project=name), f"改名为{name}")


def words(panel: HistoryPanel) -> list[str]:
    return [one.words for one in panel.page.versions.table.lines if isinstance(one, Version)]


def test_what_it_is_made_of_is_made_when_it_is_first_seen(
    signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    panel = HistoryPanel(signals)
    qtbot.addWidget(panel)
    signals.session.open(form_ids[0])
    rename(signals.session, "甲")
    assert panel._page is None
    panel.show()
    assert words(panel) == ["改名为甲", "载入示例"]


def test_the_newest_change_stands_first(panel: HistoryPanel, session: EditingSession) -> None:
    rename(session, "甲")
    rename(session, "乙")
    session.undo()
    session.redo()
    assert words(panel) == ["重做：改名为乙", "撤销：改名为乙", "改名为乙", "改名为甲", "载入示例"]


def test_another_form_shows_its_own_history(
    panel: HistoryPanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    rename(session, "甲")
    session.open(form_ids[1])
    assert words(panel) == ["载入示例"]
    session.open(None)
    assert words(panel) == []


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
    assert words(panel)[0] == "改名为甲"


def test_a_log_that_cannot_be_read_is_told_and_nothing_is_shown(
    panel: HistoryPanel, session: EditingSession, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_form_id: FormId) -> object:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请检查磁盘，再试一次。")

    monkeypatch.setattr(store, "revisions", refuse)
    with qtbot.waitSignal(panel.unreadable) as told:
        rename(session, "甲")
    assert told.args == ["读取时出错。请检查磁盘，再试一次。"]
    assert words(panel) == []
    assert not panel.page.restore_button.isEnabled()
    monkeypatch.undo()
    rename(session, "乙")
    assert words(panel)[0] == "改名为乙"


def test_the_past_of_a_cell_opens_whether_the_tab_is_seen_or_not(
    panel: HistoryPanel, actual: Place, session: EditingSession, qapp: QApplication
) -> None:
    panel.hide()
    session.commit(session.base.with_text(actual, "改过"), "改")
    panel.show_cell(actual)
    dialog = dialog_of(CellHistoryDialog)
    assert dialog.isVisible()
    assert dialog.model.versions[0].text == "改过"
    dialog.reject()
    session.open(None)
    panel.show_cell(actual)
    assert not [
        one for one in qapp.topLevelWidgets() if isinstance(one, CellHistoryDialog) and one.isVisible()
    ]
