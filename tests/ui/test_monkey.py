"""Short visits of the monkey of ``tests/faults``, in processes of their own: keys, blocks, clicks, kills."""

from pathlib import Path

from faults.campaign import Portion
from faults.campaigns import BY_NAME
from faults.figures import Figures
from faults.portion import run_apart


def visited(name: str, folder: Path, *, tries: int) -> Figures:
    return run_apart(BY_NAME[name], Portion(name, 2, 0, tries, folder / name))


def test_whatever_is_done_to_the_window_is_shown_and_saved_and_can_be_undone(tmp_path: Path) -> None:
    figures = visited("monkey", tmp_path, tries=80)
    assert (figures.cases, figures.tries) == ([], 80)
    assert figures.met["steps undone and redone"] > 0
    assert figures.met["windows held against the disk"] > 0


def test_when_it_is_killed_between_two_actions_the_next_one_goes_on(tmp_path: Path) -> None:
    figures = visited("monkey-kill", tmp_path, tries=50)
    assert (figures.cases, figures.tries) == ([], 50)
    assert figures.met["kills"] > 1


def test_a_window_that_shows_something_else_than_the_store_holds_is_noticed(tmp_path: Path) -> None:
    figures = visited("monkey-control-stale", tmp_path, tries=30)
    assert figures.failures.keys() & BY_NAME["monkey-control-stale"].must_fail
