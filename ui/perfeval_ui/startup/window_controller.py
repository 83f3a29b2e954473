"""Opens stores and the windows on them: there is one of each at a time."""

import getpass
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QProgressDialog

from perfeval_desktop import paths
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backup_names import is_named_as_backup
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import discard
from perfeval_ui.startup.store_opener import StoreOpener
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.stores.shares import Done, ShareAction, Shares
from perfeval_ui.widgets.message_box import show_error
from perfeval_ui.window.main_window import MainWindow

_USER_NAME_KEY = "person/name"


class WindowController(QObject):
    """Has one store and one window. Another store replaces both; :meth:`clear` ends both."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._recent = RecentStores(settings)
        self._shares = Shares(settings, lambda: _user_name(settings))
        self._opener = StoreOpener(settings)
        self._store: Store | None = None
        self.window: MainWindow | None = None
        # Asked for while there was no window yet.
        self._pending_requests: list[StoreRequest] = []

    def start(self, request: StoreRequest) -> bool:
        """Open the store that is asked for; without one, that of the last time, else the user's own.

        Returns ``False`` where there is no window: a message has said why.
        """
        is_open = self._open_last() if request.path is None else self.open(request)
        while self._pending_requests:
            is_open = self.open(self._pending_requests.pop(0)) or is_open
        return is_open

    def receive(self, request: StoreRequest) -> None:
        """Come to the front for a later start of the program, and open the store it asks for."""
        if self.window is None:
            self._receive_later(request)
            return
        self.window.bring_to_front()
        if request.path is None:
            return
        if QApplication.activeModalWidget() is None and self.window.findChild(QProgressDialog) is None:
            self.open(request)
        else:
            # The open dialog is about the open store, which therefore has to stay.
            self.window.show_error(f"请先关闭打开的对话框，再打开“{request.path.name}”。")

    def _receive_later(self, request: StoreRequest) -> None:
        """Keep the request, and show the question that has to be answered before there is a window."""
        if request.path is not None:
            self._pending_requests.append(request)
        question = QApplication.activeModalWidget()
        if question is not None:
            question.raise_()
            question.activateWindow()

    def open(self, request: StoreRequest) -> bool:
        """Show the store that ``request`` names; ``False`` where the store before stays open.

        Of an exchange package, show what it holds over the store that is open.
        """
        assert request.path is not None  # noqa: S101  # see above
        if paths.is_package(request.path):
            return self._look_into(request.path)
        path = self._shares.place_to_work(request.path)
        if self._shows(path):
            return True
        if not self._replace(replace(request, path=path)):
            return False
        self._remember()
        return True

    def clear(self) -> None:
        """Destroy the window, which is closed already, and close the store."""
        if self.window is not None and self._store is not None:
            discard(self.window)
            self._store.close()
        self.window = self._store = None

    def _look_into(self, package: Path) -> bool:
        if self.window is None and not self._open_last():
            return False
        assert self.window is not None  # noqa: S101  # it was or has been opened
        self.window.commands.import_dropped([package])
        return True

    def _open_last(self) -> bool:
        known = self._recent.newest_first
        return self.open(
            StoreRequest(known[0]) if known else StoreRequest(paths.default_store(), may_be_made=True)
        )

    def _remember(self) -> None:
        assert self._store is not None  # noqa: S101  # just opened
        if not (_is_for_samples(self._store) or is_named_as_backup(self._store.path)):
            self._recent.add(self._store.path)

    def _shows(self, path: Path) -> bool:
        with suppress(OSError):
            return self._store is not None and path.samefile(self._store.path)
        return False

    def _rescue(self) -> None:
        """Let the user make the open store anew, of which something cannot be read; open what comes of it."""
        self._close_and_open(lambda path: self._opener.rescue(path) or StoreRequest(path))

    def _open_instead(self, request: StoreRequest, text: str) -> None:
        """Open the copy of a store that is not in its place any more; say ``text``."""
        if self.open(request) and self.window is not None:
            self.window.message_bar.show_warning(text)

    def _reopen(self, text: str) -> None:
        """Open what lies at the path of the open store, which is another file by now; say ``text``."""
        if self._close_and_open(StoreRequest) and self.window is not None:
            # Until it has been read: it may name a file that is worth keeping.
            self.window.message_bar.show_warning(text)

    def _close_and_open(self, wanted: Callable[[Path], StoreRequest]) -> bool:
        """Close the store, and open what is ``wanted`` then in its place."""
        assert self.window is not None and self._store is not None  # noqa: S101, PT018  # the window asks for it
        if not self.window.prepare_to_close():
            return False
        path = self._store.path
        # Meanwhile there is no window, and nobody has the store open.
        QApplication.setQuitOnLastWindowClosed(False)
        try:
            self.clear()
            is_open = self._replace(wanted(path))
        finally:
            QApplication.setQuitOnLastWindowClosed(True)
        if not is_open:
            QApplication.quit()
        return is_open

    def _replace(self, request: StoreRequest) -> bool:
        assert request.path is not None  # noqa: S101  # see above
        store = self._shares.open(request.path)
        if store is None:
            store = self._opener.open(request, has_window=self.window is not None)
        if store is None:
            return False
        try:
            window = self._window_on(store) if self.window is None or self.window.prepare_to_close() else None
        except PerfEvalError as error:
            show_error(str(error))
            window = None
        if window is None:
            store.close()
            return False
        # Before it is shown: the first frame has everything in its place.
        window.start()
        window.show()
        if store.opening_notice:
            window.message_bar.show_message(store.opening_notice)
        # Only now: without any window the program would end.
        self.clear()
        self._store, self.window = store, window
        return True

    def _share(self, action: ShareAction) -> None:
        """Close the store, do ``action`` with its file, and open what is to be worked with then."""
        assert self.window is not None and self._store is not None  # noqa: S101, PT018  # the window asks for it
        if not self.window.prepare_to_close():
            return
        self.window.setEnabled(False)
        self._store.close()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        done = self._shares.carry_out(action, self._store.path)
        QApplication.restoreOverrideCursor()
        if done.path != self._store.path:
            self._recent.remove(self._store.path)
        # In between there is no window, which must not end the program.
        QApplication.setQuitOnLastWindowClosed(False)
        self.clear()
        if not (done.is_well and action is ShareAction.CHECK_IN_AND_QUIT):
            self._open_after(done)
        else:
            self._recent.add(done.path)
        QApplication.setQuitOnLastWindowClosed(True)
        if self.window is None:
            QApplication.quit()

    def _open_after(self, done: Done) -> None:
        if self.open(StoreRequest(done.path)) or self._open_last():
            assert self.window is not None  # noqa: S101  # just opened
            show = self.window.message_bar.show_message if done.is_well else self.window.show_error
            if done.text:
                show(done.text)

    def _window_on(self, store: Store) -> MainWindow:
        window = window_on(store, self._settings)
        # Queued, as the window that asks is destroyed when another store is opened.
        window.commands.stores.requested.connect(self.open, Qt.ConnectionType.QueuedConnection)
        window.commands.shares.wanted.connect(self._share, Qt.ConnectionType.QueuedConnection)
        window.rescue_wanted.connect(self._rescue, Qt.ConnectionType.QueuedConnection)
        window.displaced.requested.connect(self._open_instead, Qt.ConnectionType.QueuedConnection)
        window.displaced.reopening.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        return window


def window_on(store: Store, settings: QSettings) -> MainWindow:
    """Return a window on ``store``; if that is an empty store of the samples, fill it first.

    Raises :class:`PerfEvalError` for templates that cannot be read.
    """
    session = EditingSession(store, TemplateCatalogue(paths.templates_folder()), by=_user_name(settings))
    if _is_for_samples(store) and not store.is_read_only and not store.count():
        from perfeval_desktop.samples import published_samples, samples  # noqa: PLC0415  # of no use to other stores

        chosen = samples() if store.path == paths.all_samples_store() else published_samples()
        session.create([sample.form(session.templates) for sample in chosen], "打开示例")
    return MainWindow(SessionSignals(session), store, settings)


def _user_name(settings: QSettings) -> str:
    """Return under which name changes are logged: that in the settings, else that of the account."""
    named = str(settings.value(_USER_NAME_KEY, "")).strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # An account without a name; which error that is depends on system and Python.
        return ""


def _is_for_samples(store: Store) -> bool:
    return store.path in (paths.samples_store(), paths.all_samples_store())
