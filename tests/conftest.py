from collections.abc import Iterator
from pathlib import Path

import pytest

from editing_desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "绩效自评.perfeval")
    yield made
    made.store.close()
