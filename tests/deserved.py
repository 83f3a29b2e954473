"""What judged forms deserve, and what the program says of them.

Reviewers judged them who had seen neither the checks nor their answers. A line of the verdicts is a comment:
the form, the kind of finding (several where each would do), the block and the row (from 1, or ``-`` for the
block as a whole), whether a reviewer would surely make it (``must``) or might (``may``), and why. Whatever
the program says beyond these lines is a false alarm.

There are two sets: the samples; and twenty forms as offices publish them. Seven of those are samples, which
were judged once more; of the others, names, figures and sentences are invented, what is wrong in them is not.
"""

import csv
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.domain.blocks import FundingBlock, GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import Facts, facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import best_match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue

_HERE = Path(__file__).parent
_FORMS = _HERE / "data" / "judged"
_NO_YEAR = 2023

# A reviewer calls both by one name.
_KINDS = {
    Code.ONLY_WORDS: Code.FORMULA_WORD,
    Code.ADMITTED_MISS: Code.FULL_THOUGH_MISSED,
    Code.LAGGING: Code.DEDUCTION_REASON,
}
# Of these it does not matter at which cell they are told.
_OF_THE_WHOLE_FORM = {
    "budget-reason", "dimension-weight", "dimension-missing", "only-spending", "nobody-asked", "weights-sum",
    "contradiction", "counted-twice", "payment", "amount-contradiction", "low-execution",
}  # fmt: skip


class Deserved(NamedTuple):
    """A comment of the reviewer. ``code`` names one kind, or several parted by ``|``."""

    code: str
    block: str
    row: str
    verdict: str
    why: str


class Excuse(StrEnum):
    """Why the program does not make a comment that a reviewer surely would."""

    FILLED = "it fills in the score by the rule, as soon as there is what the score is of"
    WHOLE_POINTS = (
        "the template holds whole points, and a source with points of its own, for the county's rule"
    )
    BETWEEN_THE_LINES = "it takes reading a reason in prose that says more than the actual"


# What is not found today: form, code, block, row. Nothing comes in here that was found before.
UNSAID = {
    ("minhang_education_2021_1", "contradiction", "indicators", "2"): Excuse.BETWEEN_THE_LINES,
    ("park_upkeep", "execution", "funding", "-"): Excuse.WHOLE_POINTS,
    ("park_upkeep", "repeated-score", "funding", "-"): Excuse.WHOLE_POINTS,
    ("park_upkeep", "partial-score", "indicators", "4"): Excuse.WHOLE_POINTS,
    **{
        (form, code, block, row): Excuse.FILLED
        for form in ("wages_phrases", "wages_prompts")
        for code, block, row in (
            ("score", "indicators", "1"),
            ("score", "indicators", "2"),
            ("score|execution|required", "funding", "-"),
        )
    },
}
# What is found though nobody asked: it says in which dimension the points are that the sum lacks.
UNDESERVED = {("old_age_allowance", "dimension-weight", "indicators", "3")}


class Made(NamedTuple):
    """A comment of the program."""

    code: str
    block: str
    row: str
    message: str

    def fits(self, line: Deserved) -> bool:
        """Whether it is the one that ``line`` asks for."""
        if self.code not in line.code.split("|"):
            return False
        return self.code in _OF_THE_WHOLE_FORM or (self.block == line.block and line.row in {self.row, "-"})


@dataclass(frozen=True)
class JudgedForm:
    """A form with what a reviewer says of it, and what the program says."""

    name: str
    template: Template
    form: Form
    deserved: tuple[Deserved, ...]

    @cached_property
    def made(self) -> tuple[Made, ...]:
        """The comments of the program, those on several rows one by one."""
        read = facts(self.template, self.form)
        return tuple(
            Made(_KINDS.get(one.code, one.code).value, *self._where(read, place), one.message)
            for one in check(self.template, self.form, read, score(self.template, read))
            for place in one.places
        )

    @property
    def must(self) -> list[Deserved]:
        """What a reviewer would surely say."""
        return [line for line in self.deserved if line.verdict == "must"]

    @property
    def unsaid(self) -> list[Deserved]:
        """What of that the program does not say."""
        return [line for line in self.must if not any(one.fits(line) for one in self.made)]

    @property
    def undeserved(self) -> list[Made]:
        """What the program says, and a reviewer would not."""
        return [one for one in self.made if not any(one.fits(line) for line in self.deserved)]

    def excuse(self, line: Deserved) -> Excuse | None:
        """Return why ``line`` need not be said, ``None`` where it has to be."""
        return UNSAID.get((self.name, line.code, line.block, line.row))

    def _where(self, read: Facts, place: Place) -> tuple[str, str]:
        """Return the kind of block, and the row as people count: without the one of the execution rate."""
        block = self.template.by_key.get(place.block)
        if isinstance(block, IndicatorsBlock):
            counted = [row.row for row in read.indicators if not (row.is_execution or row.is_blank)]
            return "indicators", str(counted.index(place.row) + 1) if place.row in counted else "-"
        if isinstance(block, GoalsBlock):
            return "goals", str([row.id for row in self.form.rows(place.block)].index(place.row) + 1)
        return ("funding" if isinstance(block, FundingBlock) else "form"), "-"


def judged_samples() -> list[JudgedForm]:
    """Return the samples, with the verdicts of the first reviewer."""
    return _judged(_samples(), _HERE / "deserved.tsv")


def judged_forms() -> list[JudgedForm]:
    """Return the other judged forms, with the verdicts of the second reviewer."""
    forms = {path.stem: _read(path) for path in sorted(_FORMS.glob("*.json"))} | _samples()
    return [one for one in _judged(forms, _FORMS / "deserved.tsv") if one.deserved]


_TEMPLATES = TemplateCatalogue()


def _samples() -> dict[str, tuple[Template, Form]]:
    return {one.name: (_TEMPLATES[one.template], one.form(_TEMPLATES)) for one in samples()}


def _read(path: Path) -> tuple[Template, Form]:
    """Return a form as an import would: under the template that has a place for most of it."""
    transcript = read_transcript(json.loads(path.read_text(encoding="utf-8")))
    found = best_match(list(_TEMPLATES.usable()), transcript)
    return found.template, entered(found, transcript, year=_NO_YEAR)


def _judged(forms: dict[str, tuple[Template, Form]], verdicts: Path) -> list[JudgedForm]:
    lines: dict[str, list[Deserved]] = {name: [] for name in forms}
    with verdicts.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            lines[line.pop("form")].append(Deserved(**line))
    return [JudgedForm(name, *form, tuple(lines[name])) for name, form in forms.items()]
