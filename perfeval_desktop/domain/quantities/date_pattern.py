"""What days look like: ``12月底前``, ``2023.6.30前``, ``一季度``, ``年内``, ``3月至5月``, ``每月10日前``."""

import re

from perfeval_desktop.domain.pattern import Pattern

_MONTH = r"(?:0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九正])"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])"
_YEAR = r"(?:[0-9]{4}|[二〇零一]{2}[〇零一二三四五六七八九]{2})"

DATE = Pattern(
    rf"""
    (?: (?P<full> (?P<full_year>[0-9]{{4}}) (?:年|[-./]) (?P<full_month>{_MONTH}) (?:月|[-./])
            (?P<full_day>{_DAY}) [日号]? )                                              # 2023年6月30日
      | (?P<digits> (?P<digits_year>20[0-9]{{2}}) (?P<digits_month>0[1-9]|1[0-2])
            (?P<digits_day>[0-3][0-9]) (?![0-9]) )                                      # 20230630
      | (?: (?P<year>{_YEAR}) 年)?
        (?: (?P<month>{_MONTH}) 月 份? (?: (?P<day>{_DAY}) [日号])?                     # 6月30日
          | (?P<quarter> 第?[一二三四1-4]季度 | Q[1-4])
          | (?P<half> [上下]半年)
          | (?P<end> 年?[底末](?!线) | 年底 | 年内 | 年度内 | 当年 | 全年))
      | (?P<only_year>20[0-9]{{2}}) 年 (?P<only_end>[底末内])? (?! 版|度)               # 2023年底
      | (?P<national_day> 国庆节?)
    )
    (?P<part> 上旬|中旬|下旬|底|末|初|中)?
    (?P<before> 之前|以前|前|内)?
    """,
    re.VERBOSE,
)
# 6.30 is the 30th of June, but may be a number.
SHORT_DATE = Pattern(
    r"(?P<month>0?[1-9]|1[0-2]) [./] (?P<day>[12][0-9]|3[01]|0?[1-9]) (?P<before>前|之前)?", re.VERBOSE
)
DATE_SPAN = Pattern(
    rf"""
    (?: (?P<year>[0-9]{{4}}) 年)? (?P<month>{_MONTH}) 月? (?: (?P<day>{_DAY}) 日)?
    [-~至到]
    (?: (?P<last_year>[0-9]{{4}}) 年)? (?P<last_month>{_MONTH}) 月 (?: (?P<last_day>{_DAY}) 日)?
    """,
    re.VERBOSE,
)
EACH_MONTH = Pattern(rf"每月 (?P<day>{_DAY}) [日号] (?P<before>前|之前)?", re.VERBOSE)
# Without any of these no day is named.
MAY_BE_DATE = Pattern(r"[年月底末庆]|季度|Q[1-4]|20[0-9]{6}|[0-9][-./][0-9]")
