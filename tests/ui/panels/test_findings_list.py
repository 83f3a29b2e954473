"""The rows of the findings lie below each other, and one sees where the keyboard is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedLayout, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Severity
from perfeval_ui.panels.findings_list import FindingsList
from perfeval_ui.panels.findings_model import FindingsModel
from ui.some_findings import finding

SENTENCES = (
    "年度资金总额的全年预算数和全年执行数还没有填写，算不出执行率，请填写，没有发生的填 0。",
    "预期目标还没有填写，请填写。",
    "实际完成情况还没有填写，请填写。",
    "第 1 至 9 行的指标还没有填写，请填写，不需要的行请删去。",
)


class Panel:
    """A window with the list and, in its place while it is empty, a line."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.model = FindingsModel(lambda _finding: (), self.window)
        self.list = FindingsList(self.model, self.window)
        self.pages = QStackedLayout(self.window)
        self.line = QLineEdit(self.window)
        for page in (self.line, self.list):
            self.pages.addWidget(page)

    def fill(self, times: int) -> None:
        self.model.set_findings(tuple(finding(Severity.ERROR, text * times) for text in SENTENCES if times))
        self.pages.setCurrentWidget(self.list if times else self.line)
        QApplication.processEvents()


@pytest.fixture
def panel(qtbot: QtBot) -> Panel:
    made = Panel()
    qtbot.addWidget(made.window)
    made.window.resize(200, 190)
    with qtbot.waitExposed(made.window):
        made.window.show()
    return made


@pytest.mark.parametrize("width", range(150, 260, 10))
def test_no_row_lies_over_another_whether_there_is_a_scroll_bar_or_not(panel: Panel, width: int) -> None:
    for times, height in ((2, 190), (0, 190), (1, 400), (3, 190), (0, 300), (1, 300), (1, 190)):
        panel.window.resize(width, height)
        panel.fill(times)
        rows = [panel.list.visualRect(panel.model.index(row, 0)) for row in range(panel.model.rowCount())]
        assert [row.top() for row in rows[1:]] == [row.bottom() + 1 for row in rows[:-1]]


def test_where_the_keyboard_is_can_be_seen_before_anything_is_chosen(panel: Panel, qtbot: QtBot) -> None:
    panel.window.activateWindow()
    panel.line.setFocus()
    qtbot.waitUntil(panel.line.hasFocus)
    panel.fill(1)
    accent = panel.list.palette().color(QPalette.ColorRole.Accent)
    at = panel.list.visualRect(panel.model.index(0, 0)).topLeft()
    panel.list.clearFocus()
    assert panel.list.viewport().grab().toImage().pixelColor(at) != accent
    panel.list.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not panel.list.selectedIndexes()
    assert panel.list.viewport().grab().toImage().pixelColor(at) == accent
