"""The panel over the seven samples, shown."""

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from perfeval_ui.project_tree.panel import ProjectTreePanel
from perfeval_ui.session_signals import SessionSignals


@pytest.fixture
def menu_actions(signals: SessionSignals) -> list[QAction | None]:
    """Return a context menu of two actions and a separator, as the main window would hand it in."""
    return [QAction("新建", signals), None, QAction("删除", signals)]


@pytest.fixture
def panel(signals: SessionSignals, menu_actions: list[QAction | None], qtbot: QtBot) -> ProjectTreePanel:
    shown = ProjectTreePanel(signals, menu_actions)
    qtbot.addWidget(shown)
    shown.resize(300, 600)
    shown.load()
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.setFocus()
    return shown
