"""The work of a user, done once in a temporary folder: forms are entered, printed, shown and backed up."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from itertools import count, islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QIODevice, QSaveFile, QSettings, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from perfeval_desktop import paths
from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.domain.columns import Role, Stage
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import column_of, place_label, place_of
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.exchange import exporting
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.exchange_package.plan import Case, apply, plan
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.exchange_package.writing import packed, write_package
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.printing.batch import export_merged
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.printing.print_job import PrintJob
from perfeval_desktop.printing.worker_pool import FEWEST_TASKS
from perfeval_desktop.samples import Sample, published_samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.page_images import PdfPages, pixel_size
from perfeval_ui.paper.printer import a4_printer, paint_pages
from perfeval_ui.self_test.dialog_steps import look_at_dialogs
from perfeval_ui.self_test.step import SelfTestError, expect
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import discard
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.stores.opening import open_without_asking
from perfeval_ui.window.main_window import MainWindow

_DPI = 50
_WINDOW = QSize(1366, 768)  # a small office screen
_FEWEST_COLOURS = 20  # of a window with text, icons and panels

# How a store has to be set. An SQLite that is too old ignores what it does not know.
_SETTINGS = {"journal_mode": "truncate", "foreign_keys": 1, "trusted_schema": 0, "synchronous": 2}


class Workflow:
    """The steps, one building on another, on a store in ``folder``; picture and PDF go into ``results``."""

    def __init__(self, folder: Path, results: Path, app: QApplication, end: ExitStack) -> None:
        """Open nothing yet; what the steps open is closed with ``end``."""
        self._folder = folder
        self._results = results
        self._app = app
        self._end = end
        self._form_ids: tuple[FormId, ...] = ()
        self._pdfs: list[bytes] = []

    @cached_property
    def _samples(self) -> tuple[Sample, ...]:
        return tuple(published_samples())

    @cached_property
    def _templates(self) -> TemplateCatalogue:
        return TemplateCatalogue()

    # -- the store ---------------------------------------------------------------------------------------

    def open_store(self) -> str:
        """Make a store and see whether SQLite protects it as it is told to."""
        path = self._folder / f"自检{paths.STORE_SUFFIX}"
        self._store = self._end.enter_context(open_without_asking(path))
        self._session = EditingSession(self._store, self._templates)
        engine = self._store.engine()
        expect("SQLite 的设置", engine.settings, _SETTINGS)
        return f"SQLite {engine.version}，{engine.threading}"

    def enter_samples(self) -> str:
        """Enter the built-in samples cell by cell."""
        forms = [sample.form(self._templates) for sample in self._samples]
        self._form_ids = self._session.create(forms, "自检")
        expect("表数", self._store.count(), len(self._samples))
        return f"{len(self._form_ids)} 份示例"

    def check_figures(self) -> str:
        """Compare every computed figure with the one on the paper form."""
        for sample, form_id in self._pairs():
            self._session.open(form_id)
            for name, (figure, claimed) in _figures(self._shown()).items():
                expect(f"{sample.name} 的{name}", figure, claimed)
        return "与纸质表逐位一致"

    def back_up(self) -> str:
        """Back the store up, read every form and every revision of the copy, and go back to it."""
        backups = backups_of(self._store)
        backup = backups.take()
        with open_without_asking(backup.path, read_only=True) as copy:
            expect("备份中的表数", copy.count(), len(self._samples))
            expect("备份的问题", copy.verify(), ())
        # A change that is undone by restoring the backup.
        self._session.delete(self._form_ids[:1], "自检")
        backups.restore(backup.path)
        self._session.reload()
        expect("恢复后的表数", self._store.count(), len(self._samples))
        expect("恢复后的问题", self._store.verify(), ())
        return f"{backup.size} 字节，已恢复"

    def use_long_path(self) -> str:
        """Use a store, a backup and a file at a path longer than Windows accepts without a prefix."""
        deep = long_path(self._folder / f"长路径 {'long' * 26}" / f"长路径 {'path' * 26}")
        try:
            deep.mkdir(parents=True)
            with open_without_asking(deep / f"自检{paths.STORE_SUFFIX}") as store:
                form = self._samples[0].form(self._templates)
                EditingSession(store, self._templates).create([form], "自检")
                backup = backups_of(store).take()
            with open_without_asking(backup.path, read_only=True) as copy:
                expect("备份中的表数", copy.count(), 1)
            write_atomically(deep / "自检.pdf", b"%PDF")
            expect("写出的文件", (deep / "自检.pdf").read_bytes(), b"%PDF")
        finally:
            shutil.rmtree(deep, ignore_errors=True)
        return f"{len(str(backup.path))} 个字符"

    # -- the window --------------------------------------------------------------------------------------

    def open_window(self) -> str:
        """Open the main window."""
        settings = QSettings(str(self._folder / "perfeval.ini"), QSettings.Format.IniFormat)
        self._window = MainWindow(SessionSignals(self._session), self._store, settings)
        self._end.callback(discard, self._window)
        # A window that is maximized takes no other size.
        self._window.showNormal()
        self._window.resize(_WINDOW)
        self._window.start()
        self._process_events()
        expect("窗口", self._window.isVisible(), expected=True)
        return f"{self._window.width()}×{self._window.height()}，{self._app.platformName()}"

    def open_forms(self) -> str:
        """Open each form and show all its tabs."""
        for sample, form_id in self._pairs():
            self._window.open_form(form_id)
            for tab in range(self._window.tabs.count()):
                self._window.tabs.setCurrentIndex(tab)
                self._process_events()
            (total,) = (one for name, one in _figures(self._shown()).items() if name == "总分")
            expect(f"{sample.name} 显示的总分", self._window.scores.total.text(), total[1])
        self._window.tabs.setCurrentIndex(0)
        return f"{len(self._form_ids)} 份"

    def take_picture(self) -> str:
        """Save a picture of the window."""
        self._process_events()
        image = self._window.grab().toImage()
        if len(_colours(image)) < _FEWEST_COLOURS:
            raise SelfTestError("窗口是空白的")
        file = QSaveFile(str(self._results / "window.png"))
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        if not (QImageWriter(file, QByteArray(b"png")).write(image) and file.commit()):
            raise SelfTestError(f"图片没有写成：{file.errorString()}")
        return f"{image.width()}×{image.height()} 像素"

    def open_dialogs(self) -> str:
        """Open and close every dialog; export all forms on the way."""
        folder = self._folder / "导出"
        folder.mkdir()
        names = look_at_dialogs(self._window, self._form_ids, folder, self._process_events)
        written = [file.read_bytes()[:5] for file in folder.iterdir()]
        expect("从窗口导出的文件", written, [b"%PDF-"] * len(self._form_ids))
        return "、".join(names)

    def close_window(self) -> str:
        """Close the window as a user does."""
        expect("窗口", self._window.close(), expected=True)
        self._process_events()
        return "数据已保存"

    # -- paper -------------------------------------------------------------------------------------------

    def export_pdfs(self) -> str:
        """Make a PDF of each form and check that its text has what is on the paper form."""
        pages = 0
        for sample, form_id in self._pairs():
            self._session.open(form_id)
            shown = self._shown()
            pdf = form_pdf(shown.template, shown.form)
            self._pdfs.append(pdf)
            text = _text(pdf)
            for words in (shown.facts.project, *(claimed for _, claimed in _figures(shown).values())):
                if "".join(words.split()) not in text:
                    raise SelfTestError(f"{sample.name} 的 PDF 里读不到“{words}”")
            pages += len(PdfPages(pdf))
        write_atomically(self._results / "form.pdf", self._pdfs[0])
        return f"{len(self._pdfs)} 份，共 {pages} 页，都读回了项目和得分"

    def export_merged(self) -> str:
        """Export more than a hundred forms into one file: so many that worker processes are started."""
        jobs = list(islice(self._numbered_jobs(), FEWEST_TASKS + len(self._samples)))
        file = self._folder / "合并.pdf"
        expect("合并导出", export_merged(jobs, file, progress=lambda _done, _count: True), expected=True)
        pdf = file.read_bytes()
        with _opened(pdf) as document:
            projects = [one.get_title() for one in document.get_toc() if one.level == 1]
        expect("书签里的项目", sorted(projects), sorted(form_names(*job).project for job in jobs))
        return f"{len(jobs)} 份，共 {len(PdfPages(pdf))} 页，{len(pdf) // 1024} KB"

    def export_office(self) -> str:
        """Export the samples as a workbook and as a document; what is read again must be the very forms."""
        jobs = [(self._templates[one.template], one.form(self._templates)) for one in self._samples]
        size = 0
        for what in (ExportFormat.XLSX, ExportFormat.DOCX):
            file = self._folder / f"全部{what.suffix}"
            exporting.export_merged(what, jobs, file, progress=lambda _done, _count: True)
            read = [one.form.exact for one in forms_in(file).forms]
            expect(f"{file.name} 里的表", [one.form for one in read if one], [form for _, form in jobs])
            size += file.stat().st_size
        return f"{len(jobs)} 份，{size // 1024} KB，都原样读回"

    def hand_in(self) -> str:
        """Hand all forms in to another store as a package; handed in again, it must hold nothing new."""
        file = self._folder / f"上报{paths.PACKAGE_SUFFIX}"
        write_package(file, packed(self._store, self._templates, self._form_ids))
        package = read_package(file)
        with open_without_asking(self._folder / f"汇总{paths.STORE_SUFFIX}") as store:
            intake = apply(plan(package, store, self._templates), {}, {})
            EditingSession(store, self._templates).take_in(
                intake.added, intake.changed, "自检", intake.templates
            )
            expect("收到的表", [store.load(one).form for one in self._form_ids], self._forms())
            again = plan(package, store, self._templates)
            expect("再收一次", {one.case for one in again.forms}, {Case.SAME})
        return f"{len(package.forms)} 张表，{file.stat().st_size // 1024} KB"

    def draw_page(self) -> str:
        """Draw a page as the preview does; it must not be white."""
        pages = PdfPages(self._pdfs[0])
        image = pages.image(0, pixel_size(pages.sizes[0], _DPI))
        lightness = {QColor(colour).lightness() for colour in _colours(image)}
        if not (min(lightness) < 64 and max(lightness) == 255):
            raise SelfTestError("页面上没有字")
        return f"{image.width()}×{image.height()} 像素"

    def print_pages(self) -> str:
        """Print a form, into a file, as there may be no printer."""
        file = self._folder / "打印.pdf"
        printer = a4_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        pages = PdfPages(self._pdfs[0])
        paint_pages(printer, pages)
        # Qt finishes the file when the printer is destroyed.
        del printer
        expect("打印的页数", len(PdfPages(file.read_bytes())), len(pages))
        return f"{len(pages)} 页"

    # ----------------------------------------------------------------------------------------------------

    def _forms(self) -> list[Form]:
        return [self._store.load(one).form for one in self._form_ids]

    def _pairs(self) -> list[tuple[Sample, FormId]]:
        return list(zip(self._samples, self._form_ids, strict=True))

    def _numbered_jobs(self) -> Iterator[PrintJob]:
        forms = [sample.form(self._templates) for sample in self._samples]
        for number in count(1):
            for form in forms:
                template = self._templates[form.template.id]
                place = place_of(template, Role.PROJECT)
                if place is not None:
                    yield template, form.with_text(place, f"{number}号{form.text(*place)}")

    def _shown(self) -> EvaluatedForm:
        shown = self._session.shown
        if shown is None:
            raise SelfTestError("没有打开自评表")
        return shown

    def _process_events(self) -> None:
        for _ in range(3):
            self._app.processEvents()


def _figures(shown: EvaluatedForm) -> dict[str, tuple[str, str]]:
    """Return by the name of its cell each figure of a form: as printed, and as it is on the paper form."""
    rows = printed(Seen(shown.template, shown.form, shown.facts, shown.sheet)).rows
    figures = {cell.place: cell.text for row in rows for cell in row.cells if cell.place is not None}
    return {
        place_label(shown.template, shown.form, place): (figure, shown.form.text(*place))
        for place, figure in figures.items()
        if _is_computed(shown, place) and shown.form.text(*place)
    }


def _is_computed(shown: EvaluatedForm, place: Place) -> bool:
    column = column_of(shown.template, place)
    return column is not None and column.stage is Stage.COMPUTED


def _colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def _text(pdf: bytes) -> str:
    """Return the text of the document without any white space."""
    with _opened(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def _opened(pdf: bytes) -> Any:  # noqa: ANN401  # pypdfium2 has no types
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # noqa: PLC0415  # see page_images

    return PdfDocument(pdf)
