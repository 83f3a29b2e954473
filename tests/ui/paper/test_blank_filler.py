"""Forms are filled into a blank from the window: it is asked for, then where to, then all is told."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from blank_files import PLAIN, read_back, word_blank
from perfeval_desktop.exchange.filling.writing import fill_into
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui import file_reader
from perfeval_ui.paper.blank_filler import BlankFiller
from perfeval_ui.paper.result_dialog import ResultDialog
from perfeval_ui.session_signals import SessionSignals
from reading_here import PoolHere


@dataclass
class Desk:
    filler: BlankFiller
    session: EditingSession
    form_ids: tuple[FormId, ...]
    window: QWidget
    folder: Path
    blank: Path
    finished: list[str]
    failed: list[str]
    settings: QSettings
    qtbot: QtBot

    def dialog(self) -> QFileDialog:
        """Return the file dialog that is open."""
        self.qtbot.waitUntil(lambda: any(one.isVisible() for one in self.window.findChildren(QFileDialog)))
        (dialog,) = (one for one in self.window.findChildren(QFileDialog) if one.isVisible())
        return dialog

    def choose(self, chosen: Path) -> None:
        dialog = self.dialog()
        dialog.fileSelected.emit(str(chosen))
        dialog.close()
        self.qtbot.waitUntil(lambda: not dialog_is_open(dialog))

    @property
    def result(self) -> ResultDialog:
        self.qtbot.waitUntil(lambda: bool(self.window.findChildren(ResultDialog)))
        (dialog,) = self.window.findChildren(ResultDialog)
        return dialog


def dialog_is_open(dialog: QFileDialog) -> bool:
    try:
        return dialog.isVisible()
    except RuntimeError:
        # It is destroyed with its closing.
        return False


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reader, "ReaderPool", PoolHere)


@pytest.fixture
def desk(
    signals: SessionSignals, form_ids: tuple[FormId, ...], parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> Desk:
    folder = tmp_path / "上报"
    folder.mkdir()
    settings = QSettings(str(tmp_path / "perfeval.ini"), QSettings.Format.IniFormat)
    settings.setValue("fill/folder", str(folder))
    filler = BlankFiller(signals, settings, parent)
    finished: list[str] = []
    failed: list[str] = []
    filler.finished.connect(finished.append)
    filler.failed.connect(failed.append)
    parent.show()
    blank = word_blank(tmp_path / "空表.docx", PLAIN)
    return Desk(filler, signals.session, form_ids, parent, folder, blank, finished, failed, settings, qtbot)


def test_one_form_is_filled_into_the_file_that_is_named(desk: Desk) -> None:
    desk.filler.fill(desk.form_ids[:1])
    desk.choose(desk.blank)
    saving = desk.dialog()
    (suggested,) = saving.selectedFiles()
    assert suggested.endswith(".docx")
    desk.choose(desk.folder / "填好.docx")
    assert desk.result.message.text.startswith("“填好.docx”：填入 ")
    assert "没有填入（空表里没有位置）：评分等级：优" in desk.result.lines.stringList()
    assert read_back(desk.folder / "填好.docx").transcript.indicators
    assert desk.finished == [f"填入空表：{desk.result.message.text}"]


def test_the_blank_is_offered_again(desk: Desk) -> None:
    desk.filler.fill(desk.form_ids[:1])
    desk.choose(desk.blank)
    desk.choose(desk.folder / "填好.docx")
    desk.result.close()
    desk.filler.fill(desk.form_ids[:1])
    assert [Path(one) for one in desk.dialog().selectedFiles()] == [desk.blank]
    desk.dialog().close()


def test_at_first_the_documents_are_looked_into(desk: Desk) -> None:
    desk.settings.setValue("fill/folder", "")
    desk.filler.fill(desk.form_ids[:1])
    assert Path(desk.dialog().directory().absolutePath()) != desk.folder
    desk.dialog().close()


def test_several_forms_are_filled_into_a_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk.filler.fill(desk.form_ids[:2])
    desk.choose(desk.blank)
    desk.choose(desk.folder)
    assert desk.result.message.text == "填好 2 张，共 2 张。"
    assert len(list(desk.folder.iterdir())) == 2
    desk.result.folder_button.click()
    assert [Path(one.toLocalFile()) for one in opened] == [desk.folder]


def test_one_that_cannot_be_written_is_told_with_the_others(desk: Desk) -> None:
    desk.filler.fill(desk.form_ids[:2])
    desk.choose(desk.blank)
    desk.choose(desk.folder / "没有")
    assert desk.result.message.text == "填好 0 张，共 2 张。"
    assert sum("不存在或已断开" in one for one in desk.result.lines.stringList()) == 2


def test_what_was_cancelled_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelling(*args: object, **options: object) -> object:
        (progress,) = desk.window.findChildren(QProgressDialog)
        progress.cancel()
        return fill_into(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("perfeval_desktop.exchange.filling.writing.fill_into", cancelling)
    desk.filler.fill(desk.form_ids[:3])
    desk.choose(desk.blank)
    desk.choose(desk.folder)
    assert "已取消，其余 2 张没有填。" in desk.result.lines.stringList()


def test_a_file_that_is_no_blank_is_told(desk: Desk) -> None:
    other = word_blank(desk.blank.with_name("通知.docx"), "各单位：请按时报送。")
    desk.filler.fill(desk.form_ids[:1])
    desk.choose(other)
    desk.choose(desk.folder / "填好.docx")
    desk.qtbot.waitUntil(lambda: bool(desk.failed))
    assert "没有找到可以填的表" in desk.failed[0]
    assert list(desk.folder.iterdir()) == []


def test_a_blank_that_cannot_be_read_is_refused_before_it_is_asked_where_to(desk: Desk) -> None:
    spoiled = desk.blank.with_name("坏.docx")
    spoiled.write_bytes(desk.blank.read_bytes()[:200])
    desk.filler.fill(desk.form_ids[:1])
    desk.choose(spoiled)
    desk.qtbot.waitUntil(lambda: bool(desk.failed))
    assert desk.failed[0].startswith("“坏.docx”")
    assert not any(one.isVisible() for one in desk.window.findChildren(QFileDialog))


def test_while_a_blank_is_read_no_other_is_asked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reading: list[Path] = []
    monkeypatch.setattr(file_reader.FileReader, "read", lambda _reader, file: reading.append(file))
    desk.filler.fill(desk.form_ids[:1])
    desk.choose(desk.blank)
    desk.qtbot.waitUntil(lambda: reading == [desk.blank])
    desk.filler.fill(desk.form_ids[1:3])
    assert not any(one.isVisible() for one in desk.window.findChildren(QFileDialog))
    QGuiApplication.restoreOverrideCursor()


def test_a_form_that_cannot_be_loaded_is_told(desk: Desk) -> None:
    desk.session.delete(desk.form_ids[:1], "删除")
    desk.session.purge(desk.form_ids[:1])
    desk.filler.fill(desk.form_ids[:1])
    assert len(desk.failed) == 1
    assert not desk.window.findChildren(QFileDialog)
