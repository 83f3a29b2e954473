"""Writing pages down as a PDF: the only place that knows reportlab.

Text is drawn as it stands; nothing in it is ever taken for markup. The same pages give the same bytes:
the document carries no clock and no random identifier.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from threading import Lock

from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from perfeval_desktop import __version__
from perfeval_desktop.report.faces import Face, font_bytes
from perfeval_desktop.report.layout import PAGE_HEIGHT, PAGE_WIDTH, RULE_WIDTH, Page

# reportlab's fonts are shared by all documents and remember where they read last: one thread at a time.
_FONTS = Lock()

_BEYOND_THE_BASIC_PLANE = re.compile("> <([0-9A-F]{5,6})>")


class PdfWriter:
    """A PDF being written, page after page."""

    def __init__(self, *, title: str, author: str, subject: str) -> None:
        _register_faces()
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            # Otherwise every page names Helvetica, which no reader finds in the file.
            initialFontName=Face.BODY.value,  # type: ignore[arg-type]  # a str; the stub says float
            lang="zh-CN",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator(f"PerfEval Desktop {__version__}")

    def add(self, pages: Sequence[Page], *, bookmarks: Sequence[str] = ()) -> None:
        """Append ``pages``; ``bookmarks`` are keys by which the outline may point at the first of them."""
        for bookmark in bookmarks:
            self._canvas.bookmarkPage(bookmark)
        for page in pages:
            self._draw(page)
            self._canvas.showPage()

    def add_outline_entry(self, title: str, bookmark: str, *, level: int) -> None:
        """Append an entry to the outline; ``level`` 0 is the outermost, each at most one deeper.

        An entry needs a bookmark of its own: reportlab shows only the last of those that share one.
        """
        self._canvas.addOutlineEntry(title, bookmark, level)
        self._canvas.showOutline()

    def finish(self) -> bytes:
        """Return the whole document; nothing can be added afterwards."""
        with _FONTS:
            self._canvas.save()
        return self._file.getvalue()

    def _draw(self, page: Page) -> None:
        canvas = self._canvas
        canvas.setLineWidth(RULE_WIDTH)
        # Square ends close the corners of the table.
        canvas.setLineCap(2)
        canvas.lines([(r.x, PAGE_HEIGHT - r.y, r.to_x, PAGE_HEIGHT - r.to_y) for r in page.rules])
        for text in page.texts:
            canvas.setFont(text.face.value, text.size)
            canvas.drawString(text.x, PAGE_HEIGHT - text.y, text.text)


class _Font(ttfonts.TTFont):
    """A font whose characters beyond U+FFFF can be copied and searched.

    reportlab writes their code points into the map from glyph to text, which must hold UTF-16.
    """

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802  # reportlab's name
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(stream, pdfdoc.PDFStream):
                stream.content = _BEYOND_THE_BASIC_PLANE.sub(_as_utf_16, stream.content)


def _as_utf_16(entry: re.Match[str]) -> str:
    return f"> <{chr(int(entry[1], 16)).encode('utf-16-be').hex().upper()}>"


def _register_faces() -> None:
    with _FONTS:
        for face in Face:
            if face.value not in pdfmetrics.getRegisteredFontNames():
                font = BytesIO(font_bytes(face))
                pdfmetrics.registerFont(_Font(face.value, font, asciiReadable=False))
