"""The project tree as a Qt model: groups, and in the lowest ones the forms that pass the filter.

The model never changes data itself: it follows what the session tells, row by row, so that selection and
expansion survive. Only another grouping or another filter resets it. Forms may come after their groups, all
those of a unit and year at once: of these there are only counts before, and no rows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_desktop.store import FormCount, FormId, FormSummary, UnitYear
from perfeval_ui.project_tree.form_filter import FormFilter
from perfeval_ui.project_tree.group_tree import GroupTree
from perfeval_ui.project_tree.grouping import NO_FORMS, Group, Grouping, GroupPath
from perfeval_ui.project_tree.row_data import Role, form_data, group_data

AnyIndex = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class ProjectTreeModel(QAbstractItemModel):
    """The forms under their groups, in one column. An index carries the number of the group it is in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms: dict[FormId, FormSummary] = {}
        self._awaited: dict[UnitYear, FormCount] = {}
        self._filter = FormFilter()
        self._open: FormId | None = None
        self._arrangement = GroupTree(Grouping.BY_YEAR)

    # -- what it shows -----------------------------------------------------------------------------------

    @property
    def grouping(self) -> Grouping:
        """The levels above the projects."""
        return self._arrangement.grouping

    @property
    def is_filtered(self) -> bool:
        """Whether some forms may be kept back."""
        return self._filter.is_on

    @property
    def root(self) -> Group:
        """The group around all that is shown."""
        return self._arrangement.root

    @property
    def open_form(self) -> FormId | None:
        """The form whose row is marked."""
        return self._open

    def __contains__(self, form_id: FormId) -> bool:
        """Whether the form is in the tree, shown or kept back by the filter; not while it is awaited."""
        return form_id in self._forms

    def __len__(self) -> int:
        """How many forms are in the tree, shown, kept back by the filter, or awaited."""
        return len(self._forms) + sum(count.forms for count in self._awaited.values())

    @property
    def awaited(self) -> Mapping[UnitYear, FormCount]:
        """How many forms of which units and years have not come yet."""
        return self._awaited

    def forms(self) -> Collection[FormSummary]:
        """Return all forms that have come, shown or kept back by the filter, in no particular order."""
        return self._forms.values()

    def form(self, form_id: FormId) -> FormSummary | None:
        """Return a form that has come, shown or kept back by the filter."""
        return self._forms.get(form_id)

    def awaited_at(self, indexes: Iterable[AnyIndex]) -> tuple[UnitYear, ...]:
        """Return the units and years below these rows whose forms have not come yet."""
        paths = [group.path for group in map(self.group, indexes) if group] if self._awaited else []
        path_of = self.grouping.path
        return tuple(one for one in self._awaited if any(path_of(one)[: len(path)] == path for path in paths))

    def summary(self, index: AnyIndex) -> FormSummary | None:
        """Return the form of a project row, ``None`` for a group."""
        if not index.isValid():
            return None
        around = self._arrangement.numbered(index.internalId())
        return around.forms[index.row()] if around.forms else None

    def group(self, index: AnyIndex) -> Group | None:
        """Return the group of a group row, ``None`` for a project; the invalid index stands for the root."""
        if not index.isValid():
            return self.root
        around = self._arrangement.numbered(index.internalId())
        return around.groups[index.row()] if around.groups else None

    def index_of(self, form_id: FormId) -> QModelIndex:
        """Return the form's row, the invalid index where it is not shown."""
        group = self._arrangement.holder(form_id)
        return self.createIndex(group.row_of(form_id), 0, group.number) if group else QModelIndex()

    def index_of_group(self, group: Group) -> QModelIndex:
        """Return the row of a group of this model, the invalid index for the root."""
        return self.createIndex(group.row, 0, group.parent.number) if group.parent else QModelIndex()

    def index_of_path(self, path: GroupPath) -> QModelIndex:
        """Return the row of the group with this path, the invalid index where there is none."""
        group = self._arrangement.group_at(path)
        return self.index_of_group(group) if group else QModelIndex()

    def forms_at(self, indexes: Iterable[AnyIndex]) -> tuple[FormId, ...]:
        """Return the forms in these rows and below them, each once, from top to bottom."""
        chosen: set[FormId] = set()
        for index in indexes:
            summary, group = self.summary(index), self.group(index)
            if summary:
                chosen.add(summary.form_id)
            elif group:
                chosen.update(one.form_id for one in group.all_forms())
        if len(chosen) < 2:
            return tuple(chosen)
        return tuple(one.form_id for one in self.root.all_forms() if one.form_id in chosen)

    # -- how it changes ----------------------------------------------------------------------------------

    def reset(
        self, summaries: Iterable[FormSummary], awaited: Mapping[UnitYear, FormCount] | None = None
    ) -> None:
        """Show these forms and no others; those ``awaited`` come later, by :meth:`receive`."""
        self._forms = {one.form_id: one for one in summaries}
        self._awaited = dict(awaited or {})
        self._arrange(self.grouping)

    def set_grouping(self, grouping: Grouping) -> None:
        """Group the forms otherwise."""
        self._arrange(grouping)

    def set_filter(self, typed: str) -> None:
        """Show only what :class:`FormFilter` lets through for ``typed``."""
        self._filter.look_for(typed)
        self._arrange(self.grouping)

    def prepare_filter(self) -> None:
        """Make ready for a filter that is about to be typed."""
        self._filter.prepare(self._by_id())

    def set_open(self, form_id: FormId | None) -> None:
        """Mark the row of the open form."""
        if form_id == self._open:
            return
        before, self._open = self._open, form_id
        for one in (before, form_id):
            index = self.index_of(one) if one else QModelIndex()
            if index.isValid():
                self.dataChanged.emit(index, index, [Role.IS_OPEN])

    def receive(self, unit_year: UnitYear, summaries: Sequence[FormSummary]) -> None:
        """Show the forms of a unit and year that were awaited: all of them, in the order of their ids."""
        for summary in summaries:
            # Where another program has moved it meanwhile, it has come with other forms before.
            self._hide(summary.form_id)
            self._forms[summary.form_id] = summary
        path = self.grouping.path(unit_year)
        group = self._arrangement.group_at(path)
        before = group.counts if group else NO_FORMS
        shown = self._filter.passed(summaries)
        if shown:
            group = self._provide(path)
            self.beginInsertRows(self.index_of_group(group), 0, len(shown) - 1)
            self._arrangement.fill(group, shown)
            self.endInsertRows()
        self._expect(unit_year, NO_FORMS)
        if group and group.counts != before:
            self._tell_counts(group.lineage)

    def count(self, counts: Mapping[UnitYear, FormCount]) -> None:
        """Follow how many forms there are now of the units and years that are awaited."""
        for unit_year, awaited in tuple(self._awaited.items()):
            count = counts.get(unit_year, NO_FORMS)
            group = self._expect(unit_year, count)
            if group and count != awaited:
                self._tell_counts(group.lineage)

    def apply(self, listed: Sequence[FormSummary], unlisted: Sequence[FormId]) -> None:
        """Follow a notification: forms whose line is new or different, and forms no longer there."""
        recounted: set[Group] = set()
        for form_id in unlisted:
            self._forms.pop(form_id, None)
            recounted.update(self._hide(form_id))
        for summary in listed:
            if summary.unit_year in self._awaited:
                # It comes with the others.
                self._forms.pop(summary.form_id, None)
                recounted.update(self._hide(summary.form_id))
            else:
                self._forms[summary.form_id] = summary
                recounted.update(self._follow(summary))
        self._tell_counts(recounted)

    def _arrange(self, grouping: Grouping) -> None:
        self.beginResetModel()
        forms = self._by_id()
        awaited = {} if self.is_filtered else self._awaited
        self._arrangement = GroupTree(grouping, self._filter.passed(forms), awaited)
        self.endResetModel()

    def _by_id(self) -> list[FormSummary]:
        return sorted(self._forms.values(), key=attrgetter("form_id"))

    def _expect(self, unit_year: UnitYear, count: FormCount) -> Group | None:
        """Await so many forms of a unit and year from now on; return their group, if they have one.

        While a filter is on, what is awaited shows nowhere.
        """
        self._awaited.pop(unit_year, None)
        if count.forms:
            self._awaited[unit_year] = count
        group = None if self.is_filtered else self._arrangement.group_at(self.grouping.path(unit_year))
        if group:
            group.expect(count)
            self._prune(group)
        return group

    def _tell_counts(self, groups: Iterable[Group]) -> None:
        for group in filter(self._arrangement.holds, groups):
            index = self.index_of_group(group)
            self.dataChanged.emit(index, index)

    # -- one row: each returns the groups whose counts are others now ------------------------------------

    def _follow(self, summary: FormSummary) -> Iterable[Group]:
        """Bring one form's row to where and what it should be now."""
        holder = self._arrangement.holder(summary.form_id)
        if not self._filter.passed([summary]):
            return self._hide(summary.form_id)
        if holder is None:
            return self._show(summary)
        if holder.path != self.grouping.path(summary):
            return self._move(summary, holder)
        return self._replace(summary, holder)

    def _show(self, summary: FormSummary) -> Iterable[Group]:
        group = self._provide(self.grouping.path(summary))
        row = group.row_of(summary.form_id)
        self.beginInsertRows(self.index_of_group(group), row, row)
        self._arrangement.put_form(group, row, summary)
        self.endInsertRows()
        return group.lineage

    def _hide(self, form_id: FormId) -> Iterable[Group]:
        group = self._arrangement.holder(form_id)
        if group is None:
            return ()
        row = group.row_of(form_id)
        self.beginRemoveRows(self.index_of_group(group), row, row)
        self._arrangement.take_form(group, row)
        self.endRemoveRows()
        self._prune(group)
        return group.lineage

    def _move(self, summary: FormSummary, old: Group) -> Iterable[Group]:
        new = self._provide(self.grouping.path(summary))
        row, to = old.row_of(summary.form_id), new.row_of(summary.form_id)
        self.beginMoveRows(self.index_of_group(old), row, row, self.index_of_group(new), to)
        self._arrangement.take_form(old, row)
        self._arrangement.put_form(new, to, summary)
        self.endMoveRows()
        self._prune(old)
        index = self.index_of(summary.form_id)
        self.dataChanged.emit(index, index)
        return (*old.lineage, *new.lineage)

    def _replace(self, summary: FormSummary, group: Group) -> Iterable[Group]:
        row = group.row_of(summary.form_id)
        recounted = group.replace(row, summary)
        index = self.createIndex(row, 0, group.number)
        self.dataChanged.emit(index, index)
        return group.lineage if recounted else ()

    def _provide(self, path: GroupPath) -> Group:
        """Return the group at ``path``; what is missing of it is put in, from the top."""
        group = self.root
        for missing in self._arrangement.missing(path):
            row = missing.row
            self.beginInsertRows(self.index_of_group(missing.parent or group), row, row)
            self._arrangement.put_group(missing)
            self.endInsertRows()
        return self._arrangement.group_at(path) or group

    def _prune(self, group: Group) -> None:
        """Take away what has been left empty, in one piece."""
        emptied = self._arrangement.emptied(group)
        if emptied and emptied.parent:
            row = emptied.row
            self.beginRemoveRows(self.index_of_group(emptied.parent), row, row)
            self._arrangement.take_group(emptied)
            self.endRemoveRows()

    # -- Qt's questions ----------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        group = self.group(parent) if self.hasIndex(row, column, parent) else None
        return self.createIndex(row, column, group.number) if group else QModelIndex()

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]  # not QObject's overload
        return (
            self.index_of_group(self._arrangement.numbered(index.internalId()))
            if index.isValid()
            else QModelIndex()
        )

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        group = self.group(parent) if parent.column() <= 0 else None
        return len(group.groups or group.forms) if group else 0

    def hasChildren(self, parent: AnyIndex = _NOWHERE) -> bool:
        """Whether there is anything below a row; forms that are awaited have no rows yet."""
        group = self.group(parent) if parent.column() <= 0 else None
        return bool(group and (group.groups or group.forms or group.awaited.forms))

    def columnCount(self, _parent: AnyIndex = _NOWHERE) -> int:
        return 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        # Never seen, but heard.
        is_heard = section == 0 and orientation is Qt.Orientation.Horizontal
        return "项目" if is_heard and role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.summary(index):
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"第 {self._level(index)} 级"
        summary = self.summary(index)
        if summary:
            return form_data(summary, role, is_open=summary.form_id == self._open)
        group = self.group(index)
        return group_data(group, role) if group else None

    @staticmethod
    def _level(index: AnyIndex) -> int:
        """Return how deep a row stands, from 1: how far it is indented is not heard."""
        level, parent = 1, index.parent()
        while parent.isValid():
            level, parent = level + 1, parent.parent()
        return level
