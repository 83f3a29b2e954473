"""A small share of each campaign: seconds, not hours. ``docs/reliability.md`` tells of the whole."""

from pathlib import Path

import pytest

from faults import shim, small_disk
from faults.campaign import Portion
from faults.campaigns import BY_NAME
from faults.figures import Figures
from faults.portion import run_apart

needs_shim = pytest.mark.skipif(bool(shim.missing()), reason=shim.missing() or "is there")
needs_small_disk = pytest.mark.skipif(bool(small_disk.missing()), reason=small_disk.missing() or "is there")


def figures_of(name: str, folder: Path, *, tries: int, number: int = 0) -> Figures:
    return run_apart(BY_NAME[name], Portion(name, 1, number, tries, folder / name))


def words_of(figures: Figures) -> list[str]:
    return [one.words for one in figures.cases]


# The portions of the campaigns, and how much of each.
SHARES = {
    "kill-edit": 4,
    "kill-export": 3,
    "race-backup": 3,
    "race-write": 3,
    "stale-journals": 1,
    "replaced-while-open": 5,
}


@pytest.mark.parametrize(("name", "tries"), SHARES.items())
def test_nothing_is_lost(name: str, tries: int, tmp_path: Path) -> None:
    figures = figures_of(name, tmp_path, tries=tries)
    assert words_of(figures) == []
    assert figures.tries == tries


@needs_shim
@pytest.mark.parametrize("name", ["power-edit", "power-backup"])
def test_nothing_is_lost_when_the_power_goes(name: str, tmp_path: Path) -> None:
    figures = figures_of(name, tmp_path, tries=20)
    assert words_of(figures) == []
    assert figures.met["writes and syncs"] > 50


@needs_shim
@pytest.mark.parametrize("name", ["power-control-off", "power-control-delete"])
def test_what_is_not_synced_is_lost_and_that_is_seen(name: str, tmp_path: Path) -> None:
    figures = figures_of(name, tmp_path, tries=40)
    assert BY_NAME[name].must_fail & figures.failures.keys()


@needs_shim
def test_a_failing_write_is_told_and_leaves_all_as_it_was(tmp_path: Path) -> None:
    figures = figures_of("io-commit", tmp_path, tries=4)
    assert words_of(figures) == []
    assert figures.met["told"] > 10


@needs_shim
def test_a_change_that_is_told_as_saved_and_is_not_is_seen(tmp_path: Path) -> None:
    figures = figures_of("io-control-boasting", tmp_path, tries=2)
    assert BY_NAME["io-control-boasting"].must_fail <= figures.failures.keys()


@needs_small_disk
def test_a_full_disk_is_told_and_leaves_all_as_it_was(tmp_path: Path) -> None:
    figures = figures_of("full-disk", tmp_path, tries=5)
    assert words_of(figures) == []
    assert figures.met["told"] > 0


def test_two_that_write_at_once_without_a_lock_are_seen(tmp_path: Path) -> None:
    figures = figures_of("race-control-write", tmp_path, tries=2)
    assert BY_NAME["race-control-write"].must_fail & figures.failures.keys()
