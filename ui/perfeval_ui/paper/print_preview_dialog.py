"""打印预览: a dialog with the pages that are going to be printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from perfeval_ui.paper.page_browser import PageBrowser
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog

_WIDTH = 100 * RHYTHM
_SHARE_OF_SCREEN = 0.85


class PrintPreviewDialog(GrowingDialog):
    """Shows the pages of one form after the other; ``print_chosen`` carries them when they are to be printed.

    It does not use Qt's own preview widget, which keeps all pages of all forms in memory.
    """

    print_chosen = Signal(object)

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(f"打印预览 · {len(pages.starts)} 份 {len(pages)} 页", parent)
        self._pages = pages
        self.browser = PageBrowser(self)
        self.browser.show_pages(pages)
        buttons = self.close_button_box()
        self.print_button = buttons.addButton("打印…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.print_button.setIcon(icon("print"))
        self.print_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.setContentsMargins(RHYTHM, RHYTHM, RHYTHM, RHYTHM)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.browser, 1)
        self.column.addWidget(buttons)
        # Nearly as high as the screen, so that a whole page can be seen if possible.
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        self.resize(min(_WIDTH, room.width()), room.height())
        self.browser.setFocus()

    def accept(self) -> None:
        """Close the dialog and emit the pages to print."""
        super().accept()
        self.print_chosen.emit(self._pages)
