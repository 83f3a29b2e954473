from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ledgers import table
from perfeval_desktop.exchange.ledger.columns import proposals
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_ui.ledger.column_picker import ColumnPicker

LEDGER = table("|项目名称|调整数| |支出|\n|教师培训|12|甲|11|\n|桥梁加固|| |15|\n|丙|1|1|1|\n|丁|1|1|1|")


def picker(qtbot: QtBot) -> ColumnPicker:
    made = ColumnPicker()
    qtbot.addWidget(made)
    made.show_table(LEDGER, proposals(LEDGER))
    return made


def box(made: ColumnPicker, column: int) -> QComboBox:
    found = made.cellWidget(0, column)
    assert isinstance(found, QComboBox)
    return found


def labels(made: ColumnPicker) -> dict[LedgerField, str]:
    return {field: column.label for field, column in made.choice.items()}


def test_the_first_rows_stand_below_what_each_column_is_taken_for(qtbot: QtBot) -> None:
    made = picker(qtbot)
    assert [box(made, column).currentText() for column in range(made.columnCount())] == [
        *("项目名称", "全年预算数？", "全年执行数"),
    ]
    assert box(made, 2).toolTip() == "确定：栏名“支出”就是全年执行数"
    assert made.rowCount() == 4
    cells = [made.item(2, column) for column in range(3)]
    assert [cell.text() for cell in cells if cell is not None] == ["桥梁加固", "", "15"]


def test_the_user_says_otherwise(qtbot: QtBot) -> None:
    made = picker(qtbot)
    heard: list[bool] = []
    made.chosen.connect(lambda: heard.append(True))
    box(made, 1).setCurrentText("年初预算数")
    assert labels(made) == {
        LedgerField.PROJECT: "项目名称",
        LedgerField.INITIAL: "调整数",
        LedgerField.EXECUTED: "支出",
    }
    # Two columns are never the same thing.
    box(made, 1).setCurrentText("全年执行数")
    assert labels(made) == {LedgerField.PROJECT: "项目名称", LedgerField.EXECUTED: "调整数"}
    box(made, 1).setCurrentIndex(0)
    assert labels(made) == {LedgerField.PROJECT: "项目名称"}
    assert len(heard) == 3
