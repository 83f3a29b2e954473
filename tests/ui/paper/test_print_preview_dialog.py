import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.samples import published_samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.paper.print_preview_dialog import PrintPreviewDialog


@pytest.fixture
def pages(templates: TemplateCatalogue) -> PdfPages:
    first, second, *_ = published_samples()
    return PdfPages(
        *(form_pdf(templates[one.template], one.form(templates)) for one in (first, second)),
    )


def test_the_title_counts_forms_and_pages_and_the_pages_are_what_is_printed(
    parent: QWidget, pages: PdfPages, qtbot: QtBot
) -> None:
    dialog = PrintPreviewDialog(pages, parent)
    dialog.open()
    assert dialog.windowTitle() == f"打印预览 · 2 份 {len(pages)} 页"
    with qtbot.waitSignal(dialog.print_chosen) as chosen:
        dialog.print_button.click()
    assert chosen.args == [pages]
