"""The commands of the menus, each with its key and its way through the menus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

_MNEMONIC = re.compile(r"\(&.\)|&(.)")
_AND = " › "


@dataclass(frozen=True, slots=True)
class Command:
    """An action, and the menus in which it stands, from the menu bar on; it may stand in none."""

    action: QAction
    path: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it is remembered by: what its text is as long as it names nothing that was done."""
        return _AND.join((*self.path, self.action.iconText()))


@dataclass(frozen=True, slots=True)
class CommandHit:
    """A command that was found; ``why_not`` says why it cannot be run now, ``""`` where it can."""

    command: Command
    why_not: str = ""

    @property
    def name(self) -> str:
        """Its words without what underlines a letter."""
        return plain_words(self.command.action.text())

    @property
    def at_right(self) -> str:
        """Its key; where it has two, the first."""
        return self.command.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def detail(self) -> str:
        """Where it stands, whether it is switched on, and why it cannot be run."""
        action = self.command.action
        is_on = "已选" if action.isCheckable() and action.isChecked() else ""
        return " · ".join(filter(None, (_AND.join(self.command.path), is_on, self.why_not)))

    @property
    def sentence(self) -> str:
        """All of it, for a screen reader."""
        return "，".join(filter(None, (self.name, self.at_right, self.detail)))

    @property
    def icon(self) -> QIcon:
        """The icon it has in the menu; it may be empty."""
        return self.command.action.icon()

    @property
    def is_enabled(self) -> bool:
        """Whether it can be run."""
        return self.command.action.isEnabled()


def plain_words(text: str) -> str:
    """Return the words of a menu without mnemonic and dots."""
    return _MNEMONIC.sub(r"\1", text).rstrip("…")


def commands_in(widget: QWidget, path: tuple[str, ...] = ()) -> Iterator[Command]:
    """Yield the commands of a menu bar or menu and of the menus in it, from the top.

    Menus that are filled when they are opened are filled.
    """
    if isinstance(widget, QMenu):
        widget.aboutToShow.emit()
    for action in widget.actions():
        menu = QMenu.menuInAction(action)
        if isinstance(menu, QMenu):
            yield from commands_in(menu, (*path, plain_words(menu.title())))
        elif not action.isSeparator():
            yield Command(action, path)
