"""Two quantities held against each other: reached, missed, or not to be told, and why."""

from decimal import Decimal

from perfeval_desktop.domain.quantities.changes import judged_as_changes
from perfeval_desktop.domain.quantities.common_unit import factors_between
from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.conversion import ONE, Factor, factor
from perfeval_desktop.domain.quantities.direction import Subject, is_unwanted
from perfeval_desktop.domain.quantities.numbers import quotient
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, MISSED, REACHED, Doubt, Judgement
from perfeval_desktop.domain.quantities.possible import is_impossible
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.span import Edge, Span, accepted, meant
from perfeval_desktop.domain.quantities.target_direction import is_sign_doubtful, more_is_better
from perfeval_desktop.domain.quantities.unit_tables import GRADES
from perfeval_desktop.domain.quantities.units import is_counter, is_ratio

# Looked up once: before Python 3.12 that takes longer than what it is for, and each row asks for it.
_DOUBTFUL = Comparator.DOUBTFUL
# Of clocks and scales without a true zero no share can be taken: 10点 is not 9/10 of 9点.
_WITHOUT_SHARES = frozenset({"℃", "点", "时"})
_DAYS = frozenset({"日", "号"})
_FAR_OFF = Decimal("0.01")


def compared(subject: Subject, target: Quantity, actual: Quantity) -> Judgement:
    """Return what ``actual`` is beside ``target``."""
    if target.comparator is _DOUBTFUL:
        is_same = actual.is_exact and actual.number == target.number and actual.unit == target.unit
        return REACHED if is_same else LEFT_OPEN[Doubt.WRONG_SIGN]
    if (judged := judged_as_changes(subject, target, actual)) is not None:
        return judged
    answers = [_in_one_unit(subject, target, actual, by) for by in factors_between(subject, target, actual)]
    if len({(one.is_reached, one.share) for one in answers}) == 1:
        return answers[0]
    return LEFT_OPEN[Doubt.NO_UNITS if target.unit.is_bare and actual.unit.is_bare else Doubt.UNITS]


def number_beside(target: Quantity, actual: Quantity) -> Decimal | None:
    """Return the number of ``actual`` in the unit of ``target``, ``None`` where it has none there."""
    if actual.top is not None or actual.nearness:
        return None
    by = factor(actual.unit, target.unit) or _left_out(target, actual)
    return actual.number * by.least if by is not None and by.is_exact else None


def _left_out(target: Quantity, actual: Quantity) -> Factor | None:
    """Return the factor where a unit is left out on one side, and can be no other than the one beside it."""
    if target.unit.is_bare == actual.unit.is_bare:
        return None
    named = target.unit if actual.unit.is_bare else actual.unit
    is_counted = is_counter(named) and named.size == (1, 1)
    is_percentage = is_ratio(named) and min(actual.number, target.number) > 1
    return ONE if is_counted or is_percentage else None


def _in_one_unit(subject: Subject, target: Quantity, actual: Quantity, by: Factor) -> Judgement:
    if target.unit.is_bare and is_ratio(actual.unit):
        # Without a unit it is a share as the one beside it: 0.96 beside 95 % is 96 %.
        target, by = _in_unit_of(actual, target, by), ONE
    done = _multiplied(meant(actual), by)
    is_exact = actual.is_exact and by.is_exact
    if is_exact:
        if is_impossible(subject, target, done.low):
            return LEFT_OPEN[Doubt.IMPOSSIBLE]
        # Exactly the target is what was promised, whichever way is better.
        if target.top is None and done.low == target.number and not target.comparator.is_strict:
            return Judgement(is_reached=True, ratio=_ratio(target, done.low))
    if target.unit.kind in GRADES and "得分" not in subject.name:
        return LEFT_OPEN[Doubt.GRADES]
    if is_sign_doubtful(subject, target):
        return LEFT_OPEN[Doubt.WRONG_SIGN]
    if target.top is None and target.number == 0:
        return _beside_zero(target, done, is_rate=is_ratio(target.unit) and not is_unwanted(subject))
    more = more_is_better(subject, target)
    if target.top is not None:
        return _beside_range(target, done, more=more, is_exact=is_exact)
    judged = _beside_number(target, done, more=more, is_exact=is_exact)
    # 15日 may be a day of the month, of which there is no share.
    is_date = target.unit.name in _DAYS and "日期" in subject.name
    return judged.without_share() if is_date or _is_slip(target, actual, judged.ratio) else judged


