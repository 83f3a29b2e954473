"""What was found, as rows of a list: forms by their names, and texts in forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.search.text_search import TextHit
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import department_text, project_text, unit_text

AnyIndex = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What the model tells beside Qt's own roles."""

    # The Hit of a row.
    HIT = Qt.ItemDataRole.UserRole
    # The words looked for, to be marked.
    WORDS = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A form, and the cell in it where a text was found; ``None`` for one found by its names."""

    form: FormSummary
    text: TextHit | None = None

    @property
    def name(self) -> str:
        """The name of the project, on one line."""
        return project_text(self.form)

    @property
    def year(self) -> str:
        """The year, in words."""
        return year_text(self.form.year)

    @property
    def detail(self) -> str:
        """Where it belongs: unit and department, or the cell and the text around what was found."""
        if self.text is not None:
            return f"{self.text.label}：{self.text.excerpt}"
        return f"{unit_text(self.form.implementing_unit)} · {department_text(self.form.department)}"

    @property
    def sentence(self) -> str:
        """All of it, for a screen reader."""
        return f"{self.name}，{self.form.state.label}，{self.year}，{self.detail}"


class HitModel(QAbstractListModel):
    """The hits, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._words: tuple[str, ...] = ()

    @property
    def hits(self) -> Sequence[Hit]:
        """All of them."""
        return self._hits

    def show(self, hits: Sequence[Hit], words: Sequence[str]) -> None:
        """Show ``hits`` for ``words`` in place of those before."""
        self.beginResetModel()
        self._hits, self._words = [*hits], tuple(words)
        self.endResetModel()

    def add(self, hits: Sequence[Hit]) -> None:
        """Show more below."""
        if hits:
            first = len(self._hits)
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._hits.extend(hits)
            self.endInsertRows()

    def hit(self, index: AnyIndex) -> Hit | None:
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
