"""What the words of an actual say by themselves: reached, missed, in part, none; and what promises none."""

import re
from enum import StrEnum

from perfeval_desktop.domain.pattern import Pattern


class Saying(StrEnum):
    """What the words of an actual say by themselves, whatever the target is."""

    REACHED = "reached"
    ON_TIME = "on_time"
    LATE = "late"
    PARTLY = "partly"
    NOT = "not"
    UNDER_WAY = "under_way"
    NONE_HAPPENED = "none_happened"
    WITHIN_BUDGET = "within_budget"
    OVER_BUDGET = "over_budget"
    NOTHING_SAID = "nothing_said"
    OTHER = "other"


_AIM = "(?:预期|年度|绩效|全年|既定|预定|计划|考核)?的?(?:指标值?|目标值?|任务|效果|要求|成效)"
# The first that fits counts; each group is named as its saying.
_SAYINGS = Pattern(
    rf"""
    (?P<nothing_said> (?:见|详见|参见).* | 待定 | 暂无.* | 不适用 | 无法.* | 待.* | [\#/?].* | 同上 | 略)
  | (?P<partly> 部分.* | 达成部分.* | (?:已?完成)?[一大]部分 | 已?完成大部分 | 未全部.* | 未完全.* | 完成一半)
  | (?P<late> (?:延期|逾期|推迟|延迟|延后|滞后|超期|未按期|未按时|未如期|未及时|不及时) .*)
  | (?P<not> (?:尚未|还未|未能|未|没有|没)(?:达成|达到|完成|实现|开展|实施|启动|开工|达标|执行)
        (?:{_AIM})?(?:且效果较?差)?
      | (?:因.{{1,8}})?(?:取消|终止|中止|停止|搁置)(?:实施|执行)?)
  | (?P<under_way> (?:正在|仍在|尚在).+ | .{{0,4}}(?:推进|建设|进行|研究|实施|施工|办理|招标|编制)中
      | 跨年度?实施 | 持续推进)
  | (?P<on_time> (?:已|均|全部|100%)?(?:按期|按时|如期|准时|提前|按计划|按计划时间|按要求)
        (?:完成|竣工|支付|验收|交付)?)
  | (?P<reached>
        (?:已|均|全|全部|全面|都|100%|超额|圆满|顺利|基本上?全部|均已|已全部)?(?:达成|达到|实现|完成|达)了?
        (?:{_AIM})?(?:且效果(?:良好|较好|好|明显|显著))?(?:100%)?
      | (?:已|均|全部|均已)?达标 | 完成情况:?已完成)
  | (?P<none_happened>
        (?:零|无|未|没有|未曾|从未|不)(?:发生|出现|发现)?(?:任何|相关)?(?:安全|责任|生产|质量|有效|重复){{0,4}}
        (?:事故|投诉|舆情|事件|差错|故障|信访|上访|案件|问题|违规|违纪|违法|情况)? | 〇)
  | (?P<over_budget> 已?(?:超支|超预算|超出预算|超标准))
  | (?P<within_budget> (?:未|无|没有|不)超(?:支|预算|出预算|标|过预算)? | 有?(?:节约|结余|节省).*)
    """,
    re.VERBOSE,
)


def saying(words: str) -> Saying:
    """Return what the :func:`plain` ``words`` of an actual say by themselves."""
    match = _SAYINGS.fullmatch(words.strip(",;:、."))
    return Saying.OTHER if match is None else _BY_GROUP[match.lastgroup or ""]


_BY_GROUP = {one.value: one for one in Saying}

_NONE = Pattern(
    r"""
    (?:零|0|无|未|没有|不|杜绝|避免|防止|未曾|确保无|确保零|实现零|不得)(?:发生|出现|发现|存在)?
    (?:任何|相关|重大|较大|有责|有效|安全|责任|生产|质量|人员|网络|信息|食品|廉政|火灾|服务|群体性|重复|集体|越级|负面){0,6}
    (?:事故|投诉|舆情|事件|差错|故障|信访|上访|案件|违规|违纪|违法|伤亡|死亡|泄密|泄露|感染|污染|影响|情况|损害)?
    (?:事件|事故|行为|问题|率)?
    """,
    re.VERBOSE,
)


_NOT_YET = Pattern("预计|拟|将于|计划(?=[0-9])")
_OTHER_YEAR = Pattern("去年(?<![较比]去年)|上年(?<![较比]上年)|属20|预计")


def is_yet_to_come(words: str) -> bool:
    """Whether the :func:`plain` ``words`` speak of what has not happened yet."""
    return _NOT_YET.search(words) is not None


def is_of_other_days(text: str, words: str) -> bool:
    """Whether the :func:`plain` ``text`` tells what has not happened yet, or happened in another year.

    ``words`` are those of it beside its quantities and days.
    """
    return is_yet_to_come(words) or _OTHER_YEAR.search(text) is not None


def promises_none(words: str) -> bool:
    """Whether the :func:`plain` ``words`` promise that something does not happen: 零事故, 无, 未发生."""
    return _NONE.fullmatch(words) is not None
