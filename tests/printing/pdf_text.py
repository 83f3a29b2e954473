"""What a reader finds in a PDF."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO, StringIO
from unittest.mock import patch

import pypdfium2  # type: ignore[import-untyped]  # has no type information
from pdfminer.high_level import extract_text_to_fp
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without any white space."""
    with opened(pdf) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def pypdf_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without any white space, as another reader finds it.

    It reads the fonts anew for each page, which takes longer than all the rest: here it reads them once.
    """
    fonts: dict[str, Font] = {}
    read = Font.from_font_resource

    def read_once(resource: DictionaryObject) -> Font:
        name = str(resource["/BaseFont"])
        if name not in fonts:
            fonts[name] = read(resource)
        return fonts[name]

    with patch.object(Font, "from_font_resource", read_once):
        return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def pdfminer_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without any white space, as the reader of reviewers' scripts finds it."""
    found = StringIO()
    extract_text_to_fp(BytesIO(pdf), found)
    *pages, rest = found.getvalue().split("\f")
    assert not rest
    return ["".join(page.split()) for page in pages]


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page in points."""
    with opened(pdf) as document:
        return [page.get_size() for page in document]


def object_bounds(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right and top in points of what is drawn on the first page, in its order."""
    with opened(pdf) as document:
        return [one.get_bounds() for one in document[0].get_objects()]


def properties(pdf: bytes) -> dict[str, str]:
    """Return the properties of the document."""
    with opened(pdf) as document:
        return dict(document.get_metadata_dict())


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return level, title and page (from 0) of each bookmark."""
    with opened(pdf) as document:
        return [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open ``pdf`` for reading, and close it in time: a leak would fail another test."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def holds(pages: Sequence[str], text: str) -> bool:
    """Return whether ``text`` stands on ``pages``, in one piece on each that it runs over."""
    wanted = "".join(text.split())
    for number, page in enumerate(pages):
        if wanted in page:
            return True
        for length in range(len(wanted) - 1, 0, -1):
            if wanted[:length] in page and holds(pages[number + 1 :], wanted[length:]):
                return True
    return False


def stands_in_order(pages: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Return those of ``texts`` that do not stand on ``pages`` in one piece, each behind the one before.

    A text that runs over pages stands in one piece on each. White space does not count.
    """
    lost = []
    start = (0, 0)
    for text in texts:
        found = _place("".join(text.split()), pages, start)
        if found is None:
            lost.append(text)
        else:
            start = found
    return lost


def _place(wanted: str, pages: Sequence[str], start: tuple[int, int]) -> tuple[int, int] | None:
    """Return the page on which ``wanted`` begins, not before ``start``, and where its piece there ends."""
    for number in range(start[0], len(pages)):
        page = pages[number]
        after = start[1] if number == start[0] else 0
        fitting = bisect_left(
            range(1, len(wanted) + 1), 1, key=lambda size: page.find(wanted[:size], after) < 0
        )
        if fitting == len(wanted) or (fitting and _goes_on(wanted[fitting:], pages[number + 1 :])):
            return number, page.find(wanted[:fitting], after) + fitting
    return None


def _goes_on(wanted: str, pages: Sequence[str]) -> bool:
    """Return whether ``wanted`` stands on the first of ``pages``, or as much of it as the next lack."""
    if not pages:
        return False
    page = pages[0]
    fitting = bisect_left(range(1, len(wanted) + 1), 1, key=lambda size: wanted[:size] not in page)
    return fitting == len(wanted) or (fitting > 0 and _goes_on(wanted[fitting:], pages[1:]))
