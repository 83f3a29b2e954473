"""A document of one form or of many."""

import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from perfeval_desktop.printing.fonts.faces import FULL_WIDTH, Face, font
from perfeval_desktop.printing.pdf.attachment import Attachment
from perfeval_desktop.printing.pdf.document import FIRST_FREE, Entry, FileWriter
from perfeval_desktop.printing.pdf.font_objects import font_data, to_unicode
from perfeval_desktop.printing.pdf.metadata import Properties
from perfeval_desktop.printing.pdf.object_stream import packed
from perfeval_desktop.printing.pdf.outline import Bookmark, outline_objects
from perfeval_desktop.printing.pdf.page_stream import DRAFT_NAMES, FONT_NAMES
from perfeval_desktop.printing.pdf.section import DOCUMENT_ELEMENT, PAGE_TREE, Section, page_size
from perfeval_desktop.printing.pdf.text import text_string
from perfeval_desktop.printing.pdf.watermark import watermark
from perfeval_desktop.printing.typesetting.measures import PORTRAIT, Paper

_FONTS = 1
_STRUCTURE_ROOT = 4
_FIRST_DRAFT = 5

_HIGHEST_LEVEL, _FASTEST_LEVEL = 9, 1
_CAP_HEIGHT = 733
_STEM = {Face.BODY: 80, Face.LABEL: 140}
# Its codes are those of no known encoding.
_SYMBOLIC = 4
_SRGB = "(sRGB IEC61966-2.1)"


