from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange_packages import UNIT, write
from perfeval_desktop.exchange_package.writing import packed, write_package
from session_driver import FIRST, SECOND, SessionDriver
from small_forms import CATALOGUE


@pytest.fixture
def unit(tmp_path: Path) -> Iterator[SessionDriver]:
    """Return the computer of a unit, with two forms in its store."""
    made = SessionDriver(tmp_path / "单位.perfeval")
    made.session.create([FIRST, SECOND], "新建")
    yield made
    made.store.close()


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SessionDriver]:
    """Return the computer of the department, whose store is empty."""
    made = SessionDriver(tmp_path / "部门.perfeval")
    yield made
    made.store.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a package of two forms, one of which was changed once."""
    folder = tmp_path_factory.mktemp("package")
    driver = SessionDriver(folder / "单位.perfeval")
    first, _ = driver.session.create([FIRST, SECOND], "新建")
    write(driver, first, UNIT, "某学校")
    write_package(folder / "上报.perfevalx", packed(driver.store, CATALOGUE, driver.listed))
    driver.store.close()
    return (folder / "上报.perfevalx").read_bytes()


@pytest.fixture
def file(written: bytes, tmp_path: Path) -> Path:
    """Return the file of that package."""
    path = tmp_path / "上报.perfevalx"
    path.write_bytes(written)
    return path
