from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from perfeval_desktop.domain.blocks import ClosingBlock
from perfeval_desktop.domain.form import Form, TemplateRef
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.pdf.structure import Structure
from perfeval_desktop.printing.typesetting.layout import LaidOutForm
from perfeval_desktop.samples import Sample, published_samples, samples
from perfeval_desktop.templates import TemplateCatalogue
from printing import any_forms
from printing.pdf.tables import Kind, grid, kind_of, tables
from printing.typesetting.printed_forms import laid_out as set_form
from short_forms import filled, typed

Maker = Callable[..., Form]

EVERY_SAMPLE = pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.name)


def marked(form: LaidOutForm) -> tuple[Structure, list[list[int]]]:
    """Return the structure of ``form`` with the contents of all pages noted, and whose they are."""
    structure = Structure(form)
    sources = [[text.source for text in page.texts] for page in form.pages]
    return structure, [structure.mark(of_page, number) for number, of_page in enumerate(sources)]


def structure_of(template: Template, form: Form) -> Structure:
    return marked(set_form(template, form))[0]


def texts_of(form: LaidOutForm, structure: Structure, places: list[list[int]]) -> dict[int, str]:
    """Return what stands in each element, by its place."""
    found = dict.fromkeys(range(len(structure.elements)), "")
    for page, of_page in zip(form.pages, places, strict=True):
        for text, place in zip(page.texts, of_page, strict=True):
            found[place] += "".join(text.lines)
    return found


EVERY_PUBLISHED = pytest.mark.parametrize("sample", list(published_samples()), ids=lambda sample: sample.name)


@EVERY_PUBLISHED
def test_a_form_is_a_title_a_line_and_tables(sample: Sample, templates: TemplateCatalogue) -> None:
    structure = structure_of(templates[sample.template], sample.form(templates))
    whole = structure.elements[0]
    assert (kind_of(whole).name, whole.parent) == ("Sect", -1)
    names = [kind_of(structure.elements[place]).name for place in whole.children]
    # Identity, funding, goals, indicators.
    assert names[:6] == ["H1", "P", "Table", "Table", "Table", "Table"]
    assert set(names[6:]) <= {"P"}


def test_the_number_of_the_form_is_read_before_its_title(templates: TemplateCatalogue) -> None:
    template = templates["yunnan-14"]
    structure = structure_of(template, filled(template))
    names = [kind_of(structure.elements[place]).name for place in structure.elements[0].children]
    assert names[:3] == ["P", "H1", "P"]


@EVERY_SAMPLE
def test_every_table_is_regular(sample: Sample, templates: TemplateCatalogue) -> None:
    structure = structure_of(templates[sample.template], sample.form(templates))
    for rows in tables(structure):
        grid([list(map(kind_of, row)) for row in rows])


@EVERY_PUBLISHED
def test_every_table_has_the_columns_of_its_block(sample: Sample, templates: TemplateCatalogue) -> None:
    structure = structure_of(templates[sample.template], sample.form(templates))
    widths = [len(grid([list(map(kind_of, row)) for row in rows])[0]) for rows in tables(structure)]
    block = templates[sample.template].grid
    assert block is not None
    assert widths == [4, 8, 3, len(block.columns) + bool(block.label)]


@given(any_forms.jobs())
@settings(deadline=None, max_examples=40)
def test_whatever_the_form_says_its_tables_are_regular(job: tuple[Template, Form]) -> None:
    structure = structure_of(*job)
    for rows in tables(structure):
        grid([list(map(kind_of, row)) for row in rows])


@given(any_forms.jobs())
@settings(deadline=None, max_examples=40)
def test_every_content_belongs_to_one_element_and_the_element_knows_it(job: tuple[Template, Form]) -> None:
    set_one = set_form(*job)
    structure, places = marked(set_one)
    by_element = {(place, mark) for place, element in enumerate(structure.elements) for mark in element.marks}
    by_page = {
        (place, (page, number)) for page, of_page in enumerate(places) for number, place in enumerate(of_page)
    }
    assert by_element == by_page
    assert sum(len(element.marks) for element in structure.elements) == len(by_page)


@EVERY_SAMPLE
def test_the_elements_in_their_order_are_read_like_the_pages(
    sample: Sample, templates: TemplateCatalogue
) -> None:
    form = set_form(templates[sample.template], sample.form(templates))
    structure, places = marked(form)
    texts = texts_of(form, structure, places)
    read = [texts[place] for place in range(len(structure.elements)) if texts[place]]
    first_seen = list(dict.fromkeys(place for of_page in places for place in of_page))
    assert first_seen == sorted(first_seen)
    assert "".join(read) == "".join(
        "".join(text.lines) for page in form.pages for text in page.texts if any(text.lines)
    )


