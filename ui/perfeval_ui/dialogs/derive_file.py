"""Asking for a file with a form, to make a template of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_desktop import paths
from perfeval_desktop.domain.transcripts.words import with_told
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.importing.contents import FileContents, Reading
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.told_words import read_told
from perfeval_ui.widgets.file_dialog import file_dialog

FILTER = (
    "自评表 (*.docx *.docm *.doc *.wps *.xlsx *.xlsm *.xls *.et *.ods *.pdf *.html *.htm *.txt *.csv);;"
    "所有文件 (*)"
)
# Of forms that name none; no template depends on it.
_YEAR = 2024

Told = Callable[[str], object]


def ask_file_to_derive(
    catalogue: TemplateCatalogue, parent: QWidget, saved: Told, failed: Told
) -> QFileDialog:
    """Ask for a file, then show what template it gives.

    ``saved`` is told the id of the new template, ``failed`` a sentence why there is none.
    """
    dialog = file_dialog("由文件新建模板：选一张填好的或空白的表", str(Path.home()), FILTER, parent)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: _derive(catalogue, Path(chosen), parent, (saved, failed)))
    dialog.open()
    return dialog


def _derive(catalogue: TemplateCatalogue, file: Path, parent: QWidget, told: tuple[Told, Told]) -> None:
    """Read a file and show what template it gives."""
    from perfeval_desktop.exchange.deriving.files import form_in  # noqa: PLC0415  # dear to load
    from perfeval_ui.dialogs.derive_template import DeriveTemplateDialog  # noqa: PLC0415  # dear to load

    saved, failed = told
    words = paths.told_words_file()
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        contents = read_apart(file, Reading(catalogue, _YEAR))
        if contents.refusal:
            failed(contents.refusal)
            return
        form = form_in(file, contents.sheets, with_told(read_told(words).words))
        opened = DeriveTemplateDialog(catalogue, form, words, parent)
    except ImportFileError as error:
        failed(str(error))
        return
    finally:
        QGuiApplication.restoreOverrideCursor()
    opened.saved.connect(saved)
    opened.open()


def read_apart(file: Path, reading: Reading) -> FileContents:
    """Return what a file holds, read by a process of its own: a hostile one harms nothing else."""
    with ReaderPool(reading) as pool:
        pool.add([file])
        (contents,) = pool.all_results()
    return contents
