"""Breaking the text of a cell into lines, by the rules of Chinese typesetting and of official figures.

Every place between two characters has a :class:`Bond`, from free to unbreakable. A line takes what fits and
breaks at the last free place; where the line has none, at the last of the weakest bond there is, so that
a number is cut only if it is wider than its cell. Nothing is dropped and nothing added.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from enum import IntEnum
from itertools import accumulate


class Bond(IntEnum):
    """How firmly two neighbouring characters stand together, weakest first."""

    FREE = 0
    UNIT = 1  # a number and its unit, the parts of a file number, 第 and its number
    MARK = 2  # a mark that must not begin or end a line
    WORD = 3  # the inside of a number, a Latin word, a —— or a ……


NOT_AT_LINE_START = "，。、；：？！）〕】》〉」』］｝”’…—～·％‰℃°′″!%),.:;?]}々㎡"
NOT_AT_LINE_END = "（〔【《〈「『［｛“‘([{￥¥$№§≥≤<>=±"
TAB = " " * 4

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_SPACES = " \u3000"

_DIGIT = "[0-9０-９]"
_LETTER = "0-9A-Za-z０-９Ａ-Ｚａ-ｚÀ-ÖØ-öø-ɏͰ-ԯ"
_IDEOGRAPH = "[\u3400-\u9fff\U00020000-\U0003ffff]"

# A number with its sign, separators and per cent, a Latin word (COVID-19, 348,800.00, -0.5%), or a dash.
_WORDS = re.compile(
    rf"(?:[-+−]?\.?(?={_DIGIT}))?[{_LETTER}]+"
    rf"(?:(?:(?<=[0-9]),(?=[0-9])|(?<=[０-９])[，．](?=[０-９])|[-–~./:_'’@&]{{1,3}})[{_LETTER}]+)*[%‰％]?"
    "|—{2,}|…{2,}"
)

# fmt: off
_LONG_UNITS = (
    "人次", "人天", "人月", "人日", "人年", "小时", "分钟", "秒钟", "工作日", "自然日", "个工作日",
    "个自然日", "个月", "个小时", "季度", "年度", "年级", "月份", "学时", "课时", "课次", "场次", "批次",
    "项次", "件次", "台次", "家次", "户次", "班次", "台套", "标段", "平方米", "立方米", "平方公里", "公里",
    "千米", "厘米", "毫米", "公顷", "公斤", "千克", "毫克", "千瓦", "千瓦时", "兆瓦", "万元", "亿元",
    "千元", "百元", "万人", "亿人", "千人", "万人次", "万户", "万亩", "万吨", "亿吨", "百分点", "个百分点",
    "分贝", "摄氏度", "吨标准煤",
)
# fmt: on
_MEASURES = (
    "年月日天时分秒周季个人名位台套件份项次场期批户家所座栋处条张本册篇部辆架只头块片元角吨克斤"
    "米里亩升度级类门节课班组队岁倍号"
)
_LONG_UNIT = "|".join(sorted(_LONG_UNITS, key=len, reverse=True))
_UNIT = f"(?:{_LONG_UNIT}|{_IDEOGRAPH})"

_UNIT_BONDS = (
    # A number with its unit: 5万元, 8小时/天, 350.00(个). After a space only what is surely a unit.
    re.compile(
        rf"{_DIGIT}(?:{_UNIT}(?:/{_UNIT})?| (?:{_LONG_UNIT}|[{_MEASURES}])|[(（](?:{_UNIT}|[%‰％])[)）])"
    ),
    re.compile(rf"第 ?{_DIGIT}"),
    # 财预〔2020〕10号: up to four characters name the office; words that lead up to it do not belong to it.
    re.compile(
        rf"(?:(?!根据|依据|按照|按|据|见|和|与|及|对|的){_IDEOGRAPH}){{1,4}}"
        rf"[〔\[(（【]{_DIGIT}{{4}}[〕\])）】] ?第?{_DIGIT}+ ?号"
    ),
)
_BEFORE_START_MARK = re.compile(f"[{re.escape(NOT_AT_LINE_START)}]")
_AFTER_END_MARK = re.compile(f"(?<=[{re.escape(NOT_AT_LINE_END)}])")
_BEFORE_SPACE = re.compile(f"[{_SPACES}]")


def break_lines(text: str, limit: int, advances: Mapping[str, int]) -> tuple[str, ...]:
    """Return ``text`` as the lines of a cell in which ``limit`` fits, at least one.

    ``limit`` and the widths in ``advances`` are in the same unit (thousandths of the em). Line ends in
    ``text`` end a line, tabs become spaces; apart from that the lines put together are the text. Spaces at
    the end of a line may stand out of the cell, being invisible. A single character wider than the cell gets
    a line of its own. The time is linear in the length of ``text``.
    """
    paragraphs = _LINE_END.split(text.replace("\t", TAB))
    return tuple(line for paragraph in paragraphs for line in _broken(paragraph, limit, advances))


def bonds(text: str) -> bytearray:
    """Return the :class:`Bond` before each character of ``text``, a text without line ends."""
    found = bytearray(len(text))
    for pattern in _UNIT_BONDS:
        _tie(found, pattern.finditer(text), Bond.UNIT)
    for place in _BEFORE_START_MARK.finditer(text):
        found[place.start()] = Bond.MARK
    for place in _AFTER_END_MARK.finditer(text, 0, max(len(text) - 1, 0)):
        found[place.start()] = Bond.MARK
    _tie(found, _WORDS.finditer(text), Bond.WORD)
    # Spaces stay at the end of the line they follow.
    for place in _BEFORE_SPACE.finditer(text):
        found[place.start()] = Bond.WORD
    return found


def _tie(found: bytearray, stretches: Iterator[re.Match[str]], bond: Bond) -> None:
    """Set the bond inside each of ``stretches``."""
    for stretch in stretches:
        start, end = stretch.span()
        found[start + 1 : end] = bytes((bond,)) * (end - start - 1)


def _broken(text: str, limit: int, advances: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of one paragraph."""
    ends = list(accumulate(map(advances.__getitem__, text)))
    if not ends or ends[-1] <= limit:
        yield text
        return
    bond_before = bonds(text)
    start = 0
    set_so_far = 0
    while ends[-1] - set_so_far > limit:
        fitting = max(bisect_right(ends, set_so_far + limit, start), start + 1)
        reach = fitting
        while reach < len(text) and text[reach] in _SPACES:
            reach += 1
        if reach == len(text):
            break
        stop = _break_place(bond_before, start, reach) or fitting
        yield text[start:stop]
        start = stop
        set_so_far = ends[stop - 1]
    yield text[start:]


def _break_place(bond_before: bytearray, start: int, reach: int) -> int:
    """Return where a line from ``start`` that may go on to ``reach`` breaks; 0 if only inside a word."""
    for bond in (Bond.FREE, Bond.UNIT, Bond.MARK):
        place = bond_before.rfind(bond, start + 1, reach + 1)
        if place > 0:
            return place
    return 0
