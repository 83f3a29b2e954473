"""The little of a TrueType file that setting and embedding text need: characters, widths and outlines."""

import struct
from itertools import accumulate, pairwise
from typing import NamedTuple

_UNICODE_FULL = (3, 10)
_SEGMENTED_COVERAGE = 12
_TRUETYPE = 0x00010000
_CHECKSUM_OF_ALL = 0xB1B0AFBA
# Bits of the flags of an outline's points.
_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEATS, _SAME_X, _SAME_Y = (1 << bit for bit in range(6))


class Glyph(NamedTuple):
    """A glyph as it goes into a subset: outline padded to four bytes, its checksum, advance and bearing."""

    outline: bytes
    checksum: int
    metrics: bytes


class TrueTypeFont:
    """A font file with simple glyphs and a full-repertoire character map (format 12), as the bundled ones.

    ``glyphs`` gives the glyph of every one of its ``characters``, ``advances`` its width in thousandths of
    the em; ``bounds`` (left, bottom, right, top), ``ascent`` and ``descent`` are in thousandths too. Raises
    :class:`ValueError` for a font without such a map or with another em than 1000 units.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._tables = _tables(data)
        head, hhea = self._tables["head"][0], self._tables["hhea"][0]
        if struct.unpack_from(">H", data, head + 18)[0] != 1000:
            raise ValueError("the em of the font has not 1000 units")
        self.bounds: tuple[int, int, int, int] = struct.unpack_from(">4h", data, head + 36)
        self.ascent, self.descent = struct.unpack_from(">2h", data, hhea + 4)
        (count,) = struct.unpack_from(">H", data, self._tables["maxp"][0] + 4)
        self._advances, self._bearings = self._metrics(count)
        self._places = self._outline_places(long_offsets=struct.unpack_from(">h", data, head + 50)[0] == 1)
        self.glyphs = self._character_map()
        self.characters = frozenset(self.glyphs)
        self.advances = {character: self._advances[glyph] for character, glyph in self.glyphs.items()}
        self._cut: dict[int, Glyph] = {}

    def subset(self, glyphs: list[int]) -> bytes:
        """Return a font file of ``glyphs`` alone, numbered from 0 in their order; the first must be 0.

        It has the tables that a PDF reader needs for a font with a map from codes to glyphs, no more.
        """
        cut = [self._glyph(glyph) for glyph in glyphs]
        offsets = list(accumulate([len(glyph.outline) for glyph in cut], initial=0))
        head = bytearray(self._table("head"))
        # The checksum of the file, filled in below, and long offsets.
        head[8:12] = bytes(4)
        head[50:52] = b"\0\1"
        count = struct.pack(">H", len(cut))
        maxp = self._table("maxp")
        rest = (
            (b"head", bytes(head)),
            (b"hhea", self._table("hhea")[:34] + count),
            (b"hmtx", b"".join([glyph.metrics for glyph in cut])),
            (b"loca", struct.pack(f">{len(offsets)}L", *offsets)),
            (b"maxp", maxp[:4] + count + maxp[6:]),
        )
        outlines = b"".join([glyph.outline for glyph in cut])
        records = [(b"glyf", len(outlines), outlines, sum(glyph.checksum for glyph in cut) & 0xFFFFFFFF)]
        for tag, table in rest:
            padded = table + bytes(-len(table) % 4)
            records.append((tag, len(table), padded, _checksum(padded)))
        return _font_file(records)

    def contours(self, character: str) -> list[list[tuple[int, int, bool]]]:
        """Return the closed outlines of ``character`` as points: x, y, and whether it is on the curve.

        x and y are in thousandths of the em. Between two points off the curve lies one on it, in their
        middle.
        """
        glyph = self.glyphs[character]
        outline = self._data[self._places[glyph] : self._places[glyph + 1]]
        if not outline:
            return []
        (count,) = struct.unpack_from(">h", outline)
        ends = [end + 1 for end in struct.unpack_from(f">{count}H", outline, 10)]
        place = 10 + 2 * count
        place += 2 + struct.unpack_from(">H", outline, place)[0]
        flags: list[int] = []
        while len(flags) < ends[-1]:
            flag = outline[place]
            place += 1
            repeats = 0
            if flag & _REPEATS:
                repeats = outline[place]
                place += 1
            flags += [flag] * (1 + repeats)
        xs, place = _coordinates(outline, place, flags, _SHORT_X, _SAME_X)
        ys, _ = _coordinates(outline, place, flags, _SHORT_Y, _SAME_Y)
        points = [(x, y, bool(flag & _ON_CURVE)) for x, y, flag in zip(xs, ys, flags, strict=True)]
        return [points[start:end] for start, end in pairwise([0, *ends])]

    def _glyph(self, glyph: int) -> Glyph:
        if glyph not in self._cut:
            start, end = self._places[glyph], self._places[glyph + 1]
            outline = self._data[start:end] + bytes((start - end) % 4)
            metrics = struct.pack(">2H", self._advances[glyph], self._bearings[glyph])
            self._cut[glyph] = Glyph(outline, _checksum(outline), metrics)
        return self._cut[glyph]

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _metrics(self, count: int) -> tuple[list[int], list[int]]:
        """Return advance and left bearing (as an unsigned number) of every glyph."""
        start = self._tables["hmtx"][0]
        (long_metrics,) = struct.unpack_from(">H", self._data, self._tables["hhea"][0] + 34)
        values = struct.unpack_from(f">{2 * long_metrics + (count - long_metrics)}H", self._data, start)
        paired = 2 * long_metrics
        # Glyphs beyond the long metrics are as wide as the last one that has them.
        advances = [*values[0:paired:2], *[values[paired - 2]] * (count - long_metrics)]
        return advances, [*values[1:paired:2], *values[paired:]]

    def _outline_places(self, *, long_offsets: bool) -> list[int]:
        """Return where in the file the outline of each glyph begins, and where the last one ends."""
        start, length = self._tables["loca"]
        glyf = self._tables["glyf"][0]
        if long_offsets:
            return [glyf + place for place in struct.unpack_from(f">{length // 4}L", self._data, start)]
        return [glyf + 2 * place for place in struct.unpack_from(f">{length // 2}H", self._data, start)]

    def _character_map(self) -> dict[str, int]:
        data = self._data
        start = _full_repertoire(data, self._tables["cmap"][0])
        found: dict[str, int] = {}
        for group in range(struct.unpack_from(">L", data, start + 12)[0]):
            first, last, glyph = struct.unpack_from(">3L", data, start + 16 + 12 * group)
            characters = map(chr, range(first, last + 1))
            found.update(zip(characters, range(glyph, glyph + last - first + 1), strict=True))
        return found


def _coordinates(
    outline: bytes, place: int, flags: list[int], short: int, same: int
) -> tuple[list[int], int]:
    """Return one coordinate of every point, and where the next coordinates begin.

    ``short`` and ``same`` are the bits of a flag that say how the difference to the point before is written.
    """
    found = []
    value = 0
    for flag in flags:
        if flag & short:
            value += outline[place] if flag & same else -outline[place]
            place += 1
        elif not flag & same:
            value += struct.unpack_from(">h", outline, place)[0]
            place += 2
        found.append(value)
    return found, place


def _tables(font: bytes) -> dict[str, tuple[int, int]]:
    """Return where each table of ``font`` begins, and its length."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4s4x2L", font, 12 + 16 * record) for record in range(count))
    return {tag.decode("ascii"): (offset, length) for tag, offset, length in records}


