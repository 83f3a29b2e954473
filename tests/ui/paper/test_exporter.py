from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import file_of
from perfeval_desktop.printing.file_names import file_name
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.store import FormId
from perfeval_ui.paper.export_dialog import ExportDialog
from perfeval_ui.paper.exporter import Exporter
from perfeval_ui.paper.format_words import WORDS, name_filter
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.paper.result_dialog import ResultDialog
from perfeval_ui.session_signals import SessionSignals
from ui.export_desk import Desk, cancel_at
from ui.page_driver import named


@pytest.fixture
def desk(
    signals: SessionSignals, form_ids: tuple[FormId, ...], parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> Desk:
    folder = tmp_path / "上报"
    folder.mkdir()
    settings = QSettings(str(tmp_path / "perfeval.ini"), QSettings.Format.IniFormat)
    settings.setValue("export/folder", str(folder))
    exporter = Exporter(signals, settings, parent)
    finished: list[str] = []
    failed: list[str] = []
    exporter.finished.connect(finished.append)
    exporter.failed.connect(failed.append)
    return Desk(exporter, signals.session, settings, form_ids, parent, folder, finished, failed, qtbot)


# -- one form --------------------------------------------------------------------------------------------


def test_one_form_is_written_where_the_user_says(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids[:1])
    form = desk.session.load(desk.form_ids[0])
    dialog = desk.file_dialog
    assert Path(dialog.directory().absolutePath()) == desk.folder
    (suggested,) = dialog.selectedFiles()
    assert Path(suggested).name == file_name(desk.session.template_of(form), form)
    dialog.selectFile("自评表")
    desk.accept(dialog)
    assert desk.finished == ["已导出“自评表.pdf”。尚未定稿，印有“草稿”字样。"]
    (written,) = desk.files
    assert written.name == "自评表.pdf"
    assert written.read_bytes() == form_pdf(desk.session.template_of(form), form)


def test_the_open_form_is_exported_as_it_stands_on_the_screen(desk: Desk) -> None:
    desk.session.open(desk.form_ids[0])
    present = desk.session.present
    assert present is not None
    desk.session.preview(named(present, project="还没保存"))
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


@pytest.mark.parametrize("what", [ExportFormat.XLSX, ExportFormat.DOCX])
def test_the_format_is_that_of_the_name_and_is_remembered(desk: Desk, what: ExportFormat) -> None:
    desk.change(expected_goal="😀")
    desk.exporter.export(desk.form_ids[:1])
    dialog = desk.file_dialog
    dialog.selectNameFilter(name_filter(what))
    dialog.filterSelected.emit(name_filter(what))
    (suggested,) = dialog.selectedFiles()
    assert Path(suggested).suffix == what.suffix
    dialog.selectFile("自评表")
    desk.accept(dialog)
    (written,) = desk.files
    form = desk.session.load(desk.form_ids[0])
    assert written.name == f"自评表{what.suffix}"
    assert written.read_bytes() == file_of(what, desk.session.template_of(form), form)
    # No font of the PDF is asked for.
    assert desk.finished == [f"已导出“自评表{what.suffix}”。尚未定稿，印有“草稿”字样。"]
    desk.exporter.export(desk.form_ids[:2])
    assert desk.many_dialog.what is what


def test_a_name_of_ones_own_is_left_as_it_is(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids[:1])
    dialog = desk.file_dialog
    dialog.selectFile("自评表")
    dialog.filterSelected.emit(name_filter(ExportFormat.XLSX))
    desk.accept(dialog)
    (written,) = desk.files
    assert written.name == "自评表.xlsx"


# -- several ---------------------------------------------------------------------------------------------


def test_several_forms_become_a_file_each(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids)
    dialog = desk.many_dialog
    assert dialog.folder.text() == str(desk.folder)
    assert dialog.single_files.isChecked()
    desk.accept(dialog)
    assert desk.finished == ["导出 PDF：写出 7 份。"]
    assert [file.suffix for file in desk.files] == [".pdf"] * 7
    assert desk.result_dialog.message.text == "写出 7 份。"
    assert desk.remarks == ["其中 7 份尚未定稿，印有“草稿”字样。"]


@pytest.mark.parametrize("what", [ExportFormat.XLSX, ExportFormat.DOCX])
@pytest.mark.parametrize("files", [1, 2])
def test_several_forms_become_files_of_the_format_chosen(desk: Desk, what: ExportFormat, files: int) -> None:
    desk.exporter.export(desk.form_ids[:2])
    dialog = desk.many_dialog
    dialog.formats.setCurrentIndex(dialog.formats.findData(what))
    dialog.merged_file.setChecked(files == 1)
    desk.accept(dialog)
    assert [file.suffix for file in desk.files] == [what.suffix] * files
    assert desk.finished[0].startswith(f"导出 {WORDS[what].name}：")


def test_several_forms_become_one_file(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids)
    dialog = desk.many_dialog
    dialog.merged_file.setChecked(True)
    dialog.file_name.setText("全部")
    desk.accept(dialog)
    (written,) = desk.files
    assert written.name == "全部.pdf"
    forms = map(desk.session.load, desk.form_ids)
    single = [form_pdf(desk.session.template_of(form), form) for form in forms]
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
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(ExportDialog))
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
    assert desk.window.findChildren(ResultDialog) == []


def test_a_folder_that_vanishes_fails_every_form_for_one_reason(desk: Desk) -> None:
    desk.exporter.export(desk.form_ids[:3])

    def vanish(_choice: object) -> None:
        desk.folder.rmdir()

    desk.many_dialog.chosen.connect(vanish)
    desk.accept(desk.many_dialog)
    assert desk.finished == ["导出 PDF：写出 0 份，失败 3 份。"]
    (remark,) = desk.remarks
    assert "不存在或已断开" in remark


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


def test_why_forms_could_not_be_loaded_is_said_once_for_all_of_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = desk.session.load

    def damaged(form_id: FormId) -> Form:
        if form_id == desk.form_ids[3]:
            return load(form_id)
        raise StorageError(StorageErrorKind.CORRUPT, "“绩效自评.perfeval”已损坏。请找回备份。")

    monkeypatch.setattr(desk.session, "load", damaged)
    desk.exporter.export(desk.form_ids)
    desk.accept(desk.many_dialog)
    assert desk.finished == ["导出 PDF：写出 1 份，失败 6 份。"]
    assert desk.remarks[0] == "6 份：“绩效自评.perfeval”已损坏。请找回备份。"
    assert "已损坏" not in desk.remarks[1]


def test_a_store_that_is_in_use_is_waited_for_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def busy(form_id: str) -> Form:
        asked.append(form_id)
        raise StorageError(StorageErrorKind.BUSY, "数据文件正被占用。请稍后再试。")

    monkeypatch.setattr(desk.session, "load", busy)
    desk.exporter.export(desk.form_ids)
    assert len(asked) == 1
    assert desk.failed == ["7 份：数据文件正被占用。请稍后再试。"]


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
    remark, drafts = desk.remarks
    assert remark.startswith("“项目😀”：")
    assert drafts == "其中 2 份尚未定稿，印有“草稿”字样。"


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
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(ExportDialog))
    assert desk.files == []
    assert (desk.finished, desk.failed) == ([], [])
