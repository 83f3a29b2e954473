"""A folder that can be chosen, or given up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder


class FolderRow(QWidget):
    """Shows a folder; ``changed`` carries another one, ``""`` for none. ``what_for`` names it."""

    changed = Signal(str)

    def __init__(self, what_for: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._what_for = what_for
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        self.line.setAccessibleName(what_for)
        self.line.setPlaceholderText("上次用过的文件夹")
        self.choose_button = QPushButton(icon("open-folder"), "选择…", self)
        self.choose_button.setAccessibleName(f"选择{what_for}")
        self.choose_button.clicked.connect(self._ask)
        self.clear_button = QPushButton(icon("close"), "不固定", self)
        self.clear_button.setAccessibleName(f"不固定{what_for}")
        self.clear_button.clicked.connect(self.clear)
        for button in (self.choose_button, self.clear_button):
            button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(RHYTHM)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose_button)
        row.addWidget(self.clear_button)
        self.setFocusProxy(self.choose_button)
        self.show_folder("")

    def show_folder(self, folder: str) -> None:
        """Show a folder, ``""`` for none."""
        self.line.setText(folder)
        self.line.setCursorPosition(0)
        self.clear_button.setEnabled(bool(folder))

    def clear(self) -> None:
        """Give the folder up."""
        self._choose("")

    def _ask(self) -> None:
        dialog = file_dialog(self._what_for, str(usual_folder(self.line.text())), "", self)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._choose)
        dialog.open()

    def _choose(self, folder: str) -> None:
        self.show_folder(folder)
        self.changed.emit(folder)
