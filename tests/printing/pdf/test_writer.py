"""Documents as readers find them; the parts are tested beside."""

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from typing import Any
from unicodedata import normalize
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from pypdf import PdfReader

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.printing.fonts.codes import encoded
from perfeval_desktop.printing.fonts.faces import Face, font
from perfeval_desktop.printing.pdf.attachment import Attachment
from perfeval_desktop.printing.pdf.metadata import Properties
from perfeval_desktop.printing.pdf.outline import Bookmark
from perfeval_desktop.printing.pdf.section import Section
from perfeval_desktop.printing.pdf.writer import DocumentWriter
from perfeval_desktop.printing.typesetting.layout import LaidOutForm
from perfeval_desktop.printing.typesetting.measures import BODY, LABEL, LANDSCAPE, PORTRAIT
from perfeval_desktop.printing.typesetting.table import TableRow
from perfeval_desktop.samples import published_samples
from perfeval_desktop.templates import TemplateCatalogue
from printing.pdf.character_maps import Embedded, to_unicode_of
from printing.pdf.drawing import Drawn, drawn, laid_out, page, text
from printing.pdf.reading import (
    FREE,
    Reader,
    Reference,
    bookmarks_of,
    contents_table,
    syntax_problems,
    written,
)
from printing.pdf_text import outline, page_sizes, page_texts, pypdf_texts
from printing.typesetting.printed_forms import laid_out as laid_out_form
from short_forms import filled

SMALL = laid_out(page(text("正文"), text("标签", style=LABEL)))
FORMS = 7


def sample_forms(templates: TemplateCatalogue) -> list[LaidOutForm]:
    return [laid_out_form(templates[one.template], one.form(templates)) for one in published_samples()]


@pytest.fixture(scope="module")
def merged(templates: TemplateCatalogue) -> bytes:
    """Return a document of all samples with bookmarks, and of a form that is drawn of few characters."""
    writer = DocumentWriter()
    pages = [writer.add(Section(form)) for form in [*sample_forms(templates), SMALL]]
    bookmarks = [Bookmark(f"单位{number}", one, [Bookmark("项目", one)]) for number, one in enumerate(pages)]
    return writer.finish(Properties("题 <一>", "人 & 人", "事"), bookmarks)


@pytest.fixture(scope="module")
def reader(merged: bytes) -> Reader:
    return Reader(merged)


@pytest.fixture(scope="module")
def streams(reader: Reader) -> list[Drawn]:
    """Return what each page of the document draws."""
    return [drawn(stream) for stream in reader.page_streams()]


def references_in(value: Any) -> Iterator[int]:  # noqa: ANN401  # whatever the file holds
    """Yield the numbers of the objects that ``value`` refers to."""
    if isinstance(value, Reference):
        yield value.number
    elif isinstance(value, dict):
        for one in value.values():
            yield from references_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from references_in(one)
    elif isinstance(value, tuple):  # a stream
        yield from references_in(value[0])


