import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.printing.fonts.faces import GETA, Face, Run, advances, font, is_printable, runs

RARE = "\u3400"  # in the body's font only
ASTRAL = "\U0002c27c"  # of 《通用规范汉字表》, beyond U+FFFF
EMOJI = "\U0001f600"


def width(text: str, face: Face) -> int:
    return sum(advances(face)[character] for character in text)


def test_a_line_is_nearly_always_one_run() -> None:
    assert list(runs("绩效自评表 2023", Face.LABEL)) == [
        Run(Face.LABEL, "绩效自评表 2023", "绩效自评表 2023")
    ]


def test_an_empty_line_has_no_runs() -> None:
    assert list(runs("", Face.BODY)) == []


def test_a_character_the_labels_lack_is_drawn_in_the_body_face() -> None:
    assert list(runs(f"甲{RARE}{RARE}乙", Face.LABEL)) == [
        Run(Face.LABEL, "甲", "甲"),
        Run(Face.BODY, RARE * 2, RARE * 2),
        Run(Face.LABEL, "乙", "乙"),
    ]


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("character", [EMOJI, "\u0007", "\u200b", "\ud800"])
def test_a_character_no_face_has_is_drawn_as_geta_and_as_wide(character: str, face: Face) -> None:
    assert list(runs(f"a{character}{character}b", face)) == [
        Run(face, "a", "a"),
        Run(face, GETA * 2, character * 2),
        Run(face, "b", "b"),
    ]
    assert advances(face)[character] == advances(face)[GETA] == 1000
    assert not is_printable(character)


@pytest.mark.parametrize("character", ["表", "a", " ", RARE, ASTRAL, GETA])
def test_a_character_of_either_face_is_printable(character: str) -> None:
    assert is_printable(character)


@pytest.mark.parametrize("face", Face)
def test_each_face_has_the_mark_of_a_missing_character(face: Face) -> None:
    assert GETA in font(face).glyphs


def test_widths_are_those_of_the_face_that_draws() -> None:
    assert width("甲" + RARE, Face.LABEL) == 2000
    assert RARE not in font(Face.LABEL).advances
    assert width("00", Face.LABEL) != width("00", Face.BODY)
    assert width("", Face.BODY) == 0


@pytest.mark.parametrize("face", Face)
def test_all_figures_are_equally_wide(face: Face) -> None:
    assert len({advances(face)[figure] for figure in "0123456789"}) == 1


def test_fonts_and_widths_are_read_once() -> None:
    assert font(Face.BODY) is font(Face.BODY)
    assert advances(Face.BODY) is advances(Face.BODY)


@pytest.mark.parametrize("face", Face)
def test_each_face_helps_the_other_out(face: Face) -> None:
    assert face.substitute is not face
    assert face.substitute.substitute is face


@pytest.mark.parametrize("face", Face)
@given(
    st.text(
        st.one_of(
            st.characters(), st.sampled_from("，。（“”—…·0123456789,.%?aWi Āāα㐀\u0007\ud800\U0002c27c")
        )
    ),
    st.integers(0, 60),
)
@settings(deadline=None)
def test_beginnings_are_as_wide_as_their_characters_together(face: Face, text: str, length: int) -> None:
    long = "绩效" * length + text
    assert advances(face).ends(long) == [width(long[: end + 1], face) for end in range(len(long))]
