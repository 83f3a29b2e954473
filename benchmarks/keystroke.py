"""From a key in a cell to the repainted totals, 300 indicators, beside a plain table of the same size."""

import os
import tempfile
from itertools import cycle
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from forms import TEMPLATES, large_form
from measuring import tell, times_of
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import set_up_application
from perfeval_ui.window.main_window import MainWindow

_KEYS = 400


def main() -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101
    set_up_application(app)
    with tempfile.TemporaryDirectory() as name, Store.open(Path(name) / "a.perfeval") as store:
        session = EditingSession(store, TEMPLATES)
        (form_id,) = session.create([large_form()], "测量")
        settings = QSettings(str(Path(name) / "a.ini"), QSettings.Format.IniFormat)
        window = MainWindow(SessionSignals(session), store, settings)
        window.resize(1366, 768)
        # On the small screen of the offscreen platform it would be maximized, and keep that size.
        window.showNormal()
        window.activateWindow()
        window.start()
        window.open_form(form_id)
        grid = window.editor.indicators
        assert grid is not None  # noqa: S101
        app.processEvents()
        grid.setFocus()
        grid.setCurrentIndex(grid.cells.index(3, 4))
        keys = cycle("9876543210")

        # The first key opens the editor; the ones measured are typed into it.
        QTest.keyClicks(grid, next(keys))
        editor = QApplication.focusWidget()
        assert editor is not None  # noqa: S101

        def press() -> None:
            QTest.keyClicks(editor, next(keys))
            app.processEvents()

        taken = times_of(press, runs=_KEYS)
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        peer = _plain_table(app)
        tell("key to repaint", taken, "plain table, one item changed", peer, "p95 8 ms")
        window.close()


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
