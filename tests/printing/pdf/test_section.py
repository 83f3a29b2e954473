import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from operator import mul

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_template import places
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.fonts.faces import Face
from perfeval_desktop.printing.pdf.section import DOCUMENT_ELEMENT, PAGE_TREE, Section
from perfeval_desktop.printing.typesetting.measures import LANDSCAPE, PORTRAIT
from perfeval_desktop.templates import TemplateCatalogue
from printing import any_forms
from printing.pdf.drawing import drawn
from printing.pdf.reading import syntax_problems, unpacked, written
from printing.pdf_text import page_texts, pypdf_texts
from printing.typesetting.printed_forms import laid_out, sample_job
from short_forms import at

Maker = Callable[..., Form]


def section_of(template: Template, form: Form) -> Section:
    return Section(laid_out(template, form))


@pytest.fixture
def section(templates: TemplateCatalogue, form_with: Maker) -> Section:
    """Return a form of three pages with a cell that stands on all of them."""
    made = section_of(templates["minhang-2023"], form_with(reason="因" * 2200))
    assert made.page_count == 3
    return made


def numbers_in(one: str) -> list[int]:
    return [int(number) for number in re.findall(r"(\d+) 0 R", one)]


class TestNumbers:
    def test_the_objects_take_their_numbers_in_a_row(self, section: Section) -> None:
        stream = section.packed_objects(100)
        objects = unpacked(stream)
        # 100 is the stream of objects itself, the next are the page streams.
        assert list(objects) == list(range(100 + 1 + 3, 100 + section.size))
        assert objects[100 + section.tree_node].startswith("<</Type/Pages")
        for page in range(100 + section.tree_node + 1, 100 + section.parents_leaf):
            assert objects[page].startswith("<</Type/Page/")
        assert objects[100 + section.parents_leaf].startswith("<</Limits")
        assert f"/P {DOCUMENT_ELEMENT} 0 R/S/Sect" in objects[100 + section.root_element]
        assert section.root_element == section.parents_leaf + 1

    def test_references_do_not_leave_the_section_but_for_the_two_above_it(self, section: Section) -> None:
        referred = {
            number for one in unpacked(section.packed_objects(100)).values() for number in numbers_in(one)
        }
        assert referred - set(range(101, 100 + section.size)) == {PAGE_TREE, DOCUMENT_ELEMENT}

    def test_another_base_moves_every_number(self, section: Section) -> None:
        one, other = (unpacked(section.packed_objects(base)) for base in (100, 1234))

        def moved(found: re.Match[str]) -> str:
            number = int(found[1])
            return f"{number + 1134 if number >= 100 else number} 0 R"

        for (number, text), (other_number, other_text) in zip(one.items(), other.items(), strict=True):
            assert other_number == number + 1134
            if "/StructParents" not in text and "/Limits" not in text:
                assert re.sub(r"(\d+) 0 R", moved, text) == other_text

    def test_the_objects_are_remembered_for_the_same_base_alone(self, section: Section) -> None:
        first = section.packed_objects(100)
        assert section.packed_objects(100) is first
        assert section.packed_objects(200).first == first.first + 100
        assert section.packed_objects(100) == first


class TestPages:
    def test_each_page_has_its_stream(self, section: Section) -> None:
        objects = unpacked(section.packed_objects(100))
        first = 100 + section.tree_node + 1
        for number in range(3):
            page = objects[first + number]
            assert f"/Contents {101 + number} 0 R" in page
            assert f"/Parent {100 + section.tree_node} 0 R" in page
            assert f"/StructParents {first + number}/" in page
            assert "/Tabs/S" in page

    def test_only_pages_that_lie_on_their_side_say_how_large_they_are(self, section: Section) -> None:
        assert section.paper is PORTRAIT
        assert not any("/MediaBox" in one for one in unpacked(section.packed_objects(100)).values())
        sideways = section_of(*sample_job("hebei"))
        assert sideways.paper is LANDSCAPE
        node = unpacked(sideways.packed_objects(100))[100 + sideways.tree_node]
        assert "/MediaBox[0 0 841.8897638 595.2755906]" in node

    def test_the_node_counts_its_pages(self, section: Section) -> None:
        node = unpacked(section.packed_objects(100))[100 + section.tree_node]
        first = 100 + section.tree_node + 1
        assert "/Count 3/" in node
        assert node.endswith(f"/Kids[{first} 0 R {first + 1} 0 R {first + 2} 0 R]>>")
        assert f"/Parent {PAGE_TREE} 0 R" in node

    def test_the_streams_are_the_pages(self, section: Section) -> None:
        pages = [drawn(zlib.decompress(stream)) for stream in section.streams]
        assert [page.texts[-1] for page in pages] == [f"第 {number} 页 共 3 页" for number in (1, 2, 3)]
        assert sum("".join(page.texts).count("因") for page in pages) == 2200 + 3  # and the headings


