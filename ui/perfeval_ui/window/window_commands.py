"""What the menus, buttons and keys of the main window do, and on which forms."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction

from perfeval_desktop.backup import Backup
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.paths import is_package, told_words_file
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.cell_menu import CellMenu
from perfeval_ui.window.clipboard_actions import (
    copy_from_focus,
    cut_from_focus,
    paste_into_focus,
)
from perfeval_ui.window.find_replace_commands import FindReplaceCommands
from perfeval_ui.window.finding_commands import FindingCommands
from perfeval_ui.window.help_commands import HelpCommands
from perfeval_ui.window.indicator_commands import IndicatorCommands
from perfeval_ui.window.ledger_commands import LedgerCommands
from perfeval_ui.window.lock_commands import LockCommands
from perfeval_ui.window.message_bar import MessageButton
from perfeval_ui.window.package_commands import PackageCommands
from perfeval_ui.window.palette_commands import PaletteCommands
from perfeval_ui.window.paper_commands import PaperCommands
from perfeval_ui.window.project_commands import ProjectCommands
from perfeval_ui.window.quick_open_commands import QuickOpenCommands
from perfeval_ui.window.save_commands import SaveCommands
from perfeval_ui.window.settings_commands import SettingsCommands
from perfeval_ui.window.share_commands import ShareCommands
from perfeval_ui.window.state_commands import StateCommands
from perfeval_ui.window.store_commands import StoreCommands
from perfeval_ui.window.supervision_commands import SupervisionCommands
from perfeval_ui.window.template_commands import TemplateCommands
from perfeval_ui.window.tour_commands import TourCommands
from perfeval_ui.window.undo_commands import UndoCommands
from perfeval_ui.window.unsaved_commands import UnsavedCommands
from perfeval_ui.window.unsaved_timer import UnsavedTimer
from perfeval_ui.window.view_commands import ViewCommands
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_desktop.exchange.deriving.files import FormInSheet
    from perfeval_ui.importing.import_dialog import ImportDialog
    from perfeval_ui.importing.importer import Importer

_Handlers = dict[QAction, Callable[[], object]]


class WindowCommands(QObject):
    """Connects every action of a window with what it does.

    Most of it is done by its parts: ``projects``, ``templates``, ``stores``, ``packages``, ``findings``,
    ``supervision``, ``states``, ``locking``, ``finding``, ``indicators``, ``unsaved``, ``quick_open``,
    ``view``, ``help``, ``tour``, ``paper`` and ``importer``.
    """

    def __init__(
        self, frame: WindowFrame, signals: SessionSignals, store: Store, settings: QSettings
    ) -> None:
        super().__init__(frame)
        self._frame, self._signals, self._session = frame, signals, signals.session
        self._store, self._settings = store, settings
        self.view = ViewCommands(signals, settings, frame)
        self.paper = PaperCommands(signals, settings, lambda: self.chosen, frame)
        self.projects = ProjectCommands(signals, settings, frame)
        self.states = StateCommands(signals, self.projects, frame)
        self.templates = TemplateCommands(signals, frame)
        self.ledgers = LedgerCommands(signals, frame)
        self.locking = LockCommands(signals, frame)
        self.supervision = SupervisionCommands(signals, frame)
        self.stores = StoreCommands(store, settings, frame)
        self.findings = FindingCommands(signals, frame)
        self.indicators = IndicatorCommands(signals, frame)
        self.finding = FindReplaceCommands(signals, frame)
        self.shares = ShareCommands(store, frame.share, frame)
        self.cell_menu = CellMenu(signals, self.findings, frame)
        self.undoing = UndoCommands(signals, frame)
        self.packages = PackageCommands(signals, store, frame)
        self.unsaved_timer = UnsavedTimer(signals, store, self)
        self.unsaved = UnsavedCommands(signals, self.unsaved_timer, frame)
        self.saving = SaveCommands(signals.session, self.states, self.projects, frame)
        self.help = HelpCommands(signals, frame, store.path.parent)
        self.tour = TourCommands(frame, settings)
        self.quick_open = QuickOpenCommands(signals, frame, store, settings)
        self.settings = SettingsCommands(signals.session, settings, self.view, self.stores, frame)
        self.palette = PaletteCommands(signals.session, settings, lambda: self.chosen, frame)
        # What is done to whole forms needs what is being typed in them to be saved first.
        self._after_commit = self._form_handlers() | self._edit_handlers()
        at_once = self.view.handlers() | self.help.handlers() | self.tour.handlers()
        at_once |= self._other_handlers()
        self._handlers = self._after_commit | at_once
        for action in self._handlers:
            action.triggered.connect(self._run)
        frame.menus.recent.aboutToShow.connect(partial(self.stores.list_recent, frame.menus.recent))
        self._connect_panels()

    @cached_property
    def importer(self) -> "Importer":
        """What imports files; made, with all it needs, when the first one is imported."""
        from perfeval_ui.importing.importer import Importer  # noqa: PLC0415

        importer = Importer(self._signals, self._settings, self._frame)
        importer.finished.connect(self._show_imported)
        importer.failed.connect(self._frame.show_error)
        importer.refused.connect(self._show_refused)
        importer.template_wanted.connect(self._derive_for_import)
        return importer

    @property
    def chosen(self) -> tuple[FormId, ...]:
        """The forms that commands are about: those selected in the tree, else the open one."""
        selected = self._frame.tree.selected_forms()
        shown = self._session.shown
        return selected or ((shown.form_id,) if shown else ())

    def enable(self) -> None:
        """Enable what can be done now."""
        self._frame.actions_.enable(self._session, self.chosen)

    # -- connecting --------------------------------------------------------------------------------------

    def _form_handlers(self) -> _Handlers:
        actions, projects, templates = self._frame.actions_, self.projects, self.templates
        return {
            actions.new: projects.ask_new,
            actions.samples: projects.add_samples,
            actions.all_samples: partial(projects.add_samples, all_of_them=True),
            actions.copy_next_year: partial(self._with_chosen, projects.copy_to_next_year),
            actions.duplicate: partial(self._with_chosen, projects.duplicate),
            actions.rename: self._rename,
            actions.delete: partial(self._with_chosen, projects.delete),
            actions.make_assessment: partial(self._with_chosen, templates.make_assessments),
            actions.make_monitoring: partial(self._with_chosen, templates.make_monitoring),
            actions.fill_from_ledger: self.ledgers.ask,
            actions.rename_offices: self.supervision.ask_renaming,
            actions.progress: self.supervision.show_progress,
            actions.lock_line: self.locking.ask,
            actions.change_template: templates.ask_change,
            actions.templates: templates.manage,
            actions.derive_template: templates.ask_derive,
            actions.check_chosen: partial(self._with_chosen, self.findings.check_forms),
            actions.import_files: self._ask_import,
            actions.import_copied: self._import_copied,
            actions.export: self.paper.export,
            actions.copy_form: self.paper.copy_form,
            actions.fill: self.paper.fill,
            actions.print: self.paper.print,
            actions.print_preview: self.paper.preview_print,
            actions.export_package: partial(self._with_chosen, self.packages.ask_export),
            actions.import_package: self.packages.ask_import,
            actions.check_code: self.packages.ask_code,
            actions.backups: self.stores.show_backups,
            actions.restore_backup: self.stores.show_backups,
            actions.check_out: self.shares.check_out,
            actions.check_in: self.shares.check_in,
            actions.give_up: self.shares.give_up,
        }

    def _edit_handlers(self) -> _Handlers:
        actions, editor = self._frame.actions_, self._frame.editor
        states = {action: partial(self._set_state, state) for state, action in actions.states.items()}
        return {
            **states,
            actions.undo: self.undoing.undo,
            actions.redo: self.undoing.redo,
            actions.clear: editor.clear_cells,
            actions.fill_down: editor.fill_down,
            actions.fill_right: editor.fill_right,
            actions.edit_large: editor.edit_large,
            actions.next_finding: self.findings.show_next,
            actions.previous_finding: self.findings.show_previous,
            actions.insert_above: editor.insert_above,
            actions.insert_below: editor.insert_below,
            actions.remove_rows: editor.remove_rows,
            actions.move_up: editor.move_up,
            actions.move_down: editor.move_down,
            **{one: partial(editor.choose_direction, text) for text, one in actions.directions.items()},
            actions.insert_library: self.indicators.ask_library,
            actions.add_to_library: self.indicators.add_to_library,
            actions.share_equally: self.indicators.share_equally,
            actions.share_by_template: self.indicators.share_by_template,
            actions.give_missing: self.indicators.give_missing,
            actions.check: self._check,
            actions.quick_open: self.quick_open.open_box,
            actions.find: self.finding.find,
            actions.find_next: self.finding.find_next,
            actions.find_previous: self.finding.find_previous,
            actions.replace: self.finding.replace,
            actions.find_everywhere: self.finding.find_everywhere,
            actions.palette: self.palette.open_box,
        }

    def _other_handlers(self) -> _Handlers:
        actions = self._frame.actions_
        return {
            actions.open_store: self.stores.ask_open,
            actions.new_store: self.stores.ask_new,
            actions.save: self.saving.save,
            actions.open_folder: self.stores.open_folder,
            actions.quit: self._frame.close,
            actions.cut: cut_from_focus,
            actions.copy: copy_from_focus,
            actions.paste: paste_into_focus,
            actions.bin: self.projects.show_bin,
            actions.unsaved: self.unsaved.show,
            actions.settings: self.settings.show,
            actions.diagnose: self.stores.ask_diagnosis,
        }

    def _connect_panels(self) -> None:
        frame, projects, templates = self._frame, self.projects, self.templates
        frame.tree.selection_changed.connect(self.enable)
        frame.tree.rename_requested.connect(projects.rename)
        frame.tree.bin_requested.connect(projects.show_bin)
        frame.editor.state_chosen.connect(self.states.set_of_shown)
        frame.editor.kept_wanted.connect(templates.show_kept)
        frame.editor.difference_wanted.connect(templates.show_difference)
        frame.editor.newer_wanted.connect(templates.use_newer)
        self.ledgers.failed.connect(frame.show_error)
        self.shares.failed.connect(frame.show_error)
        self.packages.done.connect(frame.offer_undo)
        self.packages.written.connect(frame.message_bar.show_message)
        self.packages.failed.connect(frame.show_error)
        projects.created.connect(self._show_created)
        projects.done.connect(frame.offer_undo)
        projects.siblings_done.connect(self._show_siblings_done)
        projects.failed.connect(frame.show_error)
        projects.errors_wanted.connect(self._show_errors)
        self.stores.done.connect(frame.message_bar.show_message)
        self.stores.failed.connect(frame.show_error)
        templates.siblings_made.connect(projects.create_siblings)
        templates.done.connect(frame.offer_undo_in_form)
        templates.failed.connect(frame.show_error_about_form)

    def _run(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)  # noqa: S101  # only those are connected
        if action not in self._after_commit or self._frame.commit_open_editor():
            self._handlers[action]()

    # -- forms -------------------------------------------------------------------------------------------

    def _with_chosen(self, do: Callable[[Sequence[FormId]], None]) -> None:
        do(self.chosen)

    def _ask_import(self) -> None:
        self.importer.ask_files()

    def _import_copied(self) -> None:
        self.importer.import_copied()

    def import_dropped(self, paths: Sequence[Path]) -> None:
        """Import files that were dropped on the window or opened, once what is being typed is saved."""
        if not (self._frame.actions_.import_files.isEnabled() and self._frame.commit_open_editor()):
            return
        for package in filter(is_package, paths):
            self.packages.look_into(str(package))
        if others := [path for path in paths if not is_package(path)]:
            self.importer.import_files(others)

    def _show_imported(self, text: str, form_ids: tuple[FormId, ...]) -> None:
        if form_ids:
            self._frame.go_to_form(form_ids[0])
        self._frame.offer_undo(text)

    def _derive_for_import(self, form: "FormInSheet", dialog: "ImportDialog") -> None:
        """Make a template of a form that is being imported."""
        from perfeval_ui.dialogs.derive_template import DeriveTemplateDialog  # noqa: PLC0415  # dear to load

        templates = self._session.templates
        assert isinstance(templates, TemplateCatalogue)  # noqa: S101  # what every window has
        opened = DeriveTemplateDialog(templates, form, told_words_file(), dialog)
        opened.saved.connect(dialog.use_template)
        opened.open()

    def _show_refused(self, sentences: Sequence[str]) -> None:
        from perfeval_ui.dialogs.sentence_list import SentencesDialog  # noqa: PLC0415  # rarely opened

        SentencesDialog("没有导入的文件", sentences, self._frame).open()

    def _set_state(self, state: FormState) -> None:
        self.projects.set_state(self.chosen, state)

    def _rename(self) -> None:
        self._frame.tree_dock.show()
        self._frame.tree.select(self.chosen[0])
        self._frame.tree.rename()

    def _show_created(self, form_ids: tuple[FormId, ...]) -> None:
        """Open the first of some new forms, with the cursor where filling it in begins."""
        first = self._frame.tree.first_form()
        self._frame.go_to_form(first if first in form_ids else form_ids[0])
        self._frame.tabs.setCurrentWidget(self._frame.editor)
        self._frame.editor.start()

    def _show_siblings_done(self, text: str, left: Sequence[str]) -> None:
        more = [MessageButton("查看…", partial(self.templates.show_left, left))] if left else []
        self._frame.offer_undo(text, *more)

    def _show_errors(self, form_ids: Sequence[FormId]) -> None:
        """Open the first of the forms that has errors, with the cursor on the first one."""
        with_errors = {one.form_id for one in self._session.summaries() if one.standing.errors}
        self._frame.go_to_form(next((one for one in form_ids if one in with_errors), form_ids[0]))
        self._check()

    def _check(self) -> None:
        self._frame.results_dock.show()
        if not self._frame.checks.focus_first():
            self._frame.message_bar.show_message(self._frame.checks.placeholder.text())

    # -- shares ------------------------------------------------------------------------------------------

    def tell_of_share(self) -> None:
        """Say why a store that others share can only be looked at, and offer what to do about it."""
        if not (self._store.is_read_only and self._frame.share.is_shared):
            return
        from perfeval_desktop.share_texts import read_only_text  # noqa: PLC0415  # seldom needed

        place, lease, *_ = self._frame.share
        text = read_only_text(self._store.address.name, place, lease, now())
        check_out = MessageButton("签出到本机", self._frame.actions_.check_out.trigger)
        self._frame.message_bar.show_warning(text, check_out)

    # -- backups -----------------------------------------------------------------------------------------

    def warn_of_newer(self, newer: Backup) -> None:
        """Say that a backup is newer than the store, and offer to look at it."""
        from perfeval_desktop.backup_texts import newer_text  # noqa: PLC0415  # rarely said

        # It comes a while after the start, when it may be said already what was opened, and why.
        self._frame.message_bar.warn_next(newer_text(newer), self._look_at_backups())

    def remind_of_backups(self, text: str) -> None:
        """Say what deserves a look in the dialog about the backups, unless something else is being said."""
        if self._frame.message_bar.isHidden():
            self._frame.message_bar.show_warning(text, self._look_at_backups())

    def _look_at_backups(self) -> MessageButton:
        return MessageButton("备份与恢复", self._frame.actions_.backups.trigger)
