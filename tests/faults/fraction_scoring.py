"""Scoring in exact fractions, written from the rules of the form and not from the program.

It knows only plain spellings, and two indicators of which nobody doubts which way is better: a count
(设备台数), and a share of a whole (合格率). A template is what its file says, a form what was typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

Table = dict[str, Any]

COUNT, SHARE_OF_ALL = "设备台数", "合格率"
UNITS = {COUNT: ("", "个", "台", "人次"), SHARE_OF_ALL: ("", "%")}
SIGNS = ("", "=", "≥", ">", "≤", "<")
# Of devices 5个 are 5台.
_ALIKE = {"个", "台"}
REACHED_WORDS = ("达成指标", "已完成")
_UPPER, _LOWER, _STRICT = {"≤", "<"}, {"≥", ">"}, {">", "<"}


class Quantity(NamedTuple):
    """A sign, a number and a unit, as they are written one behind the other."""

    sign: str
    number: Fraction
    unit: str

    @property
    def is_exact(self) -> bool:
        return self.sign in {"", "="}


@dataclass(frozen=True, slots=True)
class Cell:
    """A target or an actual: what was typed, and the quantity it is, if it is one."""

    text: str = ""
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row as it was typed; ``None`` for a blank cell. Coefficient and share are in per cent."""

    name: str
    target: Cell
    actual: Cell
    weight: Fraction | None = None
    score: Fraction | None = None
    coefficient: Fraction | None = None
    item_score: Fraction | None = None
    share: Fraction | None = None


