from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.opening import is_there, open_without_asking


def test_a_folder_that_may_not_be_looked_into_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", refuse)
    assert not is_there(tmp_path)


def test_nobody_is_asked_before_a_store_in_use_is_only_read(store: Store) -> None:
    with open_without_asking(store.path) as read_only:
        assert read_only.is_read_only


def test_other_trouble_with_it_is_raised(tmp_path: Path) -> None:
    (tmp_path / "x.perfeval").write_bytes(b"no database at all")
    with pytest.raises(StorageError, match="不是绩效自评的数据文件"):
        open_without_asking(tmp_path / "x.perfeval")
