"""The base of the program's dialogs: a column of widgets in a window that grows with the text in it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.help_event import ask_for_help

# Left around a dialog on a small screen, for its frame and what tells that it lies above a window.
_EDGE = 3 * RHYTHM


class GrowingDialog(QDialog):
    """A dialog whose widgets stand in ``column``, one below the other; it is destroyed when it is closed.

    Qt itself does not make a window higher when a text in it comes to need more lines.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * RHYTHM, 2 * RHYTHM, 2 * RHYTHM, 2 * RHYTHM)
        self.column.setSpacing(2 * RHYTHM)

    def take_room(self, width: int, height: int) -> None:
        """Be that large, in rhythms, as far as the screen has room for it and a frame around it.

        Where the text is larger, so is the dialog.
        """
        room = self.screen().availableSize()
        self.resize(
            min(grown(width * RHYTHM), room.width() - _EDGE),
            min(grown(height * RHYTHM), room.height() - 2 * _EDGE),
        )

    def close_button_box(self) -> QDialogButtonBox:
        """Return a box with a button that closes the dialog; other buttons may be added to it."""
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        box.rejected.connect(self.reject)
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Help with F1."""
        if event.matches(QKeySequence.StandardKey.HelpContents):
            ask_for_help(self)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Show no icons but our own: some desktops have Qt put its own into boxes of buttons."""
        super().showEvent(event)
        for box in self.findChildren(QDialogButtonBox):
            for button in box.buttons():
                if box.standardButton(button) is not QDialogButtonBox.StandardButton.NoButton:
                    button.setIcon(QIcon())

    def event(self, event: QEvent) -> bool:
        """Make room after the contents have changed; keep the title in sight."""
        is_handled = super().event(event)
        if event.type() == QEvent.Type.WindowActivate:
            # On Linux, Qt places a new window before it knows what frame the system puts around it.
            above = self.screen().availableGeometry().top() - self.frameGeometry().top()
            if above > 0:
                self.move(self.x(), self.y() + above)
        if event.type() == QEvent.Type.LayoutRequest:
            needed = self.column.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return is_handled
