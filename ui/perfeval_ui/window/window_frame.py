"""What the main window is made of: its panels, pages, bars and title, and which form they show."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QTabWidget, QWidget

from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.errors import PerfEvalError, StorageError, StorageErrorKind
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.paths import PROGRAM_NAME
from perfeval_desktop.storage.shares.state import share_state
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.summary_texts import project_name
from perfeval_ui.form_page.page import FormPage
from perfeval_ui.history.panel import HistoryPanel
from perfeval_ui.panels.checks_panel import ChecksPanel
from perfeval_ui.panels.score_panel import ScorePanel
from perfeval_ui.paper.preview_panel import PreviewPanel
from perfeval_ui.project_tree.panel import ProjectTreePanel
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.empty_page import EmptyPage
from perfeval_ui.window.actions import Actions, add_tool_bar
from perfeval_ui.window.displaced_store import DisplacedStore
from perfeval_ui.window.docks import add_dock, stacked
from perfeval_ui.window.menus import fill_menu_bar
from perfeval_ui.window.message_bar import MessageBar, MessageButton
from perfeval_ui.window.panes import Panes
from perfeval_ui.window.status_bar import StatusBar
from perfeval_ui.window.welcome_page import WelcomePage

_TREE_WIDTH, _RESULTS_WIDTH = 312, 264
_NARROW_TREE_WIDTH, _NARROW_RESULTS_WIDTH = 216, 216
# Device-independent pixels. What is less wide is a small screen at 125 %, or at 150 %.
_WIDE, _NARROW = 1200, 1000
# On what is less high, money and goals begin folded: the indicators come into sight.
_HIGH = 640
_NOT_LISTED = "这个项目已经不在列表里，可能已被删除；删除的项目可以在回收站里找到。"


class WindowFrame(QMainWindow):
    """Project tree at the left, the form in the middle, score and findings at the right, bars around them.

    It knows how to show a form, a cell, a page and an error. What the menus do with it is up to
    :class:`~perfeval_ui.window.window_commands.WindowCommands`. ``rescue_wanted`` is emitted where the user
    wants the store, of which something cannot be read, to be made anew.
    """

    rescue_wanted = Signal()

    def __init__(self, signals: SessionSignals, store: Store) -> None:
        super().__init__()
        self._session, self._store = signals.session, store
        self.displaced = DisplacedStore(signals.session, store, self, save_typed=self.commit_open_editor)
        self.share = share_state(Path(store.address.text))
        self.actions_ = Actions(self)
        self.actions_.enable_sharing(self.share)
        self.tree = ProjectTreePanel(signals, self.actions_.project_actions, self)
        self.editor = FormPage(signals, self.actions_.row_actions, self)
        self.preview = PreviewPanel(signals, self)
        self.history = HistoryPanel(signals, self)
        self.scores = ScorePanel(signals, self)
        self.checks = ChecksPanel(signals, [self.actions_.check_guide], self)
        self.message_bar = MessageBar(self)
        self.status_bar = StatusBar(signals, self)
        self.status_bar.show_share(self.share)
        self._add_pages()
        self._add_docks()
        self.menus = fill_menu_bar(self, self.actions_)
        self.tool_bar = add_tool_bar(self, self.actions_)
        movable = (self.tree_dock, self.results_dock, self.tool_bar)
        self.menus.panels.addActions([one.toggleViewAction() for one in movable])
        self.panes = Panes(
            {
                self.tree: self.tree.view,
                self.tabs: self.tabs.tabBar(),
                self.results_dock: self.checks.list,
            }
        )
        self._connect_panels()
        self.show_title(None)

    def _add_pages(self) -> None:
        actions = self.actions_
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("填报、预览和历史")
        self.tabs.addTab(self.editor, "填报")
        self.tabs.addTab(self.preview, "预览")
        self.tabs.addTab(self.history, "历史")
        self.welcome = WelcomePage(
            [actions.new, actions.import_files, actions.samples, actions.restore_backup], self
        )
        self.nothing_open = EmptyPage("没有打开项目。请在左边的列表里点选一个项目。", self)
        self.pages = QStackedWidget(self)
        for page in (self.welcome, self.nothing_open, self.tabs):
            self.pages.addWidget(page)
        # Below: a message that comes or goes moves nothing from under the mouse.
        self._middle = stacked(self.pages, self.message_bar, tall=self.pages)
        self.setCentralWidget(self._middle)
        self.setStatusBar(self.status_bar)

    def add_below(self, bar: QWidget) -> None:
        """Put a bar below everything in the middle: no message that comes or goes moves it."""
        column = self._middle.layout()
        assert column is not None  # noqa: S101  # it was made with one
        column.addWidget(bar)

    def _add_docks(self) -> None:
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        results = stacked(self.scores, self.checks, tall=self.checks)
        self.tree.view.addActions(self.actions_.tree_actions)
        self.tree_dock = add_dock(self, "项目", "tree", self.tree, left)
        self.results_dock = add_dock(self, "得分与检查", "results", results, right)

    def arrange_panels(self, width: int) -> None:
        """Give the panels what a window of ``width`` can spare; the form comes first."""
        widths = (
            [_TREE_WIDTH, _RESULTS_WIDTH] if width >= _WIDE else [_NARROW_TREE_WIDTH, _NARROW_RESULTS_WIDTH]
        )
        self.resizeDocks([self.tree_dock, self.results_dock], widths, Qt.Orientation.Horizontal)
        # The total stands in the status bar as well.
        self.results_dock.setVisible(width >= _NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spare room on small screens: buttons without words, sections folded."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if is_narrow
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        self.tool_bar.setToolButtonStyle(style)
        self.editor.folding.fold_where_low(is_low=event.size().height() < _HIGH)

    def _connect_panels(self) -> None:
        self.tree.form_activated.connect(self.open_form)
        self.checks.finding_chosen.connect(self.go_to)
        self.history.place_chosen.connect(self.go_to)
        self.history.failed.connect(self.show_error_about_form)
        self.history.restored.connect(self.offer_undo_in_form)
        self.history.named.connect(self.message_bar.show_message)
        self.editor.refused.connect(self.show_error_about_form)
        self.displaced.noticed.connect(self.show_error)
        self.displaced.failed.connect(self.show_error)
        self.editor.selection_described.connect(self.status_bar.show_selection)
        self.editor.group_left.connect(self._offer_group)

    # -- what is shown -----------------------------------------------------------------------------------

    def show_title(self, shown: EvaluatedForm | None) -> None:
        """Name the form that is ``shown`` in the title, and the store where it is not the usual one."""
        name = project_name(shown.facts.project) if shown else ""
        store = self._store.address.name
        other_store = store if store != PROGRAM_NAME else ""
        if self.share.checkout is not None:
            other_store = f"{store}（已签出）"
        self.setWindowTitle(" - ".join(filter(None, (name, other_store, PROGRAM_NAME))))

    def show_page(self) -> None:
        """Show the open form; where none is open, what to do about that."""
        if self._session.shown is not None:
            self.pages.setCurrentWidget(self.tabs)
        else:
            self.pages.setCurrentWidget(self.welcome if self.tree.is_empty else self.nothing_open)

    def open_form(self, form_id: FormId) -> None:
        """Open a form once what is being typed is saved; where that fails, the form before stays open.

        One that is not in the tree is not opened: it may have been looked up before it was deleted.
        """
        shown = self._session.shown
        if shown is not None and shown.form_id == form_id:
            return
        if not self.tree.holds(form_id):
            self.message_bar.show_warning(_NOT_LISTED)
            return
        is_open = self.commit_open_editor() and self.attempt(self._session.open, form_id)
        if not is_open and shown is not None:
            self.tree.select(shown.form_id)

    def go_to_form(self, form_id: FormId) -> None:
        """Open a form and select it in the tree."""
        self.tree.select(form_id)
        self.open_form(form_id)

    def go_to(self, place: Place) -> None:
        """Show a cell of the open form in the editor and select it."""
        self.tabs.setCurrentWidget(self.editor)
        self.editor.go_to(place)

    def show_places(self, places: Sequence[Place]) -> None:
        """Select cells of the open form and scroll to the first of them, where the editor is to be seen.

        The keyboard stays in the tree, or wherever else it was.
        """
        if self.tabs.currentWidget() is not self.editor:
            return
        focus = QApplication.focusWidget()
        self.editor.show_places(places)
        if focus is not None and not self.editor.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit_open_editor(self) -> bool:
        """Save what is being typed; where it cannot stand, show it with the reason and return ``False``."""
        if self.editor.commit_open_editor():
            return True
        self.tabs.setCurrentWidget(self.editor)
        return False

    # -- what is said ------------------------------------------------------------------------------------

    def attempt(self, do: Callable[..., object], *arguments: object) -> bool:
        """Do something; where it fails for a known reason, show that and return ``False``."""
        try:
            do(*arguments)
        except PerfEvalError as error:
            if isinstance(error, StorageError) and error.kind is StorageErrorKind.CORRUPT:
                self.show_damage(str(error))
            else:
                self.show_error(str(error))
            return False
        return True

    def show_damage(self, text: str) -> None:
        """Say that something in the store cannot be read, and offer to make the store anew."""
        self.message_bar.show_error(text, self._rescue_button())

    def _rescue_button(self) -> MessageButton:
        return MessageButton("抢救数据…", self.rescue_wanted.emit)

    def show_error(self, text: str) -> None:
        """Say what went wrong. While a change is not saved, offer to try again and to give it up.

        Where the form was changed elsewhere, trying again would be in vain: it is offered to load it anew.
        Where the store is not in its place, it is offered to save everything elsewhere.
        """
        self.message_bar.show_error(text, *self._ways_out())

    def show_error_about_form(self, text: str) -> None:
        """Say what went wrong with the open form; as soon as another one is open, nobody wants to know."""
        self.message_bar.show_error(text, *self._ways_out(), about_form=True)

    def forget_refusal(self) -> None:
        """Hide what was said of an earlier entry; what is not saved is still to be told."""
        if not self._ways_out():
            self.message_bar.withdraw_about_form()

    def offer_undo(self, text: str, *more: MessageButton) -> None:
        """Say what was done, and offer to undo it, or ``more``."""
        self.message_bar.offer(text, self._undo_button(), *more)

    def offer_undo_in_form(self, text: str) -> None:
        """Say what was done to the open form, and offer to undo it: "undo" would mean another form later."""
        self.message_bar.offer(text, self._undo_button(), about_form=True)

    def _undo_button(self) -> MessageButton:
        return MessageButton("撤销", self.actions_.undo.trigger)

    def _offer_group(self, place: Place, name: str, rows: list[RowId]) -> None:
        change = partial(self.editor.rename_group, place, name, rows)
        text = f"只改了这一行；同组还有 {len(rows)} 行是原来的名称。"
        self.message_bar.offer(text, MessageButton(f"也改为“{name}”", change), about_form=True)

    def _ways_out(self) -> list[MessageButton]:
        if displaced := self.displaced.ways_out():
            return displaced
        shown = self._session.shown
        if shown is None or shown.save_error is None:
            return []
        match shown.save_error.kind:
            case StorageErrorKind.CONFLICT:
                first = MessageButton("重新载入", self._reload_form)
            case StorageErrorKind.CORRUPT:
                first = self._rescue_button()
            case _:
                first = MessageButton("重试", self._session.retry)
        return [first, MessageButton("放弃这一改动", self._give_up)]

    def _reload_form(self) -> None:
        if self.commit_open_editor() and self.attempt(self._session.reload_form) and not self._ways_out():
            self.message_bar.show_message(
                "已重新载入这张表，您的改动也保存好了。别处的改动可以在“历史”里查看。"
            )

    def _give_up(self) -> None:
        self.editor.drop_open_editor()
        if self.attempt(self._session.discard_pending):
            self.message_bar.show_message("已放弃没有保存的改动，恢复为上次保存的内容。")
