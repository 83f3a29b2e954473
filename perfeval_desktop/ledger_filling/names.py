"""How alike two names of projects or units are, in points of 100, and in words."""

import re
import unicodedata
from functools import lru_cache

_NO_WORD = re.compile(r"[\W_]+")
# 12010124T000001-名称, 101001 教育局: a number in front of the name.
_NUMBERED = re.compile(r"^(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{5,}[\s\-—_:：]*(?=[^\sA-Za-z0-9])")
_YEAR = re.compile(r"(?:20)[0-9]{2}年(?:度)?")
# Words that one list writes behind a name and the other does not.
_BESIDES = re.compile(r"(?:项目|专项|经费|资金|支出|工程)+$")
# What tells projects of otherwise the same name apart: 一期, 2号楼, A标段.
_TELLING = re.compile(r"[0-9]+|[a-z]+|[一二三四五六七八九十]|[甲乙丙丁]")

SAME = 100
# One name is the other with a year or 项目, 经费 more.
_SAME_BUT_USUAL = 95
_PART = 80
# With letters left out; of names that have less than half in common that is chance.
_SHORTENED, _HALF = 75, 50
# Two numbers are of two projects; one alone may have been left out.
_OTHER_NUMBER, _ONE_NUMBER = 40, 75
# What is shorter stands in many names.
_SHORT = 2
_MOST_TOLD = 4


@lru_cache(maxsize=16384)
def plain_name(text: str) -> str:
    """Return a name as it is compared: its letters alone, half-width, without a number in front."""
    bare = _NUMBERED.sub("", unicodedata.normalize("NFKC", text).strip())
    return _NO_WORD.sub("", bare).casefold()


@lru_cache(maxsize=16384)
def core_name(plain: str) -> str:
    """Return a plain name without a year, and without the words that any project may have behind it."""
    bare = _YEAR.sub("", plain)
    return _BESIDES.sub("", bare) or bare or plain


@lru_cache(maxsize=16384)
def pairs(plain: str) -> frozenset[str]:
    """Return each two letters that stand beside each other in a plain name, or its only one."""
    return frozenset(plain[at : at + 2] for at in range(max(len(plain) - 1, 1)))


@lru_cache(maxsize=16384)
def _telling(core: str) -> tuple[str, ...]:
    return tuple(sorted(_TELLING.findall(core)))


def likeness(one: str, other: str) -> int:
    """Return how alike two plain names are: 100 for the same."""
    if one == other:
        return SAME
    first, second = core_name(one), core_name(other)
    if first == second:
        return _SAME_BUT_USUAL
    score = _shared(first, second)
    ones, others = _telling(first), _telling(second)
    if ones == others:
        return score
    return min(score, _OTHER_NUMBER if ones and others else _ONE_NUMBER)


def _shared(first: str, second: str) -> int:
    """Return which share of their pairs of letters two names have in common, in percent."""
    ones, others = pairs(first), pairs(second)
    score = SAME * 2 * len(ones & others) // (len(ones) + len(others))
    shorter, longer = (first, second) if len(first) < len(second) else (second, first)
    if len(shorter) <= _SHORT:
        return score
    if shorter in longer:
        return max(score, _PART)
    if _HALF <= score < _SHORTENED and _is_shortened(shorter, longer):
        return _SHORTENED
    return score


def _is_shortened(shorter: str, longer: str) -> bool:
    """Whether a name is another one with letters left out."""
    left = iter(longer)
    return all(letter in left for letter in shorter)


def likeness_words(one: str, other: str) -> str:
    """Return how alike two plain names are, and what is different, as the user reads it."""
    if one == other:
        return "名称相同"
    first, second = core_name(one), core_name(other)
    if first == second:
        return f"只差{_difference(one, other)}"
    score = _shared(first, second)
    if _telling(first) != _telling(second):
        told = " 与 ".join("、".join(_TELLING.findall(text)) or "没有" for text in (first, second))
        return f"名称相似 {score}%，但期次或编号不同（{told}）"
    return f"名称相似 {score}%，差{_difference(first, second)}"


def _difference(one: str, other: str) -> str:
    """Return what stands in only one of two names, quoted, in order."""
    from difflib import SequenceMatcher  # noqa: PLC0415  # for the few that are shown

    parts = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    told = [
        f"“{text}”"
        for tag, *(start, end, others_start, others_end) in parts
        if tag != "equal"
        for text in (one[start:end], other[others_start:others_end])
        if text
    ]
    return "、".join(told[:_MOST_TOLD])


def same_unit(one: str, other: str) -> bool | None:
    """Whether two names are of one unit; ``None`` where one of them is not given."""
    first, second = plain_name(one), plain_name(other)
    if not first or not second:
        return None
    shorter, longer = sorted((first, second), key=len)
    return (len(shorter) > _SHORT and shorter in longer) or likeness(first, second) >= _PART
