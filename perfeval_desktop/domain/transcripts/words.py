"""The words that forms are read by: those of published forms, and those that the user has told.

Handed to whoever reads a form: nothing that is told changes what somebody else is reading.
"""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary
from perfeval_desktop.domain.transcripts.vocabulary import (
    CHECKLIST,
    CHECKLIST_ROWS,
    FIELDS,
    FUND_ROWS,
    FUNDING,
    GOALS,
    INDICATORS,
)


class WordPart(StrEnum):
    """The part of a form that a word is of; each is the name of a vocabulary of :class:`Words`."""

    FIELDS = "fields"
    FUNDING = "funding"
    GOALS = "goals"
    INDICATORS = "indicators"


class Words(NamedTuple):
    """The vocabulary of each part of a form."""

    fields: Vocabulary = FIELDS
    funding: Vocabulary = FUNDING
    fund_rows: Vocabulary = FUND_ROWS
    goals: Vocabulary = GOALS
    indicators: Vocabulary = INDICATORS
    checklist: Vocabulary = CHECKLIST
    checklist_rows: Vocabulary = CHECKLIST_ROWS


KNOWN = Words()


class ToldWord(NamedTuple):
    """What the user said of a label in a part of a form: its role, ``None`` for one that no rule reads."""

    part: WordPart
    label: str
    role: Role | None


def with_told(told: Iterable[ToldWord]) -> Words:
    """Return the words that are known, and those that were told: these mean what was said, nothing else."""
    by_part: defaultdict[WordPart, dict[str, Role | None]] = defaultdict(dict)
    for word in told:
        by_part[word.part][word.label] = word.role
    taught = {part.value: getattr(KNOWN, part.value).taught(labels) for part, labels in by_part.items()}
    return KNOWN._replace(**taught)
