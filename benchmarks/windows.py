"""The real window to measure with, offscreen: shown, active, with a form open."""

import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from forms import TEMPLATES
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.form import Form
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import discard, set_up_application
from perfeval_ui.window.main_window import MainWindow


class Opened(NamedTuple):
    """A window with a form open, and the keyboard in the grid of its indicators."""

    app: QApplication
    window: MainWindow
    grid: IndicatorGrid


@contextmanager
def window_on(form: Form) -> Iterator[Opened]:
    """Yield a window of 1366 x 768 with ``form`` open in a store of its own."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101
    set_up_application(app)
    with tempfile.TemporaryDirectory() as name, Store.open(Path(name) / "a.perfeval") as store:
        session = EditingSession(store, TEMPLATES)
        (form_id,) = session.create([form], "测量")
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
        # As the program does once its window stands.
        gc.freeze()
        yield Opened(app, window, grid)
        gc.unfreeze()
        window.close()
        discard(window)
