import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QSaveFile, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.form_files import FormFile
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.samples import Sample
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.self_test import workflow as workflow_module
from perfeval_ui.self_test.step import SelfTestError
from perfeval_ui.self_test.workflow import Workflow
from perfeval_ui.startup.qt_application import set_up_application
from perfeval_ui.window.main_window import MainWindow
from ui.page_driver import (
    TOTAL,
    named,
)


@pytest.fixture
def work(tmp_path: Path, restored_app: QApplication) -> Iterator[Workflow]:
    """Return the program at work; its store is open and empty."""
    set_up_application(restored_app)
    (tmp_path / "work").mkdir()
    (tmp_path / "results").mkdir()
    with ExitStack() as end:
        made = Workflow(tmp_path / "work", tmp_path / "results", restored_app, end)
        made.open_store()
        yield made


@pytest.fixture
def window_at_work(work: Workflow) -> Workflow:
    """Return it with its window open on the samples."""
    work.enter_samples()
    work.open_window()
    return work


def test_a_day_of_work_is_done(work: Workflow) -> None:
    assert work.enter_samples() == "7 份示例"
    assert work.check_figures() == "与纸质表逐位一致"
    assert work.export_pdfs() == "7 份，共 9 页，都读回了项目和得分"
    assert work.export_merged().startswith("107 份，共 ")
    assert work.hand_in().startswith("7 张表，")
    assert work.draw_page() == "413×585 像素"
    assert work.print_pages() == "2 页"
    assert work.open_window() == "1366×768，offscreen"
    assert work.open_forms() == "7 份"
    assert work.take_picture() == "1366×768 像素"
    assert work.open_dialogs().startswith("新建项目、")
    assert work.back_up().endswith(" 字节，已恢复")
    assert work.close_window() == "数据已保存"


def test_a_path_that_windows_would_refuse_is_used_and_nothing_is_left_of_it(
    work: Workflow, tmp_path: Path
) -> None:
    assert int(work.use_long_path().partition(" ")[0]) > 260
    assert not list((tmp_path / "work").glob("*/*"))


def test_an_sqlite_that_ignores_what_guards_the_store_fails(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workflow_module, "_SETTINGS", {"trusted_schema": 1})
    with ExitStack() as end, pytest.raises(SelfTestError, match="SQLite 的设置应为 "):
        Workflow(tmp_path, tmp_path, qapp, end).open_store()


def test_a_figure_that_differs_from_the_paper_fails(work: Workflow, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(sample: Sample, templates: TemplateCatalogue) -> Form:
        return entered(sample, templates).with_text(TOTAL, "12.34")

    entered = Sample.form
    monkeypatch.setattr(Sample, "form", wrong)
    work.enter_samples()
    with pytest.raises(SelfTestError, match=r"的总分应为 12\.34，实为 "):
        work.check_figures()


def test_a_pdf_in_which_the_project_cannot_be_read_fails(
    work: Workflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless(template: Template, form: Form) -> bytes:
        return form_pdf(template, named(form, project="甲"))

    monkeypatch.setattr(workflow_module, "form_pdf", nameless)
    work.enter_samples()
    with pytest.raises(SelfTestError, match="的 PDF 里读不到“"):
        work.export_pdfs()


def test_office_files_that_do_not_bring_the_forms_back_fail(
    work: Workflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert work.export_office().endswith("都原样读回")
    monkeypatch.setattr(workflow_module, "forms_in", lambda _file: FormFile((), ()))
    with pytest.raises(SelfTestError, match=r"全部\.xlsx 里的表"):
        work.export_office()


def test_a_page_without_ink_fails(work: Workflow, monkeypatch: pytest.MonkeyPatch) -> None:
    def white(_pages: PdfPages, _page: int, size: QSize) -> QImage:
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        return image

    work.enter_samples()
    work.export_pdfs()
    monkeypatch.setattr(PdfPages, "image", white)
    with pytest.raises(SelfTestError, match="页面上没有字"):
        work.draw_page()


def test_a_step_that_needs_a_form_says_so_where_none_is_open(work: Workflow) -> None:
    with pytest.raises(SelfTestError, match="没有打开自评表"):
        work._shown()


def test_a_blank_window_fails(window_at_work: Workflow, monkeypatch: pytest.MonkeyPatch) -> None:
    def blank(_window: MainWindow) -> QPixmap:
        pixmap = QPixmap(1366, 768)
        pixmap.fill(Qt.GlobalColor.white)
        return pixmap

    monkeypatch.setattr(MainWindow, "grab", blank)
    with pytest.raises(SelfTestError, match="窗口是空白的"):
        window_at_work.take_picture()


def test_a_picture_that_cannot_be_written_fails(
    window_at_work: Workflow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QSaveFile, "commit", lambda _file: False)
    with pytest.raises(SelfTestError, match="图片没有写成："):
        window_at_work.take_picture()
    assert os.listdir(tmp_path / "results") == []  # noqa: PTH208  # no more than the names
