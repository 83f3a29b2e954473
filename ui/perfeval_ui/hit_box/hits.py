"""What was found, as rows of a list, whatever it is."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

AnyIndex = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class Hit(Protocol):
    """What a row tells: a name with an icon before it and something short at the right, more below."""

    @property
    def name(self) -> str:
        """What was found, on one line."""
        ...

    @property
    def at_right(self) -> str:
        """Something short beside the name."""
        ...

    @property
    def detail(self) -> str:
        """What stands below the name."""
        ...

    @property
    def sentence(self) -> str:
        """All of it, for a screen reader."""
        ...

    @property
    def icon(self) -> QIcon:
        """The icon; it may be empty."""
        ...

    @property
    def is_enabled(self) -> bool:
        """Whether it can be chosen; else it stands back."""
        ...


AnyHit = TypeVar("AnyHit", bound=Hit)


class Role(IntEnum):
    """What the model tells beside Qt's own roles."""

    # The Hit of a row.
    HIT = Qt.ItemDataRole.UserRole
    # The words looked for, to be marked.
    WORDS = Qt.ItemDataRole.UserRole + 1


class HitModel(QAbstractListModel, Generic[AnyHit]):
    """The hits, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[AnyHit] = []
        self._words: tuple[str, ...] = ()

    @property
    def hits(self) -> Sequence[AnyHit]:
        """All of them."""
        return self._hits

    def show(self, hits: Sequence[AnyHit], words: Sequence[str]) -> None:
        """Show ``hits`` for ``words`` in place of those before."""
        self.beginResetModel()
        self._hits, self._words = [*hits], tuple(words)
        self.endResetModel()

    def add(self, hits: Sequence[AnyHit]) -> None:
        """Show more below."""
        if hits:
            first = len(self._hits)
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._hits.extend(hits)
            self.endInsertRows()

    def hit(self, index: AnyIndex) -> AnyHit | None:
        """Return the hit of a row."""
        return self._hits[index.row()] if index.isValid() else None

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hit(index)
        if hit is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return hit.sentence
            case Role.HIT:
                return hit
            case Role.WORDS:
                return self._words
        return None
