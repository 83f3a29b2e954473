"""What the tests of the form page see and do there: cells by their place on the form, cells as painted."""

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from perfeval_desktop.domain_v1.cells import AmountCell, Cell, EntryCell, IndicatorCell, TextCell, TextField
from perfeval_desktop.domain_v1.entry import typed_text
from perfeval_desktop.domain_v1.form import AmountField, FundSource, IndicatorField
from perfeval_desktop.session import EditingSession
from perfeval_ui.cell_grid.editors import OfferList, RefusalBubble
from perfeval_ui.cell_grid.view import CellGrid
from ui.keyboard import focus

SAMPLE = "闵行区信息化项目申报及管理系统(2023 运维)"
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

PROJECT = TextCell(TextField.PROJECT)
YEAR = TextCell(TextField.FISCAL_YEAR)
GOAL = TextCell(TextField.EXPECTED_GOAL)
NOTE = TextCell(TextField.FUNDING_NOTE)


def level1(row: int) -> IndicatorCell:
    return IndicatorCell(row, IndicatorField.LEVEL1)


def level2(row: int) -> IndicatorCell:
    return IndicatorCell(row, IndicatorField.LEVEL2)


def level3(row: int) -> IndicatorCell:
    return IndicatorCell(row, IndicatorField.LEVEL3)


def target(row: int) -> IndicatorCell:
    return IndicatorCell(row, IndicatorField.TARGET)


def actual(row: int) -> IndicatorCell:
    return IndicatorCell(row, IndicatorField.ACTUAL)


def weight(row: int) -> IndicatorCell:
    return IndicatorCell(row, IndicatorField.WEIGHT)


def score(row: int) -> IndicatorCell:
    return IndicatorCell(row, IndicatorField.SCORE)


def reason(row: int) -> IndicatorCell:
    return IndicatorCell(row, IndicatorField.REASON)


def budget(source: FundSource = FundSource.TOTAL) -> AmountCell:
    return AmountCell(source, AmountField.ADJUSTED_BUDGET)


def executed(source: FundSource = FundSource.TOTAL) -> AmountCell:
    return AmountCell(source, AmountField.EXECUTED)


def saved(session: EditingSession, cell: EntryCell) -> str:
    """Return what the store has in ``cell``, read from its file, as it would be typed."""
    assert session.shown is not None
    form = session.load(session.shown.form_id)
    return typed_text(session.templates[form.template], form, cell)


def shown(grid: CellGrid, cell: Cell) -> str:
    """Return the text that ``grid`` shows in ``cell``."""
    place = grid.cells.place_of(cell)
    assert place is not None
    return str(grid.cells.index(*place).data())


def current(grid: CellGrid) -> Cell | None:
    """Return the cell with the cursor."""
    return grid.cells.cell_at(grid.currentIndex().row(), grid.currentIndex().column())


def select(grid: CellGrid, *cells: Cell) -> None:
    """Put the cursor on the first of ``cells`` and select them all."""
    grid.go_to(cells[0])
    for cell in cells[1:]:
        place = grid.cells.place_of(cell)
        assert place is not None
        index = grid.cells.index(*place)
        grid.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def text_in_editor() -> str:
    """Return the text in the editor that has the keyboard."""
    editor = focus()
    assert isinstance(editor, (QLineEdit, QPlainTextEdit))
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def click(grid: CellGrid, cell: Cell) -> None:
    """Click a cell with the mouse."""
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, cell))
    QApplication.processEvents()


def double_click(grid: CellGrid, cell: Cell) -> None:
    """Click a cell and click it again, as the system reports a double click."""
    click(grid, cell)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, cell))
    QApplication.processEvents()


def middle_of(grid: CellGrid, cell: Cell) -> QPoint:
    """Return the middle of a cell in the viewport."""
    place = grid.cells.place_of(cell)
    assert place is not None
    return grid.visualRect(grid.cells.index(*place)).center()


def refusal(page: QWidget) -> str | None:
    """Return what the bubble on the page says, ``None`` where there is none."""
    said = [bubble.text() for bubble in page.findChildren(RefusalBubble) if bubble.isVisible()]
    assert len(said) < 2
    return said[0] if said else None


def offered(page: QWidget) -> list[str]:
    """Return the texts on offer below the editor."""
    lists = [offers for offers in page.findChildren(OfferList) if offers.isVisible()]
    return [
        str(offers.model().index(row, 0).data())
        for offers in lists
        for row in range(offers.model().rowCount())
    ]


def sweep() -> None:
    """Let editors go, and what stands beside them: that waits for the event loop, and a test has none."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def clipboard() -> str:
    """Return the text on the clipboard."""
    return QGuiApplication.clipboard().text()


def put_on_clipboard(text: str) -> None:
    """Put a text on the clipboard, as another program does."""
    QGuiApplication.clipboard().setText(text)


def painted(grid: CellGrid, cell: Cell) -> QImage:
    """Return a cell as it is painted now."""
    place = grid.cells.place_of(cell)
    assert place is not None
    return grid.viewport().grab(grid.visualRect(grid.cells.index(*place))).toImage()


def colours(image: QImage) -> dict[str, int]:
    """Return how often each colour occurs."""
    found: dict[str, int] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


def runs(image: QImage, y: int, colour: QColor) -> list[int]:
    """Return the lengths of the stretches of ``colour`` in a row of pixels."""
    lengths, length = [], 0
    for x in range(image.width() + 1):
        if x < image.width() and image.pixelColor(x, y) == colour:
            length += 1
        elif length:
            lengths.append(length)
            length = 0
    return lengths
