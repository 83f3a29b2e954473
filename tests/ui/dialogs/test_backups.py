from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.folder import BackupFolder
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store
from perfeval_ui.dialogs.backups import BackupsDialog
from perfeval_ui.dialogs.restore_question import RestoreQuestion
from perfeval_ui.stores.second_place import SecondPlaceSettings
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "绩效自评 备份"


@pytest.fixture
def copier(store: Store, folder: Path, settings: QSettings, parent: QWidget) -> SecondPlaceCopier:
    return SecondPlaceCopier(store.path, BackupFolder(store, folder), SecondPlaceSettings(settings), parent)


@pytest.fixture
def dialog(
    session: EditingSession, store: Store, folder: Path, copier: SecondPlaceCopier, qtbot: QtBot
) -> BackupsDialog:
    assert len(session.summaries()) == 7
    window = copier.parent()
    assert isinstance(window, QWidget)
    opened = BackupsDialog(BackupFolder(store, folder), copier, window)
    with qtbot.waitExposed(opened):
        opened.open()
    return opened


def select(dialog: BackupsDialog, row: int) -> None:
    dialog.view.setCurrentIndex(dialog.table.index(row, 0))


def choose_other(dialog: BackupsDialog, file: Path) -> None:
    dialog.other_button.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.setDirectory(str(file.parent))
    chooser.selectFile(file.name)
    chooser.accept()


def agree(dialog: BackupsDialog) -> None:
    """Answer the question whether a backup is to be restored."""
    (question,) = (one for one in dialog.findChildren(RestoreQuestion) if one.isVisible())
    question.restore_button.click()


def test_at_first_there_is_nothing_but_a_hint(dialog: BackupsDialog) -> None:
    assert "立即备份" in dialog.placeholder_text
    assert not dialog.view.isVisible()
    assert not dialog.restore_button.isEnabled()


def test_a_backup_appears_in_the_list_with_time_count_and_size(dialog: BackupsDialog, folder: Path) -> None:
    dialog.back_up_button.click()
    assert dialog.message.text == "已备份 7 份自评表。"
    assert dialog.view.isVisible()
    (backup,) = backups(folder)
    words = [dialog.table.index(0, column).data() for column in range(3)]
    at = backup.taken_at.astimezone()
    assert words[0] == f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S}"
    assert words[1] == "7 份"
    assert words[2].endswith("B")
    assert dialog.table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == str(backup.path)
    assert dialog.view.isColumnHidden(3)


