import struct
from importlib.resources import files
from io import BytesIO

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from perfeval_desktop.printing.fonts.faces import Face, font
from perfeval_desktop.printing.fonts.truetype import TrueTypeFont
from printing.fonts.sfnt import (
    CHECKSUM_OF_ALL,
    FULL,
    Metric,
    Table,
    checksum,
    glyph_count,
    little_font,
    metrics,
    outlines,
    tables,
)

EACH_FACE = pytest.mark.parametrize("face", Face)

ON_CURVE, SHORT_X, SHORT_Y, REPEATS, MORE_OR_SAME_X, MORE_OR_SAME_Y = 1, 2, 4, 8, 16, 32

# A square; in it four points, the first three of them off the curve and each 100 to the right of and below
# the one before. Everything a simple outline can be made of occurs: coordinates that stay, that go on by one
# byte or by two, forward and back, a flag that repeats, instructions.
SQUARE_AND_MORE = b"".join(
    (
        struct.pack(">5h", 2, 0, 0, 500, 700),
        struct.pack(">2H", 3, 7),
        struct.pack(">H2s", 2, b"\xff\xff"),
        bytes(
            (
                ON_CURVE | MORE_OR_SAME_X | MORE_OR_SAME_Y,
                ON_CURVE | MORE_OR_SAME_Y,
                ON_CURVE | MORE_OR_SAME_X,
                ON_CURVE | MORE_OR_SAME_Y,
                SHORT_X | MORE_OR_SAME_X | SHORT_Y | REPEATS,
                2,
                ON_CURVE | SHORT_X | SHORT_Y | MORE_OR_SAME_Y,
            )
        ),
        struct.pack(">2h4B", 500, -500, 100, 100, 100, 50),
        struct.pack(">h4B", 700, 200, 100, 100, 50),
    )
)
ITS_CONTOURS = [
    [(0, 0, True), (500, 0, True), (500, 700, True), (0, 700, True)],
    [(100, 500, False), (200, 400, False), (300, 300, False), (250, 350, True)],
]
TRIANGLE = b"".join(
    (
        struct.pack(">5h", 1, 0, 0, 300, 200),
        struct.pack(">2H", 2, 0),
        bytes(
            (
                ON_CURVE | MORE_OR_SAME_X | MORE_OR_SAME_Y,
                ON_CURVE | MORE_OR_SAME_Y,
                ON_CURVE | SHORT_X | SHORT_Y,
            )
        ),
        struct.pack(">hB", 300, 100),
        struct.pack(">B", 200),
    )
)
GLYPHS = (
    (TRIANGLE, Metric(600, -30)),
    (SQUARE_AND_MORE, Metric(1000, 0)),
    (b"", Metric(250, 0)),
    (TRIANGLE, Metric(250, 17)),
)
CHARACTERS = {" ": 2, "方": 1, "角": 3, "\U0002c27c": 1}


def source_of(face: Face) -> bytes:
    return (files("perfeval_resources") / "fonts" / f"{face.value}.ttf").read_bytes()