def _in_unit_of(actual: Quantity, target: Quantity, by: Factor) -> Quantity:
    """Return ``target``, which has no unit, in that of ``actual``; ``by`` made the actual a number of its."""
    if by is not ONE:
        top = None if target.top is None else quotient(target.top, by.least)
        target = target._replace(number=quotient(target.number, by.least), top=top)
    return target._replace(unit=actual.unit)


def _is_slip(target: Quantity, actual: Quantity, ratio: Decimal | None) -> bool:
    """Whether so little, in another unit, is a slip of the unit as likely as a miss."""
    if ratio is None or not 0 < ratio < _FAR_OFF:
        return False
    asked, said = target.unit, actual.unit
    is_told = asked.kinds == said.kinds or is_counter(asked) or is_counter(said)
    return not is_told or asked.size != said.size


def _multiplied(span: Span, by: Factor) -> Span:
    if by is ONE:
        return span
    low, high = sorted((span.low * by.least, span.high * by.most + by.more))
    return span._replace(low=low, high=high)


def _ratio(target: Quantity, done: Decimal) -> Decimal | None:
    return quotient(done, target.number) if target.number > 0 else None


def _is_above_zero(done: Span) -> bool:
    return done.low > 0 or (done.low == 0 and done.low_edge is Edge.OUT)


def _beside_zero(target: Quantity, done: Span, *, is_rate: bool) -> Judgement:
    """Judge what is not the very zero that was promised; ``≥0`` allows what it was meant to forbid.

    ``is_rate``: it is of a share that nobody would rather have smaller.
    """
    sign = target.comparator
    if sign is Comparator.MORE_THAN or (sign.is_lower_bound and (is_rate or done.high < 0)):
        is_within = accepted(target, more=True).holds(done)
    elif sign.is_lower_bound or not (sign.is_upper_bound or _is_above_zero(done)):
        is_within = None
    else:
        is_within = accepted(target, more=None).holds(done)
    return LEFT_OPEN[Doubt.ZERO] if is_within is None else Judgement(is_reached=is_within)


def _beside_range(target: Quantity, done: Span, *, more: bool | None, is_exact: bool) -> Judgement:
    top = target.number if target.top is None else target.top
    inside = Span(target.number, top).holds(done)
    if inside:
        return REACHED
    if inside is None and not (more and done.low >= target.number):
        return LEFT_OPEN[Doubt.SIGNED_ACTUAL]
    is_below = done.high < target.number
    if target.is_worded:
        if more and not is_below:
            return LEFT_OPEN[Doubt.SIGNED_ACTUAL]
    elif more is not None and is_below is not more:
        return REACHED
    has_share = is_exact and done.low > 0 and (more is not None or target.is_worded) and not target.nearness
    if not has_share:
        return MISSED
    share = quotient(done.low, target.number) if is_below else quotient(top, done.low)
    return Judgement(is_reached=False, share=share)


def _beside_number(target: Quantity, done: Span, *, more: bool | None, is_exact: bool) -> Judgement:
    if more is None and not target.nearness:
        return LEFT_OPEN[Doubt.NO_SIGN]
    is_within = accepted(target, more=more).holds(done)
    ratio = _ratio(target, done.low) if is_exact else None
    if is_within:
        return Judgement(is_reached=True, ratio=ratio)
    if is_within is None or more is None:
        return LEFT_OPEN[Doubt.SIGNED_ACTUAL]
    share = None if ratio is None else _share(target, done.low)
    return Judgement(is_reached=False, share=share, ratio=ratio)


def _share(target: Quantity, done: Decimal) -> Decimal | None:
    """Return the share of a missed target, ``None`` where the rule has none.

    None for what only just fails a strict sign (``10`` for ``>10`` would be all of it), nor for more than
    promised of what only the name calls unwanted, of which the rule book says nothing.
    """
    if done < 0 or target.unit.kind in _WITHOUT_SHARES or done == target.number:
        return None
    if target.comparator.is_upper_bound:
        return quotient(target.number, done)
    return quotient(done, target.number) if done < target.number else None
