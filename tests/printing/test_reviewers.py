"""What reviewers' scripts get out of a form: every character in its place, every cell of the table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

import pytest

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.printing.typesetting.layout import Page
from perfeval_desktop.printing.typesetting.table import Align
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from printing.pdf.reading import written
from printing.plumbed import FoundPage, Glyph, plumbed, visible_lines
from printing.stress_form import stress_form
from printing.typesetting.plain_layout import Box, boxes_of_pages
from printing.typesetting.printed_forms import laid_out, lines_on

# Every page of every sample, read by a slow reader.
pytestmark = pytest.mark.unwatched

# Sizes and the middle of a line are rounded in the file.
ROUNDED = 2
# pdfplumber takes lines less than three points apart for one, half way between them. Blocks with columns of
# their own have sides that are a millimetre apart.
SNAPPED = 51


class ReadPage(NamedTuple):
    """A page as it was laid out, its cells, and what is found on it.

    ``is_one_table`` tells of a page without words between its rows.
    """

    page: Page
    boxes: list[Box]
    found: FoundPage
    is_one_table: bool


@pytest.fixture(scope="module")
def pages(templates: TemplateCatalogue) -> list[ReadPage]:
    """Return the pages of every sample and the stress form, each as a draft and as a final form."""
    jobs = [(templates[sample.template], sample.form(templates)) for sample in samples()]
    jobs.append((templates["minhang-2023"], stress_form(templates["minhang-2023"])))
    set_forms = [
        laid_out(template, replace(form, state=state))
        for template, form in jobs
        for state in (FormState.DRAFT, FormState.FINAL)
    ]
    assert [form.is_draft for form in set_forms] == [True, False] * len(jobs)
    of_forms = [page for form in set_forms for page in form.pages]
    boxes = [of_page for form in set_forms for of_page in boxes_of_pages(form)]
    found = plumbed(written(*set_forms))
    tops = [{box.top for box in of_page if not box.is_ruled} for of_page in boxes]
    ends = [max((box.top for box in of_page if box.is_ruled), default=0) for of_page in boxes]
    one_table = [not any(top < end for top in of_page) for of_page, end in zip(tops, ends, strict=True)]
    return [ReadPage(*one) for one in zip(of_forms, boxes, found, one_table, strict=True)]


def glyphs_of(page: Page) -> Iterator[Glyph]:
    """Yield the characters of ``page`` in the order of reading."""
    for line in lines_on(page):
        shown, em = line.text.rstrip(" \u3000"), line.style.em
        widths = [line.style.advances[character] * em / 1000 for character in shown]
        left = line.x - sum(widths) / 2 if line.align is Align.CENTRE else line.x
        for character, x in zip(shown, accumulate(widths, initial=left), strict=False):
            if not character.isspace():
                yield Glyph(character, x, line.y, em)


def are_near(found: Sequence[float], expected: Sequence[float], most: float) -> bool:
    """Return whether no number is further from the one expected than ``most``."""
    # pytest's own comparison takes ten times as long.
    return all(abs(one - other) <= most for one, other in zip(found, expected, strict=True))


def test_every_page_gives_back_its_text(pages: list[ReadPage]) -> None:
    for page, _, found, _ in pages:
        expected = "".join(one.text for one in glyphs_of(page))
        assert "".join(one.text for one in found.glyphs) == expected


def test_every_character_stands_where_it_was_put(pages: list[ReadPage]) -> None:
    for page, _, found, _ in pages:
        misplaced = [
            (one, expected)
            for one, expected in zip(found.glyphs, glyphs_of(page), strict=True)
            if not are_near(one[1:], expected[1:], ROUNDED)
        ]
        assert misplaced == []


def test_the_table_has_the_cells_of_the_form_and_in_each_its_lines(pages: list[ReadPage]) -> None:
    for _, boxes, found, is_one_table in pages:
        if not is_one_table:
            # Sides that lie close together are taken for one at no place that could be told.
            continue
        ruled = [box for box in boxes if box.is_ruled]
        assert len(found.cells) == len(ruled) > 3
        for box in ruled:
            sides = (box.left, box.top, box.right, box.bottom)
            in_its_place = [cell for cell in found.cells if are_near(cell[:4], sides, SNAPPED)]
            assert [cell.lines for cell in in_its_place] == [visible_lines("\n".join(box.lines))]
