import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.printing.pdf.document import FIRST_FREE, FileWriter
from perfeval_desktop.printing.pdf.object_stream import packed
from printing.pdf.reading import (
    FREE,
    PACKED,
    PLAIN,
    Entry,
    Reader,
    Reference,
    Stream,
    contents_table,
    syntax_problems,
)


def finished(file: FileWriter) -> bytes:
    """Return the file of what was written to ``file``, with a catalog and properties."""
    pages = file.add({"Type": "/Pages", "Count": 0, "Kids": []})
    return file.finish(file.add({"Type": "/Catalog", "Pages": pages}), file.add({"Title": "(T)"}))


def numbered(first: int, count: int) -> list[str]:
    return [f"<</Number {number}>>" for number in range(first, first + count)]


class TestObjects:
    def test_a_dictionary_holds_whatever_it_was_given(self) -> None:
        file = FileWriter()
        reference = file.add(
            {
                "Name": "/Value",
                "Text": "<FEFF7532>",
                "Int": -3,
                "Real": 1.5,
                "List": [1, [2], {"A": 3}],
                "Dict": {"B": []},
            }
        )
        number = int(reference.removesuffix(" 0 R"))
        assert Reader(finished(file)).objects[number] == {
            "/Name": "/Value",
            "/Text": b"\xfe\xffu2",
            "/Int": -3,
            "/Real": pytest.approx(1.5),
            "/List": [1, [2], {"/A": 3}],
            "/Dict": {"/B": []},
        }

    def test_a_stream_holds_its_contents_to_the_byte(self) -> None:
        file = FileWriter()
        contents = bytes(range(256)) + b"endstream endobj\n"
        number = int(file.add_stream({"Type": "/Metadata"}, contents).removesuffix(" 0 R"))
        assert Reader(finished(file)).objects[number] == Stream(
            {"/Type": "/Metadata", "/Length": len(contents)}, contents
        )

    def test_references_lead_to_what_was_added(self) -> None:
        file = FileWriter()
        inner = file.add({"Inner": 1})
        outer = file.add({"To": inner, "Both": [inner, inner]})
        objects = Reader(finished(file)).objects
        reference = Reference(int(inner.removesuffix(" 0 R")))
        assert objects[int(outer.removesuffix(" 0 R"))] == {"/To": reference, "/Both": [reference] * 2}
        assert objects[reference.number] == {"/Inner": 1}

    def test_fonts_are_named_in_the_first_object(self) -> None:
        file = FileWriter()
        font = file.add({"Type": "/Font"})
        file.add_font("B", font)
        assert Reader(finished(file)).objects[1] == {"/B": Reference(int(font.removesuffix(" 0 R")))}

    def test_packed_objects_are_found_under_their_numbers(self) -> None:
        file = FileWriter()
        file.write_packed(40, packed(numbered(41, 250), 41))
        pdf = finished(file)
        objects = Reader(pdf).objects
        assert [objects[number] for number in range(41, 291)] == [{"/Number": n} for n in range(41, 291)]
        assert syntax_problems(pdf) == []

    def test_so_many_of_its_own_that_they_would_take_the_numbers_of_others_are_refused(self) -> None:
        file = FileWriter()
        for _ in range(FIRST_FREE):
            file.add({})
        with pytest.raises(ValueError, match=f"do not fit below {FIRST_FREE}"):
            finished(file)


class TestContents:
    def test_every_entry_leads_to_its_object(self) -> None:
        file = FileWriter()
        file.write(50, b"<</A 1>>")
        file.write_stream(60, b"/B 2", b"")
        file.write_packed(70, packed(numbered(71, 3), 71))
        file.write_packed(80, packed(numbered(81, 3), 81))
        pdf = finished(file)
        table = contents_table(pdf)
        for number, entry in enumerate(table):
            if entry.kind == PLAIN:
                assert pdf.startswith(b"%d 0 obj\n" % number, entry.first)
                assert entry.second == 0
        assert [
            number for number, entry in enumerate(table) if entry.kind == PLAIN and number >= FIRST_FREE
        ] == [
            *(50, 60, 70, 80),
            len(table) - 1,
        ]
        assert table[71:74] == [Entry(PACKED, 70, place) for place in range(3)]
        assert table[81:84] == [Entry(PACKED, 80, place) for place in range(3)]

    def test_a_number_without_an_object_is_free(self) -> None:
        file = FileWriter()
        file.write_packed(50, packed(numbered(90, 2), 90))
        table = contents_table(finished(file))
        assert table[0] == Entry(FREE, 0, 0xFFFF)
        free = [number for number, entry in enumerate(table) if entry.kind == FREE]
        assert set(free) >= {*range(FIRST_FREE, 50), *range(51, 90)}
        assert {table[number] for number in free} == {Entry(FREE, 0, 0xFFFF)}

    def test_the_table_is_the_object_after_all_others(self) -> None:
        file = FileWriter()
        file.write_packed(50, packed(numbered(51, 120), 51))
        assert len(contents_table(finished(file))) == 172

    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 130)), max_size=6))
    @settings(deadline=None)
    def test_any_streams_of_packed_objects_are_found(self, streams: list[tuple[int, int]]) -> None:
        file = FileWriter()
        expected: dict[int, Entry] = {}
        number = FIRST_FREE
        for gap, count in streams:
            number += gap
            file.write_packed(number, packed(numbered(number + 1, count), number + 1))
            expected |= {number + 1 + place: Entry(PACKED, number, place) for place in range(count)}
            number += count + 1
        pdf = finished(file)
        table = contents_table(pdf)
        assert {at: entry for at, entry in enumerate(table) if entry.kind == PACKED} == expected
        assert syntax_problems(pdf) == []

    def test_a_file_longer_than_two_bytes_can_count_is_found_through(self) -> None:
        file = FileWriter()
        file.write_stream(40, b"", zlib.compress(bytes(0x12345), 0))
        file.write(41, b"<</After 1>>")
        pdf = finished(file)
        assert contents_table(pdf)[41].first > 0x12345
        assert Reader(pdf).objects[41] == {"/After": 1}


class TestFile:
    def test_it_begins_as_a_file_of_pdf_1_7_with_bytes_that_are_no_text(self) -> None:
        assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n", finished(FileWriter()))

    def test_it_ends_with_the_place_of_the_table(self) -> None:
        pdf = finished(FileWriter())
        found = re.search(rb"\nstartxref\n(\d+)\n%%EOF\n\Z", pdf)
        assert found
        assert pdf.startswith(b"%d 0 obj\n<</Type/XRef" % (len(contents_table(pdf)) - 1), int(found[1]))

    def test_catalog_and_properties_are_those_given(self) -> None:
        reader = Reader(finished(FileWriter()))
        assert reader.root["/Type"] == "/Catalog"
        assert reader[reader.trailer["/Info"]] == {"/Title": b"T"}

    def test_the_identifier_changes_with_the_contents_alone(self) -> None:
        def identifier(*objects: bytes) -> list[bytes]:
            file = FileWriter()
            for number, one in enumerate(objects, FIRST_FREE):
                file.write(number, one)
            found: list[bytes] = Reader(finished(file)).trailer["/ID"]
            return found

        first, same, other, more = (
            identifier(b"1"),
            identifier(b"1"),
            identifier(b"2"),
            identifier(b"1", b"1"),
        )
        assert first == same
        assert len({tuple(one) for one in (first, other, more)}) == 3
        assert first[0] == first[1]
        assert len(first[0]) == 16

    def test_the_same_objects_give_the_same_bytes(self) -> None:
        assert finished(FileWriter()) == finished(FileWriter())
