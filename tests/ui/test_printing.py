from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.report.form_pdf import form_pdf
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.records import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui import printing
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.dialogs.print_preview import PrintPreviewDialog
from perfeval_ui.page_images import PdfPages
from perfeval_ui.printing import FormPrinter, PrinterError, a4_printer, paint_pages, sheet_order

TEMPLATES = TemplateCatalogue()
PDFS = [form_pdf(TEMPLATES[sample.template], sample.form(TEMPLATES)) for sample in samples()]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    shown = QWidget()
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown


@pytest.fixture
def printer(qapp: object, tmp_path: Path) -> QPrinter:
    assert qapp
    return into(tmp_path / "printed.pdf")


class TwoSidedPrinter(QPrinter):
    """A printer that, unlike a file, has two sides of its paper."""

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


def into(file: Path, printer: QPrinter | None = None) -> QPrinter:
    made = printer or a4_printer()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    return made


def printed(tmp_path: Path) -> PdfPages:
    return PdfPages((tmp_path / "printed.pdf").read_bytes())


def ink(pages: PdfPages, page: int) -> int:
    """Return how dark an image of a page is altogether."""
    size = QSize(1240, 1754)
    grey = pages.image(page, size).convertToFormat(QImage.Format.Format_Grayscale8)
    return 255 * size.width() * size.height() - sum(bytes(grey.constBits()))


def test_every_page_comes_out_with_its_ink_and_at_its_place(printer: QPrinter, tmp_path: Path) -> None:
    pages = PdfPages(PDFS[0], PDFS[1])
    assert paint_pages(printer, pages)
    paper = printed(tmp_path)
    assert len(paper) == len(pages)
    for page in range(len(pages)):
        assert ink(paper, page) == pytest.approx(ink(pages, page), rel=0.15)
        size = paper.sizes[page]
        assert (size.width(), size.height()) == pytest.approx((595, 842), abs=1)


def test_a_page_is_fitted_to_other_paper(printer: QPrinter, tmp_path: Path) -> None:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    pages = PdfPages(PDFS[0])
    assert paint_pages(printer, pages)
    paper = printed(tmp_path)
    assert ink(paper, 0) == pytest.approx(ink(pages, 0), rel=0.3)


def test_page_ranges_are_honoured(printer: QPrinter, tmp_path: Path) -> None:
    pages = PdfPages(*PDFS[:3])
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    assert sheet_order(printer, pages) == [0, 2, 3]
    assert paint_pages(printer, pages)
    assert len(printed(tmp_path)) == 3


def test_two_sided_each_form_begins_on_a_sheet_of_its_own(printer: QPrinter, tmp_path: Path) -> None:
    one_page = next(pdf for pdf in PDFS if len(PdfPages(pdf)) == 1)
    pages = PdfPages(one_page, one_page)
    assert sheet_order(printer, pages) == [0, 1]
    two_sided = into(tmp_path / "printed.pdf", TwoSidedPrinter())
    assert sheet_order(two_sided, pages) == [0, None, 1]
    assert paint_pages(two_sided, pages)
    paper = printed(tmp_path)
    assert [ink(paper, page) > 0 for page in range(3)] == [True, False, True]


def test_the_last_page_first_and_copies_where_the_printer_makes_none(printer: QPrinter) -> None:
    pages = PdfPages(PDFS[0])
    count = len(pages)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert sheet_order(printer, pages) == list(reversed(range(count)))
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    assert not printer.supportsMultipleCopies()
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert sheet_order(printer, pages) == [*range(count)] * 2
    printer.setCollateCopies(False)
    assert sheet_order(printer, pages)[:3] == [0, 0, 1]


def test_printing_stops_when_told(printer: QPrinter) -> None:
    told: list[int] = []

    def tell(done: int) -> bool:
        told.append(done)
        return done < 1

    assert not paint_pages(printer, PdfPages(PDFS[0]), tell)
    assert told == [0, 1]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_known_trouble(qapp: object, tmp_path: Path) -> None:
    assert qapp
    printer = into(tmp_path / "不存在" / "printed.pdf")
    with pytest.raises(PrinterError, match="打印机没有接受任务"):
        paint_pages(printer, PdfPages(PDFS[0]))


