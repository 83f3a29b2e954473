from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.backups.folder import BackupFolder
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.stores.second_place import SecondPlaceSettings
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier
from perfeval_ui.window.automatic_backup import AutomaticBackup


@pytest.fixture
def failed() -> list[str]:
    return []


@pytest.fixture
def folder(store: Store) -> Path:
    return backups_of(store).folder


@pytest.fixture
def copier(store: Store, settings: QSettings, parent: QWidget) -> SecondPlaceCopier:
    return SecondPlaceCopier(store.path, backups_of(store), SecondPlaceSettings(settings), parent)


@pytest.fixture
def backup(store: Store, copier: SecondPlaceCopier, parent: QWidget, failed: list[str]) -> AutomaticBackup:
    made = AutomaticBackup(store, backups_of(store), copier, parent)
    made.failed.connect(failed.append)
    return made


@pytest.mark.usefixtures("session")
def test_what_has_changed_is_backed_up_once(backup: AutomaticBackup, folder: Path) -> None:
    backup.make()
    backup.make()
    assert [one.forms for one in backups(folder)] == [7]


def test_each_change_is_worth_a_backup(
    backup: AutomaticBackup, session: EditingSession, form_ids: tuple[FormId, ...], folder: Path
) -> None:
    backup.make()
    session.delete(form_ids[:2], "删除")
    backup.make()
    assert [one.forms for one in backups(folder)] == [5, 7]


def test_an_empty_store_is_not_backed_up(backup: AutomaticBackup, folder: Path) -> None:
    backup.make()
    assert not folder.exists()


@pytest.mark.usefixtures("session")
def test_a_store_that_is_only_read_is_not_backed_up(
    store: Store, folder: Path, copier: SecondPlaceCopier, parent: QWidget
) -> None:
    store.close()
    with Store.open(store.path, read_only=True) as read_only:
        backup = AutomaticBackup(read_only, backups_of(read_only), copier, parent)
        backup.make()
        assert not folder.exists()


@pytest.mark.usefixtures("session")
def test_it_can_wait_until_the_window_stands(backup: AutomaticBackup, folder: Path) -> None:
    backup.make_soon()
    assert not folder.exists()
    backup._timer.timeout.emit()
    assert len(backups(folder)) == 1
    assert not backup._timer.isActive()


@pytest.mark.usefixtures("session")
def test_trouble_is_told_and_no_reason_to_stop(
    backup: AutomaticBackup, failed: list[str], tmp_path: Path
) -> None:
    (tmp_path / "绩效自评 备份").write_bytes(b"in the way")
    backup.make()
    (sentence,) = failed
    assert sentence.startswith("自动备份没有成功：")
    assert sentence.endswith("。")


@pytest.mark.usefixtures("session")
def test_where_the_first_place_cannot_be_written_the_second_gets_the_backup(
    backup: AutomaticBackup, copier: SecondPlaceCopier, failed: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    copier.choose(stick)
    (tmp_path / "绩效自评 备份").write_bytes(b"in the way")
    backup.make()
    (copied,) = backups(stick)
    assert copied.forms == 7
    assert failed[0].startswith("自动备份没有成功：")
    assert failed[0].endswith(f"。已直接备份到第二处：“{copied.path}”。")
    backup.make()
    assert backups(stick) == [copied]
    (tmp_path / "绩效自评 备份").unlink()
    backup.make()
    qtbot.waitUntil(lambda: not copier.is_copying)
    assert {one.revision for one in backups(stick)} == {copied.revision}


def test_what_the_store_itself_has_put_into_the_second_place_is_no_other_history(
    backup: AutomaticBackup,
    copier: SecondPlaceCopier,
    session: EditingSession,
    store: Store,
    qtbot: QtBot,
) -> None:
    backup.make()
    session.delete([session.summaries()[0].form_id], "删除")
    before = store.latest_revision()
    stick = store.path.with_name("U盘")
    stick.mkdir()
    back_up(store, stick)
    with qtbot.waitSignal(copier.newer_found):
        copier.choose(stick)
    assert store.latest_revision() == before


@pytest.fixture
def newer(store: Store, session: EditingSession, form_ids: tuple[FormId, ...], folder: Path) -> Path:
    """Return a backup of which the store knows nothing: an older copy was put over it since."""
    before = store.path.read_bytes()
    session.delete(form_ids[:2], "删除")
    taken = back_up(store, folder).path
    # What a synchronising program does to a store that is open.
    store.path.write_bytes(before)
    # As if it had been there before the store was opened.
    store.database.content.note()
    return taken


def test_an_older_copy_put_over_the_store_is_told_once_and_goes_its_own_way(
    backup: AutomaticBackup, newer: Path, folder: Path
) -> None:
    told: list[Backup] = []
    backup.newer_found.connect(told.append)
    backup.make()
    backup.make()
    assert [one.path for one in told] == [newer]
    assert [one.forms for one in backups(folder)] == [7, 5]


def test_a_newer_backup_in_the_second_place_is_told_and_what_is_there_stays(
    backup: AutomaticBackup, copier: SecondPlaceCopier, newer: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    newer.rename(stick / newer.name)
    backup.make()
    with qtbot.waitSignal(backup.newer_found) as told:
        copier.choose(stick)
    assert told.args is not None
    assert [one.path for one in told.args] == [stick / newer.name]
    qtbot.waitUntil(lambda: not copier.is_copying)
    assert [one.forms for one in backups(stick)] == [7, 5]


def test_where_the_store_cannot_go_its_own_way_that_is_told(
    backup: AutomaticBackup,
    copier: SecondPlaceCopier,
    failed: list[str],
    newer: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError(StorageErrorKind.FULL, "磁盘已满。")

    monkeypatch.setattr(BackupFolder, "part_from", refuse)
    told: list[Backup] = []
    backup.newer_found.connect(told.append)
    copier.newer_found.emit(Backup(newer, now(), forms=5, size=1, revision=99))
    assert told == []
    assert failed == ["磁盘已满。"]


@pytest.mark.usefixtures("session")
def test_a_store_that_is_only_read_goes_no_other_way(
    store: Store, copier: SecondPlaceCopier, parent: QWidget
) -> None:
    before = store.path.read_bytes()
    with Store.open(store.path, read_only=True) as read_only:
        backup = AutomaticBackup(read_only, backups_of(read_only), copier, parent)
        copier.newer_found.emit(Backup(store.path, now(), forms=5, size=1, revision=99))
        assert backup.parent() is parent
    assert store.path.read_bytes() == before
