"""A short visit of the monkey of ``tests/faults``: keys, texts and clicks, in a process of its own."""

from pathlib import Path

from faults.campaign import Portion
from faults.campaigns import BY_NAME
from faults.portion import run_apart


def test_whatever_is_done_to_the_window_is_saved_and_can_be_undone(tmp_path: Path) -> None:
    figures = run_apart(BY_NAME["monkey"], Portion("monkey", 2, 0, 100, tmp_path / "monkey"))
    assert (figures.cases, figures.tries) == ([], 100)
    assert figures.met["steps undone and redone"] > 0
