"""The page on which a chapter of the manual is read, in the colours of the window."""

from math import ceil

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from perfeval_desktop.manual import Chapter, picture
from perfeval_ui.theme import RHYTHM, Tint, tint

_LINE_HEIGHT = 130  # percent
_KEY_COLUMNS = (22, 39, 39)  # percent
_OBJECT = "\ufffc"


class ManualPage(QTextBrowser):
    """Shows a chapter. ``wanted`` carries the id of another one that is clicked."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter: Chapter | None = None
        self._words = ""
        self.setOpenLinks(False)
        # One that comes and goes would change the room for pictures while a chapter is put in.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("使用手册")
        self.document().setDocumentMargin(2 * RHYTHM)
        self.document().setIndentWidth(3 * RHYTHM)
        self.anchorClicked.connect(self._follow)

    def show_chapter(self, chapter: Chapter) -> None:
        """Show a chapter from its beginning."""
        if chapter is not self._chapter:
            self._chapter = chapter
            self._update()
        self.verticalScrollBar().setValue(0)

    def scroll_to_section(self, number: int) -> None:
        """Bring the heading of a section to the top; the first section has none, and is number 0."""
        headings = [one for one in self._blocks() if one.blockFormat().headingLevel()]
        if number < len(headings):
            top = self.document().documentLayout().blockBoundingRect(headings[number]).top()
            self.verticalScrollBar().setValue(round(top) if number else 0)

    def mark(self, words: str) -> int:
        """Mark where ``words`` stand in the chapter; return at how many places."""
        self._words = words
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        text_colour = self.palette().color(QPalette.ColorRole.HighlightedText)
        found = []
        for cursor in self._hits():
            one = QTextEdit.ExtraSelection()
            one.cursor = cursor
            one.format.setBackground(colour)
            one.format.setForeground(text_colour)
            found.append(one)
        self.setExtraSelections(found)
        return len(found)

    def show_first_hit(self) -> None:
        """Scroll to the first place that is marked."""
        first = min(self._hits(), key=QTextCursor.position, default=None)
        if first is not None:
            first.setPosition(first.selectionStart())
            self.setTextCursor(first)
            self.ensureCursorVisible()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns light or dark, or its letters grow."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._update_in_place()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture that a chapter shows, no wider than there is room for."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, QUrl(name))
        image = QImage.fromData(QByteArray(picture(QUrl(name).fileName())))
        room = max(1, self.viewport().width() - ceil(2 * self.document().documentMargin()))
        if image.width() <= room:
            return image
        return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give pictures the room there is now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._update_in_place()

    # -- inside ------------------------------------------------------------------------------------------

    def _update_in_place(self) -> None:
        at = self.verticalScrollBar().value()
        self._update()
        self.verticalScrollBar().setValue(at)

    def _update(self) -> None:
        if self._chapter is None:
            return
        self.setMarkdown(self._chapter.markdown)
        rule = tint(self.palette(), Tint.RULE)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format().toTableFormat()
                form.setBorderBrush(rule)
                form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                form.setBorderCollapse(True)
                form.setCellPadding(RHYTHM / 2)
                form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                percent = QTextLength.Type.PercentageLength
                form.setColumnWidthConstraints([QTextLength(percent, one) for one in _KEY_COLUMNS])
                frame.setFormat(form)
        self._space_lines()
        self.mark(self._words)

    def _space_lines(self) -> None:
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        for block in self._blocks():
            if _OBJECT not in block.text():
                QTextCursor(block).mergeBlockFormat(spaced)

    def _blocks(self) -> list[QTextBlock]:
        blocks, block = [], self.document().begin()
        while block.isValid():
            blocks.append(block)
            block = block.next()
        return blocks

    def _hits(self) -> list[QTextCursor]:
        hits = []
        for word in self._words.split():
            cursor = self.document().find(word)
            while not cursor.isNull():
                hits.append(cursor)
                cursor = self.document().find(word, cursor)
        return hits

    def _follow(self, address: QUrl) -> None:
        self.wanted.emit(address.toString())
