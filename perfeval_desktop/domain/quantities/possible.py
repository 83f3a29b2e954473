"""What makes no sense beside a target: fewer than none, more than the whole, a thousand times as much."""

from decimal import Decimal

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.changes import speaks_of_change
from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.quantity import Change, Quantity
from perfeval_desktop.domain.quantities.target_direction import MAY_EXCEED
from perfeval_desktop.domain.quantities.units import is_counter, is_money, is_ratio

# Looked up once: before Python 3.12 that takes longer than what it is for, and each row asks for it.
_DOWN = Change.DOWN
# Money and masses a thousand times off are in another unit than they say.
_OFF_SCALE = 1000
# Shares of people or things, never more than all of them.
_OF_ALL = Pattern(
    "(?:合格|覆盖|知晓|通过|准确|及时|优良|正常|完好|可用|参与|有效|到位)(?:率|度|比例)$|满意(?:率|比例)$|满意度|预算执行"
)


def is_impossible(subject: Subject, target: Quantity, done: Decimal) -> bool:
    """Whether ``done``, in the unit of ``target``, makes no sense beside it."""
    if done < 0 and is_counter(target.unit):
        return True
    if target.change is _DOWN and min(target.number, done) < 0:
        return True
    return _is_off_scale(target, done) or (
        is_ratio(target.unit) and _is_more_than_all(subject.name, target, done)
    )


def _is_off_scale(target: Quantity, done: Decimal) -> bool:
    is_dear = is_money(target.unit) or target.unit.size[0] >= _OFF_SCALE
    return is_dear and target.top is None and 0 < target.number * _OFF_SCALE <= done


def _is_more_than_all(name: str, target: Quantity, done: Decimal) -> bool:
    top, whole = target.unit.size
    asked = target.number * top
    is_beyond = asked > whole or (asked == whole and target.comparator is Comparator.MORE_THAN)
    asks_for_more = is_beyond and not target.comparator.is_upper_bound
    if not asks_for_more and done * top <= whole:
        return False
    if target.change or speaks_of_change(name):
        return False
    if _OF_ALL.search(name):
        return True
    return (asks_for_more or target.number * top <= whole) and not MAY_EXCEED.search(name)


def is_out_of_reach(name: str, target: Quantity) -> bool:
    """Whether ``target`` asks for more than the whole: ``≥120%``, ``>100%`` of what is a share."""
    if not is_ratio(target.unit) or target.comparator.is_upper_bound:
        return False
    top, bottom = target.unit.size
    asked = target.number * top
    if asked < bottom:
        return False
    return (asked > bottom or target.comparator is Comparator.MORE_THAN) and not speaks_of_change(name)
