"""备份与恢复: copies of everything, made now or before, and the way back to one of them."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTreeView,
    QWidget,
)

from perfeval_desktop.errors import StorageError
from perfeval_desktop.paths import STORE_SUFFIX
from perfeval_desktop.storage.backup import back_up, backups, restore_backup
from perfeval_desktop.storage.store import Store
from perfeval_ui.dialogs.backup_table import backup_table, time_words
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel

_WHAT_HAPPENS = (
    "恢复时，现有数据会先自动备份，再换成所选备份的内容。换错了也不要紧：用刚才自动做的那份备份就能换回来。"
)


class BackupsDialog(GrowingDialog):
    """Shows the backups in ``folder``, makes new ones, and puts one in the place of the store's contents.

    ``restored`` is emitted when the store holds other forms than before.
    """

    restored = Signal()

    def __init__(self, store: Store, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("备份与恢复", parent)
        self._store = store
        self._folder = folder
        self.table = backup_table(self)
        self.view = QTreeView(self)
        self.view.setModel(self.table)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAlternatingRowColors(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setMinimumHeight(24 * RHYTHM)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(12 * RHYTHM)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._empty = QuietLabel("还没有备份。点“立即备份”做第一份。", self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back_up_button = self._button("backup", "立即备份(&B)")
        self.folder_button = self._button("open-folder", "打开备份文件夹(&O)")
        self.other_button = self._button("open-folder", "从其他文件恢复(&F)…")
        self.restore_button = self._button("restore-backup", "恢复所选(&R)")
        self.notice = InlineMessage(self)
        self._arrange()
        self.back_up_button.clicked.connect(self._back_up)
        self.folder_button.clicked.connect(self._open_folder)
        self.other_button.clicked.connect(self._choose_other)
        self.restore_button.clicked.connect(self._restore_selected)
        self.view.selectionModel().selectionChanged.connect(self._review)
        self._list()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(RHYTHM)
        top.addWidget(self.back_up_button)
        top.addWidget(self.folder_button)
        top.addStretch(1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        bottom = QHBoxLayout()
        bottom.setSpacing(RHYTHM)
        bottom.addWidget(self.restore_button)
        bottom.addWidget(self.other_button)
        bottom.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        close.rejected.connect(self.reject)
        bottom.addWidget(close)
        self.column.addLayout(top)
        self.column.addLayout(self._stack, 1)
        self.column.addWidget(self.notice)
        self.column.addWidget(QuietLabel(_WHAT_HAPPENS, self))
        self.column.addLayout(bottom)
        self.setMinimumWidth(70 * RHYTHM)

    def _button(self, icon_name: str, text: str) -> QPushButton:
        button = QPushButton(icon(icon_name), text, self)
        button.setAutoDefault(False)
        return button

    def _list(self) -> None:
        """Read the folder again; a folder that cannot be read is said so."""
        try:
            found = backups(self._folder)
        except StorageError as error:
            found = []
            self.notice.say_error(str(error))
        self.table.set_rows(found)
        self._stack.setCurrentWidget(self.view if found else self._empty)
        self._review()

    def _review(self) -> None:
        self.restore_button.setEnabled(self.view.selectionModel().hasSelection())

    def _back_up(self) -> None:
        try:
            made = back_up(self._store, self._folder)
        except StorageError as error:
            self.notice.say_error(f"没有备份：{error}")
            return
        self.notice.say_done(f"已备份 {made.forms} 份自评表。")
        self._list()

    def _open_folder(self) -> None:
        if self._folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        else:
            self.notice.say_warning("还没有备份文件夹，做第一份备份时会自动建立。")

    def _restore_selected(self) -> None:
        backup = self.table.rows[self.view.currentIndex().row()]
        self._restore(backup.path, f"{time_words(backup.taken_at)}的备份")

    def _choose_other(self) -> None:
        dialog = file_dialog("从哪个文件恢复", str(self._folder), f"绩效自评数据 (*{STORE_SUFFIX})", self)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "恢复")
        dialog.fileSelected.connect(self._restore_other)
        dialog.open()

    def _restore_other(self, chosen: str) -> None:
        path = Path(chosen)
        self._restore(path, f"“{path.name}”")

    def _restore(self, path: Path, name: str) -> None:
        try:
            restore_backup(self._store, path, self._folder)
        except StorageError as error:
            self.notice.say_error(str(error))
            return
        self.notice.say_done(
            f"已恢复为{name}，现有 {self._store.count()} 份自评表。恢复前的数据是列表中最新的备份。"
        )
        self._list()
        self.restored.emit()
