"""备份与恢复: make a backup of all forms, or go back to one."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from perfeval_desktop.backup import Backup
from perfeval_desktop.backup_texts import newer_text, since_text, time_text
from perfeval_desktop.errors import StorageError
from perfeval_desktop.paths import STORE_SUFFIX
from perfeval_desktop.storage.backups.folder import BackupFolder
from perfeval_desktop.storage.clock import now
from perfeval_ui.dialogs.backup_table import PLACES, backup_table
from perfeval_ui.dialogs.second_place_row import SecondPlaceRow
from perfeval_ui.dialogs.table_dialog import TableDialog
from perfeval_ui.stores.background_task import BackgroundTask
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.quiet_label import QuietLabel

_WHAT_HAPPENS = (
    "恢复前会先说明这份备份有多旧、此后改过哪些表，并自动备份现有的数据（列为“恢复前自动保存”）；"
    "恢复以后可以撤销。"
)


class BackupsDialog(TableDialog[Backup]):
    """Lists the backups, makes new ones, and puts one in place of everything in the store.

    Those in the second place are listed, too: as soon as that has been read, which may take a while.
    ``restored`` is emitted when the store has other contents than before: with a sentence about that, and the
    backup by which it is undone.
    """

    restored = Signal(str, object)

    def __init__(
        self, backups: BackupFolder, copier: SecondPlaceCopier, parent: QWidget | None = None
    ) -> None:
        placeholder = "还没有备份。点“立即备份”做第一份。"
        super().__init__("备份与恢复", backup_table(self._places), placeholder=placeholder, parent=parent)
        self._backups, self._copier = backups, copier
        self._first: list[Backup] = []
        self._second: list[Backup] = []
        self._listing: BackgroundTask[list[Backup]] | None = None
        self.second_place = SecondPlaceRow(copier, backups.folder, self)
        self.second_place.refused.connect(self.message.show_error)
        self.second_place.doubted.connect(self.message.show_warning)
        copier.changed.connect(self._read_second)
        self.back_up_button = self._button("立即备份(&B)", self._back_up, "backup")
        self.folder_button = self._button("打开备份文件夹(&O)", self._open_folder, "open-folder")
        self.other_button = self._button("从其他文件恢复(&F)…", self._choose_other, "open-folder")
        self.restore_button = self._button("恢复所选(&R)", self._restore_selected, "restore-backup")
        self.view.setMinimumHeight(24 * RHYTHM)
        self.view.header().setMinimumSectionSize(12 * RHYTHM)
        self._stretch_columns(0)
        self._arrange()
        self._reload()
        self._read_second()
        # It is about to be looked at how this goes.
        copier.copy()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(RHYTHM)
        top.addWidget(self.back_up_button)
        top.addWidget(self.folder_button)
        top.addStretch(1)
        bottom = QHBoxLayout()
        bottom.setSpacing(RHYTHM)
        bottom.addWidget(self.restore_button)
        bottom.addWidget(self.other_button)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button_box())
        self.column.addLayout(top)
        self.column.addWidget(self.second_place)
        self.column.addLayout(self._pages, 1)
        self.column.addWidget(self.message)
        self.column.addWidget(QuietLabel(_WHAT_HAPPENS, self))
        self.column.addLayout(bottom)
        self.setMinimumWidth(76 * RHYTHM)

    def _reload(self) -> None:
        """Read the folder of the backups again."""
        try:
            self._first = self._backups.all()
        except StorageError as error:
            self._first = []
            self.message.show_error(str(error))
        self._show_all()

    def _read_second(self) -> None:
        """Read the second place again, unless that is just being written to."""
        place = self._copier.place
        if place is None:
            self._listing, self._second = None, []
            self._show_all()
        elif not self._copier.is_copying:
            from perfeval_desktop.storage.backups.listing import backups  # noqa: PLC0415  # rarely opened

            self._listing = BackgroundTask(partial(backups, place.folder))
            self._listing.ended.connect(self._show_second)
            self._listing.start()

    def _show_second(self) -> None:
        if self._listing is None or self.sender() is not self._listing:
            # Another folder was chosen meanwhile, or none.
            return
        try:
            self._second = self._listing.result()
        except StorageError:
            # Why it cannot be read stands in the row about it.
            self._second = []
        self._show_all()

    def _show_all(self) -> None:
        """Show the backups of both places, each once; the selected one stays so."""
        names = {one.path.name for one in self._first}
        both = [*self._first, *(one for one in self._second if one.path.name not in names)]
        selected = self.selected
        self.view.setColumnHidden(PLACES, self._copier.place is None)
        self._show_records(sorted(both, key=lambda one: (one.revision, one.taken_at), reverse=True))
        for row, one in enumerate(self.table.rows):
            if one in selected:
                self.view.setCurrentIndex(self.table.index(row, 0))

    def _places(self, backup: Backup) -> str:
        name = backup.path.name
        is_here = any(one.path.name == name for one in self._first)
        is_there = any(one.path.name == name for one in self._second)
        return "两处都有" if is_here and is_there else "第一处" if is_here else "第二处"

    def _update_buttons(self) -> None:
        self.restore_button.setEnabled(bool(self.selected))

    def _back_up(self) -> None:
        try:
            newer = self._backups.newer()
            made = self._backups.take()
        except StorageError as error:
            self.message.show_error(f"没有备份：{error}{self._copier.back_up_there()}")
            return
        if newer is None:
            self.message.show_success(f"已备份 {made.forms} 份自评表。")
        else:
            self.message.show_warning(f"已备份 {made.forms} 份自评表。{newer_text(newer)}")
        self._reload()
        self._copier.copy()

    def _open_folder(self) -> None:
        folder = self._backups.folder
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self.message.show_warning("还没有备份文件夹，做第一份备份时会自动建立。")

    def _restore_selected(self) -> None:
        (backup,) = self.selected
        self._ask(backup.path, f" {time_text(backup.taken_at)} 的备份", backup.taken_at)

    def _choose_other(self) -> None:
        name_filter = f"绩效自评数据 (*{STORE_SUFFIX})"
        dialog = file_dialog("从哪个文件恢复", str(self._backups.folder), name_filter, self)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "恢复")
        dialog.fileSelected.connect(self._restore_other)
        dialog.open()

    def _restore_other(self, chosen: str) -> None:
        path = Path(chosen)
        self._ask(path, f"“{path.name}”")

    def _ask(self, path: Path, name: str, taken_at: datetime | None = None) -> None:
        """Say what is newer than a backup, and restore it where that is agreed to."""
        from perfeval_ui.dialogs.restore_question import RestoreQuestion  # noqa: PLC0415  # rarely asked

        try:
            since = self._backups.changes_since(path)
        except StorageError as error:
            self.message.show_error(f"没有恢复，现有的数据没有改动：{error}")
            return
        question = RestoreQuestion(since_text(since, taken_at, now()), since, self)
        question.agreed.connect(partial(self._restore, path, name))
        question.open()

    def _restore(self, path: Path, name: str) -> None:
        try:
            before = self._backups.restore(path)
        except StorageError as error:
            self.message.show_error(str(error))
            return
        done = f"已恢复为{name}，现有 {self._backups.store.count()} 份自评表。"
        self.message.show_success(f"{done}恢复前的数据在列表最上面，关闭这里以后也可以撤销恢复。")
        self._reload()
        self._copier.copy()
        self.restored.emit(done, before)
