"""What is in a document of ours: by qpdf where it can say it, by a reading of our own where it cannot."""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf

from perfeval_desktop.printing.pdf.metadata import Properties
from perfeval_desktop.printing.pdf.object_stream import ObjectStream
from perfeval_desktop.printing.pdf.outline import Bookmark
from perfeval_desktop.printing.pdf.section import Section
from perfeval_desktop.printing.pdf.writer import DocumentWriter
from perfeval_desktop.printing.typesetting.layout import LaidOutForm
from printing.pdf.drawing import drawn

PROPERTIES = Properties("题", "人", "事")

FREE, PLAIN, PACKED = range(3)


def written(
    *forms: LaidOutForm, properties: Properties = PROPERTIES, bookmarks: Sequence[Bookmark] = ()
) -> bytes:
    """Return the document of ``forms``."""
    writer = DocumentWriter()
    for form in forms:
        writer.add(Section(form))
    return writer.finish(properties, bookmarks)


def syntax_problems(pdf: bytes) -> list[str]:
    """Return what qpdf finds wrong; it reads every object and decodes every stream."""
    with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as document:
        return document.check_pdf_syntax()


def unpacked(stream: ObjectStream) -> dict[int, str]:
    """Return the objects in ``stream`` by their numbers; fail where its index is not right."""
    entries = re.fullmatch(rb"/Type/ObjStm/N (\d+)/First (\d+)", stream.entries)
    assert entries
    contents = zlib.decompress(stream.contents)
    first = int(entries[2])
    index = [int(one) for one in contents[:first].split()]
    numbers, starts = index[::2], index[1::2]
    assert numbers == list(range(stream.first, stream.first + stream.size))
    assert len(numbers) == int(entries[1])
    ends = [*starts[1:], len(contents) - first + 1]
    # What stands between two objects is one line end.
    found = [contents[first + start : first + end] for start, end in zip(starts, ends, strict=True)]
    assert all(one.endswith(b"\n") for one in found[:-1])
    return {
        number: one.removesuffix(b"\n").decode("ascii") for number, one in zip(numbers, found, strict=True)
    }


class Reference(NamedTuple):
    """A reference to the object ``number``."""

    number: int


class Stream(NamedTuple):
    """A stream with its contents decoded."""

    entries: dict[str, Any]
    contents: bytes


