from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from perfeval_desktop import paths
from perfeval_ui.stores.recent import RecentStores


@pytest.fixture
def recent(settings: QSettings) -> RecentStores:
    return RecentStores(settings)


def read_again(settings: QSettings) -> tuple[Path, ...]:
    """Return what another run of the program finds."""
    settings.sync()
    return RecentStores(QSettings(settings.fileName(), QSettings.Format.IniFormat)).newest_first


def test_at_first_there_are_none(recent: RecentStores) -> None:
    assert recent.newest_first == ()


def test_the_newest_comes_first_and_each_but_once(
    recent: RecentStores, settings: QSettings, tmp_path: Path
) -> None:
    first, second = tmp_path / "甲, 乙.perfeval", tmp_path / "丙.perfeval"
    recent.add(first)
    assert read_again(settings) == (first,)
    recent.add(second)
    recent.add(first)
    assert read_again(settings) == (first, second)


def test_eight_are_kept(recent: RecentStores, tmp_path: Path) -> None:
    for number in range(10):
        recent.add(tmp_path / f"{number}.perfeval")
    assert [path.stem for path in recent.newest_first] == ["9", "8", "7", "6", "5", "4", "3", "2"]


def test_one_can_be_forgotten(recent: RecentStores, tmp_path: Path) -> None:
    recent.add(tmp_path / "a.perfeval")
    recent.add(tmp_path / "b.perfeval")
    recent.remove(tmp_path / "b.perfeval")
    recent.remove(tmp_path / "never.perfeval")
    assert recent.newest_first == (tmp_path / "a.perfeval",)


def test_a_store_of_a_portable_copy_is_found_under_another_drive_letter(
    recent: RecentStores, settings: QSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "E盘")
    recent.add(tmp_path / "E盘" / "绩效自评.perfeval")
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "F盘")
    assert read_again(settings) == (tmp_path / "F盘" / "绩效自评.perfeval",)


def test_settings_that_someone_spoilt_are_no_stores(recent: RecentStores, settings: QSettings) -> None:
    settings.setValue("stores", 3)
    assert recent.newest_first == ()
