"""Reading target and actual of an indicator: what the two give occasion to say.

A row never changes, so what was read of it stays true: a keystroke reads one row anew, not 300.
"""

from collections.abc import Iterator

from perfeval_desktop.domain.checks.measurable import (
    is_formula,
    is_scale,
    is_sentence,
    not_measurable,
    two_units,
)
from perfeval_desktop.domain.checks.prose import explains, has_number, placeholder
from perfeval_desktop.domain.earning import HUNDRED, excess_share
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Row
from perfeval_desktop.domain.numerals import narrow, shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.comparison import number_beside
from perfeval_desktop.domain.quantities.direction import Direction
from perfeval_desktop.domain.quantities.outcome import Doubt
from perfeval_desktop.domain.quantities.plain_text import plain
from perfeval_desktop.domain.quantities.possible import is_out_of_reach
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.sayings import Saying, saying
from perfeval_desktop.domain.quantities.target_direction import is_sign_doubtful
from perfeval_desktop.domain.quantities.units import is_ratio
from perfeval_desktop.domain.rules import USUAL_OVER_ACHIEVEMENT, USUAL_REACHED_WORDS
from perfeval_desktop.domain.template import Template

_OPERATORS = frozenset("=＝<＜>＞≤≥≦≧")

# Names of which less is better, in the widest sense: an upper bound is nothing to wonder at.
_LESS_IS_BETTER = Pattern(
    "故障|事故|投诉|差错|错误|失误|缺陷|违规|违法|失败|中断|逾期|流失|死亡|伤亡|发病|感染|污染|排放|能耗|耗|"
    "成本|费|支出|控制|误差|超|误|漏|退"
)


# Looked up once: before Python 3.12 that takes longer than what they are for.
_WORDS, _ZERO, _IMPOSSIBLE = Doubt.WORDS, Doubt.ZERO, Doubt.IMPOSSIBLE
_REACHING = Comparator.REACHING
_OF_ANOTHER_KIND = frozenset({Doubt.UNITS, Doubt.NO_UNITS, _WORDS})


_COPIED, _FORMULA_WORD, _OTHER_KIND = Code.COPIED_ACTUAL, Code.FORMULA_WORD, Code.OTHER_KIND
_OVER_ACHIEVEMENT, _OVER_WHOLE, _TWO_UNITS = Code.OVER_ACHIEVEMENT, Code.OVER_WHOLE, Code.TWO_UNITS
_NOT_MEASURABLE, _ONLY_WORDS, _DIRECTION = Code.NOT_MEASURABLE, Code.ONLY_WORDS, Code.TARGET_DIRECTION

# What there is to say of target and actual: the predicates of sentences, by what is found.
TargetReading = tuple[tuple[str, str], ...]
# The same check, told at the other cell.
ACTUAL_IN_TWO_UNITS = f"{_TWO_UNITS}-in-actual"


class TargetReader:
    """Reads target and actual of the indicators of a template."""

    def __init__(self, template: Template) -> None:
        scoring = template.scoring
        self._reached_words = USUAL_REACHED_WORDS if scoring is None else scoring.reached_words
        self._over = (USUAL_OVER_ACHIEVEMENT if scoring is None else scoring.over_achievement).over
        self._quantity = template.thresholds.quantity
        # Amid the year an actual tells how far things are, which words may do.
        self._is_over = template.kind.tells_the_outcome

    def read(self, row: Row, facts: IndicatorFacts) -> TargetReading:
        """Return what there is to say of ``row``, which reads as ``facts``."""
        known: tuple[IndicatorFacts, TargetReading] | None = row.reading.get(self)
        if known is None or known[0] is not facts:
            known = row.reading[self] = facts, tuple(self._read(facts))
        return known[1]

    def _read(self, facts: IndicatorFacts) -> Iterator[tuple[str, str]]:
        target, copied = facts.target_quantity, _copied(facts)
        if copied:
            yield _COPIED, copied
        if target is not None:
            yield from self._of_number(facts, target)
        else:
            yield from self._of_words(facts, is_copied=copied != "")
        if two := two_units(facts.target):
            yield _TWO_UNITS, two
        if two := two_units(facts.actual):
            yield ACTUAL_IN_TWO_UNITS, two

    def _of_number(self, facts: IndicatorFacts, target: Quantity) -> Iterator[tuple[str, str]]:
        """Yield what is said beside a target that is a quantity, and not beside others."""
        doubt = facts.judgement.doubt
        if facts.actual_quantity is None and (word := self._formula_word(facts, "实际达到的数值")):
            yield _FORMULA_WORD, word
        if doubt in _OF_ANOTHER_KIND and (other := self._other_kind(facts, target)):
            yield _OTHER_KIND, other
        if excess := self._over_achievement(facts):
            yield _OVER_ACHIEVEMENT, excess
        if direction := self._direction(facts, target):
            yield _DIRECTION, direction
        if not target.unit.name and (trouble := self._not_measurable(facts)):
            yield _NOT_MEASURABLE, trouble
        if doubt is _IMPOSSIBLE and (beyond := _over_whole(facts, target)):
            yield _OVER_WHOLE, beyond

    def _of_words(self, facts: IndicatorFacts, *, is_copied: bool) -> Iterator[tuple[str, str]]:
        """Yield the same beside a target that is a promise in words, or a day."""
        is_day = facts.target_days is not None
        if is_day and (word := self._formula_word(facts, "完成的日期")):
            yield _FORMULA_WORD, word
        if other := self._other_kind_than_words(facts):
            yield _OTHER_KIND, other
        if trouble := self._not_measurable(facts):
            yield _NOT_MEASURABLE, trouble
        if not (is_copied or is_day) and (words := _only_words(facts)):
            yield _ONLY_WORDS, words

    def _other_kind_than_words(self, facts: IndicatorFacts) -> str:
        actual = facts.actual_quantity
        if actual is None:
            return _words_for_none(facts)
        return _ratio_for_words(facts, actual) if self._is_over else ""

    def _not_measurable(self, facts: IndicatorFacts) -> str:
        return not_measurable(facts, is_counted=self._quantity in facts.level2)

    def _formula_word(self, facts: IndicatorFacts, asked: str) -> str:
        """Say it of an actual that is only a word where a number, or a day, is ``asked`` for."""
        actual = facts.actual.strip()
        is_word = is_formula(actual) or is_scale(actual)
        # 已完成 beside a day says that it was in time.
        if not is_word and not facts.has_deadline:
            is_word = actual in self._reached_words or _says_reached(actual)
        return f"只写了“{actual}”，请对照目标填写{asked}。" if is_word else ""

    def _other_kind(self, facts: IndicatorFacts, target: Quantity) -> str:
        actual = facts.actual_quantity
        if actual is not None:
            is_comparable = facts.judgement.doubt is _WORDS
            return "" if is_comparable else f"{_units(actual, target)}，无法比较，请把单位改成一致。"
        if not self._is_over or not self._is_only_words(facts.actual):
            return ""
        target_words = f"目标是数值“{shortened(facts.target)}”"
        return f"是文字“{shortened(facts.actual)}”，{target_words}，请填写实际达到的数值。"

    def _is_only_words(self, text: str) -> bool:
        words = text.strip()
        is_said = (
            bool(words) and words not in self._reached_words and not is_formula(words) and not is_scale(words)
        )
        return is_said and not has_number(words) and not placeholder(words)

    def _over_achievement(self, facts: IndicatorFacts) -> str:
        excess = excess_share(facts)
        if excess is None or excess < self._over or explains(facts.reason):
            return ""
        return (
            f"没有说明：实际完成值“{shortened(facts.actual)}”比目标“{shortened(facts.target)}”多 "
            f"{excess * HUNDRED:.0f}%，请说明超额的原因，或核对这两个数，目标定低了的明年调整。"
        )

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
            is_chosen = facts.direction is Direction.LESS
            if self._quantity in facts.level2 and not is_chosen and not _LESS_IS_BETTER.search(name):
                return "是上限，数量指标通常是越多越好，请核对是否应为“≥”。"
        elif (
            target.comparator.is_lower_bound and target.number > 0 and is_sign_doubtful(facts.subject, target)
        ):
            return "是下限，这一项应是越少越好，请核对是否应为“≤”。"
        return ""


