"""What holds of every text, number and unit, whatever they are."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quantities.oracle import PAIRS, REACHED_WORDS, YEAR
from perfeval_desktop.domain.quantities.described import described, described_days
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.judgement import judge
from perfeval_desktop.domain.quantities.outcome import Judgement
from perfeval_desktop.domain.quantities.reading import LONGEST, read, whole_quantity

TEXTS = sorted({text for line in PAIRS for text in (line.target, line.actual)})
texts = st.sampled_from(TEXTS)
# What the patterns look for, in any order.
PIECES = (
    *"0123456789半两十百千万亿一二零〇○余多每约近内外年月日底末前至~-+/·×()（）,，.。、:;≥≤=<>%‰?□_X《》",
    *("每人", "人均", "分之", "百分之", "个半", "小时", "万元", "工作日", "由", "提高到", "不少于", "以上"),
    *(
        "增长",
        "下降",
        "完成",
        "未",
        "达到",
        "零事故",
        "12月底前",
        "2023年",
        "元/人·月",
        "台(套)",
        "¥",
        "平方米",
    ),
)
hostile = st.lists(st.sampled_from(PIECES), max_size=LONGEST).map("".join)
numbers = st.decimals(0, 10**9, places=2)
positive = st.decimals("0.01", 10**9, places=2)
signs = st.sampled_from("≥>≤<")
COSTS = Subject("产出指标", "经济成本指标", "项目总成本")
WORK = Subject("产出指标", "数量指标", "整治面积")
YIELD = Subject("效益指标", "经济效益指标", "粮食产量")


def judged(target: str, actual: str, subject: Subject = WORK) -> Judgement:
    return judge(REACHED_WORDS, subject, read(target, YEAR), read(actual, YEAR), YEAR)


@given(target=st.text(max_size=200) | hostile, actual=st.text(max_size=200) | hostile)
def test_no_text_is_too_odd_to_be_judged(target: str, actual: str) -> None:
    judgement = judged(target, actual)
    assert (judgement.doubt is None) == (judgement.is_reached is not None)
    assert judgement.share is None or (judgement.is_reached is False and 0 <= judgement.share < 1)


@pytest.mark.parametrize("piece", PIECES)
def test_eighty_times_the_same_is_read_like_anything_else(piece: str) -> None:
    for text in (piece * (LONGEST // len(piece)), f"1{piece}" * (LONGEST // (1 + len(piece)))):
        assert read(text, YEAR).text == text
        judged(text, "≥1" + text)


@given(text=hostile)
def test_whatever_is_read_can_be_told(text: str) -> None:
    reading = read(text, YEAR)
    for one in reading.found.measures:
        assert described(one.quantity)
    if reading.days is not None:
        assert described_days(reading.days, YEAR)


@given(text=texts | hostile)
def test_what_is_read_of_the_one_spelling_is_what_is_read_of_the_text(text: str) -> None:
    first = read(text, YEAR)
    again = read(first.plain, YEAR)
    assert again.plain == first.plain
    assert again._replace(text=text) == first


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@pytest.mark.parametrize("spell", [wide, " ".join, "\u3000".join], ids=["wide", "spaced", "wide spaces"])
@given(text=texts)
def test_width_and_white_space_do_not_matter(spell: Callable[[str], str], text: str) -> None:
    assert read(spell(text), YEAR)._replace(text=text) == read(text, YEAR)


def holds(sign: str, number: Fraction, bound: Fraction) -> bool:
    return {"≥": number >= bound, ">": number > bound, "≤": number <= bound, "<": number < bound}[sign]


@given(sign=signs, bound=positive, number=numbers, unit=st.sampled_from(["亩", "吨", "小时", "次"]))
def test_outcome_and_share_are_those_of_the_fractions(
    sign: str, bound: Decimal, number: Decimal, unit: str
) -> None:
    subject = WORK if sign in "≥>" else COSTS
    found = judged(f"{sign}{bound}{unit}", f"{number}{unit}", subject)
    if found.is_reached is None:
        # A thousand times as much is a slip of the unit, more often than not.
        assert number >= bound * 1000
        return
    asked, done = Fraction(bound), Fraction(number)
    assert found.is_reached is holds(sign, done, asked)
    if found.share is not None:
        due = done / asked if sign in "≥>" else asked / done
        assert abs(Fraction(found.share) - due) < Fraction(1, 10**50)
    assert (found.share is None) == (found.is_reached or done == asked)


# A number in one unit, and the same number in another.
CONVERSIONS = [
    ("万元", "元", 10_000),
    ("公顷", "平方米", 10_000),
    ("公里", "米", 1000),
    ("吨", "公斤", 1000),
    ("小时", "分钟", 60),
    ("周", "天", 7),
    ("季度", "个月", 3),
    ("万人次", "人次", 10_000),
]


@given(
    sign=signs,
    bound=positive,
    part=st.decimals("0.02", 30, places=2),
    units=st.sampled_from(CONVERSIONS),
    sides=st.sampled_from(["target", "actual", "both"]),
)
def test_another_unit_changes_neither_outcome_nor_share(
    sign: str, bound: Decimal, part: Decimal, units: tuple[str, str, int], sides: str
) -> None:
    large, small, times = units
    number = bound * part
    target, actual = f"{sign}{bound}{large}", f"{number}{large}"
    in_small = (
        f"{sign}{bound * times}{small}" if sides != "actual" else target,
        f"{number * times}{small}" if sides != "target" else actual,
    )
    first, second = judged(target, actual, YIELD), judged(*in_small, YIELD)
    assert first[:2] == second[:2]
    assert (first.share is None) == (second.share is None)
    if first.share is not None and second.share is not None:
        assert abs(first.share - second.share) < Decimal("1e-50")


@given(bound=positive, numbers=st.tuples(numbers, numbers))
def test_who_did_more_of_what_is_wanted_gets_no_smaller_share(
    bound: Decimal, numbers: tuple[Decimal, Decimal]
) -> None:
    less, more = (judged(f"≥{bound}亩", f"{number}亩") for number in sorted(numbers))
    assert earned(less) <= earned(more)


def earned(judgement: Judgement) -> Decimal:
    if judgement.share is not None:
        return judgement.share
    # What makes no sense earns nothing until somebody has looked at it.
    return Decimal(0) if judgement.is_reached is False else Decimal(1)


@given(text=texts)
def test_a_whole_quantity_leaves_no_word_over(text: str) -> None:
    quantity = whole_quantity(text)
    if quantity is not None:
        reading = read(text, YEAR)
        assert not reading.words
        assert [one.quantity for one in reading.found.measures] == [quantity]
