"""关于: the name and version of the program, the libraries in it, and where it keeps its data."""

import platform
from importlib.resources import files
from pathlib import Path

import PySide6
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop import __version__
from perfeval_desktop.storage.connections import SQLITE_VERSION
from perfeval_ui.theme import RHYTHM, app_icon, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.quiet_label import QuietLabel

NAME = "PerfEval Desktop 绩效自评"

_LIBRARIES = (
    ("本程序", "MIT 许可证"),
    ("Qt、PySide6", "LGPL 3（界面；作为独立的动态库随附，可以替换）"),
    ("SQLite", "公有领域（数据文件）"),
    ("peewee", "MIT 许可证（数据访问）"),
    ("reportlab", "BSD 许可证（生成 PDF）"),
    ("pypdfium2、PDFium", "Apache 2.0 / BSD 许可证（预览和打印）"),
    ("lxml、xlrd、msdoc2docx", "BSD / MIT 许可证（读取 Word、Excel 等文件）"),
    ("PerfEval Sans、PerfEval Serif", "SIL 开放字体许可证 1.1（随附字体）"),
)
_ICON_SIDE = 8 * RHYTHM


class AboutDialog(GrowingDialog):
    """Shows all of that on one page. The versions can be copied, to be sent with a report of a problem."""

    def __init__(self, data_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(f"关于 {NAME}", parent)
        self._data_folder = data_folder
        self.copy_button = QPushButton(icon("duplicate"), "复制版本信息(&C)", self)
        self.folder_button = QPushButton(icon("open-folder"), "打开数据文件夹(&O)", self)
        for button in (self.copy_button, self.folder_button):
            button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(self._open_folder)
        self.column.addLayout(self._head())
        self.column.addWidget(self._line())
        self.column.addLayout(self._licences())
        self.column.addWidget(self._line())
        folder = QLabel(f"数据文件夹：{data_folder}", self)
        folder.setWordWrap(True)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(folder)
        self.column.addStretch(1)
        self.column.addLayout(self._foot())
        self.setMinimumWidth(75 * RHYTHM)

    def _head(self) -> QHBoxLayout:
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(QSize(_ICON_SIDE, _ICON_SIDE), self.devicePixelRatioF()))
        name = QLabel(NAME, self)
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        name.setFont(font)
        words = QVBoxLayout()
        words.setSpacing(RHYTHM // 2)
        words.addWidget(name)
        words.addWidget(QLabel("离线填报、核对、打印《财政项目支出绩效自评表》", self))
        words.addWidget(QuietLabel(versions(), self))
        row = QHBoxLayout()
        row.setSpacing(2 * RHYTHM)
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

    def _licences(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * RHYTHM)
        grid.setVerticalSpacing(RHYTHM // 2)
        grid.setColumnStretch(1, 1)
        for row, (library, licence) in enumerate(_LIBRARIES):
            grid.addWidget(QLabel(library, self), row, 0)
            grid.addWidget(QLabel(licence, self), row, 1)
        column = QVBoxLayout()
        column.setSpacing(RHYTHM)
        column.addLayout(grid)
        column.addWidget(QuietLabel(font_copyright(), self))
        return column

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(RHYTHM)
        row.addWidget(self.copy_button)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        row.addWidget(self.close_button_box())
        return row

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        return line

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{NAME}\n{versions()}")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_folder)))


def versions() -> str:
    """Return the versions to name in a report of a problem."""
    return (
        f"版本 {__version__} · Qt {PySide6.__version__} · SQLite {SQLITE_VERSION}"
        f" · Python {platform.python_version()} · {platform.system()}"
    )


def font_copyright() -> str:
    """Return the copyright lines at the top of the licence of the fonts."""
    licence = (files("perfeval_resources") / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    head, _, _ = licence.partition("This Font Software")
    return head.strip().replace("\n\n", "\n")
