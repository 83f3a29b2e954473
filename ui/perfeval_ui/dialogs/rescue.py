"""What is the matter with a store that cannot be opened, and the ways out, the best one first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from perfeval_desktop.paths import PROGRAM_NAME, STORE_SUFFIX
from perfeval_ui.dialogs.new_store import NewStoreQuestion
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.file_dialog import file_dialog
from perfeval_ui.widgets.growing_dialog import GrowingDialog

_WIDTH = 80 * RHYTHM
_FILTER = f"绩效自评数据 (*{STORE_SUFFIX})"


class WayOut(StrEnum):
    """What the user can choose."""

    RESTORE = "restore"
    SALVAGE = "salvage"
    RETRY = "retry"
    OTHER = "other"
    NEW = "new"
    OWN = "own"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out as it is offered: the words on its button, and what will happen."""

    way: WayOut
    text: str
    what: str = ""


_ICONS = {
    WayOut.RESTORE: "restore-backup",
    WayOut.SALVAGE: "search",
    WayOut.RETRY: "redo",
    WayOut.OTHER: "open-folder",
    WayOut.OWN: "form",
    WayOut.NEW: "new",
}


class _OfferButton(QCommandLinkButton):
    """A button for an offer. That which Enter presses has a frame: the style gives none to such buttons."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the frame."""
        super().paintEvent(event)
        if not self.isDefault():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


class RescueDialog(GrowingDialog):
    """Says in one sentence what is the ``matter``, then what is not lost; the first offer is the default.

    ``way`` is what the user chose, ``chosen`` the file for those ways that need one. Files are looked for
    near ``path``.
    """

    def __init__(  # noqa: PLR0913  # what it says, from the top down
        self,
        path: Path,
        *,
        matter: str,
        comfort: str,
        offers: Sequence[Offer],
        quit_text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(PROGRAM_NAME, parent)
        self._path = path
        self.way = WayOut.QUIT
        self.chosen: Path | None = None
        self.said = "\n".join((matter, comfort, *(f"{one.text}\n{one.what}" for one in offers)))
        self.column.addLayout(self._head(matter, comfort))
        self.buttons = [self._button(one) for one in offers]
        choices = QVBoxLayout()
        choices.setSpacing(RHYTHM // 2)
        for button in self.buttons:
            choices.addWidget(button)
        self.column.addLayout(choices)
        self.column.addStretch(1)
        box = QDialogButtonBox(self)
        self.quit_button = box.addButton(quit_text, QDialogButtonBox.ButtonRole.RejectRole)
        self.quit_button.setAutoDefault(False)
        box.rejected.connect(self.reject)
        self.column.addWidget(box)
        self.buttons[0].setDefault(True)
        self.buttons[0].setFocus()
        self.setMinimumWidth(_WIDTH)
        self.adjustSize()

    def _head(self, matter: str, comfort: str) -> QHBoxLayout:
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_MessageBoxIconSize)
        picture = QLabel(self)
        warning = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        picture.setPixmap(warning.pixmap(QSize(side, side), self.devicePixelRatioF()))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        headline = self._label(matter)
        font = headline.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        headline.setFont(font)
        words = QVBoxLayout()
        words.setSpacing(RHYTHM)
        words.addWidget(headline)
        words.addWidget(self._label(comfort))
        head = QHBoxLayout()
        head.setSpacing(2 * RHYTHM)
        head.addWidget(picture)
        head.addLayout(words, 1)
        return head

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _button(self, offer: Offer) -> QCommandLinkButton:
        button = _OfferButton(offer.text, offer.what, self)
        button.setIcon(icon(_ICONS[offer.way]))
        button.clicked.connect(lambda: self._take(offer.way))
        return button

    def _take(self, way: WayOut) -> None:
        if way is WayOut.OTHER:
            self._ask_other()
        elif way is WayOut.NEW:
            self._ask_new()
        else:
            self._end(way)

    def _end(self, way: WayOut, chosen: str = "") -> None:
        self.way, self.chosen = way, Path(chosen) if chosen else None
        self.accept()

    def _ask_other(self) -> None:
        dialog = file_dialog("另选数据文件", str(self._folder()), _FILTER, self)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._end(WayOut.OTHER, chosen))
        dialog.open()

    def _ask_new(self) -> None:
        question = NewStoreQuestion("新建空白数据文件", self)
        question.chosen.connect(lambda chosen: self._end(WayOut.NEW, str(chosen)))
        question.ask(self._folder(), self._path.with_stem(f"{self._path.stem}-新").name)

    def _folder(self) -> Path:
        """Return the nearest folder that is there."""
        return next((one for one in self._path.parents if one.is_dir()), Path.home())
