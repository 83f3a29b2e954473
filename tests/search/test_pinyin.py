"""Which characters letters stand for."""

import re
from pathlib import Path

import pytest

from perfeval_desktop.search.pinyin import LONGEST_SYLLABLE, characters_of, read_table

STANDARD = Path(__file__).parents[2] / "resources/packaging/fonts/standard_characters_8105.txt"


def is_read(character: str, letters: str, *, is_last: bool = False) -> bool:
    return character in characters_of(letters, is_last=is_last)


def test_every_standard_character_has_a_reading() -> None:
    with_reading = set("".join(read_table().values()))
    standard = set(STANDARD.read_text(encoding="utf-8").strip())
    assert len(standard) == 8105
    assert standard - with_reading == set()


def test_readings_are_plain_letters() -> None:
    assert all(re.fullmatch(f"[a-z]{{1,{LONGEST_SYLLABLE}}}", syllable) for syllable in read_table())


@pytest.mark.parametrize(
    ("character", "readings"),
    [
        ("重", ["zhong", "chong"]),
        ("会", ["hui", "kuai"]),
        ("行", ["xing", "hang"]),
        ("长", ["chang", "zhang"]),
        ("绿", ["lv", "lyu", "lu"]),
        ("略", ["lve", "lue"]),
        ("女", ["nv", "nyu"]),
        ("虐", ["nve", "nue"]),
    ],
)
def test_all_readings_count_however_they_are_typed(character: str, readings: list[str]) -> None:
    assert [reading for reading in readings if not is_read(character, reading)] == []


def test_a_letter_stands_for_itself_and_for_what_begins_with_it() -> None:
    assert is_read("q", "q")
    assert is_read("企", "q")
    assert not is_read("业", "q")


@pytest.mark.parametrize("pair", ["zh", "ch", "sh"])
def test_two_letters_that_begin_a_syllable_are_typed_for_it(pair: str) -> None:
    assert is_read({"zh": "中", "ch": "城", "sh": "市"}[pair], pair)


def test_a_syllable_that_is_still_being_typed_is_found_by_its_beginning() -> None:
    assert is_read("政", "zhen", is_last=True)
    assert not is_read("政", "zhen")
    assert is_read("镇", "zhen")


def test_letters_that_begin_nothing_stand_for_nothing() -> None:
    assert characters_of("xq", is_last=True) == ""
    assert characters_of("v", is_last=True) == "v"
