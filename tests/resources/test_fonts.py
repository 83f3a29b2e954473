"""What the bundled fonts promise, read from their bytes: the test run has no fontTools."""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "perfeval_resources" / "fonts"
STANDARD_CHARACTERS = ROOT / "resources" / "packaging" / "fonts" / "standard_characters_8105.txt"

SERIF = "PerfEvalSerif-Regular.ttf"
BOLD = "PerfEvalSans-Bold.ttf"
SANS = "PerfEvalSans-Regular.ttf"
NAMES = {
    SERIF: ("PerfEval Serif", "Regular"),
    BOLD: ("PerfEval Sans", "Bold"),
    SANS: ("PerfEval Sans", "Regular"),
}
EVERY_FACE = pytest.mark.parametrize("file_name", NAMES)

SYMBOLS = (
    "≥≤≠≈±×÷℃°′″‰％㎡㎥¥￥￠￡①⑩⑳㈠⑴⒈ⅠⅫ●○■□▲△▼▽★☆◆◇◎→←↑↓√∑≒☐☑☒✓✔✗✘〓№§※"
    "　，。、；：？！“”‘’（）【】〔〕《》〈〉「」『』［］｛｝—…·～﹏￣々〇"
    "─│┌┐└┘├┤┬┴┼━╋"
)


@dataclass(frozen=True)
class Font:
    """The parts of an sfnt file that the tests ask about."""

    tables: dict[str, bytes]
    glyph_of: dict[int, int]
    advances: tuple[int, ...]

    def advance(self, character: str) -> int:
        return self.advances[self.glyph_of[ord(character)]]

    def glyph(self, index: int) -> bytes:
        start, end = struct.unpack_from(">2L", self.tables["loca"], 4 * index)
        return self.tables["glyf"][start:end]

    def horizontal_edges(self, character: str) -> tuple[int, int]:
        left, _, right, _ = struct.unpack_from(">4h", self.glyph(self.glyph_of[ord(character)]), 2)
        return left, right

    def name(self, number: int) -> str:
        """Return the English name record ``number`` of the Windows platform."""
        table = self.tables["name"]
        _, count, texts = struct.unpack_from(">3H", table)
        for record in range(count):
            *kind, name_id, length, offset = struct.unpack_from(">6H", table, 6 + 12 * record)
            if kind == [3, 1, 0x409] and name_id == number:
                return table[texts + offset : texts + offset + length].decode("utf-16-be")
        raise LookupError(number)


def character_maps(table: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """Return platform and encoding of each subtable, with its format and its offset."""
    records = (
        struct.unpack_from(">2HL", table, 4 + 8 * i) for i in range(struct.unpack_from(">2H", table)[1])
    )
    return {(p, e): (struct.unpack_from(">H", table, offset)[0], offset) for p, e, offset in records}


@cache
def read_font(file_name: str) -> Font:
    data = (FONTS / file_name).read_bytes()
    tables: dict[str, bytes] = {}
    for i in range(struct.unpack_from(">L H", data)[1]):
        tag, _, offset, length = struct.unpack_from(">4s3L", data, 12 + 16 * i)
        tables[tag.decode()] = data[offset : offset + length]
    start = character_maps(tables["cmap"])[3, 10][1]
    glyph_of: dict[int, int] = {}
    for i in range(struct.unpack_from(">L", tables["cmap"], start + 12)[0]):
        first, last, glyph = struct.unpack_from(">3L", tables["cmap"], start + 16 + 12 * i)
        glyph_of.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    long_metrics: int = struct.unpack_from(">H", tables["hhea"], 34)[0]
    glyph_count: int = struct.unpack_from(">H", tables["maxp"], 4)[0]
    advances = struct.unpack_from(">" + "H2x" * long_metrics, tables["hmtx"])
    return Font(tables, glyph_of, advances + advances[-1:] * (glyph_count - long_metrics))


@pytest.fixture
def font(file_name: str) -> Font:
    return read_font(file_name)


@pytest.fixture(scope="module")
def standard_characters() -> str:
    return STANDARD_CHARACTERS.read_text(encoding="utf-8").strip()


def test_the_list_holds_8105_characters_of_which_196_lie_beyond_the_basic_plane(
    standard_characters: str,
) -> None:
    assert len(standard_characters) == len(set(standard_characters)) == 8105
    assert sum(character > "\uffff" for character in standard_characters) == 196


@EVERY_FACE
def test_every_standard_character_has_a_visible_glyph(font: Font, standard_characters: str) -> None:
    assert [c for c in standard_characters if not font.glyph(font.glyph_of.get(ord(c), 0))] == []
    assert [c for c in standard_characters if ord(c) not in font.glyph_of] == []


@EVERY_FACE
def test_every_standard_character_is_one_em_wide(font: Font, standard_characters: str) -> None:
    assert {font.advance(c) for c in standard_characters} == {1000}


def test_the_body_holds_all_ideographs_of_gb_18030_level_2(standard_characters: str) -> None:
    level_2 = {*range(0x4E00, 0x9FF0), *range(0x3400, 0x4DB6), *map(ord, standard_characters)}
    assert len(level_2) == 27754
    assert level_2 <= read_font(SERIF).glyph_of.keys()


@EVERY_FACE
def test_the_signs_that_users_write_are_there(font: Font) -> None:
    ascii_and_latin = map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0xFF01, 0xFF5F)])
    assert [c for c in (*ascii_and_latin, *SYMBOLS) if ord(c) not in font.glyph_of] == []


