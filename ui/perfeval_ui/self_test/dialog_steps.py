"""Opens each dialog of the main window the way a user does, and closes it."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog

from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.about import AboutDialog
from perfeval_ui.dialogs.backups import BackupsDialog
from perfeval_ui.dialogs.check_guide import CheckGuideDialog
from perfeval_ui.dialogs.new_project import NewProjectDialog
from perfeval_ui.dialogs.recycle_bin import RecycleBinDialog
from perfeval_ui.importing.import_dialog import ImportDialog
from perfeval_ui.paper.export_dialog import ExportDialog
from perfeval_ui.paper.print_preview_dialog import PrintPreviewDialog
from perfeval_ui.paper.result_dialog import ResultDialog
from perfeval_ui.self_test.step import SelfTestError
from perfeval_ui.window.main_window import MainWindow

_Dialog = TypeVar("_Dialog", bound=QDialog)


def look_at_dialogs(
    window: MainWindow, form_ids: Sequence[FormId], folder: Path, process_events: Callable[[], None]
) -> list[str]:
    """Open and close each dialog and return their titles; export all forms into ``folder`` on the way.

    Left out are the print dialog, which on Windows is the system's own and waits for the user, and the file
    dialogs, which change the user's settings of Qt.
    """
    actions = window.actions_
    titles = []
    for action, kind in (
        (actions.new, NewProjectDialog),
        (actions.print_preview, PrintPreviewDialog),
        (actions.backups, BackupsDialog),
        (actions.bin, RecycleBinDialog),
        (actions.check_guide, CheckGuideDialog),
        (actions.about, AboutDialog),
    ):
        action.trigger()
        process_events()
        dialog = _open_dialog(kind, window)
        titles.append(dialog.windowTitle())
        dialog.reject()
        process_events()
    window.commands.importer.import_files([Path(str(files("perfeval_resources") / "office" / "form.docx"))])
    importing = _open_dialog(ImportDialog, window)
    titles.append(importing.windowTitle())
    importing.reject()
    process_events()
    window.commands.paper.exporter.export(form_ids)
    process_events()
    how = _open_dialog(ExportDialog, window)
    how.single_files.setChecked(True)
    how.folder.setText(str(folder))
    how.accept()
    process_events()
    result = _open_dialog(ResultDialog, window)
    titles.append(result.windowTitle())
    result.reject()
    process_events()
    return titles


def _open_dialog(kind: type[_Dialog], window: MainWindow) -> _Dialog:
    beside = next((one for one in window.findChildren(kind) if one.isVisible()), None)
    dialog = QApplication.activeModalWidget() or beside
    if not isinstance(dialog, kind):
        raise SelfTestError(f"应打开 {kind.__name__}，实为 {type(dialog).__name__}")
    return dialog
