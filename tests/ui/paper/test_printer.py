import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.samples import published_samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper import printer as printer_module
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.paper.print_preview_dialog import PrintPreviewDialog
from perfeval_ui.paper.printer import FormPrinter, PrinterError, a4_printer, paint_pages, sheet_order
from perfeval_ui.session_signals import SessionSignals

TEMPLATES = TemplateCatalogue()
PDFS = [form_pdf(TEMPLATES[sample.template], sample.form(TEMPLATES)) for sample in published_samples()]


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path) -> QPrinter:
    assert qapp.instance() is not None
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
    reported: list[int] = []

    def report(done: int) -> bool:
        reported.append(done)
        return done < 1

    assert not paint_pages(printer, PdfPages(PDFS[0]), report)
    assert reported == [0, 1]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_known_trouble(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "不存在" / "printed.pdf"))
    with pytest.raises(PrinterError, match="打印机没有接受任务"):
        paint_pages(printer, PdfPages(PDFS[0]))


@dataclass
class Desk:
    """A form printer with all that a test of it looks at; what it prints lands in ``file``."""

    form_printer: FormPrinter
    session: EditingSession
    form_ids: tuple[FormId, ...]
    window: QWidget
    file: Path
    finished: list[str]
    failed: list[str]
    qtbot: QtBot

    @property
    def dialog(self) -> QPrintDialog:
        (dialog,) = self.window.findChildren(QPrintDialog)
        return dialog

    def accept(self) -> None:
        # Long enough for any machine: nine pages are set, drawn and written meanwhile.
        with self.qtbot.waitSignal(self.form_printer.finished, timeout=60_000):
            self.dialog.done(QDialog.DialogCode.Accepted)

    @property
    def printed(self) -> PdfPages:
        return PdfPages(self.file.read_bytes())


@pytest.fixture
def desk(
    signals: SessionSignals,
    parent: QWidget,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Desk:
    file = tmp_path / "printed.pdf"
    monkeypatch.setattr(printer_module, "a4_printer", lambda: into(file))
    form_printer = FormPrinter(signals, parent)
    finished: list[str] = []
    failed: list[str] = []
    form_printer.finished.connect(finished.append)
    form_printer.failed.connect(failed.append)
    form_ids = tuple(one.form_id for one in signals.session.summaries())
    return Desk(form_printer, signals.session, form_ids, parent, file, finished, failed, qtbot)


def test_forms_are_printed_after_the_dialog_is_accepted(desk: Desk) -> None:
    desk.form_printer.print_forms(desk.form_ids[:2])
    assert desk.dialog.windowTitle() == "打印"
    assert (desk.dialog.minPage(), desk.dialog.fromPage()) == (1, 1)
    count = desk.dialog.maxPage()
    desk.accept()
    assert len(desk.printed) == count
    assert desk.finished == [f"已送往文件，共 {count} 页。"]


def test_nothing_is_printed_after_the_dialog_is_rejected(desk: Desk) -> None:
    desk.form_printer.print_forms(desk.form_ids[:1])
    desk.dialog.reject()
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(QPrintDialog))
    assert (desk.finished, desk.failed) == ([], [])
    assert not desk.file.exists()


def test_the_preview_shows_all_forms_and_leads_to_the_printer(desk: Desk) -> None:
    desk.form_printer.preview_forms(desk.form_ids)
    (preview,) = desk.window.findChildren(PrintPreviewDialog)
    count = preview.browser.view.page_count
    assert preview.windowTitle() == f"打印预览 · 7 份 {count} 页"
    preview.print_button.click()
    assert not preview.isVisible()
    desk.accept()
    assert len(desk.printed) == count


def test_printing_can_be_cancelled_on_the_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancel_at_once(*_: object) -> None:
        for progress in desk.window.findChildren(QProgressDialog):
            progress.cancel()

    monkeypatch.setattr(printer_module, "_paint_page", cancel_at_once)
    desk.file.write_bytes(b"earlier")
    desk.form_printer.print_forms(desk.form_ids)
    desk.accept()
    assert desk.finished == ["打印已取消。"]
    assert desk.file.read_bytes() == b"earlier"


def fail_of(desk: Desk) -> str:
    """Print a form, which fails; return what is said."""
    desk.form_printer.print_forms(desk.form_ids[:1])
    desk.dialog.done(QDialog.DialogCode.Accepted)
    desk.qtbot.waitUntil(lambda: bool(desk.failed))
    assert desk.finished == []
    return desk.failed[0]


def test_a_folder_that_is_gone_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer_module, "a4_printer", lambda: into(desk.file / "不存在" / "printed.pdf"))
    assert "不存在或已断开，“printed.pdf”没有写成" in fail_of(desk)


def test_a_printer_in_trouble_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPainter, "begin", lambda _self, _printer: False)
    desk.file.write_bytes(b"earlier")
    assert "打印机没有接受任务" in fail_of(desk)
    assert desk.file.read_bytes() == b"earlier"


def test_a_file_that_is_printed_to_is_replaced_whole_or_not_at_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.file.write_bytes(b"earlier")
    # As on a full disk, of which Qt tells nothing.
    monkeypatch.setattr(printer_module, "paint_pages", lambda *_: True)
    assert "打印机没有接受任务" in fail_of(desk)
    assert desk.file.read_bytes() == b"earlier"
    assert [one.name for one in desk.file.parent.iterdir() if one.suffix in {".pdf", ".tmp"}] == [
        desk.file.name
    ]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps pipes out of folders")
def test_a_pipe_is_not_printed_to(desk: Desk) -> None:
    os.mkfifo(desk.file)
    assert "不是普通文件" in fail_of(desk)
    assert desk.file.is_fifo()


def test_a_form_that_is_gone_is_told(desk: Desk) -> None:
    desk.session.delete(desk.form_ids[:1], "删除")
    desk.session.purge(desk.form_ids[:1])
    desk.form_printer.print_forms(desk.form_ids[:1])
    desk.form_printer.preview_forms(desk.form_ids[:1])
    assert [sentence.startswith("无法打印：") for sentence in desk.failed] == [True, True]
    assert desk.window.findChildren(QDialog) == []
