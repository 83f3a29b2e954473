"""What each rule of a template gives an indicator, and an oracle in fractions beside it."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfeval_desktop.domain.earning import (
    as_score,
    completion_share,
    earned,
    excess_share,
    full_score,
    step_share,
)
from perfeval_desktop.domain.facts import IndicatorFacts, facts
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain.rules import Scoring, Step
from short_forms import filled, short_template

GRID = '[[blocks]]\ntype = "indicators"\ncolumns = "level2 level3 target actual weight score"\n'
STEPS = 'achievement = [{ least = "0.9", earns = "1" }, { least = "0.6", earns = "0.5" }]\n'
LADDER = 'over_achievement.ladder = [{ least = "0.3", earns = "0.8" }, { least = "1", earns = "0" }]\n'


def scoring(text: str = "", *, mode: str = "half-up", decimals: int = 2) -> Scoring:
    rounding = f'score = {{ mode = "{mode}", decimals = {decimals} }}\n'
    rules = short_template(f"[scoring]\n{text}{rounding}{GRID}").scoring
    assert rules is not None
    return rules


TEMPLATE = short_template("[scoring]\n" + GRID)


def row(target: str, actual: str, name: str = "会议场次", level2: str = "") -> IndicatorFacts:
    texts = {"level2": level2, "level3": name, "target": target, "actual": actual}
    return facts(TEMPLATE, filled(TEMPLATE, indicators=[texts])).indicators[0]


@pytest.mark.parametrize(
    ("rule", "target", "actual", "value"),
    [
        ("", "≥10场", "8场", "16.00"),
        ("", "≤10场", "16场", "12.50"),
        ('achievement = "all-or-nothing"\n', "≥10场", "10场", "20.00"),
        ('achievement = "all-or-nothing"\n', "≥10场", "9场", "0.00"),
        ('achievement = "all-or-nothing"\n', "≤10场", "11场", "0.00"),
        ('achievement = "all-or-nothing"\n', ">10场", "10场", "0.00"),
        ('achievement = "all-or-nothing"\n', "0起", "1起", "0.00"),
        (STEPS, "≥10场", "10场", "20.00"),
        (STEPS, "≥10场", "9场", "20.00"),
        (STEPS, "≥10场", "8.9场", "10.00"),
        (STEPS, "≥10场", "6场", "10.00"),
        (STEPS, "≥10场", "5.9场", "0.00"),
        (STEPS, "≤9场", "10场", "20.00"),
        (STEPS, "0起", "1起", None),
        ("", "≥10场", "100场", "20.00"),
        ('over_achievement = { over = "0.5", deduct = "3" }\n', "≥10场", "14.9场", "20.00"),
        ('over_achievement = { over = "0.5", deduct = "3" }\n', "≥10场", "15场", "17.00"),
        ('over_achievement = { over = "0.5", deduct = "30" }\n', "≥10场", "15场", "0.00"),
        ('over_achievement = { over = "0.5", deduct = "3" }\n', "≤10场", "5场", "20.00"),
        ('over_achievement = { over = "0.5", deduct = "3" }\n', "按计划", "达成指标", "20.00"),
        (LADDER, "≥10场", "12.9场", "20.00"),
        (LADDER, "≥10场", "13场", "16.00"),
        (LADDER, "≥10场", "20场", "0.00"),
        (LADDER, "≥10场", "8场", "16.00"),
        ("", "按计划", "很好", None),
        ("", "≥10场", "9人", None),
    ],
)
def test_each_rule_gives_its_score(rule: str, target: str, actual: str, value: str | None) -> None:
    assert str(earned(scoring(rule), row(target, actual), Decimal(20))) == str(value)


@pytest.mark.parametrize(
    ("mode", "decimals", "value"),
    [
        ("half-up", 2, "6.67"),
        ("truncate", 2, "6.66"),
        ("up", 1, "6.7"),
        ("truncate", 0, "6"),
        ("half-up", 3, "6.667"),
    ],
)
def test_scores_are_rounded_as_the_template_says(mode: str, decimals: int, value: str) -> None:
    assert str(earned(scoring(mode=mode, decimals=decimals), row("≥3场", "2场"), Decimal(10))) == value


@pytest.mark.parametrize(
    ("mode", "actual", "weight", "value"),
    [("truncate", "21处", "0.21", "0.01"), ("up", "15处", "15", "1.00"), ("truncate", "3处", "0.06", "0.02")],
)
def test_a_share_without_end_gives_the_very_points_it_comes_to(
    mode: str, actual: str, weight: str, value: str
) -> None:
    assert str(earned(scoring(mode=mode), row("≤1处", actual, "隐患处数"), Decimal(weight))) == value


@pytest.mark.parametrize(
    ("mode", "decimals", "weight", "full"),
    [
        ("half-up", 2, "20", "20.00"),
        ("truncate", 0, "12.5", "12"),
        ("half-up", 0, "12.5", "12.5"),
        ("up", 0, "12.5", "12.5"),
        ("half-up", 2, "-5", "0"),
    ],
)
def test_a_full_score_is_what_the_weight_can_be_rounded_to(
    mode: str, decimals: int, weight: str, full: str
) -> None:
    assert full_score(scoring(mode=mode, decimals=decimals), Decimal(weight)) == Decimal(full)


def test_no_score_is_below_nothing_or_above_its_weight() -> None:
    rules = scoring()
    assert as_score(rules, Decimal(-1), Decimal(5)) == 0
    assert as_score(rules, Decimal(6), Decimal(5)) == 5


@pytest.mark.parametrize(
    ("target", "actual", "share"),
    [
        ("≥10场", "8场", "0.8"),
        ("≤10场", "16场", "0.625"),
        ("≥10场", "0场", "0"),
        ("0起", "1起", None),
        (">10场", "10场", None),
        ("≥10场", "-1场", None),
        ("≥10场", "很多", None),
        ("很多", "10场", None),
        ("≤15日", "20日", "0.75"),
    ],
)
def test_the_share_reached_is_what_was_done_of_what_was_promised(
    target: str, actual: str, share: str | None
) -> None:
    assert row(target, actual).judgement.share == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("name", "target", "actual", "share"),
    [
        ("培训场次", "≥10场", "13场", "0.3"),
        ("培训场次", "10场", "20场", "1"),
        ("培训场次", "≥10场", "10场", None),
        ("培训场次", "≥0场", "20场", None),
        ("培训场次", "≤10场", "20场", None),
        ("培训场次", "≥10场", "20人", None),
        ("培训场次", "≥10场", "很多", None),
        ("培训场次", "很多", "20场", None),
        ("合格率", "≥50%", "100%", "1"),
        ("合格率", "≥50%", "120%", None),
        ("产值增长率", "≥5%", "20%", "3"),
        ("安全事故起数", "≥3起", "6起", None),
        ("响应时间", "2小时", "3小时", None),
        ("保护等级", "≥2级", "3级", None),
    ],
)
def test_the_excess_is_told_only_where_more_is_better(
    name: str, target: str, actual: str, share: str | None
) -> None:
    assert excess_share(row(target, actual, name)) == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("target", "actual", "share"),
    [
        ("≥10场", "12场", "1.2"),
        ("≤10场", "5场", "0.5"),
        ("≥10场", "9", "0.9"),
        ("0场", "9场", None),
        ("≥10场", "9次", "0.9"),
        ("≥10场", "9人", None),
        ("按计划", "已完成", None),
        ("≥10场", "已完成", None),
    ],
)
def test_a_completion_is_actual_by_target(target: str, actual: str, share: str | None) -> None:
    assert completion_share(row(target, actual)) == (None if share is None else Decimal(share))


def test_the_highest_step_that_is_reached_counts_whatever_their_order() -> None:
    steps = (
        Step(Decimal("0.6"), Decimal("0.5")),
        Step(Decimal("0.9"), Decimal(1)),
        Step(Decimal("0.8"), Decimal("0.7")),
    )
    shares = ("0.5", "0.6", "0.85", "0.9", "2")
    assert [step_share(steps, Decimal(one)) for one in shares] == [
        None,
        Decimal("0.5"),
        Decimal("0.7"),
        Decimal(1),
        Decimal(1),
    ]
    assert step_share((), Decimal(1)) is None


# -- the oracle --


def rounded(value: Fraction, rounding: Rounding) -> Fraction:
    """Round as a child would, in whole steps of the last decimal; ``value`` is not negative."""
    scale = 10**rounding.decimals
    steps = value * scale
    whole = {
        RoundingMode.TRUNCATE: floor(steps),
        RoundingMode.UP: ceil(steps),
        RoundingMode.HALF_UP: floor(steps + Fraction(1, 2)),
    }[rounding.mode]
    return Fraction(whole, scale)


def oracle(rules: Scoring, target: int, actual: int, weight: Fraction, *, is_upper: bool) -> Fraction | None:
    """Return the score of a count that was to be at least, or at most, ``target``."""
    full = min(rounded(weight, rules.score_rounding), weight)
    if (actual <= target) if is_upper else (actual >= target):
        return full
    share = Fraction(target, actual) if is_upper else Fraction(actual, target)
    score = min(rounded(weight * share, rules.score_rounding), weight)
    return None if score >= full > 0 else score


ROUNDINGS = st.tuples(st.sampled_from(["half-up", "truncate", "up"]), st.integers(0, 3))


# 0.21 points for 1 of 21 are exactly 0.01.
@example(rounding=("truncate", 2), target=1, actual=21, cents=21, is_upper=True)
@given(ROUNDINGS, st.integers(1, 1000), st.integers(0, 2000), st.integers(0, 10_000), st.booleans())
def test_proportional_scores_are_those_of_exact_fractions(
    rounding: tuple[str, int],
    target: int,
    actual: int,
    cents: int,
    is_upper: bool,  # noqa: FBT001  # drawn
) -> None:
    mode, decimals = rounding
    rules = scoring(mode=mode, decimals=decimals)
    weight = Decimal(cents).scaleb(-2)
    sign = "≤" if is_upper else "≥"
    found = earned(rules, row(f"{sign}{target}个", f"{actual}个", "个数"), weight)
    expected = oracle(rules, target, actual, Fraction(weight), is_upper=is_upper)
    assert (None if found is None else Fraction(found)) == expected
