"""Fills forms into the blank that a department has sent, after asking for it and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.exchange.filling.result import Filled, report_lines, suffix_of, summary
from perfeval_desktop.printing.batch import distinct_names
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.print_job import PrintJob
from perfeval_desktop.store import FormId
from perfeval_ui.defaults import FolderUse, set_folder
from perfeval_ui.paper.printable_form import form_as_seen
from perfeval_ui.paper.result_dialog import ResultDialog
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder
from perfeval_ui.widgets.progress import Progress

_FOLDER_KEY = "fill/folder"
_BLANKS = "Word 和 Excel 空表 (*.docx *.xlsx *.docm *.xlsm *.doc *.xls *.wps *.et)"


class BlankFiller(QObject):
    """Fills forms into blanks; its dialogs belong to the window ``parent``.

    ``finished`` and ``failed`` carry a sentence for the message bar.
    """

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, signals: SessionSignals, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._settings = settings
        self._window = parent
        self._jobs: tuple[PrintJob, ...] = ()
        self._blank = Path()
        self._is_reading = False

    def fill(self, form_ids: Sequence[FormId]) -> None:
        """Fill forms into a blank: ask for it, and for a file, or a folder for several.

        While a blank is being read for others, nothing is done.
        """
        if self._is_reading:
            return
        try:
            self._jobs = tuple(form_as_seen(self._session, form_id) for form_id in form_ids)
        except PerfEvalError as error:
            self.failed.emit(str(error))
            return
        blank = self._last_blank()
        dialog = file_dialog("选择单位下发的空表", str(blank.parent), _BLANKS, self._window)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选择")
        if blank.is_file():
            dialog.selectFile(blank.name)
        dialog.fileSelected.connect(self._take_blank, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def open_folder(self) -> None:
        """Show the folder of the last filled blank in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder())))

    # -- which blank, and where to ---------------------------------------------------------------------------

    def _last_blank(self) -> Path:
        """Return the blank that was taken last for the template of the first form, if it is still there."""
        last = Path(str(self._settings.value(self._blank_key(), "")))
        return last if last.is_absolute() and last.is_file() else self._folder() / "空表"

    def _blank_key(self) -> str:
        return f"fill/blanks/{self._jobs[0][0].id}"

    def _folder(self) -> Path:
        return usual_folder(
            set_folder(self._settings, FolderUse.EXPORT), self._settings.value(_FOLDER_KEY, "")
        )

    def _take_blank(self, chosen: str) -> None:
        """See whether the blank can be read before it is read here: it may be made to do harm."""
        from perfeval_ui.file_reader import FileReader  # noqa: PLC0415  # brings processes along

        self._blank = Path(chosen)
        reader = FileReader(self)
        reader.done.connect(self._ask_where)
        reader.done.connect(reader.deleteLater)
        self._is_reading = True
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        reader.read(self._blank)

    def _ask_where(self, contents: object) -> None:
        from perfeval_desktop.importing.contents import FileContents  # noqa: PLC0415  # likewise

        self._is_reading = False
        QGuiApplication.restoreOverrideCursor()
        assert isinstance(contents, FileContents)  # noqa: S101  # nothing else is told
        if contents.refusal:
            self.failed.emit(contents.refusal)
        elif len(self._jobs) > 1:
            self._ask_folder()
        else:
            self._ask_file()

    def _ask_file(self) -> None:
        suffix = suffix_of(self._blank)
        kind = f"填好的表 (*{suffix})"
        dialog = file_dialog("填好的表存到哪里", str(self._folder()), kind, self._window)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(self._names()[0])
        dialog.fileSelected.connect(self._write_one, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _ask_folder(self) -> None:
        title = f"{len(self._jobs)} 张填好的表存到哪个文件夹"
        dialog = file_dialog(title, str(self._folder()), "", self._window)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选择")
        dialog.fileSelected.connect(self._write_many, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _names(self) -> list[str]:
        suffix = suffix_of(self._blank)
        return [Path(name).with_suffix(suffix).name for name in distinct_names(self._jobs, suffix)]

    # -- writing ---------------------------------------------------------------------------------------------

    def _write_one(self, chosen: str) -> None:
        from perfeval_desktop.exchange.filling.writing import fill_into  # noqa: PLC0415  # brings lxml along

        target = Path(chosen)
        try:
            result = fill_into(self._blank, target, *self._jobs[0])
        except PerfEvalError as error:
            self.failed.emit(str(error))
            return
        self._remember(target.parent)
        self._show_result(f"“{target.name}”：{summary(result)}", list(report_lines(result)), [result])

    def _write_many(self, chosen: str) -> None:
        from perfeval_desktop.exchange.filling.writing import fill_into  # noqa: PLC0415  # brings lxml along

        folder = Path(chosen)
        results: list[Filled] = []
        lines: list[str] = []
        with Progress("填入单位下发的空表", len(self._jobs), self._window) as progress:
            for number, (job, name) in enumerate(zip(self._jobs, self._names(), strict=True)):
                project = form_names(*job).project
                if not progress.show(number, project):
                    lines.append(f"已取消，其余 {len(self._jobs) - number} 张没有填。")
                    break
                try:
                    result = fill_into(self._blank, folder / name, *job, sweeping=number == 0)
                except PerfEvalError as error:
                    lines.append(f"“{project}”：{error}")
                    continue
                results.append(result)
                lines += [f"“{project}”：{line}" for line in (summary(result), *report_lines(result))]
        if results:
            self._remember(folder)
        self._show_result(f"填好 {len(results)} 张，共 {len(self._jobs)} 张。", lines, results)

    def _remember(self, folder: Path) -> None:
        self._settings.setValue(self._blank_key(), str(self._blank))
        self._settings.setValue(_FOLDER_KEY, str(folder))

    def _show_result(self, sentence: str, lines: Sequence[str], results: Sequence[Filled]) -> None:
        is_whole = len(results) == len(self._jobs) and not any(one.left for one in results)
        dialog = ResultDialog("填入单位下发的空表", sentence, lines, is_whole=is_whole, parent=self._window)
        dialog.folder_wanted.connect(self.open_folder)
        dialog.open()
        self.finished.emit(f"填入空表：{sentence}")
