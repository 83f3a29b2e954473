"""Consistency: numbers in the goals that contradict the indicators (check 15).

A wrong alarm here costs more than a missed slip, so a number is only held against an indicator that it
certainly speaks of. Percentages must follow the indicator's name, or 满意度 for all satisfaction indicators.
Counts must be the only one with their unit in the text, share a telling word with the indicator, and count a
thing named in it.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.checks.check import Check, in_goals, in_grid, needs
from perfeval_desktop.domain.checks.counts import Count, counts_in
from perfeval_desktop.domain.checks.judged import Judged, JudgedRow, Remark
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import GoalFacts
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.numerals import narrow, shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.comparison import number_beside
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.units import is_kin, is_ratio


class _Held(NamedTuple):
    """A row with the quantity it holds in the column at hand, and the text that it is."""

    row: JudgedRow
    quantity: Quantity
    text: str


def goal_contradictions(judged: Judged) -> Iterator[Remark]:
    """Yield each number in the expected goal that contradicts a target."""
    if goals := _with_number((goal, goal.expected) for goal in judged.facts.goals):
        held = [
            _Held(row, quantity, row.facts.target)
            for row in judged.rows
            if (quantity := row.facts.target_quantity) is not None
        ]
        yield from _contradictions(judged, Role.EXPECTED_GOAL, goals, judged.target_key, held)


def outcome_contradictions(judged: Judged) -> Iterator[Remark]:
    """Yield each number in the actual outcome that contradicts an actual."""
    if goals := _with_number((goal, goal.outcome) for goal in judged.facts.goals):
        held = [
            _Held(row, quantity, row.facts.actual)
            for row in judged.rows
            if (quantity := row.facts.actual_quantity) is not None
        ]
        yield from _contradictions(judged, Role.ACTUAL_OUTCOME, goals, judged.keys.actual, held)


# A goal, and what it says.
_Said = tuple[GoalFacts, str]
_A_DIGIT = Pattern("[0-9０-９]")


def _with_number(goals: Iterable[_Said]) -> list[_Said]:
    """Return the goals whose text can contradict anything: those with a number in it."""
    return [one for one in goals if _A_DIGIT.search(one[1])]


def _contradictions(
    judged: Judged, role: Role, goals: list[_Said], column: str, held: list[_Held]
) -> Iterator[Remark]:
    block = judged.goals
    for goal, text in goals:
        # The indicators of a goal are those under it; where they stand under none, all of them.
        own = held if judged.grid.goals is None else [one for one in held if one.row.facts.goal == goal.row]
        for claim, one in (*_shares(text, own), *_counts(text, own)):
            yield judged.remark(
                Place(block.key, goal.row, block.by_role[role].key),
                f"写的是“{shortened(claim)}”，"
                f"而{judged.row_label(one.row.number, column)}是“{shortened(one.text)}”，请核对后改成一致。",
            )


# From the name to its number: at most eight signs, and no word that makes the number another's.
_SHARE = Pattern(
    r"(?P<link>[^0-9０-９，。；;、\n]{0,8})(?P<number>[0-9０-９]{1,15}(?:[.．][0-9０-９]{1,6})?)\s*(?P<unit>[%％‰])"
)
_SHARE_SIGN = Pattern("[%％‰]")
_OTHER_NUMBER = Pattern(
    "[从由比较率原]|目标|要求|预期|计划|上年|去年|调查|问卷|(?:提高|提升|上升|增长|增加|下降|降低)了?$"
)
_OTHER_YEAR = Pattern("去年|上一?年|往年")
_CLAUSE_END = Pattern("[，。；;、\n]")
# How far a clause is followed before a name.
_REACH = 60
_SATISFACTION = Pattern("满意[度率]")
# Shorter names (完成率, 及时性) may be the end of another indicator's name.
_TELLING_NAME = 4


def _shares(text: str, held: list[_Held]) -> Iterator[tuple[str, _Held]]:
    """Yield the percentages in ``text`` that none of the indicators called so has."""
    called: dict[tuple[str, str], list[_Held]] = {}
    for one in held if _SHARE_SIGN.search(text) else ():
        if is_ratio(one.quantity.unit):
            name = one.row.facts.name.strip()
            key = "" if _SATISFACTION.search(name) else name
            if key in text:
                called.setdefault((key, one.quantity.unit.name), []).append(one)
    for (name, unit), same in called.items():
        numbers = {one.quantity.number for one in same}
        for end in _ends(text, name, same):
            match = _SHARE.match(text, end)
            if match is None or narrow(match["unit"]) != unit or _OTHER_NUMBER.search(match["link"]):
                continue
            if _OTHER_YEAR.search(_CLAUSE_END.split(text[max(0, end - _REACH) : end])[-1]):
                continue
            if Decimal(narrow(match["number"])) not in numbers:
                yield f"{name or '满意度'} {match['number']}{match['unit']}", same[0]
                break


def _ends(text: str, name: str, same: list[_Held]) -> Iterator[int]:
    """Yield where ``name`` ends in ``text``; if empty, satisfaction: of those who are asked, if named."""
    if not name:
        asked = [end for one in same for end in _ends(text, one.row.facts.name.strip(), [])]
        yield from asked or (match.end() for match in _SATISFACTION.finditer(text))
    elif len(name) >= _TELLING_NAME:
        start = text.find(name)
        while start >= 0:
            yield start + len(name)
            start = text.find(name, start + 1)


def _counts(text: str, held: list[_Held]) -> Iterator[tuple[str, _Held]]:
    """Yield the counts in ``text`` that contradict the one indicator they speak of."""
    counts = counts_in(text)
    # The same text is the same quantity, and many indicators hold the same.
    quantities = {one.text: one.quantity for one in held if one.quantity.unit.name} if counts else {}
    for count in counts:
        told = Quantity(Comparator.NONE, count.number, count.unit)
        numbers = {
            said: number
            for said, quantity in quantities.items()
            if is_kin(quantity.unit, told.unit) and (number := number_beside(quantity, told)) is not None
        }
        if any(number in {quantities[said].number, quantities[said].top} for said, number in numbers.items()):
            continue
        meant = [one for one in held if one.text in numbers and count.speaks_of(one.row.facts.name)]
        if len(meant) == 1 and not _repeats_target(count, told, meant[0].row):
            yield count.words, meant[0]


_PLANNED = Pattern("计划|原定|年初")


def _repeats_target(count: Count, told: Quantity, row: JudgedRow) -> bool:
    """Whether an outcome says with a count what was planned, not what was done: 计划举办10场，已全部办完."""
    target = row.target
    if target is None or _PLANNED.search(count.clause) is None:
        return False
    return number_beside(target, told) == target.number


CHECKS = (
    Check(
        Code.CONTRADICTION,
        Severity.WARNING,
        needs(in_goals(Role.EXPECTED_GOAL), in_grid(Role.TARGET, Role.TARGET_NUMBER)),
        goal_contradictions,
    ),
    Check(
        Code.CONTRADICTION,
        Severity.WARNING,
        needs(in_goals(Role.ACTUAL_OUTCOME), in_grid(Role.ACTUAL)),
        outcome_contradictions,
    ),
)
