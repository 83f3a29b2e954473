"""Numerals as they are written: ``1.2``, ``两``, ``一百零五``, ``壹佰``, ``二〇二三``, ``半``."""

from decimal import Decimal

from perfeval_desktop.domain.rounding import EXACT

# What is matched is never given back in part: 12 is not 1.
DIGITS = r"(?>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_ONES = {
    **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TWENTIES = {"廿": 20, "卅": 30}
SCALES = {"万": 10_000, "萬": 10_000, "w": 10_000, "W": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}
_SIGNS = "".join((*_ONES, *_TENS, *_TWENTIES))
CHINESE = f"[{_SIGNS}](?:[万萬亿]*[{_SIGNS}])*"
NUMERAL = f"(?>{DIGITS}|{CHINESE}|半)"
# Each sign that a numeral may have, for a class of them.
NUMERAL_SIGNS = f"0-9半{_SIGNS}"
HALF = Decimal("0.5")


def number(text: str) -> Decimal | None:
    """Return the number that a numeral is, ``None`` where its signs are in no order (``二两``)."""
    if text[0] in "0123456789.":
        return Decimal(text)
    if text == "半":
        return HALF
    value = _chinese(text)
    return None if value is None else Decimal(value)


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return a quotient, exact to 60 digits."""
    return EXACT.divide(numerator, denominator)


def _chinese(text: str) -> int | None:
    for sign in ("亿", "萬", "万"):
        before, found, behind = text.partition(sign)
        if found:
            high, low = _chinese(before), _chinese(behind.lstrip("零〇") or "零")
            return None if high is None or low is None else high * SCALES[sign] + low
    if all(sign in _ONES for sign in text):
        # 二〇二三 is read sign by sign; 一二 means one or two.
        is_one_by_one = text != "" and (len(text) != 2 or "〇" in text)
        return int("".join(str(_ONES[sign]) for sign in text)) if is_one_by_one else None
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    """Return the number of 一百零五: ones before their tens, in falling order."""
    total, one, last = 0, None, 10_000
    for sign in text:
        if sign in _TWENTIES:
            total, last = total + _TWENTIES[sign], 10
        elif sign in _TENS:
            ten = _TENS[sign]
            if ten >= last:
                return None
            total, one, last = total + (1 if one is None else one) * ten, None, ten
        elif one is None:
            one = _ONES[sign] or None
        else:
            return None
    # 一百二 is a hundred and twenty, but 一百零二 is not.
    if one is not None and last > 10 and not _ZEROS.intersection(text):
        one *= last // 10
    return total + (one or 0)


_ZEROS = frozenset("零〇")
