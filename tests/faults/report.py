"""What came of the campaigns, in figures: a table for people, JSON for programs, and how to have it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from faults.campaign import Campaign
from faults.figures import Case, Failure, Figures
from faults.journal import Finished

_COLUMNS = ("campaign", "tries", *Failure, "minutes", "met on the way")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one campaign: its finished portions, and how many are still to be done."""

    campaign: Campaign
    finished: Sequence[Finished]
    left: int
    missing: str = ""

    @property
    def figures(self) -> Figures:
        """The figures of all portions together."""
        return Figures.together(one.figures for one in self.finished)

    @property
    def is_passed(self) -> bool:
        """Whether everything was tried that can be tried here, and it went as it must."""
        return bool(self.missing) or (not self.left and self.campaign.is_passed(self.figures))

    @property
    def minutes(self) -> float:
        """How long its portions took together."""
        return sum(one.seconds for one in self.finished) / 60


def as_table(results: Iterable[Result]) -> str:
    """Return the figures as a table of Markdown."""
    lines = [_line(_COLUMNS), _line(["---", *["---:"] * (len(_COLUMNS) - 2), "---"])]
    return "\n".join([*lines, *map(_of_campaign, results)])


def _of_campaign(result: Result) -> str:
    figures = result.figures
    met = ", ".join(f"{count:,} {what}" for what, count in figures.met.items() if count)
    remarks = [met] if met else []
    if result.campaign.must_fail:
        remarks.insert(0, "control: must fail" if result.is_passed else "**control: did not fail**")
    if result.left:
        remarks.append(f"**{result.left} portions left**")
    if result.missing:
        remarks.append(f"not tried here: {result.missing}")
    counts = [f"{figures.failures[one]:,}" for one in Failure]
    name, minutes = result.campaign.name, f"{result.minutes:.1f}"
    return _line([name, f"{figures.tries:,}", *counts, minutes, "; ".join(remarks)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_json(results: Iterable[Result], *, seed: int, commit: str) -> dict[str, Any]:
    """Return the figures for programs."""
    return {
        "commit": commit,
        "seed": seed,
        "campaigns": {
            one.campaign.name: {
                **one.figures.as_json(),
                "passed": one.is_passed,
                "left": one.left,
                "missing": one.missing,
                "minutes": round(one.minutes, 2),
            }
            for one in results
        },
    }


def failures(result: Result) -> str:
    """Return the failures in words, each with the command that tries it again; ``""`` of a control."""
    if result.campaign.must_fail:
        return ""
    lines = []
    for one in result.finished:
        if one.figures.cases:
            lines += [f"{_again(one)}", *map(_case, one.figures.cases)]
    return "\n".join(lines)


def _again(one: Finished) -> str:
    key = one.key
    return (
        f"python tests/faults/run.py {key.campaign} --seed {key.seed} --portion {key.number}"
        f" --tries {key.tries}"
    )


def _case(case: Case) -> str:
    return f"    {case.failure}: {case.words}"
