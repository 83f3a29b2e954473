import pytest

from perfeval_desktop.domain.quantities.dates import find_days
from perfeval_desktop.domain.quantities.days import Days, date_of, is_in_time
from perfeval_desktop.domain.quantities.described import described_days
from perfeval_desktop.domain.quantities.plain_text import plain

YEAR = 2023


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023年12月31日前", "2023年12月31日以前"),
        ("2023.6.30前", "2023年6月30日以前"),
        ("20231231", "2023年12月31日"),
        ("12.31", "2023年12月31日"),
        ("12月底前", "2023年12月31日以前"),
        ("11月中旬", "2023年11月11日至2023年11月20日"),
        ("11月初", "2023年11月1日至2023年11月10日"),
        ("十月下旬", "2023年10月21日至2023年10月31日"),
        ("正月", "2023年1月1日至2023年1月31日"),
        ("5月前", "2023年5月1日至2023年5月31日以前"),
        ("一季度", "2023年1月1日至2023年3月31日"),
        ("第2季度末", "2023年6月21日至2023年6月30日"),
        ("Q3", "2023年7月1日至2023年9月30日"),
        ("上半年", "2023年1月1日至2023年6月30日"),
        ("下半年", "2023年7月1日至2023年12月31日"),
        ("年底", "2023年12月21日至2023年12月31日"),
        ("年内", "2023年1月1日至2023年12月31日"),
        ("2023年底前", "2023年12月31日以前"),
        ("2022年", "2022年1月1日至2022年12月31日（不在 2023 年）"),
        ("二〇二三年六月", "2023年6月1日至2023年6月30日"),
        ("国庆节前", "2023年9月30日以前"),
        ("3月至5月", "2023年3月1日至2023年5月31日"),
        ("2022年3月1日~2023年5月6日", "2022年3月1日至2023年5月6日"),
        ("每月10日前", "每月10日以前"),
        ("每月10日", "每月10日"),
        ("2023年，12月底前", "2023年12月31日以前"),
    ],
)
def test_days_are_found_as_people_write_them(text: str, days: str) -> None:
    found = find_days(plain(text), YEAR)
    assert found is not None
    assert described_days(found.days, YEAR) == days


@pytest.mark.parametrize(
    "text", ["健全", "12次", "国庆", "3月完成,9月验收", "2022年版目录", "底线", "112月", "5年"]
)
def test_what_names_no_day_or_several_is_no_date(text: str) -> None:
    assert find_days(plain(text), YEAR) is None


def test_the_text_without_its_days_is_kept() -> None:
    found = find_days("11月底前完成100%", YEAR)
    assert found is not None
    assert found.words == "完成100%"


def days(text: str) -> Days:
    found = find_days(plain(text), YEAR)
    assert found is not None
    return found.days


@pytest.mark.parametrize(
    ("target", "actual", "is_met"),
    [
        ("12月底前", "12月25日", True),
        ("9月底前", "9月30日", True),
        ("9月底前", "10月1日", False),
        ("9月底前", "9月", True),
        ("9月前", "8月31日", True),
        ("9月前", "9月10日", None),
        ("9月15日前", "9月", None),
        ("每月10日前", "每月9日", True),
        ("每月10日前", "每月11日", False),
        ("每月10日前", "12月9日", None),
        ("3月至5月", "3月至5月", True),
        ("3月至5月", "4月", None),
        ("12月底前", "2022年12月25日", None),
        ("2022年12月底前", "2022年12月25日", True),
    ],
)
def test_earlier_is_in_time(target: str, actual: str, is_met: bool | None) -> None:  # noqa: FBT001
    assert is_in_time(days(target), days(actual), YEAR) is is_met


def test_a_day_is_told_as_it_was_counted() -> None:
    for text, date in [("2023年1月1日", (2023, 1, 1)), ("2023年12月31日", (2023, 12, 31))]:
        assert date_of(days(text).first) == date
