"""The main window: puts panels and actions together; no rule of the form lives here."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QPlainTextEdit,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.domain.cells import Cell
from perfeval_desktop.domain.form import FormState, IndicatorField
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.session import Notification
from perfeval_desktop.storage.backup import back_up, needs_backup
from perfeval_desktop.storage.records import FormId
from perfeval_desktop.storage.store import Store
from perfeval_ui.actions import Actions, fill_menu_bar
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.cell_grid.view import CellGrid
from perfeval_ui.checks_panel import ChecksPanel
from perfeval_ui.exporting import Exporter
from perfeval_ui.form_editor.editor import FormEditor
from perfeval_ui.history_panel import HistoryPanel
from perfeval_ui.message_bar import MessageBar
from perfeval_ui.preview import PreviewPanel
from perfeval_ui.printing import FormPrinter
from perfeval_ui.project_commands import ProjectCommands
from perfeval_ui.project_tree.grouping import Grouping
from perfeval_ui.project_tree.panel import ProjectTreePanel
from perfeval_ui.score_panel import ScorePanel
from perfeval_ui.status_line import StatusLine
from perfeval_ui.welcome import WelcomePage

_STATE_VERSION = 1


class MainWindow(QMainWindow):
    """Project tree, form with preview and history, scores and findings, all over one session."""

    def __init__(self, bridge: SessionBridge, store: Store, settings: QSettings) -> None:
        super().__init__()
        self._bridge, self._session, self._store, self._settings = bridge, bridge.session, store, settings
        self.setWindowTitle("绩效自评")
        self.actions_ = Actions(self)
        self.tree = ProjectTreePanel(bridge, self.actions_.project_actions, self)
        self.editor = FormEditor(bridge, self.actions_.row_actions, self)
        self.preview = PreviewPanel(bridge, self)
        self.history = HistoryPanel(bridge, self)
        self.scores = ScorePanel(bridge, self)
        self.checks = ChecksPanel(bridge, self)
        self.message_bar = MessageBar(self)
        self.status_line = StatusLine(bridge, self)
        self.commands = ProjectCommands(bridge, self)
        self.exporter = Exporter(bridge, settings, self)
        self.printer = FormPrinter(bridge, self)
        self._arrange()
        self._connect_actions()
        self._connect_panels()
        self._restore_looks()

    # -- building ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        actions = self.actions_
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.editor, "填报")
        self.tabs.addTab(self.preview, "预览")
        self.tabs.addTab(self.history, "历史")
        self.welcome = WelcomePage([actions.new, actions.samples, actions.restore_backup], self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self.tabs)
        central = QWidget(self)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.message_bar)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(central)
        self.setStatusBar(self.status_line)
        results = QWidget(self)
        column = QVBoxLayout(results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scores)
        column.addWidget(self.checks, 1)
        tree_dock = self._dock("项目", "tree", self.tree, Qt.DockWidgetArea.LeftDockWidgetArea)
        results_dock = self._dock("得分与检查", "results", results, Qt.DockWidgetArea.RightDockWidgetArea)
        self.resizeDocks([tree_dock, results_dock], [312, 264], Qt.Orientation.Horizontal)
        menus = fill_menu_bar(self, actions)
        bar = QToolBar("工具栏", self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions([actions.new, actions.copy_next_year])
        bar.addSeparator()
        bar.addActions([actions.export, actions.print])
        bar.addSeparator()
        bar.addActions([actions.undo, actions.redo])
        bar.addSeparator()
        bar.addActions([actions.check, actions.find])
        self.addToolBar(bar)
        menus.panels.addActions(
            [tree_dock.toggleViewAction(), results_dock.toggleViewAction(), bar.toggleViewAction()]
        )

    def _dock(self, title: str, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        # The panels speak for themselves; a title bar would only take a line away from them.
        dock.setTitleBarWidget(QWidget(dock))
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _connect_actions(self) -> None:
        actions, commands = self.actions_, self.commands
        # In the tree alone these keys mean the project; elsewhere they mean the cell.
        for action, key in ((actions.rename, "F2"), (actions.delete, "Delete")):
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.tree.addAction(action)
        for action in actions.row_actions:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        actions.new.triggered.connect(commands.ask_new)
        actions.samples.triggered.connect(commands.add_samples)
        actions.export.triggered.connect(self._export)
        actions.print.triggered.connect(self._print)
        actions.print_preview.triggered.connect(self._print_preview)
        actions.backups.triggered.connect(self._show_backups)
        actions.restore_backup.triggered.connect(self._show_backups)
        actions.open_folder.triggered.connect(self._open_data_folder)
        actions.quit.triggered.connect(self.close)
        actions.undo.triggered.connect(self._undo)
        actions.redo.triggered.connect(self._redo)
        actions.cut.triggered.connect(self._cut)
        actions.copy.triggered.connect(self._copy)
        actions.paste.triggered.connect(self._paste)
        actions.find.triggered.connect(self._find)
        actions.copy_next_year.triggered.connect(self._copy_next_year)
        actions.duplicate.triggered.connect(self._duplicate)
        actions.rename.triggered.connect(self.tree.rename)
        actions.delete.triggered.connect(self._delete)
        actions.bin.triggered.connect(self._show_bin)
        for action in actions.states.values():
            action.triggered.connect(self._set_state)
        for action in (actions.scheme_system, actions.scheme_light, actions.scheme_dark):
            action.triggered.connect(self._set_scheme)
        actions.check.triggered.connect(self._check)
        actions.about.triggered.connect(self._show_about)
        actions.insert_above.triggered.connect(self.editor.indicators.insert_above)
        actions.insert_below.triggered.connect(self.editor.indicators.insert_below)
        actions.remove_rows.triggered.connect(self.editor.indicators.remove_rows)
        actions.move_up.triggered.connect(self.editor.indicators.move_up)
        actions.move_down.triggered.connect(self.editor.indicators.move_down)
        actions.show_form.triggered.connect(self._show_tab)
        actions.show_preview.triggered.connect(self._show_tab)
        actions.show_history.triggered.connect(self._show_tab)
        actions.group_by_unit.toggled.connect(self._group)

    def _connect_panels(self) -> None:
        commands = self.commands
        self.tree.form_activated.connect(self.open_form)
        self.tree.selection_changed.connect(self._update_actions)
        self.tree.rename_requested.connect(commands.rename)
        self.tree.bin_requested.connect(self._show_bin)
        self.checks.finding_chosen.connect(self.go_to)
        self.editor.refused.connect(self.message_bar.warn)
        self.editor.selection_described.connect(self.status_line.show_selection)
        self.editor.indicators.group_left.connect(self._offer_group)
        commands.made.connect(self._show_made)
        commands.done.connect(self._tell_done)
        commands.failed.connect(self.message_bar.warn)
        self.exporter.finished.connect(self._tell_exported)
        self.exporter.failed.connect(self.message_bar.warn)
        self.printer.finished.connect(self.message_bar.tell)
        self.printer.failed.connect(self.message_bar.warn)
        self._bridge.changed.connect(self._follow)

    # -- opening and closing -----------------------------------------------------------------------------

    def start(self) -> None:
        """Fill the tree and open the form that was open last, else the first one."""
        self._attempt(self.tree.load)
        last = FormId(str(self._settings.value("form", "")))
        form_id = last if self.tree.holds(last) else self.tree.first_form()
        if form_id is not None:
            self.tree.select(form_id)
            self.open_form(form_id)
        self._show_page()
        self._update_actions()
        (self.tree if form_id else self.welcome).setFocus(Qt.FocusReason.OtherFocusReason)
        # Once the window is there and idle: yesterday's work is copied before today's begins.
        QTimer.singleShot(2000, self, self._back_up)

    def open_form(self, form_id: FormId) -> None:
        """Open a form; what is being typed in the open one is committed first."""
        shown = self._session.shown
        if shown is not None and shown.form_id == form_id:
            return
        if not self.editor.commit_open_editor():
            if shown is not None:
                self.tree.select(shown.form_id)
            return
        self._attempt(self._session.open, form_id)

    def go_to(self, cell: Cell) -> None:
        """Show ``cell`` in the editor and select it."""
        self.tabs.setCurrentWidget(self.editor)
        self.editor.go_to(cell)

    def closeEvent(self, event: QCloseEvent) -> None:
        # The window may be inactive: an open editor would lose its text without this.
        if not self.editor.commit_open_editor() and not self._may_drop(
            "正在编辑的内容不能保存", "放弃这一格并退出"
        ):
            event.ignore()
            return
        self.editor.drop_open_editor()
        shown = self._session.shown
        unsaved = shown is not None and shown.trouble is not None and not self._session.retry()
        if unsaved and not self._may_drop("最近的改动没有保存", "不保存，退出"):
            event.ignore()
            return
        self._back_up()
        self._settings.setValue("form", shown.form_id if shown else "")
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("state", self.saveState(_STATE_VERSION))
        self._settings.sync()
        super().closeEvent(event)

    def _may_drop(self, text: str, words: str) -> bool:
        """Ask before something typed is given up for good."""
        box = QMessageBox(QMessageBox.Icon.Warning, "绩效自评", text, parent=self)
        back = box.addButton("返回修改", QMessageBox.ButtonRole.RejectRole)
        drop = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        # The one question whose answer decides whether the event that is being handled goes on.
        box.exec()
        return box.clickedButton() is drop

    def _restore_looks(self) -> None:
        geometry, state = self._settings.value("geometry"), self._settings.value("state")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            available = self.screen().availableGeometry()
            self.resize(min(1440, available.width()), min(900, available.height()))
        if isinstance(state, QByteArray):
            self.restoreState(state, _STATE_VERSION)
        scheme = str(self._settings.value("scheme", Qt.ColorScheme.Unknown.name))
        for action, value in self._schemes():
            if value.name == scheme:
                action.setChecked(True)
                QGuiApplication.styleHints().setColorScheme(value)
        self.actions_.group_by_unit.setChecked(self._settings.value("group_by_unit", "") == "true")

    def _back_up(self) -> None:
        folder = backup_folder(self._store.path)
        try:
            if not self._store.is_read_only and self._store.count() and needs_backup(self._store, folder):
                back_up(self._store, folder)
        except PerfEvalError as error:
            self.message_bar.warn(f"自动备份没有成功：{error}")

    # -- following the session ---------------------------------------------------------------------------

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        if after is not None and after.trouble is not None:
            self.message_bar.warn(f"改动还没有保存：{after.trouble}", "重试", self._session.retry)
        elif before is not None and before.trouble is not None:
            self.message_bar.tell("已经保存好了。")
        name = after.form.project or "未命名项目" if after else ""
        self.setWindowTitle(f"{name} - 绩效自评" if name else "绩效自评")
        opened = (before and before.form_id) != (after and after.form_id)
        if opened or notification.listed or notification.unlisted:
            self._show_page()
            self._update_actions()

    def _show_page(self) -> None:
        is_empty = self._session.shown is None and not self._store.count()
        self.pages.setCurrentWidget(self.welcome if is_empty else self.tabs)

    def _update_actions(self) -> None:
        actions, chosen, shown = self.actions_, self._chosen(), self._session.shown
        can_write = not self._session.is_read_only
        undo, redo = self._session.undo_label, self._session.redo_label
        actions.undo.setText(f"撤销“{undo}”(&U)" if undo else "撤销(&U)")
        actions.redo.setText(f"重做“{redo}”(&R)" if redo else "重做(&R)")
        actions.undo.setEnabled(undo is not None and can_write)
        actions.redo.setEnabled(redo is not None and can_write)
        for action in (actions.export, actions.print, actions.print_preview):
            action.setEnabled(bool(chosen))
        for action in (actions.copy_next_year, actions.duplicate, actions.delete):
            action.setEnabled(bool(chosen) and can_write)
        for action in actions.states.values():
            action.setEnabled(bool(chosen) and can_write)
        actions.rename.setEnabled(len(chosen) == 1 and can_write)
        for action in (actions.new, actions.samples, actions.backups):
            action.setEnabled(can_write)
        is_editable = shown is not None and can_write and shown.form.state is not FormState.FINAL
        for action in actions.row_actions:
            action.setEnabled(is_editable)
        actions.check.setEnabled(shown is not None)

    # -- commands ----------------------------------------------------------------------------------------

    def _chosen(self) -> tuple[FormId, ...]:
        selected = self.tree.selected_forms()
        shown = self._session.shown
        return selected or ((shown.form_id,) if shown else ())

    def _attempt(self, do: Callable[..., object], *arguments: object) -> None:
        try:
            do(*arguments)
        except PerfEvalError as error:
            self.message_bar.warn(str(error))

    def _settled(self) -> bool:
        """Commit what is being typed before the form is used as a whole."""
        return self.editor.commit_open_editor()

    def _undo(self) -> None:
        if self._settled():
            self._attempt(self._session.undo)

    def _redo(self) -> None:
        if self._settled():
            self._attempt(self._session.redo)

    def _cut(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, (CellGrid, QLineEdit, QPlainTextEdit)):
            focus.cut()

    def _copy(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, (CellGrid, QLineEdit, QPlainTextEdit)):
            focus.copy()

    def _paste(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, (CellGrid, QLineEdit, QPlainTextEdit)):
            focus.paste()

    def _export(self) -> None:
        if self._settled():
            self.exporter.export(self._chosen())

    def _print(self) -> None:
        if self._settled():
            self.printer.print_forms(self._chosen())

    def _print_preview(self) -> None:
        if self._settled():
            self.printer.preview_forms(self._chosen())

    def _copy_next_year(self) -> None:
        if self._settled():
            self.commands.copy_to_next_year(self._chosen())

    def _duplicate(self) -> None:
        if self._settled():
            self.commands.duplicate(self._chosen())

    def _delete(self) -> None:
        if self._settled():
            self.commands.delete(self._chosen())

    def _set_state(self) -> None:
        action = self.sender()
        if self._settled():
            for state, one in self.actions_.states.items():
                if one is action:
                    self.commands.set_state(self._chosen(), state)

    def _find(self) -> None:
        self.tree.focus_filter()

    def _check(self) -> None:
        if self._settled():
            self.checks.focus_first()

    def _group(self, by_unit: bool) -> None:  # noqa: FBT001
        self.tree.set_grouping(Grouping.BY_DEPARTMENT if by_unit else Grouping.BY_YEAR)
        self._settings.setValue("group_by_unit", by_unit)

    def _show_tab(self) -> None:
        order = (self.actions_.show_form, self.actions_.show_preview, self.actions_.show_history)
        for tab, action in enumerate(order):
            if action is self.sender():
                self.tabs.setCurrentIndex(tab)

    def _schemes(self) -> list[tuple[QAction, Qt.ColorScheme]]:
        return [
            (self.actions_.scheme_system, Qt.ColorScheme.Unknown),
            (self.actions_.scheme_light, Qt.ColorScheme.Light),
            (self.actions_.scheme_dark, Qt.ColorScheme.Dark),
        ]

    def _set_scheme(self) -> None:
        for action, scheme in self._schemes():
            if action is self.sender():
                QGuiApplication.styleHints().setColorScheme(scheme)
                self._settings.setValue("scheme", scheme.name)

    def _offer_group(self, field: IndicatorField, name: str, rows: list[int]) -> None:
        def change() -> None:
            self.editor.indicators.rename_group(field, name, rows)

        words = f"只改了这一行；同组还有 {len(rows)} 行是原来的名称。"
        self.message_bar.tell(words, f"也改为“{name}”", change)

    def _show_made(self, form_ids: tuple[FormId, ...]) -> None:
        self.tree.select(form_ids[0])
        self.open_form(form_ids[0])
        self.tabs.setCurrentWidget(self.editor)
        # Names are given already; the money comes next.
        self.editor.funding.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell_done(self, text: str) -> None:
        self.message_bar.tell(text, "撤销", self._undo)

    def _tell_exported(self, text: str) -> None:
        self.message_bar.tell(text, "打开所在文件夹", self.exporter.open_folder)

    def _open_data_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._store.path.parent)))

    def _show_bin(self) -> None:
        from perfeval_ui.dialogs.recycle_bin import RecycleBinDialog  # noqa: PLC0415  # rarely opened

        RecycleBinDialog(self._bridge, self).open()

    def _show_backups(self) -> None:
        from perfeval_ui.dialogs.backups import BackupsDialog  # noqa: PLC0415  # rarely opened

        if self._settled():
            dialog = BackupsDialog(self._store, backup_folder(self._store.path), self)
            dialog.restored.connect(self._reload)
            dialog.open()

    def _reload(self) -> None:
        """Begin anew on a store whose whole content was replaced."""
        self._session.open(None)
        self.start()

    def _show_about(self) -> None:
        from perfeval_ui.dialogs.about import AboutDialog  # noqa: PLC0415  # rarely opened

        AboutDialog(self._store.path.parent, self).open()
