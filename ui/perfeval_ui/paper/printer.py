"""Prints the pages of the PDF as they are, after the dialog that asks for the printer."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from perfeval_desktop.atomic_write import replacing
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.store import FormId
from perfeval_ui.paper.page_images import PdfPages, pixel_size
from perfeval_ui.paper.print_preview_dialog import PrintPreviewDialog
from perfeval_ui.paper.printable_form import form_as_seen
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.progress import Progress

# What office printers can resolve; more would only make the print job larger.
MOST_DPI = 300

_LENGTH_OF_END = 1024

_REFUSED = "打印机没有接受任务。请检查打印机是否开机、连接；打印到文件时，检查所选文件夹能否写入。"


class PrinterError(PerfEvalError):
    """The printer did not accept the job."""


class _CancelledError(Exception):
    """The user has cancelled; what was in the making is thrown away."""


class FormPrinter(QObject):
    """Prints forms, or shows how they will look; its dialogs belong to the window ``parent``.

    ``finished`` and ``failed`` carry a sentence for the message bar.
    """

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = signals.session
        self._window = parent
        self._pages: PdfPages | None = None
        # Kept here, as the print dialog still uses it after it has been closed.
        self._printer: QPrinter | None = None

    def print_forms(self, form_ids: Sequence[FormId]) -> None:
        """Ask for the printer, then print the forms in this order."""
        pages = self._pages_of(form_ids)
        if pages is not None:
            self._ask(pages)

    def preview_forms(self, form_ids: Sequence[FormId]) -> None:
        """Show the pages of the forms as they will be printed, with a button that prints them."""
        pages = self._pages_of(form_ids)
        if pages is not None:
            dialog = PrintPreviewDialog(pages, self._window)
            dialog.print_chosen.connect(self._ask)
            dialog.open()

    def _pages_of(self, form_ids: Sequence[FormId]) -> PdfPages | None:
        try:
            return PdfPages(*(form_pdf(*form_as_seen(self._session, form_id)) for form_id in form_ids))
        except PerfEvalError as error:
            self.failed.emit(f"无法打印：{error}")
            return None

    def _ask(self, pages: PdfPages) -> None:
        self._pages, self._printer = pages, a4_printer()
        dialog = QPrintDialog(self._printer, self._window)
        dialog.setWindowTitle("打印")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(pages))
        dialog.setFromTo(1, len(pages))
        # Queued, so that the dialog is closed before the long work starts.
        dialog.finished.connect(self._answered, Qt.ConnectionType.QueuedConnection)
        # QPrintDialog.open() needs a slot, QDialog.open() does not.
        QDialog.open(dialog)

    def _answered(self, answer: int) -> None:
        pages, self._pages = self._pages, None
        if answer == QDialog.DialogCode.Accepted and pages is not None and self._printer is not None:
            self._print(self._printer, pages)

    def _print(self, printer: QPrinter, pages: PdfPages) -> None:
        count = len(sheet_order(printer, pages))
        destination = printer.printerName() or "文件"
        with Progress("打印", count, self._window) as progress:

            def report(done: int) -> bool:
                return progress.show(done, f"送往{destination}")

            try:
                is_whole = print_pages(printer, pages, report)
            except PerfEvalError as error:
                self.failed.emit(str(error))
                return
        if is_whole:
            self.finished.emit(f"已送往{destination}，共 {count} 页。")
        else:
            self.finished.emit("打印已取消。")


def a4_printer() -> QPrinter:
    """Return the default printer set to A4 without margins: the pages carry their own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    printer.setDocName("绩效自评表")
    return printer