def test_the_table_says_what_its_columns_are(dialog: BackupsDialog) -> None:
    headings = [dialog.table.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert headings == ["备份时间", "自评表", "大小", "存放"]
    assert dialog.table.headerData(0, Qt.Orientation.Vertical) is None
    dialog.back_up_button.click()
    root = dialog.table.index(0, 0)
    assert (dialog.table.rowCount(root), dialog.table.columnCount(root)) == (0, 0)
    assert dialog.table.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_the_selected_backup_is_restored_after_the_present_state_is_backed_up(
    dialog: BackupsDialog, store: Store, session: EditingSession, folder: Path, qtbot: QtBot
) -> None:
    dialog.back_up_button.click()
    session.delete([one.form_id for one in session.summaries()][:4], "删除")
    assert not dialog.restore_button.isEnabled()
    select(dialog, 0)
    assert dialog.restore_button.isEnabled()
    dialog.restore_button.click()
    (question,) = dialog.findChildren(RestoreQuestion)
    assert "此后有 0 张表改过、0 张新建、4 张删除" in question.sentence.text()
    assert question.table.rowCount() == 4
    assert store.count() == 3
    with qtbot.waitSignal(dialog.restored) as emitted:
        question.restore_button.click()
    assert store.count() == 7
    assert "已恢复为" in dialog.message.text
    assert str(emitted.args[0]).startswith("已恢复为")
    assert emitted.args[1] == backups(folder)[0]
    assert sorted(one.forms for one in backups(folder)) == [3, 7]
    assert dialog.table.rowCount() == 2
    select(dialog, 0)
    assert str(dialog.table.index(0, 0).data()).endswith("（恢复前自动保存）")
    assert dialog.table.index(0, 1).data() == "3 份"
    dialog.restore_button.click()
    agree(dialog)
    assert store.count() == 3


def test_another_file_is_restored(
    dialog: BackupsDialog, store: Store, tmp_path: Path, folder: Path, qtbot: QtBot
) -> None:
    with Store.open(tmp_path / "同事的.perfeval"):
        pass
    choose_other(dialog, tmp_path / "同事的.perfeval")
    with qtbot.waitSignal(dialog.restored):
        agree(dialog)
    assert store.count() == 0
    assert "同事的.perfeval" in dialog.message.text
    assert [one.forms for one in backups(folder)] == [7]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_file_that_is_no_backup_is_refused_and_nothing_changes(
    dialog: BackupsDialog, store: Store, tmp_path: Path, content: bytes, qtbot: QtBot
) -> None:
    (tmp_path / "坏的.perfeval").write_bytes(content)
    with qtbot.assertNotEmitted(dialog.restored):
        choose_other(dialog, tmp_path / "坏的.perfeval")
    assert dialog.message.text.startswith("没有恢复，现有的数据没有改动：")
    assert dialog.message.text.count("没有恢复") == 1
    assert store.count() == 7


def test_a_backup_damaged_since_is_refused(
    dialog: BackupsDialog, store: Store, folder: Path, qtbot: QtBot
) -> None:
    dialog.back_up_button.click()
    select(dialog, 0)
    (backup,) = backups(folder)
    content = bytearray(backup.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    backup.path.write_bytes(content)
    with qtbot.assertNotEmitted(dialog.restored):
        dialog.restore_button.click()
    assert dialog.message.text.startswith("没有恢复，现有的数据没有改动：")
    assert dialog.message.text.count("没有恢复") == 1
    assert store.count() == 7


def test_a_folder_that_cannot_be_written_is_told(dialog: BackupsDialog, folder: Path) -> None:
    folder.write_bytes(b"in the way")
    dialog.back_up_button.click()
    assert dialog.message.text.startswith("没有备份：")


def test_a_folder_that_cannot_be_read_is_told(
    store: Store, folder: Path, copier: SecondPlaceCopier, qtbot: QtBot
) -> None:
    folder.write_bytes(b"in the way")
    dialog = BackupsDialog(BackupFolder(store, folder), copier)
    qtbot.addWidget(dialog)
    assert dialog.message.text
    assert dialog.table.rowCount() == 0


def test_the_folder_opens_in_the_file_manager(
    dialog: BackupsDialog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog.folder_button.click()
    assert opened == []
    assert "还没有备份文件夹" in dialog.message.text
    dialog.back_up_button.click()
    dialog.folder_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [folder]


def test_an_older_copy_put_over_the_store_is_told_with_the_backup(
    dialog: BackupsDialog, store: Store, session: EditingSession, folder: Path
) -> None:
    before = store.path.read_bytes()
    session.delete([one.form_id for one in session.summaries()][:4], "删除")
    dialog.back_up_button.click()
    store.path.write_bytes(before)
    # As if it had been there before the store was opened.
    store.database.content.note()
    dialog.back_up_button.click()
    assert dialog.message.text.startswith("已备份 7 份自评表。数据文件可能被换成了以前的一份")
    assert [one.forms for one in backups(folder)] == [7, 3]


def test_who_does_not_agree_keeps_everything(dialog: BackupsDialog, store: Store, folder: Path) -> None:
    dialog.back_up_button.click()
    select(dialog, 0)
    dialog.restore_button.click()
    (question,) = dialog.findChildren(RestoreQuestion)
    assert question.placeholder_text == "此后没有改动过。"
    question.cancel_button.click()
    assert store.count() == 7
    assert len(backups(folder)) == 1


def test_a_backup_that_goes_while_it_is_asked_about_is_told(
    dialog: BackupsDialog, store: Store, folder: Path
) -> None:
    dialog.back_up_button.click()
    select(dialog, 0)
    dialog.restore_button.click()
    backups(folder)[0].path.unlink()
    agree(dialog)
    assert dialog.message.text.startswith("没有恢复，现有的数据没有改动：")
    assert store.count() == 7
