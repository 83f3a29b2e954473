"""From a key in a cell to the repainted totals, 300 indicators, beside a plain table of the same size."""

from itertools import cycle

from forms import large_form
from measuring import tell, times_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from windows import window_on

_KEYS = 400


def main() -> None:
    """Measure and print."""
    with window_on(large_form()) as opened:
        opened.grid.put_cursor(3, 4)
        keys = cycle("9876543210")
        # The first key opens the editor; the ones measured are typed into it.
        QTest.keyClicks(opened.grid, next(keys))
        editor = QApplication.focusWidget()
        assert editor is not None  # noqa: S101

        def press() -> None:
            QTest.keyClicks(editor, next(keys))
            opened.app.processEvents()

        taken = times_of(press, runs=_KEYS)
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        peer = _plain_table(opened.app)
        tell("key to repaint", taken, "plain table, one item changed", peer, "p95 8 ms")


def _plain_table(app: QApplication) -> list[float]:
    model = QStandardItemModel(300, 8)
    for row in range(300):
        for column in range(8):
            model.setItem(row, column, QStandardItem(f"第 {row} 行 {column}"))
    view = QTableView()
    view.setModel(model)
    view.resize(800, 600)
    view.show()
    app.processEvents()
    texts = cycle(("达成指标", "100.00(%)"))

    def change() -> None:
        model.item(3, 4).setText(next(texts))
        app.processEvents()

    taken = times_of(change, runs=_KEYS)
    view.close()
    return taken
