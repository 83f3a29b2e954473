from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from coverage import Coverage

from session_driver import SessionDriver


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let coverage look away from tests that try many examples: watched, each takes twice as long.

    Those are the properties of hypothesis and what is marked ``unwatched``. Every line has a test of its own
    among the others, which the bounds of coverage hold.
    """
    watching = Coverage.current()
    if watching is None or not {"hypothesis", "unwatched"} & {mark.name for mark in item.iter_markers()}:
        return (yield)
    watching.stop()
    try:
        return (yield)
    finally:
        watching.start()


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[SessionDriver]:
    made = SessionDriver(tmp_path / "绩效自评.perfeval")
    yield made
    made.store.close()
