"""Ranks in words: 优 before 良, 省级 before 市级, the first before the third."""

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.numbers import number

_RANKS = (
    ("优", "良", "中", "差"),
    ("优", "良好", "合格", "不合格"),
    ("优", "合格", "不合格"),
    ("A级", "B级", "C级", "D级"),
    ("5A级景区", "4A级景区", "3A级景区"),
    ("Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"),
    ("一等奖", "二等奖", "三等奖"),
)
# The same words are no ranks of what is only described so.
_ABOUT_RANKS = Pattern("等次|等级|评级|考核|评价|结果|类别|名次|级别|信用|水质|竞赛|专利|评估")
_LEVELS = ("国家级", "省级", "市级", "县级")
_CONTENT = ("满意", frozenset({"非常满意", "十分满意", "很满意"}))
_PLACE = Pattern(r"第?([一二三四五六七八九十]+|[0-9]{1,4})名?")
_TOP_PLACES = Pattern(r"前([一二三四五六七八九十]+|[0-9]{1,4})名?")


def ranked(asked: str, said: str, name: str) -> bool | None:
    """Return whether the rank that ``said`` names is no lower than ``asked``; ``None`` for no ranks."""
    if asked == _CONTENT[0] and said in _CONTENT[1]:
        return True
    if (by_place := _by_place(asked, said)) is not None:
        return by_place
    if asked in _LEVELS and said in _LEVELS:
        return _LEVELS.index(said) <= _LEVELS.index(asked)
    return _by_rank(asked, said) if _ABOUT_RANKS.search(name) else None


def _by_place(asked: str, said: str) -> bool | None:
    top, place = _TOP_PLACES.fullmatch(asked), _PLACE.fullmatch(said)
    if top is None or place is None:
        return None
    most, own = number(top[1]), number(place[1])
    return None if most is None or own is None else own <= most


def _by_rank(asked: str, said: str) -> bool | None:
    least = asked.removeprefix("达到").removesuffix("以上").removesuffix("及").removeprefix("创建")
    found, bound = said.removeprefix("达到").removeprefix("创建"), least.removeprefix("优于")
    for ranks in _RANKS:
        if bound in ranks and found in ranks:
            distance = ranks.index(found) - ranks.index(bound)
            return distance < 0 if bound != least else distance <= 0
    return None
