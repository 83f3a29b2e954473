import pytest

from perfeval_desktop.domain.dates import is_date


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月15日",
        "2024 年 3 月 15 日",
        "\ufeff2024年3月15日\u200b",
        "2024年3\u00a0月",
        "２０２４年３月１５号",
        "2024-03-15",
        "2024/3/5",
        "2024.3",
        "2024年",
        "2024年12月",
        "20240315",
        "二〇二四年三月十五日",
        "二○二四年十二月三十一日",
        "二零二四年十月",
        "2024年2月29日",
        "2000年2月29日",
        "2023年1月-2023年12月",
        "2023.1—2023.12",
        "2023-01-01 至 2023-12-31",
        "2023年1月～2025年12月",
    ],
)
def test_days_months_years_and_spans_are_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "三月",
        "2024\u200b年",
        "\u202e2024年",
        "年底前",
        "2024年  月  日",
        "2023年2月29日",
        "1900年2月29日",
        "2024年13月",
        "2024年4月31日",
        "2024-0-1",
        "2024-03.15",
        "20241301",
        "2024年3月0日",
        "二〇二四年十三月",
        "二〇二四年二月三十日",
        "二〇二四年三月十十日",
        "2023年1月-",
        "2023-01至今",
        "2024年3月15日" * 1000,
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    assert not is_date(text)
