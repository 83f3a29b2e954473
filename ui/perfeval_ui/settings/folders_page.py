"""Where exports and imports begin, and where backups are kept besides."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from perfeval_ui.defaults import FolderUse, keep_folder, set_folder
from perfeval_ui.dialogs.second_place_row import SecondPlaceRow
from perfeval_ui.settings.folder_row import FolderRow
from perfeval_ui.settings.page import SettingsPage
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier
from perfeval_ui.widgets.inline_message import InlineMessage

_WORDS = {FolderUse.EXPORT: "导出到的文件夹", FolderUse.IMPORT: "导入时先打开的文件夹"}
_LABELS = {FolderUse.EXPORT: "导出到(&E)", FolderUse.IMPORT: "导入时先打开(&I)"}


class FoldersPage(SettingsPage):
    """Sets the folders; the second place is the one of the open store, whose backups are in ``first``."""

    def __init__(self, settings: QSettings, copier: SecondPlaceCopier, first: Path, parent: QWidget) -> None:
        super().__init__(
            "文件夹与备份", "固定以后，每次都从这个文件夹开始；不固定就从上次用过的开始。", parent
        )
        self._settings = settings
        self.folders = {use: FolderRow(words, self) for use, words in _WORDS.items()}
        for use, row in self.folders.items():
            self.add_row(_LABELS[use], row)
            row.show_folder(set_folder(settings, use))
            row.changed.connect(partial(keep_folder, settings, use))
        self.second_place = SecondPlaceRow(copier, first, self)
        self.message = InlineMessage(self)
        self.second_place.refused.connect(self.message.show_error)
        self.second_place.doubted.connect(self.message.show_warning)
        self.column.addWidget(self.second_place)
        self.column.addWidget(self.message)
        self.column.addStretch(1)

    def restore_defaults(self) -> None:
        """Fix no folder; the second place stays: nobody loses a backup by it."""
        for row in self.folders.values():
            row.clear()
