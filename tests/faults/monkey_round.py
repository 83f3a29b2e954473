"""Rounds of the monkey: a store and a window each, and what must be true in between and at the end."""

import gc
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self
from unittest.mock import patch

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from faults.campaign import Portion
from faults.contents import Contents, contents
from faults.figures import Failure, Figures, in_words
from faults.monkey_actions import Monkey
from faults.monkey_desk import Desk, made_store
from faults.monkey_dialogs import Answers
from faults.monkey_refusals import Refusals
from faults.monkey_screen import Screen
from faults.patience import NOTE
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.startup.qt_application import set_up_application

_STEPS_BACK = 20_000
# After which share of the actions all that the window shows is looked at.
_LOOKS = 0.1
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
        self.app = app if isinstance(app, QApplication) else QApplication(["perfeval"])
        set_up_application(self.app)
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
        made_store(path)
        Round(self.app, self.recent, path, self._portion, self._random, is_reckless=is_reckless).run(count)
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


class Round:
    """A store and a window on it, and what is done to them; without a ``start`` it begins with the store.

    ``start`` is what undo of everything must lead back to; ``is_open`` is whether there is a window still.
    """

    def __init__(
        self,
        app: QApplication,
        recent: list[str],
        path: Path,
        portion: Portion,
        random: Random,
        *,
        is_reckless: bool = False,
        start: Contents | None = None,
    ) -> None:
        self._app, self._recent, self._random = app, recent, random
        self._figures: Figures = portion.figures
        self._is_reckless = is_reckless
        self._note = portion.folder / NOTE
        self.desk = Desk(path, portion.folder)
        self.is_open = True
        self.start = listed(self.desk.store) if start is None else start
        self._monkey = Monkey(self.desk, portion.figures, random, is_reckless=is_reckless)
        self._answers = Answers(portion.folder, portion.figures, random, is_reckless=is_reckless)
        self._screen = Screen(self.desk)
        self._refusals = Refusals(portion.figures, recent)

    def run(self, count: int) -> None:
        """Do things, then look at everything."""
        with self.attended():
            for _ in range(count):
                self.act()
        self.end()

    def end(self) -> None:
        """Undo and redo everything, and close the window."""
        with self.attended():
            self._settle()
            self._judge()
            self._screen.close()
            self.is_open = False
            if not self.desk.close():
                self._fail(Failure.UNUSABLE, "the window does not close")
        self._app.processEvents()

    @contextmanager
    def attended(self) -> Iterator[None]:
        """Answer meanwhile what is asked, and hear what is told."""
        closing = QTimer()
        closing.timeout.connect(_close_popups)
        closing.start(100)
        with (
            patch.object(QMessageBox, "exec", self._answers.answer),
            patch.object(QMenu, "exec", _never),
            patch.object(QDesktopServices, "openUrl", _never),
            self._refusals.heard(),
        ):
            yield
        closing.stop()

    def act(self) -> None:
        """Do one thing, and look whether the window shows what the store holds."""
        do = self._monkey.choose()
        name = do.__name__.strip("_")
        self._figures.tries += 1
        self._figures.meet(name)
        self._remember(name)
        try:
            self._recent[-1] = f"{name} {do() or ''}"
        except Exception as bug:  # noqa: BLE001  # whatever it is
            self._fail(Failure.TRACEBACK, in_words(bug))
        self._app.processEvents()
        self._answers.close_dialogs()
        if not self.desk.window.isActiveWindow():
            # Nobody else gives the window its keyboard back when a dialog goes.
            self.desk.window.activateWindow()
            self._app.processEvents()
        self._compare()

    def _remember(self, words: str) -> None:
        self._recent.append(words)
        del self._recent[:-8]
        self._note.write_text(f"the round, after {self._recent}", "utf-8", "backslashreplace")

    def _fail(self, failure: Failure, words: str) -> None:
        self._figures.fail(failure, f"{words}; after {self._recent[-4:]}")

    # -- what must be true -------------------------------------------------------------------------------

    def _compare(self) -> None:
        self._figures.meet("forms held against the disk")
        if not self._screen.is_saved():
            self._fail(Failure.FALSE_SAVED, "what is shown")
        if self._random.random() < _LOOKS:
            self._look()

    def _look(self) -> None:
        self._figures.meet("windows held against the disk")
        if found := self._screen.differences():
            self._fail(Failure.WRONG, f"the window shows {found[0]} ({len(found)} in all)")

    def _settle(self) -> None:
        self._answers.close_dialogs()
        window = self.desk.window
        if not window.editor.commit_open_editor():
            window.editor.drop_open_editor()
        self._app.processEvents()
        shown = self.desk.session.shown
        if shown is not None and shown.save_error is not None:
            self._fail(Failure.UNUSABLE, f"left unsaved: {shown.save_error}")
            self.desk.session.discard_pending()
        self._look()

    def _judge(self) -> None:
        """Undo everything and redo everything, and look where that has led."""
        end = listed(self.desk.store)
        self._verify("after the actions")
        if self._is_reckless:
            return
        way = self._undo_all()
        if way is None:
            self._fail(Failure.ENDLESS, "undo comes to no end")
            return
        self._app.processEvents()
        self._hold("undo of everything", self.start)
        for open_id in reversed(way):
            self._redo(open_id)
        self._app.processEvents()
        self._figures.meet("steps undone and redone", len(way))
        self._hold("redo of everything", end)
        self._verify("after undo and redo of everything")

    def _hold(self, what: str, right: Contents) -> None:
        there = listed(self.desk.store)
        if there != right:
            more, fewer = there.keys() - right.keys(), right.keys() - there.keys()
            others = sum(there[one] != right[one] for one in there.keys() & right.keys())
            words = f"{len(more)} forms that should not be, {len(fewer)} missing, {others} others"
            self._fail(Failure.WRONG, f"{what}: {words}")
        self._look()

    def _verify(self, when: str) -> None:
        if problems := self.desk.store.verify():
            self._fail(Failure.DAMAGED, f"{when}: {problems[0]}")

    def _undo_all(self) -> list[FormId | None] | None:
        """Undo until nothing is left; return which form was open at each step, ``None`` for no end."""
        session = self.desk.session
        way: list[FormId | None] = []
        is_going_on = True
        while is_going_on:
            before = len(way)
            for form_id in (None, *(one.form_id for one in session.summaries())):
                if form_id is None or form_id in _ids(session):
                    session.open(form_id)
                    self._undo_while_possible(way)
            is_going_on = len(way) > before
            if len(way) > _STEPS_BACK:
                return None
        return way

    def _undo_while_possible(self, way: list[FormId | None]) -> None:
        session = self.desk.session
        while len(way) <= _STEPS_BACK:
            shown = session.shown
            try:
                if not session.undo():
                    return
            except PerfEvalError:
                # A final form first has to become another one again.
                return
            way.append(None if shown is None else shown.form_id)

    def _redo(self, open_id: FormId | None) -> None:
        session = self.desk.session
        shown = session.shown
        if (None if shown is None else shown.form_id) != open_id:
            session.open(open_id if open_id in _ids(session) else None)
        try:
            session.redo()
        except PerfEvalError as told:
            self._fail(Failure.WRONG, f"a step that was undone cannot be redone: {told}")


def listed(store: Store) -> Contents:
    """Return the contents of the project tree."""
    return {form_id: one for form_id, one in contents(store).items() if not one.in_bin}


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
