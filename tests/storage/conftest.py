from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add
from storage.examples import at_moment, ticking
from storage.shares.shared_stores import User


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "绩效 2023#年%" / "自评 表&.perfeval"


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    with Store.open(store_path, clock=at_moment) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder for backups, which is not there yet."""
    return tmp_path / "备份 文件夹"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Return a store on a share that two users reach; there is one form in it."""
    path = tmp_path / "共享" / "单位.perfeval"
    path.parent.mkdir()
    with Store.open(path) as store:
        add(store, "原有")
    return path


@pytest.fixture
def zhang(share: Path, tmp_path: Path) -> User:
    return User("张三", share, tmp_path / "张三", ticking().__next__)


@pytest.fixture
def li(share: Path, tmp_path: Path) -> User:
    return User("李四", share, tmp_path / "李四", ticking().__next__)
