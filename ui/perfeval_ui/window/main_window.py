"""The main window from its start to its end: what it remembers, what it follows, what it does by itself."""

from functools import partial

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent

from perfeval_desktop.backup import Backup
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.session import Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId, FormSummary
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.widgets.help_event import HelpWantedEvent
from perfeval_ui.window.automatic_backup import AutomaticBackup
from perfeval_ui.window.close_guard import CloseGuard
from perfeval_ui.window.context_menu_key import ContextMenuKey
from perfeval_ui.window.copy_waiting import wait_for_copy
from perfeval_ui.window.file_drop import FileDrop
from perfeval_ui.window.message_bar import MessageButton
from perfeval_ui.window.standing_updater import StandingUpdater
from perfeval_ui.window.window_commands import WindowCommands
from perfeval_ui.window.window_frame import WindowFrame
from perfeval_ui.window.window_settings import WindowSettings

_TOLD_BESIDES_MS = 12_000


class MainWindow(WindowFrame):
    """The window on one store: opened with the form of the last time, closed with everything saved.

    Its parts are those of :class:`WindowFrame`; what its menus do is in ``commands``.
    """

    _deleted_form_is_back = Signal(object)

    def __init__(self, signals: SessionSignals, store: Store, settings: QSettings) -> None:
        super().__init__(signals, store)
        self.commands = WindowCommands(self, signals, store, settings)
        self.automatic_backup = AutomaticBackup(store, backups_of(store), self.commands.stores.copier, self)
        self.standing_updater = StandingUpdater(signals.session, self)
        keep_remark = self.commands.states.finish
        self._close_guard = CloseGuard(signals.session, self.editor, keep_remark, self)
        self._window_settings = WindowSettings(settings)
        ContextMenuKey(self)
        self._deleted_form: FormId | None = None
        self._open_before_restoring: FormId | None = None
        self._is_closing = False
        self._file_drop: FileDrop | None = None
        self.commands.stores.restored.connect(self._reload)
        self._close_guard.logged_off.connect(self._save_settings)
        # What could not be saved is at least kept, should the system not wait.
        self._close_guard.logged_off.connect(self.commands.unsaved_timer.keep)
        self.commands.unsaved_timer.failed.connect(self._tell_besides)
        self.automatic_backup.failed.connect(self.show_error)
        self.automatic_backup.damaged.connect(self.show_damage)
        self.automatic_backup.newer_found.connect(self.commands.warn_of_newer)
        self.commands.stores.copier.missed.connect(self.commands.remind_of_backups)
        self.standing_updater.failed.connect(self.show_error)
        self.tree.unreadable.connect(self.show_error)
        self.history.unreadable.connect(self.show_error)
        signals.changed.connect(self._follow)
        # Queued: it opens a form, while others still hear that the deleted one is back.
        self._deleted_form_is_back.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        if not self._window_settings.restore(self):
            # It may be about to be maximized.
            self.arrange_panels(self.screen().availableGeometry().width())
        self.commands.view.restore_choices()

    # -- start and end -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Fill the tree and open the form that was open last, else the first one."""
        self._load(self._window_settings.last_form)
        self.commands.tell_of_share()
        # Once the window is there and idle: yesterday's work is copied before today's begins.
        self.automatic_backup.make_soon()
        self.standing_updater.start_soon()
        self.commands.unsaved.offer_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the files that are dropped on the window, once it is one."""
        super().showEvent(event)
        window = self.windowHandle()
        if self._file_drop is None and window is not None:
            self._file_drop = FileDrop(window)
            self._file_drop.dropped.connect(self.commands.import_dropped, Qt.ConnectionType.QueuedConnection)

    def bring_to_front(self) -> None:
        """Show the window in front of all others, even if it is minimized."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def prepare_to_close(self) -> bool:
        """Save everything and make a backup; return ``False`` where the user wants to go back."""
        if self._is_closing or not self._close_guard.may_close():
            return False
        self.standing_updater.stop()
        self.commands.unsaved.stop()
        self.commands.unsaved_timer.close()
        self.tree.reader.stop()
        self.automatic_backup.make()
        self._is_closing = True
        wait_for_copy(self.commands.stores.copier, self)
        self._is_closing = False
        self._save_settings()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.commands.shares.may_end() and self.prepare_to_close())
        if event.isAccepted():
            self.commands.help.close()
            self.commands.findings.close_report()
            self.commands.supervision.close_progress()
            self.commands.quick_open.stop()
            self.commands.finding.close_dialog()

    def event(self, event: QEvent) -> bool:
        """Help where a dialog over the window asks for it."""
        if isinstance(event, HelpWantedEvent):
            self.commands.help.show_chapter_about(event.widget)
            return True
        return super().event(event)

    def _load(self, wanted: FormId | None) -> None:
        """Fill the tree from the store and open the form ``wanted``; where it is not there, the first one."""
        self.attempt(self.tree.load)
        form_id = wanted if wanted and self.tree.holds(wanted) else self.tree.first_form()
        if form_id is not None:
            self.go_to_form(form_id)
        self.show_page()
        self.commands.enable()
        (self.tree if form_id else self.welcome).setFocus(Qt.FocusReason.OtherFocusReason)

    def _reload(self, text: str, before: Backup | None) -> None:
        """Load everything again: the store has other contents, as ``text`` says; ``before`` undoes that."""
        wanted = _id(self._session.shown)
        if before is None:
            wanted = self._open_before_restoring or wanted
        else:
            self._open_before_restoring = wanted
        self._session.reload()
        self._load(wanted)
        self.commands.supervision.renew_progress()
        ways = (
            [MessageButton("撤销恢复", partial(self._undo_restoring, before))] if before is not None else []
        )
        # It stays until the user has seen it, which may be only once a dialog is closed.
        self.message_bar.show_warning(text, *ways)

    def _undo_restoring(self, before: Backup) -> None:
        """Bring back what a restored backup has replaced; what is being typed goes into the backup of now."""
        if self.commit_open_editor():
            self.commands.stores.undo_restoring(before)

    def _save_settings(self) -> None:
        self.commands.quick_open.recent.save()
        self._window_settings.save(self, _id(self._session.shown))

    # -- following the session ---------------------------------------------------------------------------

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        is_changed = bool(notification.listed or notification.unlisted)
        is_another = _id(before) != _id(after)
        if is_changed:
            self.message_bar.withdraw_offer()
        if is_another or _state(before) is not _state(after):
            self.message_bar.withdraw_about_form()
        self._show_trouble(before, after)
        self.show_title(after)
        if is_changed or is_another or _has_trouble(before) or _has_trouble(after):
            self.show_page()
            self.commands.enable()
        if after is None:
            self._watch_for_deleted_form(before, notification.listed)

    def _show_trouble(self, before: EvaluatedForm | None, after: EvaluatedForm | None) -> None:
        """Say that a change of the open form is not saved, or that it is saved at last."""
        if after is not None and after.save_error is not None:
            self.show_error_about_form(f"改动还没有保存：{after.save_error}")
        elif _has_trouble(before) and after is not None:
            self.message_bar.show_message("已经保存好了。")

    def _tell_besides(self, text: str) -> None:
        """Say what went wrong besides; what is said already may offer a way out, and stays."""
        if self.message_bar.isVisible():
            self.status_bar.showMessage(text, _TOLD_BESIDES_MS)
        else:
            self.message_bar.show_warning(text)

    def _watch_for_deleted_form(self, closed: EvaluatedForm | None, listed: tuple[FormSummary, ...]) -> None:
        """Remember a form that was deleted while it was open, to open it again once it is back."""
        if closed is not None:
            self._deleted_form = closed.form_id
        elif any(one.form_id == self._deleted_form for one in listed):
            self._deleted_form_is_back.emit(self._deleted_form)

    def _reopen(self, form_id: FormId) -> None:
        if self._session.shown is None and self.tree.holds(form_id):
            # The tree has selected again what was selected before, which may be more than this one.
            is_selected = form_id in self.tree.selected_forms()
            (self.open_form if is_selected else self.go_to_form)(form_id)


def _id(shown: EvaluatedForm | None) -> FormId | None:
    return shown.form_id if shown else None


def _state(shown: EvaluatedForm | None) -> FormState | None:
    return shown.form.state if shown else None


def _has_trouble(shown: EvaluatedForm | None) -> bool:
    return shown is not None and shown.save_error is not None
