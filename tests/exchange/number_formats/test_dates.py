import pytest

from perfeval_desktop.exchange.number_formats import displayed

WEDNESDAY_EVENING = 45000.7604166  # 2023-03-15 18:15:00


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (WEDNESDAY_EVENING, 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        (WEDNESDAY_EVENING, "yyyy-mm-dd;@", "2023-03-15"),
        (WEDNESDAY_EVENING, "yy/m/d hh:mm:ss", "23/3/15 18:15:00"),
        (WEDNESDAY_EVENING, "h:mm AM/PM", "6:15 PM"),
        (45000.25, "h A/P", "6 A"),
        (WEDNESDAY_EVENING, '上午/下午h"时"mm"分"', "下午6时15分"),
        (WEDNESDAY_EVENING, "[$-804]aaaa aaa", "星期三 三"),
        (WEDNESDAY_EVENING, "dddd ddd mmmm mmm mmmmm", "Wednesday Wed March Mar M"),
        (WEDNESDAY_EVENING, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年三月十五日"),
        (45030, '[DBNum1]d"日"', "十四日"),
        (45036, '[DBNum1]d"日"', "二十日"),
        (45000, "[DBNum1]h", "〇"),
        (1.5, "[h]:mm", "36:00"),
        (1.5, "[mm]:ss", "2160:00"),
        (0.5, "[ss]", "43200"),
        (45000.5008, "mm:ss.0", "01:09.1"),
        (45000.5008, "ss.0000000", "09.1200000"),
        (1, "yyyy/m/d", "1900/1/1"),
        (59, "yyyy/m/d", "1900/2/28"),
        (61, "yyyy/m/d", "1900/3/1"),
        (-1, "yyyy/m/d", "-1"),
        (3000000, "yyyy/m/d", "3000000"),
        (45000, "yyyy@", "2023"),
    ],
)
def test_days_are_shown(number: float, number_format: str, shown: str) -> None:
    assert displayed(number, number_format) == shown


def test_some_files_count_from_1904() -> None:
    assert displayed(0, "yyyy/m/d", from_1904=True) == "1904/1/1"
