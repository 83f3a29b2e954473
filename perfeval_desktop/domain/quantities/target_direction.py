"""Which way is better of a target: as its sign says, or else its indicator."""

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.direction import Direction, Subject, direction_of, is_unwanted
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.units import is_ratio

# Nobody aims at so large a share of something unwanted.
_LARGE_SHARE = 80
# Rates that are more than 100 % when more is done, earned or spent than was planned.
MAY_EXCEED = Pattern(
    "完成|利用|使用|达成|进度|投入|投资|产出|回报|收益|利润|成本|控制|支出|费|执行|增长|增幅|性别比|比价|负债"
)
_MAY_BE_BOUNDED = Pattern("成本|控制|投入|投资|支出|费|性别比|比价|负债|CPU|内存|磁盘|带宽|负载|床位")
# Of these so many and no more may be wanted.
_HELD_DOWN = Pattern(
    "会议|公务|接待|出差|出国|用车|车辆|编制|人员|外包|租|控制|限|文件|发文|经费|加班|检查企业|扰"
)
_WORK = Pattern("培训|讲座|演练|宣传|巡查|巡检|检查|活动|演出|服务")


def more_is_better(subject: Subject, target: Quantity) -> bool | None:
    """Return whether more than ``target`` is better, by sign or indicator; ``None`` for no telling."""
    if target.comparator.is_lower_bound or (target.change and not target.comparator.is_upper_bound):
        return True
    if target.comparator.is_upper_bound:
        return False
    direction = _direction(subject, target, is_large=_is_large(target))
    return None if direction is Direction.UNKNOWN else direction is Direction.MORE


def is_sign_doubtful(subject: Subject, target: Quantity) -> bool:
    """Whether the sign of ``target`` says the opposite of the name: 投诉率 ``≥5%``, 满意度 ``≤90%``."""
    if target.change or not target.comparator.is_signed:
        return False
    if target.comparator.is_lower_bound:
        # ≥0 allows everything, and says nothing of which way is better.
        is_telling = target.number != 0 or target.comparator is Comparator.MORE_THAN
        return is_telling and is_unwanted(subject)
    if is_ratio(target.unit):
        is_done = not _MAY_BE_BOUNDED.search(subject.name)
    else:
        is_done = _is_work(subject.name) or ("数量" in subject.level2 and not _HELD_DOWN.search(subject.name))
    return is_done and _direction(subject, target, is_large=False) is Direction.MORE


def _is_work(name: str) -> bool:
    return _WORK.search(name) is not None and not MAY_EXCEED.search(name)


def _is_large(target: Quantity) -> bool:
    """Whether a target is a large share; a fraction (2/3) counts as one."""
    return is_ratio(target.unit) and (target.unit.name != "%" or target.number >= _LARGE_SHARE)


def _direction(subject: Subject, target: Quantity, *, is_large: bool) -> Direction:
    unit = "%" if is_ratio(target.unit) else target.unit.name
    return direction_of(subject, unit, is_large=is_large)
