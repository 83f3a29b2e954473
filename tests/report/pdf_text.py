"""What a reader finds in a PDF."""

from collections.abc import Sequence

import pypdfium2
from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue


def sample_form(name: str, templates: TemplateCatalogue) -> SelfAssessment:
    """Return the built-in sample called ``name``."""
    return next(sample for sample in samples() if sample.name == name).form(templates)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without any white space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
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
