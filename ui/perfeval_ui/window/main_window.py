"""The main window: puts panels and actions together; no rule of the form lives here."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabWidget

from perfeval_desktop.domain.form import FormState, Place, RowId
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.paths import default_store
from perfeval_desktop.session import Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId, FormSummary
from perfeval_ui.form_page.editor import FormEditor
from perfeval_ui.panels.checks_panel import ChecksPanel
from perfeval_ui.panels.history_panel import HistoryPanel
from perfeval_ui.panels.score_panel import ScorePanel
from perfeval_ui.paper.preview_panel import PreviewPanel
from perfeval_ui.project_tree.grouping import Grouping
from perfeval_ui.project_tree.panel import ProjectTreePanel
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.theme import choose_scheme
from perfeval_ui.widgets.empty_page import EmptyPage
from perfeval_ui.window.actions import Actions, add_tool_bar, fill_menu_bar
from perfeval_ui.window.automatic_backup import AutomaticBackup
from perfeval_ui.window.clipboard_actions import copy_from_focus, cut_from_focus, paste_into_focus
from perfeval_ui.window.close_guard import CloseGuard
from perfeval_ui.window.docks import add_dock, stacked
from perfeval_ui.window.message_bar import MessageBar
from perfeval_ui.window.project_commands import ProjectCommands
from perfeval_ui.window.standing_updater import StandingUpdater
from perfeval_ui.window.status_bar import StatusBar
from perfeval_ui.window.store_commands import StoreCommands
from perfeval_ui.window.template_commands import TemplateCommands
from perfeval_ui.window.welcome_page import WelcomePage
from perfeval_ui.window.window_settings import WindowSettings

if TYPE_CHECKING:
    from perfeval_ui.paper.exporter import Exporter
    from perfeval_ui.paper.printer import FormPrinter


class MainWindow(QMainWindow):
    """Project tree, form with preview and history, scores and findings, all over one session."""

    _came_back = Signal(object)

    def __init__(self, signals: SessionSignals, store: Store, settings: QSettings) -> None:
        super().__init__()
        self._signals, self._session, self._store, self._settings = signals, signals.session, store, settings
        self.actions_ = Actions(self)
        self.tree = ProjectTreePanel(signals, self.actions_.project_actions, self)
        self.editor = FormEditor(signals, self.actions_.row_actions, self)
        self.preview = PreviewPanel(signals, self)
        self.history = HistoryPanel(signals, self)
        self.scores = ScorePanel(signals, self)
        self.checks = ChecksPanel(signals, self)
        self.message_bar = MessageBar(self)
        self.status_bar = StatusBar(signals, self)
        self.commands = ProjectCommands(signals, self)
        self.templates = TemplateCommands(signals, self)
        self.stores = StoreCommands(store, RecentStores(settings), self)
        self.backups = AutomaticBackup(store, self)
        self.renewal = StandingUpdater(signals.session, self)
        self._close_guard = CloseGuard(self._session, self.editor, self)
        self._memory = WindowSettings(settings)
        self._deleted: FormId | None = None
        self._arrange()
        self._connect_actions()
        self._connect_panels()
        self._restore_looks()
        self._show_title(None)

    @cached_property
    def exporter(self) -> "Exporter":
        """What exports forms; made, with all it needs, when the first one is exported."""
        from perfeval_ui.paper.exporter import Exporter  # noqa: PLC0415

        exporter = Exporter(self._signals, self._settings, self)
        exporter.finished.connect(self._tell_exported)
        exporter.failed.connect(self.warn)
        return exporter

    @cached_property
    def printer(self) -> "FormPrinter":
        """What prints forms; made, with all it needs, when the first one is printed."""
        from perfeval_ui.paper.printer import FormPrinter  # noqa: PLC0415

        printer = FormPrinter(self._signals, self)
        printer.finished.connect(self.message_bar.tell)
        printer.failed.connect(self.warn)
        return printer

    # -- building ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        actions = self.actions_
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.editor, "填报")
        self.tabs.addTab(self.preview, "预览")
        self.tabs.addTab(self.history, "历史")
        self.welcome = WelcomePage([actions.new, actions.samples, actions.restore_backup], self)
        self.nothing_open = EmptyPage("没有打开项目。请在左边的列表里点选一个项目。", self)
        self.pages = QStackedWidget(self)
        for page in (self.welcome, self.nothing_open, self.tabs):
            self.pages.addWidget(page)
        self.setCentralWidget(stacked(self.message_bar, self.pages))
        self.setStatusBar(self.status_bar)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        results = stacked(self.scores, self.checks)
        self.tree_dock = add_dock(self, "项目", "tree", self.tree, left)
        self.results_dock = add_dock(self, "得分与检查", "results", results, right)
        self.resizeDocks([self.tree_dock, self.results_dock], [312, 264], Qt.Orientation.Horizontal)
        menus = fill_menu_bar(self, actions)
        bar = add_tool_bar(self, actions)
        menus.recent.aboutToShow.connect(partial(self.stores.list_recent, menus.recent))
        menus.panels.addActions([one.toggleViewAction() for one in (self.tree_dock, self.results_dock, bar)])

    def _connect_actions(self) -> None:
        actions, commands, tabs = self.actions_, self.commands, self.tabs
        # What uses forms as a whole: done once what is being typed is saved.
        settled: dict[QAction, Callable[[], object]] = {
            actions.new: commands.ask_new,
            actions.samples: commands.add_samples,
            actions.all_samples: partial(commands.add_samples, all_of_them=True),
            actions.change_template: self.templates.ask_change,
            actions.templates: self.templates.manage,
            actions.make_assessment: self.templates.make_assessment,
            actions.make_monitoring: self.templates.make_monitoring,
            actions.export: self._export,
            actions.print: self._print,
            actions.print_preview: self._preview_print,
            actions.backups: self._show_backups,
            actions.restore_backup: self._show_backups,
            actions.undo: partial(self._attempt, self._session.undo),
            actions.redo: partial(self._attempt, self._session.redo),
            actions.copy_next_year: partial(self._with_chosen, commands.copy_to_next_year),
            actions.duplicate: partial(self._with_chosen, commands.duplicate),
            actions.rename: self._rename,
            actions.delete: partial(self._with_chosen, commands.delete),
            actions.insert_above: self.editor.insert_above,
            actions.insert_below: self.editor.insert_below,
            actions.remove_rows: self.editor.remove_rows,
            actions.move_up: self.editor.move_up,
            actions.move_down: self.editor.move_down,
            actions.check: self._check,
        }
        for state, action in actions.states.items():
            settled[action] = partial(self._set_state, state)
        at_once: dict[QAction, Callable[[], object]] = {
            actions.open_store: self.stores.ask_open,
            actions.new_store: self.stores.ask_new,
            actions.open_folder: self.stores.open_folder,
            actions.quit: self.close,
            actions.cut: cut_from_focus,
            actions.copy: copy_from_focus,
            actions.paste: paste_into_focus,
            actions.find: self._find,
            actions.bin: self._show_bin,
            actions.show_form: partial(tabs.setCurrentWidget, self.editor),
            actions.show_preview: partial(tabs.setCurrentWidget, self.preview),
            actions.show_history: partial(tabs.setCurrentWidget, self.history),
            actions.about: self._show_about,
        }
        for scheme, action in actions.schemes.items():
            at_once[action] = partial(self._set_scheme, scheme)
        self._jobs, self._at_once = settled | at_once, frozenset(at_once)
        for action in self._jobs:
            action.triggered.connect(self._do)
        actions.group_by_unit.toggled.connect(self._group)
        self.tree.view.addActions(actions.tree_actions)

    def _connect_panels(self) -> None:
        commands = self.commands
        self.tree.form_activated.connect(self.open_form)
        self.tree.selection_changed.connect(self._update_actions)
        self.tree.rename_requested.connect(commands.rename)
        self.tree.bin_requested.connect(self._show_bin)
        self.tree.unreadable.connect(self.warn)
        self.checks.finding_chosen.connect(self.go_to)
        self.editor.refused.connect(self.warn)
        self.editor.selection_described.connect(self.status_bar.show_selection)
        self.editor.group_left.connect(self._offer_group)
        self.editor.state_chosen.connect(self._set_shown_state)
        commands.made.connect(self._show_made)
        commands.done.connect(self._tell_done)
        commands.failed.connect(self.warn)
        commands.errors_wanted.connect(self._show_errors)
        self.templates.made.connect(commands.create)
        self.templates.done.connect(self._tell_done)
        self.templates.failed.connect(self.warn)
        self.editor.kept_wanted.connect(self.templates.show_kept)
        self.editor.difference_wanted.connect(self.templates.show_difference)
        self.editor.newer_wanted.connect(self.templates.use_newer)
        self._close_guard.logged_off.connect(self._remember)
        self.backups.failed.connect(self.warn)
        self.renewal.failed.connect(self.warn)
        self._signals.changed.connect(self._follow)
        # Queued: it opens a form, which is not to happen while the return of another is still being told.
        self._came_back.connect(self._reopen, Qt.ConnectionType.QueuedConnection)

    def _restore_looks(self) -> None:
        self._memory.restore(self)
        scheme = self._memory.scheme
        self.actions_.schemes[scheme].setChecked(True)
        if scheme is not Qt.ColorScheme.Unknown:
            choose_scheme(scheme)
        self.actions_.group_by_unit.setChecked(self._memory.groups_by_unit)

    # -- opening and closing -----------------------------------------------------------------------------

    def start(self) -> None:
        """Fill the tree and open the form that was open last, else the first one."""
        self._begin(self._memory.last_form)
        # Once the window is there and idle: yesterday's work is copied before today's begins.
        self.backups.make_soon()
        self.renewal.begin_soon()

    def open_form(self, form_id: FormId) -> None:
        """Open a form; what is being typed in the open one is committed first."""
        shown = self._session.shown
        if shown is not None and shown.form_id == form_id:
            return
        if not (self._is_settled() and self._attempt(self._session.open, form_id)) and shown is not None:
            self.tree.select(shown.form_id)

    def _go_to_form(self, form_id: FormId) -> None:
        self.tree.select(form_id)
        self.open_form(form_id)

    def go_to(self, place: Place) -> None:
        """Show ``place`` in the editor and select it."""
        self.tabs.setCurrentWidget(self.editor)
        self.editor.go_to(place)

    def bring_to_front(self) -> None:
        """Show the window in front of all others, whatever became of it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def prepare_to_close(self) -> bool:
        """Save and back up all there is, and remember the looks; ``False`` where she wants to go back."""
        if not self._close_guard.is_settled():
            return False
        self.renewal.stop()
        self.tree.reader.stop()
        self.backups.make()
        self._remember()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.prepare_to_close())

    def _begin(self, wanted: FormId | None) -> None:
        self._attempt(self.tree.load)
        form_id = wanted if wanted and self.tree.holds(wanted) else self.tree.first_form()
        if form_id is not None:
            self._go_to_form(form_id)
        self._show_page()
        self._update_actions()
        (self.tree if form_id else self.welcome).setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_anew(self) -> None:
        """Begin again on a store whose whole content was replaced."""
        wanted = _id(self._session.shown)
        self._session.reload()
        self._begin(wanted)

    def _remember(self) -> None:
        self._memory.keep(self, _id(self._session.shown))

    # -- following the session ---------------------------------------------------------------------------

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        is_changed = bool(notification.listed or notification.unlisted)
        if is_changed:
            self.message_bar.withdraw_offer()
        had_trouble = before is not None and before.trouble is not None
        has_trouble = after is not None and after.trouble is not None
        if after is not None and after.trouble is not None:
            self.warn(f"改动还没有保存：{after.trouble}")
        elif had_trouble and after is not None:
            self.message_bar.tell("已经保存好了。")
        self._show_title(after)
        if is_changed or had_trouble or has_trouble or _id(before) != _id(after):
            self._show_page()
            self._update_actions()
        if after is None:
            self._note_deletion(before, notification.listed)

    def _show_title(self, shown: EvaluatedForm | None) -> None:
        name = (" ".join(shown.facts.project.split()) or "未命名项目") if shown else ""
        store, program = self._store.address.name, default_store().stem
        self.setWindowTitle(" - ".join(filter(None, (name, store if store != program else "", program))))

    def _note_deletion(self, closed: EvaluatedForm | None, listed: tuple[FormSummary, ...]) -> None:
        """Remember a form that was deleted while it was open: once it is back, it is opened again."""
        if closed is not None:
            self._deleted = closed.form_id
        elif any(one.form_id == self._deleted for one in listed):
            self._came_back.emit(self._deleted)

    def _reopen(self, form_id: FormId) -> None:
        if self._session.shown is None and self.tree.holds(form_id):
            self._go_to_form(form_id)

    def _show_page(self) -> None:
        if self._session.shown is not None:
            self.pages.setCurrentWidget(self.tabs)
        else:
            self.pages.setCurrentWidget(self.welcome if self.tree.is_empty else self.nothing_open)

    def _update_actions(self) -> None:
        self.actions_.allow(self._session, self._chosen())

    # -- commands ----------------------------------------------------------------------------------------

    def _do(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and (action in self._at_once or self._is_settled()):
            self._jobs[action]()

    def _is_settled(self) -> bool:
        """Commit what is being typed; where it cannot stand, bring it in sight with the reason beside it."""
        if self.editor.commit_open_editor():
            return True
        self.tabs.setCurrentWidget(self.editor)
        return False

    def _attempt(self, do: Callable[..., object], *arguments: object) -> bool:
        try:
            do(*arguments)
        except PerfEvalError as error:
            self.warn(str(error))
            return False
        return True

    def _chosen(self) -> tuple[FormId, ...]:
        selected = self.tree.selected_forms()
        shown = self._session.shown
        return selected or ((shown.form_id,) if shown else ())

    def _with_chosen(self, do: Callable[[Sequence[FormId]], None]) -> None:
        do(self._chosen())

    def _export(self) -> None:
        self.exporter.export(self._chosen())

    def _print(self) -> None:
        self.printer.print_forms(self._chosen())

    def _preview_print(self) -> None:
        self.printer.preview_forms(self._chosen())

    def _set_state(self, state: FormState) -> None:
        self.commands.set_state(self._chosen(), state)

    def _set_shown_state(self, state: FormState) -> None:
        shown = self._session.shown
        if shown is not None and self._is_settled():
            self.commands.set_state((shown.form_id,), state)

    def _show_errors(self, form_ids: Sequence[FormId]) -> None:
        """Open the first of the forms that has errors, with the cursor on the first one."""
        with_errors = {one.form_id for one in self._session.summaries() if one.standing.errors}
        self._go_to_form(next((one for one in form_ids if one in with_errors), form_ids[0]))
        self._check()

    def _rename(self) -> None:
        self.tree_dock.show()
        self.tree.select(self._chosen()[0])
        self.tree.rename()

    def _find(self) -> None:
        self.tree_dock.show()
        self.tree.focus_filter()

    def _check(self) -> None:
        self.results_dock.show()
        if not self.checks.focus_first():
            self.message_bar.tell(self.checks.message.text())

    def _group(self, by_unit: bool) -> None:  # noqa: FBT001
        self.tree.set_grouping(Grouping.BY_DEPARTMENT if by_unit else Grouping.BY_YEAR)
        self._memory.groups_by_unit = by_unit

    def _set_scheme(self, scheme: Qt.ColorScheme) -> None:
        choose_scheme(scheme)
        self._memory.scheme = scheme

    def _offer_group(self, place: Place, name: str, rows: list[RowId]) -> None:
        change = partial(self.editor.rename_group, place, name, rows)
        words = f"只改了这一行；同组还有 {len(rows)} 行是原来的名称。"
        self.message_bar.offer(words, f"也改为“{name}”", change)

    def _show_made(self, form_ids: tuple[FormId, ...]) -> None:
        first = self.tree.first_form()
        self._go_to_form(first if first in form_ids else form_ids[0])
        self.tabs.setCurrentWidget(self.editor)
        self.editor.start()

    def warn(self, text: str) -> None:
        """Tell of trouble; while a change is not saved, with the ways to try again and to give it up."""
        shown = self._session.shown
        if shown is None or shown.trouble is None:
            self.message_bar.warn(text)
        else:
            retry = self._session.retry
            self.message_bar.warn(text, "重试", retry, way_out="放弃这一改动", other=self._give_up)

    def _give_up(self) -> None:
        self.editor.drop_open_editor()
        self._session.discard_pending()
        self.message_bar.tell("已放弃没有保存的改动，恢复为上次保存的内容。")

    def _tell_done(self, text: str) -> None:
        self.message_bar.offer(text, "撤销", self.actions_.undo.trigger)

    def _tell_exported(self, text: str) -> None:
        self.message_bar.tell(text, "打开所在文件夹", self.exporter.open_folder)

    def _show_bin(self) -> None:
        from perfeval_ui.dialogs.recycle_bin import RecycleBinDialog  # noqa: PLC0415  # rarely opened

        RecycleBinDialog(self._signals, self).open()

    def _show_backups(self) -> None:
        from perfeval_ui.dialogs.backups import BackupsDialog  # noqa: PLC0415  # rarely opened

        dialog = BackupsDialog(self._store, self.backups.folder, self)
        dialog.restored.connect(self._begin_anew)
        dialog.open()

    def _show_about(self) -> None:
        from perfeval_ui.dialogs.about import AboutDialog  # noqa: PLC0415  # rarely opened

        AboutDialog(self._store.path.parent, self).open()


def _id(shown: EvaluatedForm | None) -> FormId | None:
    return shown.form_id if shown else None
