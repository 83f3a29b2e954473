"""What a quantity looks like in a text: all that may stand around a number, and the number itself."""

import re
from collections.abc import Iterable

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparators import BEFORE, BEHIND
from perfeval_desktop.domain.quantities.numbers import DIGITS, NUMERAL
from perfeval_desktop.domain.quantities.quantity import Nearness
from perfeval_desktop.domain.quantities.unit_pattern import UNIT


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of one of ``words``, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


UP = "增长|增加|提高|提升|上升|增幅|增速|上涨|新增|增收|增产"
DOWN = "下降|降低|减少|压减|缩减|缩短|降幅|下调|回落|减轻"
ROUGH_BEFORE = {
    **dict.fromkeys(("约", "大约", "大概"), Nearness.ABOUT),
    **dict.fromkeys(("近", "将近", "接近"), Nearness.NEARLY),
}
ROUGH_BEHIND = dict.fromkeys(("左右", "上下"), Nearness.ABOUT)
_ODD = "[余多]"
_BEFORE, _BEHIND = _any_of(BEFORE), _any_of(BEHIND)
_ROUGHLY = _any_of(ROUGH_BEFORE)

# One word before or behind a number, to tell them apart.
SAID_BEFORE = Pattern(rf"{_BEFORE}|{UP}|{DOWN}|{_ROUGHLY}")
SAID_BEHIND = Pattern(rf"{_BEHIND}|{_any_of(ROUGH_BEHIND)}")
CHANGE_BEFORE = Pattern(rf"(?:{UP}|{DOWN})(?:率|幅度|比例|幅)?(?:为|了|约)?$")
IS_DOWN = Pattern(DOWN)

_EACH_NAMES = _any_of(
    {
        *("人次", "户次", "人", "亩", "户", "月", "季度", "季", "周", "日", "天", "年", "次", "期", "场"),
        *("小时", "平方米", "㎡", "公里", "吨", "台", "辆", "件", "份", "所", "家", "村", "镇", "课时"),
        *("班", "公顷"),
    }
)
EACH = Pattern(rf"每(?P<count>[两三])?个?(?P<name>{_EACH_NAMES})")
AVERAGES = {
    "人均": "人",
    "亩均": "亩",
    "户均": "户",
    "月均": "月",
    "日均": "天",
    "年均": "年",
    "周均": "周",
}  # fmt: skip
PARTS = {"百分之": "%", "千分之": "‰", "万分之": "/万"}

MEASURE = Pattern(
    rf"""
    (?P<per> (?: 每 (?:[两三](?=个?[周月年天日季]))? 个? (?:{_EACH_NAMES}) ){{1,3}}        # 每人每月
      | {"|".join(AVERAGES)})?
    (?:平均|约为)? (?P<doing> 补助|补贴|开展|组织|巡查|检查)?
    (?P<before> (?: {_BEFORE}|{UP}|{DOWN}|{_ROUGHLY}|了|为 ){{0,4}})
    (?P<minus> [-负]|零下|亏损)?
    (?P<parts> {"|".join(PARTS)})?                                                    # 百分之五
    (?P<number>{NUMERAL})
    (?: 分之 (?P<of>{NUMERAL})                                                        # 三分之二
      | / (?P<lower>[0-9]+) (?P<times>万)?                                            # 2/3, 8/10万
      | ± (?P<spread>{DIGITS})
      | (?P<more> (?: \+ {DIGITS} )+) )?                                              # 5+3
    (?P<odd>{_ODD})?
    (?P<unit>{UNIT})?
    (?P<odd_behind>{_ODD})?
    (?P<half> 半(?![年月天日]))?                                                            # 2万半
    (?P<behind> (?: {_BEHIND}|{_any_of(ROUGH_BEHIND)} ){{0,3}})
    """,
    re.VERBOSE,
)
# Between the two ends of a range: 5场至8场, 5、6次.
TO = Pattern("[-~至到]|、(?=[0-9])")
# 一个半小时, 两年半: the unit may stand inside the number.
AND_A_HALF = Pattern(rf"(?P<number>{NUMERAL})(?P<unit>个|年|天|月|周|小时)半(?P<rest>小时|月|钟头|年|天)?")
