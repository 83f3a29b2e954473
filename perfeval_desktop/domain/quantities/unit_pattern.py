"""What a unit looks like in a text: ``万元``, ``台(套)``, ``元/人·月``, ``(%)``, bare ``万``."""

import re

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.unit_tables import BYTES, COUNTERS, SIZES

# 千 and 百 only before what is counted in them: 千瓦 and 百分点 are words of their own.
_COUNTED = "份元人次册株个件张粒吨米克瓦户名条只头家亩场袋瓶盒箱块"
SCALE = rf"(?:[十百千]?[万亿]|万亿|[wW](?![A-Za-z])|[千百](?=[{_COUNTED}]))"


def _word(word: str) -> str:
    """Return the pattern of a unit: letters run into no other letter."""
    return re.escape(word) + ("(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else "")


# A bare 月 is a month of the calendar; 万 below a stroke is not a unit, but a scale.
_NAMES = sorted({*SIZES, *BYTES, *COUNTERS} - {"月", "/万"}, key=lambda name: (-len(name), name))
# Most are a single sign: one class of signs is compiled, and matched, in no time.
_SIGNS = "".join(name for name in _NAMES if len(name) == 1 and not name.isascii())
_WORDS = "|".join(_word(name) for name in _NAMES if name not in _SIGNS)
_LETTERS = r"(?:(?i:km|kw|mw|kg|gb|tb|mb|min|kwh|ml|cm|mm))(?![A-Za-z0-9])"
_NAME = rf"(?>{_WORDS}|{_LETTERS}|[{_SIGNS}])"

UNIT = (
    rf"(?>{SCALE}?(?:\((?:{_NAME}|百分比)\)"
    rf"|{_NAME}(?:\({_NAME}\))?(?:[/·×、每](?:{_NAME}|月))*)"
    rf"|{SCALE}(?![0-9]))"
)
UNIT_PATTERN = Pattern(UNIT)
