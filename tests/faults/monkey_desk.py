"""What stands before a monkey: a store, and the real window on it, which can be closed and opened again."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from faults.random_work import TEMPLATES, fill
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import discard
from perfeval_ui.window.main_window import MainWindow


def made_store(path: Path) -> None:
    """Make a store of the seven samples; undo of everything ends with them."""
    with Store.open(path) as store:
        fill(EditingSession(store, TEMPLATES))
        store.database.connection.execute("DELETE FROM project_step")


class Desk:
    """The window on the store at ``path``, and a ``folder`` for what is exported."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path, self.folder = path, folder
        self.store = Store.open(path)
        self._open_window()

    def _open_window(self) -> None:
        self.session = EditingSession(self.store, TEMPLATES)
        self.signals = SessionSignals(self.session)
        settings = QSettings(str(self.folder / "monkey.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(self.signals, self.store, settings)
        self.window.resize(1280, 860)
        self.window.showNormal()
        self.window.start()
        self.window.activateWindow()
        QApplication.processEvents()

    def focus(self) -> QWidget:
        """Return what has the keyboard, the window where nothing has."""
        return QApplication.focusWidget() or self.window

    def goes_back(self) -> bool:
        """Whether the keyboard, sent elsewhere, has gone back to a text that cannot stand."""
        QApplication.processEvents()
        return any(one.is_typing and one.hasFocus() for one in self.window.editor._text_fields())

    def reopen(self) -> bool:
        """Close the window and its store and open both anew; ``False`` where the window stays open."""
        if not self._close_window():
            return False
        self.store.close()
        self.store = Store.open(self._path)
        self._open_window()
        return True

    def close(self) -> bool:
        """Close the window and its store for good; ``False`` where the window would not close."""
        is_closed = self._close_window()
        if not is_closed:
            self._discard_window()
        self.store.close()
        return is_closed

    def _close_window(self) -> bool:
        if not self.window.close():
            return False
        self._discard_window()
        return True

    def _discard_window(self) -> None:
        discard(self.window)
        self.signals.close()
        QApplication.processEvents()
