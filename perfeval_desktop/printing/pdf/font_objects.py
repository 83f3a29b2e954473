"""A face as the objects of a document: one composite font for all its characters.

reportlab's own way, subsets of 256 characters, would change fonts in the middle of a line and lose the
characters beyond U+FFFF on copying.
"""

import struct
import zlib
from array import array
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache

from perfeval_desktop.printing.fonts.codes import encoded, private_codes
from perfeval_desktop.printing.fonts.faces import FULL_WIDTH, Face, font

# What is alike in outlines lies close together: the small window is quicker and loses hardly anything. Beyond
# this level deflating takes longer by more than it saves.
_LEVEL = 2
_WINDOW = 13
# Deflated, with any window.
_ZLIB_HEADER = b"\x78\x01"
_HIGHEST = 9
_MOST_RANGES = 100


@dataclass(frozen=True, slots=True)
class FontData:
    """What a document holds of a face: deflated font file and map from codes to glyphs, and the widths.

    ``length`` is that of the font file before deflating; ``tag`` names the subset.
    """

    file: bytes
    length: int
    glyph_map: bytes
    widths: str
    tag: str


# A document printed again after a change mostly has the same characters.
@lru_cache(maxsize=8)
def font_data(face: Face, characters: str) -> FontData:
    """Return the data of ``face`` for ``characters``, all of which it has, in order and each once."""
    source = font(face)
    codes = struct.unpack(f">{len(characters)}H", encoded(characters))
    of_characters = [source.glyphs[character] for character in characters]
    glyphs = [0, *sorted(set(of_characters))]
    places = {glyph: place for place, glyph in enumerate(glyphs)}
    glyph_map = array("H", bytes(2 * (max(codes, default=0) + 1)))
    narrow = []
    for one, character, glyph in zip(codes, characters, of_characters, strict=True):
        glyph_map[one] = places[glyph]
        if source.advances[character] != FULL_WIDTH:
            narrow.append((one, source.advances[character]))
    glyph_map.byteswap()
    file = source.subset(glyphs)
    return FontData(
        deflated_in_halves(file),
        len(file),
        _deflated_sparse(glyph_map.tobytes()),
        "".join(f"{one}[{advance}]" for one, advance in sorted(narrow)),
        _tag(file),
    )


def deflated_in_halves(data: bytes) -> bytes:
    """Return ``data`` deflated, its halves at the same time: zlib needs no turn of the interpreter."""
    middle = len(data) // 2
    first = _other_thread().submit(_deflated_part, data[:middle], zlib.Z_FULL_FLUSH)
    second = _deflated_part(data[middle:], zlib.Z_FINISH)
    return _ZLIB_HEADER + first.result() + second + zlib.adler32(data).to_bytes(4, "big")


def _deflated_part(data: bytes, end: int) -> bytes:
    """Return ``data`` as a part of a deflated stream that depends on no other part."""
    deflating = zlib.compressobj(_LEVEL, wbits=-_WINDOW)
    return deflating.compress(data) + deflating.flush(end)


@cache
def _other_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "deflating")


def _deflated_sparse(data: bytes) -> bytes:
    """Return ``data`` deflated in the manner that suits long runs of zeros."""
    deflating = zlib.compressobj(_LEVEL, wbits=_WINDOW, strategy=zlib.Z_RLE)
    return deflating.compress(data) + deflating.flush()


@cache
def to_unicode() -> bytes:
    """Return the deflated map from codes to characters, the same for every face and document.

    A code is the character itself but for those of the private use area.
    """
    ranges = [f"<{high:02X}00><{high:02X}FF><{high:02X}00>" for high in range(256) if not 0xD8 <= high < 0xF9]
    singles = [
        f"<{one:04X}><{chr(character).encode('utf-16-be').hex().upper()}>"
        for character, one in private_codes().items()
    ]
    lines = [
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def",
        "1 begincodespacerange<0000><FFFF>endcodespacerange",
        *_blocks("bfrange", ranges),
        *_blocks("bfchar", singles),
        "endcmap CMapName currentdict/CMap defineresource pop end end",
    ]
    return zlib.compress("\n".join(lines).encode("ascii"), _HIGHEST)


def _blocks(kind: str, entries: list[str]) -> list[str]:
    starts = range(0, len(entries), _MOST_RANGES)
    blocks = (entries[start : start + _MOST_RANGES] for start in starts)
    return [f"{len(block)} begin{kind}\n" + "\n".join(block) + f"\nend{kind}" for block in blocks]


def _tag(file: bytes) -> str:
    """Return the six letters that tell this subset from others, made from what is in it."""
    number = zlib.crc32(file)
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)
