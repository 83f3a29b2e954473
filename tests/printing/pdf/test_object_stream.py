import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.printing.pdf.object_stream import ObjectStream, packed, references
from printing.pdf.reading import unpacked


@given(
    st.lists(
        st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1), min_size=1, max_size=250
    ),
    st.integers(1, 10**7),
)
def test_every_object_is_found_under_its_number(objects: list[str], first: int) -> None:
    stream = packed(objects, first)
    assert unpacked(stream) == dict(enumerate(objects, first))
    assert (stream.first, stream.size) == (first, len(objects))


def test_the_entries_say_how_many_objects_there_are_and_where_they_begin() -> None:
    stream = packed([f"<</N {number}>>" for number in range(150)], 1000)
    found = re.fullmatch(rb"/Type/ObjStm/N (\d+)/First (\d+)", stream.entries)
    assert found
    assert int(found[1]) == 150
    contents = zlib.decompress(stream.contents)
    assert contents[int(found[2]) :].startswith(b"<</N 0>>\n<</N 1>>\n")
    assert contents.endswith(b"<</N 149>>")


def test_the_index_and_the_objects_do_not_touch() -> None:
    contents = zlib.decompress(packed(["7", "8"], 32).contents)
    assert contents == b"32 0 33 2\n7\n8"


def test_the_same_objects_give_the_same_bytes() -> None:
    assert packed(["<<>>"] * 120, 5) == packed(["<<>>"] * 120, 5)


def test_packed_objects_are_small() -> None:
    objects = [f"<</P 40 0 R/S/TD/Pg 36 0 R/K {number}>>" for number in range(200)]
    assert len(packed(objects, 100).contents) < len("".join(objects)) / 4


def test_references_are_separated() -> None:
    assert references([]) == ""
    assert references([7]) == "7 0 R"
    assert references(range(9, 12)) == "9 0 R 10 0 R 11 0 R"


def test_the_check_finds_an_object_under_a_wrong_number() -> None:
    right = packed(["<<>>", "[1]"], 5)
    wrong = ObjectStream(5, 2, right.entries, zlib.compress(b"5 0 6 4\n<<>>\n[1]"))
    with pytest.raises(AssertionError):
        unpacked(wrong)
