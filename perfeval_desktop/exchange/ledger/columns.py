"""Which column of a ledger is what, proposed with the reason; the user may say otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from perfeval_desktop.domain.money import MoneyUnit, read_amount
from perfeval_desktop.domain.numerals import NumberProblem
from perfeval_desktop.exchange.ledger.fields import AMOUNTS, LedgerField
from perfeval_desktop.exchange.ledger.table import LedgerColumn, LedgerTable, Line
from perfeval_desktop.exchange.ledger.words import Meant, is_difference, meant

# So many lines tell what stands in a column.
_LOOKED_AT = 200


class Confidence(StrEnum):
    """How certain a proposal is, in the user's words."""

    SURE = "确定"
    LIKELY = "很可能"
    UNSURE = "拿不准"


class Proposal(NamedTuple):
    """A field, the column that it is taken from, and why."""

    field: LedgerField
    column: LedgerColumn
    confidence: Confidence
    reason: str


Choice = Mapping[LedgerField, LedgerColumn]


def proposals(table: LedgerTable) -> tuple[Proposal, ...]:
    """Return what the columns of a ledger are likely to be: each field once at most, each column likewise."""
    lines = table.lines[:_LOOKED_AT]
    heard = ((column, one) for column in table.columns if (one := meant(column.parts)))
    found = [read for column, one in heard if (read := _proposal(column, one, lines))]
    best: dict[LedgerField, Proposal] = {}
    for proposal in sorted(found, key=lambda each: list(Confidence).index(each.confidence)):
        best.setdefault(proposal.field, proposal)
    if LedgerField.PROJECT not in best and (guess := _guess(table, chosen(tuple(best.values())), lines)):
        best[LedgerField.PROJECT] = guess
    return tuple(best[field] for field in LedgerField if field in best)


def chosen(found: Sequence[Proposal]) -> Choice:
    """Return the columns that are proposed, by field."""
    return {one.field: one.column for one in found}


def _proposal(column: LedgerColumn, one: Meant, lines: Sequence[Line]) -> Proposal | None:
    """Return the proposal for a column, as far as what stands in it is of that kind."""
    confidence = Confidence.SURE if one.is_word else Confidence.LIKELY
    if one.field not in AMOUNTS:
        return Proposal(one.field, column, confidence, one.reason)
    numbers = [read_amount(text, MoneyUnit.YUAN) for text in _texts(column, lines)]
    read = [number for number in numbers if number.value is not None]
    if numbers and not read:
        return Proposal(one.field, column, Confidence.UNSURE, f"{one.reason}，但这一栏里没有金额")
    if is_difference(column.label):
        if any(number.problem is NumberProblem.NEGATIVE or not number.value for number in read):
            # 0 and less than nothing: what was added, no budget.
            return None
        confidence = Confidence.UNSURE
    return Proposal(one.field, column, confidence, one.reason)


def _texts(column: LedgerColumn, lines: Sequence[Line]) -> Iterator[str]:
    return (cell.text for line in lines if (cell := line.get(column.at)) is not None)


def _guess(table: LedgerTable, taken: Choice, lines: Sequence[Line]) -> Proposal | None:
    """Return the column with the longest words that are all different: names of projects, perhaps."""
    rated = []
    for column in table.columns:
        texts = list(islice(_texts(column, lines), _LOOKED_AT))
        words = [text for text in texts if read_amount(text, MoneyUnit.YUAN).value is None]
        if column not in taken.values() and len(words) * 2 > len(lines):
            rated.append((sum(map(len, set(words))), -column.at, column))
    if not rated:
        return None
    column = max(rated)[2]
    reason = f"没有“项目名称”这样的栏名；“{column.label}”这一栏的文字最长、互不相同"
    return Proposal(LedgerField.PROJECT, column, Confidence.UNSURE, reason)
