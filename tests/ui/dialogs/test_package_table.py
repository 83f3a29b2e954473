from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from perfeval_desktop.exchange_package.decisions import Decisions
from perfeval_desktop.exchange_package.plan import Choice
from perfeval_ui.dialogs.package_table import DifferenceTable, form_table, whole_text
from ui.packages import planned_conflict

pytestmark = pytest.mark.usefixtures("qapp")
ROLE = Qt.ItemDataRole


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    return Decisions(planned_conflict(tmp_path))


def test_a_form_is_listed_with_what_is_decided_about_it(decisions: Decisions) -> None:
    table = form_table(decisions)
    (one,) = table.rows

    def row() -> list[object]:
        return [table.data(table.index(0, column)) for column in range(table.columnCount())]

    assert row() == ["甲项目", "教师进修学院", "2023", "双方都改过", "不导入"]
    decisions.choose(one, Choice.TAKE)
    assert row()[-1] == "采用对方"


def test_a_difference_is_marked_if_it_is_taken_and_coloured_if_it_is_a_conflict(
    decisions: Decisions, qtbot: QtBot
) -> None:
    (one,) = decisions.plan.forms
    table = DifferenceTable(lambda difference: not difference.is_conflict)
    table.show_form(one)
    marks = [table.data(table.index(row, 0), ROLE.CheckStateRole) for row in range(2)]
    assert marks == [Qt.CheckState.Unchecked, Qt.CheckState.Checked]
    assert table.data(table.index(0, 1), ROLE.CheckStateRole) is None
    assert table.data(table.index(0, 0), ROLE.ForegroundRole) is not None
    assert table.data(table.index(1, 0), ROLE.ForegroundRole) is None
    assert table.flags(table.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    assert not table.flags(table.index(0, 1)) & Qt.ItemFlag.ItemIsUserCheckable
    with qtbot.waitSignal(table.toggled) as toggled:
        table.setData(table.index(0, 0), Qt.CheckState.Checked.value, ROLE.CheckStateRole)
    assert toggled.args == [one.differences[0], True]
    assert not table.setData(table.index(0, 0), "x")


def test_a_difference_is_told_in_full(decisions: Decisions) -> None:
    table = DifferenceTable(lambda _: False)
    table.show_form(decisions.plan.forms[0])
    assert whole_text(table.rows[0]).splitlines() == [
        "年度资金总额的年初预算数（双方都改过）",
        "原值：10",
        "我方：130",
        "对方：120",
    ]
    assert "（只有对方改过）" in whole_text(table.rows[1])
    table.show_form(None)
    assert table.rowCount() == 0
