"""The little of a TrueType file that setting text needs: which characters it has and how wide they are."""

import struct

_UNICODE_FULL = (3, 10)
_SEGMENTED_COVERAGE = 12


def read_advances(font: bytes) -> dict[str, int]:
    """Return the advance width of every character of ``font`` in thousandths of the em.

    Reads the Windows full-repertoire character map (format 12), which the bundled fonts all have;
    raises :class:`ValueError` for a font without one.
    """
    tables = _tables(font)
    units_per_em: int = struct.unpack_from(">H", font, tables["head"] + 18)[0]
    long_metrics: int = struct.unpack_from(">H", font, tables["hhea"] + 34)[0]
    glyph_count: int = struct.unpack_from(">H", font, tables["maxp"] + 4)[0]
    advances = list(struct.unpack_from(">" + "H2x" * long_metrics, font, tables["hmtx"]))
    # Glyphs beyond the long metrics are as wide as the last one that has them.
    advances += advances[-1:] * (glyph_count - long_metrics)
    thousandths = [advance * 1000 // units_per_em for advance in advances]
    found: dict[str, int] = {}
    start = _character_map(font, tables["cmap"])
    for group in range(struct.unpack_from(">L", font, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">3L", font, start + 16 + 12 * group)
        characters = map(chr, range(first, last + 1))
        found.update(zip(characters, thousandths[glyph : glyph + last - first + 1], strict=True))
    return found


def _tables(font: bytes) -> dict[str, int]:
    """Return where each table of ``font`` begins."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4s4xL", font, 12 + 16 * record) for record in range(count))
    return {tag.decode("ascii"): offset for tag, offset in records}


def _character_map(font: bytes, cmap: int) -> int:
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
