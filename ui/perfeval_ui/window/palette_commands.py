"""The command palette: the box over the window, from the key to the command that is run."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from perfeval_desktop.session import EditingSession
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perfeval_desktop.store import FormId
    from perfeval_ui.command_palette.box import CommandBox
    from perfeval_ui.command_palette.command_hit import Command, CommandHit
    from perfeval_ui.command_palette.recent_commands import RecentCommands


class PaletteCommands(QObject):
    """Opens the box and runs what is chosen in it; ``chosen`` tells which forms commands are about."""

    def __init__(
        self,
        session: EditingSession,
        settings: QSettings,
        chosen: "Callable[[], Sequence[FormId]]",
        frame: WindowFrame,
    ) -> None:
        super().__init__(frame)
        self._session, self._settings, self._chosen, self._frame = session, settings, chosen, frame

    @cached_property
    def box(self) -> "CommandBox":
        """The box; made, with all it needs, when it is first opened."""
        from perfeval_ui.command_palette.box import CommandBox  # noqa: PLC0415

        box = CommandBox(self._frame)
        box.chosen.connect(self._run)
        return box

    @cached_property
    def recent(self) -> "RecentCommands":
        """The commands that were run in it last."""
        from perfeval_ui.command_palette.recent_commands import RecentCommands  # noqa: PLC0415

        return RecentCommands(self._settings)

    def open_box(self) -> None:
        """Open the box; what was being typed is saved by then."""
        if self.box.isHidden():
            self.box.renew(self._hits())
        self.box.open_box(QApplication.focusWidget())

    def _hits(self) -> "list[CommandHit]":
        """Return all commands, those run last first."""
        from perfeval_ui.command_palette.command_hit import CommandHit  # noqa: PLC0415  # with the box
        from perfeval_ui.window.unavailable import why_not  # noqa: PLC0415  # with the box

        actions, chosen = self._frame.actions_, self._chosen()
        places = {key: place for place, key in enumerate(self.recent.newest_first)}
        commands = sorted(self._commands(), key=lambda one: places.get(one.key, len(places)))
        return [CommandHit(one, why_not(one.action, actions, self._session, chosen)) for one in commands]

    def _commands(self) -> "list[Command]":
        """Return the commands of the menus, and those that stand in none of them."""
        from perfeval_ui.command_palette.command_hit import Command, commands_in  # noqa: PLC0415  # with the box

        found = {command.action: command for command in commands_in(self._frame.menuBar())}
        own = self._frame.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)
        others = [one for one in own if one.text() and not one.isSeparator() and one not in found]
        return [*found.values(), *(Command(one, ()) for one in others)]

    def _run(self, hit: "CommandHit") -> None:
        self.recent.add(hit.command.key)
        hit.command.action.trigger()
