from decimal import Decimal

import pytest

from perfeval_desktop.domain.library_indicator import LibraryIndicator, library_text, read_library
from perfeval_desktop.errors import LibraryError

TEXT = """field = "教育"
indicators = [
    { level1 = "产出指标", level2 = "数量指标", name = "培训人次", target = "≥60人次", measure = "人次", direction = "越多越好", weight = "10", proof = "签到表" },
    { name = "家长满意度" },
]
"""  # noqa: E501  # as the file is


def test_a_file_holds_the_indicators_of_one_field() -> None:
    first, second = read_library(TEXT, source="a.toml")
    assert first == LibraryIndicator(
        field="教育",
        name="培训人次",
        level1="产出指标",
        level2="数量指标",
        target="≥60人次",
        measure="人次",
        direction="越多越好",
        weight=Decimal(10),
        proof="签到表",
    )
    assert second == LibraryIndicator(field="教育", name="家长满意度")


def test_what_is_written_is_read_again() -> None:
    assert library_text("教育", read_library(TEXT, source="a.toml")) == TEXT


def test_a_name_of_any_characters_is_written_as_one_that_can_be_read() -> None:
    written = library_text("自有", [LibraryIndicator(field="自有", name='“a”\n"b"\\c\x01\td')])
    assert [one.name for one in read_library(written, source="a.toml")] == ['“a” "b"\\c d']


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            'name = "家长满意度"',
            'nam = "家长满意度"',
            "“indicators[2].name”有误：缺少这一项，应为文字。（第 4 行）",
        ),
        (
            "越多越好",
            "多多益善",
            "“indicators[1].direction”有误：应为 越多越好、越少越好 之一，现为 多多益善。（第 3 行）",
        ),
        (
            'weight = "10"',
            'weight = "101"',
            "“indicators[1].weight”有误：应在 0 到 100 之间，现为 101。（第 3 行）",
        ),
        ('field = "教育"', 'kind = "教育"', "“field”有误：缺少这一项，应为文字。"),
        (
            '{ name = "家长满意度" }',
            '{ name = "家长满意度", x = "" }',
            "“indicators[2].x”有误：没有这一项，请检查拼写。（第 4 行）",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_line(before: str, after: str, told: str) -> None:
    with pytest.raises(LibraryError) as error:
        read_library(TEXT.replace(before, after), source="a.toml")
    assert str(error.value) == f"指标库文件“a.toml”的{told}"


def test_what_is_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(LibraryError, match=r"“a\.toml”不是有效的 TOML：.*line 1.*请改正后再打开"):
        read_library("field = 教育", source="a.toml")
