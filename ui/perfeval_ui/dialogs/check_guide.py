"""检查说明: all checks by theme, searched while one types, and the page on one of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from perfeval_desktop.check_guide import check_guide
from perfeval_desktop.domain.findings import Code
from perfeval_ui.dialogs.check_list import CheckList
from perfeval_ui.dialogs.check_page import CheckPage
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.empty_page import NoHitPage
from perfeval_ui.widgets.filter_box import FilterBox
from perfeval_ui.widgets.growing_dialog import GrowingDialog


class CheckGuideDialog(GrowingDialog):
    """Shows the check guide beside the form, which can be worked on meanwhile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("检查说明", parent)
        guide = check_guide()
        self.filter_box = FilterBox("筛选检查", "按名称、说明或例子里的词筛选", self)
        self.list = CheckList(guide.values(), self)
        self.no_hit = NoHitPage(self)
        self.page = CheckPage(guide, self)
        self._arrange()
        self.filter_box.textChanged.connect(self._sift)
        self.filter_box.left.connect(self.list.setFocus)
        self.no_hit.cleared.connect(self.filter_box.clear)
        self.list.chosen.connect(self.page.show_check)
        self.list.activated.connect(self._enter_page)
        self.page.wanted.connect(self.choose)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        self.choose(next(iter(guide)))

    def choose(self, code: Code) -> None:
        """Show the page of a check and select it in the list."""
        if code not in self.list.listed:
            self.filter_box.clear()
        self.list.choose(code)

    def _arrange(self) -> None:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(RHYTHM)
        column.addWidget(self.filter_box)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.no_hit)
        column.addLayout(self._pages, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(side)
        splitter.addWidget(self.page)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([32 * RHYTHM, 64 * RHYTHM])
        self.column.addWidget(splitter, 1)
        buttons = self.close_button_box()
        # Enter, which goes from the list to the page, would press them.
        for button in (self.no_hit.button, buttons.button(QDialogButtonBox.StandardButton.Close)):
            button.setAutoDefault(False)
        self.column.addWidget(buttons)
        self.take_room(104, 66)

    def _sift(self, words: str) -> None:
        self.list.sift(words)
        self.no_hit.set_sought(words)
        self._pages.setCurrentWidget(self.list if self.list.listed else self.no_hit)

    def _enter_page(self) -> None:
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self) -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()
