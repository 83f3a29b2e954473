from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_ui.ledger.lines import Shown, lines_of
from perfeval_ui.ledger.row_model import FORM, PROJECT, WAY, LedgerRowModel
from perfeval_ui.theme import Tint, tint
from ui.ledger.test_lines import PLAN

ON, OFF, PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked
FIELDS = (LedgerField.INITIAL, LedgerField.ADJUSTED)
INITIAL, ADJUSTED, NOTE = 3, 4, 5
Role = Qt.ItemDataRole


def model(shown: Shown = Shown.ALL) -> LedgerRowModel:
    made = LedgerRowModel()
    made.show(lines_of(PLAN, shown), FIELDS)
    return made


def states(made: LedgerRowModel) -> list[list[object]]:
    columns = range(made.columnCount())
    return [
        [made.data(made.index(row, column), Role.CheckStateRole) for column in columns]
        for row in range(made.rowCount())
    ]


def ticked(made: LedgerRowModel, row: int, column: int, state: Qt.CheckState = ON) -> bool:
    return made.setData(made.index(row, column), state.value, Role.CheckStateRole)


def test_the_headings_name_what_is_filled_in() -> None:
    made = model()
    titles = [made.headerData(column, Qt.Orientation.Horizontal) for column in range(made.columnCount())]
    assert titles == ["台账的项目", "对上的表", "怎样对上的", "年初预算数", "全年预算数", "说明"]
    assert made.headerData(0, Qt.Orientation.Vertical) is None
    assert made.headerData(0, Qt.Orientation.Horizontal, Role.ToolTipRole) is None
    assert (made.rowCount(made.index(0, 0)), made.columnCount(made.index(0, 0))) == (0, 0)


def test_each_change_has_a_box_and_each_row_one_for_all_of_its_changes() -> None:
    made = model()
    assert states(made) == [
        [OFF, None, None, OFF, None, None],
        [OFF, None, None, OFF, None, None],
        [OFF, None, None, None, None, None],
    ]
    checkable = Qt.ItemFlag.ItemIsUserCheckable
    assert checkable in made.flags(made.index(0, INITIAL))
    assert checkable not in made.flags(made.index(0, ADJUSTED))


def test_a_tick_takes_a_change() -> None:
    made = model()
    heard: list[bool] = []
    made.ticked.connect(lambda: heard.append(True))
    assert ticked(made, 0, INITIAL)
    assert made.ticks == {(0, LedgerField.INITIAL)}
    assert states(made)[0][0] is ON
    assert ticked(made, 0, PROJECT, OFF)
    assert made.ticks == set()
    assert ticked(made, 1, PROJECT)
    assert made.ticks == {(1, LedgerField.INITIAL)}
    assert len(heard) == 3


def test_some_of_several_changes_are_a_part_of_them() -> None:
    made = LedgerRowModel()
    (line, *_) = lines_of(PLAN, Shown.ALL)
    assert line.planned is not None
    (change,) = line.planned.changes
    both = (change, change._replace(field=LedgerField.ADJUSTED))
    made.show([line._replace(planned=replace(line.planned, changes=both))], FIELDS)
    ticked(made, 0, INITIAL)
    assert states(made)[0][:4] == [PARTLY, None, None, ON]


def test_a_row_without_a_form_becomes_a_new_one() -> None:
    made = model()
    assert ticked(made, 2, PROJECT)
    assert made.new == {2}
    assert made.data(made.index(2, FORM)) == "（新建一张）"
    ticked(made, 2, PROJECT, OFF)
    assert (made.new, made.data(made.index(2, FORM))) == (set(), "")


def test_all_that_is_shown_is_ticked_or_none_of_it() -> None:
    made = model()
    made.tick_all(is_on=True)
    assert (made.ticks, made.new) == ({(0, LedgerField.INITIAL), (1, LedgerField.INITIAL)}, set())
    made.tick_all(is_on=False)
    assert made.ticks == set()
    made.show(lines_of(PLAN, Shown.NONE), FIELDS)
    made.tick_all(is_on=True)
    assert made.new == {2}
    made.show(lines_of(PLAN, Shown.MISSING), FIELDS)
    made.tick_all(is_on=True)
    assert made.ticks == set()


def test_what_is_no_row_of_the_ledger_has_no_boxes() -> None:
    made = model(Shown.MISSING)
    assert states(made) == [[None] * 6]
    assert not ticked(made, 0, PROJECT)
    assert not made.setData(made.index(0, 0), "", Role.EditRole)


@pytest.mark.parametrize(
    ("row", "column", "which"),
    [
        (0, PROJECT, None),
        (0, WAY, Tint.QUIET),
        (0, INITIAL, Tint.WARNING),
        (0, ADJUSTED, Tint.QUIET),
        (1, WAY, Tint.WARNING),
        (1, INITIAL, None),
        (2, NOTE, Tint.WARNING),
    ],
)
def test_what_is_overwritten_or_to_be_looked_at_stands_out(row: int, column: int, which: Tint | None) -> None:
    made = model()
    colour = made.data(made.index(row, column), Role.ForegroundRole)
    assert colour == (None if which is None else tint(QGuiApplication.palette(), which))


def test_cells_say_what_they_are_and_where_they_come_from() -> None:
    made = model()
    assert made.data(made.index(0, PROJECT), Role.ToolTipRole) == "教师培训（一中）\nA1"
    assert made.data(made.index(1, NOTE), Role.ToolTipRole) == "请核对"
    assert made.data(made.index(0, INITIAL)) == "8 → 10.00"
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert made.data(made.index(0, INITIAL), Role.TextAlignmentRole) == right
    assert made.data(made.index(0, 0), Role.DecorationRole) is None
    assert made.rowCount(QModelIndex()) == 3
