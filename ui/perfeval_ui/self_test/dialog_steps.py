"""Everything that opens over the main window, opened as a clerk opens it, and closed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog

from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.about import AboutDialog
from perfeval_ui.dialogs.backups import BackupsDialog
from perfeval_ui.dialogs.new_project import NewProjectDialog
from perfeval_ui.dialogs.recycle_bin import RecycleBinDialog
from perfeval_ui.paper.export_dialog import ExportDialog
from perfeval_ui.paper.export_result_dialog import ExportResultDialog
from perfeval_ui.paper.print_preview_dialog import PrintPreviewDialog
from perfeval_ui.self_test.step import SelfTestError
from perfeval_ui.window.main_window import MainWindow

_Dialog = TypeVar("_Dialog", bound=QDialog)


def look_at_dialogs(
    window: MainWindow, form_ids: Sequence[FormId], folder: Path, settle: Callable[[], None]
) -> list[str]:
    """Open and close each dialog; return their titles. All forms are exported into ``folder`` on the way.

    Not the one for printing: on Windows it is the system's own, and stands until a person answers it. Nor
    those for files: Qt notes in the person's settings what was done there.
    """
    actions = window.actions_
    titles = []
    for action, kind in (
        (actions.new, NewProjectDialog),
        (actions.print_preview, PrintPreviewDialog),
        (actions.backups, BackupsDialog),
        (actions.bin, RecycleBinDialog),
        (actions.about, AboutDialog),
    ):
        action.trigger()
        settle()
        dialog = _open_dialog(kind)
        titles.append(dialog.windowTitle())
        dialog.reject()
        settle()
    window.commands.exporter.export(form_ids)
    settle()
    how = _open_dialog(ExportDialog)
    how.single_files.setChecked(True)
    how.folder.setText(str(folder))
    how.accept()
    settle()
    result = _open_dialog(ExportResultDialog)
    titles.append(result.windowTitle())
    result.reject()
    settle()
    return titles


def _open_dialog(kind: type[_Dialog]) -> _Dialog:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, kind):
        raise SelfTestError(f"应打开 {kind.__name__}，实为 {type(dialog).__name__}")
    return dialog
