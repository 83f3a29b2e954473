"""The panel on the left: filter box, tree, empty states, recycle bin; it follows the session."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from perfeval_desktop.errors import StorageError
from perfeval_desktop.session import Notification
from perfeval_desktop.store import FormId, FormSummary, UnitYear
from perfeval_ui.project_tree.grouping import Grouping, GroupPath
from perfeval_ui.project_tree.list_reader import ListReader
from perfeval_ui.project_tree.model import ProjectTreeModel
from perfeval_ui.project_tree.view import ProjectTreeView
from perfeval_ui.project_tree.view_before import ViewsBefore
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM, Tint, icon
from perfeval_ui.widgets.empty_page import EmptyPage, NoHitPage
from perfeval_ui.widgets.filter_box import FilterBox
from perfeval_ui.widgets.focus_passer import FocusPasser

# The first group is unfolded at the start, and new groups when they come, for no more forms than this.
FEW_AT_ONCE = 50
# What the filter lets through is unfolded if it is no more forms than this.
FEW_HITS = 200


class ProjectTreePanel(FocusPasser):
    """The forms of the store as a tree.

    ``form_activated`` carries the form that the person has gone to (mouse or keyboard), to be opened;
    ``rename_requested`` a form and the name typed for it; ``unreadable`` why some forms cannot be shown. All
    are the main window's to do.
    """

    form_activated = Signal(object)
    selection_changed = Signal()
    rename_requested = Signal(object, str)
    bin_requested = Signal()
    unreadable = Signal(str)

    def __init__(
        self, signals: SessionSignals, menu_actions: Sequence[QAction | None], parent: QWidget | None = None
    ) -> None:
        """``menu_actions`` make the context menu; ``None`` is a separator."""
        super().__init__(parent)
        self._session = signals.session
        self._is_quiet = False
        self._unfolded: tuple[GroupPath, ...] = ()
        self.model = ProjectTreeModel(self)
        self.reader = ListReader(self._session.form_list, self.model, self._receive, self)
        self.view = ProjectTreeView(self.model, self)
        self.filter_box = FilterBox(
            "筛选项目", "按项目、编码、单位、部门、年度或状态筛选，也可以输拼音、首字母（如 qyzc）", self
        )
        self.menu = _menu_of(menu_actions, self)
        self.bin_button = QToolButton(self)
        self.no_forms = EmptyPage("还没有项目。点“新建项目”开始，或把已有的表拖进来。", self)
        self.no_hit = NoHitPage(self)
        self._pages = QStackedLayout()
        self._arrange()
        self._views_before = ViewsBefore(self.view, self.model)
        self.set_bin_count(0)
        self._show_page()
        self.filter_box.textChanged.connect(self._sift)
        self.filter_box.entered.connect(self.model.prepare_filter)
        self.filter_box.left.connect(self._enter_tree)
        self.no_hit.cleared.connect(self.filter_box.clear)
        self.bin_button.clicked.connect(self._ask_for_bin)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().selectionChanged.connect(self._note_selection)
        self.view.names.name_entered.connect(self.rename_requested)
        self.view.expanded.connect(self._fill)
        self.reader.failed.connect(self.unreadable)
        signals.changed.connect(self._follow)

    # -- for the main window -----------------------------------------------------------------------------

    @property
    def grouping(self) -> Grouping:
        """The levels above the projects."""
        return self.model.grouping

    def load(self) -> None:
        """Show what the store holds now. Raises :class:`StorageError` where it cannot be read."""
        binned, shown = self._session.form_list.bin_count(), self._session.shown
        with self._anew():
            self.reader.begin()
            self.model.set_open(shown.form_id if shown else None)
            self._unfold_at_start()
        self.set_bin_count(binned)

    def set_grouping(self, grouping: Grouping) -> None:
        """Group the projects otherwise; filter and selection stay."""
        if grouping is not self.model.grouping:
            with self._anew():
                self.model.set_grouping(grouping)
                self._unfold_at_start()

    def set_bin_count(self, count: int) -> None:
        """Offer the recycle bin with this many forms in it; an empty one is not offered."""
        self.bin_button.setText(f"回收站 ({count})")
        self.bin_button.setVisible(count > 0)

    def focus_filter(self) -> None:
        """Give the keyboard to the filter box, its text selected."""
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def selected_forms(self) -> tuple[FormId, ...]:
        """Return the selected forms and those in selected groups, from top to bottom."""
        self.reader.provide(self.model.awaited_at(self.view.selectionModel().selectedIndexes()))
        return self.model.forms_at(self.view.selectionModel().selectedIndexes())

    def current_form(self) -> FormId | None:
        """Return the form in the row the keyboard is at, ``None`` if that is no project."""
        summary = self.model.summary(self.view.currentIndex())
        return summary.form_id if summary else None

    @property
    def is_empty(self) -> bool:
        """Whether there is no form at all, shown or kept back by the filter."""
        return len(self.model) == 0

    def first_form(self) -> FormId | None:
        """Return the topmost form that is shown, ``None`` where none is."""
        topmost = self.model.root
        while topmost.groups:
            topmost = topmost.groups[0]
        self.reader.provide(self.model.awaited_at([self.model.index_of_group(topmost)]))
        first = next(self.model.root.all_forms(), None)
        return first.form_id if first else None

    def holds(self, form_id: FormId) -> bool:
        """Whether a form is in the tree, filtered out or not."""
        self.reader.provide_form(form_id)
        return form_id in self.model

    def select(self, form_id: FormId) -> None:
        """Go to a form, without activating it; a filter that keeps it back is cleared."""
        if self.holds(form_id) and not self.model.index_of(form_id).isValid():
            self.filter_box.clear()
        index = self.model.index_of(form_id)
        if index.isValid():
            with self._quietly():
                self.view.select_rows([index], index)
                self.view.bring_in_sight(index)

    def select_several(self, form_ids: Sequence[FormId]) -> None:
        """Select some forms, one at least, and go to the first; a filter that keeps any back is cleared."""
        if any(self.holds(one) and not self.model.index_of(one).isValid() for one in form_ids):
            self.filter_box.clear()
        self.select(form_ids[0])
        indexes = [index for index in map(self.model.index_of, form_ids) if index.isValid()]
        with self._quietly():
            self.view.select_rows(indexes, self.model.index_of(form_ids[0]))

    def rename(self) -> None:
        """Let the person type another name for the current project, in place."""
        index = self.view.currentIndex()
        is_renaming = self.view.state() is ProjectTreeView.State.EditingState
        if self.model.summary(index) and not is_renaming:
            self.view.bring_in_sight(index)
            self.view.edit(index)

    # -- inside ------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.bin_button.setIcon(icon("bin", Tint.QUIET))
        self.bin_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bin_button.setAutoRaise(True)
        self.bin_button.setToolTip("查看已删除的项目，可以恢复")
        for page in (self.view, self.no_forms, self.no_hit):
            self._pages.addWidget(page)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(RHYTHM, RHYTHM, RHYTHM, RHYTHM)
        head.addWidget(self.filter_box)
        foot.setContentsMargins(RHYTHM // 2, RHYTHM // 2, RHYTHM // 2, RHYTHM // 2)
        foot.addWidget(self.bin_button)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._pages, 1)
        column.addLayout(foot)
        self.focus_part = self.view

    def _follow(self, notification: Notification) -> None:
        after = notification.after
        self.model.set_open(after.form_id if after else None)
        if not (notification.listed or notification.unlisted):
            return
        has_new = any(one.form_id not in self.model for one in notification.listed)
        was_in_sight = self.view.is_in_sight(self.view.currentIndex())
        known = {group.number for group in self.model.root.all_groups()}
        before = self._views_before.take(one.form_id for one in notification.listed)
        if notification.unlisted:
            self._views_before.remember(notification.unlisted, after.form_id if after else None)
        with self._quietly():
            self._prepare(notification)
            self.model.apply(notification.listed, notification.unlisted)
            self.reader.recount()
            if before:
                self._views_before.bring_back(before, after.form_id if after else None)
            elif len(notification.listed) <= FEW_AT_ONCE:
                # What is new is to be seen; so is what undo brings back.
                self.view.unfold_new(known)
            if was_in_sight and not self.view.is_in_sight(self.view.currentIndex()):
                # It has moved to another group.
                self.view.bring_in_sight(self.view.currentIndex())
        self._show_page()
        if has_new or notification.unlisted:
            # A number that cannot be read now is read with the next change.
            with suppress(StorageError):
                self.set_bin_count(self._session.form_list.bin_count())

    def _prepare(self, notification: Notification) -> None:
        """See to it that forms that have changed find all others there that they stand with now."""
        if self.model.awaited:
            changed = frozenset(one.form_id for one in notification.listed)
            self.reader.provide([one.unit_year for one in notification.listed], without=changed)

    def _fill(self, index: QModelIndex) -> None:
        """Read what a group that was just unfolded has to show."""
        group = self.model.group(index)
        if group and group.awaited.forms:
            self.reader.provide(self.model.awaited_at([index]))

    def _receive(self, unit_year: UnitYear, summaries: Sequence[FormSummary]) -> None:
        """Show forms that were awaited; what the filter lets through is unfolded as if it had been there."""
        known = {group.number for group in self.model.root.all_groups()} if self.model.is_filtered else set()
        self.model.receive(unit_year, summaries)
        if self.model.is_filtered:
            if self.model.root.count <= FEW_HITS:
                self.view.unfold_new(known)
            self._show_page()

    def _sift(self, typed: str) -> None:
        if not self.model.is_filtered:
            self._unfolded = self.view.unfolded()
        with self._anew():
            self.model.set_filter(typed)
            if not self.model.is_filtered:
                self.view.unfold_paths(self._unfolded)
            elif self.model.root.count <= FEW_HITS:
                self.view.unfold(self.model.root)

    def _unfold_at_start(self) -> None:
        first = next(iter(self.model.root.groups), None)
        if first and first.count <= FEW_AT_ONCE:
            self.view.unfold(first)

    def _enter_tree(self) -> None:
        """Go to the first project that the filter lets through; the person has gone there, so it opens."""
        if self.model.is_filtered:
            self.reader.provide(tuple(self.model.awaited))
        first = self.first_form()
        if first:
            index = self.model.index_of(first)
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            self.view.bring_in_sight(index)
            self.view.select_rows([index], index)

    def _show_page(self) -> None:
        if not len(self.model):
            self._pages.setCurrentWidget(self.no_forms)
        elif not self.model.root.count:
            self.no_hit.set_sought(self.filter_box.text())
            self._pages.setCurrentWidget(self.no_hit)
        else:
            self._pages.setCurrentWidget(self.view)
        self.filter_box.setEnabled(len(self.model) > 0)

    def _note_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.selection_changed.emit()
        rows = self.view.selectionModel().selectedIndexes()
        summary = self.model.summary(rows[0]) if len(rows) == 1 else None
        if summary and not self._is_quiet and summary.form_id != self.model.open_form:
            self.form_activated.emit(summary.form_id)

    def _show_menu(self, at: QPoint) -> None:
        self.menu.popup(self.view.viewport().mapToGlobal(at))

    def _ask_for_bin(self) -> None:
        self.bin_requested.emit()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Whatever is selected meanwhile, the person has not gone there."""
        before, self._is_quiet = self._is_quiet, True
        try:
            yield
        finally:
            self._is_quiet = before

    @contextmanager
    def _anew(self) -> Iterator[None]:
        """Reset the model: afterwards the same forms are selected, or the open one if none is left."""
        rows = map(self.model.summary, self.view.selectionModel().selectedIndexes())
        selected = [summary.form_id for summary in rows if summary]
        current = self.current_form()
        with self._quietly():
            yield
            for form_id in filter(None, (*selected, current, self.model.open_form)):
                self.reader.provide_form(form_id)
            self.view.take_up(selected, current)
        self._show_page()
        self.selection_changed.emit()


def _menu_of(actions: Sequence[QAction | None], parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    for action in actions:
        if action:
            menu.addAction(action)
        else:
            menu.addSeparator()
    return menu