def sheet_order(printer: QPrinter, pages: PdfPages) -> list[int | None]:
    """Return the pages (from 0) in the order they go to paper; ``None`` is an empty side.

    Follows the settings of ``printer``: page ranges, two-sided printing (each form starts on a new sheet),
    last page first, and copies where the printer itself cannot make them.
    """
    sheets: list[int | None] = []
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        wanted = printer.pageRanges()
        sheets += [page for page in range(len(pages)) if wanted.contains(page + 1)]
    else:
        is_two_sided = printer.duplex() not in {
            QPrinter.DuplexMode.DuplexNone,
            QPrinter.DuplexMode.DuplexAuto,
        }
        for page in range(len(pages)):
            if is_two_sided and page in pages.starts and len(sheets) % 2:
                sheets.append(None)
            sheets.append(page)
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        sheets.reverse()
    if printer.supportsMultipleCopies():
        return sheets
    copies = printer.copyCount()
    return sheets * copies if printer.collateCopies() else [sheet for sheet in sheets for _ in range(copies)]


def _go_on(_done: int) -> bool:
    return True


def print_pages(printer: QPrinter, pages: PdfPages, report: Callable[[int], bool] = _go_on) -> bool:
    """Do as :func:`paint_pages` does; a file that is printed to is there whole, or as it was before.

    Raises :class:`OutputError` too, where that file cannot be written.
    """
    chosen = printer.outputFileName()
    if not chosen:
        return paint_pages(printer, pages, report)
    kind = printer.outputFormat()
    try:
        with replacing(Path(chosen)) as part:
            _print_to(printer, os.fspath(part), kind)
            _check_end(part, kind, is_whole=paint_pages(printer, pages, report))
    except _CancelledError:
        return False
    finally:
        _print_to(printer, chosen, kind)
    return True


def _print_to(printer: QPrinter, file: str, kind: QPrinter.OutputFormat) -> None:
    printer.setOutputFileName(file)
    # Which Qt guesses from the name.
    printer.setOutputFormat(kind)


def _check_end(part: Path, kind: QPrinter.OutputFormat, *, is_whole: bool) -> None:
    """Raise what keeps a file from being whole on the disk: of a disk that is full Qt tells nothing."""
    if not is_whole:
        raise _CancelledError
    with part.open("rb+") as file:
        os.fsync(file.fileno())
        file.seek(max(0, file.seek(0, os.SEEK_END) - _LENGTH_OF_END))
        if kind is QPrinter.OutputFormat.PdfFormat and b"%%EOF" not in file.read():
            raise PrinterError(_REFUSED)


def paint_pages(printer: QPrinter, pages: PdfPages, report: Callable[[int], bool] = _go_on) -> bool:
    """Paint the pages that ``printer`` asks for, each as large as its paper allows.

    ``report`` is called before each sheet with how many are done. Where it returns ``False`` the printing
    ends, and the result is ``False``. Raises :class:`PrinterError` where the printer refuses the job.
    """
    printer.setFullPage(True)
    sheets = sheet_order(printer, pages)
    _turn(printer, pages, sheets[0] if sheets else None)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterError(_REFUSED)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for done, page in enumerate(sheets):
            if not report(done):
                printer.abort()
                return False
            if done:
                _turn(printer, pages, page)
                if not printer.newPage():
                    raise PrinterError(_REFUSED)
            if page is not None:
                _paint_page(painter, printer, pages, page)
    finally:
        painter.end()
    return True


def _turn(printer: QPrinter, pages: PdfPages, page: int | None) -> None:
    """Set portrait or landscape as the page has it; an empty side keeps that of the page before."""
    if page is not None:
        size = pages.sizes[page]
        is_wide = size.width() > size.height()
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
        )


def _paint_page(painter: QPainter, printer: QPrinter, pages: PdfPages, page: int) -> None:
    size = pages.sizes[page]
    image = pages.image(page, pixel_size(size, min(MOST_DPI, printer.resolution())), for_paper=True)
    if image.allGray():
        # A quarter of the data, and the printer does not mix black from colours.
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel).size()
    painter.drawImage(_centred(size, paper), image)


def _centred(page: QSizeF, paper: QSizeF) -> QRectF:
    """Return where on the paper a page is painted: as large as possible, in the middle."""
    drawn = page.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
    left = (paper.width() - drawn.width()) / 2
    top = (paper.height() - drawn.height()) / 2
    return QRectF(left, top, drawn.width(), drawn.height())
