import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.history.changed_parts import changed_parts


def cut(text: str, parts: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start : start + length] for start, length in parts]


def without(text: str, parts: tuple[tuple[int, int], ...]) -> str:
    for start, length in reversed(parts):
        text = text[:start] + text[start + length :]
    return text


@pytest.mark.parametrize(
    ("left", "right", "gone", "new"),
    [
        ("12场", "13场", ["2"], ["3"]),
        ("举办培训10场", "举办教师培训10场次", [], ["教师", "次"]),
        ("", "新", [], ["新"]),
        ("旧", "", ["旧"], []),
        ("一样", "一样", [], []),
    ],
)
def test_what_is_not_in_the_other_text_is_marked(
    left: str, right: str, gone: list[str], new: list[str]
) -> None:
    found = changed_parts(left, right)
    assert (cut(left, found.left), cut(right, found.right)) == (gone, new)


def test_long_texts_are_marked_from_the_first_to_the_last_change() -> None:
    left, right = f"始{'甲乙' * 300}终", f"始{'乙甲' * 300}终"
    found = changed_parts(left, right)
    assert found == (((1, 600),), ((1, 600),))
    assert changed_parts("始终", right) == ((), ((1, 600),))


@given(st.text("甲乙丙", max_size=30), st.text("甲乙丙", max_size=30))
def test_what_is_not_marked_is_the_same(left: str, right: str) -> None:
    found = changed_parts(left, right)
    assert without(left, found.left) == without(right, found.right)


def test_characters_that_are_the_same_by_chance_are_marked_with_the_rest() -> None:
    left, right = "设备坏了，已修好", "因天气改期，已完成"
    found = changed_parts(left, right)
    assert (cut(left, found.left), cut(right, found.right)) == ([left], [right])
    left, right = "第1场20人，第2场30人", "第1场25人，第2场35人"
    assert [cut(left, changed_parts(left, right).left)] == [["0", "0"]]
