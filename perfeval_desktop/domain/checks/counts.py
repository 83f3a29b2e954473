"""Counted things in prose: ``共为全区441个项目提供咨询评估服务`` counts 441 个, of 项目."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.domain.pattern import Match, Pattern
from perfeval_desktop.domain.quantities.units import Unit, is_counter, leading_unit, read_unit
from perfeval_desktop.domain.text_cache import text_cache


class Count(NamedTuple):
    """A number with its unit as a text states it.

    ``words`` quotes it, ``thing`` is what stands after the unit (``""`` at the end of a clause), and
    ``clause`` the text around it.
    """

    number: Decimal
    unit: Unit
    words: str
    thing: str
    clause: str

    def speaks_of(self, name: str) -> bool:
        """Whether the count is certainly about the indicator called ``name``."""
        if self.thing and self.thing not in name:
            return False
        return not telling_words(self.clause).isdisjoint(_pairs(name))


_NUMBER = Pattern(
    r"(?<![0-9０-９.．,A-Za-z])(?P<number>[0-9０-９]{1,3}(?:,[0-9０-９]{3})+|[0-9０-９]{1,15})"
    r"(?P<fraction>[.．][0-9０-９]{1,6})?\s*(?=[^\s0-9０-９.．,])"
)
# Units of time, dates, degrees and money: such numbers say when, how long and for how much, not how many.
_NOT_COUNTED = frozenset("%‰年月日天号时分秒点度期届周岁倍元") | {
    "小时", "分钟", "工作日", "自然日", "个月", "季度", "年度", "万元", "亿元", "百分点", "个百分点",
}  # fmt: skip
_CLAUSE_END = Pattern("[，。；;！!？?、：:（）()\n]")
# How far a clause is followed to either side.
_REACH = 60
# A count of a part, a share, another time or a rough one is not the count an indicator states.
_PARTIAL = Pattern(
    r"其中|每|平均|人均|分别|新增|去年|上一?年|往年|[上下]半年|以来|年来|(?:第|约|近|超|超过|逾|余|至少|不少于|不低于|[\-—~～至到])\s*$"
)
_ROUGH = ("以上", "以下", "以内", "左右", "余", "多")
_THING = Pattern("[\u4e00-\u9fff]{2}")


@text_cache
def counts_in(text: str) -> tuple[Count, ...]:
    """Return the counts in ``text`` that are certain: exact, of the whole, the only one with their unit."""
    found: dict[str, list[Match]] = {}
    for match in _NUMBER.finditer(text):
        name = leading_unit(text, match.end())
        if name and _counts(name):
            found.setdefault(name, []).append(match)
    counts = (_count(text, matches[0], name) for name, matches in found.items() if len(matches) == 1)
    return tuple(count for count in counts if count is not None)


def _counts(name: str) -> bool:
    """Whether a unit says how many, not when, how long or for how much."""
    unit = read_unit(name)
    return unit.name not in _NOT_COUNTED and is_counter(unit)


def _count(text: str, match: Match, name: str) -> Count | None:
    start, end = match.start(), match.end() + len(name)
    before = _CLAUSE_END.split(text[max(0, start - _REACH) : start])[-1]
    after = _CLAUSE_END.split(text[end : end + _REACH])[0]
    if _PARTIAL.search(before) or after.startswith(_ROUGH):
        return None
    following = _THING.match(after)
    thing = following[0] if following else ""
    digits = narrow(match["number"] + (match["fraction"] or "")).replace(",", "")
    return Count(
        number=Decimal(digits),
        unit=read_unit(name),
        words=text[start:end] + thing,
        thing=thing,
        clause=before + text[start:end] + after,
    )


_COMMON_WORDS = frozenset(
    {
        "完成", "数量", "项目", "工作", "服务", "系统", "管理", "开展", "建设", "指标", "人数", "次数",
        "个数", "举办", "提供", "实施", "组织", "实际", "本年", "全年", "年度", "情况", "单位", "机构",
    }
)  # fmt: skip


@text_cache
def telling_words(clause: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters in ``clause`` that are not words of every form."""
    return frozenset(pair for pair in _pairs(clause) if _THING.fullmatch(pair)) - _COMMON_WORDS


def _pairs(text: str) -> Iterator[str]:
    return map("".join, pairwise(text))
