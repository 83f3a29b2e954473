"""Where in a text what is typed has been found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.search.marks import marks
from perfeval_desktop.search.words import words_of
from perfeval_desktop.summary_texts import folded

NAME = "闵行区企业政策管理系统(2023 运维)"


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, words_of(typed))]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("qyzc", ["企业政策"]),
        ("qiyezc", ["企业政策"]),
        ("qiyezhengce", ["企业政策"]),
        ("qiyezhen", ["企业政"]),
        ("政策", ["政策"]),
        ("政c", ["政策"]),
        ("minhang", ["闵行"]),
        ("minxing", ["闵行"]),
        ("2023", ["2023"]),
        ("２０２３", ["2023"]),
        ("2023运维", ["2023 运维"]),
        ("（2023", ["(2023"]),
        ("yw 企业", ["企业", "运维"]),
        ("企业 业政", ["企业政"]),
        ("mhzc", ["闵行", "政策"]),
        ("闵运", ["闵", "运"]),
        ("企策", ["企", "策"]),
        ("yyyy", []),
        ("yw2", []),
        ("2032", []),
        ("不在", []),
        ("", []),
    ],
)
def test_what_is_typed_is_marked_where_it_stands(typed: str, found: list[str]) -> None:
    assert marked(NAME, typed) == found


def test_the_beginning_of_a_word_goes_before_the_inside_of_one() -> None:
    assert marks("系统运维(运维)", ("运维",)) == ((5, 7),)
    assert marks("运维(运维)", ("运维",)) == ((0, 2),)


def test_hidden_characters_are_marked_with_what_they_stand_in() -> None:
    assert marked("企\u200b业政\u00ad策", "qyzc") == ["企\u200b业政\u00ad策"]


def test_gaps_are_marked_only_where_they_are_asked_for() -> None:
    assert marks(NAME, ("企策",), scattered=False) == ()


@pytest.mark.unwatched
@given(st.text(alphabet="企业政策aB1（ \u200bﾟ"), st.text(alphabet="企业qyzc1b("))
def test_marks_stand_in_the_text_apart_from_each_other(text: str, word: str) -> None:
    found = marks(text, words_of(word))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end < after.start for before, after in pairwise(found))
    if folded(word) and folded(word) in folded(text):
        assert found
