"""The second place as the dialog about backups shows it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups import second_place
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store
from perfeval_ui.dialogs.backups import BackupsDialog
from perfeval_ui.dialogs.restore_question import RestoreQuestion
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.stores.second_place import SecondPlaceSettings
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier
from ui.office import dialog_of


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a stick that is plugged in."""
    made = tmp_path / "U盘"
    made.mkdir()
    monkeypatch.setattr(second_place, "is_on_same_disk", lambda _one, _other: False)
    return made


@pytest.fixture
def copier(store: Store, settings: QSettings, parent: QWidget) -> SecondPlaceCopier:
    return SecondPlaceCopier(store.path, backups_of(store), SecondPlaceSettings(settings), parent)


@pytest.fixture
def dialog(
    session: EditingSession, store: Store, copier: SecondPlaceCopier, parent: QWidget, qtbot: QtBot
) -> BackupsDialog:
    assert session.summaries()
    opened = BackupsDialog(backups_of(store), copier, parent)
    with qtbot.waitExposed(opened):
        opened.open()
    return opened


def choose(dialog: BackupsDialog, folder: Path) -> None:
    dialog.second_place.choose_button.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.fileSelected.emit(str(folder))
    chooser.reject()


def places(dialog: BackupsDialog) -> list[str]:
    """Return where the listed backups are, as the table says."""
    return [dialog.table.index(row, 3).data() for row in range(dialog.table.rowCount())]


def test_at_first_it_is_told_what_a_second_place_is_for(dialog: BackupsDialog) -> None:
    row = dialog.second_place
    assert row.folder.text() == ""
    assert "U 盘" in row.hint.text()
    assert row.hint.isVisible()
    assert not row.stop_button.isVisible()
    assert row.state.text == ""


def test_a_chosen_place_gets_a_folder_and_then_every_backup(
    dialog: BackupsDialog, stick: Path, qtbot: QtBot
) -> None:
    choose(dialog, stick)
    row, folder = dialog.second_place, stick / "绩效自评 备份"
    assert row.folder.text() == str(folder)
    assert "还没有备份" in row.hint.text()
    dialog.back_up_button.click()
    qtbot.waitUntil(lambda: places(dialog) == ["两处都有"])
    assert len(backups(folder)) == 1
    assert "另存成功，已核对完好。" in row.state.text
    assert not dialog.view.isColumnHidden(3)
    assert not row.hint.isVisible()


def test_while_it_copies_work_goes_on(
    dialog: BackupsDialog, copier: SecondPlaceCopier, stick: Path, qtbot: QtBot
) -> None:
    choose(dialog, stick)
    dialog.back_up_button.click()
    assert copier.is_copying
    assert "可以接着做" in dialog.second_place.hint.text()
    assert dialog.message.text == "已备份 7 份自评表。"
    qtbot.waitUntil(lambda: not copier.is_copying)


def test_a_backup_that_only_the_second_place_has_is_listed_and_brings_everything_back(
    dialog: BackupsDialog, store: Store, stick: Path, qtbot: QtBot
) -> None:
    choose(dialog, stick)
    dialog.back_up_button.click()
    qtbot.waitUntil(lambda: places(dialog) == ["两处都有"])
    (first,) = backups(backups_of(store).folder)
    first.path.unlink()
    store.delete([one.form_id for one in store.summaries()], label="删除", by="")
    dialog._reload()
    assert places(dialog) == ["第二处"]
    dialog.view.setCurrentIndex(dialog.table.index(0, 0))
    dialog.restore_button.click()
    dialog_of(RestoreQuestion).restore_button.click()
    assert store.count() == 7
    qtbot.waitUntil(lambda: places(dialog) == ["两处都有", "第二处"])


def test_what_was_selected_stays_so_when_the_second_place_has_been_read(
    dialog: BackupsDialog, stick: Path, qtbot: QtBot
) -> None:
    dialog.back_up_button.click()
    dialog.view.setCurrentIndex(dialog.table.index(0, 0))
    selected = dialog.selected
    choose(dialog, stick)
    qtbot.waitUntil(lambda: places(dialog) == ["两处都有"])
    assert dialog.selected == selected
    assert len(selected) == 1


def test_a_missing_place_is_told_with_the_last_success_and_the_failure_even_after_it_is_back(
    dialog: BackupsDialog, copier: SecondPlaceCopier, stick: Path, qtbot: QtBot
) -> None:
    choose(dialog, stick)
    away = stick.rename(stick.with_name("拔下的"))
    dialog.back_up_button.click()
    qtbot.waitUntil(lambda: "没有存成：找不到" in dialog.second_place.state.text)
    assert "还没有成功过。" in dialog.second_place.state.text
    assert dialog.message.text == "已备份 7 份自评表。"
    qtbot.waitUntil(lambda: places(dialog) == ["第一处"])
    away.rename(stick)
    copier.copy()
    qtbot.waitUntil(lambda: places(dialog) == ["两处都有"])
    assert "此前最近一次失败：" in dialog.second_place.state.text
    stick.rename(away)
    copier.choose(stick / "绩效自评 备份")
    qtbot.waitUntil(lambda: "没有存成" in dialog.second_place.state.text)


def test_a_place_can_be_given_up(dialog: BackupsDialog, stick: Path, qtbot: QtBot) -> None:
    choose(dialog, stick)
    dialog.back_up_button.click()
    qtbot.waitUntil(lambda: places(dialog) == ["两处都有"])
    dialog.second_place.stop_button.click()
    assert places(dialog) == ["第一处"]
    assert dialog.view.isColumnHidden(3)
    assert dialog.second_place.folder.text() == ""
    assert len(backups(stick / "绩效自评 备份")) == 1


def test_a_place_read_before_another_was_chosen_shows_nothing_of_it(
    dialog: BackupsDialog, stick: Path, qtbot: QtBot
) -> None:
    choose(dialog, stick)
    qtbot.waitUntil(lambda: dialog._listing is not None)
    listing = dialog._listing
    assert listing is not None
    dialog.second_place.stop_button.click()
    with qtbot.waitSignal(listing.ended):
        listing.start()
    assert dialog._second == []


def test_the_first_place_itself_is_refused(dialog: BackupsDialog, store: Store) -> None:
    choose(dialog, store.path.parent)
    assert "现在存放备份的地方" in dialog.message.text
    assert dialog.second_place.folder.text() == ""


def test_a_place_on_the_same_disk_is_used_with_a_word_of_doubt(dialog: BackupsDialog, tmp_path: Path) -> None:
    (tmp_path / "桌面").mkdir()
    choose(dialog, tmp_path / "桌面")
    assert "同一个磁盘" in dialog.message.text
    assert dialog.second_place.folder.text() == str(tmp_path / "桌面" / "绩效自评 备份")
    dialog.second_place.choose_button.click()
    chooser = dialog.findChildren(QFileDialog)[-1]
    assert Path(chooser.directory().absolutePath()) == tmp_path / "桌面"