class TestReading:
    @EACH_FACE
    def test_characters_glyphs_and_widths_are_those_that_reportlab_reads(self, face: Face) -> None:
        peer = TTFontFile(BytesIO(source_of(face)))
        assert {ord(one): glyph for one, glyph in font(face).glyphs.items()} == peer.charToGlyph
        assert {ord(one): width for one, width in font(face).advances.items()} == peer.charWidths
        assert list(font(face).bounds) == peer.bbox

    def test_a_font_is_read_as_it_was_made(self) -> None:
        read = TrueTypeFont(little_font(GLYPHS, CHARACTERS))
        assert read.glyphs == CHARACTERS
        assert read.characters == CHARACTERS.keys()
        assert read.advances == {" ": 250, "方": 1000, "角": 250, "\U0002c27c": 1000}
        assert read.bounds == (-10, -20, 900, 800)
        assert (read.ascent, read.descent) == (850, -150)

    def test_glyphs_without_a_width_of_their_own_are_as_wide_as_the_last_that_has_one(self) -> None:
        read = TrueTypeFont(little_font(GLYPHS, CHARACTERS, paired=2))
        assert read.advances == {" ": 1000, "方": 1000, "角": 1000, "\U0002c27c": 1000}

    def test_the_full_character_map_is_found_among_others(self) -> None:
        maps = ((0, 3, 4), (3, 1, 4), FULL)
        assert TrueTypeFont(little_font(GLYPHS, CHARACTERS, maps=maps)).glyphs == CHARACTERS

    @pytest.mark.parametrize("maps", [(), ((3, 1, 4), (0, 4, 12)), ((3, 10, 13),)])
    def test_a_font_without_a_full_character_map_is_refused(
        self, maps: tuple[tuple[int, int, int], ...]
    ) -> None:
        with pytest.raises(ValueError, match="no character map of format 12"):
            TrueTypeFont(little_font(GLYPHS, CHARACTERS, maps=maps))

    def test_a_font_in_another_unit_is_refused(self) -> None:
        with pytest.raises(ValueError, match="1000 units"):
            TrueTypeFont(little_font(GLYPHS, CHARACTERS, em=2048))


class TestContours:
    @pytest.mark.parametrize("long_offsets", [True, False])
    def test_every_way_of_writing_a_point_is_understood(self, *, long_offsets: bool) -> None:
        read = TrueTypeFont(little_font(GLYPHS, CHARACTERS, long_offsets=long_offsets))
        assert read.contours("方") == ITS_CONTOURS
        assert read.contours("角") == [[(0, 0, True), (300, 0, True), (200, -200, True)]]

    @EACH_FACE
    def test_they_fill_the_box_that_the_font_says_they_fill(self, face: Face) -> None:
        source = source_of(face)
        of_glyphs = outlines(source)
        for character in sample_of(face):
            points = [point for contour in font(face).contours(character) for point in contour]
            xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            assert box == struct.unpack_from(">4h", of_glyphs[font(face).glyphs[character]], 2)
            left, bottom, right, top = font(face).bounds
            assert left <= box[0] <= box[2] <= right
            assert bottom <= box[1] <= box[3] <= top

    @EACH_FACE
    def test_each_of_them_encloses_something(self, face: Face) -> None:
        for character in sample_of(face):
            for contour in font(face).contours(character):
                ring = zip(contour, [*contour[1:], contour[0]], strict=True)
                assert sum(x * next_y - next_x * y for (x, y, _), (next_x, next_y, _) in ring) != 0

    def test_a_blank_has_no_outline(self) -> None:
        assert font(Face.BODY).contours(" ") == []

    def test_a_character_is_drawn_in_strokes_that_stand_where_they_should(self) -> None:
        (stroke,) = font(Face.LABEL).contours("一")
        assert max(y for _, y, _ in stroke) - min(y for _, y, _ in stroke) < 200
        assert max(x for x, _, _ in stroke) - min(x for x, _, _ in stroke) > 800
        # Three strokes, each above the next.
        lowest_first = sorted(sum(y for _, y, _ in one) / len(one) for one in font(Face.LABEL).contours("三"))
        assert len(lowest_first) == 3
        assert lowest_first[0] < 200 < lowest_first[1] < 500 < lowest_first[2]


def sample_of(face: Face) -> list[str]:
    """Return every 97th character of ``face`` that has an outline."""
    drawn = outlines(source_of(face))
    return [one for one, glyph in list(font(face).glyphs.items())[::97] if drawn[glyph]]


