"""Export: one form or hundreds as PDF files, with everything a clerk must say on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.errors import OutputError, PerfEvalError
from perfeval_desktop.printing.batch import export_files, export_merged
from perfeval_desktop.printing.file_names import file_name
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.printing.print_job import PrintJob, draft_sentence
from perfeval_desktop.printing.unprintable import unprintable_sentence
from perfeval_desktop.store import FormId
from perfeval_ui.paper.export_dialog import ExportChoice, ExportDialog
from perfeval_ui.paper.export_result_dialog import ExportResultDialog
from perfeval_ui.paper.printable_form import form_as_seen
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.progress import Progress

_FOLDER_KEY = "export/folder"
_MERGED_KEY = "export/merged"


@dataclass(frozen=True, slots=True)
class _Work:
    """The forms of one export, and the sentences on those that could not be had."""

    jobs: tuple[PrintJob, ...]
    failures: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many forms were asked for."""
        return len(self.jobs) + len(self.failures)


class Exporter(QObject):
    """Writes PDFs where the clerk says; belongs to the main window.

    ``finished`` and ``failed`` carry a sentence for the message bar; :meth:`open_folder` shows the folder
    of the last export.
    """

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, signals: SessionSignals, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._settings = settings
        self._window = parent
        self._work = _Work(())

    @property
    def folder(self) -> Path:
        """The folder used last; 文档 where there is none (any more)."""
        remembered = Path(str(self._settings.value(_FOLDER_KEY, "")))
        if remembered.is_absolute() and remembered.is_dir():
            return remembered
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if documents.is_dir() else Path.home()

    def export(self, form_ids: Sequence[FormId]) -> None:
        """Export forms in this order: ask for a file for one, for the manner and the place for several."""
        self._work = self._gathered(form_ids)
        if len(form_ids) > 1:
            self._ask_how()
        elif self._work.jobs:
            self._ask_file()
        else:
            self.failed.emit(
                "".join(self._work.failures) or "没有选中项目。请先在左边的列表里选择要导出的项目。"
            )

    def open_folder(self) -> None:
        """Show the folder of the last export in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _gathered(self, form_ids: Sequence[FormId]) -> _Work:
        jobs, failures = [], []
        for form_id in form_ids:
            try:
                jobs.append(form_as_seen(self._session, form_id))
            except PerfEvalError as error:
                failures.append(str(error))
        return _Work(tuple(jobs), tuple(failures))

    # -- one form ----------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        dialog = file_dialog("导出 PDF", str(self.folder), "PDF 文件 (*.pdf)", self._window)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(*self._work.jobs[0]))
        dialog.fileSelected.connect(self._write_one, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _write_one(self, chosen: str) -> None:
        file = Path(chosen)
        job = self._work.jobs[0]
        try:
            write_atomically(file, form_pdf(*job))
        except OutputError as error:
            self.failed.emit(str(error))
            return
        self._remember(file.parent)
        self.finished.emit(f"已导出“{file.name}”。{unprintable_sentence(*job)}{draft_sentence([job])}")

    # -- several -----------------------------------------------------------------------------------------

    def _ask_how(self) -> None:
        dialog = ExportDialog(
            self._work.count,
            self.folder,
            f"绩效自评表（{self._work.count} 份）.pdf",
            is_merged=self._settings.value(_MERGED_KEY, defaultValue=False, type=bool) is True,
            parent=self._window,
        )
        # Queued: the dialog is gone before the long work begins.
        dialog.chosen.connect(self._write_many, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _write_many(self, choice: ExportChoice) -> None:
        self._remember(choice.folder)
        self._settings.setValue(_MERGED_KEY, choice.is_merged)
        if choice.is_merged:
            self._write_merged(choice.folder / choice.file_name)
        else:
            self._write_files(choice.folder)

    def _write_merged(self, file: Path) -> None:
        work = self._work
        if work.failures:
            self.failed.emit(f"没有导出：{work.failures[0]}")
            return
        try:
            with Progress("导出 PDF", len(work.jobs), self._window) as progress:
                is_whole = export_merged(work.jobs, file, progress=_Teller(work.jobs, progress).at)
        except OutputError as error:
            self.failed.emit(str(error))
            return
        if is_whole:
            self._show_result(
                f"{work.count} 份自评表已合并成“{file.name}”。", _remarks(work.jobs), is_whole=True
            )
        else:
            self.finished.emit("导出已取消，没有写出文件。")

    def _write_files(self, folder: Path) -> None:
        work = self._work
        with Progress("导出 PDF", len(work.jobs), self._window) as progress:
            results = export_files(work.jobs, folder, progress=_Teller(work.jobs, progress).at)
        written = sum(one.path is not None for one in results)
        reasons = [*work.failures, *(one.reason for one in results if one.reason)]
        sentence = f"写出 {written} 份"
        if reasons:
            sentence += f"，失败 {len(reasons)} 份"
        if skipped := sum(one.is_skipped for one in results):
            sentence += f"；取消后其余 {skipped} 份没有写"
        there = [job for job, one in zip(work.jobs, results, strict=True) if one.path]
        remarks = [*reasons, *_remarks(there)]
        self._show_result(f"{sentence}。", remarks, is_whole=written == work.count)

    def _show_result(self, sentence: str, remarks: Sequence[str], *, is_whole: bool) -> None:
        dialog = ExportResultDialog(sentence, remarks, is_whole=is_whole, parent=self._window)
        dialog.folder_wanted.connect(self.open_folder)
        dialog.open()
        self.finished.emit(f"导出 PDF：{sentence}")

    def _remember(self, folder: Path) -> None:
        self._settings.setValue(_FOLDER_KEY, str(folder))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the progress dialog which form is next."""

    jobs: tuple[PrintJob, ...]
    progress: Progress

    def at(self, done: int, count: int) -> bool:
        """Show the form after ``done`` of ``count``; whether to go on."""
        return self.progress.at(done, form_names(*self.jobs[min(done, count - 1)]).project)


def _remarks(jobs: Sequence[PrintJob]) -> list[str]:
    """Return the sentences on forms that print with a character missing, and on drafts."""
    sentences = ((form_names(*job).project, unprintable_sentence(*job)) for job in jobs)
    remarks = [f"“{project}”：{sentence}" for project, sentence in sentences if sentence]
    drafts = draft_sentence(jobs)
    return [*remarks, drafts] if drafts else remarks
