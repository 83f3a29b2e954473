from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.template import Template
from perfeval_desktop.report import batch
from perfeval_desktop.report.form_pdf import form_pages, form_pdf
from perfeval_desktop.report.layout import Page
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.records import FormId
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.dialogs.export_many import ExportManyDialog
from perfeval_ui.dialogs.export_result import ExportResultDialog
from perfeval_ui.exporting import Exporter
from perfeval_ui.page_images import PdfPages


@dataclass
class Desk:
    """An exporter with all that a test of it looks at."""

    exporter: Exporter
    session: EditingSession
    settings: QSettings
    form_ids: tuple[FormId, ...]
    window: QWidget
    folder: Path
    finished: list[str]
    failed: list[str]
    qtbot: QtBot

    @property
    def file_dialog(self) -> QFileDialog:
        (dialog,) = self.window.findChildren(QFileDialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        return dialog

    @property
    def many_dialog(self) -> ExportManyDialog:
        (dialog,) = self.window.findChildren(ExportManyDialog)
        return dialog

    @property
    def result_dialog(self) -> ExportResultDialog:
        (dialog,) = self.window.findChildren(ExportResultDialog)
        return dialog

    @property
    def remarks(self) -> list[str]:
        model = self.result_dialog.remarks.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir())

    def accept(self, dialog: QDialog) -> None:
        with self.qtbot.waitSignal(self.exporter.finished):
            dialog.accept()

    def wait_for_failure(self) -> str:
        self.qtbot.waitUntil(lambda: bool(self.failed))
        (sentence,) = self.failed
        return sentence

    def change(self, **changes: str) -> None:
        """Change the first form."""
        self.session.edit_many(
            self.form_ids[:1],
            lambda form: replace(form, **changes),  # type: ignore[arg-type]  # texts
            "改动",
        )

    def purge_first(self) -> None:
        self.session.delete(self.form_ids[:1], "删除")
        self.session.purge(self.form_ids[:1])


@pytest.fixture
def desk(bridge: SessionBridge, form_ids: tuple[FormId, ...], tmp_path: Path, qtbot: QtBot) -> Desk:
    folder = tmp_path / "上报"
    folder.mkdir()
    settings = QSettings(str(tmp_path / "perfeval.ini"), QSettings.Format.IniFormat)
    settings.setValue("export/folder", str(folder))
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    exporter = Exporter(bridge, settings, window)
    finished: list[str] = []
    failed: list[str] = []
    exporter.finished.connect(finished.append)
    exporter.failed.connect(failed.append)
    return Desk(exporter, bridge.session, settings, form_ids, window, folder, finished, failed, qtbot)


def cancel_at(monkeypatch: pytest.MonkeyPatch, window: QWidget, number: int) -> None:
    """Press 取消 while the form of that number is made."""
    made: list[str] = []

    def counted(template: Template, form: SelfAssessment) -> tuple[Page, ...]:
        made.append(form.project)
        if len(made) == number:
            (progress,) = window.findChildren(QProgressDialog)
            progress.cancel()
        return form_pages(template, form)

    monkeypatch.setattr(batch, "form_pages", counted)
    monkeypatch.setattr("perfeval_desktop.report.form_pdf.form_pages", counted)


# -- one form --------------------------------------------------------------------------------------------


def test_one_form_is_written_where_the_clerk_says(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids[:1])
    form = desk.session.load(desk.form_ids[0])
    dialog = desk.file_dialog
    assert Path(dialog.directory().absolutePath()) == desk.folder
    (suggested,) = dialog.selectedFiles()
    assert Path(suggested).name == batch.file_name(form)
    dialog.selectFile("自评表")
    desk.accept(dialog)
    assert desk.finished == ["已导出“自评表.pdf”。"]
    (written,) = desk.files
    assert written.name == "自评表.pdf"
    assert written.read_bytes() == form_pdf(desk.session.templates[form.template], form)


def test_the_open_form_is_exported_as_it_stands_on_the_screen(desk: Desk) -> None:
    desk.session.open(desk.form_ids[0])
    present = desk.session.present
    assert present is not None
    desk.session.preview(replace(present, project="还没保存"))
    desk.exporter.export(desk.form_ids[:1])
    desk.accept(desk.file_dialog)
    (written,) = desk.files
    assert "还没保存" in written.name


@pytest.mark.parametrize("name", ["一/二", "一\\二", "一:二", "一*二", "一?二", '"<一>|"', "CON", "."])
def test_names_that_no_file_may_have_are_made_fit(desk: Desk, name: str) -> None:
    desk.change(project=name)
    desk.exporter.export(desk.form_ids[:1])
    desk.accept(desk.file_dialog)
    (written,) = desk.files
    assert not set('/\\:*?"<>|') & set(written.name)
    assert len(PdfPages(written.read_bytes())) >= 1


def test_a_file_that_cannot_be_written_is_told(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids[:1])
    desk.file_dialog.fileSelected.emit(str(desk.folder / "不存在" / "自评表.pdf"))
    assert "不存在" in desk.wait_for_failure()
    assert desk.files == []
    assert desk.exporter.folder == desk.folder


def test_characters_that_print_as_a_mark_are_told(desk: Desk) -> None:
    desk.change(expected_goal="😀")
    desk.exporter.export(desk.form_ids[:1])
    desk.accept(desk.file_dialog)
    (sentence,) = desk.finished
    assert "😀" in sentence
    assert "〓" in sentence


