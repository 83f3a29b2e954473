"""The command that runs campaigns: what it does again, what it does not, and what it says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from faults import command
from faults.campaign import Campaign, Portion, tries
from faults.figures import Failure, Figures

SIZES = tries(10, full=100, each=4)


def nothing(_portion: Portion) -> None:
    """Be a campaign that is never really run here."""


PLAIN = Campaign(name="plain-one", run=nothing, sizes=SIZES)
CONTROL = Campaign(name="plain-control", run=nothing, sizes=SIZES, must_fail=frozenset({Failure.LOST}))
ELSEWHERE = Campaign(name="elsewhere", run=nothing, sizes=SIZES, missing=lambda: "there is no such thing")


class Runs:
    """Stands for the processes in which portions run: ``failing`` ones fail so."""

    def __init__(self) -> None:
        self.done: list[tuple[str, int, int]] = []
        self.failing: dict[str, Failure] = {}

    def run(self, campaign: Campaign, portion: Portion) -> Figures:
        self.done.append((campaign.name, portion.number, portion.tries))
        figures = Figures(portion.tries)
        if campaign.name in self.failing:
            figures.fail(self.failing[campaign.name], "try 2: gone")
        return figures


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    made = Runs()
    monkeypatch.setattr(command, "CAMPAIGNS", (PLAIN, CONTROL, ELSEWHERE))
    monkeypatch.setattr(command, "run_apart", made.run)
    monkeypatch.setattr(command, "commit", lambda: "abc")
    return made


@pytest.fixture
def main(runs: Runs, tmp_path: Path) -> Callable[..., int]:
    assert runs.done == []
    return lambda *words: command.main([*words, "--folder", str(tmp_path), "--jobs", "1"])


def test_a_campaign_is_run_in_portions(runs: Runs, main: Callable[..., int]) -> None:
    assert main("plain-one") == 0
    assert runs.done == [("plain-one", 0, 4), ("plain-one", 1, 4), ("plain-one", 2, 2)]


def test_the_size_is_a_factor_and_full_has_a_size_of_its_own(runs: Runs, main: Callable[..., int]) -> None:
    main("plain-one", "--size", "0.3")
    assert runs.done == [("plain-one", 0, 3)]
    main("plain-one", "--full")
    assert sum(count for _, _, count in runs.done[1:]) == 100


def test_a_name_may_stand_for_several(
    runs: Runs, main: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    main("plain")
    assert {name for name, *_ in runs.done} == {"plain-one", "plain-control"}
    with pytest.raises(SystemExit, match="no such campaign: plai"):
        main("plai")
    assert "| plain-one | 10 | 0 " in capsys.readouterr().out


def test_what_is_finished_is_not_done_again(runs: Runs, main: Callable[..., int], tmp_path: Path) -> None:
    main("plain-one")
    journal = tmp_path / "journal.jsonl"
    first, second, third = journal.read_text("utf-8").splitlines()
    # As after a power cut in the middle of the last line.
    journal.write_text(f"{first}\n{second}\n{third[:40]}", "utf-8")
    runs.done.clear()
    assert main("plain-one") == 0
    assert runs.done == [("plain-one", 2, 2)]


def test_only_one_works_in_a_folder(runs: Runs, main: Callable[..., int], tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock"), pytest.raises(SystemExit, match="already"):
        main("plain-one")
    assert runs.done == []


def test_another_seed_or_commit_is_another_campaign(
    runs: Runs, main: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    main("plain-one")
    main("plain-one", "--seed", "2")
    monkeypatch.setattr(command, "commit", lambda: "def")
    main("plain-one")
    assert len(runs.done) == 9


def test_a_failure_is_told_with_the_command_that_tries_it_again(
    runs: Runs, main: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    runs.failing["plain-one"] = Failure.LOST
    assert main("plain-one", "--size", "0.4") == 1
    told = capsys.readouterr().out
    assert (
        "python tests/faults/run.py plain-one --seed 1 --portion 0 --tries 4\n    lost: try 2: gone" in told
    )
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["campaigns"]["plain-one"]["failures"] == {"lost": 1}
    assert report["campaigns"]["plain-one"]["passed"] is False


def test_a_portion_can_be_had_again(runs: Runs, main: Callable[..., int]) -> None:
    main("plain-one", "--portion", "1", "--tries", "7")
    assert runs.done == [("plain-one", 1, 7)]


def test_a_control_passes_when_it_fails_as_it_must(
    runs: Runs, main: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("plain-control") == 1
    assert "did not fail" in capsys.readouterr().out
    runs.failing["plain-control"] = Failure.DAMAGED
    assert main("plain-control", "--seed", "2") == 1
    runs.failing["plain-control"] = Failure.LOST
    assert main("plain-control", "--seed", "3") == 0


def test_what_cannot_be_tried_here_is_said(
    runs: Runs, main: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("elsewhere") == 0
    assert runs.done == []
    assert "not tried here: there is no such thing" in capsys.readouterr().out


def test_only_the_first_cases_of_each_kind_are_kept() -> None:
    figures = Figures()
    for number in range(9):
        figures.fail(Failure.LOST, str(number))
    figures.fail(Failure.WRONG, "other\n  figures")
    assert [one.words for one in figures.cases] == ["0", "1", "2", "3", "4", "other figures"]
    assert figures.failures == {Failure.LOST: 9, Failure.WRONG: 1}
    assert Figures.of_json(json.loads(json.dumps(figures.as_json()))) == figures