def test_headings_say_what_they_head(templates: TemplateCatalogue, form_with: Maker) -> None:
    form = set_form(templates["shanghai-2021"], form_with("shanghai-2021", rows=2))
    structure, places = marked(form)
    texts = texts_of(form, structure, places)
    kinds = {texts[place]: kind_of(element) for place, element in enumerate(structure.elements)}
    assert kinds["项目名称"] == Kind("TH", scope="Row")
    assert kinds["项目"] == Kind("TD", columns=3)
    assert kinds["项目资金(元)"] == Kind("TH", rows=5, scope="Row")
    assert kinds["全年预算数"] == Kind("TH", scope="Column")
    assert kinds["年度资金总额"] == Kind("TH", scope="Row")
    assert kinds["绩效指标"] == Kind("TH", rows=3, scope="Row")
    assert kinds["产出指标"] == Kind("TH", rows=2, scope="Row")
    assert kinds["数量指标"] == Kind("TH", rows=2, scope="Row")
    assert kinds["三级指标"] == Kind("TH", scope="Column")
    assert kinds["名称2"] == Kind("TD")
    assert kinds["总分"].name == "TH"


def test_a_level_1_without_level_2_spans_both_columns(templates: TemplateCatalogue, form_with: Maker) -> None:
    form = set_form(templates["minhang-2021"], form_with("minhang-2021", level2=""))
    structure, places = marked(form)
    texts = texts_of(form, structure, places)
    (kind,) = (kind_of(one) for place, one in enumerate(structure.elements) if texts[place] == "产出指标")
    assert kind == Kind("TH", columns=2, scope="Row")


