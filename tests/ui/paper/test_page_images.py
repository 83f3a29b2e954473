import pytest
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.samples import published_samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.page_images import PdfPages, pixel_size

TEMPLATES = TemplateCatalogue()
PDFS = [form_pdf(TEMPLATES[sample.template], sample.form(TEMPLATES)) for sample in published_samples()]


def dark_pixels(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_the_pages_of_several_files_follow_each_other() -> None:
    first, second = PdfPages(PDFS[0]), PdfPages(PDFS[1])
    both = PdfPages(PDFS[0], PDFS[1])
    assert len(both) == len(first) + len(second)
    assert both.starts == (0, len(first))
    size = QSize(300, 424)
    assert both.image(len(first), size) == second.image(0, size)


def test_pages_are_a4() -> None:
    for size in PdfPages(*PDFS).sizes:
        assert (size.width(), size.height()) == pytest.approx((595.28, 841.89), abs=0.5)


def test_an_image_has_the_size_asked_for_white_paper_and_ink() -> None:
    image = PdfPages(PDFS[0]).image(0, QSize(601, 847))
    assert image.size() == QSize(601, 847)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert dark_pixels(image) > 500
    assert image.allGray()


def test_an_image_for_paper_shows_the_same_page() -> None:
    pages = PdfPages(PDFS[0])
    size = QSize(601, 847)
    on_paper = dark_pixels(pages.image(0, size, for_paper=True))
    assert on_paper == pytest.approx(dark_pixels(pages.image(0, size)), rel=0.1)


def test_pixels_follow_the_resolution_and_are_never_none() -> None:
    a4 = QSizeF(595.2756, 841.8898)
    assert pixel_size(a4, 300) == QSize(2480, 3508)
    assert pixel_size(a4, 0.01) == QSize(1, 1)
