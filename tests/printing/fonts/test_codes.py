from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.printing.fonts.codes import FIRST_PRIVATE, encoded, private_codes
from perfeval_desktop.printing.fonts.faces import Face, font

# The first example reads the fonts.
UNHURRIED = settings(deadline=None)

PRIVATE_AREA = range(0xE000, 0xF900)
ALL = sorted({character for face in Face for character in font(face).glyphs})
BEYOND = [character for character in ALL if character > "\uffff"]


def test_every_character_beyond_ffff_that_a_face_has_its_own_code_in_the_private_area() -> None:
    codes = private_codes()
    assert list(codes) == [ord(character) for character in BEYOND]
    assert len(set(codes.values())) == len(BEYOND) > 200
    assert all(code in PRIVATE_AREA for code in codes.values())
    assert min(codes.values()) == FIRST_PRIVATE


def test_no_face_has_a_character_there() -> None:
    # Nor half of a pair of codes.
    assert [character for character in ALL if 0xD800 <= ord(character) <= PRIVATE_AREA[-1]] == []


def test_no_code_begins_with_the_byte_of_a_line_end() -> None:
    # The writer of pages sets line ends between encoded lines and relies on it.
    assert {encoded(character)[0] for character in ALL}.isdisjoint(b"\n")


def test_the_code_of_a_usual_character_is_its_number_with_the_higher_byte_first() -> None:
    assert encoded("A表") == b"\x00\x41\x88\x68"
    assert encoded("") == b""


def test_a_rare_character_has_its_private_code_among_the_others() -> None:
    rare = BEYOND[0]
    assert encoded(f"表{rare}A") == b"\x88\x68\xe0\x00\x00\x41"


@UNHURRIED
@given(st.text(st.one_of(st.sampled_from(ALL), st.sampled_from(BEYOND))))
def test_every_text_can_be_had_back_from_its_codes(text: str) -> None:
    codes = encoded(text)
    assert len(codes) == 2 * len(text)
    characters = {code: character for character, code in private_codes().items()}
    assert codes.decode("utf-16-be").translate(characters) == text
