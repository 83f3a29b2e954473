"""The rows of the findings lie below each other, and one sees where the keyboard is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Severity
from perfeval_ui.panels.findings_list import FindingsList
from perfeval_ui.panels.findings_model import FindingsModel
from ui.some_findings import finding

# Of all lengths, so that some have a line more where there is less room.
FINDINGS = tuple(finding(Severity.HINT, "请核对后改成一致。" * 2 + "字" * number) for number in range(12))


@pytest.fixture
def offers() -> dict[str, tuple[str, ...]]:
    """Return what can be done about findings, by their sentences."""
    return {}


@pytest.fixture
def findings(offers: dict[str, tuple[str, ...]], parent: QWidget) -> FindingsList:
    """Return the list in a window, with findings that need a scroll bar in it."""
    model = FindingsModel(lambda one: offers.get(one.message, ()), parent)
    model.set_findings(FINDINGS)
    made = FindingsList(model, parent)
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    parent.resize(264, 200)
    QApplication.processEvents()
    assert made.verticalScrollBar().isVisible()
    return made


def ends_and_beginnings(findings: FindingsList) -> tuple[list[int], list[int]]:
    """Return where each row but the last ends, and where the one below it begins."""
    model = findings.model()
    places = [findings.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    return [one.bottom() + 1 for one in places[:-1]], [one.top() for one in places[1:]]


def test_rows_do_not_stand_over_each_other_when_a_list_comes_back_in_another_size(
    findings: FindingsList, parent: QWidget, qtbot: QtBot
) -> None:
    findings.hide()
    parent.resize(264, 900)
    QApplication.processEvents()
    findings.show()
    qtbot.waitUntil(lambda: findings.viewport().height() == 900)
    assert not findings.verticalScrollBar().isVisible()
    ends, beginnings = ends_and_beginnings(findings)
    assert ends == beginnings


def test_rows_make_room_for_a_link_that_is_new(
    findings: FindingsList, offers: dict[str, tuple[str, ...]]
) -> None:
    model = findings.model()
    assert isinstance(model, FindingsModel)
    offers[FINDINGS[1].message] = ("按模板分配：产出 50、效益 30、满意度 10",)
    model.set_findings(FINDINGS)
    ends, beginnings = ends_and_beginnings(findings)
    assert ends == beginnings


def test_the_same_links_leave_the_rows_alone(findings: FindingsList, qtbot: QtBot) -> None:
    model = findings.model()
    assert isinstance(model, FindingsModel)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_findings(FINDINGS)


def test_without_findings_there_is_nothing_to_lay_out(findings: FindingsList) -> None:
    model = findings.model()
    assert isinstance(model, FindingsModel)
    model.set_findings(())
    model.set_findings(())
    assert ends_and_beginnings(findings) == ([], [])


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
