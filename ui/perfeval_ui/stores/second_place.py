"""What is remembered of the second place for the backups of a store, and how that is told."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from PySide6.QtCore import QSettings

from perfeval_desktop import paths

_KEY = "second_places"
# Nobody is reminded of a stick that is not plugged in before.
_PATIENCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """A folder, and how copying into it went; ``None`` for what has not happened yet.

    ``failing_since`` is the first failure after the last copy, ``failed_at`` the last one, ``why`` a
    sentence about that. A copy at ``copied_at`` is one that was read back, too.
    """

    folder: Path
    copied_at: datetime | None = None
    failing_since: datetime | None = None
    failed_at: datetime | None = None
    why: str = ""

    @property
    def is_failing(self) -> bool:
        """Whether the last attempt failed."""
        return self.failing_since is not None

    def after_copy(self, at: datetime) -> "SecondPlace":
        """Return it after a copy; when and why it failed before is still told."""
        return replace(self, copied_at=at, failing_since=None)

    def after_failure(self, at: datetime, why: str) -> "SecondPlace":
        """Return it after a failure."""
        return replace(self, failing_since=self.failing_since or at, failed_at=at, why=why)

    def reminder(self, now: datetime) -> str:
        """Return what to tell where it has been failing for a week; ``""`` for nothing."""
        if self.failing_since is None or now - self.failing_since < _PATIENCE:
            return ""
        days = (now - self.failing_since).days
        return f"备份已有 {days} 天没有另存到第二处。{self.why}"

    def encoded(self) -> dict[str, str]:
        """Return it as plain texts."""
        return {key: str(value) for key, value in asdict(self).items() if value}

    @classmethod
    def decoded(cls, texts: dict[str, str]) -> Self:
        """Return what :meth:`encoded` made ``texts`` of; of others raise what comes of it."""
        moments = {
            key: datetime.fromisoformat(texts[key])
            for key in ("copied_at", "failing_since", "failed_at")
            if key in texts
        }
        return cls(Path(texts["folder"]), **moments, why=texts.get("why", ""))


class SecondPlaceSettings:
    """The second places of all stores, kept in the settings; a store in the data folder by its name alone."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def get(self, store: Path) -> SecondPlace | None:
        """Return that of a store, ``None`` where none was chosen."""
        try:
            return SecondPlace.decoded(self._all()[_name(store)])
        except (ValueError, LookupError, TypeError, AttributeError):
            # None, or somebody has been at the file of the settings.
            return None

    def set(self, store: Path, place: SecondPlace | None) -> None:
        """Keep ``place`` for a store; ``None`` for none any more."""
        others = {name: texts for name, texts in self._all().items() if name != _name(store)}
        known = others | ({_name(store): place.encoded()} if place else {})
        self._settings.setValue(_KEY, json.dumps(known, ensure_ascii=False))
        self._settings.sync()

    def _all(self) -> dict[str, dict[str, str]]:
        try:
            known = json.loads(str(self._settings.value(_KEY, "{}")))
        except ValueError:
            return {}
        return known if isinstance(known, dict) else {}


def _name(store: Path) -> str:
    return store.name if store.parent == paths.data_folder() else str(store)
