import pytest
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.history.page import HistoryPage
from perfeval_ui.history.panel import HistoryPanel
from perfeval_ui.session_signals import SessionSignals


@pytest.fixture
def panel(signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot) -> HistoryPanel:
    """Return the tab, seen, with the first form open."""
    made = HistoryPanel(signals)
    qtbot.addWidget(made)
    signals.session.open(form_ids[0])
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def page(panel: HistoryPanel) -> HistoryPage:
    return panel.page


@pytest.fixture
def actual(session: EditingSession, panel: HistoryPanel) -> Place:
    """Return the cell of the open form in which the actual of its first indicator stands."""
    assert panel.isVisible()
    return Place("indicators", session.base.rows("indicators")[0].id, "actual")
