"""Whether a target can be measured at all, and whether an actual measures anything."""

from functools import lru_cache

from perfeval_desktop.domain.checks.prose import has_number, placeholder
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.numerals import narrow, shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparison import number_beside
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.reading import whole_quantity

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
    is_read = facts.target_quantity is not None
    trouble = _trouble(
        target, facts.subject, is_counted=is_counted, is_day=facts.has_deadline, is_read=is_read
    )
    return f"“{shortened(target)}”{trouble}" if trouble and not placeholder(target) else ""


@lru_cache(maxsize=2048)
def _trouble(target: str, subject: Subject, *, is_counted: bool, is_day: bool, is_read: bool) -> str:
    is_in_words = not has_number(target)
    if is_counted and is_in_words:
        return "没有数字，数量指标应当可以衡量，请写明数量和单位，如“≥10场”。"
    if _QUESTION.search(target):
        return "是一个问题，请写成做到什么、做到多少。"
    if is_day and subject.name.strip().endswith("率"):
        return "是日期，而这一项是比率，请写明要达到百分之几，时间要求放到时效指标。"
    if not is_in_words:
        is_riddle = not is_read and _SIGNED_WORDS.search(narrow(target)) is not None
        return "看不出要衡量什么，请写明数量和单位，或改成文字。" if is_riddle else ""
    if subject.is_cost and is_sentence(target):
        return "没有数字，成本指标应当可以衡量，请写明金额上限，如“≤20万元”。"
    if _is_name_again(target, subject):
        return "只是重复指标的名称，请写明怎样才算达到，能写数字的写数字。"
    return ""


_OF_RESULTS = Pattern("产出|成本|效益|效果|质量|数量|时效")


def _is_name_again(target: str, subject: Subject) -> bool:
    """Whether a target says no more than the name: 稳定性高 of 系统稳定性, 有效 of 成本控制有效性."""
    name = subject.name.strip()
    if name.endswith(("程度", "情况")) or not _OF_RESULTS.search(subject.level1 + subject.level2):
        return False
    if target in name and len(target) > 1:
        return True
    bare = _DEGREES.sub("", target)
    return len(bare) > 1 and bare in name


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
