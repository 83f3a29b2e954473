from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.errors import ReportError
from perfeval_desktop.report import batch
from perfeval_desktop.report.form_pdf import form_pdf
from perfeval_desktop.report.layout import Page
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.records import FormId
from perfeval_ui import exporting
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.dialogs.export_many import ExportManyDialog
from perfeval_ui.dialogs.export_result import ExportResultDialog
from perfeval_ui.exporting import Exporter
from perfeval_ui.page_images import PdfPages


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    shown = QWidget()
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "上报"
    made.mkdir()
    return made


@pytest.fixture
def settings(tmp_path: Path, folder: Path) -> QSettings:
    kept = QSettings(str(tmp_path / "perfeval.ini"), QSettings.Format.IniFormat)
    kept.setValue("export/folder", str(folder))
    return kept


@pytest.fixture
def exporter(bridge: SessionBridge, settings: QSettings, window: QWidget) -> Exporter:
    return Exporter(bridge, settings, window)


class Heard:
    """What an exporter has told."""

    def __init__(self, exporter: Exporter) -> None:
        self.finished: list[str] = []
        self.failed: list[str] = []
        exporter.finished.connect(self.finished.append)
        exporter.failed.connect(self.failed.append)


@pytest.fixture
def heard(exporter: Exporter) -> Heard:
    return Heard(exporter)


