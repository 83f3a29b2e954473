"""Consistency: numbers in the goals that contradict the indicators (check 15).

A wrong alarm here costs more than a missed slip, so a number is only held against an indicator that it
certainly speaks of. Percentages must follow the indicator's name, or 满意度 for all satisfaction indicators.
Counts must be the only one with their unit in the text, share a telling word with the indicator, and count a
thing named in it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.checks.counts import counts_in
from perfeval_desktop.domain.quantity import Quantity
from perfeval_desktop.domain_v1.cells import TextCell, TextField
from perfeval_desktop.domain_v1.checks.checked_form import CheckedForm, Row
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import IndicatorField
from perfeval_desktop.domain_v1.numerals import narrow, shortened


class _Held(NamedTuple):
    """A row with the quantity it holds in the column at hand."""

    row: Row
    quantity: Quantity


def contradictions(checked: CheckedForm) -> Iterator[Finding]:
    """Yield each number in the goals that contradicts an indicator (check 15).

    The expected goal is held against the targets, the outcome against the actuals.
    """
    targets = [_Held(row, row.target) for row in checked.rows if row.target is not None]
    yield from _contradictions(checked, TextField.EXPECTED_GOAL, IndicatorField.TARGET, targets)
    actuals = [_Held(row, row.actual) for row in checked.rows if row.actual is not None]
    yield from _contradictions(checked, TextField.ACTUAL_OUTCOME, IndicatorField.ACTUAL, actuals)


def _contradictions(
    checked: CheckedForm, field: TextField, column: IndicatorField, held: list[_Held]
) -> Iterator[Finding]:
    text = getattr(checked.form, field)
    if not (text and held):
        return
    for claim, row in (*_shares(text, held), *_counts(text, held)):
        typed = shortened(getattr(row.indicator, column))
        yield checked.finding_at(
            Code.CONTRADICTION,
            TextCell(field),
            f"写的是“{shortened(claim)}”，而{checked.label(row.cell(column))}是“{typed}”，请核对后改成一致。",
        )


# From the name to its number: at most eight signs, and no word that makes the number another's.
_SHARE = re.compile(
    r"(?P<link>[^0-9０-９，。；;、\n]{0,8})(?P<number>[0-9０-９]{1,15}(?:[.．][0-9０-９]{1,6})?)\s*(?P<unit>[%％‰])"
)
_OTHER_NUMBER = re.compile(
    "[从由比较率原]|目标|要求|预期|计划|上年|去年|调查|问卷|(?:提高|提升|上升|增长|增加|下降|降低)了?$"
)
_SATISFACTION = re.compile("满意[度率]")
# Shorter names (完成率, 及时性) may be the end of another indicator's name.
_TELLING_NAME = 4


def _shares(text: str, held: list[_Held]) -> Iterator[tuple[str, Row]]:
    """Yield the percentages in ``text`` that none of the indicators called so has."""
    called: dict[tuple[str, str], list[_Held]] = {}
    for one in held:
        if one.quantity.is_ratio:
            name = one.row.indicator.level3.strip()
            key = "" if _SATISFACTION.search(name) else name
            called.setdefault((key, one.quantity.unit), []).append(one)
    for (name, unit), same in called.items():
        numbers = {one.quantity.number for one in same}
        for end in _ends(text, name):
            match = _SHARE.match(text, end)
            if match is None or narrow(match["unit"]) != unit or _OTHER_NUMBER.search(match["link"]):
                continue
            if Decimal(narrow(match["number"])) not in numbers:
                yield f"{name or '满意度'} {match['number']}{match['unit']}", same[0].row
                break


def _ends(text: str, name: str) -> Iterator[int]:
    """Yield where ``name`` (satisfaction if empty) ends in ``text``."""
    if not name:
        yield from (match.end() for match in _SATISFACTION.finditer(text))
    elif len(name) >= _TELLING_NAME:
        start = text.find(name)
        while start >= 0:
            yield start + len(name)
            start = text.find(name, start + 1)


def _counts(text: str, held: list[_Held]) -> Iterator[tuple[str, Row]]:
    """Yield the counts in ``text`` that contradict the one indicator they speak of."""
    for count in counts_in(text):
        same = [one for one in held if one.quantity.unit == count.unit]
        if any(one.quantity.number == count.number for one in same):
            continue
        meant = [one.row for one in same if count.speaks_of(one.row.indicator.level3)]
        if len(meant) == 1:
            yield count.words, meant[0]
