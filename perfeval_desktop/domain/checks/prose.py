"""Reading the prose of a form the way a reviewer does: excuses, numerals, placeholders, years."""

import re
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Pattern

_PUNCTUATION = " \t\n\u3000-－—–─/／\\.。、，,;；…·*"
_EXCUSES = frozenset(
    {
        *("", "0", "０", "无", "没有", "暂无", "无偏差", "无原因", "不适用", "无需说明", "n/a", "na", "none"),
        *(
            "已完成",
            "完成",
            "全部完成",
            "已达成",
            "达成",
            "达成指标",
            "达标",
            "已达标",
            "正常",
            "正常完成",
            "按期完成",
        ),
        *("同上", "略", "偏差较小", "无偏差原因", "不存在偏差"),
    }
)
_ELSEWHERE = Pattern(
    "(?:见|详见|请见|参见)(?:附件|附表|说明|(?:自评|评价)?报告)[0-9一二三四五六七八九十]{0,2}"
)


def explains(text: str) -> bool:
    """Whether ``text`` gives any reason at all: more than a blank, a dash, ``无``, 已完成 or 见附件."""
    words = text.strip(_PUNCTUATION).lower()
    return words not in _EXCUSES and _ELSEWHERE.fullmatch(words) is None


# Words in which a Chinese numeral counts nothing.
_NO_NUMERAL = Pattern(
    "一定|一般|一致|统一|进一步|唯一|万无一失|一体化|一流|一律|一贯|一系列|十分|第三方|千方百计|百姓|半年"
)
_NUMERAL = Pattern("[0-9０-９零〇一二两三四五六七八九十百千万亿]")


def has_number(text: str) -> bool:
    """Whether ``text`` names any number, in digits or in Chinese numerals."""
    return _NUMERAL.search(_NO_NUMERAL.sub("", text)) is not None


# No repetition meets another one of the same characters: any text is searched in linear time. Looking at the
# first character alone passes over nearly all of a text at once.
_PLACEHOLDER = Pattern(
    r"""
    (?=[*×XxＸ_＿□某0-9０-９请在此待指目…⋯.。\s])
    (?:
      \*{2,} | ×{2,} | (?<![A-Za-z])[Xx]{2,}(?![A-Za-z]) | Ｘ{2,} | _{3,} | ＿{2,} | □{2,} | 某某
      # advice to whoever fills in the form
      | [0-9０-９]{1,5}\s?字以内 | 请(?:在此)?(?:填写|输入|选择) | (?:在此|此处)(?:填写|填入|输入)
      | 待填 | 待补充
      # numbered and never named
      | ^[^\S\n]*(?:指标|目标)\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[:：][^\S\n]*$
      | \A\s*指标\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[:：]
      | ^[^\S\n]*(?:…+|\.{3,}|。{3,}|⋯+)[^\S\n]*$
    )
    """,
    re.VERBOSE | re.MULTILINE,
)


# Every placeholder has one of these, and hardly any name of an indicator.
_OF_PLACEHOLDERS = Pattern("[*×XxＸ_＿□某字请此待:：…⋯.。]")


def placeholder(text: str) -> str:
    """Return what was left standing from an empty form, such as ``指标2：`` or ``≥**``; ``""`` for none."""
    match = _PLACEHOLDER.search(text) if _OF_PLACEHOLDERS.search(text) else None
    return match[0].strip() if match else ""


_NUMBER_BEFORE_NAME = Pattern(r"\s*指标\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[:：](?=\s*\S)")


def without_number(name: str) -> str:
    """Return the name of an indicator without a number before it: ``指标1：培训场次`` is 培训场次.

    A number without a name stays: it was left standing.
    """
    match = _NUMBER_BEFORE_NAME.match(name)
    return name[match.end() :] if match else name


class YearMentions(NamedTuple):
    """The years 2000-2099 a text names: all of them, and those that read as the year it reports on."""

    named: frozenset[int]
    reported: tuple[int, ...]


# A year that opens a sentence, or one with 年度, is the year the sentence is about; elsewhere it is history.
_YEAR = Pattern(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_SPAN = Pattern(r"(?<![0-9])(20[0-9]{2})\s?(?:年度?)?\s?[\-—–~～至到]{1,2}\s?(20[0-9]{2})(?![0-9])")
_YEAR_WORD = Pattern(r"\s*年(度?)")
_OPENING = Pattern(r"(?:^|[。；;！!？?\n：:])\s*(?:截至|截止到?|在)?\s*$")
_COMPARED = tuple("较比与同上从自于按据到至（(〔[—-~～")
_AS_HISTORY = Pattern(
    r"\s*(?:[\-—~～至到]|年度?(?:以来|起|至|到|[\-—~～]|以?前|以?后|开始|同期|相比)"
    r"|年[^，。；;、！？\n]{0,12}?(?:立项|启动|建成|成立|印发|发布|出台|制定|批复|竣工|投用|投入|上线|完工|修订|签订))"
)


NO_YEARS = YearMentions(frozenset(), ())


def year_mentions(text: str) -> YearMentions:
    """Return the years that ``text`` names, those within a span too, and those it seems to report on."""
    if "20" not in text:
        return NO_YEARS
    named: set[int] = set()
    for span in _SPAN.finditer(text):
        named.update(range(int(span[1]), int(span[2]) + 1))
    reported: list[int] = []
    for match in _YEAR.finditer(text):
        year = int(match[0])
        named.add(year)
        word = _YEAR_WORD.match(text, match.end())
        if word is None or _AS_HISTORY.match(text, match.end()):
            continue
        before = text[max(0, match.start() - 6) : match.start()].rstrip()
        if _OPENING.search(before) or (word[1] and not before.endswith(_COMPARED)):
            reported.append(year)
    return YearMentions(frozenset(named), tuple(reported))
