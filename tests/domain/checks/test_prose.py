import pytest

from perfeval_desktop.domain.checks.counts import counts_in, telling_words
from perfeval_desktop.domain.checks.prose import (
    explains,
    has_number,
    placeholder,
    year_mentions,
)


@pytest.mark.parametrize(
    "text", ["", " ", "无", "0", "０", "—", "——", "-", "/", "//", "N/A", "无。", "暂无", "…"]
)
def test_excuses_explain_nothing(text: str) -> None:
    assert not explains(text)


@pytest.mark.parametrize("text", ["无法联系供应商", "0 起事故", "疫情", "已超额完成", "无需采购，由上级调拨"])
def test_any_reason_explains(text: str) -> None:
    assert explains(text)


@pytest.mark.parametrize("text", ["10", "１０", "三场", "每月一次", "百分之百", "零发生"])
def test_numbers_are_seen_in_digits_and_in_chinese(text: str) -> None:
    assert has_number(text)


@pytest.mark.parametrize("text", ["", "进一步提高", "统一管理", "一定程度", "十分满意", "委托第三方"])
def test_words_with_a_numeral_count_nothing(text: str) -> None:
    assert not has_number(text)


def test_years_are_named_everywhere_and_reported_where_a_sentence_opens() -> None:
    mentions = year_mentions("2022年完成。2021年以来较2020年度好转，产值2050元，见〔2019〕号，于2018年底。")
    assert mentions.named == {2022, 2021, 2020, 2050, 2019, 2018}
    assert mentions.reported == (2022,)


def test_a_text_without_years_mentions_none() -> None:
    assert year_mentions("共1200人").named == frozenset()


@pytest.mark.parametrize("text", ["120223年", "2022012年"])
def test_longer_numbers_hold_no_year(text: str) -> None:
    assert year_mentions(text).named == frozenset()


def test_the_first_placeholder_is_quoted() -> None:
    assert placeholder("第一行\n  ……  \nXX") == "……"


def test_counts_keep_number_unit_and_thing() -> None:
    (count,) = counts_in("全年共服务1,234.5人次教师，投入3万元。")
    assert (str(count.number), count.unit.name, count.thing) == ("1234.5", "人次", "教师")
    assert count.words == "1,234.5人次教师"
    assert count.clause == "全年共服务1,234.5人次教师"


def test_a_unit_named_twice_is_not_certain() -> None:
    assert counts_in("线上5场，线下7场") == ()


def test_telling_words_leave_out_what_every_form_says() -> None:
    assert telling_words("培训项目A") == {"培训", "训项"}
