"""备份与恢复: make a backup of all forms, or go back to one."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from perfeval_desktop.errors import StorageError
from perfeval_desktop.paths import STORE_SUFFIX
from perfeval_desktop.storage.backup_folder import BackupFolder
from perfeval_desktop.store import Backup
from perfeval_ui.dialogs.backup_table import backup_table, time_text
from perfeval_ui.dialogs.table_dialog import TableDialog
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.quiet_label import QuietLabel

_WHAT_HAPPENS = (
    "恢复时，现有数据会先自动备份，再换成所选备份的内容。换错了也不要紧：用刚才自动做的那份备份就能换回来。"
)


class BackupsDialog(TableDialog[Backup]):
    """Lists the backups, makes new ones, and puts one in place of everything in the store.

    ``restored`` is emitted when the store has other contents than before.
    """

    restored = Signal()

    def __init__(self, backups: BackupFolder, parent: QWidget | None = None) -> None:
        placeholder = "还没有备份。点“立即备份”做第一份。"
        super().__init__("备份与恢复", backup_table(), placeholder=placeholder, parent=parent)
        self._backups = backups
        self.back_up_button = self._button("立即备份(&B)", self._back_up, "backup")
        self.folder_button = self._button("打开备份文件夹(&O)", self._open_folder, "open-folder")
        self.other_button = self._button("从其他文件恢复(&F)…", self._choose_other, "open-folder")
        self.restore_button = self._button("恢复所选(&R)", self._restore_selected, "restore-backup")
        self.view.setMinimumHeight(24 * RHYTHM)
        self.view.header().setMinimumSectionSize(12 * RHYTHM)
        self._stretch_columns(0)
        self._arrange()
        self._reload()

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
        self.column.addLayout(self._pages, 1)
        self.column.addWidget(self.message)
        self.column.addWidget(QuietLabel(_WHAT_HAPPENS, self))
        self.column.addLayout(bottom)
        self.setMinimumWidth(70 * RHYTHM)

    def _reload(self) -> None:
        """Read the folder of the backups again."""
        try:
            found = self._backups.all()
        except StorageError as error:
            found = []
            self.message.show_error(str(error))
        self._show_records(found)

    def _update_buttons(self) -> None:
        self.restore_button.setEnabled(bool(self.selected))

    def _back_up(self) -> None:
        try:
            made = self._backups.take()
        except StorageError as error:
            self.message.show_error(f"没有备份：{error}")
            return
        self.message.show_success(f"已备份 {made.forms} 份自评表。")
        self._reload()

    def _open_folder(self) -> None:
        folder = self._backups.folder
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self.message.show_warning("还没有备份文件夹，做第一份备份时会自动建立。")

    def _restore_selected(self) -> None:
        (backup,) = self.selected
        self._restore(backup.path, f"{time_text(backup.taken_at)}的备份")

    def _choose_other(self) -> None:
        name_filter = f"绩效自评数据 (*{STORE_SUFFIX})"
        dialog = file_dialog("从哪个文件恢复", str(self._backups.folder), name_filter, self)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "恢复")
        dialog.fileSelected.connect(self._restore_other)
        dialog.open()

    def _restore_other(self, chosen: str) -> None:
        path = Path(chosen)
        self._restore(path, f"“{path.name}”")

    def _restore(self, path: Path, name: str) -> None:
        try:
            self._backups.restore(path)
        except StorageError as error:
            self.message.show_error(str(error))
            return
        count = self._backups.store.count()
        self.message.show_success(f"已恢复为{name}，现有 {count} 份自评表。恢复前的数据是列表中最新的备份。")
        self._reload()
        self.restored.emit()
