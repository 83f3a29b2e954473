"""Names of worksheets, as Excel takes them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.exchange.writers.sheet_names import SheetNames


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("教师培训", "教师培训"),
        ("", "未填项目"),
        ("  ", "未填项目"),
        ("''", "未填项目"),
        ("a[b]c:d*e?f/g\\h", "a［b］c：d＊e？f／g＼h"),
        ("'引号'里'", "引号'里"),
        ("第一行\n第二行\0", "第一行_第二行_"),
        ("字" * 40, "字" * 31),
        ("𠮷" * 40, "𠮷" * 15),
        (f"{'字' * 30}'尾", "字" * 30),
        ("History", "History（2）"),
        ("perfeval-forms", "perfeval-forms（2）"),
    ],
)
def test_a_name_is_as_excel_takes_it(wanted: str, name: str) -> None:
    assert SheetNames().name(wanted) == name


def test_names_differ_in_more_than_their_letters() -> None:
    names = SheetNames()
    assert [names.name(one) for one in ("ABC项目", "abc项目", "abc项目", "ＡＢＣ项目")] == [
        "ABC项目",
        "abc项目（2）",
        "abc项目（3）",
        "ＡＢＣ项目",
    ]


def test_the_number_of_a_namesake_has_room() -> None:
    names = SheetNames()
    first, second = (names.name("字" * 40) for _ in range(2))
    assert second == f"{first[:28]}（2）"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=40) | st.sampled_from(["'", "x'", "HISTORY", "ß", "SS"]), max_size=8))
def test_all_names_are_legal_and_distinct(wanted: list[str]) -> None:
    names = SheetNames()
    found = [names.name(one) for one in wanted]
    assert len({one.casefold() for one in found}) == len(found)
    for one in found:
        assert 0 < len(one.encode("utf-16-le")) // 2 <= 31
        assert not set(one) & set("[]:*?/\\\n\0")
        assert one[0] != "'" != one[-1]
        assert one.casefold() != "history"
