import pytest
from form_summaries import listed, standing_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from perfeval_ui.dialogs.bin_table import BinTable


@pytest.fixture
def table(qtbot: QtBot) -> BinTable:
    assert qtbot
    made = BinTable()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_forms([listed(2, project="", standing=standing_of("88.5")), listed(1, year=2021, unit="")])
    return made


def test_a_form_is_told_by_project_unit_year_and_points(table: BinTable) -> None:
    rows = [[table.index(row, column).data() for column in range(4)] for row in range(2)]
    assert rows == [
        ["（未命名项目）", "信息中心", "2023", "88.50"],
        ["项目1", "（未填实施单位）", "2021", "99.97"],
    ]
    assert [one.project for one in table.forms] == ["", "项目1"]


def test_the_columns_are_headed(table: BinTable) -> None:
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [table.headerData(column, across) for column in range(4)] == ["项目", "实施单位", "年度", "得分"]
    assert table.headerData(0, down) is None
    assert table.headerData(0, across, Qt.ItemDataRole.ToolTipRole) is None


def test_figures_and_their_headings_stand_to_the_right(table: BinTable) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    for column, right in enumerate((False, False, True, True)):
        for alignment in (
            table.index(0, column).data(role),
            table.headerData(column, Qt.Orientation.Horizontal, role),
        ):
            assert bool(Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight) is right


def test_a_row_has_nothing_below_it(table: BinTable) -> None:
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.columnCount(table.index(0, 0)) == 0