def test_what_is_printed_again_on_the_next_page_is_no_element(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    template = templates["shanghai-2021"]
    short, long = (set_form(template, form_with("shanghai-2021", rows=rows)) for rows in (2, 90))
    assert template.grid is not None
    count = len(template.grid.columns)
    # The heading with its block label, both levels and the page number.
    assert [len(page.repeats) for page in long.pages] == [1, *[count + 4] * 2]
    names = [[kind_of(element).name for element in marked(form)[0].elements] for form in (short, long)]
    more = {name: names[1].count(name) - names[0].count(name) for name in set(names[0])}
    assert more == {
        "TR": 88,
        "TD": 88 * (count - 2),
        "TH": 0,
        **dict.fromkeys(("Sect", "H1", "P", "Table"), 0),
    }
    cells = [kind_of(cell) for row in tables(marked(long)[0])[-1] for cell in row]
    # 绩效指标 beside the heading too, and both levels.
    assert [cell.rows for cell in cells if cell.rows > 1] == [91, 90, 90]


def test_an_empty_cell_is_an_element_without_content(templates: TemplateCatalogue, form_with: Maker) -> None:
    structure = structure_of(templates["minhang-2023"], form_with(actual="", target="  "))
    row = tables(structure)[-1][1]
    # Two levels, name, target, actual, weight, score, reason; spaces are content like any.
    assert [bool(element.marks) for element in row] == [True, True, True, True, False, True, False, False]


def test_a_cell_over_three_pages_has_a_content_on_each(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = set_form(templates["minhang-2023"], form_with(reason="因" * 2200))
    assert len(form.pages) == 3
    structure, _ = marked(form)
    (element,) = (one for one in structure.elements if len(one.marks) > 1)
    assert kind_of(element) == Kind("TD")
    assert [page for page, _ in element.marks] == [0, 1, 2]


def test_a_title_of_two_lines_is_one_heading(templates: TemplateCatalogue, form_with: Maker) -> None:
    template = replace(templates["minhang-2023"], title="财政项目支出绩效自评表" * 4)
    structure = structure_of(template, form_with())
    assert kind_of(structure.elements[1]).name == "H1"
    assert structure.elements[1].marks == ((0, 0), (0, 1))
    assert structure.elements[2].marks == ((0, 2),)


def test_what_stands_below_the_table_is_paragraphs(templates: TemplateCatalogue, form_with: Maker) -> None:
    template = templates["national-2020"]
    form = set_form(template, form_with("national-2020", rows=2))
    structure, places = marked(form)
    texts = texts_of(form, structure, places)
    below = [place for place in structure.elements[0].children if place > 2]
    below = [place for place in below if kind_of(structure.elements[place]).name == "P"]
    closing = template.by_key["closing"]
    assert isinstance(closing, ClosingBlock)
    assert [texts[place] for place in below[:5]] == [
        *(f"{words}：" for words in closing.signatures),
        closing.stamp,
    ]
    notes = [f"{number}. {note}" for number, note in enumerate(closing.footnotes, 1)]
    assert "".join(texts[place] for place in below[5:]) == "注：" + "".join(notes)
    assert set(notes[1:]) <= {texts[place] for place in below}
    assert all(structure.elements[place].marks for place in below)


@pytest.mark.parametrize(
    "closing",
    [
        ClosingBlock(key="closing"),
        ClosingBlock(key="closing", signatures=("填报人",)),
        ClosingBlock(key="closing", stamp="（盖章）", footnotes=("一则",)),
        ClosingBlock(key="closing", label_width=Decimal(30), boxes={"签批\n意见": "签名：", "审核": "\n"}),
        ClosingBlock(
            key="closing",
            signatures=("填\n\n报人",),
            stamp="\n（盖章）",
            footnotes=("\n一则", "\n\n二则"),
        ),
    ],
    ids=str,
)
def test_any_closing_can_be_read(
    closing: ClosingBlock, templates: TemplateCatalogue, form_with: Maker
) -> None:
    template = templates["minhang-2023"]
    template = replace(template, blocks=(*template.blocks, closing))
    structure = structure_of(template, form_with())
    for rows in tables(structure):
        grid([list(map(kind_of, row)) for row in rows])


def test_a_blank_form_can_be_read(templates: TemplateCatalogue) -> None:
    for template in templates.values():
        form = Form(TemplateRef(template.id, template.digest), 2023)
        for rows in tables(structure_of(template, form)):
            grid([list(map(kind_of, row)) for row in rows])


def test_a_heading_as_tall_as_two_rows_heads_its_column(templates: TemplateCatalogue) -> None:
    template = templates["yunnan-14"]
    form = set_form(template, filled(template, indicators=[{"level1": "产出指标", "level3": "名"}]))
    structure, places = marked(form)
    texts = texts_of(form, structure, places)
    kinds = {texts[place]: kind_of(element) for place, element in enumerate(structure.elements)}
    assert kinds["三级指标"] == Kind("TH", rows=2, scope="Column")
    assert kinds["年度指标值"] == Kind("TH", columns=3, scope="Column")
    assert kinds["度量单位"] == Kind("TH", scope="Column")


def test_a_score_that_rows_share_is_an_entry_beside_all_of_them(templates: TemplateCatalogue) -> None:
    template = templates["minhang-2023"]
    rows: list[dict[str, Any]] = [
        {"level3": "一", "weight": "5", "score": "8.88"},
        {"level3": "二", "weight": "5", "joined": ["score"]},
    ]
    form = set_form(template, filled(template, indicators=rows))
    structure, places = marked(form)
    texts = texts_of(form, structure, places)
    kinds = [kind_of(one) for place, one in enumerate(structure.elements) if texts[place] == "8.88"]
    # The total is the same.
    assert kinds == [Kind("TD", rows=2), Kind("TD")]


def test_equal_labels_that_are_not_neighbours_are_elements_of_their_own(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = form_with("shanghai-2021", rows=3)
    form = typed(form, indicators__r2__level1="效益指标", indicators__r2__level2="社会效益指标")
    printed = set_form(templates["shanghai-2021"], form)
    structure, places = marked(printed)
    texts = texts_of(printed, structure, places)
    found = [kind_of(one) for place, one in enumerate(structure.elements) if texts[place] == "产出指标"]
    assert found == [Kind("TH", scope="Row")] * 2


def test_contents_of_what_the_form_does_not_hold_are_refused(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = set_form(templates["minhang-2023"], form_with())
    structure, _ = marked(form)
    equal = replace(form.title)
    with pytest.raises(KeyError):
        structure.mark([equal], 0)
    assert structure.mark([form.title], 0) == [1]


@pytest.mark.parametrize(
    "rows",
    [
        [[Kind("TD"), Kind("TD")], [Kind("TD")]],
        [[Kind("TD", rows=2)], [Kind("TD")], [Kind("TD"), Kind("TD")]],
        [[Kind("TD", rows=3)], [Kind("TD")]],
        [[Kind("TD"), Kind("TD", rows=2)], [Kind("TD", columns=2)]],
    ],
    ids=["hole", "ragged", "too long", "overlap"],
)
def test_the_check_for_regular_tables_finds_irregular_ones(rows: list[list[Kind]]) -> None:
    with pytest.raises(AssertionError):
        grid(rows)
