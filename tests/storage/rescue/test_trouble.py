import os
from collections.abc import Callable
from pathlib import Path

import pytest

import broken_stores
from perfeval_desktop import own_places, paths
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath
from perfeval_desktop.storage.rescue import trouble as trouble_module
from perfeval_desktop.storage.rescue.trouble import Trouble, trouble_at, trouble_of
from perfeval_desktop.storage.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "单位" / "自评.perfeval"
    made.parent.mkdir()
    with Store.open(made):
        pass
    return made


def test_a_sound_store_is_no_trouble(path: Path) -> None:
    assert trouble_at(path) is None


@pytest.mark.parametrize(
    ("damage", "trouble"),
    [
        (broken_stores.remove, Trouble.GONE),
        (broken_stores.remove_place, Trouble.UNREACHABLE),
        (broken_stores.empty, Trouble.EMPTY),
        (broken_stores.put_folder, Trouble.NOT_A_FILE),
    ],
)
def test_some_trouble_is_seen_without_opening(
    path: Path, damage: Callable[[Path], None], trouble: Trouble
) -> None:
    damage(path)
    assert trouble_at(path) is trouble


@pytest.mark.parametrize(
    ("damage", "trouble"),
    [
        (broken_stores.truncate, Trouble.DAMAGED),
        (broken_stores.zero_header, Trouble.DAMAGED),
        (broken_stores.put_text, Trouble.OTHER_FILE),
        (broken_stores.put_other_database, Trouble.OTHER_DATABASE),
    ],
)
def test_other_trouble_is_told_by_the_error_of_opening(
    path: Path, damage: Callable[[Path], None], trouble: Trouble
) -> None:
    damage(path)
    with pytest.raises(StorageError) as caught:
        Store.open(path)
    assert trouble_of(path, caught.value) is trouble


def test_a_store_in_use_is_no_damage(path: Path) -> None:
    with Store.open(path), pytest.raises(StorageError) as caught:
        Store.open(path)
    assert trouble_of(path, caught.value) is None


def test_a_file_that_goes_while_it_is_looked_at_cannot_be_read(path: Path) -> None:
    path.unlink()
    error = StorageError(StorageErrorKind.FOREIGN, "别的文件。")
    assert trouble_of(path, error) is Trouble.UNREADABLE


def test_a_file_that_may_not_be_read_is_unreadable(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError

    monkeypatch.setattr(LongPath, "open", refuse)
    assert trouble_at(path) is Trouble.UNREADABLE


def test_a_name_that_no_file_can_have_is_that_of_an_unreadable_one(tmp_path: Path) -> None:
    assert trouble_at(tmp_path / "甲\0乙.perfeval") is Trouble.UNREADABLE


def test_the_programs_own_place_can_be_made_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trouble_module, "is_own", own_places.is_own)
    monkeypatch.setattr(paths, "own_folders", lambda: (Path(os.path.realpath(path.parent)),))
    broken_stores.remove_place(path)
    assert trouble_at(path) is Trouble.GONE


def test_only_damage_is_mended() -> None:
    assert [one for one in Trouble if not one.is_damage] == [Trouble.UNREACHABLE, Trouble.UNREADABLE]
