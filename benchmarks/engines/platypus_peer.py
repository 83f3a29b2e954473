"""The peer platypus: reportlab's own tables and paragraphs, as one would first write the form with them."""

from collections.abc import Sequence
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Table

from engines.content import TEMPLATE
from engines.texts import FormTexts, blank, form_texts
from perfeval_desktop.domain.form import Form

_BODY = "PerfEvalSerif-Regular"
_LABEL = "PerfEvalSans-Bold"

_LEFT = ParagraphStyle("text", fontName=_BODY, fontSize=9, leading=12, wordWrap="CJK")
_CENTRED = ParagraphStyle("value", _LEFT, alignment=TA_CENTER)
_BOLD = ParagraphStyle("label", _CENTRED, fontName=_LABEL)
_TITLE = ParagraphStyle("title", _BOLD, fontSize=16, leading=22)
_YEAR = ParagraphStyle("year", _CENTRED, fontSize=10.5, leading=18, spaceAfter=3)
_SOURCES = [
    ParagraphStyle("source", _LEFT, fontName=_LABEL, leftIndent=ems * _LEFT.fontSize) for ems in range(4)
]

_RULE = (0.5, black)
_PADDED: list[tuple[Any, ...]] = [
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0.9 * mm),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0.9 * mm),
    ("TOPPADDING", (0, 0), (-1, -1), 1 * mm),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1 * mm),
]
_RULED = [*_PADDED, ("GRID", (0, 0), (-1, -1), *_RULE)]


class PlatypusPeer:
    """Forms printed by platypus."""

    def __init__(self) -> None:
        for name in (_BODY, _LABEL):
            with as_file(files("perfeval_resources") / "fonts" / f"{name}.ttf") as path:
                registerFont(TTFont(name, path))
        self._blank = blank(TEMPLATE)

    def content(self, form: Form) -> FormTexts:
        """Return what is printed of ``form``."""
        return form_texts(TEMPLATE, form)

    def single(self, content: FormTexts) -> bytes:
        """Return the PDF of one form."""
        file = BytesIO()
        self._print([_FormStart(""), *self._story(content)], file)
        return file.getvalue()

    def merged(self, contents: Sequence[FormTexts], path: Path) -> None:
        """Write all forms into one file."""
        story: list[Flowable] = []
        for content in contents:
            if story:
                story.append(PageBreak())
            story += [_FormStart(content["project"]), *self._story(content)]
        with path.open("wb") as file:
            self._print(story, file)

    def _print(self, story: list[Flowable], file: IO[bytes]) -> None:
        document = BaseDocTemplate(file, pagesize=A4, title=self._blank["title"], lang="zh-CN")
        frame = Frame(15 * mm, 17 * mm, 180 * mm, 265 * mm, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate(frames=[frame]))
        document.build(story, canvasmaker=_NumberingCanvas)

    def _story(self, form: FormTexts) -> list[Flowable]:
        return [
            _paragraph(self._blank["title"], _TITLE),
            _paragraph(form["year_line"], _YEAR),
            self._identity(form),
            self._funding(form),
            self._goals(form),
            self._indicators(form),
        ]

    def _identity(self, form: FormTexts) -> Table:
        project, department, unit = _paragraphs(self._blank["identity_labels"], _BOLD)
        rows: list[list[Any]] = [
            [project, _paragraph(form["project"], _LEFT), "", ""],
            [
                *(department, _paragraph(form["department"], _LEFT)),
                *(unit, _paragraph(form["implementing_unit"], _LEFT)),
            ],
        ]
        return Table(rows, _points(self._blank["identity_widths"]), style=[*_RULED, ("SPAN", (1, 0), (3, 0))])

    def _funding(self, form: FormTexts) -> Table:
        label = _paragraph(self._blank["funding_label"], _BOLD)
        rows: list[list[Any]] = [[label, "", *_paragraphs(self._blank["funding_headings"], _BOLD)]]
        names = zip(self._blank["funding_rows"], self._blank["funding_indents"], strict=True)
        for (name, indent), values in zip(names, form["funding"], strict=True):
            rows.append(["", _paragraph(name, _SOURCES[indent]), *_paragraphs(values, _CENTRED)])
        return Table(rows, _points(self._blank["funding_widths"]), style=[*_RULED, ("SPAN", (0, 0), (0, -1))])

    def _goals(self, form: FormTexts) -> Table:
        label = _paragraph(self._blank["goals_label"], _BOLD)
        rows: list[list[Any]] = [
            [label, *_paragraphs(self._blank["goals_headings"], _BOLD)],
            ["", *_paragraphs(form["goals"], _LEFT)],
        ]
        return Table(rows, _points(self._blank["goals_widths"]), style=[*_RULED, ("SPAN", (0, 0), (0, -1))])

    def _indicators(self, form: FormTexts) -> Table:
        """Return the indicator grid.

        platypus does not split cells that span rows at the end of a page, so that merged cells are drawn as
        what they look like: the words in their first row, and no rules below the others.
        """
        style: list[tuple[Any, ...]] = [
            *_PADDED,
            ("GRID", (0, 0), (-1, 0), *_RULE),
            ("LINEBEFORE", (0, 0), (-1, -1), *_RULE),
            ("LINEAFTER", (-1, 0), (-1, -1), *_RULE),
            ("LINEABOVE", (3, 0), (-1, -1), *_RULE),
            ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), *_RULE),
        ]
        rows: list[list[Any]] = [["", *_paragraphs(self._blank["indicators_headings"], _BOLD)]]
        label: Paragraph | str = _paragraph(self._blank["indicators_label"], _BOLD)
        above = ["", ""]
        for cells in form["indicators"]:
            levels: list[Paragraph | str] = ["", ""]
            for level in (0, 1):
                if cells[: level + 1] != above[: level + 1]:
                    levels[level] = _paragraph(cells[level], _BOLD)
                    column = level + 1
                    style.append(("LINEABOVE", (column, len(rows)), (column, len(rows)), *_RULE))
            values = _paragraphs(cells[3:7], _CENTRED)
            rows.append([label, *levels, _paragraph(cells[2], _LEFT), *values, _paragraph(cells[7], _LEFT)])
            label, above = "", cells[:2]
        words = _paragraph(self._blank["total_label"], _BOLD)
        rows.append([words, *[""] * 5, *_paragraphs(form["total"], _CENTRED), ""])
        style += [("SPAN", (0, -1), (5, -1)), ("BOX", (0, -1), (-1, -1), *_RULE)]
        widths = _points(self._blank["indicators_widths"])
        return Table(rows, widths, style=style, repeatRows=1, splitByRow=0, splitInRow=1)


