"""打印预览: the pages that will be printed, one form after the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from perfeval_ui.paper.page_browser import PageBrowser
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog

_WIDTH = 100 * RHYTHM
_SHARE_OF_SCREEN = 0.85


class PrintPreviewDialog(GrowingDialog):
    """Shows the pages and emits them as ``print_chosen`` when the clerk wants them on paper.

    The view of our own preview, not Qt's: that one keeps every page of every form in memory at once.
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
        # Most of the screen's height, so that a page is seen as a whole where that is possible.
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        self.resize(min(_WIDTH, room.width()), room.height())
        self.browser.setFocus()

    def accept(self) -> None:
        """Close and go on to the printer."""
        super().accept()
        self.print_chosen.emit(self._pages)
