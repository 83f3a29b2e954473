"""How a target and an actual were read, where that is more than what was typed, for tooltips."""

from perfeval_desktop.domain.blocks import LESS_IS_BETTER, MORE_IS_BETTER
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.quantities.described import described, described_days
from perfeval_desktop.domain.quantities.direction import Direction
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.target_direction import more_is_better


def as_read(row: IndicatorFacts, year: int) -> str:
    """Return ``目标读作不超过 2 小时，实际读作 30 分钟。``, and which way is better where the name tells it.

    ``""`` where both are plain: a sign, a number and one unit; and where nothing was read.
    """
    if row.has_deadline and row.target_days is not None and row.actual_days is not None:
        asked, done = described_days(row.target_days, year), described_days(row.actual_days, year)
        return _told(asked, done)
    target, actual = row.target_quantity, row.actual_quantity
    if target is None or actual is None:
        return ""
    way = _way(row, target)
    if not way and target.unit == actual.unit and _is_plain(target) and _is_plain(actual):
        return ""
    return _told(f"{described(target)}{way}", described(actual))


def _told(asked: str, done: str) -> str:
    # A digit stands apart from the word before it.
    asked, done = (f" {words}" if words[:1].isdecimal() else words for words in (asked, done))
    return f"目标读作{asked}，实际读作{done}。"


def _is_plain(quantity: Quantity) -> bool:
    return quantity.top is None and not (quantity.nearness or quantity.change or quantity.is_worded)


def _way(row: IndicatorFacts, target: Quantity) -> str:
    """Return which way is better where no sign says it, and it is not the usual one."""
    is_told = target.comparator.is_signed or target.change or target.number == 0
    if is_told:
        return ""
    if row.direction is not Direction.UNKNOWN:
        return f"（您选了{LESS_IS_BETTER if row.direction is Direction.LESS else MORE_IS_BETTER}）"
    if more_is_better(row.subject, target) is not False:
        return ""
    return "（按指标名称，越少越好）"