def _full_repertoire(font: bytes, cmap: int) -> int:
    """Return where the full-repertoire subtable of the character map at ``cmap`` begins."""
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for record in range(count):
        platform, encoding, offset = struct.unpack_from(">2HL", font, cmap + 4 + 8 * record)
        start: int = cmap + offset
        if (platform, encoding) == _UNICODE_FULL:
            (layout,) = struct.unpack_from(">H", font, start)
            if layout == _SEGMENTED_COVERAGE:
                return start
    raise ValueError("the font has no character map of format 12")


def _checksum(table: bytes) -> int:
    """Return the sum of the big-endian words of ``table``, whose length is a multiple of four."""
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}L", table)
    return sum(words) & 0xFFFFFFFF


def _font_file(records: list[tuple[bytes, int, bytes, int]]) -> bytes:
    """Return the file of tables given as tag, length, padded contents, checksum; ``head`` is the second."""
    count = len(records)
    power = 1 << (count.bit_length() - 1)
    directory = [
        struct.pack(">L4H", _TRUETYPE, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    ]
    offset = 12 + 16 * count
    for tag, length, padded, checksum in records:
        directory.append(struct.pack(">4s3L", tag, checksum, offset, length))
        offset += len(padded)
    start = b"".join(directory)
    total = _checksum(start) + sum(checksum for *_, checksum in records)
    bodies = [padded for _, _, padded, _ in records]
    head = bodies[1]
    bodies[1] = head[:8] + struct.pack(">L", (_CHECKSUM_OF_ALL - total) & 0xFFFFFFFF) + head[12:]
    return start + b"".join(bodies)