# Amounts in 元: initial, adjusted, executed.
FundRow = tuple[Fraction | None, Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Funds:
    """Amounts by row, the total first; and a typed score of the rate."""

    rows: Sequence[FundRow]
    score: Fraction | None = None


class Sheet(NamedTuple):
    """What the rules give: the printed rate, all scores (that of the rate first), and what follows."""

    rate: Fraction | None
    scores: list[Fraction | None]
    total: Fraction
    grade: str | None
    total_weight: Fraction


def rounded(value: Fraction, rule: Table) -> Fraction:
    """Return ``value`` cut to its decimals, by the mode of ``rule``; nothing here is negative."""
    scaled = value * 10 ** rule["decimals"]
    whole, rest = divmod(scaled, 1)
    up = {"half-up": rest >= Fraction(1, 2), "up": rest > 0, "truncate": False}[rule["mode"]]
    return Fraction(int(whole) + up, int(10 ** rule["decimals"]))


def score(scoring: Table, rate_style: Table, funds: Funds, rows: Sequence[Indicator]) -> Sheet:
    """Return what the rules of a template give for what was typed."""
    share = _share_spent(funds)
    rate = None if share is None else _printed_rate(rate_style, share)
    execution = _execution(scoring, rate_style, share, rate)
    if scoring["execution"]["weight"] != "0":
        execution = _first(funds.score, execution)
    own = [_first(row.score, _rule(scoring, row)) for row in rows]
    weight = Fraction(scoring["execution"]["weight"])
    scores = [execution, *own]
    weights = [weight, *(_weight(row) for row in rows)]
    there = [one for one in scores if one is not None]
    total = rounded(sum(there, Fraction(0)), scoring["total"])
    for cap in scoring["caps"]:
        if share is not None and share < Fraction(cap["below"]):
            total = min(total, Fraction(cap["most"]))
    is_scored = any(one is not None and weight != 0 for one, weight in zip(scores, weights, strict=True))
    grade = None
    if is_scored and None not in scores:
        grade = next(one["name"] for one in scoring["grades"] if total >= Fraction(one["least"]))
    return Sheet(rate, scores, total, grade, sum((one or Fraction(0) for one in weights), Fraction(0)))


def _first(*values: Fraction | None) -> Fraction | None:
    return next((one for one in values if one is not None), None)


def _capped(scoring: Table, points: Fraction, weight: Fraction) -> Fraction:
    """Return points as a score: rounded, and never more than the weight."""
    return min(rounded(max(points, Fraction(0)), scoring["score"]), weight)


# -- the execution rate --------------------------------------------------------------------------------------


def _share_spent(funds: Funds) -> Fraction | None:
    (initial, adjusted, executed), *sources = funds.rows
    sums = [_sum(one[place] for one in sources) for place in range(3)]
    initial, adjusted, executed = (
        _first(initial, sums[0]),
        _first(adjusted, sums[1]),
        _first(executed, sums[2]),
    )
    budget = _first(adjusted, initial)
    return executed / budget if budget and executed is not None else None


def _sum(values: Any) -> Fraction | None:  # noqa: ANN401
    there = [one for one in values if one is not None]
    return sum(there, Fraction(0)) if there else None


def _printed_rate(style: Table, share: Fraction) -> Fraction:
    return rounded(share if style["form"] == "fraction" else share * 100, style)


def _execution(
    scoring: Table, style: Table, share: Fraction | None, rate: Fraction | None
) -> Fraction | None:
    rule = scoring["execution"]
    weight = Fraction(rule["weight"])
    if weight == 0:
        return weight
    if share is None or rate is None:
        return None
    if rule["from_printed_rate"]:
        share = rate if style["form"] == "fraction" else rate / 100
    earns = _step(rule["steps"], share) or Fraction(0) if "steps" in rule else min(share, Fraction(1))
    return _capped(scoring, weight * earns, weight)


def _step(steps: Sequence[Table], share: Fraction) -> Fraction | None:
    """Return what the highest step earns that ``share`` comes to, ``None`` below all of them."""
    reached = [one for one in steps if share >= Fraction(one["least"])]
    return Fraction(max(reached, key=lambda one: Fraction(one["least"]))["earns"]) if reached else None


# -- indicators ----------------------------------------------------------------------------------------------


def _weight(row: Indicator) -> Fraction | None:
    return row.share if row.weight is None else row.weight


def _rule(scoring: Table, row: Indicator) -> Fraction | None:
    """Return what the rules give a row, ``None`` where they leave it to a person."""
    weight = _weight(row)
    if weight is None:
        return None
    if row.coefficient is not None:
        return _capped(scoring, weight * row.coefficient / 100, weight)
    if row.item_score is not None and row.share is not None:
        return _capped(scoring, row.item_score * row.share / 100, weight)
    is_reached = _is_reached(row)
    if is_reached is None:
        return None
    if is_reached:
        return _capped(scoring, weight - _deduction(scoring["over_achievement"], row, weight), weight)
    return _missed(scoring, row, weight)


def _is_reached(row: Indicator) -> bool | None:
    """Whether the target is reached; ``None`` where it can be read in two ways."""
    target, actual = row.target, row.actual
    if not actual.text or not target.text:
        return None
    if actual.text in REACHED_WORDS or actual.text == target.text:
        return True
    if target.quantity is None or actual.quantity is None:
        return None
    return _compared(row.name, target.quantity, actual.quantity)


def _compared(name: str, target: Quantity, actual: Quantity) -> bool | None:
    numbers = _in_one_unit(target, actual)
    if numbers is None:
        return None
    asked, done = numbers
    is_share = "%" in {target.unit, actual.unit}
    if is_share and actual.is_exact and _is_impossible(name, target.sign, asked, done):
        return None
    if actual.is_exact and done == asked and target.sign not in _STRICT:
        return True
    if name == SHARE_OF_ALL and is_share and target.sign in _UPPER:
        # Nobody wants as few as possible to pass.
        return None
    if asked == 0:
        return _beside_nothing(target.sign, done, actual.sign, is_share=is_share)
    return _all_within(target.sign, asked, done, actual.sign)


def _in_one_unit(target: Quantity, actual: Quantity) -> tuple[Fraction, Fraction] | None:
    """Return what was asked for and what was done as numbers of one unit; ``None`` for no telling."""
    asked, done = target.number, actual.number
    if target.unit == actual.unit:
        less, more = sorted((asked, done))
        is_doubtful = not target.unit and 0 < less < 1 < more
        return None if is_doubtful else (asked, done)
    if target.unit and actual.unit:
        return (asked, done) if {target.unit, actual.unit} == _ALIKE else None
    bare, named = (done, asked) if target.unit else (asked, done)
    if "%" not in {target.unit, actual.unit}:
        # A part of a device is none.
        return (asked, done) if bare.denominator == 1 else None
    if bare == 0:
        return asked, done
    if bare == 1 != named:
        return None
    # Nobody means 0.95 % of all that pass; but 9.8 may be a slip.
    near = [
        bare * times for times in ((1, 100) if abs(bare) <= 1 else (1,)) if _are_near(bare * times, named)
    ]
    if len(near) != 1:
        return None
    return (named, near[0]) if target.unit else (near[0], named)


def _are_near(one: Fraction, other: Fraction) -> bool:
    return one != 0 != other and Fraction(1, 5) <= abs(one / other) <= 5


def _is_impossible(name: str, sign: str, asked: Fraction, done: Fraction) -> bool:
    """Whether a percentage is more than the whole, where the name says that none can be."""
    asks_for_more = sign not in _UPPER and (asked > 100 or (asked == 100 and sign == ">"))
    return name == SHARE_OF_ALL and (asks_for_more or done > 100)


def _beside_nothing(sign: str, done: Fraction, actual_sign: str, *, is_share: bool) -> bool | None:
    """Whether what was done is none, where none was promised; at least nothing is no promise."""
    if sign in {"", "="}:
        is_above = done > 0 if actual_sign in {"", "="} else actual_sign in _LOWER and done >= 0
        is_certain = is_above and (actual_sign != "≥" or done > 0)
        return False if is_certain else None
    if sign == "≥" and not is_share:
        return None
    return _all_within(sign, Fraction(0), done, actual_sign)


def _all_within(sign: str, asked: Fraction, done: Fraction, actual_sign: str) -> bool | None:
    """Whether all that an actual may be reaches a target: ``True``; ``False`` where nothing does."""
    if actual_sign in {"", "="}:
        return _reaches(sign, asked, done)
    is_upper = sign in _UPPER
    if (actual_sign in _UPPER) is is_upper:
        better = done <= asked if is_upper else done >= asked
        is_at_edge = done == asked and sign in _STRICT and actual_sign not in _STRICT
        return True if better and not is_at_edge else None
    worse = done > asked if is_upper else done < asked
    at_edge = done == asked and (sign in _STRICT or actual_sign in _STRICT)
    return False if worse or at_edge else None


def _reaches(sign: str, asked: Fraction, done: Fraction) -> bool:
    match sign:
        case "≤":
            return done <= asked
        case "<":
            return done < asked
        case ">":
            return done > asked
        case _:
            return done >= asked


def _missed(scoring: Table, row: Indicator, weight: Fraction) -> Fraction | None:
    rule = scoring["achievement"]
    if rule == "all-or-nothing":
        return _capped(scoring, Fraction(0), weight)
    share = _share_reached(row)
    if share is None:
        return None
    if rule == "proportional":
        points = _capped(scoring, weight * share, weight)
        # A target that is missed does not earn all that it would have earned.
        return None if points >= _capped(scoring, weight, weight) > 0 else points
    return _capped(scoring, weight * (_step(rule, share) or 0), weight)


def _share_reached(row: Indicator) -> Fraction | None:
    numbers = _exact_numbers(row)
    if numbers is None or numbers[0] <= 0 or numbers[0] == numbers[1] or numbers[1] < 0:
        return None
    asked, done = numbers
    target = row.target.quantity
    assert target is not None
    return asked / done if target.sign in _UPPER else done / asked


def _exact_numbers(row: Indicator) -> tuple[Fraction, Fraction] | None:
    target, actual = row.target.quantity, row.actual.quantity
    if target is None or actual is None or not actual.is_exact:
        return None
    return _in_one_unit(target, actual)


def _deduction(rule: Table, row: Indicator, weight: Fraction) -> Fraction:
    """Return what is lost by doing far more than promised."""
    excess = _excess(row)
    if excess is None:
        return Fraction(0)
    if "ladder" in rule:
        earns = _step(rule["ladder"], excess)
        return Fraction(0) if earns is None else weight * (1 - earns)
    if "deduct" in rule and excess >= Fraction(rule["over"]):
        return Fraction(rule["deduct"])
    return Fraction(0)


def _excess(row: Indicator) -> Fraction | None:
    numbers, target = _exact_numbers(row), row.target.quantity
    if numbers is None or target is None or target.sign in _UPPER or not 0 < numbers[0] < numbers[1]:
        return None
    return numbers[1] / numbers[0] - 1