class DocumentWriter:
    """A document being written, form after form."""

    def __init__(self) -> None:
        self._file = FileWriter()
        self._next = FIRST_FREE
        self._page_count = 0
        self._tree_nodes: list[Entry] = []
        self._elements: list[Entry] = []
        self._parents: list[Entry] = []
        self._characters: dict[Face, set[str]] = {face: set() for face in Face}
        self._draft_papers: set[Paper] = set()

    def add(self, section: Section) -> int:
        """Append the pages of a form; return the object number of the first, for a bookmark."""
        base = self._next
        objects = section.packed_objects(base)
        self._file.write_packed(base, objects)
        for number, stream in enumerate(section.streams, base + 1):
            self._file.write_stream(number, b"", stream)
        self._next += section.size
        self._page_count += section.page_count
        self._tree_nodes.append(_reference(base + section.tree_node))
        self._parents.append(_reference(base + section.parents_leaf))
        self._elements.append(_reference(base + section.root_element))
        for face, characters in section.characters.items():
            self._characters[face].update(characters)
        if section.is_draft:
            self._draft_papers.add(section.paper)
        return base + section.tree_node + 1

    def finish(
        self,
        properties: Properties,
        bookmarks: Sequence[Bookmark] = (),
        attachment: Attachment | None = None,
    ) -> bytes:
        """Return the whole document."""
        file = self._file
        # Sections and the objects before refer to these by their numbers.
        _expect(PAGE_TREE, file.add(self._page_tree()))
        _expect(DOCUMENT_ELEMENT, file.add(self._document_element()))
        _expect(_STRUCTURE_ROOT, file.add(self._structure_root()))
        for number, paper in enumerate(self._drafts(), _FIRST_DRAFT):
            _expect(number, self._add_draft(paper))
        for face, characters in self._characters.items():
            if characters:
                file.add_font(FONT_NAMES[face], self._add_font(face, "".join(sorted(characters))))
        catalog: dict[str, Entry] = {
            "Type": "/Catalog",
            "Pages": _reference(PAGE_TREE),
            "Lang": "(zh-CN)",
            "MarkInfo": {"Marked": "true"},
            "Metadata": file.add_stream(
                {"Type": "/Metadata", "Subtype": "/XML"},
                properties.xmp(has_attachment=attachment is not None),
            ),
            "OutputIntents": [self._output_intent()],
            "StructTreeRoot": _reference(_STRUCTURE_ROOT),
            "ViewerPreferences": {"DisplayDocTitle": "true"},
        }
        if bookmarks:
            catalog |= {"Outlines": self._write_outline(bookmarks), "PageMode": "/UseOutlines"}
        if attachment is not None:
            catalog |= self._attached(attachment)
        return file.finish(file.add(catalog), file.add(properties.info()))

    def _attached(self, attachment: Attachment) -> dict[str, Entry]:
        """Return the entries of the catalog that a file in the document needs."""
        stream = self._file.add_stream(
            {
                "Type": "/EmbeddedFile",
                "Subtype": "/application#2Fjson",
                "Params": {"Size": len(attachment.contents)},
                "Filter": "/FlateDecode",
            },
            zlib.compress(attachment.contents, _FASTEST_LEVEL),
        )
        name = text_string(attachment.name)
        described = self._file.add(
            {
                "Type": "/Filespec",
                "F": name,
                "UF": name,
                "Desc": text_string(attachment.purpose),
                "AFRelationship": "/Source",
                "EF": {"F": stream, "UF": stream},
            }
        )
        return {"AF": [described], "Names": {"EmbeddedFiles": {"Names": [name, described]}}}

    def _page_tree(self) -> dict[str, Entry]:
        resources: dict[str, Entry] = {"Font": _reference(_FONTS)}
        if drafts := self._drafts():
            resources["XObject"] = {
                DRAFT_NAMES[paper]: _reference(number) for number, paper in enumerate(drafts, _FIRST_DRAFT)
            }
        return {
            "Type": "/Pages",
            "Count": self._page_count,
            "Kids": self._tree_nodes,
            "MediaBox": [0, 0, *page_size(PORTRAIT)],
            "Resources": resources,
        }

    def _drafts(self) -> list[Paper]:
        """Return the papers that 草稿 stands on, in an order of their own."""
        return [paper for paper in DRAFT_NAMES if paper in self._draft_papers]

    def _document_element(self) -> dict[str, Entry]:
        return {
            "Type": "/StructElem",
            "S": "/Document",
            "P": _reference(_STRUCTURE_ROOT),
            "K": self._elements,
        }

    def _structure_root(self) -> dict[str, Entry]:
        return {
            "Type": "/StructTreeRoot",
            "K": _reference(DOCUMENT_ELEMENT),
            "ParentTree": {"Kids": self._parents},
            "ParentTreeNextKey": self._next,
        }

    def _write_outline(self, bookmarks: Sequence[Bookmark]) -> str:
        """Write the bookmarks as packed objects; return the reference to their root."""
        stream, first = self._next, self._next + 1
        objects = outline_objects(bookmarks, first)
        self._file.write_packed(stream, packed(objects, first))
        self._next = first + len(objects)
        return _reference(first)

    def _add_draft(self, paper: Paper) -> str:
        entries: dict[str, Entry] = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": [0, 0, paper.width, paper.height],
        }
        return self._add_deflated(entries, zlib.compress(watermark(paper), _HIGHEST_LEVEL))

    def _add_font(self, face: Face, characters: str) -> str:
        source, data = font(face), font_data(face, characters)
        name = f"/{data.tag}+{face.value}"
        descriptor = self._file.add(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": _SYMBOLIC,
                "FontBBox": list(source.bounds),
                "ItalicAngle": 0,
                "Ascent": source.ascent,
                "Descent": source.descent,
                "CapHeight": _CAP_HEIGHT,
                "StemV": _STEM[face],
                "FontFile2": self._add_deflated({"Length1": data.length}, data.file),
            }
        )
        descendant = self._file.add(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0},
                "FontDescriptor": descriptor,
                "DW": FULL_WIDTH,
                "W": f"[{data.widths}]",
                "CIDToGIDMap": self._add_deflated({}, data.glyph_map),
            }
        )
        return self._file.add(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": [descendant],
                "ToUnicode": self._add_deflated({}, to_unicode()),
            }
        )

    def _output_intent(self) -> Entry:
        return {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": _SRGB,
            "Info": _SRGB,
            "DestOutputProfile": self._add_deflated({"N": 3}, _srgb()),
        }

    def _add_deflated(self, entries: dict[str, Entry], contents: bytes) -> str:
        return self._file.add_stream({**entries, "Filter": "/FlateDecode"}, contents)


def _reference(number: int) -> str:
    return f"{number} 0 R"


def _expect(number: int, reference: str) -> None:
    if reference != _reference(number):
        raise AssertionError("reportlab numbers its objects in another order")


@cache
def _srgb() -> bytes:
    """Return the deflated colour profile that black and gray are meant in."""
    profile = files("perfeval_resources") / "color" / "sRGB.icc"
    return zlib.compress(profile.read_bytes(), _HIGHEST_LEVEL)
