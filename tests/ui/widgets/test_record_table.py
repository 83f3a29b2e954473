from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from perfeval_ui.widgets.record_table import Column, RecordTable

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Fruit(NamedTuple):
    name: str
    price: int


COLUMNS: tuple[Column[Fruit], ...] = (
    Column("名称", lambda one: one.name),
    Column("价格", lambda one: f"{one.price} 元", is_figure=True),
)
FRUITS = [Fruit("苹果", 8), Fruit("梨", 6)]


@pytest.fixture
def table() -> RecordTable[Fruit]:
    made = RecordTable(COLUMNS, lambda one: f"关于{one.name}")
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_rows(FRUITS)
    return made


def test_each_record_is_a_row(table: RecordTable[Fruit]) -> None:
    rows = [[table.index(row, column).data() for column in range(2)] for row in range(table.rowCount())]
    assert rows == [["苹果", "8 元"], ["梨", "6 元"]]
    table.set_rows(FRUITS[1:])
    assert table.rowCount() == 1


def test_the_columns_are_headed(table: RecordTable[Fruit]) -> None:
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [table.headerData(column, across) for column in range(2)] == ["名称", "价格"]
    assert table.headerData(0, down) is None
    assert table.headerData(0, across, Qt.ItemDataRole.ToolTipRole) is None


def test_figures_and_their_headings_stand_to_the_right(table: RecordTable[Fruit]) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    across = Qt.Orientation.Horizontal
    cells = [table.index(0, column).data(role) for column in range(2)]
    headings = [table.headerData(column, across, role) for column in range(2)]
    assert cells == headings == [side | Qt.AlignmentFlag.AlignVCenter for side in (LEFT, RIGHT)]


def test_a_row_has_nothing_below_it(table: RecordTable[Fruit]) -> None:
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.columnCount(table.index(0, 0)) == 0


def test_a_row_may_have_a_tooltip(table: RecordTable[Fruit]) -> None:
    assert table.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "关于梨"
    without = RecordTable(COLUMNS)
    without.set_rows(FRUITS)
    assert without.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_name_in_a_tooltip_is_no_markup(table: RecordTable[Fruit]) -> None:
    table.set_rows([Fruit("<b>梨</b>", 6)])
    assert "&lt;b&gt;梨" in table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
