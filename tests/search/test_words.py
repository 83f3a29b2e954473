"""What is typed, as words and steps."""

import pytest

from perfeval_desktop.search.words import Step, may_scatter, steps_of, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        (" \u3000\t", ()),
        ("\u200b\u00ad", ()),
        ("2024 qyzc", ("2024", "qyzc")),
        ("ＱＹＺＣ　信息", ("qyzc", "信息")),
        ("信\u200b息\u00a0运维", ("信息", "运维")),
        ("信息 信息", ("信息",)),
    ],
)
def test_blanks_part_words(typed: str, words: tuple[str, ...]) -> None:
    assert words_of(typed) == words


def ends(word: str) -> list[list[int]]:
    """Return where in ``word`` the steps from each of its places lead."""
    return [[step.end for step in steps] for steps in steps_of(word)]


def test_letters_are_read_one_by_one_and_as_syllables() -> None:
    assert ends("qiye") == [[1, 2], [2], [3, 4], [4]]
    single, syllable = steps_of("qiye")[0]
    assert single.is_pinyin
    assert {"q", "企", "区"} <= set(single.characters)
    assert "企" in syllable.characters
    assert "区" not in syllable.characters


def test_what_is_no_letter_stands_for_itself_and_ends_a_syllable() -> None:
    assert ends("政ce1") == [[1], [2, 3], [3], [4]]
    assert steps_of("政") == ((Step(1, "政", is_pinyin=False),),)


@pytest.mark.parametrize("word", ["fgw", "发改", "发改委", "发2"])
def test_some_words_say_something_with_gaps_in_them(word: str) -> None:
    assert may_scatter(word)


@pytest.mark.parametrize("word", ["fg", "发", "2024", "a1b2", "("])
def test_others_do_not(word: str) -> None:
    assert not may_scatter(word)
