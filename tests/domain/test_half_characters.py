import pytest

from perfeval_desktop.domain.half_characters import without_halves
from perfeval_desktop.domain.numerals import shortened


@pytest.mark.parametrize("text", ["", "abc\n", "𠮷野家", "好\N{REPLACEMENT CHARACTER}"])
def test_whole_characters_stay(text: str) -> None:
    assert without_halves(text) == text


def test_each_half_becomes_a_sign_of_its_own() -> None:
    assert without_halves("好\ud842\ud842x\udfb7") == "好��x�"


def test_what_is_quoted_has_none() -> None:
    assert shortened("改\ud842") == "改�"
