"""Which way is better, as the name of an indicator and the unit of its target tell where no sign does.

By the rule (财预〔2020〕10号) a target without a sign (``33台``, ``=95%``) reads as "at least", and of what a
project makes that is certain: devices, courses, shares of things done. Of complaints, hours and money
``3起``, ``2小时``, ``20万元`` are as often the most that may be. Nothing here guesses: an answer is ``True``
where it is certain, and everything else is for the user to say.
"""

from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantity import Comparator, Quantity

_WHOLE = 100
# Nobody aims at so large a share of something unwanted.
_LARGE_SHARE = 80
# No name is longer; of a pasted page nothing is certain.
_LONGEST = 60

# A percentage of change may exceed 100; other percentages are shares of a whole.
_CHANGE = Pattern("增长|增幅|增加|提高|提升|上升|同比|环比|降低|下降|减少|升幅|降幅")
# Of a fall, ``-5%`` may be the fall or its opposite.
_FALL = Pattern("降|减少")
# Rates that are more than 100 % when more is done, earned or spent than was planned.
_MAY_EXCEED = Pattern("完成|利用|使用|达成|进度|投入|投资|产出|回报|收益|利润|成本|控制|支出|费")
# Shares of people or things, never more than all of them.
_OF_ALL = Pattern("(?:满意|合格|覆盖|知晓|通过|准确|及时|优良|正常|完好)(?:率|度|比例)$")

_TROUBLE = (
    "(?:故障|事故|投诉|差错|错误|失误|违规|违法|违纪|违约|逾期|流失|死亡|伤亡|受伤|发病|感染|上访|宕机|泄密)"
)
_UNWANTED_RATE = Pattern(f"{_TROUBLE}(?:发生)?(?:概率|率)$")
_UNWANTED_COUNT = Pattern(f"{_TROUBLE}(?:发生)?(?:次数|起数|件数|人数|人次|批次|户数|数量|数|量|情况)?$")
# Words before the trouble that turn it round (无投诉率), or make it work done (查处违规件数).
_TURNED = "无|零|未|不|免|杜绝|避免|减少|降低|下降|压降|处理|处置|解决|受理|办理|响应"
_RATE_TURNED = Pattern(_TURNED)
_COUNT_TURNED = Pattern(
    f"{_TURNED}|查处|查办|查获|检查|核查|抽查|排查|筛查|巡查|督查|办结|化解|排除|整改|治理|调处|调解|监测|发现|检出|"
    "识别|纠正|审结|曝光|救治|救助|预警|分析|统计|诊断|劝返|报告|上报|应对|修复|演练|宣传|追究|追回|打击|取缔|制止|"
    "拦截|预防|防范|防止"
)
# Amounts and times that are only ever kept down, unless the name says by how much.
_UNWANTED_AMOUNT = Pattern(
    "(?:(?:成本|造价)(?:总额|金额)?|(?:响应|处置|处理|修复|办理|审批|等待|等候|排队)(?:时间|时长|时限|用时))$"
)
_AMOUNT_TURNED = Pattern("节约|节省|控制|缩短|压缩|压减|降|减|无|零|不|免")

_WANTED = Pattern(
    "(?:满意|合格|达标|优良|优秀|覆盖|知晓|通过|准确|正确|及时|解决|完成|完好|到位|响应|办结|处理|处置|整改|修复|"
    "治理|发放|兑现|就业|普及|入学|巩固|正常|可用|符合|参与|支付|拨付|合规|公开|落实|履约|接通|在线|出勤|参保|成活|成功)(?:率|度|比例|比率)$"
)
# Wanted, though of these less may be asked for, too (CPU 使用率 ≤80%).
_WANTED_WITHOUT_A_SIGN = Pattern(f"{_WANTED.pattern}|(?:执行|使用|利用)(?:率|度)$")
_NOT_WANTED = Pattern("不|未|逾期|超期|延期|拖欠|CPU|内存|磁盘|带宽|负载|负荷")

# Work done, whatever it is done about: 隐患排查次数, 事故演练场次.
_WORK = Pattern(
    "(?:排查|检查|巡查|巡检|抽查|督查|检测|监测|演练|培训|宣传|讲座|评估)(?:工作)?(?:次数|场次|人次|批次|频次|数量)$"
)
# Of these less may be better, whatever they are counted in.
_LESS_MAY_BE_BETTER = Pattern(
    f"{_TROUBLE}|缺陷|失败|中断|损耗|损失|损坏|耗|漏损|漏洞|漏水|泄漏|泄露|丢失|遗失|误差|误报|漏报|偏差|偏离|超标|超期|超时|"
    "超编|超支|超限|滞留|积压|拖欠|欠|延误|延迟|延期|信访|来访|舆情|负面|纠纷|矛盾|诉讼|败诉|案件|发案|犯罪|停机|停电|"
    "断电|断网|停水|失业|辍学|贫困|返贫|空置|闲置|浪费|亏损|负债|债务|坏账|不良|不合格|不达标|不满|未完成|未按|隐患|"
    "问题|风险|危险|险情|火灾|受灾|成灾|灾害|灾情|疫情|病例|患病|传染|黑臭|污染|排放|排污|垃圾|废|污水|退货|退回|"
    "返工|返修|复发|扣分|罚|整改|环节|手续|跑动|等候|等待|排队|申请材料|申报材料|占比|"
    "CPU|内存|磁盘|带宽|负载|负荷"
)
# What is measured, not made: time, money, levels. Where there is a unit, the unit tells.
_MEASURED = Pattern(
    "时间|时长|时限|时效|工期|周期|期限|天数|用时|间隔|速度|提前|成本|费|价格|单价|均价|造价|物价|金额|资金|投资|预算|"
    "支出|标准|控制|浓度|含量|密度|噪声|噪音|温度|湿度|增长|增幅|增速|同比|环比|提高|提升|涨|降|减"
)
_MEASURES = frozenset(
    {
        "小时", "分钟", "工作日", "自然日", "个月", "季度", "年度", "天", "日", "周", "旬", "年", "时", "分",
        "秒", "点", "h", "min", "s", "ms", "岁", "元", "角", "万元", "亿元", "分贝", "dB", "℃", "°C",
        "摄氏度", "度", "千瓦时", "kWh", "吨标准煤", "毫克", "mg", "百分点", "个百分点", "‰", "倍", "成",
        "折",
    }
)  # fmt: skip
_LAST_BRACKETS = Pattern(r"\s*[(（][^()（）]*[)）]\s*$")


