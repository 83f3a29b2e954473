"""Breaking the text of a cell into lines, by the rules of Chinese typesetting and of official figures.

Every place between two characters has a :class:`Bond`, from free to unbreakable. A line takes what fits and
breaks at the last free place; where the line has none, at the last of the weakest bond there is, so that
a number is cut only if it is wider than its cell. Nothing is dropped and nothing added.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from enum import IntEnum


class Bond(IntEnum):
    """How firmly two neighbouring characters stand together, weakest first."""

    FREE = 0
    UNIT = 1  # a number and its unit, the parts of a file number, 第 and its number
    MARK = 2  # a mark that must not begin or end a line
    WORD = 3  # the inside of a number, a Latin word, a —— or a ……


# Returns how wide each beginning of a text is, from its first character up to all of it.
Ends = Callable[[str], list[int]]

NOT_AT_LINE_START = "，。、；：？！）〕】》〉」』］｝”’…—～·％‰℃°′″!%),.:;?]}々㎡"
NOT_AT_LINE_END = "（〔【《〈「『［｛“‘([{￥¥$№§≥≤<>=±"
TAB = " " * 4

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_SPACES = " \u3000"
_SPACE = re.compile(f"[{_SPACES}]")

_DIGIT = "[0-9０-９]"
_LETTER = "0-9A-Za-z０-９Ａ-Ｚａ-ｚÀ-ÖØ-öø-ɏͰ-ԯ"
_IDEOGRAPH = "[\u3400-\u9fff\U00020000-\U0003ffff]"

# A number with its sign, separators and per cent, or a Latin word: COVID-19, 348,800.00, -0.5%.
_WORD = re.compile(
    rf"(?:[-+−]?\.?(?={_DIGIT}))?[{_LETTER}]+"
    rf"(?:(?:(?<=[0-9]),(?=[0-9])|(?<=[０-９])[，．](?=[０-９])|[-–~./:_'’@&]{{1,3}})[{_LETTER}]+)*[%‰％]?"
)
# From the first letter or digit on all that may stand in a word; before it only what a number begins with.
_WORD_STRETCH = re.compile(rf"[{_LETTER}][{_LETTER}−+,，．–~./:_'’@&%‰％-]*")
_NUMBER_BEGINNINGS = frozenset("-+−.")
_DIGITS = frozenset("0123456789０１２３４５６７８９")

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

# A number with its unit: 5万元, 8小时/天, 350.00(个). After a space only what is surely a unit.
_WITH_UNIT = re.compile(
    rf"{_DIGIT}(?:{_UNIT}(?:/{_UNIT})?| (?:{_LONG_UNIT}|[{_MEASURES}])|[(（](?:{_UNIT}|[%‰％])[)）])"
)
# 财预〔2020〕10号: up to four characters name the office; words that lead up to it do not belong to it.
_FILE_NUMBER = re.compile(rf"[〔\[(（【]{_DIGIT}{{4}}[〕\])）】] ?第?{_DIGIT}+ ?号")
_OF_OFFICE = re.compile(f"(?!根据|依据|按照|按|据|见|和|与|及|对|的){_IDEOGRAPH}")
_END_OF_FILE_NUMBER = "号"
_LONGEST_OFFICE = 4
# What else stays together, and a sign without which there is none of it.
_RARE_TIES = (
    ("第", re.compile(f"第 ?{_DIGIT}"), Bond.UNIT),
    ("——", re.compile("—{2,}"), Bond.WORD),
    ("……", re.compile("…{2,}"), Bond.WORD),
)

_TIES = [bytes((bond,)) for bond in Bond]
_START_MARKS = frozenset(NOT_AT_LINE_START)
_END_MARKS = frozenset(NOT_AT_LINE_END)


def break_lines(text: str, limit: int, ends: Ends) -> tuple[str, ...]:
    """Return ``text`` as the lines of a cell in which ``limit`` fits, at least one.

    ``limit`` and what ``ends`` returns are in the same unit (thousandths of the em). Line ends in ``text``
    end a line, tabs become spaces; apart from that the lines put together are the text. Spaces at the end of
    a line may stand out of the cell, being invisible. A single character wider than the cell gets a line of
    its own. The time is linear in the length of ``text``.
    """
    if text.isprintable():
        return tuple(_broken(text, limit, ends))
    paragraphs = _LINE_END.split(text.replace("\t", TAB))
    return tuple([line for paragraph in paragraphs for line in _broken(paragraph, limit, ends)])


def _ties(text: str) -> bytearray:
    """Return the bonds but for those of marks, which are quicker looked up where a line is to break."""
    found = bytearray(len(text))
    if _END_OF_FILE_NUMBER in text:
        for number in _FILE_NUMBER.finditer(text):
            _tie(found, _office_start(text, number.start()), number.end(), Bond.UNIT)
    _tie_words(found, text)
    for sign, pattern, bond in _RARE_TIES:
        if sign in text:
            for stretch in pattern.finditer(text):
                _tie(found, *stretch.span(), bond)
    # Spaces stay at the end of the line they follow.
    for space in _SPACE.finditer(text):
        found[space.start()] = Bond.WORD
    return found


def _tie_words(found: bytearray, text: str) -> None:
    """Set the bonds inside numbers and words, and between a number and its unit."""
    for stretch in _WORD_STRETCH.finditer(text):
        start, end = stretch.span()
        while start and text[start - 1] in _NUMBER_BEGINNINGS:
            start -= 1
        # A unit can only follow the last digit of a stretch, being made of none of its characters.
        if text[end - 1] in _DIGITS and (unit := _WITH_UNIT.match(text, end - 1)):
            _tie(found, end - 1, unit.end(), Bond.UNIT)
        if end - start > 1:
            if text[start:end].isalnum():
                _tie(found, start, end, Bond.WORD)
            else:
                for word in _WORD.finditer(text, start, end):
                    _tie(found, *word.span(), Bond.WORD)


def _office_start(text: str, bracket: int) -> int:
    """Return where the name of the office begins whose file number opens with ``bracket``."""
    start = bracket
    while start > max(bracket - _LONGEST_OFFICE, 0) and _OF_OFFICE.match(text, start - 1):
        start -= 1
    return start


def _tie(found: bytearray, start: int, end: int, bond: Bond) -> None:
    """Set the bond inside a stretch of text."""
    found[start + 1 : end] = _TIES[bond] * (end - start - 1)


def _broken(text: str, limit: int, ends_of: Ends) -> list[str]:
    """Return the lines of one paragraph."""
    ends = ends_of(text)
    if not ends or ends[-1] <= limit:
        return [text]
    lines = []
    ties = _ties(text)
    most = ends[-1] - limit
    start = 0
    set_so_far = 0
    while set_so_far < most:
        fitting = bisect_right(ends, set_so_far + limit, start)
        if fitting == start:
            # Not even one character fits.
            fitting += 1
        reach = fitting
        # Spaces may hang over the edge.
        while reach < len(text) and ties[reach] and text[reach] in _SPACES:
            reach += 1
        if reach == len(text):
            break
        if ties[reach] or text[reach] in _START_MARKS or text[reach - 1] in _END_MARKS:
            stop = _break_place(text, ties, start, reach) or fitting
        else:
            stop = reach
        lines.append(text[start:stop])
        start = stop
        set_so_far = ends[stop - 1]
    lines.append(text[start:])
    return lines


def _break_place(text: str, ties: bytearray, start: int, reach: int) -> int:
    """Return where a line from ``start`` that may go on to ``reach`` breaks; 0 if only inside a word."""
    weakest: int = Bond.WORD
    found = 0
    for place in range(reach, start, -1):
        bond = ties[place]
        if bond < Bond.MARK and (text[place] in _START_MARKS or text[place - 1] in _END_MARKS):
            bond = Bond.MARK
        if bond < weakest:
            weakest, found = bond, place
            if not bond:
                break
    return found
