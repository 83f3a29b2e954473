"""The dialog itself: the pages by name at the left, the one that is chosen at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from perfeval_ui.settings.page import SettingsPage
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.growing_dialog import GrowingDialog

_WIDTH, _HEIGHT = 96, 56


class SettingsDialog(GrowingDialog):
    """Shows the pages that ``makers`` make; there is nothing to confirm: what is set holds at once."""

    def __init__(self, makers: Sequence[Callable[[QWidget], SettingsPage]], parent: QWidget) -> None:
        super().__init__("设置", parent)
        self.names = QListWidget(self)
        self.names.setAccessibleName("设置的各页")
        self.names.setSpacing(RHYTHM // 2)
        self.stack = QStackedWidget(self)
        self.pages = [make(self) for make in makers]
        for page in self.pages:
            self.names.addItem(page.title)
            self.stack.addWidget(_scrolling(page, self.stack))
        self._buttons = self.close_button_box()
        self.restore_button = self._buttons.addButton(
            "本页恢复默认(&R)", QDialogButtonBox.ButtonRole.ResetRole
        )
        for button in self._buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]  # they are push buttons
        self.restore_button.clicked.connect(self._restore_defaults)
        self._arrange()
        self.names.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.names.setCurrentRow(0)
        self.names.setFocus()
        self.take_room(_WIDTH, _HEIGHT)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * RHYTHM)
        row.addWidget(self.names)
        row.addWidget(self.stack, 1)
        self.column.addLayout(row, 1)
        self.column.addWidget(self._buttons)
        self._fit_names()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            # Once all that is in it has the other size as well.
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self._fit_names()
        self.take_room(_WIDTH, _HEIGHT)

    def _fit_names(self) -> None:
        """Be as wide as the longest name asks for."""
        self.names.setFixedWidth(self.names.sizeHintForColumn(0) + 3 * RHYTHM)

    def _restore_defaults(self) -> None:
        self.pages[self.stack.currentIndex()].restore_defaults()


def _scrolling(page: SettingsPage, parent: QWidget) -> QScrollArea:
    """Return ``page`` in an area that scrolls where large text leaves no room for it."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
