"""The question before several forms are exported: one file each or all in one, and into which folder."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.long_paths import long_path
from perfeval_ui.paper.format_words import WORDS, format_named, name_filter
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The folder for the files; ``file_name`` if all go into one file there, ``""`` for one file each."""

    folder: Path
    file_name: str
    what: ExportFormat = ExportFormat.PDF

    @property
    def is_merged(self) -> bool:
        """Whether all forms go into one file."""
        return bool(self.file_name)


class ExportDialog(GrowingDialog):
    """Asks how ``count`` forms are to be exported; ``chosen`` carries the answer, an :class:`ExportChoice`.

    ``folder``, ``file_name`` - and with it the format - and ``is_merged`` are what is filled in at first.
    """

    chosen = Signal(object)

    def __init__(
        self, count: int, folder: Path, file_name: str, *, is_merged: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("导出", parent)
        self.formats = QComboBox(self)
        for one in WORDS:
            self.formats.addItem(name_filter(one), one)
        self.formats.setCurrentIndex(self.formats.findData(format_named(file_name)))
        self.single_files = QRadioButton("每份自评表一个文件(&S)", self)
        self.merged_file = QRadioButton("合并成一个文件(&M)", self)
        (self.merged_file if is_merged else self.single_files).setChecked(True)
        self.folder = ComposingLine(str(folder), self)
        self.file_name = ComposingLine(file_name, self)
        self.browse_button = QPushButton(icon("open-folder"), "浏览(&B)…", self)
        self.browse_button.setAutoDefault(False)
        self.message = InlineMessage(self)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.ok_button = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok_button.setText("导出")
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self._about_all = self._explanation("")
        self._about_all.setWordWrap(True)
        self._arrange(count)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.browse_button.clicked.connect(self._browse)
        self.merged_file.toggled.connect(self._update)
        self.formats.currentIndexChanged.connect(self._use_format)
        self.folder.textChanged.connect(self._update)
        self.file_name.textChanged.connect(self._update)
        self._update()

    def accept(self) -> None:
        """Emit the answer; stay open with a message where folder or file name cannot be used."""
        choice = self._choice()
        if not long_path(choice.folder).is_dir():
            self.message.show_error(f"文件夹“{choice.folder}”不存在。请点“浏览”另选一个。")
            return
        if choice.is_merged and Path(choice.file_name).name != choice.file_name:
            self.message.show_error("文件名里不能有 / 或 \\ 。请改一下文件名；要换文件夹，请点“浏览”。")
            return
        self.chosen.emit(choice)
        super().accept()

    def _choice(self) -> ExportChoice:
        name = self.file_name.text().strip()
        if name and format_named(name) is not self.what:
            name += self.what.suffix
        return ExportChoice(
            Path(self.folder.text().strip()).expanduser(),
            name if self.merged_file.isChecked() else "",
            self.what,
        )

    @property
    def what(self) -> ExportFormat:
        """The format that is chosen."""
        return ExportFormat(self.formats.currentData())

    def _use_format(self) -> None:
        """Let the name of the one file end as the format asks for."""
        name = self.file_name.text()
        if format_named(name) is not None:
            self.file_name.setText(f"{Path(name).stem}{self.what.suffix}")
        self._update()

    def _arrange(self, count: int) -> None:
        options = QVBoxLayout()
        options.setSpacing(RHYTHM // 2)
        options.addWidget(self.single_files)
        options.addWidget(
            self._explanation("文件名由年度、实施单位和项目名称组成，例如“2023_信息服务中心_企业政策”。")
        )
        options.addSpacing(RHYTHM)
        options.addWidget(self.merged_file)
        options.addWidget(self._about_all)
        place = QHBoxLayout()
        place.setSpacing(RHYTHM)
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse_button)
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(2 * RHYTHM)
        self._rows.setVerticalSpacing(RHYTHM)
        self._rows.addRow("格式(&T)", self.formats)
        self._rows.addRow("文件夹(&F)", place)
        self._rows.addRow("文件名(&N)", self.file_name)
        self._rows.addRow("", QuietLabel("文件夹里已有的同名文件会被替换。", self))
        folder_label = self._rows.labelForField(place)
        assert isinstance(folder_label, QLabel)  # noqa: S101  # made by addRow from a text
        folder_label.setBuddy(self.folder)
        self.column.addWidget(QLabel(f"共 {count} 份自评表，怎样导出？", self))
        self.column.addLayout(options)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.message)
        self.column.addStretch(1)
        self.column.addWidget(self._buttons)
        self.setMinimumWidth(65 * RHYTHM)

    def _explanation(self, text: str) -> QuietLabel:
        """Return the explanation below a radio button, indented as far as the text of the button."""
        label = QuietLabel(text, self)
        style = self.style()
        indent = style.pixelMetric(QStyle.PixelMetric.PM_ExclusiveIndicatorWidth) + style.pixelMetric(
            QStyle.PixelMetric.PM_RadioButtonLabelSpacing
        )
        label.setContentsMargins(indent, 0, 0, 0)
        return label

    def _update(self) -> None:
        self.message.clear()
        self._about_all.setText(WORDS[self.what].all_in_one)
        is_merged = self.merged_file.isChecked()
        self._rows.setRowVisible(self.file_name, is_merged)
        has_name = bool(self.file_name.text().strip()) or not is_merged
        self.ok_button.setEnabled(has_name and bool(self.folder.text().strip()))

    def _browse(self) -> None:
        dialog = file_dialog("导出到哪个文件夹", self.folder.text(), "", self)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选择")
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()
