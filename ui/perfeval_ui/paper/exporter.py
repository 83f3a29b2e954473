"""Exports one form or hundreds as files of PDF, Excel or Word, after asking the user where to and how."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.errors import OutputError, PerfEvalError, StorageError, StorageErrorKind
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import export_files, export_merged, file_of
from perfeval_desktop.printing.batch import reasons
from perfeval_desktop.printing.file_names import file_name
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.print_job import PrintJob, draft_sentence
from perfeval_desktop.printing.unprintable import unprintable_sentence
from perfeval_desktop.store import FormId
from perfeval_ui.defaults import FolderUse, set_folder
from perfeval_ui.paper.export_dialog import ExportChoice, ExportDialog
from perfeval_ui.paper.format_words import WORDS, format_named, name_filter
from perfeval_ui.paper.printable_form import form_as_seen
from perfeval_ui.paper.result_dialog import ResultDialog
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder
from perfeval_ui.widgets.progress import Progress

_FOLDER_KEY = "export/folder"
_MERGED_KEY = "export/merged"
_FORMAT_KEY = "export/format"


@dataclass(frozen=True, slots=True)
class _Batch:
    """The forms of one export; for each form that could not be loaded, a sentence that says why.

    Where the store could not be read at all, that stands for every form.
    """

    jobs: tuple[PrintJob, ...]
    failures: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many forms were asked for."""
        return len(self.jobs) + len(self.failures)


