"""What reviewers' scripts find in a PDF: by pdfplumber, which reads with pdfminer, set as it comes.

Lengths are those of the layout: hundredths of a millimetre from the upper left corner of the page.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pdfplumber
from pdfplumber.page import Page

from printing.pdf.drawing import POINTS


class Glyph(NamedTuple):
    """A character, where it stands on its baseline, and how large it is."""

    text: str
    x: float
    y: float
    em: float


class FoundCell(NamedTuple):
    """A cell of a table: its four sides, and its lines without white space, those that are empty left out."""

    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[str, ...]


class FoundPage(NamedTuple):
    """A page: the characters that are no white space in the order of their drawing, and the cells."""

    glyphs: list[Glyph]
    cells: list[FoundCell]


def plumbed(pdf: bytes) -> list[FoundPage]:
    """Return what is found on each page."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [FoundPage(list(_glyphs(page)), list(_cells(page))) for page in document.pages]


def visible_lines(text: str) -> tuple[str, ...]:
    """Return the lines of ``text`` without white space, those that are empty left out."""
    return tuple(line for line in ("".join(one.split()) for one in text.split("\n")) if line)


def _glyphs(page: Page) -> Iterator[Glyph]:
    for one in page.chars:
        if not one["text"].isspace():
            *_, x, y = one["matrix"]
            yield Glyph(one["text"], x / POINTS, (float(page.height) - y) / POINTS, one["size"] / POINTS)


def _cells(page: Page) -> Iterator[FoundCell]:
    for table in page.find_tables():
        for row, texts in zip(table.rows, table.extract(), strict=True):
            for sides, text in zip(row.cells, texts, strict=True):
                # There is none where one from further up or from the left reaches over.
                if sides is not None:
                    left, top, right, bottom = (side / POINTS for side in sides)
                    yield FoundCell(left, top, right, bottom, visible_lines(text or ""))
