"""What a monkey does to the window: keys, texts, clicks, pastes, commands."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from faults.figures import Figures
from faults.monkey_desk import Desk
from faults.monkey_finding import FindingActions
from faults.monkey_folding import FoldingActions
from faults.monkey_forms import FormActions
from faults.monkey_grid import GridActions
from faults.monkey_history import HistoryActions
from faults.monkey_keyboard import type_text
from faults.monkey_many_forms import ManyFormsActions
from faults.random_work import TEMPLATES, text
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up, restore_backup
from perfeval_desktop.storage.backups.listing import backups
from perfeval_ui.window.main_window import MainWindow

_MOST_FORMS = 25
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


class Monkey:
    """Does things by chance; a reckless one also does what nobody can undo."""

    def __init__(self, desk: Desk, figures: Figures, random: Random, *, is_reckless: bool) -> None:
        self._desk, self._figures = desk, figures
        self._random, self._is_reckless = random, is_reckless
        self._things: tuple[tuple[Callable[[], object], int], ...] = (
            (self._press, 12),
            (self._fill, 20),
            (self._type, 10),
            (self._click, 14),
            (self._paste, 4),
            (self._trigger, 14),
            (self._undo_or_redo, 14),
            (self._switch, 4),
            (self._what_cannot_be_undone, 1),
            *GridActions(desk, random).things,
            *FormActions(desk, random).things,
            *FoldingActions(desk, figures, random).things,
            *FindingActions(desk, figures, random).things,
            *ManyFormsActions(desk, figures, random).things,
            *HistoryActions(desk, figures, random).things,
        )

    @property
    def _window(self) -> MainWindow:
        return self._desk.window

    @property
    def _session(self) -> EditingSession:
        return self._desk.session

    def choose(self) -> Callable[[], object]:
        """Return the next thing to do, which returns how it was done."""
        weights = [weight for _, weight in self._things]
        ((thing, _),) = self._random.choices(self._things, weights)
        return thing

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
        if self._desk.goes_back():
            return self._give_up()
        return f"{place.path} {self._type()}"

    def _give_up(self) -> str:
        """Give up what cannot stand, as one does before long; it stays sometimes."""
        if self._random.random() < 0.5:
            QTest.keyClick(self._desk.focus(), Qt.Key.Key_Escape)
            return "given up"
        return "stays"

    def _press(self) -> str:
        key, modifier = self._random.choice(_KEYS), self._random.choice(_MODIFIERS)
        QTest.keyClick(self._desk.focus(), key, modifier)
        return f"{modifier.name}+{key.name}"

    def _type(self) -> str:
        typed = text(self._random, 8)
        type_text(self._desk.focus, typed)
        if self._random.random() < 0.6:
            QTest.keyClick(self._desk.focus(), self._random.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab)))
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
        if self._desk.store.count() > _MOST_FORMS:
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
        store = self._desk.store
        folder = backup_folder(store.path)
        back_up(store, folder)
        restore_backup(store, self._random.choice(backups(folder)).path, folder)
        self._window.commands.stores.restored.emit("已恢复备份。", None)
        return "restore"
