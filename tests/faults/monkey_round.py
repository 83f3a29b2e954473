"""Rounds of the monkey: a store and a window each, and what must be true in between and at the end."""

import gc
import sys
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self
from unittest.mock import patch

from PySide6.QtCore import (
    QMessageLogContext,
    QSettings,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from faults.campaign import Portion
from faults.contents import contents, digest
from faults.figures import Failure, Figures, in_words
from faults.monkey_actions import Desk, Monkey
from faults.patience import NOTE
from faults.random_work import TEMPLATES, fill
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import discard, set_up_application
from perfeval_ui.window.main_window import MainWindow

_STEPS_BACK = 20_000
_NOT_OURS = ("propagateSizeHints", "This plugin does not support")


class Monkeys:
    """The application in which the rounds are; it hears whatever Python and Qt complain of."""

    def __init__(self, portion: Portion) -> None:
        self._portion = portion
        self._random = portion.random
        self._rounds = 0
        self.recent: list[str] = []

    def __enter__(self) -> Self:
        app = QApplication.instance()
        self._app = app if isinstance(app, QApplication) else QApplication(["perfeval"])
        set_up_application(self._app)
        qInstallMessageHandler(self._hear)
        sys.excepthook = self._hear_exception
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__

    def round(self, count: int, *, is_reckless: bool) -> None:
        """Let a monkey do ``count`` things to a window of its own."""
        path = self._portion.folder / f"{self._rounds}.perfeval"
        self._rounds += 1
        with Store.open(path) as store:
            one = _Round(self._app, self, store, self._portion, self._random, is_reckless=is_reckless)
            one.run(count)
        gc.collect()

    def _hear(self, _kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not any(one in message for one in _NOT_OURS):
            self._portion.figures.fail(Failure.TRACEBACK, f"Qt says: {message}; after {self.recent[-4:]}")

    def _hear_exception(
        self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        places = [f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_tb(trace)[-3:]]
        words = f"{type(error).__name__} {str(error)[:200]} at {' > '.join(places)}"
        self._portion.figures.fail(Failure.TRACEBACK, f"{words}; after {self.recent[-4:]}")


class _Round:
    """A store, a session and a window on it, and what is done to them."""

    def __init__(
        self,
        app: QApplication,
        monkeys: Monkeys,
        store: Store,
        portion: Portion,
        random: Random,
        *,
        is_reckless: bool,
    ) -> None:
        self._app, self._recent, self._store, self._random = app, monkeys.recent, store, random
        self._figures: Figures = portion.figures
        self._is_reckless = is_reckless
        self._note = portion.folder / NOTE
        fill(EditingSession(store, TEMPLATES))
        # Undo of everything ends here.
        store.database.connection.execute("DELETE FROM project_step")
        self._start = _listed(store)
        self._session = EditingSession(store, TEMPLATES)
        self._signals = SessionSignals(self._session)
        settings = QSettings(str(portion.folder / "monkey.ini"), QSettings.Format.IniFormat)
        self._window = MainWindow(self._signals, store, settings)
        desk = Desk(self._window, self._session, store, portion.folder)
        self._monkey = Monkey(desk, portion.figures, random, is_reckless=is_reckless)

    def run(self, count: int) -> None:
        """Do things, then look at everything."""
        self._window.resize(1280, 860)
        self._window.show()
        self._window.start()
        self._window.activateWindow()
        self._app.processEvents()
        closing = QTimer()
        closing.timeout.connect(_close_popups)
        closing.start(100)
        with (
            patch.object(QMessageBox, "exec", self._monkey.answer),
            patch.object(QMenu, "exec", _never),
            patch.object(QDesktopServices, "openUrl", _never),
        ):
            for _ in range(count):
                self._act()
            self._settle()
        closing.stop()
        self._judge()
        self._window.close()
        discard(self._window)
        self._signals.close()
        self._app.processEvents()

    def _act(self) -> None:
        do = self._monkey.choose()
        self._figures.tries += 1
        try:
            self._remember(f"{do.__name__.strip('_')} {do() or ''}")
        except Exception as bug:  # noqa: BLE001  # whatever it is
            self._figures.fail(Failure.TRACEBACK, f"{in_words(bug)}; after {self._recent[-4:]}")
        self._app.processEvents()
        self._monkey.close_dialogs()
        if not self._window.isActiveWindow():
            # Nobody else gives the window its keyboard back when a dialog goes.
            self._window.activateWindow()
            self._app.processEvents()
        if self._random.random() < 0.03:
            self._judge_saved()

    def _remember(self, words: str) -> None:
        self._recent.append(words)
        del self._recent[:-8]
        self._note.write_text(f"the round, after {self._recent}", "utf-8", "backslashreplace")

    # -- what must be true -------------------------------------------------------------------------------

    def _judge_saved(self) -> None:
        shown, present = self._session.shown, self._session.present
        if shown is not None and present is not None and shown.save_error is None:
            self._figures.meet("forms held against the disk")
            if digest(self._store.load(shown.form_id).form) != digest(present):
                self._figures.fail(Failure.FALSE_SAVED, f"what is shown; after {self._recent[-4:]}")

    def _settle(self) -> None:
        self._monkey.close_dialogs()
        if not self._window.editor.commit_open_editor():
            self._window.editor.drop_open_editor()
        self._app.processEvents()
        shown = self._session.shown
        if shown is not None and shown.save_error is not None:
            self._figures.fail(Failure.UNUSABLE, f"left unsaved: {shown.save_error}")

    def _judge(self) -> None:
        end = _listed(self._store)
        self._verify("after the actions")
        if self._is_reckless:
            return
        way = self._undo_all()
        if way is None:
            self._figures.fail(Failure.ENDLESS, "undo comes to no end")
            return
        if _listed(self._store) != self._start:
            self._tell_difference("undo of everything", self._start)
        for open_id in reversed(way):
            self._redo(open_id)
        self._figures.meet("steps undone and redone", len(way))
        if _listed(self._store) != end:
            self._tell_difference("redo of everything", end)
        self._verify("after undo and redo of everything")

    def _tell_difference(self, what: str, right: Counter[str]) -> None:
        there = _listed(self._store)
        more, fewer = (there - right).total(), (right - there).total()
        self._figures.fail(Failure.WRONG, f"{what}: {more} forms that should not be, {fewer} missing")

    def _verify(self, when: str) -> None:
        if problems := self._store.verify():
            self._figures.fail(Failure.DAMAGED, f"{when}: {problems[0]}")

    def _undo_all(self) -> list[FormId | None] | None:
        """Undo until nothing is left; return which form was open at each step, ``None`` for no end."""
        way: list[FormId | None] = []
        is_going_on = True
        while is_going_on:
            before = len(way)
            for form_id in (None, *(one.form_id for one in self._session.summaries())):
                if form_id is None or form_id in _ids(self._session):
                    self._session.open(form_id)
                    self._undo_while_possible(way)
            is_going_on = len(way) > before
            if len(way) > _STEPS_BACK:
                return None
        return way

    def _undo_while_possible(self, way: list[FormId | None]) -> None:
        while len(way) <= _STEPS_BACK:
            shown = self._session.shown
            try:
                if not self._session.undo():
                    return
            except PerfEvalError:
                # A final form first has to become another one again.
                return
            way.append(None if shown is None else shown.form_id)

    def _redo(self, open_id: FormId | None) -> None:
        shown = self._session.shown
        if (None if shown is None else shown.form_id) != open_id:
            self._session.open(open_id if open_id in _ids(self._session) else None)
        try:
            self._session.redo()
        except PerfEvalError as told:
            self._figures.fail(Failure.WRONG, f"a step that was undone cannot be redone: {told}")


def _listed(store: Store) -> Counter[str]:
    """Return the contents of the project tree, whatever the ids."""
    return Counter(one.digest for one in contents(store).values() if not one.in_bin)


def _ids(session: EditingSession) -> set[FormId]:
    return {one.form_id for one in session.summaries()}


def _never(*_arguments: object) -> None:
    """Stand for a menu that is closed at once, and for a folder that another program shows."""


def _close_popups() -> None:
    """Close menus, and what Qt's own file dialog asks: it waits for the answer, and nothing else goes on."""
    popup, asked = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if popup is not None:
        popup.close()
    if isinstance(asked, QMessageBox) and isinstance(asked.parent(), QFileDialog):
        asked.reject()
