"""The whole form: blocks in their order, each with its printer."""

import pytest

from perfeval_desktop.domain.block_reader import BLOCK_TYPES
from perfeval_desktop.domain.blocks import Block, ClosingBlock, Frame
from perfeval_desktop.domain.printed import printed, printed_blocks
from perfeval_desktop.domain.printed.cells import Look
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.printed.printers import PRINTERS, printers
from perfeval_desktop.samples import Sample, samples
from perfeval_desktop.templates import TemplateCatalogue
from printed_rows import blocks_of, seen, texts, widths
from short_forms import filled, short_template

TEMPLATES = TemplateCatalogue()
EVERY_SAMPLE = pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.name)
GRID = '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3"\n'


def test_every_type_of_block_has_a_printer() -> None:
    assert set(PRINTERS) == set(Block.__subclasses__())
    assert len(PRINTERS) == len(BLOCK_TYPES)


def test_printers_are_prepared_once_for_a_template() -> None:
    assert printers(TEMPLATES["minhang-2023"]) is printers(TEMPLATES["minhang-2023"])


@EVERY_SAMPLE
def test_blocks_stand_in_the_order_of_the_template(sample: Sample) -> None:
    template, form = TEMPLATES[sample.template], sample.form(TEMPLATES)
    blocks = blocks_of(template, form)
    assert [block for block, _ in blocks] == list(template.blocks)
    assert [list(map(texts, rows)) for _, rows in blocks if rows] == [
        list(map(texts, rows)) for _, rows in printed_blocks(Seen.of(template, form)) if rows
    ]
    assert sum(len(rows) for _, rows in blocks) == len(seen(template, form).rows)


@EVERY_SAMPLE
def test_every_row_is_as_wide_as_the_table_and_covers_it_from_left_to_right(sample: Sample) -> None:
    template = TEMPLATES[sample.template]
    for row in seen(template, sample.form(TEMPLATES)).rows:
        assert sum(row.widths) == template.page.table_width
        places = [place for cell in row.cells for place in range(cell.first, cell.end)]
        assert places == list(range(len(row.widths)))


def test_above_the_rows_stand_number_title_and_year() -> None:
    template = short_template('number = "公开14表"\nyear_line = "（{year}年度）"\n' + GRID)
    form = printed(Seen.of(template, filled(template, year=2022)))
    assert (form.number, form.title, form.year_line) == ("公开14表", "自评表", "（2022年度）")


def test_a_heading_stands_above_its_block() -> None:
    template = short_template(
        '[[blocks]]\ntype = "fields"\nheading = "一、情况（{unit}）"\ncolumns = "project"'
    )
    heading, row = seen(template, filled(template)).rows
    assert [(cell.text, cell.look) for cell in heading.cells] == [("一、情况（万元）", Look.ROW_NAME)]
    assert (heading.frame, heading.keeps_with_next, widths(heading)) == (Frame.OPEN, True, [180])
    assert texts(row) == ["项目名称", ""]


def test_a_block_that_prints_nothing_has_no_heading() -> None:
    template = short_template(
        '[[blocks]]\ntype = "closing"\nheading = "二、其他"\n' + GRID.replace("[[blocks]]", "\n[[blocks]]")
    )
    assert isinstance(template.blocks[0], ClosingBlock)
    assert [texts(row) for row in seen(template, filled(template)).rows] == [["一级指标", "三级指标"]]


def test_the_last_row_of_a_form_keeps_with_nothing() -> None:
    template = short_template(GRID)
    form = filled(template, indicators=[{"level3": "一"}])
    assert [row.keeps_with_next for row in seen(template, form).rows] == [True, False]
    blocks = dict(printed_blocks(Seen.of(template, form)))
    assert [row.keeps_with_next for row in blocks[template.blocks[0]]] == [True, True]


def test_a_form_without_anything_to_print_has_no_rows() -> None:
    template = short_template('[[blocks]]\ntype = "closing"')
    assert seen(template, filled(template)).rows == ()
