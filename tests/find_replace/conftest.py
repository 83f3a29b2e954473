from collections.abc import Iterator
from pathlib import Path

import pytest

from session_driver import SessionDriver


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[SessionDriver]:
    made = SessionDriver(tmp_path / "自评.perfeval")
    yield made
    made.store.close()