class _FormStart(Flowable):
    """Tells the canvas that a form begins on this page; a ``bookmark`` is for the outline."""

    def __init__(self, bookmark: str) -> None:
        super().__init__()
        self._bookmark = bookmark

    def wrap(self, *_room: float) -> tuple[float, float]:
        """Take no place."""
        return 0, 0

    def draw(self) -> None:
        """Tell it."""
        canvas = self.canv
        assert isinstance(canvas, _NumberingCanvas)  # noqa: S101
        canvas.begin_form(self._bookmark)


class _NumberingCanvas(Canvas):
    """Keeps the pages until it knows how many there are of each form, as is usual with reportlab."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401  # handed on
        super().__init__(*arguments, **options)
        self._pages: list[dict[str, Any]] = []
        self._forms: list[tuple[int, str]] = []

    def begin_form(self, bookmark: str) -> None:
        """Begin counting pages anew with this one."""
        self._forms.append((len(self._pages), bookmark))

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        """Put the page aside."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # the stub leaves it out

    def save(self) -> None:
        """Write the pages with their numbers, and the outline."""
        ends = [*(start for start, _ in self._forms[1:]), len(self._pages)]
        for (start, bookmark), end in zip(self._forms, ends, strict=True):
            for place in range(start, end):
                self.__dict__.update(self._pages[place])
                if bookmark and place == start:
                    self.bookmarkPage(f"form-{start}")
                    self.addOutlineEntry(bookmark, f"form-{start}")
                self.setFont(_BODY, 9)
                footer = f"第 {place - start + 1} 页 共 {end - start} 页"
                self.drawCentredString(A4[0] / 2, 9 * mm, footer)
                super().showPage()
        super().save()


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _paragraphs(texts: Sequence[str], style: ParagraphStyle) -> list[Paragraph]:
    return [_paragraph(text, style) for text in texts]


def _points(widths: Sequence[float]) -> list[float]:
    return [width * mm for width in widths]