class Heard:
    """What a form printer has told."""

    def __init__(self, form_printer: FormPrinter) -> None:
        self.finished: list[str] = []
        self.failed: list[str] = []
        form_printer.finished.connect(self.finished.append)
        form_printer.failed.connect(self.failed.append)


@pytest.fixture
def to_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(printing, "a4_printer", lambda: into(tmp_path / "printed.pdf"))


def print_dialog(window: QWidget) -> QPrintDialog:
    (dialog,) = window.findChildren(QPrintDialog)
    return dialog


def accept(dialog: QPrintDialog, form_printer: FormPrinter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form_printer.finished):
        dialog.done(QDialog.DialogCode.Accepted)


@pytest.mark.usefixtures("to_file")
def test_forms_are_printed_after_the_dialog_is_accepted(
    bridge: SessionBridge, form_ids: tuple[FormId, ...], window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    form_printer = FormPrinter(bridge, window)
    heard = Heard(form_printer)
    form_printer.print_forms(form_ids[:2])
    dialog = print_dialog(window)
    assert dialog.windowTitle() == "打印"
    assert (dialog.minPage(), dialog.fromPage()) == (1, 1)
    count = dialog.maxPage()
    accept(dialog, form_printer, qtbot)
    assert len(printed(tmp_path)) == count
    assert heard.finished == [f"已送往文件，共 {count} 页。"]


@pytest.mark.usefixtures("to_file")
def test_nothing_is_printed_after_the_dialog_is_rejected(
    bridge: SessionBridge, form_ids: tuple[FormId, ...], window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    form_printer = FormPrinter(bridge, window)
    heard = Heard(form_printer)
    form_printer.print_forms(form_ids[:1])
    print_dialog(window).reject()
    QApplication.processEvents()
    assert (heard.finished, heard.failed) == ([], [])
    assert not (tmp_path / "printed.pdf").exists()


@pytest.mark.usefixtures("to_file")
def test_the_preview_shows_all_forms_and_leads_to_the_printer(
    bridge: SessionBridge, form_ids: tuple[FormId, ...], window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    form_printer = FormPrinter(bridge, window)
    form_printer.preview_forms(form_ids)
    (preview,) = window.findChildren(PrintPreviewDialog)
    count = preview.browser.view.page_count
    assert preview.windowTitle() == f"打印预览 · 7 份 {count} 页"
    preview.print_button.click()
    assert not preview.isVisible()
    accept(print_dialog(window), form_printer, qtbot)
    assert len(printed(tmp_path)) == count


@pytest.mark.usefixtures("to_file")
def test_printing_can_be_cancelled_on_the_way(
    bridge: SessionBridge,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    form_printer = FormPrinter(bridge, window)
    heard = Heard(form_printer)
    form_printer.print_forms(form_ids)

    def cancel_at_once(*_: object) -> None:
        for progress in window.findChildren(QProgressDialog):
            progress.cancel()

    monkeypatch.setattr(printing, "_paint_page", cancel_at_once)
    accept(print_dialog(window), form_printer, qtbot)
    assert heard.finished == ["打印已取消。"]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_in_trouble_is_told(
    bridge: SessionBridge,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(printing, "a4_printer", lambda: into(tmp_path / "不存在" / "printed.pdf"))
    form_printer = FormPrinter(bridge, window)
    heard = Heard(form_printer)
    form_printer.print_forms(form_ids[:1])
    print_dialog(window).done(QDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: bool(heard.failed))
    assert "打印机没有接受任务" in heard.failed[0]
    assert heard.finished == []


def test_a_form_that_is_gone_is_told(
    bridge: SessionBridge, session: EditingSession, form_ids: tuple[FormId, ...], window: QWidget
) -> None:
    form_printer = FormPrinter(bridge, window)
    heard = Heard(form_printer)
    session.delete(form_ids[:1], "删除")
    session.purge(form_ids[:1])
    form_printer.print_forms(form_ids[:1])
    form_printer.preview_forms(form_ids[:1])
    assert [sentence.startswith("无法打印：") for sentence in heard.failed] == [True, True]
    assert window.findChildren(QDialog) == []
