"""Signs and words that make a bound of a number, before it (``≥`` ``不低于``) or behind it (``以上``)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Comparator(StrEnum):
    """The relation a text names; ``NONE`` where it names none.

    ``REACHING`` (达到) asks of a target for at least so much, and tells of an actual just the number.
    ``DOUBTFUL`` are signs that contradict each other (``≥50万元以内``).
    """

    NONE = ""
    EQUAL = "="
    AT_LEAST = "≥"
    MORE_THAN = ">"
    AT_MOST = "≤"
    LESS_THAN = "<"
    REACHING = "达到"
    DOUBTFUL = "?"

    def __init__(self, sign: str) -> None:
        # Whether it tells which way is better; ``=`` does not.
        self.is_signed = sign not in {"", "=", "?"}
        # Whether less is better, and whether the sign itself says that more is.
        self.is_upper_bound = sign in {"≤", "<"}
        self.is_lower_bound = sign in {"≥", ">", "达到"}
        # Whether the number itself is not among what it allows.
        self.is_strict = sign in {">", "<"}


# What says no more than that the number is meant.
_PLAIN = frozenset({Comparator.EQUAL, Comparator.REACHING})

# The signs themselves, in their one spelling.
SIGNS: Mapping[str, Comparator] = {
    "=": Comparator.EQUAL,
    "≥": Comparator.AT_LEAST,
    ">": Comparator.MORE_THAN,
    "≤": Comparator.AT_MOST,
    "<": Comparator.LESS_THAN,
}
# Words before a number. Of them nobody says whether the number itself is among what they allow.
WORDED: Mapping[str, Comparator] = {
    "等于": Comparator.EQUAL,
    **dict.fromkeys(
        (
            *("不低于", "不得低于", "不少于", "不得少于", "不小于", "不得小于", "至少", "最少", "最低"),
            *("大于等于", "大于或等于", "高于等于", "高于或等于"),
        ),
        Comparator.AT_LEAST,
    ),
    **dict.fromkeys(("达到", "达", "已达", "达成", "实现"), Comparator.REACHING),
    **dict.fromkeys(("大于", "高于", "超过", "多于", "优于", "超"), Comparator.MORE_THAN),
    **dict.fromkeys(
        (
            *("不超过", "不得超过", "未超过", "不超", "未超", "不高于", "不得高于", "不大于", "不得大于"),
            *("不多于", "小于等于", "小于或等于", "低于等于", "低于或等于", "最多", "最高", "最大"),
            *("最高不超过", "控制在", "限制在", "不突破"),
        ),
        Comparator.AT_MOST,
    ),
    **dict.fromkeys(
        ("小于", "低于", "少于", "不到", "不足", "未满", "不满", "未达", "未达到"), Comparator.LESS_THAN
    ),
}
BEFORE: Mapping[str, Comparator] = {**SIGNS, **WORDED}
BEHIND: Mapping[str, Comparator] = {
    **dict.fromkeys(("以上", "及以上", "或以上", "(含)以上", "以上(含)", "+"), Comparator.AT_LEAST),
    **dict.fromkeys(
        (
            *("以内", "及以内", "之内", "(含)以内", "以内(含)", "内", "(含)内"),
            *("以下", "及以下", "或以下", "(含)以下", "以下(含)"),
        ),
        Comparator.AT_MOST,
    ),
}


def together(signs: Sequence[Comparator]) -> Comparator:
    """Return what the signs of one number say: the same (``≥95%以上``), or what contradicts itself."""
    if len(signs) < 2:
        return signs[0] if signs else Comparator.NONE
    said = [sign for sign in signs if sign not in _PLAIN] or signs[:1]
    if all(sign.is_lower_bound for sign in said) or all(sign.is_upper_bound for sign in said):
        return next((sign for sign in said if sign.is_strict), said[0])
    return said[0] if len(set(said)) == 1 else Comparator.DOUBTFUL
