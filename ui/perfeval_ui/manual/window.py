"""使用手册: contents and search at the left, the chapter at the right, back and forward as in a browser."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from perfeval_desktop.manual import manual
from perfeval_ui.manual.contents import Address, Contents
from perfeval_ui.manual.page import ManualPage
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.empty_page import NoHitPage
from perfeval_ui.widgets.filter_box import FilterBox
from perfeval_ui.widgets.growing_dialog import GrowingDialog


class ManualWindow(GrowingDialog):
    """Stands beside whatever it was asked for in, which can be worked on meanwhile."""

    def __init__(self, chapter: str | None = None) -> None:
        """Show a chapter by its id, else the first one."""
        super().__init__("使用手册")
        # One of its own in the task bar, that a dialog of the program does not lock.
        self.setWindowFlags(Qt.WindowType.Window)
        self.filter_box = FilterBox("查找", "在手册里查找", self)
        self.filter_box.setPlaceholderText("查找…")
        self.contents = Contents(self)
        self.no_hit = NoHitPage(self)
        self.page = ManualPage(self)
        self.back = self._button("后退", "Alt+Left", -1)
        self.forward = self._button("前进", "Alt+Right", 1)
        # What was read, and which of it is shown.
        self._read: list[Address] = []
        self._at = -1
        self._arrange()
        self.filter_box.textChanged.connect(self._sift)
        self.filter_box.left.connect(self.contents.setFocus)
        self.no_hit.cleared.connect(self.filter_box.clear)
        self.contents.chosen.connect(self._go)
        self.page.wanted.connect(self.show_chapter)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        self.show_chapter(chapter or next(iter(manual())))

    def show_chapter(self, chapter: str) -> None:
        """Show a chapter from its beginning, and select it in the contents."""
        self._choose(Address(chapter, 0))

    def _button(self, words: str, key: str, step: int) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        sequence = QKeySequence(key)
        button.setToolTip(f"{words}（{sequence.toString(QKeySequence.SequenceFormat.NativeText)}）")
        button.clicked.connect(partial(self._step, step))
        # Not the button's own, which would act only once it has looked pressed for a while.
        QShortcut(sequence, self, button.click)
        return button

    def _arrange(self) -> None:
        side, right = QWidget(self), QWidget(self)
        column, reading, buttons = QVBoxLayout(side), QVBoxLayout(right), QHBoxLayout()
        for one in (column, reading):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(RHYTHM)
        column.addWidget(self.filter_box)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.contents)
        self._pages.addWidget(self.no_hit)
        column.addLayout(self._pages, 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.forward)
        buttons.addStretch(1)
        reading.addLayout(buttons)
        reading.addWidget(self.page, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(side)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([32 * RHYTHM, 80 * RHYTHM])
        self.column.addWidget(splitter, 1)
        # Enter would press it.
        self.no_hit.button.setAutoDefault(False)
        self.take_room(114, 72)

    def _choose(self, address: Address) -> None:
        if address not in self.contents.listed:
            self.filter_box.clear()
        if self.contents.current == address:
            self._show(address)
        else:
            self.contents.choose(address)

    def _go(self, address: Address | None) -> None:
        """Show what was chosen in the contents, and note it for the way back."""
        if address is None:
            return
        if self._at < 0 or self._read[self._at] != address:
            self._read[self._at + 1 :] = [address]
            self._at += 1
        self._show(address)

    def _show(self, address: Address) -> None:
        self.page.show_chapter(manual()[address.chapter])
        self.page.scroll_to_section(address.section)
        words = self.filter_box.text()
        if self.page.mark(words) and not address.section:
            self.page.show_first_hit()
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._read) - 1)

    def _step(self, step: int) -> None:
        self._at += step
        self._choose(self._read[self._at])

    def _sift(self, words: str) -> None:
        self.contents.sift(words)
        self.no_hit.set_sought(words)
        self._pages.setCurrentWidget(self.contents if self.contents.listed else self.no_hit)
        self.page.mark(words)

    def _find(self) -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()
