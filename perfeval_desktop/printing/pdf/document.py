"""The file: reportlab's document, written with packed objects and a packed table of contents.

reportlab numbers and keeps the objects there are one of; the sections, which are most of the
file, come ready made with numbers from :data:`FIRST_FREE` on.
"""

import hashlib
import struct
import zlib
from functools import cache
from itertools import pairwise

from reportlab.pdfbase import pdfdoc

from perfeval_desktop.printing.pdf.object_stream import ObjectStream

# Smaller numbers are for what every document has one of.
FIRST_FREE = 32

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Kind, offset or number of the object stream, generation or place in it.
_ENTRY = struct.Struct(">BLH")
_FREE = _ENTRY.pack(0, 0, 0xFFFF)
_LEVEL = 6

Entry = str | int | float | list["Entry"] | dict[str, "Entry"]


class _Written(pdfdoc.PDFObject):
    """An object that is already in the words of PDF; it is referred to, never written inside another."""

    __RefOnly__ = 1

    def __init__(self, words: bytes) -> None:
        self._words = words

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        """Return the object in the words of PDF."""
        return self._words


class FileWriter(pdfdoc.PDFDocument):
    """A document being written: objects that come numbered, and objects that reportlab numbers.

    The first object is the dictionary of fonts. Entries of dictionaries are numbers, dictionaries, lists, and
    everything else in the words of PDF.
    """

    def __init__(self) -> None:
        super().__init__()
        self._file = [_HEADER]
        self._length = len(_HEADER)
        self._entries: dict[int, bytes] = {}
        self._packed: dict[int, tuple[int, int]] = {}

    def add(self, entries: dict[str, Entry]) -> str:
        """Add a dictionary; return the reference to it."""
        return self._referred(_in_pdf(entries).encode("ascii"))

    def add_stream(self, entries: dict[str, Entry], contents: bytes) -> str:
        """Add a stream, its contents as they are to stand in the file; return the reference to it."""
        head = _in_pdf({**entries, "Length": len(contents)}).encode("ascii")
        return self._referred(b"%b\nstream\n%b\nendstream" % (head, contents))

    def add_font(self, name: str, reference: str) -> None:
        """Give a font the name by which pages call it."""
        fonts = self.idToObject["BasicFonts"]
        assert isinstance(fonts, pdfdoc.PDFDictionary)  # noqa: S101  # reportlab's own object
        fonts[name] = reference

    def _referred(self, words: bytes) -> str:
        reference: bytes = self.Reference(_Written(words)).format(self)  # type: ignore[no-untyped-call]
        return reference.decode("ascii")

    def write(self, number: int, contents: bytes) -> None:
        """Write an object with a number of its own."""
        self._entries[number] = _ENTRY.pack(1, self._length, 0)
        written = b"%d 0 obj\n%b\nendobj\n" % (number, contents)
        self._file.append(written)
        self._length += len(written)

    def write_stream(self, number: int, entries: bytes, deflated: bytes) -> None:
        """Write a stream, its contents already deflated."""
        head = b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n" % (entries, len(deflated))
        self.write(number, b"%b%b\nendstream" % (head, deflated))

    def write_packed(self, number: int, objects: ObjectStream) -> None:
        """Write packed objects as the stream ``number``."""
        self.write_stream(number, objects.entries, objects.contents)
        self._packed[objects.first] = (objects.size, number)

    def finish(self, catalog: str, info: str) -> bytes:
        """Write reportlab's objects and the table of contents, and return the whole file.

        ``catalog`` and ``info`` are references.
        """
        if len(self.numberToId) >= FIRST_FREE:
            raise ValueError(f"{len(self.numberToId)} objects do not fit below {FIRST_FREE}")
        for number, name in self.numberToId.items():
            self.write(number, pdfdoc.format(self.idToObject[name], self, toplevel=1))
        place = self._length
        self._write_contents(catalog, info)
        self._file.append(b"startxref\n%d\n%%%%EOF\n" % place)
        return b"".join(self._file)

    def _write_contents(self, catalog: str, info: str) -> None:
        """Write the table of contents, which also is the trailer."""
        number = max([*self._entries, *(first + count - 1 for first, (count, _) in self._packed.items())]) + 1
        self._entries[number] = _ENTRY.pack(1, self._length, 0)
        digest = hashlib.blake2b(digest_size=16)
        for piece in self._file:
            digest.update(piece)
        identifier = digest.hexdigest()
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/DecodeParms<</Predictor 12/Columns {_ENTRY.size}>>"
            f"/Root {catalog}/Info {info}/ID[<{identifier}><{identifier}>]"
        )
        self.write_stream(number, entries.encode("ascii"), zlib.compress(self._rows(number + 1), _LEVEL))

    def _rows(self, size: int) -> bytes:
        """Return an entry for each of ``size`` numbers, each as the difference to the one before."""
        rows = []
        before = bytes(_ENTRY.size)
        number = 0
        while number < size:
            if number in self._packed:
                count, stream = self._packed[number]
                rows.append(_step(before, _ENTRY.pack(2, stream, 0)))
                rows.append(_steps_in_stream(count))
                before = _ENTRY.pack(2, stream, count - 1)
                number += count
            else:
                entry = self._entries.get(number, _FREE)
                rows.append(_step(before, entry))
                before = entry
                number += 1
        return b"".join(rows)


def _in_pdf(value: Entry) -> str:
    if isinstance(value, dict):
        return f"<<{''.join([f'/{name} {_in_pdf(one)}' for name, one in value.items()])}>>"
    if isinstance(value, list):
        return f"[{' '.join(map(_in_pdf, value))}]"
    return value if isinstance(value, str) else f"{value:.10g}"


def _step(before: bytes, entry: bytes) -> bytes:
    """Return ``entry`` as the difference to the one before, by bytes, led by the mark for that manner."""
    return bytes((2, *((new - old) & 0xFF for new, old in zip(entry, before, strict=True))))


@cache
def _steps_in_stream(count: int) -> bytes:
    """Return the entries of all but the first of ``count`` objects of one object stream."""
    entries = (_ENTRY.pack(2, 0, place) for place in range(count))
    return b"".join(_step(before, entry) for before, entry in pairwise(entries))
