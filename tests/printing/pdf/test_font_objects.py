import re
import struct
import zlib
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.printing.fonts.codes import encoded, private_codes
from perfeval_desktop.printing.fonts.faces import FULL_WIDTH, Face, font
from perfeval_desktop.printing.pdf.font_objects import FontData, deflated_in_halves, font_data, to_unicode
from printing.pdf.character_maps import Embedded, to_unicode_of

EVERY_FACE = pytest.mark.parametrize("face", Face)


@cache
def all_of(face: Face) -> str:
    return "".join(sorted(font(face).glyphs))


def embedded(data: FontData) -> Embedded:
    file = zlib.decompress(data.file)
    assert len(file) == data.length
    return Embedded(file, zlib.decompress(data.glyph_map))


@EVERY_FACE
def test_every_character_of_a_face_has_its_outline_and_its_width(face: Face) -> None:
    source, data = font(face), font_data(face, all_of(face))
    found = embedded(data)
    whole = Embedded.whole(face)
    widths = {int(code): int(width) for code, width in re.findall(r"(\d+)\[(\d+)\]", data.widths)}
    for character, glyph in source.glyphs.items():
        (code,) = struct.unpack(">H", encoded(character))
        outline = found.outline(found.glyph(code))
        assert outline == whole.outline(glyph), character
        assert widths.get(code, FULL_WIDTH) == found.advance(found.glyph(code)) == source.advances[character]
    assert len(source.glyphs) == {Face.BODY: 30_386, Face.LABEL: 10_800}[face]


@EVERY_FACE
@given(st.data())
@settings(deadline=None, max_examples=20)
def test_a_subset_has_the_glyphs_of_its_characters_and_no_others(face: Face, data: st.DataObject) -> None:
    characters = "".join(sorted(data.draw(st.sets(st.sampled_from(all_of(face)), min_size=1, max_size=40))))
    source = font(face)
    found = embedded(font_data(face, characters))
    assert found.glyph_count == 1 + len({source.glyphs[character] for character in characters})
    for character in characters:
        (code,) = struct.unpack(">H", encoded(character))
        glyph = found.glyph(code)
        assert glyph != 0
        assert found.advance(glyph) == source.advances[character]
        assert found.outline(glyph) == Embedded.whole(face).outline(source.glyphs[character])
    codes = {struct.unpack(">H", encoded(character))[0] for character in characters}
    assert found.coded == codes


def test_only_what_is_not_as_wide_as_most_has_a_width_of_its_own() -> None:
    data = font_data(Face.BODY, " 1A一")
    codes = [int(code) for code in re.findall(r"(\d+)\[\d+\]", data.widths)]
    assert codes == [0x20, 0x31, 0x41]
    assert re.fullmatch(r"(\d+\[\d+\])+", data.widths)


def test_without_characters_there_is_the_glyph_for_none() -> None:
    found = embedded(font_data(Face.LABEL, ""))
    assert (found.glyph_count, found.coded) == (1, set())


class TestTag:
    def test_it_is_six_capitals(self) -> None:
        assert all(
            re.fullmatch("[A-Z]{6}", font_data(face, text).tag)
            for face in Face
            for text in ("", "一", "一丁")
        )

    def test_each_subset_has_its_own(self) -> None:
        tags = {font_data(face, text).tag for face in Face for text in ("一", "丁", "一丁", "1")}
        assert len(tags) == 8

    def test_the_same_subset_has_the_same(self) -> None:
        first = font_data(Face.BODY, "一三")
        font_data.cache_clear()
        again = font_data(Face.BODY, "一三")
        assert again is not first
        assert again == first


class TestToUnicode:
    @EVERY_FACE
    def test_every_character_of_a_face_is_told_by_its_code(self, face: Face) -> None:
        found = to_unicode_of(zlib.decompress(to_unicode()))
        wrong = [
            character
            for character in font(face).glyphs
            if found.get(int.from_bytes(encoded(character), "big")) != character
        ]
        assert wrong == []

    def test_the_private_codes_are_those_of_the_characters_beyond_the_basic_plane_alone(self) -> None:
        found = to_unicode_of(zlib.decompress(to_unicode()))
        private = {code: text for code, text in found.items() if 0xD800 <= code < 0xF900}
        assert private == {code: chr(character) for character, code in private_codes().items()}
        beyond = {one for face in Face for one in font(face).glyphs if one > "\uffff"}
        assert set(private.values()) == beyond
        assert len(beyond) >= 196

    def test_no_code_is_told_twice(self) -> None:
        # The reader of the tests refuses that; here is proof that it does.
        twice = zlib.decompress(to_unicode()).replace(b"<E001>", b"<E000>")
        with pytest.raises(AssertionError):
            to_unicode_of(twice)

    def test_it_keeps_the_bounds_that_readers_set(self) -> None:
        text = zlib.decompress(to_unicode()).decode("ascii")
        blocks = re.findall(r"(\d+) begin(bfrange|bfchar)\n(.*?)\nend\2", text, re.DOTALL)
        assert all(int(count) == len(entries.split("\n")) <= 100 for count, _, entries in blocks)
        ranges = re.findall(r"<(..)(..)><(..)(..)><....>", text)
        assert ranges
        assert all(first == last and (low, high) == ("00", "FF") for first, low, last, high in ranges)

    def test_it_names_itself_as_readers_expect(self) -> None:
        text = zlib.decompress(to_unicode()).decode("ascii")
        assert "1 begincodespacerange<0000><FFFF>endcodespacerange" in text
        assert "/CMapType 2 def" in text
        assert "/CMapName/Adobe-Identity-UCS def" in text


def test_no_face_has_a_character_of_the_private_use_area() -> None:
    assert [one for face in Face for one in font(face).glyphs if "\ud800" <= one < "\uf900"] == []


@EVERY_FACE
def test_outlines_lie_one_after_another(face: Face) -> None:
    places = embedded(font_data(face, "一丁七")).places
    assert places[0] == 0
    assert all(start <= end and start % 4 == 0 for start, end in pairwise(places))


@given(st.binary(max_size=2000), st.integers(1, 50))
@settings(deadline=None)
def test_what_was_deflated_in_halves_is_whole(data: bytes, times: int) -> None:
    assert zlib.decompress(deflated_in_halves(data * times)) == data * times