class TestFile:
    def test_nothing_is_wrong_with_it(self, merged: bytes) -> None:
        assert syntax_problems(merged) == []

    def test_every_reference_leads_to_an_object_and_every_object_is_referred_to(self, reader: Reader) -> None:
        reached: set[int] = set()
        left = list(references_in(reader.trailer))
        while left:
            number = left.pop()
            if number not in reached:
                reached.add(number)
                left += references_in(reader.objects[number])
        # The streams of packed objects and the table of contents are there for the file alone.
        packing = {
            number
            for number, one in reader.objects.items()
            if not isinstance(one, dict | list) and one.entries.get("/Type") in {"/ObjStm", "/XRef"}
        }
        assert set(reader.objects) - reached == packing
        assert len(packing) == FORMS + 1 + 1 + 1

    def test_the_table_of_contents_has_a_place_for_each_object_and_no_other(
        self, merged: bytes, reader: Reader
    ) -> None:
        table = contents_table(merged)
        assert {number for number, entry in enumerate(table) if entry.kind != FREE} == set(reader.objects)
        assert len(table) == reader.trailer["/Size"] == max(reader.objects) + 1

    def test_numbers_follow_each_other_from_the_first_form_on(self, reader: Reader) -> None:
        assert [number for number in reader.objects if number >= 32] == list(
            range(32, max(reader.objects) + 1)
        )

    def test_the_same_forms_give_the_same_bytes(self, templates: TemplateCatalogue) -> None:
        assert written(*sample_forms(templates)) == written(*sample_forms(templates))

    def test_the_identifier_is_that_of_the_contents(self) -> None:
        documents = [
            written(SMALL),
            written(SMALL),
            written(SMALL, SMALL),
            written(SMALL, properties=Properties("他题", "人", "事")),
            written(laid_out(page(text("正丈"), text("标签", style=LABEL)))),
        ]
        first, same, *others = (Reader(pdf).trailer["/ID"][0] for pdf in documents)
        assert first == same
        assert len({first, *others}) == 4

    def test_no_clock_is_in_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = written(SMALL)
        monkeypatch.setattr("time.time", lambda: 1_000_000_000.0)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
        pdf = written(SMALL)
        assert pdf == before
        assert not re.search(rb"CreationDate|ModDate|CreateDate|MetadataDate|D:\d{4}", pdf)

    def test_three_hundred_forms_of_different_length_can_be_read(self) -> None:
        forms = [
            laid_out(
                page(*[text(f"甲{number}") for number in range(count)]),
                *[page(text("乙"))] * (count % 3),
                is_draft=count == 4,
            )
            for count in range(1, 11)
        ]
        sections = [Section(form) for form in forms] * 30
        writer = DocumentWriter()
        pages = [writer.add(section) for section in sections]
        bookmarks = [Bookmark(f"{number}", one) for number, one in enumerate(pages)]
        pdf = writer.finish(Properties("题", "人", "事"), bookmarks)
        assert syntax_problems(pdf) == []
        found = Reader(pdf)
        assert len(found.pages()) == sum(section.page_count for section in sections) == 600
        assert [number for number, _, _ in outline(pdf)] == [0] * 300
        assert [one for _, _, one in outline(pdf)] == [list(found.pages()).index(number) for number in pages]
        assert (
            len(found.claims())
            == len(found.parents_by_mark())
            == 30 * sum(len(page.texts) for form in forms for page in form.pages)
        )


class TestPages:
    def test_each_page_is_a_page_of_a_4(self, merged: bytes, reader: Reader) -> None:
        sizes = [tuple(round(one / 72 * 25.4, 2) for one in size) for size in page_sizes(merged)]
        assert sizes == [(210, 297)] * len(reader.pages())
        boxes = {tuple(round(float(side), 4) for side in one["/MediaBox"]) for one in reader.pages().values()}
        assert boxes == {(0, 0, 595.2756, 841.8898)}

    def test_pages_may_lie_on_their_side_among_others(self) -> None:
        upright, sideways = laid_out(page(text("一"))), laid_out(page(text("二")), paper=LANDSCAPE)
        pdf = written(upright, sideways, upright)
        assert syntax_problems(pdf) == []
        sizes = [tuple(round(one / 72 * 25.4, 2) for one in size) for size in page_sizes(pdf)]
        assert sizes == [(210, 297), (297, 210), (210, 297)]
        assert page_texts(pdf) == pypdf_texts(pdf) == ["题年一", "题年二", "题年一"]

    def test_the_tree_counts_all_pages(self, reader: Reader) -> None:
        assert reader[reader.root["/Pages"]]["/Count"] == len(reader.pages()) == 10

    def test_all_pages_use_the_same_fonts(self, reader: Reader) -> None:
        assert len({str(one["/Resources"]) for one in reader.pages().values()}) == 1

    def test_adding_tells_the_first_page_of_each_form(self) -> None:
        writer = DocumentWriter()
        two = laid_out(page(text("一")), page(text("二")))
        numbers = [writer.add(Section(form)) for form in (two, SMALL, two)]
        pages = list(Reader(writer.finish(Properties("题", "人", "事"))).pages())
        assert [pages.index(number) for number in numbers] == [0, 2, 3]


