"""The command that fills the funding of forms from a ledger: from the file to the dialog."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder

_FILTER = (
    "台账 (*.xlsx *.xls *.et *.csv *.ods *.xlsm *.docx *.doc *.wps *.html *.htm *.txt *.tsv *.pdf)"
    ";;所有文件 (*)"
)


class LedgerCommands(QObject):
    """Carries out the command; its dialogs belong to the window ``parent``.

    ``failed`` carries a sentence about why nothing was done.
    """

    failed = Signal(str)

    def __init__(self, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._window = parent
        self._reader: QObject | None = None

    def ask(self) -> None:
        """Ask which file the ledger is in."""
        dialog = file_dialog("从台账填资金", str(usual_folder()), _FILTER, self._window)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.read(Path(chosen)))
        dialog.open()

    def read(self, file: Path) -> None:
        """Read the ledger in ``file``, then show what it would fill in."""
        from perfeval_ui.file_reader import FileReader  # noqa: PLC0415  # rarely used

        if self._reader is not None:
            return
        reader = self._reader = FileReader(self)
        reader.done.connect(self._show)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        reader.read(file)

    def _show(self, contents: object) -> None:
        from perfeval_desktop.exchange.ledger.table import ledger_tables  # noqa: PLC0415  # rarely used
        from perfeval_desktop.importing.contents import FileContents  # noqa: PLC0415
        from perfeval_ui.ledger.dialog import LedgerDialog  # noqa: PLC0415

        QGuiApplication.restoreOverrideCursor()
        assert self._reader is not None  # noqa: S101  # it has just told
        self._reader.deleteLater()
        self._reader = None
        assert isinstance(contents, FileContents)  # noqa: S101  # nothing else is told
        tables = ledger_tables(contents.sheets)
        if contents.refusal or not tables:
            name = contents.file.name
            nothing = f"“{name}”里没有台账那样的表格：一行一个项目，有栏名。请检查是否选对了文件。"
            self.failed.emit(contents.refusal or nothing)
            return
        LedgerDialog(self._session, contents.file.name, tables, self._window).open()
