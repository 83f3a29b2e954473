from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_desktop.storage.store import Store
from storage.examples import at_moment


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
