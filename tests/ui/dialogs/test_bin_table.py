import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from form_summaries import listed, standing_of
from perfeval_desktop.store import FormSummary
from perfeval_ui.dialogs.bin_table import bin_table
from perfeval_ui.widgets.record_table import RecordTable

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@pytest.fixture
def table() -> RecordTable[FormSummary]:
    made = bin_table()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_rows([listed(2, project="", standing=standing_of("88.5")), listed(1, year=2021, unit="")])
    return made


def test_a_form_is_told_by_project_unit_year_and_points(table: RecordTable[FormSummary]) -> None:
    rows = [[table.index(row, column).data() for column in range(4)] for row in range(2)]
    assert rows == [
        ["（未命名项目）", "信息中心", "2023", "88.50"],
        ["项目1", "（未填实施单位）", "2021", "99.97"],
    ]
    assert [one.project for one in table.rows] == ["", "项目1"]


def test_the_columns_are_headed(table: RecordTable[FormSummary]) -> None:
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [table.headerData(column, across) for column in range(4)] == ["项目", "实施单位", "年度", "得分"]
    assert table.headerData(0, down) is None
    assert table.headerData(0, across, Qt.ItemDataRole.ToolTipRole) is None


def test_figures_and_their_headings_stand_to_the_right(table: RecordTable[FormSummary]) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    across = Qt.Orientation.Horizontal
    cells = [table.index(0, column).data(role) for column in range(4)]
    headings = [table.headerData(column, across, role) for column in range(4)]
    left, right = (side | Qt.AlignmentFlag.AlignVCenter for side in (LEFT, RIGHT))
    assert cells == headings == [left, left, right, right]


def test_a_row_has_nothing_below_it(table: RecordTable[FormSummary]) -> None:
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.columnCount(table.index(0, 0)) == 0