class Subject(NamedTuple):
    """What an indicator is about: its own name below those of its levels."""

    level1: str
    level2: str
    name: str


def more_is_better(subject: Subject, target: Quantity) -> bool:
    """Whether more than ``target`` is certainly better: by its sign, or else by the name and the unit."""
    if target.comparator.is_lower_bound:
        return not is_sign_doubtful(subject, target)
    if target.comparator.is_upper_bound or target.number < 0 or _is_cost(subject):
        return False
    name = subject.name
    if len(name) > _LONGEST or is_unwanted(name):
        return False
    return _is_more_better(name, target.unit, is_large=target.number >= _LARGE_SHARE)


def is_sign_doubtful(subject: Subject, target: Quantity) -> bool:
    """Whether the sign of ``target`` says the opposite of the name: 投诉率 ``≥5%``, 满意度 ``≤90%``."""
    if target.comparator.is_upper_bound:
        return target.is_ratio and is_wanted(subject.name) and not _is_cost(subject)
    return target.comparator.is_lower_bound and is_unwanted(subject.name)


def is_unwanted(name: str) -> bool:
    """Whether ``name`` certainly speaks of something nobody wants more of: 投诉率, 安全事故起数, 响应时间."""
    return len(name) <= _LONGEST and _is_unwanted(name)


def is_wanted(name: str) -> bool:
    """Whether ``name`` certainly speaks of a share everybody wants more of: 满意度, 故障解决率."""
    return len(name) <= _LONGEST and _is_wanted(name)


@lru_cache(maxsize=1024)
def _is_unwanted(name: str) -> bool:
    bare = _bare(name)
    if rate := _UNWANTED_RATE.search(bare):
        return not _RATE_TURNED.search(bare, 0, rate.start())
    if count := _UNWANTED_COUNT.search(bare):
        return not _COUNT_TURNED.search(bare, 0, count.start())
    if amount := _UNWANTED_AMOUNT.search(bare):
        return not _AMOUNT_TURNED.search(bare, 0, amount.start())
    return False


@lru_cache(maxsize=1024)
def _is_wanted(name: str) -> bool:
    bare = _bare(name)
    return _WANTED.search(bare) is not None and not _NOT_WANTED.search(bare)


@lru_cache(maxsize=1024)
def _is_more_better(name: str, unit: str, *, is_large: bool) -> bool:
    """Whether more is certainly better of ``name`` in ``unit``; ``is_large`` of a large share."""
    bare = _bare(name)
    kind = unit.partition("/")[0]
    if _WANTED_WITHOUT_A_SIGN.search(bare) and not _NOT_WANTED.search(bare):
        return kind in {"", "%", "‰", "分"}
    if kind in _MEASURES or (_LESS_MAY_BE_BETTER.search(bare) and not _WORK.search(bare)):
        return False
    if kind in {"", "%"} and _MEASURED.search(bare):
        return False
    return kind != "%" or is_large


def _is_cost(subject: Subject) -> bool:
    return "成本" in subject.level1 or "成本" in subject.level2


def speaks_of_change(name: str) -> bool:
    """Whether ``name`` speaks of growth or decline, of which a percentage may exceed 100."""
    return _CHANGE.search(name) is not None


def is_out_of_reach(name: str, target: Quantity) -> bool:
    """Whether ``target`` asks for more than the whole: ``≥120%``, ``>100%`` of what is a share."""
    if target.unit != "%" or target.number < _WHOLE or target.comparator.is_upper_bound:
        return False
    is_beyond = target.number > _WHOLE or target.comparator is Comparator.MORE_THAN
    return is_beyond and not speaks_of_change(name)


def is_impossible(name: str, target: Quantity, actual: Quantity) -> bool:
    """Whether the two, in one unit, make no certain sense: fewer than none, or more than the whole."""
    if min(target.number, actual.number) < 0 and (target.number >= 0 or _FALL.search(name)):
        return True
    if is_out_of_reach(name, target):
        return True
    if target.unit != "%" or not target.number <= _WHOLE < actual.number:
        return False
    if _OF_ALL.search(name) or ("预算" in name and not target.comparator.is_upper_bound):
        return True
    return not (speaks_of_change(name) or _MAY_EXCEED.search(name))


def _bare(name: str) -> str:
    """Return ``name`` without the brackets at its end: 投诉率（%） is 投诉率."""
    return _LAST_BRACKETS.sub("", name.strip())
