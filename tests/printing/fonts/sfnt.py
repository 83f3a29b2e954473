"""Font files taken apart and made by hand, without the reader under test."""

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

CHECKSUM_OF_ALL = 0xB1B0AFBA
# What the tests make of a table of characters: platform 3, encoding 10, format 12.
FULL = (3, 10, 12)


class Table(NamedTuple):
    """A table of a font file: where it stands, what the directory says is its checksum, what is in it."""

    offset: int
    checksum: int
    data: bytes


class Metric(NamedTuple):
    """How wide a glyph is, and how far its outline stands from its left."""

    advance: int
    bearing: int


def tables(font: bytes) -> dict[str, Table]:
    """Return the tables of ``font`` by their tags, in the order of the directory."""
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, checksum, offset, length = struct.unpack_from(">4s3L", font, place)
        assert offset + length <= len(font)
        found[tag.decode("ascii")] = Table(offset, checksum, font[offset : offset + length])
    return found


def checksum(data: bytes) -> int:
    """Return the sum of the words of ``data``, as if zeros filled up the last one."""
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % 2**32


def glyph_count(font: bytes) -> int:
    """Return how many glyphs ``font`` says it has."""
    count: int = struct.unpack_from(">H", tables(font)["maxp"].data, 4)[0]
    return count


def outlines(font: bytes) -> list[bytes]:
    """Return the outline of each glyph of ``font``, which has long offsets."""
    found = tables(font)
    assert struct.unpack_from(">h", found["head"].data, 50) == (1,)
    places = [place for (place,) in struct.iter_unpack(">L", found["loca"].data)]
    glyf = found["glyf"].data
    assert places[0] == 0
    assert places[-1] == len(glyf)
    return [glyf[places[glyph] : places[glyph + 1]] for glyph in range(len(places) - 1)]


def metrics(font: bytes) -> list[Metric]:
    """Return the metrics of each glyph of ``font``."""
    found = tables(font)
    (whole,) = struct.unpack_from(">H", found["hhea"].data, 34)
    hmtx = found["hmtx"].data
    in_pairs = [Metric(*pair) for pair in struct.iter_unpack(">Hh", hmtx[: 4 * whole])]
    rest = [
        Metric(in_pairs[-1].advance, bearing) for (bearing,) in struct.iter_unpack(">h", hmtx[4 * whole :])
    ]
    return in_pairs + rest


def little_font(
    glyphs: Sequence[tuple[bytes, Metric]],
    characters: Mapping[str, int],
    *,
    em: int = 1000,
    long_offsets: bool = True,
    paired: int | None = None,
    maps: Sequence[tuple[int, int, int]] = (FULL,),
) -> bytes:
    """Return a font file of ``glyphs``; ``characters`` gives the glyph of each.

    The first ``paired`` glyphs have a width of their own, all of them if it is ``None``; those behind are as
    wide as the last of these. ``maps`` are platform, encoding and format of its maps of characters, of which
    only one of format 12 holds anything.
    """
    paired = len(glyphs) if paired is None else paired
    places = [0]
    glyf = b""
    for outline, _ in glyphs:
        glyf += outline if long_offsets else outline + bytes(len(outline) % 2)
        places.append(len(glyf))
    unit = 1 if long_offsets else 2
    hmtx = b"".join(
        struct.pack(">Hh", *metric) if place < paired else struct.pack(">h", metric.bearing)
        for place, (_, metric) in enumerate(glyphs)
    )
    head = struct.pack(">4L2H16x4h3H2h", 0x10000, 0, 0, 0x5F0F3CF5, 0, em, -10, -20, 900, 800, 0, 0, 0, 0, 0)
    return _file(
        {
            "cmap": _maps(maps, characters),
            "glyf": glyf,
            "head": head[:50] + struct.pack(">h", long_offsets) + head[52:],
            "hhea": struct.pack(">L2h26xH", 0x10000, 850, -150, paired),
            "hmtx": hmtx,
            "loca": struct.pack(
                f">{len(places)}{'L' if long_offsets else 'H'}", *[place // unit for place in places]
            ),
            "maxp": struct.pack(">LH26x", 0x10000, len(glyphs)),
        }
    )


def _maps(maps: Sequence[tuple[int, int, int]], characters: Mapping[str, int]) -> bytes:
    groups = b"".join(struct.pack(">3L", ord(one), ord(one), glyph) for one, glyph in characters.items())
    directory = struct.pack(">2H", 0, len(maps))
    bodies = b""
    for platform, encoding, layout in maps:
        directory += struct.pack(">2HL", platform, encoding, 4 + 8 * len(maps) + len(bodies))
        bodies += struct.pack(">2H3L", layout, 0, 16 + len(groups), 0, len(characters)) + groups
    return directory + bodies


def _file(contents: Mapping[str, bytes]) -> bytes:
    directory = struct.pack(">L4H", 0x10000, len(contents), 0, 0, 0)
    bodies = b""
    start = 12 + 16 * len(contents)
    for tag, data in contents.items():
        directory += struct.pack(">4s3L", tag.encode("ascii"), checksum(data), start + len(bodies), len(data))
        bodies += data + bytes(-len(data) % 4)
    return directory + bodies
