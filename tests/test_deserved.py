"""What the samples deserve, as a reviewer judged them who had seen neither the checks nor their answers.

``deserved.tsv`` has a line for each comment: the sample, the kind of finding, the block and the row, whether
a reviewer would surely make it (``must``) or might (``may``), and why. Whatever is found beyond these lines
is a false alarm.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from perfeval_desktop.domain.blocks import FundingBlock, GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import Facts, facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.name: sample for sample in samples()}


class Deserved(NamedTuple):
    """A comment: its kind, where it belongs (``row`` from 1, or ``-``), whether it has to be made."""

    code: str
    block: str
    row: str
    verdict: str
    why: str


def deserved() -> dict[str, list[Deserved]]:
    lines: dict[str, list[Deserved]] = {name: [] for name in SAMPLES}
    with Path(__file__).with_name("deserved.tsv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            lines[line.pop("sample")].append(Deserved(**line))
    return lines


DESERVED = deserved()
# A reviewer calls both by one name.
KINDS = {Code.ONLY_WORDS: Code.FORMULA_WORD, Code.ADMITTED_MISS: Code.FULL_THOUGH_MISSED}
# Of these it does not matter at which cell they are told.
OF_THE_WHOLE_FORM = {
    "budget-reason", "dimension-weight", "dimension-missing", "only-spending", "nobody-asked",
    "contradiction", "counted-twice", "payment", "amount-contradiction", "low-execution",
}  # fmt: skip
# What takes reading between the lines: a reason that says more than the actual.
BEYOND_A_PROGRAM = {("minhang_education_2021_1", "contradiction", "2")}


class Made(NamedTuple):
    """A comment that the program makes."""

    code: str
    block: str
    row: str
    message: str


def made(name: str) -> Iterator[Made]:
    template, form = CATALOGUE[SAMPLES[name].template], SAMPLES[name].form(CATALOGUE)
    read = facts(template, form)
    for one in check(template, form, read, score(template, read)):
        for place in one.places:
            block, row = where(template, form, read, place)
            yield Made(KINDS.get(one.code, one.code).value, block, row, one.message)


def where(template: Template, form: Form, read: Facts, place: Place) -> tuple[str, str]:
    """Return the kind of block, and the row as people count: without the one of the execution rate."""
    block = template.by_key.get(place.block)
    if isinstance(block, IndicatorsBlock):
        counted = [row.row for row in read.indicators if not (row.is_execution or row.is_blank)]
        return "indicators", str(counted.index(place.row) + 1) if place.row in counted else "-"
    if isinstance(block, GoalsBlock):
        return "goals", str([row.id for row in form.rows(place.block)].index(place.row) + 1)
    return ("funding" if isinstance(block, FundingBlock) else "form"), "-"


def is_answered(name: str, line: Deserved, comments: list[Made]) -> bool:
    if (name, line.code, line.row) in BEYOND_A_PROGRAM:
        return True
    return any(fits(one, line) for one in comments)


def fits(one: Made, line: Deserved) -> bool:
    if one.code != line.code:
        return False
    return line.code in OF_THE_WHOLE_FORM or (one.block == line.block and line.row in {one.row, "-"})


@pytest.mark.parametrize("name", SAMPLES)
def test_what_a_reviewer_would_surely_say_is_found(name: str) -> None:
    comments = list(made(name))
    unsaid = [
        line for line in DESERVED[name] if line.verdict == "must" and not is_answered(name, line, comments)
    ]
    assert unsaid == []


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_found_that_a_reviewer_would_not_say(name: str) -> None:
    assert [one for one in made(name) if not any(fits(one, line) for line in DESERVED[name])] == []
