import pytest

from perfeval_desktop.domain.quantities.units import (
    NO_UNIT,
    Unit,
    are_alike,
    bytes_step,
    is_counter,
    is_money,
    is_ratio,
    leading_unit,
    read_unit,
    split_unit,
)


@pytest.mark.parametrize(
    ("text", "kind", "size"),
    [
        ("元", "元", (1, 1)),
        ("万元", "元", (10_000, 1)),
        ("十万元", "元", (100_000, 1)),
        ("百万元", "元", (1_000_000, 1)),
        ("%", "%", (1, 100)),
        ("(%)", "%", (1, 100)),
        ("%(百分比)", "%", (1, 100)),
        ("千米", "米", (1000, 1)),
        ("KM", "米", (1000, 1)),
        ("万吨", "克", (10_000_000_000, 1)),
        ("万", "", (10_000, 1)),
        ("人(次)", "人(次)", (1, 1)),
        ("天(次)", "天(次)", (1, 1)),
        ("户(次)", "户(次)", (1, 1)),
        ("次(天)", "次(天)", (1, 1)),
    ],
)
def test_a_unit_is_known_by_what_it_measures_and_by_its_size(
    text: str, kind: str, size: tuple[int, int]
) -> None:
    unit = read_unit(text)
    assert (unit.kind, unit.size) == (kind, size)


@pytest.mark.parametrize("text", ["台(套)", "台/套"])
def test_two_counters_may_be_one_unit(text: str) -> None:
    assert read_unit(text).kinds == {"台", "套"}
    assert are_alike(read_unit(text), read_unit("台"))


@pytest.mark.parametrize(
    ("text", "per", "size"),
    [
        ("元/人·月", ("人", "月"), (1, 1)),
        ("元/亩", ("平方米",), (3, 2000)),
        ("次/日", ("天",), (1, 1)),
        ("次/年", (), (1, 1)),
        ("元/年", ("年",), (1, 1)),
    ],
)
def test_a_unit_may_be_for_each_of_another(text: str, per: tuple[str, ...], size: tuple[int, int]) -> None:
    unit = read_unit(text)
    assert (unit.per, unit.size) == (per, size)


def test_counters_mean_the_same_only_where_any_form_means_it() -> None:
    assert are_alike(read_unit("名"), read_unit("人"))
    assert are_alike(read_unit("个"), read_unit("所"))
    assert not are_alike(read_unit("人"), read_unit("人次"))
    assert not are_alike(read_unit("所"), read_unit("口"))


def test_units_are_of_one_sort() -> None:
    assert is_ratio(read_unit("‰"))
    assert is_money(read_unit("亿元"))
    assert is_counter(read_unit("台"))
    assert bytes_step(read_unit("GB")) == 3
    assert bytes_step(read_unit("台")) is None
    assert not is_counter(read_unit("GB"))
    assert not is_counter(NO_UNIT)
    assert NO_UNIT.is_bare
    assert read_unit("万").is_bare
    assert not read_unit("万元").is_bare


@pytest.mark.parametrize(
    ("text", "start", "name"), [("33台服务器", 2, "台"), ("5人次", 1, "人次"), ("5cm", 1, "cm")]
)
def test_the_longest_known_unit_leads_a_text(text: str, start: int, name: str) -> None:
    assert leading_unit(text, start) == name


def test_a_word_is_no_leading_unit() -> None:
    assert leading_unit("33的", 2) == ""
    assert leading_unit("5tons", 1) == ""


def test_a_unit_is_told_with_what_it_is_divided_by() -> None:
    assert split_unit(read_unit("台/套")) == ("台/套", ())
    assert split_unit(read_unit("元/人·月")) == ("元", ["人", "月"])
    assert split_unit(Unit("跨", frozenset({"跨"}), (1, 1))) == ("跨", ())
