"""Takes in files: asks for them, shows what was found in them, saves what the user chose in one step."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import ImportFileError, PerfEvalError
from perfeval_desktop.importing.chosen_files import SUFFIXES, files_in
from perfeval_desktop.importing.contents import FileContents, Reading
from perfeval_desktop.importing.plan import Planner, intake
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.paths import told_words_file
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.told_words import read_told
from perfeval_ui.defaults import FolderUse, set_folder
from perfeval_ui.importing.clipboard_file import copied_files
from perfeval_ui.importing.import_dialog import Chosen, ImportDialog
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder
from perfeval_ui.widgets.waiting import waiting

_FOLDER_KEY = "import/folder"


class Importer(QObject):
    """Imports files into the store of a session; its dialogs belong to the window ``parent``.

    ``finished`` carries a sentence and the new forms, ``failed`` a sentence, ``refused`` the sentences on
    files that could not be read. ``template_wanted`` carries the form that a template is to be made of, and
    the dialog that is then to use it.
    """

    finished = Signal(str, object)
    failed = Signal(str)
    refused = Signal(object)
    template_wanted = Signal(object, object)

    def __init__(self, signals: SessionSignals, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = signals.session
        templates = signals.session.templates
        assert isinstance(templates, TemplateCatalogue)  # noqa: S101  # what every window has
        self._templates = templates
        self._settings, self._window = settings, parent

    @property
    def folder(self) -> str:
        """The folder the user has set, else that of the last import, else the user's documents."""
        return str(
            usual_folder(set_folder(self._settings, FolderUse.IMPORT), self._settings.value(_FOLDER_KEY, ""))
        )

    def ask_files(self) -> None:
        """Ask for files, then import them."""
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        dialog = file_dialog("导入", self.folder, f"可以导入的文件 ({kinds});;所有文件 (*)", self._window)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "导入")
        dialog.filesSelected.connect(self._import_chosen, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def import_copied(self) -> None:
        """Import what was copied in another program: a table, a text, or files."""
        folder = TemporaryDirectory(prefix="perfeval-", ignore_cleanup_errors=True)
        dialog = self._open_copied(Path(folder.name))
        if dialog is None:
            folder.cleanup()
        else:
            dialog.finished.connect(lambda _result: folder.cleanup())

    def _open_copied(self, folder: Path) -> ImportDialog | None:
        try:
            files = copied_files(QGuiApplication.clipboard().mimeData(), folder)
        except OSError as error:
            self.failed.emit(f"剪贴板里的内容没有读出（{error.strerror}）。请检查磁盘是否已满。")
            return None
        if not files:
            self.failed.emit("剪贴板里没有表。请先在 Word、Excel 或 WPS 里选中整张表，复制后再试。")
            return None
        return self._open(files)

    def import_files(self, paths: Iterable[Path]) -> None:
        """Import files, and those of folders, once the user has looked at what is in them."""
        files = list(paths)
        if self._open(files) is not None:
            self._settings.setValue(_FOLDER_KEY, str(files[0] if files[0].is_dir() else files[0].parent))

    def _open(self, paths: Iterable[Path]) -> ImportDialog | None:
        """Show what is in files; ``None`` where there is nothing to show: that has been told."""
        try:
            files = files_in(paths)
            if not files:
                raise ImportFileError("这个文件夹里没有可以导入的文件。请检查是否选对了文件夹。")
            planner = Planner(self._session.summaries(), self._loaded)
        except PerfEvalError as error:
            self.failed.emit(str(error))
            return None
        told = read_told(told_words_file())
        if told.trouble:
            self.failed.emit(told.trouble)
        reading = Reading(self._templates, datetime.now().astimezone().year, told=told.words)
        dialog = ImportDialog(files, ReaderPool(reading), planner, reading, self._window)
        dialog.template_wanted.connect(self.template_wanted)
        # Queued, so that the dialog is closed before the forms are saved.
        dialog.chosen.connect(self._take_in, Qt.ConnectionType.QueuedConnection)
        dialog.open()
        return dialog

    def _import_chosen(self, paths: Sequence[str]) -> None:
        self.import_files(map(Path, paths))

    def _loaded(self, form_id: FormId) -> tuple[Template, Form]:
        form = self._session.load(form_id)
        return self._session.template_of(form), form

    def _take_in(self, chosen: Chosen) -> None:
        taken = intake(chosen.planned)
        try:
            with waiting():
                new = self._session.take_in(taken.new, taken.changed, taken.label)
        except PerfEvalError as error:
            self.failed.emit(f"没有导入：{error}")
            return
        parts = [f"新建 {len(new)} 张"] if new else []
        if taken.changed:
            parts.append(f"更新 {len(taken.changed)} 张")
        left = len(chosen.refused)
        unread = f"；{left} 个文件不能导入" if left else ""
        self.finished.emit(f"已导入：{'，'.join(parts)}{unread}。", new or tuple(taken.changed))
        if left:
            self.refused.emit(sentences(chosen.refused))


def sentences(refused: Iterable[FileContents]) -> list[str]:
    """Return why files could not be read."""
    return [one.refusal for one in refused]
