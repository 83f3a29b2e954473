import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.exchange.sheet import Cell, Sheet
from perfeval_ui.theme import Scheme, apply_theme, choose_scheme, palette_for
from perfeval_ui.widgets.sheet_model import CellMark, MarkKind, SheetModel
from perfeval_ui.widgets.sheet_view import SheetView

SHEET = Sheet(
    "自评表",
    (
        Cell("自评表", 0, 0, columns=3, is_paragraph=True),
        Cell("项目资金", 1, 0, rows=2),
        Cell("年初预算数", 1, 1),
        Cell("全年执行数", 1, 2),
        Cell("100", 2, 1),
        Cell("<b>99</b> & 1", 2, 2, place="第 3 行第 3 格"),
        # Room at the lower left, where there is no cell.
        Cell("说明", 3, 1),
    ),
)
MARKS = {
    (1, 2): CellMark(MarkKind.LABEL, "执行数"),
    (2, 1): CellMark(MarkKind.READ),
    (2, 2): CellMark(MarkKind.DOUBTFUL, "执行数", "不像金额。"),
    (3, 1): CellMark(MarkKind.UNREAD),
}


@pytest.fixture
def view(qtbot: QtBot) -> SheetView:
    made = SheetView()
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.sheet_model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.resize(500, 300)
    made.show_sheet(SHEET, MARKS)
    return made


@pytest.fixture
def themed_dark(restored_app: QApplication) -> None:
    """Show the program in dark."""
    apply_theme(restored_app)
    choose_scheme(Scheme.DARK)


def clicked(view: SheetView, qtbot: QtBot, row: int, column: int) -> list[object]:
    with qtbot.waitSignal(view.cell_clicked) as caught:
        rect = view.visualRect(view.sheet_model.index(row, column))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    return list(caught.args)


def painted(view: SheetView) -> QImage:
    return view.viewport().grab().toImage()


@pytest.mark.usefixtures("themed_dark")
def test_the_corner_between_its_bars_is_as_dark_as_the_window(view: SheetView) -> None:
    view.resize(60, 60)
    seen = view.grab().toImage()
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    assert seen.pixelColor(seen.width() - 5, seen.height() - 5) == window


def test_cells_stand_as_they_are_merged(view: SheetView) -> None:
    model = view.sheet_model
    assert (model.rowCount(), model.columnCount()) == (4, 3)
    assert view.rowSpan(1, 0) == 2
    assert view.columnSpan(0, 0) == 3
    assert model.index(2, 0).data() == "项目资金"
    assert model.index(3, 0).data() is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_another_sheet_takes_its_place(view: SheetView) -> None:
    view.show_sheet(Sheet("", (Cell("甲", 0, 0), Cell("乙", 0, 1))))
    assert view.columnSpan(0, 0) == 1
    assert [view.sheet_model.index(0, column).data() for column in range(2)] == ["甲", "乙"]


def test_a_click_tells_where_the_cell_begins(view: SheetView, qtbot: QtBot) -> None:
    assert clicked(view, qtbot, 1, 0) == [1, 0]
    assert clicked(view, qtbot, 2, 2) == [2, 2]


def test_enter_and_the_space_bar_click_the_cell_with_the_cursor(view: SheetView, qtbot: QtBot) -> None:
    view.show_cell(2, 0)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(view.cell_clicked) as caught:
            QTest.keyClick(view, key)
        assert caught.args == [1, 0]


def test_other_keys_move_the_cursor_and_a_place_without_a_cell_tells_nothing(
    view: SheetView, qtbot: QtBot
) -> None:
    view.show_cell(2, 1)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().column() == 2
    view.setCurrentIndex(view.sheet_model.index(3, 0))
    with qtbot.assertNotEmitted(view.cell_clicked):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_a_cell_is_brought_into_view(view: SheetView) -> None:
    view.show_sheet(Sheet("", tuple(Cell(f"第{row}行", row, 0) for row in range(99))))
    view.show_cell(80, 0)
    rect = view.visualRect(view.currentIndex())
    assert view.currentIndex().row() == 80
    assert view.viewport().rect().contains(rect)
    view.show_cell(500, 0)
    assert view.currentIndex().row() == 80


def test_the_place_of_a_cell_on_the_screen_is_told(view: SheetView) -> None:
    at = view.cell_rect(2, 2)
    assert (
        view.viewport().mapFromGlobal(at.topLeft()) == view.visualRect(view.sheet_model.index(2, 2)).topLeft()
    )


def test_the_tooltip_has_text_meaning_reason_and_place_and_no_markup(view: SheetView) -> None:
    shown = str(view.sheet_model.index(2, 2).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;99&lt;/b&gt; &amp; 1\n已读入，但有疑问：执行数\n不像金额。\n第 3 行第 3 格" in shown
    assert "100\n已读入<" in str(view.sheet_model.index(2, 1).data(Qt.ItemDataRole.ToolTipRole))
    assert ">自评表<" in str(view.sheet_model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))


def test_marks_are_told_to_those_who_do_not_see_them(view: SheetView) -> None:
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert view.sheet_model.index(2, 2).data(role) == "已读入，但有疑问，执行数，不像金额。"
    assert view.sheet_model.index(1, 1).data(role) is None


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_each_kind_of_mark_is_painted_in_its_own_way(view: SheetView, scheme: Qt.ColorScheme) -> None:
    view.setPalette(palette_for(scheme))

    def ground(row: int, column: int) -> QColor:
        corner = view.visualRect(view.sheet_model.index(row, column)).topRight() + QPoint(-4, 2)
        return picture.pixelColor(corner)

    picture = painted(view)
    colours = [ground(*place).name() for place in [(1, 1), *MARKS]]
    assert len(set(colours)) == 5
    assert colours[0] == view.palette().color(QPalette.ColorRole.Base).name()


def test_other_marks_are_painted_over_those_before(view: SheetView) -> None:
    before = painted(view)
    view.set_marks({})
    after = painted(view)
    assert before != after
    view.set_marks(MARKS)
    assert painted(view) == before


def test_a_text_too_long_for_its_cell_is_shown_from_its_beginning(view: SheetView) -> None:
    view.show_sheet(Sheet("", (Cell("长" * 3000, 0, 0), Cell("短", 0, 1))))
    first = painted(view)
    view.show_sheet(Sheet("", (Cell("长" * 1500 + "短" * 1500, 0, 0), Cell("短", 0, 1))))
    assert painted(view) == first


def test_columns_follow_the_width_of_the_window(view: SheetView, qtbot: QtBot) -> None:
    view.show()
    qtbot.waitExposed(view)
    view.resize(900, 300)
    assert sum(view.columnWidth(column) for column in range(3)) > 880
    view.resize(900, 200)
    assert sum(view.columnWidth(column) for column in range(3)) > 880


def test_marks_of_no_sheet_are_nothing() -> None:
    model = SheetModel()
    model.set_marks(MARKS)
    assert model.rowCount() == 0