@EVERY_FACE
def test_every_sign_of_gbk_is_there(font: Font) -> None:
    rows = [*range(0xA1, 0xAA)]
    cells = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
    signs = {bytes((row, cell)).decode("gbk", errors="ignore") for row in rows for cell in cells}
    signs_outside_ideographs = {c for c in signs if len(c) == 1 and not "\u3400" <= c < "\ua000"}
    assert {c for c in signs_outside_ideographs if ord(c) not in font.glyph_of} == set()


@EVERY_FACE
def test_all_ten_digits_have_one_advance(font: Font) -> None:
    assert len({font.advance(digit) for digit in "0123456789"}) == 1


@EVERY_FACE
def test_the_dash_fills_its_square_so_that_two_of_them_join(font: Font) -> None:
    assert font.advance("—") == 1000
    assert font.horizontal_edges("—") == (0, 1000)


@EVERY_FACE
def test_chinese_quotes_dots_and_boxes_are_full_width(font: Font) -> None:
    assert {font.advance(c) for c in "‘’“”…·□☐☑☒✔〓　"} == {1000}


@EVERY_FACE
def test_the_box_stands_in_the_middle_of_its_square(font: Font) -> None:
    left, right = font.horizontal_edges("☐")
    assert abs(left + right - 1000) <= 2


@EVERY_FACE
def test_no_glyph_is_a_composite(font: Font) -> None:
    contours = [
        struct.unpack_from(">h", glyph)[0] for i in range(len(font.advances)) if (glyph := font.glyph(i))
    ]
    assert min(contours) > 0


@EVERY_FACE
def test_there_are_no_tables_but_those_for_printing_and_showing(font: Font) -> None:
    wanted = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
    assert font.tables.keys() == wanted


@EVERY_FACE
def test_no_glyph_carries_instructions(font: Font) -> None:
    assert struct.unpack_from(">H", font.tables["maxp"], 26) == (0,)


@EVERY_FACE
def test_the_character_map_reaches_beyond_the_basic_plane(font: Font) -> None:
    maps = character_maps(font.tables["cmap"])
    assert maps[3, 1][0] == 4
    assert maps[3, 10][0] == 12


@EVERY_FACE
def test_glyphs_are_in_the_order_of_their_first_code_point(font: Font) -> None:
    first_seen = list(dict.fromkeys(font.glyph_of[c] for c in sorted(font.glyph_of)))
    assert first_seen == list(range(1, len(font.advances)))


@EVERY_FACE
def test_no_clock_was_read_when_the_font_was_built(font: Font) -> None:
    created, modified = struct.unpack_from(">2q", font.tables["head"], 20)
    assert created == modified == 3_818_534_400


@EVERY_FACE
def test_the_font_has_a_name_of_its_own(font: Font, file_name: str) -> None:
    family, style = NAMES[file_name]
    post_script_name = file_name.removesuffix(".ttf")
    assert [font.name(n) for n in (1, 2, 4, 6)] == [family, style, f"{family} {style}", post_script_name]
    for reserved in ("Noto", "Source", "Vera", "Arev", "DejaVu"):
        assert reserved not in "".join(font.name(n) for n in (1, 3, 4, 6))


@EVERY_FACE
def test_the_font_names_its_copyright_holders_and_licence(font: Font) -> None:
    for holder in ("Adobe", "Bitstream", "Tavmjong Bah"):
        assert holder in font.name(0)
    assert "SIL Open Font License, Version 1.1" in font.name(13)
    assert font.name(14).endswith("scripts.sil.org/OFL")


@EVERY_FACE
def test_the_font_may_be_embedded(font: Font) -> None:
    assert struct.unpack_from(">H", font.tables["OS/2"], 8) == (0,)


@EVERY_FACE
def test_the_font_says_that_it_is_for_simplified_chinese_and_no_other_chinese_japanese_or_korean(
    font: Font,
) -> None:
    (code_pages,) = struct.unpack_from(">L", font.tables["OS/2"], 78)
    assert [bit for bit in range(17, 22) if code_pages & 1 << bit] == [18]


@EVERY_FACE
def test_fontconfig_finds_every_ideograph_it_asks_of_a_chinese_font(font: Font) -> None:
    cells = [bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    ideographs = {text for cell in cells if (text := cell.decode("gb2312", errors="ignore"))}
    assert len(ideographs) == 6763
    assert {c for c in ideographs if ord(c) not in font.glyph_of} == set()


def test_the_weights_are_those_of_the_names() -> None:
    weights = {name: struct.unpack_from(">H", read_font(name).tables["OS/2"], 4)[0] for name in NAMES}
    assert weights == {SERIF: 400, BOLD: 700, SANS: 400}


@EVERY_FACE
def test_reportlab_can_embed_the_font(file_name: str) -> None:
    assert TTFontFile(str(FONTS / file_name)).charWidths[ord("表")] == 1000


@pytest.mark.parametrize(
    ("file_name", "words"),
    [
        ("OFL.txt", ["SIL OPEN FONT LICENSE Version 1.1", "2017-2024 Adobe", "2014-2021 Adobe"]),
        ("LICENSE-DejaVu.txt", ["Bitstream", "Tavmjong Bah", "DejaVu changes are in public domain"]),
    ],
)
def test_the_licences_are_beside_the_fonts(file_name: str, words: list[str]) -> None:
    text = (FONTS / file_name).read_text(encoding="utf-8")
    assert [word for word in words if word not in text] == []
