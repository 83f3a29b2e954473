import sys

import pytest

from perfeval_ui.self_test.memory import peak_memory


@pytest.mark.skipif(sys.platform not in {"linux", "win32"}, reason="not known elsewhere")
def test_memory_is_counted_in_mebibytes() -> None:
    peak = peak_memory()
    assert peak is not None
    assert 20 < peak < 4000


def test_where_it_is_not_known_it_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert peak_memory() is None
