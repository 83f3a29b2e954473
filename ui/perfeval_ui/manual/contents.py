"""The table of contents: chapters with their sections, sifted by what is typed above."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from perfeval_desktop.manual import manual
from perfeval_ui.theme import RHYTHM


class Address(NamedTuple):
    """A section of a chapter, by its number; 0 is the chapter from its beginning."""

    chapter: str
    section: int


class Contents(QTreeWidget):
    """Lists the chapters and, below each, its sections. ``chosen`` carries the :class:`Address` of one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[Address, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setIndentation(2 * RHYTHM)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("目录")
        for chapter in manual().values():
            around = QTreeWidgetItem(self, [chapter.title])
            self._add(Address(chapter.id, 0), around)
            for number, section in enumerate(chapter.sections[1:], 1):
                self._add(Address(chapter.id, number), QTreeWidgetItem(around, [section.title]))
        self.currentItemChanged.connect(self._tell)

    @property
    def listed(self) -> list[Address]:
        """What is to be seen, from the top, folded or not."""
        return [address for address, item in self._items.items() if not item.isHidden()]

    @property
    def current(self) -> Address | None:
        """What is selected."""
        item = self.currentItem()
        return next((address for address, one in self._items.items() if one is item), None)

    def choose(self, address: Address) -> None:
        """Select a chapter or a section and bring it into sight; all else is folded."""
        item = self._items[address]
        chapter = self._items[Address(address.chapter, 0)]
        if not chapter.isExpanded():
            self.collapseAll()
            chapter.setExpanded(True)
        self.setCurrentItem(item)
        self.scrollToItem(item)

    def sift(self, words: str) -> None:
        """Show the chapters and sections that mention all ``words``, and select the first of them."""
        for chapter in manual().values():
            hits = [section.mentions(words) for section in chapter.sections]
            for number, is_hit in enumerate(hits[1:], 1):
                self._items[Address(chapter.id, number)].setHidden(not is_hit)
            around = self._items[Address(chapter.id, 0)]
            is_called = chapter.sections[0].mentions(words) or all(
                word in chapter.title for word in words.split()
            )
            around.setHidden(not (is_called or any(hits)))
            around.setExpanded(bool(words.strip()))
        self._select_best(words)

    def _select_best(self, words: str) -> None:
        listed = self.listed
        if not listed:
            self.setCurrentIndex(QModelIndex())
            return
        if not words.strip():
            self.choose(self.current or listed[0])
            return
        texts = {one: manual()[one.chapter].sections[one.section] for one in listed}
        best = next((one for one, section in texts.items() if section.mentions(words)), listed[0])
        self.setCurrentItem(self._items[best])
        self.scrollToItem(self._items[best])

    def _add(self, address: Address, item: QTreeWidgetItem) -> None:
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self._items[address] = item

    def _tell(self) -> None:
        self.chosen.emit(self.current)
