"""What was found in many forms: the forms, and in each the cells, with a tick for each that is replaced."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.domain.places import place_label
from perfeval_desktop.find_replace.form_matches import count
from perfeval_desktop.find_replace.matcher import Span
from perfeval_desktop.find_replace.replacing import Replacement, replacements
from perfeval_desktop.find_replace.store_search import FormMatches
from perfeval_desktop.store import FormId

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
WHERE, BEFORE, AFTER = range(3)
# The role under which a cell hands out an Excerpt.
EXCERPT_ROLE = Qt.ItemDataRole.UserRole
# So many forms are shown at first, and more when one has come to their end.
SHOWN_AT_ONCE = 50
_BEFORE, _MOST = 16, 200
_LEFT_OUT = "…"


class Excerpt(NamedTuple):
    """A text on one line, what is before the first of its marked stretches cut short."""

    text: str
    spans: tuple[Span, ...]


class Hit(NamedTuple):
    """A cell in which the text stands; ``replacement`` is ``None`` where nothing is put in its place."""

    place: Place
    label: str
    before: Excerpt
    replacement: Replacement | None


@dataclass(eq=False)
class FormHits:
    """The hits in one form; ``ticked`` are the numbers of those that are replaced."""

    row: int
    form_id: FormId
    unit: str
    project: str
    is_final: bool
    hits: Sequence[Hit]
    ticked: set[int] = field(default_factory=set)

    @property
    def replaceable(self) -> list[int]:
        """The numbers of the hits that can be replaced."""
        return [number for number, one in enumerate(self.hits) if one.replacement is not None]


class HitModel(QAbstractItemModel):
    """A tree of two levels, with ``number`` places in all. ``ticked`` is emitted when other hits are ticked.

    ``to`` is what is put in the place of what was found, ``None`` where nothing is.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.forms: list[FormHits] = []
        self.number = 0
        # How many of the forms have a row: a view looks at every row whenever one is added.
        self._shown = 0
        self.to: str | None = None
        self.with_figures = False

    def begin(self, to: str | None, *, with_figures: bool) -> None:
        """Begin anew, with nothing found yet."""
        self.beginResetModel()
        self.forms, self.number, self._shown = [], 0, 0
        self.to, self.with_figures = to, with_figures
        self.endResetModel()

    def add(self, found: Sequence[FormMatches]) -> None:
        """Add forms below the others, all of their hits ticked; the first ones are shown."""
        first = len(self.forms)
        self.forms += [self._hits_of(first + number, one) for number, one in enumerate(found)]
        self.number += sum(count(one.found) for one in found)
        self._show(max(self._shown, SHOWN_AT_ONCE))

    def show_more(self) -> None:
        """Show the next forms, if there are any."""
        self._show(self._shown + SHOWN_AT_ONCE)

    def _show(self, most: int) -> None:
        last = min(len(self.forms), most)
        if last > self._shown:
            self.beginInsertRows(_ROOT, self._shown, last - 1)
            self._shown = last
            self.endInsertRows()

    def chosen(self) -> dict[FormId, list[Replacement]]:
        """Return what is ticked, by form."""
        return {
            one.form_id: [
                hit.replacement
                for number, hit in enumerate(one.hits)
                if number in one.ticked and hit.replacement is not None
            ]
            for one in self.forms
            if one.ticked
        }

    def hit_at(self, index: _Index) -> tuple[FormHits, Hit] | None:
        """Return what stands in a row; of a form, its first hit."""
        if not index.isValid():
            return None
        form = self._form_at(index)
        number = index.row() if index.internalId() else 0
        return form, form.hits[number]

    def _hits_of(self, row: int, found: FormMatches) -> FormHits:
        planned: dict[Place, Replacement] = {}
        is_final = found.form.state is FormState.FINAL
        if self.to is not None and not is_final:
            cells = replacements(
                found.template, found.form, found.found, self.to, with_figures=self.with_figures
            ).cells
            planned = {one.place: one for one in cells}
        hits = [
            Hit(
                one.place,
                place_label(found.template, found.form, one.place),
                excerpt(one.text, one.spans),
                planned.get(one.place),
            )
            for one in found.found
        ]
        unit, project = f"{found.form.year} {found.unit}", f"{found.project}（{count(found.found)} 处）"
        form = FormHits(row, found.form_id, unit, project, is_final, hits)
        form.ticked.update(form.replaceable)
        return form

    def _form_at(self, index: _Index) -> FormHits:
        return self.forms[index.internalId() - 1 if index.internalId() else index.row()]

    # -- Qt ----------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: _Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        # A form has 0, its hits have the number of the form, from 1.
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: _Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # as Qt has it, twice
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        if not parent.isValid():
            return self._shown
        return 0 if parent.internalId() or parent.column() else len(self.forms[parent.row()].hits)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        del parent
        return AFTER + 1 if self.to is not None else BEFORE + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return ("在哪里", "原文", "替换后")[section]

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        form = self._form_at(index)
        if not index.internalId():
            return self._of_form(form, index.column(), role)
        return self._of_hit(form, index.row(), index.column(), role)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_checkable = self.data(index, _Role.CheckStateRole) is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_checkable else flags

    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole:
            return False
        form = self._form_at(index)
        numbers = [index.row()] if index.internalId() else form.replaceable
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            form.ticked.update(numbers)
        else:
            form.ticked.difference_update(numbers)
        above = self.index(form.row, 0)
        self.dataChanged.emit(above, above)
        last = self.index(len(form.hits) - 1, 0, above)
        self.dataChanged.emit(self.index(0, 0, above), last)
        self.ticked.emit()
        return True

    def _of_form(self, form: FormHits, column: int, role: int) -> object:
        if column == WHERE and role == _Role.CheckStateRole and form.replaceable:
            if not form.ticked:
                return Qt.CheckState.Unchecked
            is_whole = len(form.ticked) == len(form.replaceable)
            return Qt.CheckState.Checked if is_whole else Qt.CheckState.PartiallyChecked
        if role != _Role.DisplayRole:
            return None
        return (form.unit, form.project, "已定稿，不替换" if form.is_final else "")[column]

    def _of_hit(self, form: FormHits, row: int, column: int, role: int) -> object:
        hit = form.hits[row]
        if column == WHERE:
            if role == _Role.CheckStateRole and hit.replacement is not None:
                return Qt.CheckState.Checked if row in form.ticked else Qt.CheckState.Unchecked
            return hit.label if role == _Role.DisplayRole else None
        shown = self._excerpt(form, hit, column)
        if role == EXCERPT_ROLE:
            return shown
        return shown.text if role in (_Role.DisplayRole, _Role.AccessibleTextRole) else None

    def _excerpt(self, form: FormHits, hit: Hit, column: int) -> Excerpt:
        if column == BEFORE:
            return hit.before
        if hit.replacement is not None:
            return excerpt(hit.replacement.after, hit.replacement.new_spans)
        return Excerpt("" if form.is_final else "（数字或选项，不替换）", ())


def excerpt(text: str, spans: Sequence[Span]) -> Excerpt:
    """Return ``text`` on one line, from a little before the first of ``spans`` on."""
    line = "".join(" " if one.isspace() else one for one in text)
    start = max(0, spans[0].start - _BEFORE) if spans else 0
    before = _LEFT_OUT if start else ""
    moved = len(before) - start
    shown = f"{before}{line[start : start + _MOST]}"
    inside = (Span(one.start + moved, min(one.end + moved, len(shown))) for one in spans)
    return Excerpt(shown, tuple(one for one in inside if one.start < one.end))