class TestStructure:
    def test_the_leaf_says_of_each_page_whose_its_contents_are(self, section: Section) -> None:
        leaf = unpacked(section.packed_objects(100))[100 + section.parents_leaf]
        first = 100 + section.tree_node + 1
        assert f"/Limits[{first} {first + 2}]" in leaf
        pages = re.findall(r"(\d+)\[([^]]*)\]", leaf.partition("/Nums[")[2])
        assert [int(number) for number, _ in pages] == [first, first + 1, first + 2]
        marks = [drawn(zlib.decompress(stream)).marks for stream in section.streams]
        assert [len(numbers_in(elements)) for _, elements in pages] == [len(one) for one in marks]

    def test_a_cell_on_several_pages_names_each(self, section: Section) -> None:
        objects = unpacked(section.packed_objects(100)).values()
        first = 100 + section.tree_node + 1
        (found,) = (one for one in objects if "/MCR" in one)
        assert re.findall(r"<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>", found) == [
            (str(first), "44"),
            (str(first + 1), "0"),
            (str(first + 2), "0"),
        ]

    def test_a_title_of_two_lines_names_its_page_once(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        template = replace(templates["minhang-2023"], title="财政项目支出绩效自评表" * 4)
        section = section_of(template, form_with())
        objects = unpacked(section.packed_objects(100))
        page = 100 + section.tree_node + 1
        assert objects[100 + section.root_element + 1] == (
            f"<</P {100 + section.root_element} 0 R/S/H1/Pg {page} 0 R/K[0 1]>>"
        )

    def test_an_empty_cell_has_no_content(self, templates: TemplateCatalogue, form_with: Maker) -> None:
        bare = []
        for reason in ("因", ""):
            section = section_of(templates["minhang-2023"], form_with(reason=reason))
            objects = unpacked(section.packed_objects(100)).values()
            bare.append(sum(re.fullmatch(r"<</P \d+ 0 R/S/TD>>", one) is not None for one in objects))
        assert bare[1] - bare[0] == 1


class TestForms:
    def test_the_characters_are_those_of_its_pages(self, section: Section) -> None:
        used: dict[Face, set[str]] = {face: set() for face in Face}
        for stream in section.streams:
            for shown in drawn(zlib.decompress(stream)).shown:
                used[shown.face].update(shown.text)
        assert {face: set(characters) for face, characters in section.characters.items()} == used
        assert all(len(set(characters)) == len(characters) for characters in section.characters.values())

    @pytest.mark.parametrize("state", FormState)
    def test_every_form_that_is_not_final_is_a_draft(
        self, state: FormState, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        section = section_of(templates["minhang-2023"], replace(form_with(), state=state))
        assert section.is_draft == (state is not FormState.FINAL)
        objects = [drawn(zlib.decompress(stream)).objects for stream in section.streams]
        assert objects == [["D"] if section.is_draft else []]


@given(any_forms.jobs())
@settings(deadline=None, max_examples=25)
def test_of_any_form_every_content_has_the_element_that_names_it(job: tuple[Template, Form]) -> None:
    section = section_of(*job)
    objects = unpacked(section.packed_objects(32))
    assert list(objects)[-1] == 32 + section.size - 1
    leaf = objects[32 + section.parents_leaf].partition("/Nums[")[2]
    by_page = {
        (int(page), mark, element)
        for page, elements in re.findall(r"(\d+)\[([^]]*)\]", leaf)
        for mark, element in enumerate(numbers_in(elements))
    }
    by_element = set()
    for number in range(32 + section.root_element, 32 + section.size):
        of_page = re.search(r"/Pg (\d+) 0 R/K(?: |\[)([\d ]+)", objects[number])
        pairs = re.findall(r"/Pg (\d+) 0 R/MCID (\d+)", objects[number])
        if of_page:
            pairs += [(of_page[1], mark) for mark in of_page[2].split()]
        by_element |= {(int(page), int(mark), number) for page, mark in pairs}
    assert by_element == by_page
    streams = map(zlib.decompress, section.streams)
    assert len(by_page) == sum(len(drawn(stream, section.paper).marks) for stream in streams)


WHITE = ("\n", " \n", "\u3000\n", "\r\n", "\t\n", "\u2028", "\u00a0\n", "\f", " ", "\ufeff")


@st.composite
def white_jobs(draw: st.DrawFn) -> tuple[Template, Form]:
    """Draw a template, and a form of it with white space in its cells: up to pages of it in each."""
    template = draw(any_forms.any_printed_template())
    white = st.builds(mul, st.sampled_from(WHITE), st.sampled_from((1, 40, 120)))
    form = blank_form(template, 2024)
    for place in draw(st.lists(st.sampled_from(places(template, form)), min_size=1, max_size=3)):
        form = form.with_text(place, draw(white))
    return template, form


@given(white_jobs())
@settings(deadline=None, max_examples=12)
def test_a_form_of_white_space_only_is_a_sound_document(job: tuple[Template, Form]) -> None:
    section = laid_out(*job)
    pdf = written(section)
    assert syntax_problems(pdf) == []
    assert len(page_texts(pdf)) == len(pypdf_texts(pdf)) == len(section.pages)


def test_a_page_without_any_text_has_contents_that_are_nobodys(templates: TemplateCatalogue) -> None:
    template = templates["national-2020"]
    form = blank_form(template, 2024).with_text(at("goals.only.expected_goal"), "\n" * 120)
    section = section_of(template, form)
    objects = unpacked(section.packed_objects(100))
    empty = 100 + section.tree_node + 2
    assert f"{empty}[]" in objects[100 + section.parents_leaf]
    assert syntax_problems(written(laid_out(template, form))) == []
