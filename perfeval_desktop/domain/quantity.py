"""What users type as target and actual: ``=33台``, ``≥350.00(个)``, ``>=98%``, ``=8小时/天``, ``达成指标``.

A value is quantitative only when the whole of it is comparator + number + unit. A text that merely holds a
number (``100%响应故障并及时解决``, ``9月前``, ``1 项, 全年``) is a text.
"""

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perfeval_desktop.domain.numerals import MAX_INTEGER_DIGITS, narrow
from perfeval_desktop.domain.pattern import Pattern


class Comparator(StrEnum):
    """The relation a target asks for; ``NONE`` where no sign was typed (it reads as "at least")."""

    NONE = ""
    EQUAL = "="
    AT_LEAST = "≥"
    MORE_THAN = ">"
    AT_MOST = "≤"
    LESS_THAN = "<"

    @property
    def is_signed(self) -> bool:
        """Whether it tells which way is better; ``=`` does not."""
        return self not in _WITHOUT_DIRECTION

    @property
    def is_upper_bound(self) -> bool:
        """Whether less is better."""
        return self in _UPPER_BOUNDS

    @property
    def is_lower_bound(self) -> bool:
        """Whether the sign itself says that more is better."""
        return self in _LOWER_BOUNDS


# Made once: before Python 3.12 the look-up of a member in its class takes longer than all else that is asked
# of it, and every keystroke asks hundreds of times.
_WITHOUT_DIRECTION = frozenset({Comparator.NONE, Comparator.EQUAL})
_UPPER_BOUNDS = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
_LOWER_BOUNDS = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
_STRICT = frozenset({Comparator.MORE_THAN, Comparator.LESS_THAN})
_RELATIONS: Mapping[Comparator, Callable[[Decimal, Decimal], bool]] = {
    **dict.fromkeys(Comparator, operator.ge),
    Comparator.MORE_THAN: operator.gt,
    Comparator.AT_MOST: operator.le,
    Comparator.LESS_THAN: operator.lt,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Comparator, number and unit of a quantitative value; the unit without its brackets."""

    comparator: Comparator
    number: Decimal
    unit: str

    @property
    def is_ratio(self) -> bool:
        """Whether the unit is a percentage or a permillage."""
        return self.unit in _RATIOS

    def comparable_with(self, other: "Quantity") -> bool:
        """Whether the two numbers may be held against each other.

        Equal units, or one unit left out of a whole number beside things counted one by one (``411`` for
        ``≥350个``). A bare number beside a percentage is not comparable: ``0.95`` may mean 95 %; nor beside
        a unit that has a greater or a smaller one: ``48000`` for ``≥5万人次``, ``30`` for ``≤2小时``. Without
        any unit a fraction may be a share (``0.96``) and the other a percentage (``≥95``).
        """
        if self.unit and other.unit:
            return self.unit == other.unit
        if self.unit or other.unit:
            counted, bare = (self, other) if self.unit else (other, self)
            return _counts_one_by_one(counted.unit) and bare.number == bare.number.to_integral_value()
        less, more = sorted((self.number, other.number))
        return not 0 < less < 1 < more

    def reached_by(self, actual: Decimal) -> bool:
        """Whether ``actual`` (in the same unit) reaches this target, where more is better without a sign.

        A zero without a sign or with ``=`` promises that something does not happen: ``0起``, ``=0%``.
        """
        if self.number == 0 and not self.comparator.is_signed:
            return actual == 0
        return _RELATIONS[self.comparator](actual, self.number)

    def reached_by_all(self, actual: "Quantity") -> bool:
        """Whether every number that ``actual``, itself a bound, may mean reaches this target.

        ``≥98%`` is more than ``≥95%`` whatever it is; ``≥90%`` may be 95 % or not.
        """
        if self.comparator.is_upper_bound:
            is_within = actual.comparator.is_upper_bound and actual.number <= self.number
        else:
            is_within = actual.comparator.is_lower_bound and actual.number >= self.number
        is_strict = self.comparator in _STRICT
        return is_within and (
            not is_strict or actual.number != self.number or actual.comparator is self.comparator
        )


_RATIOS = frozenset({"%", "‰"})

_SIGNS = {
    "=": Comparator.EQUAL,
    "═": Comparator.EQUAL,
    "≥": Comparator.AT_LEAST,
    "≧": Comparator.AT_LEAST,
    ">=": Comparator.AT_LEAST,
    "=>": Comparator.AT_LEAST,
    "不低于": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    "不小于": Comparator.AT_LEAST,
    "大于等于": Comparator.AT_LEAST,
    "至少": Comparator.AT_LEAST,
    ">": Comparator.MORE_THAN,
    "大于": Comparator.MORE_THAN,
    "高于": Comparator.MORE_THAN,
    "超过": Comparator.MORE_THAN,
    "≤": Comparator.AT_MOST,
    "≦": Comparator.AT_MOST,
    "<=": Comparator.AT_MOST,
    "=<": Comparator.AT_MOST,
    "不高于": Comparator.AT_MOST,
    "不超过": Comparator.AT_MOST,
    "不大于": Comparator.AT_MOST,
    "不多于": Comparator.AT_MOST,
    "小于等于": Comparator.AT_MOST,
    "<": Comparator.LESS_THAN,
    "小于": Comparator.LESS_THAN,
    "低于": Comparator.LESS_THAN,
    "少于": Comparator.LESS_THAN,
}

# Units of more than one character that are in use. A single Chinese character is taken as a unit unless it
# changes the meaning of the number before it.
# fmt: off
_LONG_UNITS = frozenset(
    {
        "人次", "人天", "人月", "人日", "人年", "小时", "分钟", "工作日", "自然日", "个月", "季度",
        "年度", "学时", "课时", "课次", "场次", "批次", "项次", "件次", "台次", "班次", "台套", "标段",
        "平方米", "立方米", "平方公里", "公里", "千米", "厘米", "毫米", "公顷", "公斤", "千克", "毫克",
        "千瓦", "千瓦时", "万元", "亿元", "万人", "万人次", "万户", "万亩", "万吨", "百分点",
        "个百分点", "分贝", "摄氏度", "人天次", "吨标准煤", "兆瓦", "千人", "项目", "机构", "家次",
        "户次", "人份", "GB", "TB", "PB", "MB", "KB", "kW", "kWh", "MW", "km", "m", "cm", "mm", "kg",
        "mg", "g", "t", "L", "ml", "㎡", "m2", "m3", "m²", "m³", "km2", "℃", "°C", "dB", "h", "min",
        "s", "ms", "㎥",
    }
)
# fmt: on
_NOT_A_UNIT = frozenset("内前后多余左右以至到上下约底中半初末一二三四五六七八九十百千万亿的之与和及或")
# Beside these a bare number is of the same: they count one by one and come in no other size.
_COUNTS = frozenset(
    {
        *(
            "人次",
            "场次",
            "批次",
            "项次",
            "件次",
            "台次",
            "班次",
            "台套",
            "标段",
            "课次",
            "家次",
            "户次",
            "人份",
        ),
        *("项目", "机构"),
    }
)
_NOT_A_COUNT = frozenset("元角分厘天日周旬年月时秒点米里尺寸丈亩顷方平吨斤克两升瓦度卡级类等倍成折岁")
# ㎏ and its kin stand in one square; ㎡ and ㎥ are units as they are.
_SQUARED = {
    sign: unicodedata.normalize("NFKC", chr(sign))
    for sign in range(0x3380, 0x33E0)
    if chr(sign) not in "㎡㎥"
}
# Beside a number these tell a date: 12月 asks for December, 2023年 for a year.
_DATES = frozenset("月号")
_EARLIEST_YEAR = 1900
_ONE_CHINESE_CHARACTER = Pattern(r"[\u4e00-\u9fff]")
_LEADING_UNIT = Pattern(
    "|".join((*sorted(map(re.escape, _LONG_UNITS), key=len, reverse=True), r"[%‰\u4e00-\u9fff]"))
)

_NUMBER = r"(?P<sign>[-−]?)(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_QUANTITY = Pattern(
    rf"(?P<comparator>{'|'.join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))})?\s*"
    rf"{_NUMBER}\s*(?P<unit>\S*)"
)


# No quantity is longer; a pasted page is not searched. Most texts name no number at all.
LONGEST = 60
_A_DIGIT = Pattern("[0-9０-９]")


def parse_quantity(text: str) -> Quantity | None:
    """Return the quantity that ``text`` is as a whole, or ``None`` for a text.

    Full-width forms, thousands separators, ``(个)`` in brackets and spaces between the parts are understood.
    A month or a year (``12月``, ``2023年``) is a date, not a quantity.
    """
    if len(text) > LONGEST or _A_DIGIT.search(text) is None:
        return None
    match = _QUANTITY.fullmatch(narrow(text).translate(_SQUARED).strip())
    if match is None:
        return None
    unit = _unit(match["unit"])
    digits = match["number"].replace(",", "")
    if unit is None or max(map(len, digits.split("."))) > MAX_INTEGER_DIGITS:
        return None
    number = Decimal(digits)
    if unit in _DATES or (unit == "年" and number >= _EARLIEST_YEAR):
        return None
    return Quantity(
        comparator=_SIGNS[match["comparator"]] if match["comparator"] else Comparator.NONE,
        number=-number if match["sign"] else number,
        unit=unit,
    )


def leading_unit(text: str, start: int) -> str:
    """Return the unit that stands at ``start`` in ``text``, the longest known one; ``""`` for none."""
    match = _LEADING_UNIT.match(text, start)
    return "" if match is None or match[0] in _NOT_A_UNIT else match[0]


def _counts_one_by_one(unit: str) -> bool:
    return unit in _COUNTS or (
        _ONE_CHINESE_CHARACTER.fullmatch(unit) is not None and unit not in _NOT_A_COUNT
    )


def _unit(text: str) -> str | None:
    """Return the unit without brackets, ``""`` for none, ``None`` where ``text`` is no unit.

    The form is a year's: 次/年 is 次.
    """
    bare = text[1:-1].strip() if text[:1] == "(" and text[-1:] == ")" else text
    if not bare or all(map(_is_unit, bare.split("/"))):
        return bare.removesuffix("/年")
    return None


def _is_unit(text: str) -> bool:
    return (
        text in _RATIOS
        or text in _LONG_UNITS
        or (_ONE_CHINESE_CHARACTER.fullmatch(text) is not None and text not in _NOT_A_UNIT)
    )