class Exporter(QObject):
    """Exports forms; its dialogs belong to the window ``parent``.

    ``finished`` and ``failed`` carry a sentence for the message bar.
    """

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, signals: SessionSignals, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._settings = settings
        self._window = parent
        self._batch = _Batch(())

    @property
    def folder(self) -> Path:
        """The folder the user has set, else that of the last export, else the user's documents."""
        return usual_folder(
            set_folder(self._settings, FolderUse.EXPORT), self._settings.value(_FOLDER_KEY, "")
        )

    def export(self, form_ids: Sequence[FormId]) -> None:
        """Export forms in this order; ask for the file of a single one, for how and where to of several."""
        self._batch = self._loaded(form_ids)
        if not self._batch.jobs:
            self.failed.emit(
                "".join(_grouped(self._batch.failures))
                or "没有选中项目。请先在左边的列表里选择要导出的项目。"
            )
        elif len(form_ids) > 1:
            self._ask_how()
        else:
            self._ask_file()

    @property
    def _last_format(self) -> ExportFormat:
        """The format of the last export; PDF before the first."""
        return format_named(f"x.{self._settings.value(_FORMAT_KEY, '')}") or ExportFormat.PDF

    def open_folder(self) -> None:
        """Show the folder of the last export in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _loaded(self, form_ids: Sequence[FormId]) -> _Batch:
        jobs, failures = [], []
        for number, form_id in enumerate(form_ids):
            try:
                jobs.append(form_as_seen(self._session, form_id))
            except PerfEvalError as error:
                failures.append(str(error))
                if isinstance(error, StorageError) and error.kind is StorageErrorKind.BUSY:
                    # Each of the others would wait as long as this one has.
                    failures += [str(error)] * (len(form_ids) - number - 1)
                    break
        return _Batch(tuple(jobs), tuple(failures))

    # -- one form ----------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        what = self._last_format
        dialog = file_dialog("导出", str(self.folder), ";;".join(map(name_filter, WORDS)), self._window)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectNameFilter(name_filter(what))
        dialog.setDefaultSuffix(what.value)
        dialog.selectFile(file_name(*self._batch.jobs[0], what.suffix))
        dialog.filterSelected.connect(partial(_use_filter, dialog))
        dialog.fileSelected.connect(self._write_one, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _write_one(self, chosen: str) -> None:
        file = Path(chosen)
        job = self._batch.jobs[0]
        what = format_named(file.name) or ExportFormat.PDF
        try:
            write_atomically(file, file_of(what, *job))
        except OutputError as error:
            self.failed.emit(str(error))
            return
        self._save_folder(file.parent)
        self._settings.setValue(_FORMAT_KEY, what.value)
        self.finished.emit(
            "".join((f"已导出“{file.name}”。", *_unprintable(what, job), draft_sentence([job])))
        )

    # -- several -----------------------------------------------------------------------------------------

    def _ask_how(self) -> None:
        dialog = ExportDialog(
            self._batch.count,
            self.folder,
            f"绩效自评表（{self._batch.count} 份）{self._last_format.suffix}",
            is_merged=self._settings.value(_MERGED_KEY, defaultValue=False, type=bool) is True,
            parent=self._window,
        )
        # Queued, so that the dialog is closed before the long work starts.
        dialog.chosen.connect(self._write_many, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _write_many(self, choice: ExportChoice) -> None:
        self._save_folder(choice.folder)
        self._settings.setValue(_MERGED_KEY, choice.is_merged)
        self._settings.setValue(_FORMAT_KEY, choice.what.value)
        if choice.is_merged:
            self._write_merged(choice.what, choice.folder / choice.file_name)
        else:
            self._write_files(choice.what, choice.folder)

    def _write_merged(self, what: ExportFormat, file: Path) -> None:
        batch = self._batch
        if batch.failures:
            self.failed.emit(f"没有导出：{batch.failures[0]}")
            return
        try:
            with Progress(_title(what), len(batch.jobs), self._window) as progress:
                report = _Reporter(batch.jobs, progress).report
                is_whole = export_merged(what, batch.jobs, file, progress=report)
        except OutputError as error:
            self.failed.emit(str(error))
            return
        if is_whole:
            sentence = f"{batch.count} 份自评表已合并成“{file.name}”。"
            self._show_result(what, sentence, _remarks(what, batch.jobs), is_whole=True)
        else:
            self.finished.emit("导出已取消，没有写出文件。")

    def _write_files(self, what: ExportFormat, folder: Path) -> None:
        batch = self._batch
        with Progress(_title(what), len(batch.jobs), self._window) as progress:
            report = _Reporter(batch.jobs, progress).report
            results = export_files(what, batch.jobs, folder, progress=report)
        written = sum(one.path is not None for one in results)
        skipped = sum(one.is_skipped for one in results)
        sentence = f"写出 {written} 份"
        if failed := batch.count - written - skipped:
            sentence += f"，失败 {failed} 份"
        if skipped:
            sentence += f"；取消后其余 {skipped} 份没有写"
        written_jobs = [job for job, one in zip(batch.jobs, results, strict=True) if one.path]
        remarks = [*_grouped(batch.failures), *reasons(results), *_remarks(what, written_jobs)]
        self._show_result(what, f"{sentence}。", remarks, is_whole=written == batch.count)

    def _show_result(
        self, what: ExportFormat, sentence: str, remarks: Sequence[str], *, is_whole: bool
    ) -> None:
        dialog = ResultDialog("导出", sentence, remarks, is_whole=is_whole, parent=self._window)
        dialog.folder_wanted.connect(self.open_folder)
        dialog.open()
        self.finished.emit(f"{_title(what)}：{sentence}")

    def _save_folder(self, folder: Path) -> None:
        self._settings.setValue(_FOLDER_KEY, str(folder))


@dataclass(frozen=True, slots=True)
class _Reporter:
    """Shows in the progress dialog which form is next."""

    jobs: tuple[PrintJob, ...]
    progress: Progress

    def report(self, done: int, count: int) -> bool:
        """Show the form after ``done`` of ``count``; return whether to go on."""
        return self.progress.show(done, form_names(*self.jobs[min(done, count - 1)]).project)


def _grouped(sentences: Iterable[str]) -> list[str]:
    """Return each sentence once, with the number of forms that it is said of."""
    counts = Counter(sentences)
    return [f"{count} 份：{one}" if count > 1 else one for one, count in counts.items()]


def _remarks(what: ExportFormat, jobs: Sequence[PrintJob]) -> list[str]:
    """Return the sentences on forms that print with a character missing, and on drafts."""
    remarks = [
        f"“{form_names(*job).project}”：{sentence}" for job in jobs for sentence in _unprintable(what, job)
    ]
    drafts = draft_sentence(jobs)
    return [*remarks, drafts] if drafts else remarks


def _unprintable(what: ExportFormat, job: PrintJob) -> list[str]:
    """Return a sentence where a form has characters that no font of the PDF has; others bring no fonts."""
    sentence = unprintable_sentence(*job) if what is ExportFormat.PDF else ""
    return [sentence] if sentence else []


def _title(what: ExportFormat) -> str:
    return f"导出 {WORDS[what].name}"


def _use_filter(dialog: QFileDialog, chosen: str) -> None:
    """Let what is typed as a name get the suffix of the format that is chosen."""
    what = next(one for one in WORDS if name_filter(one) == chosen)
    dialog.setDefaultSuffix(what.value)
    selected = dialog.selectedFiles()
    if selected and format_named(selected[0]) is not None:
        dialog.selectFile(f"{Path(selected[0]).stem}{what.suffix}")
