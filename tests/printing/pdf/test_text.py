import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.printing.pdf.text import representable, text_string


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("", "<FEFF>"),
        ("甲a", "<FEFF75320061>"),
        ("()\\>", "<FEFF00280029005C003E>"),
        ("\U0001f600", "<FEFFD83DDE00>"),
        ("\ud800甲", "<FEFFFFFD7532>"),
        ("甲\x1b乙", "<FEFF7532FFFD4E59>"),
    ],
)
def test_text_is_written_in_hexadecimal(text: str, string: str) -> None:
    assert text_string(text) == string


@given(st.text(st.characters()))
def test_any_text_is_a_string_of_hexadecimal_digits_that_say_it(text: str) -> None:
    string = text_string(text)
    assert string[0] + string[-1] == "<>"
    assert bytes.fromhex(string[1:-1]).decode("utf-16") == representable(text)


@given(st.text(st.characters()))
def test_only_halves_of_pairs_and_the_sign_of_a_language_are_replaced(text: str) -> None:
    found = representable(text)
    assert len(found) == len(text)
    assert all(new in (old, "\ufffd") for old, new in zip(text, found, strict=True))
    assert {old for old, new in zip(text, found, strict=True) if old != new} == {
        old for old in text if "\ud800" <= old <= "\udfff" or old == "\x1b"
    }
