from dataclasses import replace
from itertools import pairwise, product

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.panels.checks_panel import ChecksPanel
from perfeval_ui.panels.finding_delegate import OTHER_REMEDIES, FindingDelegate
from perfeval_ui.panels.findings_model import REMEDIES_ROLE
from perfeval_ui.session_signals import SessionSignals
from ui.keyboard import press
from ui.page_driver import named, weight, without_findings


@pytest.fixture
def panel(signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot) -> ChecksPanel:
    """Return the panel with an error, two warnings and three hints."""
    made = ChecksPanel(signals, [QAction("检查说明", signals)])
    qtbot.addWidget(made)
    made.resize(264, 400)
    session = signals.session
    session.open(form_ids[0])
    form = session.base
    session.preview(named(form, department=""))
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def chosen(panel: ChecksPanel) -> list[Place]:
    cells: list[Place] = []
    panel.finding_chosen.connect(cells.append)
    return cells


def severities(panel: ChecksPanel) -> list[Severity]:
    return [finding.severity for finding in panel.model.findings]


def rows(panel: ChecksPanel) -> list[str]:
    return [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())]


def place_of(panel: ChecksPanel, row: int) -> QPoint:
    return panel.list.visualRect(panel.model.index(row, 0)).center()


def test_findings_stand_in_the_order_of_their_weight(panel: ChecksPanel) -> None:
    assert severities(panel) == [Severity.ERROR, *[Severity.WARNING] * 2, *[Severity.HINT] * 3]
    assert rows(panel) == [finding.message for finding in panel.model.findings]
    assert "主管部门" in rows(panel)[0]


def test_each_severity_is_counted(panel: ChecksPanel) -> None:
    assert [switch.text() for switch in panel.switches.values()] == ["1", "2", "3"]
    names = [switch.accessibleName() for switch in panel.switches.values()]
    assert names == ["错误 1 条", "提醒 2 条", "建议 3 条"]


def test_switches_hide_a_severity_and_bring_it_back(panel: ChecksPanel) -> None:
    before = rows(panel)
    panel.switches[Severity.HINT].click()
    assert rows(panel) == before[:3]
    panel.switches[Severity.ERROR].click()
    assert rows(panel) == before[1:3]
    panel.switches[Severity.HINT].click()
    panel.switches[Severity.ERROR].click()
    assert rows(panel) == before


def test_what_is_hidden_is_not_taken_for_well_done(panel: ChecksPanel) -> None:
    for switch in panel.switches.values():
        switch.click()
    assert panel.placeholder.isVisible()
    assert "隐藏" in panel.placeholder.text()
    assert [switch.text() for switch in panel.switches.values()] == ["1", "2", "3"]
    panel.switches[Severity.WARNING].click()
    assert panel.list.isVisible()


def test_a_severity_stays_hidden_while_findings_come_and_go(
    panel: ChecksPanel, session: EditingSession
) -> None:
    panel.switches[Severity.HINT].click()
    session.preview(None)
    assert severities(panel) == [Severity.WARNING] * 2


def test_the_list_follows_what_is_typed(panel: ChecksPanel, session: EditingSession) -> None:
    session.preview(None)
    assert severities(panel) == [*[Severity.WARNING] * 2, *[Severity.HINT] * 3]
    assert panel.switches[Severity.ERROR].text() == "0"


def test_the_selection_stays_while_the_findings_do(panel: ChecksPanel, session: EditingSession) -> None:
    panel.focus_first()
    shown = session.shown
    assert shown is not None
    session.preview(replace(shown.form, state=shown.form.state))
    assert panel.list.currentIndex().row() == 0


def test_a_form_without_findings_is_praised(
    panel: ChecksPanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    assert not panel.placeholder.isVisible()
    session.preview(None)
    session.open(form_ids[2])
    session.preview(without_findings(session.base))
    assert panel.placeholder.isVisible()
    assert panel.placeholder.text() == "全部检查通过"
    assert not panel.list.isVisible()


def test_there_is_no_panel_without_a_form(panel: ChecksPanel, session: EditingSession) -> None:
    session.preview(None)
    session.open(None)
    assert not panel.isVisible()
    assert rows(panel) == []


def test_a_click_chooses_the_cell(panel: ChecksPanel, chosen: list[Place]) -> None:
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place_of(panel, 1))
    assert chosen == [panel.model.findings[1].place]


def test_enter_chooses_the_cell_of_the_finding_the_cursor_is_at(
    panel: ChecksPanel, chosen: list[Place]
) -> None:
    panel.focus_first()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert chosen == [panel.model.findings[1].place]


def test_the_check_of_the_finding_that_the_cursor_is_at_is_known(
    panel: ChecksPanel, session: EditingSession
) -> None:
    panel.focus_first()
    press(Qt.Key.Key_Down)
    assert panel.current_code is panel.model.findings[1].code
    session.preview(None)
    session.open(None)
    assert panel.current_code is None


def test_a_right_click_offers_what_can_be_done_about_a_finding(
    panel: ChecksPanel, session: EditingSession
) -> None:
    session.preview(session.base.with_text(weight(0), "3"))
    panel.list.customContextMenuRequested.emit(place_of(panel, 0))
    labels = [action.text() for action in panel.menu.actions() if not action.isSeparator()]
    assert labels[:2] == ["改用规则算的 3 分", "改为满分 3 分"]
    assert labels[-2:] == ["不用改，写明理由…", "检查说明"]
    panel.list.customContextMenuRequested.emit(QPoint(5, 5000))
    assert [action.text() for action in panel.menu.actions() if not action.isSeparator()] == labels


