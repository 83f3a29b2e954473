"""A small share of each campaign: seconds, not hours. ``docs/reliability.md`` tells of the whole."""

from pathlib import Path

import pytest

from faults import shim, small_disk
from faults.campaign import Portion
from faults.campaigns import BY_NAME
from faults.figures import Figures
from faults.portion import run_apart
from faults.shim import Call

needs_shim = pytest.mark.skipif(bool(shim.missing()), reason=shim.missing() or "it is there")
needs_small_disk = pytest.mark.skipif(
    bool(small_disk.missing()), reason=small_disk.missing() or "it is there"
)


def apart(name: str, folder: Path, *, tries: int, number: int = 0) -> Figures:
    """Return the figures of a small portion, run in a process of its own."""
    return run_apart(BY_NAME[name], Portion(name, 1, number, tries, folder / name))


def here(name: str, folder: Path, *, tries: int, number: int = 0) -> Figures:
    """Return the figures of a small portion that nothing can come of but figures."""
    portion = Portion(name, 1, number, tries, folder)
    BY_NAME[name].run(portion)
    return portion.figures


def is_noticed(name: str, figures: Figures) -> bool:
    """Whether a campaign that must fail did so, and in the way that it must."""
    return bool(BY_NAME[name].must_fail & figures.failures.keys())


# -- nothing goes wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "tries"),
    {
        "kill-edit": 3,
        "kill-export": 2,
        "kill-package-import": 2,
        "kill-unsaved": 2,
        "stale-journals": 6,
        "race-backup": 2,
        "race-write": 2,
    }.items(),
)
def test_processes_that_are_killed_or_race_lose_nothing(name: str, tries: int, tmp_path: Path) -> None:
    figures = apart(name, tmp_path, tries=tries)
    assert (figures.cases, figures.tries) == ([], tries)


@needs_shim
@pytest.mark.parametrize("name", ["power-edit", "power-backup", "power-unsaved"])
def test_nothing_is_lost_when_the_power_goes(name: str, tmp_path: Path) -> None:
    figures = apart(name, tmp_path, tries=12)
    assert (figures.cases, figures.tries) == ([], 12)
    assert figures.met["writes and syncs"] > 50


@needs_shim
@pytest.mark.parametrize("call", [Call.WRITE, Call.SYNC, Call.TRUNCATE])
def test_a_call_that_fails_is_told_or_the_change_is_there_all_the_same(call: Call, tmp_path: Path) -> None:
    figures = apart("io-commit", tmp_path, tries=4, number=list(Call).index(call))
    assert figures.cases == []
    assert figures.met["told"] > 0


@needs_small_disk
def test_a_full_disk_is_told_and_leaves_all_as_it_was(tmp_path: Path) -> None:
    figures = apart("full-disk", tmp_path, tries=4)
    assert figures.cases == []
    assert figures.met["told"] > 0


@pytest.mark.parametrize(
    ("name", "tries"),
    {
        "oracle": 250,
        "round-histories": 1,
        "round-forms": 15,
        "replaced-while-open": 7,
        "odd-values": 2,
        "damaged-stores": 2,
        "pdf-characters": 2,
    }.items(),
)
def test_what_goes_in_comes_out_again(name: str, tries: int, tmp_path: Path) -> None:
    figures = here(name, tmp_path, tries=tries)
    assert (figures.cases, figures.tries) == ([], tries)


def test_every_command_line_has_an_answer(tmp_path: Path) -> None:
    figures = apart("command-lines", tmp_path, tries=60)
    assert (figures.cases, figures.tries) == ([], 60)


def test_backups_stay_in_order_while_the_clock_stands_still(tmp_path: Path) -> None:
    figures = here("clocks", tmp_path, tries=4, number=3)
    assert (figures.cases, figures.tries) == ([], 4)


def test_templates_are_refused_with_a_reason_or_can_be_used(tmp_path: Path) -> None:
    figures = here("damaged-templates", tmp_path, tries=40)
    assert (figures.cases, figures.tries) == ([], 40)


def test_files_that_are_damaged_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    figures = here("damaged-files", tmp_path, tries=12)
    assert (figures.cases, figures.tries) == ([], 12)


# -- what is broken on purpose is noticed --------------------------------------------------------------------


@needs_shim
@pytest.mark.parametrize(
    ("name", "tries"), {"power-control-off": 20, "power-control-delete": 30, "io-control-boasting": 1}.items()
)
def test_what_the_disk_does_not_hold_is_noticed(name: str, tries: int, tmp_path: Path) -> None:
    assert is_noticed(name, apart(name, tmp_path, tries=tries))


def test_two_that_write_at_once_are_noticed(tmp_path: Path) -> None:
    assert is_noticed("race-control-write", apart("race-control-write", tmp_path, tries=1))


@pytest.mark.parametrize(
    ("name", "tries"), {"oracle-control-rounding": 20, "round-control-blanks": 15}.items()
)
def test_other_figures_and_texts_are_noticed(name: str, tries: int, tmp_path: Path) -> None:
    assert is_noticed(name, here(name, tmp_path, tries=tries))
