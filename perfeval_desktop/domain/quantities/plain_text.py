"""One spelling for what is written in many ways: widths, spaces, look-alikes of signs."""

import unicodedata

from perfeval_desktop.domain.pattern import Match, Pattern

# What is written in several ways, by the one that is kept; "" is left out.
_SPELLINGS = {
    "": "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    "=": "═﹦",
    ">": "﹥",
    "<": "﹤",
    "≥": "⩾≧",
    "≤": "⩽≦",
    "%": "﹪",
    "~": "∼〜～–—―─",
    "-": "−﹣",
    "·": "•∙・‧",
    "×": "✕*＊",
    "(": "〔【[［",
    ")": "〕】]］",
    "¥": "￥",
    ".": "。",
    "μ": "µ",
}
_ONE_FOR_ONE: dict[int, int | str] = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
    # ㎏ and its kin stand in one square; ㎡ and ㎥ are units as they are.
    **{
        sign: unicodedata.normalize("NFKC", chr(sign))
        for sign in range(0x3380, 0x33E0)
        if chr(sign) not in "㎡㎥"
    },
    **{ord(sign): kept for kept, signs in _SPELLINGS.items() for sign in signs},
}
# More than one sign for one bound; each with no more in a row than anybody types.
_DOUBLED = Pattern(r"[≥>≤<=]{2,9}|%%+")
_MONEY_BEFORE = Pattern(r"(?:¥|[Rr][Mm][Bb]|人民币)+([0-9][0-9,.]*)([万亿千百]?)元?")
_MONEY = ("¥", "RMB", "rmb", "人民币")
_THOUSANDS = Pattern(r"(?<![0-9.,])([0-9]{1,3}(?:[,'’][0-9]{3})+)(?![0-9,])")
_SEPARATORS = str.maketrans("", "", ",'’")
# 10万余 is written as 10余万, so that what 余 adds belongs to the 10.
_ODD_AFTER_SCALE = Pattern(r"([0-9一二三四五六七八九十百])([万亿千百]+)([余多])(?=[^\W\dA-Za-z_])")
_SAME_NUMBER = (
    ("元整", "元"),
    ("半数", "1/2"),
    ("一半", "1/2"),
    ("翻一番", "增长100%"),
    ("翻番", "增长100%"),
)
_ENDS = ".,;:、!"
# Without any of these, a text is in its one spelling.
_MAY_DIFFER = Pattern(r"[≥>≤<=]{2}|%%|[,'’¥余多半整翻Rr]|人民币|[.;:、!]$")


def plain(text: str) -> str:
    """Return ``text`` half-width, without spaces, with one sign for each relation.

    Thousands stand without their commas, ``¥5万`` is ``5万元``; full stops and their like at the end go.
    """
    text = text.translate(_ONE_FOR_ONE)
    return _one_spelling(text).rstrip(_ENDS) if _MAY_DIFFER.search(text) else text


def _one_spelling(text: str) -> str:
    text = _DOUBLED.sub(_one_sign, text)
    if "," in text or "'" in text or "’" in text:
        text = _THOUSANDS.sub(lambda match: match[1].translate(_SEPARATORS), text)
    if any(sign in text for sign in _MONEY):
        text = _MONEY_BEFORE.sub(r"\1\2元", text)
    if "余" in text or "多" in text:
        text = _ODD_AFTER_SCALE.sub(r"\1\3\2", text)
    for word, other in _SAME_NUMBER:
        text = text.replace(word, other)
    return text


def _one_sign(match: Match) -> str:
    """Return the one sign that several are: ``>=`` ``≥≥`` ``==``; what contradicts itself stays as it is."""
    signs = match[0]
    if signs[0] == "%":
        return "%"
    is_above, is_below = "≥" in signs or ">" in signs, "≤" in signs or "<" in signs
    if is_above and is_below:
        return signs
    if is_above:
        return "≥" if "≥" in signs or "=" in signs else ">"
    if is_below:
        return "≤" if "≤" in signs or "=" in signs else "<"
    return "="
