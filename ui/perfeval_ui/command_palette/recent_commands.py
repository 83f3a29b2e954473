"""The commands that were run in the palette last."""

from PySide6.QtCore import QSettings

_KEY = "recent_commands"
_MOST = 12


class RecentCommands:
    """The list of their keys, kept in the settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def newest_first(self) -> tuple[str, ...]:
        """Their keys, the last one first; some may be commands that are no more."""
        # QSettings returns a list of one text as a text.
        written = self._settings.value(_KEY, [])
        keys = [written] if isinstance(written, str) else written if isinstance(written, list) else []
        return tuple(map(str, keys))

    def add(self, key: str) -> None:
        """Put a command at the top of the list."""
        others = (one for one in self.newest_first if one != key)
        self._settings.setValue(_KEY, [key, *others][:_MOST])