class TestStructure:
    def test_every_content_of_every_page_has_the_element_that_claims_it(
        self, reader: Reader, streams: list[Drawn]
    ) -> None:
        by_mark = reader.parents_by_mark()
        by_claim = {(page, mark): element for page, mark, element in reader.claims()}
        assert by_mark == by_claim
        assert len(reader.claims()) == len(by_claim)
        assert [
            (number, mark) for number, one in zip(reader.pages(), streams, strict=True) for mark in one.marks
        ] == list(by_mark)

    def test_each_page_has_a_place_of_its_own_in_the_tree_of_parents(self, reader: Reader) -> None:
        keys = [one["/StructParents"] for one in reader.pages().values()]
        assert keys == sorted(set(keys)) == list(reader.parents())
        assert reader[reader.root["/StructTreeRoot"]]["/ParentTreeNextKey"] > keys[-1]

    def test_a_document_holds_a_section_for_each_form(self, reader: Reader) -> None:
        root = reader.root["/StructTreeRoot"]
        document = reader[reader[root]["/K"]]
        assert (document["/S"], document["/P"]) == ("/Document", root)
        assert [reader[one]["/S"] for one in document["/K"]] == ["/Sect"] * (FORMS + 1)

    def test_the_elements_are_read_in_the_order_of_the_pages(self, reader: Reader) -> None:
        places = {number: place for place, number in enumerate(reader.pages())}
        firsts: dict[int, tuple[int, int]] = {}
        for number, mark, element in reader.claims():
            firsts.setdefault(element, (places[number], mark))
        assert list(firsts.values()) == sorted(firsts.values())

    def test_the_text_of_an_element_is_that_of_the_form(self, templates: TemplateCatalogue) -> None:
        form = next(published_samples()).form(templates)
        found = Reader(written(sample_forms(templates)[0]))
        shown = {
            (number, one.mark): ""
            for number, stream in zip(found.pages(), found.page_streams(), strict=True)
            for one in drawn(stream).shown
        }
        for number, stream in zip(found.pages(), found.page_streams(), strict=True):
            for one in drawn(stream).shown:
                shown[number, one.mark] += one.text
        texts = dict.fromkeys(found.elements(), "")
        for number, mark, element in found.claims():
            texts[element] += shown[number, mark]
        read = set(texts.values())
        first = form.rows("indicators")[0]
        goals = form.rows("goals")[0]
        for expected in (
            form.text("head", "only", "project"),
            goals.text("expected_goal"),
            first.text("reason"),
        ):
            assert "".join(expected.split("\n")).rstrip() in read


class TestFonts:
    def test_there_is_one_for_each_face_and_it_is_embedded(self, reader: Reader) -> None:
        fonts = reader.fonts()
        assert set(fonts) == {"/B", "/L"}
        assert len(reader.of_type("/Font")) == 4
        assert len(reader.of_type("/FontDescriptor")) == 2
        for face, one in zip(Face, (fonts["/B"], fonts["/L"]), strict=True):
            (descendant,) = (reader[font] for font in one["/DescendantFonts"])
            descriptor = reader[descendant["/FontDescriptor"]]
            assert (one["/Subtype"], one["/Encoding"]) == ("/Type0", "/Identity-H")
            assert descendant["/Subtype"] == "/CIDFontType2"
            assert descendant["/CIDSystemInfo"] == {
                "/Registry": b"Adobe",
                "/Ordering": b"Identity",
                "/Supplement": 0,
            }
            names = {one["/BaseFont"], descendant["/BaseFont"], descriptor["/FontName"]}
            (name,) = names
            assert re.fullmatch(rf"/[A-Z]{{6}}\+{face.value}", name)
            file = reader[descriptor["/FontFile2"]]
            assert file.entries["/Length1"] == len(file.contents)
            assert descriptor["/Flags"] == 4
            assert descriptor["/FontBBox"] == list(font(face).bounds)
            assert (descriptor["/Ascent"], descriptor["/Descent"]) == (font(face).ascent, font(face).descent)

    @pytest.mark.parametrize(("name", "face"), [("/B", Face.BODY), ("/L", Face.LABEL)])
    def test_every_character_that_is_drawn_has_its_glyph_its_width_and_its_meaning(
        self, name: str, face: Face, reader: Reader, streams: list[Drawn]
    ) -> None:
        one = reader.fonts()[name]
        descendant = reader[one["/DescendantFonts"][0]]
        file = reader[reader[descendant["/FontDescriptor"]]["/FontFile2"]].contents
        embedded = Embedded(file, reader[descendant["/CIDToGIDMap"]].contents)
        meanings = to_unicode_of(reader[one["/ToUnicode"]].contents)
        widths: dict[int, int] = {}
        for first, values in zip(descendant["/W"][::2], descendant["/W"][1::2], strict=True):
            widths |= dict(enumerate(values, first))
        used = {
            character
            for stream in streams
            for shown in stream.shown
            if shown.face is face
            for character in shown.text
        }
        assert len(used) > 100
        for character in used:
            (code,) = struct.unpack(">H", encoded(character))
            glyph = embedded.glyph(code)
            assert glyph != 0
            assert embedded.outline(glyph) == Embedded.whole(face).outline(font(face).glyphs[character])
            assert widths.get(code, descendant["/DW"]) == font(face).advances[character]
            assert meanings[code] == character

    def test_no_more_is_embedded_than_is_drawn(self, reader: Reader, streams: list[Drawn]) -> None:
        for name, face in (("/B", Face.BODY), ("/L", Face.LABEL)):
            descendant = reader[reader.fonts()[name]["/DescendantFonts"][0]]
            file = reader[reader[descendant["/FontDescriptor"]]["/FontFile2"]].contents
            coded = Embedded(file, reader[descendant["/CIDToGIDMap"]].contents).coded
            used = {
                one
                for stream in streams
                for shown in stream.shown
                if shown.face is face
                for one in shown.text
            }
            assert coded - {ord(" "), ord("\u3000")} <= {struct.unpack(">H", encoded(one))[0] for one in used}

    @pytest.mark.parametrize("face", Face)
    def test_every_character_of_a_face_can_be_copied_in_its_place(self, face: Face) -> None:
        characters = "".join(sorted(one for one in font(face).glyphs if not one.isspace()))
        lines = [characters[start : start + 50] for start in range(0, len(characters), 50)]
        style = BODY if face is Face.BODY else LABEL
        pages = [page(text(*lines[start : start + 60], style=style)) for start in range(0, len(lines), 60)]
        pdf = written(laid_out(*pages))
        assert "".join(pypdf_texts(pdf)) == f"题年{characters}"
        # pdfium gives back the letters of a ligature.
        spelled = re.sub("[ﬀ-ﬄ]", lambda found: normalize("NFKC", found[0]), characters)
        assert "".join(page_texts(pdf)) == f"题年{spelled}"

    def test_a_face_in_which_nothing_is_drawn_is_not_embedded(self) -> None:
        form = replace(laid_out(page()), pages=[page(text("正文"))])
        form = replace(form, rows=(TableRow((0, 18000), (form.pages[0].texts[0].source,), frame=Frame.OPEN),))
        pdf = written(form)
        assert set(Reader(pdf).fonts()) == {"/B"}
        assert syntax_problems(pdf) == []
        assert page_texts(pdf) == ["正文"]


