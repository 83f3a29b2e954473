"""How a quantity or a deadline was read, in the user's words, for tooltips."""

from collections.abc import Mapping
from decimal import Decimal

from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.days import Days, date_of
from perfeval_desktop.domain.quantities.quantity import Nearness, Quantity
from perfeval_desktop.domain.quantities.units import Unit, is_ratio, read_unit, split_unit

_SIGNS: Mapping[Comparator, str] = {
    Comparator.NONE: "",
    Comparator.EQUAL: "等于",
    Comparator.AT_LEAST: "不少于",
    Comparator.MORE_THAN: "多于",
    Comparator.AT_MOST: "不超过",
    Comparator.LESS_THAN: "少于",
    Comparator.REACHING: "达到",
    Comparator.DOUBTFUL: "前后符号矛盾的",
}
_NEARNESS: Mapping[Nearness, tuple[str, str]] = {
    Nearness.EXACT: ("", ""),
    Nearness.ABOUT: ("约", "（上下 10 %）"),
    Nearness.OVER: ("", "多一些"),
    Nearness.NEARLY: ("近", "（至多少 10 %）"),
}
_SCALES = ((100_000_000, "亿"), (10_000, "万"), (1000, "千"), (100, "百"), (10, "十"))
_MOST_DECIMALS = 6


def described(quantity: Quantity) -> str:
    """Return how ``quantity`` was read: ``不少于 90 %``, ``约 100 家（上下 10 %）``, ``每人每月 1500 元``."""
    before, behind = _NEARNESS[quantity.nearness]
    name, each = split_unit(quantity.unit)
    each_of = "".join(f"每{one}" for one in each)
    sign = f"{quantity.change}{_SIGNS[quantity.comparator]}{before}"
    words = (each_of, sign, _amount(quantity), f"{_scale(quantity.unit)}{name}")
    return " ".join(word for word in words if word) + behind


def described_days(days: Days, year: int) -> str:
    """Return how ``days`` were read in a form of ``year``: ``2023年12月31日以前``."""
    if days.is_monthly:
        return f"每月{days.last}日{'以前' if days.is_before else ''}"
    until = "以前" if days.is_before else ""
    is_one = days.first == days.last or (days.is_before and not days.is_coarse)
    said = f"{_date(days.last)}{until}" if is_one else f"{_date(days.first)}至{_date(days.last)}{until}"
    return said if date_of(days.last).year == year else f"{said}（不在 {year} 年）"


def _date(day: int) -> str:
    year, month, ones = date_of(day)
    return f"{year}年{month}月{ones}日"


def _amount(quantity: Quantity) -> str:
    times = 100 if _is_fraction(quantity.unit) else 1
    ends = [quantity.number] if quantity.top is None else [quantity.number, quantity.top]
    return " 至 ".join(_in_digits(end * times) for end in ends)


def _is_fraction(unit: Unit) -> bool:
    """Whether a share stands without a sign of its own: 2/3."""
    return is_ratio(unit) and not unit.name


def _in_digits(value: Decimal) -> str:
    """Return ``value`` in digits, with no more decimals than one reads, and none that say nothing."""
    digits = f"{value:.{_MOST_DECIMALS}f}"
    return digits.rstrip("0").rstrip(".")


def _scale(unit: Unit) -> str:
    """Return the words for what the unit is multiplied by: 万 of 万元, 十万; 1/3 is told in percent."""
    if _is_fraction(unit):
        return "%"
    (top, bottom), (own_top, own_bottom) = unit.size, read_unit(unit.name).size
    scale, words = top * own_bottom // (bottom * own_top), ""
    for size, word in _SCALES:
        while scale >= size and scale % size == 0:
            scale, words = scale // size, word + words
    return words
