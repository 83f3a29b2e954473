"""What holds neighbouring characters together, said plainly: one regular expression for each rule.

Slow and easy to read, to judge the line breaker by. Later rules outweigh earlier ones. Nothing but the lists
of marks is taken from the line breaker.
"""

import re

from perfeval_desktop.printing.typesetting.line_breaking import NOT_AT_LINE_END, NOT_AT_LINE_START, Bond

SPACES = " \u3000"

_DIGIT = "[0-9０-９]"
_LETTER = "[0-9A-Za-z０-９Ａ-Ｚａ-ｚÀ-ÖØ-öø-ɏͰ-ԯ]"
_IDEOGRAPH = "[\u3400-\u9fff\U00020000-\U0003ffff]"

# fmt: off
_LONG_UNITS = (
    "个百分点", "个工作日", "个自然日", "吨标准煤",
    "个小时", "万人次", "千瓦时", "平方米", "立方米", "平方公里", "工作日", "自然日", "百分点", "摄氏度",
    "人次", "人天", "人月", "人日", "人年", "小时", "分钟", "秒钟", "个月", "季度", "年度", "年级", "月份",
    "学时", "课时", "课次", "场次", "批次", "项次", "件次", "台次", "家次", "户次", "班次", "台套", "标段",
    "公里", "千米", "厘米", "毫米", "公顷", "公斤", "千克", "毫克", "千瓦", "兆瓦", "万元", "亿元", "千元",
    "百元", "万人", "亿人", "千人", "万户", "万亩", "万吨", "亿吨", "分贝",
)
# fmt: on
_LONG_UNIT = "|".join(_LONG_UNITS)
_UNIT = f"(?:{_LONG_UNIT}|{_IDEOGRAPH})"
_SURE_UNIT = (
    f"(?:{_LONG_UNIT}|[年月日天时分秒周季个人名位台套件份项次场期批户家所座栋处条张本册篇部辆架只头块片元角吨"
    "克斤米里亩升度级类门节课班组队岁倍号])"
)

_YEAR = rf"[〔\[(（【]{_DIGIT}{{4}}[〕\])）】]"
_FILE_NUMBER = rf"{_YEAR} ?第?{_DIGIT}+ ?号"
_LEADS_UP_TO_IT = "根据|依据|按照|按|据|见|和|与|及|对|的"

_SEPARATOR = "(?:(?<=[0-9]),(?=[0-9])|(?<=[０-９])[，．](?=[０-９])|[-–~./:_'’@&]{1,3})"

# A rule ties the characters of what it finds to each other.
_RULES = (
    # 5万元, 8小时/天, 350.00(个), 50(%); 2 小时, but not 2 楼.
    (Bond.UNIT, f"{_DIGIT}{_UNIT}(?:/{_UNIT})?"),
    (Bond.UNIT, f"{_DIGIT} {_SURE_UNIT}"),
    (Bond.UNIT, f"{_DIGIT}[(（](?:{_UNIT}|[%‰％])[)）]"),
    # 第3, 第 3
    (Bond.UNIT, f"第 ?{_DIGIT}"),
    # 〔2020〕10号, and up to four characters of the office before it: 财预
    (Bond.UNIT, _FILE_NUMBER),
    (Bond.UNIT, rf"(?:(?!{_LEADS_UP_TO_IT}){_IDEOGRAPH}){{1,4}}(?={_FILE_NUMBER})[〔\[(（【]"),
    # Marks that must not begin a line or end one.
    (Bond.MARK, f"(?s:.)[{re.escape(NOT_AT_LINE_START)}]"),
    (Bond.MARK, f"[{re.escape(NOT_AT_LINE_END)}](?s:.)"),
    # 348,800.00, -0.5%, COVID-19, http://www.gov.cn
    (Bond.WORD, rf"(?:[-+−]?\.?(?={_DIGIT}))?{_LETTER}+(?:{_SEPARATOR}{_LETTER}+)*[%‰％]?"),
    (Bond.WORD, "—{2,}|…{2,}"),
    # Spaces stay at the end of the line they follow.
    (Bond.WORD, f"(?s:.)[{SPACES}]"),
)


def bonds(text: str) -> list[Bond]:
    """Return the bond before each character of ``text``, a text without line ends."""
    found = [Bond.FREE] * len(text)
    for bond, rule in _RULES:
        for start, end in _stretches(re.compile(rule), text):
            found[start + 1 : end] = [bond] * (end - start - 1)
    return found


def _stretches(rule: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return what ``rule`` finds, looking on behind the first character of what it has found.

    Stretches may overlap, as those of two marks side by side, but none lies within another.
    """
    found: list[tuple[int, int]] = []
    for start in range(len(text)):
        one = rule.match(text, start)
        if one and (not found or one.end() > found[-1][1]):
            found.append(one.span())
    return found