class TestSubset:
    @staticmethod
    def glyphs_of(face: Face) -> list[int]:
        """Return the missing glyph, some characters in no order, and the last glyph there is."""
        count = glyph_count(source_of(face))
        return [0, *(font(face).glyphs[one] for one in "表a 绩效，"), count - 1]

    @EACH_FACE
    def test_it_holds_the_tables_that_a_reader_needs(self, face: Face) -> None:
        subset = font(face).subset(self.glyphs_of(face))
        assert list(tables(subset)) == ["glyf", "head", "hhea", "hmtx", "loca", "maxp"]
        version, count, search_range, selector, shift = struct.unpack_from(">L4H", subset)
        assert (version, count) == (0x10000, 6)
        # For a search by halves: the largest power of two that is not above six, and what is left.
        assert (search_range, selector, shift) == (4 * 16, 2, 2 * 16)

    @EACH_FACE
    def test_its_tables_stand_side_by_side_on_whole_words(self, face: Face) -> None:
        subset = font(face).subset(self.glyphs_of(face))
        end = 12 + 16 * 6
        for table in tables(subset).values():
            assert table.offset == end
            end = table.offset + len(table.data) + -len(table.data) % 4
        assert end == len(subset)

    @EACH_FACE
    def test_every_checksum_holds(self, face: Face) -> None:
        subset = font(face).subset(self.glyphs_of(face))
        found = tables(subset)
        head = found.pop("head")
        assert all(table.checksum == checksum(table.data) for table in found.values())
        # That of the head is taken before the one of the whole file is entered.
        assert head.checksum == checksum(head.data[:8] + bytes(4) + head.data[12:])
        assert checksum(subset) == CHECKSUM_OF_ALL

    @EACH_FACE
    def test_its_glyphs_are_those_of_the_source_in_the_order_asked_for(self, face: Face) -> None:
        glyphs = self.glyphs_of(face)
        source = source_of(face)
        subset = font(face).subset(glyphs)
        assert glyph_count(subset) == len(glyphs)
        assert struct.unpack_from(">H", tables(subset)["hhea"].data, 34) == (len(glyphs),)
        of_source, widths = outlines(source), metrics(source)
        assert [one.rstrip(b"\0") for one in outlines(subset)] == [
            of_source[glyph].rstrip(b"\0") for glyph in glyphs
        ]
        assert metrics(subset) == [widths[glyph] for glyph in glyphs]

    @EACH_FACE
    def test_what_is_said_of_the_whole_font_stays(self, face: Face) -> None:
        source, subset = tables(source_of(face)), tables(font(face).subset(self.glyphs_of(face)))
        assert without(subset["head"], 8, 4) == without(source["head"], 8, 4)
        assert without(subset["hhea"], 34, 2) == without(source["hhea"], 34, 2)
        assert without(subset["maxp"], 4, 2) == without(source["maxp"], 4, 2)

    def test_an_outline_is_filled_up_to_whole_words_and_may_be_empty(self) -> None:
        assert (len(SQUARE_AND_MORE), len(TRIANGLE)) == (39, 21)
        subset = TrueTypeFont(little_font(GLYPHS, CHARACTERS)).subset([0, 2, 1])
        assert outlines(subset) == [TRIANGLE + bytes(3), b"", SQUARE_AND_MORE + bytes(1)]
        assert metrics(subset) == [Metric(600, -30), Metric(250, 0), Metric(1000, 0)]

    @pytest.mark.parametrize("paired", [2, 4])
    def test_short_offsets_and_shared_widths_become_long_ones_and_own_ones(self, paired: int) -> None:
        source = TrueTypeFont(little_font(GLYPHS, CHARACTERS, long_offsets=False, paired=paired))
        subset = source.subset([0, 3])
        assert [one[: len(TRIANGLE)] for one in outlines(subset)] == [TRIANGLE, TRIANGLE]
        assert metrics(subset) == [Metric(600, -30), Metric(1000 if paired == 2 else 250, 17)]

    def test_it_is_the_same_each_time(self) -> None:
        first = TrueTypeFont(little_font(GLYPHS, CHARACTERS))
        second = TrueTypeFont(little_font(GLYPHS, CHARACTERS))
        assert first.subset([0, 1]) == first.subset([0, 1]) == second.subset([0, 1])
        assert first.subset([0, 1]) != first.subset([0, 3])


def without(table: Table, start: int, length: int) -> bytes:
    """Return a table with a value blotted out."""
    return table.data[:start] + bytes(length) + table.data[start + length :]
