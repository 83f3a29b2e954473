"""Numbers as Chinese clerks type them: ``348,800.00``, ``.00``, full-width ``３４８``, blank, dash.

``read_number`` is the common ground of amounts, weights and scores. It never goes through ``float`` and
accepts no exponent, no infinity and no NaN.
"""

import re
from decimal import Decimal

from perfeval_desktop.errors import EntryError

MAX_INTEGER_DIGITS = 15

_NOTHING = frozenset({"", "-", "--", "—", "——", "－", "–", "/", "／", "─"})
_PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")


# Not Unicode's NFKC: that one also reads ² and ① as digits, and 10² 元 is not 102 元.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0xA0), " ")


def narrow(text: str) -> str:
    """Return ``text`` with full-width signs, letters, digits and spaces made half-width, one for one."""
    return text.translate(_NARROW)


def read_number(text: str, *, what: str, decimals: int) -> Decimal | None:
    """Return the non-negative number typed in ``text``, or ``None`` for a blank or a dash.

    ``what`` names the figure in messages (金额, 分值, 得分); ``decimals`` is how many places it may have,
    trailing zeros not counted. Raises :class:`EntryError` with the remedy otherwise.
    """
    typed = text.strip()
    if typed in _NOTHING:
        return None
    plain = narrow(typed).replace("、", ",")
    if plain[:1] in "-−" and (_PLAIN.fullmatch(plain[1:]) or _GROUPED.fullmatch(plain[1:])):
        raise EntryError(f"{what}不能是负数，请改为不小于 0 的数字（现在是“{shortened(typed)}”）。")
    if "," in plain and not _GROUPED.fullmatch(plain) and re.fullmatch(r"[0-9,.]+", plain):
        raise EntryError(
            f"{what}“{shortened(typed)}”的逗号位置不对，请三位一组（如 348,800.00），或不写逗号。"
        )
    if not (_PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain)):
        raise EntryError(f"{what}“{shortened(typed)}”不是数字，请只填数字（如 348,800.00），没有就留空。")
    whole, _, fraction = plain.replace(",", "").partition(".")
    whole = whole.lstrip("0")
    fraction = fraction.rstrip("0")
    if len(whole) > MAX_INTEGER_DIGITS:
        raise EntryError(
            f"{what}“{shortened(typed)}”太大，整数部分最多 {MAX_INTEGER_DIGITS} 位，请核对单位。"
        )
    if len(fraction) > decimals:
        raise EntryError(f"{what}“{shortened(typed)}”最多 {decimals} 位小数，请核对。")
    return Decimal(f"{whole or '0'}.{fraction}") if fraction else Decimal(whole or "0")


def shortened(text: str, length: int = 24) -> str:
    """Return ``text`` on one line, cut with an ellipsis, for quoting in a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"
