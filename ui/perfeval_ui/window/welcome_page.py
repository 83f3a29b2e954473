"""The page shown while the store has no form, with buttons to start from."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from perfeval_desktop.paths import PROGRAM_NAME
from perfeval_ui.theme import RHYTHM, app_icon
from perfeval_ui.widgets.focus_passer import FocusPasser
from perfeval_ui.widgets.quiet_label import QuietLabel

_WIDTH = 260


class WelcomePage(FocusPasser):
    """Shows what the program is for, and a large button for each of ``actions``."""

    def __init__(self, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(72, 72))
        self._title = QLabel(PROGRAM_NAME, self)
        self._set_font()
        purpose = QuietLabel("填报、核对、打印《财政项目支出绩效自评表》", parent=self)
        purpose.setWordWrap(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(RHYTHM)
        layout.addStretch(2)
        for widget in (picture, self._title, purpose):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(2 * RHYTHM)
        self.buttons = [_ActionButton(action, self) for action in actions]
        for button in self.buttons:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(RHYTHM)
        hint = QuietLabel("去年的表、下发的空表（Word、Excel、PDF）也可以直接拖到窗口里", parent=self)
        hint.setWordWrap(False)
        layout.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.focus_part = self.buttons[0]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_font()

    def _set_font(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.8)
        self._title.setFont(font)


class _ActionButton(QPushButton):
    """A large button that triggers an action; enabled while the action is."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(action.icon(), action.iconText(), parent)
        self._action = action
        self.setMinimumSize(_WIDTH, 5 * RHYTHM)
        self.setIconSize(QSize(20, 20))
        # So that Enter presses it, not only the space bar.
        self.setAutoDefault(True)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