class TestProperties:
    def test_the_packet_and_the_properties_say_the_same(self, reader: Reader) -> None:
        info = {name: value.decode("utf-16") for name, value in reader[reader.trailer["/Info"]].items()}
        metadata = reader[reader.root["/Metadata"]]
        values = [one.text for one in ET.fromstring(metadata.contents).iter() if (one.text or "").strip()]  # noqa: S314
        assert {info[f"/{name}"] for name in ("Title", "Author", "Subject", "Creator", "Producer")} <= set(
            values
        )
        assert info["/Title"] == "题 <一>"
        assert info["/Author"] == "人 & 人"

    def test_the_packet_can_be_read_without_knowing_pdf(self, merged: bytes, reader: Reader) -> None:
        metadata = reader[reader.root["/Metadata"]]
        assert metadata.entries == {
            "/Type": "/Metadata",
            "/Subtype": "/XML",
            "/Length": len(metadata.contents),
        }
        assert metadata.contents in merged

    def test_it_says_that_it_is_for_the_archive(self, reader: Reader) -> None:
        contents = reader[reader.root["/Metadata"]].contents
        assert b"<pdfaid:part>2</pdfaid:part>" in contents
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in contents
        (intent,) = reader.root["/OutputIntents"]
        profile = reader[intent["/DestOutputProfile"]]
        assert (intent["/Type"], intent["/S"]) == ("/OutputIntent", "/GTS_PDFA1")
        assert intent["/OutputConditionIdentifier"] == b"sRGB IEC61966-2.1"
        assert profile.entries["/N"] == 3
        assert profile.contents == (files("perfeval_resources") / "color" / "sRGB.icc").read_bytes()

    def test_it_is_tagged_chinese_and_shows_its_title(self, reader: Reader) -> None:
        assert reader.root["/Lang"] == b"zh-CN"
        assert reader.root["/MarkInfo"] == {"/Marked": True}
        assert reader.root["/ViewerPreferences"] == {"/DisplayDocTitle": True}

    def test_nothing_in_it_acts(self, reader: Reader) -> None:
        assert set(reader.root) == {
            *("/Type", "/Pages", "/Lang", "/MarkInfo", "/Metadata", "/OutputIntents", "/StructTreeRoot"),
            *("/ViewerPreferences", "/Outlines", "/PageMode"),
        }
        assert {name for one in reader.pages().values() for name in one} == {
            *("/Type", "/Parent", "/Contents", "/StructParents", "/Tabs", "/MediaBox", "/Resources"),
        }


