import pytest

from perfeval_desktop.exchange.readers.word_symbols import symbol


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "00A3", "□"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F04A", ""),
        ("Symbol", "F0B3", "≥"),
        ("宋体", "2265", "≥"),
        ("宋体", "D800", ""),
        ("宋体", "", ""),
    ],
)
def test_pictures_are_the_characters_they_look_like(font: str, code: str, character: str) -> None:
    assert symbol(font, code) == character
