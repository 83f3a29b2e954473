"""Places of characters in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.search.indexed_text import IndexedText


def places(text: str, characters: str) -> set[int]:
    found = IndexedText(text).places_of(characters)
    return {place for place in range(len(text)) if found >> place & 1}


def test_the_first_place_is_the_lowest_bit() -> None:
    text = IndexedText("企业政策企")
    assert text.places_of("企") == 0b10001
    assert text.places_of("业策") == 0b01010
    assert text.places_of("无") == 0
    assert text.everywhere == 0b11111
    assert len(text) == 5


def test_rare_characters_are_found_as_well() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 700)))
    for characters in (many[0], many[300], many[699], many[250:260], many):
        assert places(many, characters) == {many.index(one) for one in characters}


@pytest.mark.unwatched
@given(st.text(min_size=1), st.text(max_size=5))
def test_no_place_is_missed_and_none_made_up(text: str, characters: str) -> None:
    assert places(text, characters) == {place for place, one in enumerate(text) if one in characters}
