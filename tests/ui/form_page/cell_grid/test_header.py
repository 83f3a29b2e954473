"""The titles above the columns of a grid."""

from PySide6.QtWidgets import QStyleOptionHeader

from perfeval_ui.form_page.cell_grid.header import GridHeader
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid


def test_a_title_too_wide_for_its_column_breaks_where_the_printed_form_breaks_it(grid: IndicatorGrid) -> None:
    header = grid.horizontalHeader()
    assert isinstance(header, GridHeader)
    grid.setColumnWidth(0, 200)
    assert title(header, 0) == "一级指标"
    grid.setColumnWidth(0, 40)
    assert title(header, 0) == "一级\n指标"


def title(header: GridHeader, column: int) -> str:
    option = QStyleOptionHeader()
    header.initStyleOptionForIndex(option, column)
    return option.text
