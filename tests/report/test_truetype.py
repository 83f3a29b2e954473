import struct

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from perfeval_desktop.report.faces import Face, font_bytes
from perfeval_desktop.report.truetype import read_advances


@pytest.mark.parametrize("face", Face)
def test_the_widths_are_those_that_reportlab_reads(face: Face) -> None:
    path = f"resources/perfeval_resources/fonts/{face.value}.ttf"
    widths = TTFontFile(path).charWidths
    assert {ord(character): width for character, width in read_advances(font_bytes(face)).items()} == widths


def test_a_font_in_another_unit_gives_thousandths_all_the_same() -> None:
    font = bytearray(font_bytes(Face.LABEL))
    head = _table(font, b"head")
    font[head + 18 : head + 20] = struct.pack(">H", 2000)
    assert read_advances(bytes(font))["表"] == 500


def test_a_font_without_a_full_character_map_is_refused() -> None:
    font = bytearray(font_bytes(Face.LABEL))
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    starts = [cmap + struct.unpack_from(">L", font, cmap + 8 + 8 * record)[0] for record in range(count)]
    for start in starts:
        font[start : start + 2] = struct.pack(">H", 4)
    with pytest.raises(ValueError, match="format 12"):
        read_advances(bytes(font))


def _table(font: bytearray, tag: bytes) -> int:
    record = font.index(tag, 12)
    (offset,) = struct.unpack_from(">L", font, record + 8)
    assert isinstance(offset, int)
    return offset