def _says_reached(actual: str) -> bool:
    """Whether an actual says no more than that it was reached: 圆满完成; that all met a standard is 100 %."""
    says = saying(plain(actual)) is Saying.REACHED
    return says and not has_number(actual) and not actual.endswith("达标")


def _copied(facts: IndicatorFacts) -> str:
    """Say it of an actual with a sign, or with no more than the very text of its target."""
    quantity, actual = facts.actual_quantity, facts.actual.strip()
    sign = None if quantity is None else quantity.comparator
    is_signed = sign is not None and sign.is_signed and sign is not _REACHING
    # Signs that contradict each other, or stand before words, are no quantity.
    if is_signed or (actual[:1] in _OPERATORS and narrow(actual) == narrow(facts.target.strip())):
        return "带着目标的符号，请只填实际达到的数值，不带“≥”“=”等符号。"
    return ""


def _only_words(facts: IndicatorFacts) -> str:
    """Say it of an actual that is only a formula or a scale word beside a promise in words."""
    actual, target = facts.actual.strip(), facts.target.strip()
    if not target or actual == target:
        return ""
    if not is_formula(actual) and (not is_scale(actual) or is_scale(target)):
        return ""
    return f"只写了“{actual}”，请对照目标写明做到了什么。"


def _ratio_for_words(facts: IndicatorFacts, actual: Quantity) -> str:
    """Say it of a percentage alone where the target is a sentence: nobody knows what it is of."""
    target = facts.target.strip()
    if not is_ratio(actual.unit) or not is_sentence(target):
        return ""
    said = f"是“{shortened(facts.actual)}”，目标是文字“{shortened(target)}”"
    return f"{said}，看不出是什么的比例，请写明做到了什么。"


def _words_for_none(facts: IndicatorFacts) -> str:
    """Say it of words that do not tell how often it happened, where the target is that it does not."""
    if facts.judgement.doubt is not _ZERO:
        return ""
    return (
        f"是“{shortened(facts.actual)}”，目标是“{shortened(facts.target)}”，"
        "请写明发生了几次，没有发生的写 0。"
    )


def _over_whole(facts: IndicatorFacts, target: Quantity) -> str:
    """Say it of more than all of what cannot be more than all."""
    top, bottom = target.unit.size
    number = None if facts.actual_quantity is None else number_beside(target, facts.actual_quantity)
    if not is_ratio(target.unit) or number is None or number * top <= bottom or target.number * top > bottom:
        return ""
    return f"“{shortened(facts.actual)}”超过 100%，这一项不可能超过全部，请核对。"


def _units(actual: Quantity, target: Quantity) -> str:
    if actual.change is not target.change:
        return "和目标一个是增减的幅度，一个不是"
    if not (actual.unit.name or target.unit.name):
        return "和目标都没有写单位，可能一个是比例、一个是百分数"
    return f"{_unit(actual)}，目标{_unit(target)}"


def _unit(quantity: Quantity) -> str:
    return f"的单位是“{quantity.unit.name}”" if quantity.unit.name else "没有写单位"
