"""The rows of the list of findings: one below the other, whatever happens to the list."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
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
