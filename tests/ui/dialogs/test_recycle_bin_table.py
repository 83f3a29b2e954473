from PySide6.QtCore import Qt

from form_summaries import listed, standing_of
from perfeval_ui.dialogs.recycle_bin_table import bin_table


def test_a_form_is_told_by_project_unit_year_and_points() -> None:
    table = bin_table()
    table.set_rows([listed(2, project="", standing=standing_of("88.5")), listed(1, year=2021, unit="")])
    rows = [[table.index(row, column).data() for column in range(4)] for row in range(2)]
    assert rows == [
        ["（未命名项目）", "信息中心", "2023", "88.50"],
        ["项目1", "（未填实施单位）", "2021", "99.97"],
    ]
    assert [one.project for one in table.rows] == ["", "项目1"]


def test_the_columns_are_headed_and_figures_stand_to_the_right() -> None:
    across, role = Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
    table = bin_table()
    assert [table.headerData(column, across) for column in range(4)] == ["项目", "实施单位", "年度", "得分"]
    left, right = (
        side | Qt.AlignmentFlag.AlignVCenter
        for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
    )
    assert [table.headerData(column, across, role) for column in range(4)] == [left, left, right, right]
