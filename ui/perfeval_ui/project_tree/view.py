"""The view of the project tree: one column from edge to edge, several rows selectable."""

from collections.abc import Container, Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from perfeval_desktop.store import FormId
from perfeval_ui.project_tree.delegate import ProjectTreeDelegate
from perfeval_ui.project_tree.grouping import Group, GroupPath
from perfeval_ui.project_tree.model import ProjectTreeModel
from perfeval_ui.project_tree.row_style import INDENTATION
from perfeval_ui.widgets.composing_view import ComposingView

AnyIndex = QModelIndex | QPersistentModelIndex


class ProjectTreeView(ComposingView, QTreeView):
    """Shows a :class:`ProjectTreeModel`; knows how to unfold groups and to take up a selection again."""

    def __init__(self, model: ProjectTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = model
        self.names = ProjectTreeDelegate(self)
        self.setItemDelegate(self.names)
        # Before there are rows: Qt 6.8 keeps no height for those it laid out one by one.
        self.setUniformRowHeights(True)
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setIndentation(INDENTATION)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName("项目")

    # -- folding -----------------------------------------------------------------------------------------

    def unfold(self, group: Group) -> None:
        """Expand a group and all groups below it."""
        for one in (group, *group.all_groups()):
            self.expand(self._tree.index_of_group(one))

    def unfold_new(self, known: Container[int]) -> None:
        """Expand the groups whose numbers are not among those known before."""
        for group in tuple(self._tree.root.all_groups()):
            if group.number not in known:
                self.expand(self._tree.index_of_group(group))

    def unfolded(self) -> tuple[GroupPath, ...]:
        """Return the paths of the groups that are expanded."""
        groups = self._tree.root.all_groups()
        return tuple(one.path for one in groups if self.isExpanded(self._tree.index_of_group(one)))

    def unfold_paths(self, paths: Iterable[GroupPath]) -> None:
        """Expand the groups with these paths, as far as they are there."""
        for path in paths:
            self.expand(self._tree.index_of_path(path))

    def is_in_sight(self, index: QModelIndex) -> bool:
        """Whether every group around a row is expanded; it may still have to be scrolled to."""
        return index.isValid() and all(self.isExpanded(one) for one in _around(index))

    def bring_in_sight(self, index: QModelIndex) -> None:
        """Expand every group around a row and scroll to it."""
        for one in _around(index):
            self.expand(one)
        self.scrollTo(index)

    # -- the selection -----------------------------------------------------------------------------------

    def select_rows(self, indexes: Sequence[QModelIndex], current: QModelIndex) -> None:
        """Select these rows and no others."""
        selection = QItemSelection()
        for first, last in _runs(indexes):
            selection.select(first, last)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(current, flag.NoUpdate)
        self.selectionModel().select(selection, flag.ClearAndSelect)

    def take_up(self, form_ids: Iterable[FormId], current: FormId | None) -> None:
        """Select these forms, as far as they are shown, after a reset; the open one if none of them is."""
        indexes = [index for index in map(self._tree.index_of, form_ids) if index.isValid()]
        index = self._tree.index_of(current) if current else QModelIndex()
        if not indexes and self._tree.open_form:
            index = self._tree.index_of(self._tree.open_form)
            indexes = [index] if index.isValid() else []
        elif indexes and not index.isValid():
            index = indexes[0]
        self.select_rows(indexes, index)
        if index.isValid():
            self.bring_in_sight(index)

    def selectAll(self) -> None:
        """Select every row there is to see, a group's rows in one piece: Qt would take seconds for 1,000."""
        selection = QItemSelection()
        for group in (self._tree.root, *self._tree.root.all_groups()):
            around = self._tree.index_of_group(group)
            rows = self._tree.rowCount(around)
            if rows and (group is self._tree.root or (self.isExpanded(around) and self.is_in_sight(around))):
                selection.select(self._tree.index(0, 0, around), self._tree.index(rows - 1, 0, around))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # -- what Qt asks for --------------------------------------------------------------------------------

    def drawBranches(self, _painter: QPainter, _rect: QRect, _index: AnyIndex) -> None:
        """Leave the branch to the delegate, which paints the row as a whole."""

    def dataChanged(self, top_left: AnyIndex, bottom_right: AnyIndex, roles: Sequence[int] = ()) -> None:
        """Repaint from edge to edge: Qt would leave out the branch."""
        super().dataChanged(top_left, bottom_right, roles)
        self.viewport().update()


def _around(index: QModelIndex) -> list[QModelIndex]:
    """Return the rows around ``index``, the nearest first."""
    rows = []
    index = index.parent()
    while index.isValid():
        rows.append(index)
        index = index.parent()
    return rows


def _runs(indexes: Iterable[QModelIndex]) -> list[tuple[QModelIndex, QModelIndex]]:
    """Return the first and last of each run of rows that follow each other in one group."""
    runs: list[tuple[QModelIndex, QModelIndex]] = []
    for index in indexes:
        if runs:
            first, last = runs[-1]
            if (last.internalId(), last.row() + 1) == (index.internalId(), index.row()):
                runs[-1] = (first, index)
                continue
        runs.append((index, index))
    return runs