class TestDrafts:
    def test_only_the_pages_of_drafts_have_the_word(self) -> None:
        texts = page(text("一"))
        forms = [laid_out(texts, texts, is_draft=is_draft) for is_draft in (False, True, False)]
        found = Reader(written(*forms))
        objects = [drawn(stream).objects for stream in found.page_streams()]
        assert objects == [[], [], ["D"], ["D"], [], []]

    def test_the_word_is_one_shape_for_all_pages(self) -> None:
        found = Reader(written(*[laid_out(page(text("一")), is_draft=True)] * 3))
        (one, *others) = (found[page["/Resources"]]["/XObject"] for page in found.pages().values())
        assert others == [one] * 2
        shape = found[one["/D"]]
        assert shape.entries["/Subtype"] == "/Form"
        assert [float(value) for value in shape.entries["/BBox"]] == [0, 0, 21000, 29700]
        assert b" Tj" not in shape.contents

    def test_a_final_document_has_no_such_shape(self, templates: TemplateCatalogue) -> None:
        found = Reader(written(SMALL))
        assert [one for one in found.objects.values() if "/XObject" in str(one)] == []
        assert all(form.is_draft for form in sample_forms(templates))

    @pytest.mark.parametrize("state", FormState)
    def test_a_form_in_any_other_state_than_final_is_a_draft(
        self, state: FormState, templates: TemplateCatalogue
    ) -> None:
        template = templates["minhang-2023"]
        form = replace(filled(template), state=state)
        pdf = written(laid_out_form(template, form))
        assert (b"/Form" in pdf) == (state is not FormState.FINAL)

    def test_pages_that_lie_on_their_side_have_a_shape_of_their_own(self) -> None:
        papers = (PORTRAIT, LANDSCAPE, PORTRAIT)
        forms = [laid_out(page(text("一")), is_draft=True, paper=paper) for paper in papers]
        found = Reader(written(*forms))
        streams = zip(found.page_streams(), papers, strict=True)
        assert [drawn(stream, paper).objects for stream, paper in streams] == [["D"], ["E"], ["D"]]
        shapes = found[next(iter(found.pages().values()))["/Resources"]]["/XObject"]
        boxes = {name: list(map(float, found[shapes[name]].entries["/BBox"])) for name in ("/D", "/E")}
        assert boxes == {"/D": [0, 0, 21000, 29700], "/E": [0, 0, 29700, 21000]}

    def test_a_document_has_the_shapes_it_uses_alone(self) -> None:
        found = Reader(written(laid_out(page(text("一")), is_draft=True, paper=LANDSCAPE)))
        (one,) = (found[page["/Resources"]]["/XObject"] for page in found.pages().values())
        assert set(one) == {"/E"}


class TestBookmarks:
    def test_they_lead_to_their_pages(self, merged: bytes) -> None:
        expected = [
            one
            for number, first in enumerate((0, 2, 3, 4, 5, 6, 7, 9))
            for one in ((0, f"单位{number}", first), (1, "项目", first))
        ]
        assert outline(merged) == expected
        assert bookmarks_of(merged) == expected

    def test_they_are_shown_beside_the_pages(self, reader: Reader) -> None:
        assert reader.root["/PageMode"] == "/UseOutlines"

    def test_without_them_nothing_is_said_of_them(self) -> None:
        assert not {"/Outlines", "/PageMode"} & set(Reader(written(SMALL)).root)


# -- a file in the document ------------------------------------------------------------------------------

FILE = Attachment("内容.json", "再导入时取回", b'{"project":"\\u5e02"}' * 40)


def with_file() -> bytes:
    writer = DocumentWriter()
    writer.add(Section(SMALL))
    return writer.finish(Properties("题", "人", "事"), attachment=FILE)


def test_a_file_in_the_document_is_found_by_readers() -> None:
    with pikepdf.open(BytesIO(with_file())) as document:
        (described,) = document.attachments.values()
        assert (described.filename, described.description) == (FILE.name, FILE.purpose)
        assert described.get_file().read_bytes() == FILE.contents
        assert described.get_file().mime_type == "application/json"
        assert document.check_pdf_syntax() == []
    (read,) = PdfReader(BytesIO(with_file())).attachments[FILE.name]
    assert read == FILE.contents


def test_a_file_is_the_source_of_what_is_printed_as_pdf_a_wants_to_be_told() -> None:
    data = with_file()
    with pikepdf.open(BytesIO(data)) as document:
        (described,) = document.Root.AF
        assert described.AFRelationship == "/Source"
        assert described.objgen == document.Root.Names.EmbeddedFiles.Names[1].objgen
        assert described.UF == described.F
        assert b"<pdfaid:part>3</pdfaid:part>" in document.Root.Metadata.read_bytes()
    assert with_file() == data
