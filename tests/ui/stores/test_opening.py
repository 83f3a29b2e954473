from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.backup import back_up
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.opening import is_there, open_store, open_without_asking
from ui.office import Asked


def opened(path: Path) -> Store | None:
    return open_store(path, may_be_made=True)


def test_a_store_that_may_be_made_is_made(tmp_path: Path) -> None:
    store = opened(tmp_path / "单位" / "新.perfeval")
    assert store is not None
    store.close()


def test_a_store_that_must_be_there_is_not_made(tmp_path: Path, asked: Asked) -> None:
    asked.answers = ["知道了"]
    missing = tmp_path / "没有" / "旧.perfeval"
    assert open_store(missing, may_be_made=False) is None
    assert asked.questions[0].startswith(f"找不到数据文件“{missing}”。")
    assert not missing.parent.exists()


def test_a_folder_that_may_not_be_looked_into_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", refuse)
    assert not is_there(tmp_path)


def test_a_store_in_use_is_opened_for_reading_where_the_user_agrees(store: Store, asked: Asked) -> None:
    asked.answers = ["只读打开"]
    read_only = opened(store.path)
    assert read_only is not None
    assert read_only.is_read_only
    read_only.close()
    assert "打开" in asked.questions[0]


def test_a_store_in_use_is_left_alone_where_she_does_not(store: Store, asked: Asked) -> None:
    asked.answers = ["不打开"]
    assert opened(store.path) is None


def test_an_empty_file_is_told_and_not_made_a_store_of(tmp_path: Path, asked: Asked) -> None:
    empty = tmp_path / "断电.perfeval"
    empty.touch()
    asked.answers = ["知道了"]
    assert opened(empty) is None
    assert "断电.perfeval”是空的" in asked.questions[0]
    assert empty.stat().st_size == 0


def test_a_backup_is_only_looked_at(store: Store, tmp_path: Path, asked: Asked) -> None:
    backup = back_up(store, tmp_path / "备份")
    asked.answers = ["不打开", "只读打开"]
    assert opened(backup.path) is None
    read_only = opened(backup.path)
    assert read_only is not None
    assert read_only.is_read_only
    read_only.close()
    assert "是一份备份，只能查看" in asked.questions[0]


def test_a_store_that_cannot_even_be_read_is_told(
    store: Store, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, *, read_only: bool = False) -> Store:
        trouble = StorageErrorKind.CORRUPT if read_only else StorageErrorKind.READ_ONLY
        raise StorageError(trouble, f"不能打开（{trouble}）。请改用备份。")

    monkeypatch.setattr(Store, "open", refuse)
    asked.answers = ["只读打开", "知道了"]
    assert opened(store.path) is None
    assert asked.questions == ["不能打开（read-only）。请改用备份。", "不能打开（corrupt）。请改用备份。"]


def test_nobody_is_asked_before_a_store_in_use_is_only_read(store: Store) -> None:
    with open_without_asking(store.path) as read_only:
        assert read_only.is_read_only


def test_other_trouble_with_it_is_raised(tmp_path: Path) -> None:
    (tmp_path / "x.perfeval").write_bytes(b"no database at all")
    with pytest.raises(StorageError, match="不是绩效自评的数据文件"):
        open_without_asking(tmp_path / "x.perfeval")
