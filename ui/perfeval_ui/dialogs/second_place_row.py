"""The part of the dialog about backups that says where else they are kept, and how that goes."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from perfeval_desktop.backup_texts import time_text
from perfeval_desktop.errors import StorageError
from perfeval_ui.stores.second_place import SecondPlace
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel

_WHAT_FOR = "选 U 盘、移动硬盘或共享文件夹，每次备份后自动再存一份：电脑坏了、丢了，数据还在。"


class SecondPlaceRow(QWidget):
    """Shows the folder and how copying goes; asks for a folder, or gives it up.

    ``first`` is where the backups are made. ``refused`` carries why a folder cannot be used, ``doubted`` what
    speaks against one that is used all the same.
    """

    refused = Signal(str)
    doubted = Signal(str)

    def __init__(self, copier: SecondPlaceCopier, first: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._copier, self._first = copier, first
        self.folder = QLineEdit(self)
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName("备份的第二处")
        self.folder.setPlaceholderText("没有设置")
        self.hint = QuietLabel(_WHAT_FOR, self)
        self.state = InlineMessage(self)
        self.choose_button = self._button("选择文件夹(&C)…", "open-folder")
        self.choose_button.clicked.connect(self._ask)
        self.stop_button = self._button("停用(&S)", "close")
        self.stop_button.clicked.connect(self._stop)
        self._arrange()
        copier.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show the folder and how the last attempt went."""
        place = self._copier.place
        self.folder.setText(str(place.folder) if place else "")
        self.folder.setCursorPosition(0)
        self.stop_button.setVisible(place is not None)
        self.hint.setVisible(place is None or self._copier.is_copying or not _has_been_tried(place))
        self.state.clear()
        if place is None:
            self.hint.setText(_WHAT_FOR)
        elif self._copier.is_copying:
            self.hint.setText("正在另存并核对，可以接着做别的事。")
        elif place.is_failing:
            self.state.show_warning(_failure_text(place))
        elif place.copied_at is not None:
            self.state.show_success(_success_text(place))
        else:
            self.hint.setText("还没有备份可以另存。点“立即备份”做第一份。")

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(RHYTHM)
        line.addWidget(QLabel("另存到第二处：", self))
        line.addWidget(self.folder, 1)
        line.addWidget(self.choose_button)
        line.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(RHYTHM)
        column.addLayout(line)
        column.addWidget(self.hint)
        column.addWidget(self.state)

    def _button(self, text: str, icon_name: str) -> QPushButton:
        button = QPushButton(icon(icon_name), text, self)
        # Enter would press it while the table has the keyboard.
        button.setAutoDefault(False)
        return button

    def _ask(self) -> None:
        place = self._copier.place
        dialog = file_dialog("把备份另存到哪里", str(place.folder.parent) if place else "", "", self)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "存到这里")
        dialog.fileSelected.connect(self._choose)
        dialog.open()

    def _choose(self, chosen: str) -> None:
        from perfeval_desktop.storage.backups import second_place  # noqa: PLC0415  # rarely chosen

        try:
            folder = second_place.make_second_place(Path(chosen), self._first)
            is_doubtful = second_place.is_on_same_disk(folder, self._first.parent)
        except StorageError as error:
            self.refused.emit(str(error))
            return
        self._copier.choose(folder)
        if is_doubtful:
            self.doubted.emit(
                f"“{folder}”和数据文件在同一个磁盘上，磁盘坏了会一起丢失。"
                "最好换成 U 盘、移动硬盘或共享文件夹。"
            )

    def _stop(self) -> None:
        self._copier.choose(None)


def _has_been_tried(place: SecondPlace) -> bool:
    return place.is_failing or place.copied_at is not None


def _success_text(place: SecondPlace) -> str:
    assert place.copied_at is not None  # noqa: S101  # shown after a success only
    success = f"{time_text(place.copied_at)} 另存成功，已核对完好。"
    if place.failed_at is None:
        return success
    return f"{success}\n此前最近一次失败：{time_text(place.failed_at)}。{place.why}"


def _failure_text(place: SecondPlace) -> str:
    assert place.failed_at is not None  # noqa: S101  # shown after a failure only
    last = f"最近一次成功：{time_text(place.copied_at)}。" if place.copied_at else "还没有成功过。"
    return f"{time_text(place.failed_at)} 没有存成：{place.why}\n{last}"