def test_nothing_chosen_is_told(desk: Desk) -> None:
    desk.exporter.export([])
    assert "没有选中项目" in desk.wait_for_failure()
    assert desk.window.findChildren(QDialog) == []


def test_a_form_that_is_gone_is_told(desk: Desk) -> None:
    desk.purge_first()
    desk.exporter.export(desk.form_ids[:1])
    assert "找不到" in desk.wait_for_failure()


# -- several ---------------------------------------------------------------------------------------------


def test_several_forms_become_a_file_each(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids)
    dialog = desk.many_dialog
    assert dialog.folder.text() == str(desk.folder)
    assert dialog.single_files.isChecked()
    desk.accept(dialog)
    assert desk.finished == ["导出 PDF：写出 7 份。"]
    assert [file.suffix for file in desk.files] == [".pdf"] * 7
    assert desk.result_dialog.notice.text == "写出 7 份。"
    assert desk.remarks == []


def test_several_forms_become_one_file(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids)
    dialog = desk.many_dialog
    dialog.merged_file.setChecked(True)
    dialog.file_name.setText("全部")
    desk.accept(dialog)
    (written,) = desk.files
    assert written.name == "全部.pdf"
    templates = desk.session.templates
    single = [form_pdf(templates[form.template], form) for form in map(desk.session.load, desk.form_ids)]
    assert len(PdfPages(written.read_bytes())) == len(PdfPages(*single))
    assert desk.finished == ["导出 PDF：7 份自评表已合并成“全部.pdf”。"]


def test_the_manner_and_the_folder_are_remembered(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    desk.exporter.export(desk.form_ids[:2])
    dialog = desk.many_dialog
    dialog.merged_file.setChecked(True)
    dialog.folder.setText(str(elsewhere))
    desk.accept(dialog)
    assert desk.exporter.folder == elsewhere
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(ExportManyDialog))
    desk.exporter.export(desk.form_ids[:2])
    assert desk.many_dialog.merged_file.isChecked()
    assert desk.many_dialog.folder.text() == str(elsewhere)


@pytest.mark.parametrize("remembered", ["", "relative", "/没有/这个/文件夹"])
def test_a_folder_that_is_gone_is_not_offered(desk: Desk, remembered: str) -> None:
    desk.settings.setValue("export/folder", remembered)
    assert desk.exporter.folder.is_dir()
    assert desk.exporter.folder.is_absolute()


def test_cancelling_leaves_whole_files_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.exporter.export(desk.form_ids)
    cancel_at(monkeypatch, desk.window, 3)
    desk.accept(desk.many_dialog)
    assert desk.finished == ["导出 PDF：写出 3 份；取消后其余 4 份没有写。"]
    assert len(desk.files) == 3
    assert all(len(PdfPages(file.read_bytes())) for file in desk.files)


def test_cancelling_a_merged_export_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.exporter.export(desk.form_ids)
    dialog = desk.many_dialog
    dialog.merged_file.setChecked(True)
    cancel_at(monkeypatch, desk.window, 3)
    desk.accept(dialog)
    assert desk.finished == ["导出已取消，没有写出文件。"]
    assert desk.files == []
    assert desk.window.findChildren(ExportResultDialog) == []


def test_a_folder_that_vanishes_fails_each_form_with_its_reason(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids[:3])
    desk.many_dialog.chosen.connect(desk.folder.rmdir)
    desk.accept(desk.many_dialog)
    assert desk.finished == ["导出 PDF：写出 0 份，失败 3 份。"]
    assert ["不存在或已断开" in remark for remark in desk.remarks] == [True] * 3


def test_a_folder_that_vanishes_fails_the_merged_file(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids[:3])
    dialog = desk.many_dialog
    dialog.merged_file.setChecked(True)
    dialog.accept()
    desk.folder.rmdir()
    assert "不存在或已断开" in desk.wait_for_failure()


def test_a_form_that_is_gone_does_not_keep_the_others(desk: Desk) -> None:
    desk.purge_first()
    desk.exporter.export(desk.form_ids)
    desk.accept(desk.many_dialog)
    assert desk.finished == ["导出 PDF：写出 6 份，失败 1 份。"]
    assert len(desk.files) == 6


def test_a_form_that_is_gone_keeps_the_merged_file_from_being_incomplete(desk: Desk) -> None:
    desk.purge_first()
    desk.exporter.export(desk.form_ids)
    dialog = desk.many_dialog
    dialog.merged_file.setChecked(True)
    dialog.accept()
    assert desk.wait_for_failure().startswith("没有导出：")
    assert desk.files == []


def test_remarks_name_the_project(desk: Desk) -> None:
    desk.change(project="项目😀")
    desk.exporter.export(desk.form_ids[:2])
    desk.accept(desk.many_dialog)
    (remark,) = desk.remarks
    assert remark.startswith("“项目😀”：")


def test_the_folder_opens_in_the_file_manager(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk.exporter.export(desk.form_ids[:2])
    desk.accept(desk.many_dialog)
    desk.result_dialog.folder_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [desk.folder]


def test_an_export_cancelled_in_the_dialog_writes_nothing(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids)
    desk.many_dialog.reject()
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(ExportManyDialog))
    assert desk.files == []
    assert (desk.finished, desk.failed) == ([], [])
