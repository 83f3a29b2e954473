"""Whether a target can be measured at all, and whether an actual measures anything."""

from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.checks.prose import has_number, placeholder
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.numerals import narrow, shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparison import number_beside
from perfeval_desktop.domain.quantities.reading import whole_quantity
from perfeval_desktop.domain.text_cache import text_cache

_FORMULA = Pattern(
    "(?:已|均已|全部|全|都)?(?:达成|达到|完成|实现)了?(?:绩效)?(?:指标|目标)(?:值|任务)?|(?:已|均已|全部|都)?达成|达标|已达标"
)
_SCALE = Pattern(
    "(?:程度|效果|水平|质量|情况|成效|完成|总体|整体)*(?:非常|十分|很|较|比较|基本)?"
    "(?:高|好|优|良|优良|优秀|良好|一般|中等|合格|差|低|明显|显著|较强|强)|基本(?:完成|达成|实现)(?:年度)?(?:目标|指标|任务)?"
)


# The same few words come again and again.
@lru_cache(maxsize=2048)
def is_formula(text: str) -> bool:
    """Whether an actual is only a word for reached; 达成预期指标 is the first of the official tiers."""
    return _FORMULA.fullmatch(text.strip()) is not None


@lru_cache(maxsize=2048)
def is_scale(text: str) -> bool:
    """Whether an actual is only a point on a scale of words: 好, 较高, 程度较高, 优."""
    return _SCALE.fullmatch(text.strip()) is not None


_SHORTEST_SENTENCE = 9
_DEGREES = Pattern("高|好|强|优|大|良好|良|显著|明显|有效|较|可|度|性|的|率")


def is_sentence(text: str) -> bool:
    """Whether a target is a sentence without any number."""
    return len(text) >= _SHORTEST_SENTENCE and not has_number(text)


_QUESTION = Pattern("[?？]$|是否|如何|多少|怎样")
_SIGNED_WORDS = Pattern(r"^[=≥≤><]+[0-9.]+[\u4e00-\u9fff]{2,}")


def not_measurable(facts: IndicatorFacts, *, is_counted: bool) -> str:
    """Return what keeps a target from being measured, as a predicate; ``""`` for nothing.

    ``is_counted``: it stands among the quantities, whose targets are numbers.
    """
    target = facts.target.strip()
    if not target:
        return ""
    trouble = _trouble(target, facts, is_counted=is_counted)
    return f"“{shortened(target)}”{trouble}" if trouble and not placeholder(target) else ""


def _trouble(target: str, facts: IndicatorFacts, *, is_counted: bool) -> str:
    is_in_words, is_question, is_riddle, _ = told = _told(target)
    if is_counted and is_in_words:
        return "没有数字，数量指标应当可以衡量，请写明数量和单位，如“≥10场”。"
    if is_question:
        return "是一个问题，请写成做到什么、做到多少。"
    if facts.has_deadline and facts.name.strip().endswith("率"):
        return "是日期，而这一项是比率，请写明要达到百分之几，时间要求放到时效指标。"
    if is_riddle and facts.target_quantity is None:
        return "看不出要衡量什么，请写明数量和单位，或改成文字。"
    if not is_in_words:
        return ""
    if len(target) >= _SHORTEST_SENTENCE and facts.subject.is_cost:
        return "没有数字，成本指标应当可以衡量，请写明金额上限，如“≤20万元”。"
    if _is_name_again(target, told.core, facts):
        return "只是重复指标的名称，请写明怎样才算达到，能写数字的写数字。"
    return ""


class _Told(NamedTuple):
    """What a target tells by itself. ``core`` are its words without those that only say how much of it."""

    is_in_words: bool
    is_question: bool
    is_riddle: bool
    core: str


@text_cache
def _told(target: str) -> _Told:
    is_in_words = not has_number(target)
    return _Told(
        is_in_words,
        is_question=_QUESTION.search(target) is not None,
        is_riddle=not is_in_words and _SIGNED_WORDS.search(narrow(target)) is not None,
        core=_DEGREES.sub("", target),
    )


_OF_RESULTS = Pattern("产出|成本|效益|效果|质量|数量|时效")


def _is_name_again(target: str, core: str, facts: IndicatorFacts) -> bool:
    """Whether a target says no more than the name: 稳定性高 of 系统稳定性, 有效 of 成本控制有效性."""
    name = facts.name.strip()
    if not ((len(target) > 1 and target in name) or (len(core) > 1 and core in name)):
        return False
    return not name.endswith(("程度", "情况")) and bool(_OF_RESULTS.search(facts.level1 + facts.level2))


_WITH_BRACKETS = Pattern(r"(?P<first>[^()]+)\((?P<second>[^()]+)\)")


@lru_cache(maxsize=2048)
def two_units(text: str) -> str:
    """Return what is wrong where a cell gives its quantity twice, unlike: 5公里(6000米), else ``""``."""
    if "(" not in text and "（" not in text:
        return ""
    match = _WITH_BRACKETS.fullmatch(narrow(text).strip())
    if match is None or not has_number(match["second"]):
        return ""
    first, second = whole_quantity(match["first"]), whole_quantity(match["second"])
    if first is None or second is None or not (first.unit.name and second.unit.name):
        return ""
    number = None if first.unit == second.unit else number_beside(first, second)
    if number is None or number == first.number:
        return ""
    return f"“{shortened(text)}”写了两个数量，换算后并不相等，请改正其中一个。"
