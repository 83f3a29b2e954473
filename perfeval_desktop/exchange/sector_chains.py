"""The chains of sectors of an old Office file: each stream is one; damage may lead them in circles."""

from collections.abc import Iterator, Sequence
from struct import unpack_from
from typing import Final

_SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Of the header: what stands in it, and how long it is.
_SIZE_OF_SECTORS: Final = 0x1E
_FIRST_OF_SHORT_TABLE: Final = 0x3C
_SECTORS_OF_TABLE: Final = 0x4C
_HEADER: Final = 512
_IN_HEADER: Final = 109


def go_in_circles(data: bytes) -> bool:
    """Tell whether a chain in an old Office file comes back to one of its own sectors: it has no end then.

    There are two tables of chains, of sectors and of short sectors.
    """
    if not data.startswith(_SIGNATURE) or len(data) < _HEADER:
        return False
    (shift,) = unpack_from("<H", data, _SIZE_OF_SECTORS)
    size = 1 << min(shift, 16)
    in_header = unpack_from(f"<{_IN_HEADER}I", data, _SECTORS_OF_TABLE)
    table = _entries(data, in_header, size)
    if _has_circle(table):
        return True
    (first,) = unpack_from("<I", data, _FIRST_OF_SHORT_TABLE)
    return _has_circle(_entries(data, _chain(table, first), size))


def _entries(data: bytes, sectors: Iterator[int] | Sequence[int], size: int) -> list[int]:
    """Return the numbers in these sectors, those that are in the file."""
    entries: list[int] = []
    for sector in sectors:
        at = _HEADER + sector * size
        if at + size <= len(data):
            entries += unpack_from(f"<{size // 4}I", data, at)
    return entries


def _chain(table: Sequence[int], first: int) -> Iterator[int]:
    """Yield the sectors of a chain, which has an end."""
    while first < len(table):
        yield first
        first = table[first]


def _has_circle(table: Sequence[int]) -> bool:
    """Tell whether a chain of ``table`` comes to a place a second time."""
    # With which start each place was come to.
    seen: dict[int, int] = {}
    for start in range(len(table)):
        at = start
        while at < len(table):
            if at in seen:
                if seen[at] == start:
                    return True
                break
            seen[at] = start
            at = table[at]
    return False
