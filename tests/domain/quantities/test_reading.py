import pytest

from perfeval_desktop.domain.quantities.reading import LONGEST, read, whole_quantity
from perfeval_desktop.domain.quantities.sayings import Saying


@pytest.mark.parametrize("text", ["完成12次" * LONGEST, "完成12次" * (LONGEST // 4)])
def test_a_page_is_prose_and_no_quantity_is_looked_for(text: str) -> None:
    reading = read(text, 2023)
    assert reading.quantity is None
    assert reading.days is None
    assert reading.words == reading.plain == text


def test_a_short_date_may_be_a_number() -> None:
    assert read("12.31", 2023).is_ambiguous
    assert read("12.31", 2023).quantity is not None
    assert not read("2023.12.31", 2023).is_ambiguous
    assert not read("12月底前", 2023).is_ambiguous


def test_a_number_beside_a_day_is_read_too() -> None:
    reading = read("11月底前完成100%", 2023)
    assert reading.days is not None
    assert reading.quantity is not None
    assert reading.words == "完成"


def test_several_quantities_are_not_one() -> None:
    assert read("新建2口，维修3口", 2023).quantity is None


@pytest.mark.parametrize(
    "text", ["", " ", "-", "/", "××", "XX", "____", "50字以内", "不适用", "≥", "≥%", "%"]
)
def test_a_placeholder_says_nothing(text: str) -> None:
    assert read(text, 2023).is_blank


@pytest.mark.parametrize("text", ["完成××项", "≥__%", "完成XX个"])
def test_what_is_still_to_be_filled_in_is_seen(text: str) -> None:
    assert read(text, 2023).is_unfilled


@pytest.mark.parametrize("text", ["健全", "≥5%", "7×24小时", "XXL服装", "零"])
def test_what_says_something_is_neither(text: str) -> None:
    assert not read(text, 2023).is_blank
    assert not read(text, 2023).is_unfilled


def test_what_the_words_say_is_read_with_them() -> None:
    assert read("已完成", 2023).said is Saying.REACHED
    assert read("12次", 2023).said is Saying.OTHER


@pytest.mark.parametrize("text", ["12次", "≥95%以上", "12.31"])
def test_a_whole_quantity_has_nothing_beside_it(text: str) -> None:
    assert whole_quantity(text) is not None


@pytest.mark.parametrize("text", ["完成12次", "11月底前100%", "健全", "3至5月"])
def test_words_and_days_beside_it_make_it_more_than_a_quantity(text: str) -> None:
    assert whole_quantity(text) is None