def clicked_link(panel: ChecksPanel, row: int, words: str) -> None:
    """Click the link ``words`` below a finding."""
    index = panel.model.index(row, 0)
    rect, delegate = panel.list.visualRect(index), FindingDelegate()
    for x, y in product(range(rect.left(), rect.right(), 10), range(rect.top(), rect.bottom(), 4)):
        position = QPoint(x, y)
        if delegate.link_at(panel.list, index, position) == words:
            QTest.mouseMove(panel.list.viewport(), position)
            assert panel.list.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
            QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=position)
            return
    raise AssertionError(f"no link {words}")


def test_the_likeliest_remedy_is_one_click_away_and_the_others_two(
    panel: ChecksPanel, session: EditingSession, chosen: list[Place], qtbot: QtBot
) -> None:
    session.preview(session.base.with_text(weight(0), "3"))
    finding = panel.model.findings[0]
    first, *others = panel.model.index(0, 0).data(REMEDIES_ROLE)
    with qtbot.waitSignal(panel.remedy_wanted) as wanted:
        clicked_link(panel, 0, first)
    assert wanted.args == [finding, first]
    clicked_link(panel, 0, OTHER_REMEDIES)
    assert [action.text() for action in panel.menu.actions()] == others
    with qtbot.waitSignal(panel.remedy_wanted) as wanted:
        panel.menu.actions()[-1].trigger()
    assert wanted.args == [finding, others[-1]]
    panel.menu.close()
    assert chosen == []
    QTest.mouseMove(panel.list.viewport(), place_of(panel, 0) - QPoint(0, place_of(panel, 0).y() - 2))
    assert panel.list.viewport().cursor().shape() is not Qt.CursorShape.PointingHandCursor


def test_a_click_that_ends_elsewhere_follows_no_link(panel: ChecksPanel, chosen: list[Place]) -> None:
    view = panel.list.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place_of(panel, 1))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(5, view.height() - 2))
    assert chosen == []
    QTest.mouseMove(view, place_of(panel, 0))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.cursor().shape() is not Qt.CursorShape.PointingHandCursor


def test_what_was_set_aside_is_counted_apart_and_listed_when_wanted(
    panel: ChecksPanel, session: EditingSession, qtbot: QtBot
) -> None:
    assert not panel.accepted_switch.isVisible()
    session.preview(None)
    finding = panel.model.findings[0]
    session.accept(finding, "主管部门同意")
    assert finding.message not in rows(panel)
    assert panel.accepted_switch.isVisible()
    assert (panel.accepted_switch.text(), panel.accepted_switch.accessibleName()) == ("1", "已说明 1 条")
    panel.accepted_switch.click()
    last = panel.model.rowCount() - 1
    assert panel.model.findings[last].accepted_for == "主管部门同意"
    panel.list.scrollToBottom()
    with qtbot.waitSignal(panel.asked_again) as asked:
        clicked_link(panel, last, "重新提示")
    assert asked.args[0].message == finding.message
    panel.list.customContextMenuRequested.emit(place_of(panel, last))
    assert [one.text() for one in panel.menu.actions() if not one.isSeparator()] == ["重新提示", "检查说明"]


def test_where_nothing_can_be_changed_nothing_is_offered(
    panel: ChecksPanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.preview(None)
    session.set_state([form_ids[0]], FormState.FINAL, despite_errors=True)
    assert panel.model.index(0, 0).data(REMEDIES_ROLE) == ()
    panel.list.customContextMenuRequested.emit(place_of(panel, 0))
    assert [one.text() for one in panel.menu.actions() if not one.isSeparator()] == ["检查说明"]


def test_the_rows_take_the_room_of_links_that_come_and_go_with_the_state(
    panel: ChecksPanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    def adjoin() -> bool:
        QApplication.processEvents()
        listed = [panel.model.index(row, 0) for row in range(len(rows(panel)))]
        tops = [panel.list.visualRect(index).top() for index in listed]
        heights = [panel.list.sizeHintForIndex(index).height() for index in listed]
        return [after - top for top, after in pairwise(tops)] == heights[:-1]

    session.preview(None)
    assert adjoin()
    before = rows(panel)
    session.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    assert rows(panel) == before
    assert adjoin()
    session.set_state(form_ids[:1], FormState.DRAFT)
    assert adjoin()


def test_where_all_was_set_aside_that_is_said(panel: ChecksPanel, session: EditingSession) -> None:
    session.preview(None)
    while findings := panel.model.findings:
        session.accept(findings[0], "如此")
    assert panel.placeholder.text() == "全部检查通过，另有 5 条已说明"


def test_an_error_in_the_weights_points_to_the_total(
    panel: ChecksPanel, session: EditingSession, chosen: list[Place]
) -> None:
    session.preview(session.base.with_text(weight(0), "3"))
    panel.focus_first()
    press(Qt.Key.Key_Return)
    assert [cell.path for cell in chosen] == [panel.model.findings[0].place.path]
