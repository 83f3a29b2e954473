"""What a reader finds in a PDF."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2  # type: ignore[import-untyped]  # has no type information

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue


def sample_form(name: str, templates: TemplateCatalogue) -> SelfAssessment:
    """Return the built-in sample called ``name``."""
    return next(sample for sample in samples() if sample.name == name).form(templates)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without any white space."""
    with opened(pdf) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


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
