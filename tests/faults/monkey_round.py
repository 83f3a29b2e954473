"""One round of the monkey: what it does to the window, and what must be true in between and at the end."""

import gc
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self
from unittest.mock import patch

from PySide6.QtCore import (
    QMessageLogContext,
    QPoint,
    QSettings,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QInputMethodEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QMenu, QMessageBox, QWidget

from faults.campaign import Portion
from faults.contents import contents, digest
from faults.figures import Failure, Figures, in_words
from faults.patience import NOTE
from faults.random_work import TEMPLATES, fill, text
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backup import back_up, restore_backup
from perfeval_desktop.storage.backup_list import backups
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import discard, set_up_application
from perfeval_ui.window.main_window import MainWindow

_MOST_FORMS = 25
_STEPS_BACK = 20_000
_NOT_OURS = ("propagateSizeHints", "This plugin does not support")
_KEYS = (
    *(
        Qt.Key.Key_Return,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Escape,
        Qt.Key.Key_F2,
        Qt.Key.Key_Delete,
    ),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_F7),
)
_MODIFIERS = (
    *[Qt.KeyboardModifier.NoModifier] * 5,
    *(
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.AltModifier,
    ),
)


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
        self._folder = portion.folder
        fill(EditingSession(store, TEMPLATES))
        self._start = _listed(store)
        self._session = EditingSession(store, TEMPLATES)
        self._signals = SessionSignals(self._session)
        settings = QSettings(str(portion.folder / "monkey.ini"), QSettings.Format.IniFormat)
        self._window = MainWindow(self._signals, store, settings)
        self._things: tuple[tuple[Callable[[], object], int], ...] = (
            (self._press, 14),
            (self._fill, 30),
            (self._type, 14),
            (self._click, 16),
            (self._paste, 10),
            (self._trigger, 18),
            (self._undo_or_redo, 10),
            (self._switch, 5),
            (self._what_cannot_be_undone, 1),
        )

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
            patch.object(QMessageBox, "exec", self._answer),
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
        things, weights = zip(*self._things, strict=True)
        (thing,) = self._random.choices(things, weights)
        self._figures.tries += 1
        try:
            self._note(f"{thing.__name__.strip('_')} {thing() or ''}")
        except Exception as bug:  # noqa: BLE001  # whatever it is
            self._figures.fail(Failure.TRACEBACK, f"{in_words(bug)}; after {self._recent[-4:]}")
        self._app.processEvents()
        self._close_dialogs()
        if not self._window.isActiveWindow():
            # Nobody else gives the window its keyboard back when a dialog goes.
            self._window.activateWindow()
            self._app.processEvents()
        if self._random.random() < 0.03:
            self._judge_saved()

    def _note(self, words: str) -> None:
        self._recent.append(words)
        del self._recent[:-8]
        (self._folder / NOTE).write_text(f"the round, after {self._recent}", "utf-8", "backslashreplace")

    # -- things to do ------------------------------------------------------------------------------------

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _fill(self) -> str:
        """Go to a cell by chance, and type something there."""
        form = self._session.present
        if form is None:
            return ""
        block = self._random.choice([one for one in TEMPLATES[form.template.id].blocks if one.columns])
        rows = row_ids(block, form)
        if not rows:
            return ""
        place = Place(block.key, self._random.choice(rows), self._random.choice(block.columns).key)
        self._window.go_to(place)
        return f"{place.path} {self._type()}"

    def _press(self) -> str:
        key, modifier = self._random.choice(_KEYS), self._random.choice(_MODIFIERS)
        QTest.keyClick(self._focus(), key, modifier)
        return f"{modifier.name}+{key.name}"

    def _type(self) -> str:
        typed = text(self._random, 8)
        for character in typed:
            if character.isascii() and character.isprintable():
                QTest.keyClicks(self._focus(), character)
            else:
                _commit(self._focus(), character)
        if self._random.random() < 0.6:
            QTest.keyClick(self._focus(), self._random.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab)))
        return repr(typed)

    def _click(self) -> str:
        """Click somewhere: on a button, a cell, a row of the tree, or nothing."""
        area = self._random.choice((self._window.editor, self._window.editor, self._window))
        place = QPoint(self._random.randrange(area.width()), self._random.randrange(area.height()))
        child = area.childAt(place) or area
        button = self._random.choice((*[Qt.MouseButton.LeftButton] * 4, Qt.MouseButton.RightButton))
        click = QTest.mouseDClick if self._random.random() < 0.2 else QTest.mouseClick
        if self._window.isActiveWindow() and not isinstance(child, QMenu):
            click(child, button, Qt.KeyboardModifier.NoModifier, child.mapFrom(area, place))
        return type(child).__name__

    def _paste(self) -> str:
        rows = self._random.choice((1, 1, 2, 6))
        cells = self._random.randint(1, 4)
        block = "\n".join("\t".join(text(self._random, 6) for _ in range(cells)) for _ in range(rows))
        QGuiApplication.clipboard().setText(block)
        self._window.actions_.paste.trigger()
        return repr(block[:60])

    def _trigger(self) -> str:
        action = self._random.choice(self._usable())
        action.trigger()
        return action.iconText()

    def _usable(self) -> list[QAction]:
        """Return the actions that stay within the program, and do not fill the store for ever."""
        actions = self._window.actions_
        without = {actions.quit, actions.open_folder, actions.print, actions.open_store, actions.new_store}
        without |= {actions.all_samples}
        if self._store.count() > _MOST_FORMS:
            without |= {actions.samples, actions.copy_next_year, actions.duplicate}
        found = [one for one in vars(actions).values() if isinstance(one, QAction)]
        found += [*actions.states.values(), *actions.schemes.values()]
        if self._random.random() < 0.8:
            # Nothing can be done to a final form.
            without.add(actions.states[FormState.FINAL])
        return [one for one in found if one.isEnabled() and one not in without]

    def _undo_or_redo(self) -> None:
        actions = self._window.actions_
        self._random.choice((actions.undo, actions.undo, actions.redo)).trigger()

    def _switch(self) -> None:
        forms = self._session.summaries()
        if forms:
            self._window.go_to_form(self._random.choice(forms).form_id)

    def _what_cannot_be_undone(self) -> str:
        if not (self._is_reckless and self._window.commit_open_editor()):
            return ""
        if self._session.bin():
            self._window.attempt(self._session.purge, [self._session.bin()[-1].form_id])
            return "purge"
        folder = backup_folder(self._store.path)
        back_up(self._store, folder)
        restore_backup(self._store, self._random.choice(backups(folder)).path, folder)
        self._window.commands.stores.restored.emit()
        return "restore"

    # -- dialogs -----------------------------------------------------------------------------------------

    def _answer(self, box: QMessageBox) -> int:
        self._figures.meet("questions")
        self._random.choice(box.buttons()).click()
        return 0

    def _close_dialogs(self) -> None:
        """Press a button or two in whatever dialog is open, and close it."""
        for _ in range(4):
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                return
            self._figures.meet("dialogs")
            if isinstance(dialog, QFileDialog):
                self._answer_file_dialog(dialog)
            elif not isinstance(dialog, QPrintDialog):
                self._press_in(dialog)
            self._app.processEvents()
            if QApplication.activeModalWidget() is dialog:
                dialog.reject()
            self._app.processEvents()

    def _press_in(self, dialog: QDialog) -> None:
        buttons = [one for one in dialog.findChildren(QAbstractButton) if one.isEnabled() and one.isVisible()]
        # Whoever restores a backup or empties the bin cannot undo that.
        if not self._is_reckless:
            buttons = [
                one for one in buttons if not any(word in one.text() for word in ("恢复", "彻底", "清空"))
            ]
        if buttons and self._random.random() < 0.6:
            self._random.choice(buttons).click()

    def _answer_file_dialog(self, dialog: QFileDialog) -> None:
        target = self._folder / "导出.pdf"
        target.unlink(missing_ok=True)
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave and self._random.random() < 0.6:
            dialog.selectFile(str(target))
            dialog.accept()

    # -- what must be true -------------------------------------------------------------------------------

    def _judge_saved(self) -> None:
        shown, present = self._session.shown, self._session.present
        if shown is not None and present is not None and shown.save_error is None:
            self._figures.meet("forms held against the disk")
            if digest(self._store.load(shown.form_id).form) != digest(present):
                self._figures.fail(Failure.FALSE_SAVED, f"what is shown; after {self._recent[-4:]}")

    def _settle(self) -> None:
        self._close_dialogs()
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


def _commit(widget: QWidget, character: str) -> None:
    """Type a character that no key has, as an input method does; it is not there for what is read-only."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        event = QInputMethodEvent()
        event.setCommitString(character)
        QApplication.sendEvent(widget, event)


def _listed(store: Store) -> Counter[str]:
    """Return the contents of the project tree, whatever the ids."""
    return Counter(one.digest for one in contents(store).values() if not one.in_bin)


def _ids(session: EditingSession) -> set[FormId]:
    return {one.form_id for one in session.summaries()}


def _never(*_arguments: object) -> None:
    """Stand for a menu that is closed at once, and for a folder that another program shows."""


def _close_popups() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
