"""The commands on exchange packages, and on the check codes of printed forms."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.paths import PACKAGE_SUFFIX
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder
from perfeval_ui.widgets.waiting import waiting

if TYPE_CHECKING:
    from perfeval_desktop.exchange_package.decisions import Decisions

_FILTER = f"绩效自评交换包 (*{PACKAGE_SUFFIX})"


class PackageCommands(QObject):
    """Asks what has to be asked, and does it.

    ``done`` carries a sentence about what was done and can be undone, ``written`` one about a file that was
    written, ``failed`` one about why nothing was done.
    """

    done = Signal(str)
    written = Signal(str)
    failed = Signal(str)

    def __init__(self, signals: SessionSignals, store: Store, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._store, self._window = signals.session, store, window

    def ask_export(self, form_ids: Sequence[FormId]) -> None:
        """Ask where to write a package of some forms."""
        today = datetime.now().astimezone()
        dialog = self._dialog(f"导出交换包（{len(form_ids)} 张表）")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(PACKAGE_SUFFIX.removeprefix("."))
        dialog.selectFile(f"{self._store.address.name} {today:%Y%m%d}{PACKAGE_SUFFIX}")
        # Queued, so that the dialog is closed before the long work starts.
        dialog.fileSelected.connect(partial(self._export, form_ids), Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def ask_import(self) -> None:
        """Ask which package to take in."""
        dialog = self._dialog("导入交换包")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.look_into, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def look_into(self, chosen: str) -> None:
        """Show what a package holds, and ask what is to be done with it."""
        from perfeval_desktop.exchange_package.plan import plan  # noqa: PLC0415  # not before it is needed
        from perfeval_desktop.exchange_package.reading import read_package  # noqa: PLC0415  # likewise
        from perfeval_ui.dialogs.package_import import PackageImportDialog  # noqa: PLC0415  # likewise

        with self._working():
            file = Path(chosen)
            planned = plan(read_package(file), self._store, self._session.templates)
            dialog = PackageImportDialog(file.name, planned, partial(self._take_in, file), self._window)
            dialog.open()

    def ask_code(self) -> None:
        """Ask for the code at the foot of a paper, and say which form it belongs to."""
        from perfeval_desktop.code_lookup import find_code  # noqa: PLC0415  # not before it is needed
        from perfeval_ui.dialogs.check_code import CheckCodeDialog  # noqa: PLC0415  # likewise

        shown = self._session.shown
        find = partial(find_code, self._store, self._session.templates)
        CheckCodeDialog(find, shown.form_id if shown else None, self._window).open()

    def _export(self, form_ids: Sequence[FormId], chosen: str) -> None:
        from perfeval_desktop.exchange_package.writing import packed, write_package  # noqa: PLC0415  # likewise

        with self._working():
            package = packed(self._store, self._session.templates, form_ids)
            write_package(Path(chosen), package)
            self.written.emit(f"已把 {len(package.forms)} 张表连同修改记录导出到交换包：{chosen}")

    def _take_in(self, file: Path, decisions: "Decisions") -> str:
        """Do what was decided about a package; return why that was impossible, ``""`` when it is done."""
        label = f"导入交换包“{file.stem}”"
        intake = decisions.intake
        try:
            with waiting():
                self._session.take_in(intake.added, intake.changed, label, intake.templates)
        except PerfEvalError as error:
            return f"没有导入：{error}"
        added, changed = len(intake.added), len(intake.changed)
        parts = [f"加入 {added} 张表"] * bool(added) + [f"更新 {changed} 张表"] * bool(changed)
        self.done.emit(f"已{label}：{'，'.join(parts)}")
        return ""

    def _dialog(self, title: str) -> QFileDialog:
        return file_dialog(title, str(usual_folder()), _FILTER, self._window)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Show that it may take a moment, and tell what the user can do something about."""
        try:
            with waiting():
                yield
        except PerfEvalError as error:
            self.failed.emit(str(error))