class Reader:
    """The objects of a document as plain values: ``objects`` by their numbers.

    Dictionaries are of names with their slash, names are texts with one, strings are bytes.
    """

    def __init__(self, pdf: bytes) -> None:
        with pikepdf.open(BytesIO(pdf), inherit_page_attributes=False, attempt_recovery=False) as document:
            self.objects = {
                number: _plain(document.get_object(number, 0)) for number, _ in document.get_xref_table()
            }
            self.root: dict[str, Any] = self.objects[document.Root.objgen[0]]
            self.trailer: dict[str, Any] = _plain(document.trailer)

    def __getitem__(self, reference: Any) -> Any:  # noqa: ANN401  # whatever the file holds
        """Return what ``reference`` refers to; anything else as it is."""
        return self.objects[reference.number] if isinstance(reference, Reference) else reference

    def of_type(self, kind: str) -> dict[int, Any]:
        """Return the dictionaries of one type."""
        return {
            number: one
            for number, one in self.objects.items()
            if isinstance(one, dict) and one.get("/Type") == kind
        }

    def pages(self) -> dict[int, dict[str, Any]]:
        """Return the pages in their order, with what they inherit."""
        return dict(self._below(self.root["/Pages"], {}))

    def page_streams(self) -> list[bytes]:
        """Return the contents of each page."""
        return [self[page["/Contents"]].contents for page in self.pages().values()]

    def fonts(self) -> dict[str, dict[str, Any]]:
        """Return the fonts of the pages by their names."""
        (page, *_) = self.pages().values()
        return {name: self[font] for name, font in self[self[page["/Resources"]]["/Font"]].items()}

    def parents(self) -> dict[int, list[int]]:
        """Return the tree of parents: for each key the numbers of the elements."""
        return {
            key: [one.number for one in self[value]]
            for key, value in self._number_tree(self[self.root["/StructTreeRoot"]]["/ParentTree"])
        }

    def parents_by_mark(self) -> dict[tuple[int, int], int]:
        """Return the element of each marked content of each page, as the tree of parents says it."""
        parents = self.parents()
        return {
            (number, mark): element
            for number, page in self.pages().items()
            for mark, element in enumerate(parents[page["/StructParents"]])
        }

    def elements(self) -> dict[int, dict[str, Any]]:
        """Return the elements of the structure in the order of reading."""
        return dict(self._elements_below(self[self.root["/StructTreeRoot"]]["/K"]))

    def claims(self) -> list[tuple[int, int, int]]:
        """Return page, number of the marked content on it, and element of each claim of an element."""
        found = []
        for number, element in self.elements().items():
            for content in _as_list(element.get("/K", [])):
                if isinstance(content, int):
                    found.append((element["/Pg"].number, content, number))
                elif isinstance(content, dict):
                    assert content["/Type"] == "/MCR"
                    found.append((content["/Pg"].number, content["/MCID"], number))
        return found

    def _below(self, node: Reference, inherited: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
        entries = {**inherited, **self[node]}
        if entries["/Type"] == "/Page":
            yield node.number, entries
            return
        passed_on = {name: entries[name] for name in ("/MediaBox", "/Resources") if name in entries}
        count = 0
        for kid in entries["/Kids"]:
            assert self[kid]["/Parent"] == node
            for found in self._below(kid, passed_on):
                count += 1
                yield found
        assert entries["/Count"] == count

    def _number_tree(self, node: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401
        entries = self[node]
        for kid in entries.get("/Kids", []):
            found = list(self._number_tree(kid))
            assert self[kid]["/Limits"] == [found[0][0], found[-1][0]]
            yield from found
        numbers = entries.get("/Nums", [])
        yield from zip(numbers[::2], numbers[1::2], strict=True)

    def _elements_below(self, element: Reference) -> Iterator[tuple[int, dict[str, Any]]]:
        entries = self[element]
        yield element.number, entries
        for kid in _as_list(entries.get("/K", [])):
            if isinstance(kid, Reference):
                assert self[kid]["/P"] == element
                yield from self._elements_below(kid)


def bookmarks_of(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return level, title and page (from 0) of each bookmark, as qpdf reads them."""
    with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as document:
        places = {one.obj.objgen: number for number, one in enumerate(document.pages)}

        def below(items: Sequence[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str, int]]:
            for item in items:
                destination = item.destination
                assert isinstance(destination, pikepdf.Array)
                yield level, item.title, places[destination[0].objgen]
                yield from below(item.children, level + 1)

        with document.open_outline() as outline:
            return list(below(outline.root, 0))


def copied_texts(pdf: bytes) -> list[str]:
    """Return the text of each page without any white space; what is drawn as 〓 as the text it stands for."""
    pages = [drawn(stream) for stream in Reader(pdf).page_streams()]
    return ["".join("".join(one.actual or one.text for one in page.shown).split()) for page in pages]


class Entry(NamedTuple):
    """An entry of the table of contents: its kind and the two values that belong to it."""

    kind: int
    first: int
    second: int


def contents_table(pdf: bytes) -> list[Entry]:
    """Return the table of contents, number by number."""
    start = re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", pdf)
    assert start
    head = re.compile(rb"(\d+) 0 obj\n<<(.*)>>\nstream\n").match(pdf, int(start[1]))
    assert head
    entries = head[2]
    assert b"/Type/XRef" in entries
    assert b"/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>" in entries
    (length,) = re.findall(rb"/Length (\d+)", entries)
    (size,) = re.findall(rb"/Size (\d+)", entries)
    rows = zlib.decompress(pdf[head.end() : head.end() + int(length)])
    assert pdf[head.end() + int(length) :].startswith(b"\nendstream\nendobj\n")
    assert len(rows) == 8 * int(size)
    found = []
    before = bytes(7)
    for start_of_row in range(0, len(rows), 8):
        predictor, *differences = rows[start_of_row : start_of_row + 8]
        assert predictor == 2
        before = bytes((old + new) & 0xFF for old, new in zip(before, differences, strict=True))
        found.append(Entry(*struct.unpack(">BLH", before)))
    assert int(head[1]) == len(found) - 1
    return found


def _plain(value: Any, *, is_inside: bool = False) -> Any:  # noqa: ANN401  # whatever the file holds
    """Return an object of qpdf as plain values; what it refers to as references."""
    if not isinstance(value, pikepdf.Object):
        return value
    if is_inside and value.is_indirect:
        return Reference(value.objgen[0])
    if isinstance(value, pikepdf.Stream):
        entries = {name: _plain(one, is_inside=True) for name, one in value.stream_dict.as_dict().items()}
        return Stream(entries, value.read_bytes())
    if isinstance(value, pikepdf.Dictionary):
        return {name: _plain(one, is_inside=True) for name, one in value.as_dict().items()}
    if isinstance(value, pikepdf.Array):
        return [_plain(one, is_inside=True) for one in value.as_list()]
    if isinstance(value, pikepdf.Name):
        return str(value)
    return bytes(value)


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401  # an entry that may be one or several
    return value if isinstance(value, list) else [value]
