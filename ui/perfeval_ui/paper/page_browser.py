"""Pages to look through, below a bar with zoom buttons and the number of the page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.paper.page_view import ZOOM_STEPS, PageView
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.focus_passer import FocusPasser
from perfeval_ui.widgets.quiet_label import QuietLabel


class PageBrowser(FocusPasser):
    """A :class:`PageView` with its bar; used in the preview panel and in the print preview.

    ``remark`` is a label in the bar for a word about all pages.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(self)
        self.focus_part = self.view
        self._zoom_out = self._action("zoom-out", "缩小", QKeySequence.StandardKey.ZoomOut)
        self._zoom_in = self._action("zoom-in", "放大", QKeySequence.StandardKey.ZoomIn)
        self._fit_width = self._action("fit-width", "适合宽度", QKeySequence("Ctrl+0"))
        self._fit_width.setCheckable(True)
        self._zoom_label = QLabel(self)
        self._zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom_label.setMinimumWidth(self._zoom_label.fontMetrics().horizontalAdvance("400 %") + RHYTHM)
        self.remark = QuietLabel(parent=self)
        self.remark.setWordWrap(False)
        self._page_label = QLabel(self)
        self._page_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._page_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = QHBoxLayout()
        bar.setContentsMargins(RHYTHM, RHYTHM // 2, RHYTHM, RHYTHM // 2)
        bar.setSpacing(RHYTHM // 2)
        bar.addWidget(self._button(self._zoom_out))
        bar.addWidget(self._zoom_label)
        bar.addWidget(self._button(self._zoom_in))
        bar.addWidget(self._button(self._fit_width))
        bar.addSpacing(RHYTHM)
        bar.addWidget(self.remark)
        bar.addWidget(self._page_label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self._zoom_out.triggered.connect(self.view.zoom_out)
        self._zoom_in.triggered.connect(self.view.zoom_in)
        self._fit_width.triggered.connect(self.view.fit_width)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self._show_page(0, 0)
        self._show_zoom(self.view.zoom)

    @property
    def page_text(self) -> str:
        """The number of the page in sight and of all pages, as shown in the bar."""
        return self._page_label.text()

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show ``pages``, scrolled and zoomed as before; ``None`` for no page."""
        self.view.set_pages(pages)
        self._show_zoom(self.view.zoom)

    def _action(self, icon_name: str, text: str, key: QKeySequence | QKeySequence.StandardKey) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text}（{keys}）")
        self.addAction(action)
        return action

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _show_page(self, page: int, count: int) -> None:
        self._page_label.setText(f"第 {page} 页 / 共 {count} 页" if count else "")
        self._show_zoom(self.view.zoom)

    def _show_zoom(self, zoom: float) -> None:
        has_pages = self.view.page_count > 0
        self._zoom_label.setText(f"{zoom * 100:.0f} %" if has_pages else "")
        self._zoom_in.setEnabled(has_pages and zoom < ZOOM_STEPS[-1])
        self._zoom_out.setEnabled(has_pages and zoom > ZOOM_STEPS[0])
        self._fit_width.setEnabled(has_pages)
        self._fit_width.setChecked(self.view.fits_width)
