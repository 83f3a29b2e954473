"""The oracle: what targets, actuals and names deserve, written down before anything could judge them.

``pairs.tsv``: what a reviewer says of an actual beside its target (reached, missed, open), and the share of
the weight it earns: a fraction, ``none`` where the rule gives none, ``open`` where the user chooses one.
``names.tsv``: which way is better of an indicator (more, less, unsure). Each line has its reason.
"""

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.judgement import judge
from perfeval_desktop.domain.quantities.outcome import Judgement
from perfeval_desktop.domain.quantities.reading import Reading, read

YEAR = 2023
REACHED_WORDS = frozenset({"达成指标", "达成预期指标", "已完成", "完成", "达成"})


class PairLine(NamedTuple):
    kind: str
    level2: str
    name: str
    unit: str
    target: str
    actual: str
    outcome: str
    share: str
    reason: str

    def __str__(self) -> str:
        due = f"{self.outcome} {self.share}".strip()
        return f"{self.kind}: {self.name} {self.target}{self.unit} | {self.actual} is {due} ({self.reason})"

    @property
    def subject(self) -> Subject:
        return Subject("成本指标" if self.kind == "cost-level1" else "", self.level2, self.name)

    @property
    def judgement(self) -> Judgement:
        target, actual = self.reading(self.target), self.reading(self.actual)
        return judge(REACHED_WORDS, self.subject, target, actual, YEAR)

    @property
    def due_share(self) -> Fraction | None:
        return None if self.share in {"", "none", "open"} else Fraction(self.share)

    def reading(self, text: str) -> Reading:
        """Read a cell with the unit that stands in a column of its own, as the form does for bare numbers."""
        bare = text.strip().lstrip("≥≤=<>")
        value = read_number(bare).value
        is_share = self.unit == "%" and value is not None and 0 < value < 1
        return read(text if value is None or is_share else text + self.unit, YEAR)


class NameLine(NamedTuple):
    level2: str
    name: str
    unit: str
    direction: str
    reason: str


def _lines(file: str) -> Iterator[list[str]]:
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        yield from rows


PAIRS = [PairLine(*line) for line in _lines("pairs.tsv")]
NAMES = [NameLine(*line) for line in _lines("names.tsv")]
