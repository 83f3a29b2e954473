"""Fonts as a reader of PDF uses them: from codes to glyphs, widths and characters."""

import re
import struct
from functools import cache
from importlib.resources import files
from typing import Self

from perfeval_desktop.printing.fonts.faces import Face


class Embedded:
    """A font file with its map from codes to glyphs."""

    def __init__(self, file: bytes, glyph_map: bytes) -> None:
        (count,) = struct.unpack_from(">H", file, 4)
        self._tables: dict[str, bytes] = {}
        for record in range(count):
            tag, checksum, offset, length = struct.unpack_from(">4s3L", file, 12 + 16 * record)
            table = file[offset : offset + length]
            assert len(table) == length
            if tag != b"head":
                padded = table + bytes(-length % 4)
                assert checksum == sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF, tag
            self._tables[tag.decode("ascii")] = table
        assert sum(struct.unpack(f">{len(file) // 4}L", file)) & 0xFFFFFFFF == 0xB1B0AFBA
        (self.glyph_count,) = struct.unpack_from(">H", self._tables["maxp"], 4)
        (self._long_metrics,) = struct.unpack_from(">H", self._tables["hhea"], 34)
        assert struct.unpack_from(">h", self._tables["head"], 50) == (1,)
        self.places: tuple[int, ...] = struct.unpack(f">{self.glyph_count + 1}L", self._tables["loca"])
        assert self.places[-1] == len(self._tables["glyf"])
        self._glyph_map: tuple[int, ...] = struct.unpack(f">{len(glyph_map) // 2}H", glyph_map)

    @classmethod
    @cache
    def whole(cls, face: Face) -> Self:
        """Return the font of ``face`` as it is bundled."""
        return cls((files("perfeval_resources") / "fonts" / f"{face.value}.ttf").read_bytes(), b"")

    @property
    def coded(self) -> set[int]:
        """The codes that have a glyph."""
        return {code for code, glyph in enumerate(self._glyph_map) if glyph}

    def glyph(self, code: int) -> int:
        """Return the glyph of a code."""
        return self._glyph_map[code]

    def outline(self, glyph: int) -> bytes:
        """Return the outline of a glyph, without the zeros that may stand behind it."""
        return self._tables["glyf"][self.places[glyph] : self.places[glyph + 1]].rstrip(b"\0")

    def advance(self, glyph: int) -> int:
        """Return the width of a glyph."""
        (found,) = struct.unpack_from(">H", self._tables["hmtx"], 4 * min(glyph, self._long_metrics - 1))
        return int(found)


def to_unicode_of(character_map: bytes) -> dict[int, str]:
    """Return the text of each code; fail where one has two."""
    found: dict[int, str] = {}
    text = character_map.decode("ascii")
    for kind, entries in re.findall(r"begin(bfrange|bfchar)\n(.*?)\nend", text, re.DOTALL):
        for entry in entries.split("\n"):
            values = [bytes.fromhex(one) for one in re.findall("<([0-9A-F]+)>", entry)]
            if kind == "bfchar":
                code, characters = values
                first = last = int.from_bytes(code, "big")
                start = 0
            else:
                first, last, start = (int.from_bytes(one, "big") for one in values)
                characters = b""
            for number in range(first, last + 1):
                assert number not in found
                found[number] = characters.decode("utf-16-be") or chr(start + number - first)
    return found
