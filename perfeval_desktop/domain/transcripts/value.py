"""A form as it stands on paper: cells by printed label, before anything is known of its template.

Samples, imports and the command line hand forms over as this; its shape in a file reads :mod:`shape`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from perfeval_desktop.domain.entry import parse_year
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.errors import EntryError

EXPECTED, ACTUAL, LABEL = "expected", "actual", "label"


class TranscriptRow(NamedTuple):
    """A row of a funding grid or of a further block, by its label; ``block`` is ``""`` for funding.

    ``fund`` is the funding grid it says it is of, by title or key; ``""`` where it says nothing.
    """

    block: str
    row: str
    values: Mapping[str, str]
    fund: str = ""


class Entry(NamedTuple):
    """One filled cell: its path, and its text."""

    path: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One form as written down. ``template`` names the template, ``""`` where that is to be found."""

    template: str = ""
    title: str = ""
    fiscal_year: str = ""
    unit: str = ""
    grade: str = ""
    fields: Mapping[str, str]
    rows: tuple[TranscriptRow, ...]
    goals: tuple[Mapping[str, str], ...]
    indicators: tuple[Mapping[str, str], ...]
    total: Mapping[str, str]

    def entries(self) -> Iterator[Entry]:
        """Yield every filled cell, from the top to the bottom; rows are counted from 1."""
        for name in HEAD:
            yield from _filled((name,), getattr(self, name))
        for label, text in self.fields.items():
            yield from _filled(("fields", label), text)
        for number, row in enumerate(self.rows, 1):
            for label, text in row.values.items():
                yield from _filled((ROWS, str(number), label), text)
        for name, many in (("goals", self.goals), ("indicators", self.indicators)):
            for number, values in enumerate(many, 1):
                for label, text in values.items():
                    yield from _filled((name, str(number), label), text)
        for label, text in self.total.items():
            yield from _filled(("total", label), text)

    def words(self, path: tuple[str, ...]) -> str:
        """Return a path in one word, as it stands in the file (``funding.1.预算数``)."""
        name, *more = path
        if name == ROWS:
            block = self.rows[int(more[0]) - 1].block
            same = [bool(row.block) is bool(block) for row in self.rows[: int(more[0])]]
            name, more = "blocks" if block else "funding", [str(sum(same)), *more[1:]]
        return ".".join((name, *more))


# What a path begins with: a row of the funding or of a further block.
ROWS = "rows"
HEAD = ("title", "fiscal_year", "unit", "grade")


def _filled(path: tuple[str, ...], text: str) -> Iterator[Entry]:
    if text.strip():
        yield Entry(path, text)


_UNIT = re.compile(r"\(?(?:(?:金额|计量)?单位:?)?(?:人民币)?(万元|元)\)?")


def unit_named(text: str) -> MoneyUnit | None:
    """Return the unit that a text names (``万元``, ``（金额单位：元）``), ``None`` where it names none."""
    named = _UNIT.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return None if named is None else MoneyUnit(named[1])


def is_year(text: str) -> bool:
    """Whether a text is a year that a form may be of."""
    try:
        parse_year(text)
    except EntryError:
        return False
    return True


def written(transcript: Transcript) -> dict[str, object]:
    """Return ``transcript`` in the shape of its file."""
    funding = [row for row in transcript.rows if not row.block]
    blocks = [row for row in transcript.rows if row.block]
    return {
        "title": transcript.title or None,
        "fiscal_year": int(transcript.fiscal_year) if transcript.fiscal_year.isdecimal() else None,
        "unit": transcript.unit or None,
        "grade": transcript.grade or None,
        "fields": dict(transcript.fields),
        "funding": [
            {**({"block": row.fund} if row.fund else {}), "row": row.row, "values": dict(row.values)}
            for row in funding
        ],
        **(
            {"blocks": [{"block": row.block, "row": row.row, "values": dict(row.values)} for row in blocks]}
            if blocks
            else {}
        ),
        "goals": [dict(goal) for goal in transcript.goals],
        "indicators": [dict(row) for row in transcript.indicators],
        "total": dict(transcript.total),
    }
