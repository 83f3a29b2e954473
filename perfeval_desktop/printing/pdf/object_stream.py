"""Objects packed together: the many small ones of the structure, deflated at once."""

import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

# Beyond this level deflating takes longer by more than it saves.
_LEVEL = 4


class ObjectStream(NamedTuple):
    """Packed objects, ``size`` of them, numbered from ``first`` on.

    ``entries`` of the stream's dictionary say how to read its deflated ``contents``.
    """

    first: int
    size: int
    entries: bytes
    contents: bytes


def packed(objects: Sequence[str], first: int) -> ObjectStream:
    """Return ``objects``, numbered from ``first`` on, as one stream."""
    offsets = accumulate([len(one) + 1 for one in objects], initial=0)
    index = " ".join(
        [
            f"{number} {offset}"
            for number, offset in zip(range(first, first + len(objects)), offsets, strict=False)
        ]
    )
    contents = "\n".join((index, *objects))
    entries = f"/Type/ObjStm/N {len(objects)}/First {len(index) + 1}"
    return ObjectStream(
        first, len(objects), entries.encode("ascii"), zlib.compress(contents.encode("ascii"), _LEVEL)
    )


def references(numbers: Iterable[int]) -> str:
    """Return references to the objects with ``numbers``; ``""`` for none, e.g. for a page without text."""
    return " ".join([f"{number} 0 R" for number in numbers])