def file_dialog(window: QWidget) -> QFileDialog:
    (dialog,) = window.findChildren(QFileDialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def many_dialog(window: QWidget) -> ExportManyDialog:
    (dialog,) = window.findChildren(ExportManyDialog)
    return dialog


def result_dialog(window: QWidget) -> ExportResultDialog:
    (dialog,) = window.findChildren(ExportResultDialog)
    return dialog


def remarks(dialog: ExportResultDialog) -> list[str]:
    model = dialog.remarks.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def cancel_after(monkeypatch: pytest.MonkeyPatch, window: QWidget, count: int) -> None:
    """Press 取消 while the form after ``count`` is made."""
    made: list[str] = []

    def counted(template: object, form: SelfAssessment) -> tuple[Page, ...]:
        made.append(form.project)
        if len(made) > count:
            (progress,) = window.findChildren(QProgressDialog)
            progress.cancel()
        return original(template, form)  # type: ignore[arg-type]  # passed on as it came

    name = "form_pages"
    original = batch.form_pages
    monkeypatch.setattr(batch, name, counted)
    monkeypatch.setattr("perfeval_desktop.report.form_pdf.form_pages", counted)


# -- one form --------------------------------------------------------------------------------------------


def test_one_form_is_written_where_the_clerk_says(
    exporter: Exporter,
    heard: Heard,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    qtbot: QtBot,
) -> None:
    exporter.export(form_ids[:1])
    dialog = file_dialog(window)
    form = session.load(form_ids[0])
    assert Path(dialog.directory().absolutePath()) == folder
    (suggested,) = dialog.selectedFiles()
    assert Path(suggested).name == batch.file_name(form)
    dialog.selectFile("自评表")
    with qtbot.waitSignal(exporter.finished):
        dialog.accept()
    assert heard.finished == ["已导出“自评表.pdf”。"]
    written = (folder / "自评表.pdf").read_bytes()
    assert written == form_pdf(session.templates[form.template], form)


def test_the_open_form_is_exported_as_it_stands_on_the_screen(
    exporter: Exporter,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    qtbot: QtBot,
) -> None:
    session.open(form_ids[0])
    present = session.present
    assert present is not None
    session.preview(replace(present, project="还没保存"))
    exporter.export(form_ids[:1])
    with qtbot.waitSignal(exporter.finished):
        file_dialog(window).accept()
    (written,) = folder.iterdir()
    assert "还没保存" in written.name


@pytest.mark.parametrize("name", ["一/二", "一\\二", "一:二", "一*二", "一?二", '"<一>|"', "CON", "."])
def test_names_that_no_file_may_have_are_made_fit(
    exporter: Exporter,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    qtbot: QtBot,
    name: str,
) -> None:
    session.edit_many(form_ids[:1], lambda form: replace(form, project=name), "改名")
    exporter.export(form_ids[:1])
    with qtbot.waitSignal(exporter.finished):
        file_dialog(window).accept()
    (written,) = folder.iterdir()
    assert not set('/\\:*?"<>|') & set(written.name)
    assert len(PdfPages(written.read_bytes())) >= 1


def test_a_file_that_cannot_be_written_is_told(
    exporter: Exporter, heard: Heard, form_ids: tuple[FormId, ...], window: QWidget, folder: Path, qtbot: QtBot
) -> None:
    exporter.export(form_ids[:1])
    dialog = file_dialog(window)
    dialog.fileSelected.emit(str(folder / "不存在" / "自评表.pdf"))
    qtbot.waitUntil(lambda: bool(heard.failed))
    assert "不存在" in heard.failed[0]
    assert list(folder.iterdir()) == []
    assert exporter.folder == folder


def test_characters_that_print_as_a_mark_are_told(
    exporter: Exporter,
    heard: Heard,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    qtbot: QtBot,
) -> None:
    session.edit_many(form_ids[:1], lambda form: replace(form, expected_goal="😀"), "改动")
    exporter.export(form_ids[:1])
    with qtbot.waitSignal(exporter.finished):
        file_dialog(window).accept()
    assert "😀" in heard.finished[0]
    assert "〓" in heard.finished[0]


def test_nothing_chosen_is_told(exporter: Exporter, heard: Heard, window: QWidget) -> None:
    exporter.export([])
    assert "没有选中项目" in heard.failed[0]
    assert window.findChildren(QFileDialog) == []


def test_a_form_that_is_gone_is_told(
    exporter: Exporter, heard: Heard, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.delete(form_ids[:1], "删除")
    session.purge(form_ids[:1])
    exporter.export(form_ids[:1])
    assert len(heard.failed) == 1


# -- several ---------------------------------------------------------------------------------------------


def test_several_forms_become_a_file_each(
    exporter: Exporter,
    heard: Heard,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    qtbot: QtBot,
) -> None:
    exporter.export(form_ids)
    dialog = many_dialog(window)
    assert dialog.folder.text() == str(folder)
    assert dialog.single_files.isChecked()
    with qtbot.waitSignal(exporter.finished):
        dialog.accept()
    assert heard.finished == ["导出 PDF：写出 7 份。"]
    assert len(list(folder.glob("*.pdf"))) == 7
    assert result_dialog(window).notice.text == "写出 7 份。"


def test_several_forms_become_one_file(
    exporter: Exporter,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    settings: QSettings,
    qtbot: QtBot,
) -> None:
    exporter.export(form_ids)
    dialog = many_dialog(window)
    dialog.merged_file.setChecked(True)
    dialog.file_name.setText("全部")
    with qtbot.waitSignal(exporter.finished):
        dialog.accept()
    (written,) = folder.iterdir()
    assert written.name == "全部.pdf"
    single = [
        form_pdf(session.templates[form.template], form) for form in map(session.load, form_ids)
    ]
    assert len(PdfPages(written.read_bytes())) == len(PdfPages(*single))
    assert settings.value("export/merged", type=bool) is True


def test_the_manner_and_the_folder_are_remembered(
    exporter: Exporter, form_ids: tuple[FormId, ...], window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    exporter.export(form_ids[:2])
    dialog = many_dialog(window)
    dialog.merged_file.setChecked(True)
    dialog.folder.setText(str(elsewhere))
    with qtbot.waitSignal(exporter.finished):
        dialog.accept()
    assert exporter.folder == elsewhere
    qtbot.waitUntil(lambda: not window.findChildren(ExportManyDialog))
    exporter.export(form_ids[:2])
    again = many_dialog(window)
    assert again.merged_file.isChecked()
    assert again.folder.text() == str(elsewhere)


@pytest.mark.parametrize("remembered", ["", "relative", "/没有/这个/文件夹"])
def test_a_folder_that_is_gone_is_not_offered(exporter: Exporter, settings: QSettings, remembered: str) -> None:
    settings.setValue("export/folder", remembered)
    assert exporter.folder.is_dir()
    assert exporter.folder.is_absolute()


def test_cancelling_leaves_whole_files_only(
    exporter: Exporter,
    heard: Heard,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    exporter.export(form_ids)
    cancel_after(monkeypatch, window, 2)
    with qtbot.waitSignal(exporter.finished):
        many_dialog(window).accept()
    assert heard.finished == ["导出 PDF：写出 3 份；取消后其余 4 份没有写。"]
    files = list(folder.iterdir())
    assert len(files) == 3
    assert all(len(PdfPages(file.read_bytes())) for file in files)


def test_cancelling_a_merged_export_leaves_nothing(
    exporter: Exporter,
    heard: Heard,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    exporter.export(form_ids)
    dialog = many_dialog(window)
    dialog.merged_file.setChecked(True)
    cancel_after(monkeypatch, window, 2)
    with qtbot.waitSignal(exporter.finished):
        dialog.accept()
    assert heard.finished == ["导出已取消，没有写出文件。"]
    assert list(folder.iterdir()) == []
    assert window.findChildren(ExportResultDialog) == []


def test_a_folder_that_vanishes_fails_each_form_with_its_reason(
    exporter: Exporter, heard: Heard, form_ids: tuple[FormId, ...], window: QWidget, folder: Path, qtbot: QtBot
) -> None:
    exporter.export(form_ids[:3])
    dialog = many_dialog(window)
    with qtbot.waitSignal(exporter.finished):
        dialog.accept()
        folder.rmdir()
    assert heard.finished == ["导出 PDF：写出 0 份，失败 3 份。"]
    told = remarks(result_dialog(window))
    assert len(told) == 3
    assert all("不存在或已断开" in one for one in told)


def test_a_folder_that_vanishes_fails_the_merged_file(
    exporter: Exporter, heard: Heard, form_ids: tuple[FormId, ...], window: QWidget, folder: Path, qtbot: QtBot
) -> None:
    exporter.export(form_ids[:3])
    dialog = many_dialog(window)
    dialog.merged_file.setChecked(True)
    dialog.accept()
    folder.rmdir()
    qtbot.waitUntil(lambda: bool(heard.failed))
    assert "不存在或已断开" in heard.failed[0]


def test_one_form_that_fails_does_not_keep_the_others(
    exporter: Exporter,
    heard: Heard,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    qtbot: QtBot,
) -> None:
    session.delete(form_ids[:1], "删除")
    session.purge(form_ids[:1])
    exporter.export(form_ids)
    with qtbot.waitSignal(exporter.finished):
        many_dialog(window).accept()
    assert heard.finished == ["导出 PDF：写出 6 份，失败 1 份。"]
    assert len(list(folder.iterdir())) == 6
    exporter.export(form_ids)
    qtbot.waitUntil(lambda: len(window.findChildren(ExportManyDialog)) == 1)
    dialog = many_dialog(window)
    dialog.merged_file.setChecked(True)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(heard.failed))
    assert heard.failed[0].startswith("没有导出：")


def test_remarks_name_the_project(
    exporter: Exporter, session: EditingSession, form_ids: tuple[FormId, ...], window: QWidget, qtbot: QtBot
) -> None:
    session.edit_many(form_ids[:1], lambda form: replace(form, project="项目😀"), "改动")
    exporter.export(form_ids[:2])
    with qtbot.waitSignal(exporter.finished):
        many_dialog(window).accept()
    (remark,) = remarks(result_dialog(window))
    assert remark.startswith("“项目😀”：")


def test_the_folder_opens_in_the_file_manager(
    exporter: Exporter,
    form_ids: tuple[FormId, ...],
    window: QWidget,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    exporter.export(form_ids[:2])
    with qtbot.waitSignal(exporter.finished):
        many_dialog(window).accept()
    result_dialog(window).folder_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [folder]


def test_an_export_cancelled_in_the_dialog_writes_nothing(
    exporter: Exporter, heard: Heard, form_ids: tuple[FormId, ...], window: QWidget, folder: Path, qtbot: QtBot
) -> None:
    exporter.export(form_ids)
    many_dialog(window).reject()
    qtbot.waitUntil(lambda: not window.findChildren(ExportManyDialog))
    assert list(folder.iterdir()) == []
    assert (heard.finished, heard.failed) == ([], [])
