"""Reading target and actual of an indicator: what the two give occasion to say.

A row never changes, so what was read of it stays true: a keystroke reads one row anew, not 300.
"""

from typing import NamedTuple

from perfeval_desktop.domain.checks.prose import explains, has_number, placeholder
from perfeval_desktop.domain.direction import is_out_of_reach, is_sign_doubtful
from perfeval_desktop.domain.earning import HUNDRED, excess_share
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.form import Row
from perfeval_desktop.domain.numerals import narrow, shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantity import Quantity
from perfeval_desktop.domain.rules import USUAL_OVER_ACHIEVEMENT, USUAL_REACHED_WORDS
from perfeval_desktop.domain.template import Template

_OPERATORS = tuple("=＝<＜>＞≤≥≦≧")

# Names of which less is better, in the widest sense: an upper bound is nothing to wonder at.
_LESS_IS_BETTER = Pattern(
    "故障|事故|投诉|差错|错误|失误|缺陷|违规|违法|失败|中断|逾期|流失|死亡|伤亡|发病|感染|污染|排放|能耗|耗|"
    "成本|费|支出|控制|误差|超|误|漏|退"
)


class TargetReading(NamedTuple):
    """What there is to say of target and actual: the predicates of sentences, ``""`` for nothing."""

    copied: str = ""
    formula_word: str = ""
    other_kind: str = ""
    over_achievement: str = ""
    direction: str = ""
    not_measurable: str = ""


class TargetReader:
    """Reads target and actual of the indicators of a template."""

    def __init__(self, template: Template) -> None:
        scoring = template.scoring
        self._reached_words = USUAL_REACHED_WORDS if scoring is None else scoring.reached_words
        self._over = (USUAL_OVER_ACHIEVEMENT if scoring is None else scoring.over_achievement).over
        self._quantity = template.thresholds.quantity

    def read(self, row: Row, facts: IndicatorFacts) -> TargetReading | None:
        """Return what there is to say of ``row``, which reads as ``facts``; ``None`` for nothing."""
        if self not in row.reading:
            row.reading[self] = self._read(facts)
        reading: TargetReading | None = row.reading[self]
        return reading

    def _read(self, facts: IndicatorFacts) -> TargetReading | None:
        target, copied = facts.target_quantity, _copied(facts)
        if target is None:
            not_measurable = self._not_measurable(facts)
            if not (copied or not_measurable):
                return None
            return TargetReading(copied=copied, not_measurable=not_measurable)
        formula_word, other_kind = self._formula_word(facts), self._other_kind(facts, target)
        over, direction = self._over_achievement(facts), self._direction(facts, target)
        if not (copied or formula_word or other_kind or over or direction):
            return None
        return TargetReading(copied, formula_word, other_kind, over, direction)

    def _formula_word(self, facts: IndicatorFacts) -> str:
        actual = facts.actual.strip()
        if actual not in self._reached_words:
            return ""
        return f"只写了“{actual}”，目标是“{shortened(facts.target)}”，请填写实际达到的数值。"

    def _other_kind(self, facts: IndicatorFacts, target: Quantity) -> str:
        actual = facts.actual_quantity
        if actual is not None:
            is_alike = target.comparable_with(actual)
            return "" if is_alike else f"{_units(actual, target)}，无法比较，请把单位改成一致。"
        if not self._is_only_words(facts.actual):
            return ""
        target_words = f"目标是数值“{shortened(facts.target)}”"
        return f"是文字“{shortened(facts.actual)}”，{target_words}，请填写实际达到的数值。"

    def _is_only_words(self, text: str) -> bool:
        words = text.strip()
        is_said = bool(words) and words not in self._reached_words
        return is_said and not has_number(words) and not placeholder(words)

    def _over_achievement(self, facts: IndicatorFacts) -> str:
        excess = excess_share(facts)
        if excess is None or excess < self._over or explains(facts.reason):
            return ""
        return (
            f"还没有填写：实际完成值“{shortened(facts.actual)}”比目标"
            f"“{shortened(facts.target)}”多 {excess * HUNDRED:.0f}%，请说明超额的原因，或核对这两个数。"
        )

    def _not_measurable(self, facts: IndicatorFacts) -> str:
        target = facts.target
        is_told = self._quantity in facts.level2 and bool(target.strip())
        if not is_told or has_number(target) or placeholder(target):
            return ""
        return f"“{shortened(target)}”没有数字，数量指标应当可以衡量，请写明数量和单位，如“≥10场”。"

    def _direction(self, facts: IndicatorFacts, target: Quantity) -> str:
        trouble = self._doubt_of_direction(facts, target)
        return trouble and f"“{shortened(facts.target)}”{trouble}"

    def _doubt_of_direction(self, facts: IndicatorFacts, target: Quantity) -> str:
        name = facts.name
        if is_out_of_reach(name, target):
            return "超过 100%，不可能达到，请核对。"
        if target.comparator.is_upper_bound:
            if is_sign_doubtful(facts.subject, target):
                return "是上限，这一项应是越多越好，请核对是否应为“≥”。"
            if self._quantity in facts.level2 and not _LESS_IS_BETTER.search(name):
                return "是上限，数量指标通常是越多越好，请核对是否应为“≥”。"
        elif target.number > 0 and is_sign_doubtful(facts.subject, target):
            return "是下限，这一项应是越少越好，请核对是否应为“≤”。"
        return ""


def _copied(facts: IndicatorFacts) -> str:
    if not _is_copied(facts):
        return ""
    return f"“{shortened(facts.actual)}”带着目标的符号，请只填实际达到的数值，不带“≥”“=”等符号。"


def _is_copied(facts: IndicatorFacts) -> bool:
    quantity, actual = facts.actual_quantity, facts.actual.strip()
    if quantity is not None and quantity.comparator.is_signed:
        return True
    return actual.startswith(_OPERATORS) and narrow(actual) == narrow(facts.target.strip())


def _units(actual: Quantity, target: Quantity) -> str:
    if not (actual.unit or target.unit):
        return "和目标都没有写单位，可能一个是比例、一个是百分数"
    return f"{_unit(actual)}，目标{_unit(target)}"


def _unit(quantity: Quantity) -> str:
    return f"的单位是“{quantity.unit}”" if quantity.unit else "没有写单位"
