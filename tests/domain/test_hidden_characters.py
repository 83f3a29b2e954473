import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.hidden_characters import HIDDEN, said_of_hidden, trimmed, visible

# Signs of writing that Unicode calls formats, though they are seen.
SEEN = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}


def test_every_format_and_control_character_of_the_basic_plane_is_known() -> None:
    known = {ord(one) for one in HIDDEN}
    formats = {code for code in range(0x10000) if unicodedata.category(chr(code)) == "Cf"} - SEEN
    controls = {code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc"}
    assert known >= formats | {code for code in controls if not chr(code).isspace()}


def test_nothing_that_is_seen_is_taken_for_hidden() -> None:
    assert not [one for one in HIDDEN if one.isspace() or one.isalnum() or one.isprintable()]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\ufeff12", "12"),
        ("12\u200b", "12"),
        (" \u200e \u00a012\u3000\u200f\n", "12"),
        ("1\u200b2", "1\u200b2"),
        ("\u200b", ""),
        ("", ""),
    ],
)
def test_blanks_and_what_is_hidden_are_taken_off_both_ends(text: str, left: str) -> None:
    assert trimmed(text) == left


@pytest.mark.parametrize("text", ["\u202e12", "12\x07"])
def test_what_turns_the_digits_around_or_belongs_into_no_text_stays(text: str) -> None:
    assert trimmed(text) == text


def test_without_what_is_hidden_a_text_is_what_is_seen_of_it() -> None:
    assert visible("\ufeff1\u200b234\u00ad\u202e\u00a0元\x07") == "1234\u00a0元"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("123\u200b4", "“1234”的第 3 个字后面有一个看不见的字符（零宽空格 U+200B），请去掉。"),
        ("\u202e12", "“12”的最前面有一个看不见的字符（从右向左强制符 U+202E），请去掉。"),
        (
            "\ufeff1\u00ad2\u200b3",
            "“123”的第 1 个字后面有一个看不见的字符（软连字符 U+00AD），共 2 个，请去掉。",
        ),
        ("是\u200b", "“是”的第 1 个字后面有一个看不见的字符（零宽空格 U+200B），请去掉。"),
        ("5\x076", "“56”的第 1 个字后面有一个看不见的字符（控制字符 U+0007），请去掉。"),
    ],
)
def test_a_hidden_character_is_named_with_its_place(text: str, said: str) -> None:
    assert said_of_hidden(text) == said


@given(st.text(alphabet=[*"12 .万元\u00a0", *sorted(HIDDEN)], max_size=12))
def test_what_is_visible_has_nothing_hidden_and_loses_nothing_else(text: str) -> None:
    assert not set(visible(text)) & HIDDEN.keys()
    assert visible(text) == "".join(one for one in text if one not in HIDDEN)
    assert visible(trimmed(text)).strip() == visible(text).strip()


def test_long_texts_are_trimmed_as_they_are() -> None:
    text = "甲" * 100_000
    assert trimmed(text) is text
    assert sys.getsizeof(trimmed(f"\ufeff{text}")) <= sys.getsizeof(text)
