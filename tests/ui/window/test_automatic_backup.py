from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backup_list import backups
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.window.automatic_backup import AutomaticBackup


@pytest.fixture
def failed() -> list[str]:
    return []


@pytest.fixture
def folder(store: Store) -> Path:
    return backups_of(store).folder


@pytest.fixture
def backup(store: Store, parent: QWidget, failed: list[str]) -> AutomaticBackup:
    made = AutomaticBackup(store, backups_of(store), parent)
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
def test_a_store_that_is_only_read_is_not_backed_up(store: Store, folder: Path, parent: QWidget) -> None:
    store.close()
    with Store.open(store.path, read_only=True) as read_only:
        backup = AutomaticBackup(read_only, backups_of(read_only), parent)
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
