from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given

from perfeval_desktop.domain.blocks import FieldsBlock, FundingBlock, GoalsBlock
from perfeval_desktop.domain.check_code import check_code
from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.printed.cells import PrintedForm
from perfeval_desktop.printing.typesetting.layout import LaidOutForm, lay_out
from perfeval_desktop.printing.typesetting.measures import (
    BODY,
    LABEL,
    LANDSCAPE,
    LEFT_MARGIN,
    LINE_HEIGHT,
    PORTRAIT,
    SIDE_PADDING,
    TITLE,
    TITLE_LINE,
    TOP_MARGIN,
    YEAR,
)
from perfeval_desktop.printing.typesetting.table import Align, TableCell
from perfeval_desktop.templates import TemplateCatalogue
from printing.typesetting.pages import assert_within_margins, ends_at, read_on, sides_at, texts_on, widths_at
from printing.typesetting.printed_forms import (
    EVERY_SAMPLE,
    EVERY_TEMPLATE,
    ONE_PAGE,
    TWO_PAGES,
    UNHURRIED,
    find,
    laid_out,
    lines_of,
    lines_on,
    long_forms,
    pages_of,
    sample,
    sample_job,
)

Maker = Callable[..., Form]
SIDEWAYS = "hebei"
RIGHT = LEFT_MARGIN + PORTRAIT.table_width


def test_a_final_form_has_its_check_code_at_the_foot_of_each_page_beside_its_number() -> None:
    template, form = sample_job(TWO_PAGES)
    final = laid_out(template, replace(form, state=FormState.FINAL))
    code = f"校验码 {check_code(template, form)}"
    for page in final.pages:
        number, line = lines_of(page.repeats)[-2:]
        assert (line.text, line.top, abs(line.right - RIGHT) <= 1) == (code, number.top, True)
    assert code not in texts_on(laid_out(template, form).pages[0])


class TestPage:
    @EVERY_SAMPLE
    def test_nothing_stands_outside_the_margins(self, name: str) -> None:
        form = sample(name)
        assert_within_margins(form.pages, form.paper)

    @UNHURRIED
    @given(long_forms())
    def test_nor_does_anything_of_a_form_of_any_length(self, form: LaidOutForm) -> None:
        assert_within_margins(form.pages, form.paper)

    def test_title_and_year_stand_in_the_middle_of_the_first_page_only(self) -> None:
        form = sample(TWO_PAGES)
        first, second = form.pages
        title, year = lines_of(first.texts)[:2]
        assert (title.text, title.style, title.source) == ("财政项目支出绩效自评表", TITLE, form.title)
        assert (year.text, year.style, year.source) == ("(2021 年度)", YEAR, form.head[-1])
        for line in (title, year):
            assert (line.align, line.x) == (Align.CENTRE, PORTRAIT.middle)
        assert TOP_MARGIN < title.top < title.bottom < year.top < year.bottom
        assert {"财政项目支出绩效自评表", "(2021 年度)"}.isdisjoint(texts_on(second))

    def test_the_table_begins_below_the_year_and_on_other_pages_at_the_margin(self) -> None:
        first, second = sample(TWO_PAGES).pages
        assert min(rule.y for rule in first.rules) > lines_of(first.texts)[1].bottom
        assert min(rule.y for rule in second.rules) == TOP_MARGIN

    def test_every_page_is_numbered_at_its_foot(self) -> None:
        pages = sample(TWO_PAGES).pages
        numbers = [lines_of(page.repeats)[-1] for page in pages]
        assert [number.text for number in numbers] == ["第 1 页 共 2 页", "第 2 页 共 2 页"]
        for number in numbers:
            assert (number.align, number.x, number.style) == (Align.CENTRE, PORTRAIT.middle, BODY)
            assert PORTRAIT.height - number.y == 9_00

    def test_a_long_title_breaks(self, templates: TemplateCatalogue, form_with: Maker) -> None:
        template = replace(templates["minhang-2023"], title="很长的标题" * 12)
        form = laid_out(template, form_with())
        (page,) = form.pages
        titles = [line for line in lines_of(page.texts) if line.style is TITLE]
        assert [line.text for line in titles] == ["很长的标题" * 6 + "很", "长的标题" + "很长的标题" * 5]
        assert titles[1].y - titles[0].y == TITLE_LINE
        assert find(page, "(2023 年度)").top > titles[1].bottom
        assert_within_margins([page])

    def test_a_title_longer_than_eight_lines_goes_on_below(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        title = "很长的标题" * 200
        pages = pages_of(replace(templates["minhang-2023"], title=title), form_with())
        lines = lines_of(pages[0].texts)
        titles = [line for line in lines if line.style is TITLE]
        assert len(titles) == 8
        assert "".join(line.text for line in [*titles, *lines[9:]]).startswith(title)
        assert_within_margins(pages)

    def test_the_number_of_the_form_stands_at_the_right_above_the_title(self) -> None:
        (page,) = sample("yunnan-14").pages
        number, title = lines_of(page.texts)[:2]
        assert (number.text, number.style) == ("公开14表", BODY)
        assert abs(number.right - RIGHT) <= 1
        assert TOP_MARGIN <= number.top < number.bottom < title.top
        assert title.style is TITLE

    def test_without_a_year_line_the_table_begins_below_the_title(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        template = templates["minhang-2023"]
        with_year, without = (
            pages_of(one, form_with())[0] for one in (template, replace(template, year_line=""))
        )
        tops = [min(rule.y for rule in page.rules) for page in (with_year, without)]
        assert tops[0] - tops[1] == 6_35
        assert lines_of(without.texts)[0].bottom < tops[1]

    def test_a_form_that_lies_on_its_side_takes_the_width_of_the_page(self) -> None:
        form = sample(SIDEWAYS)
        assert form.paper is LANDSCAPE
        for page in form.pages:
            assert max(rule.to_x for rule in page.rules) == 297_00 - 15_00
            assert max(rule.to_y for rule in page.rules) <= 210_00 - 17_00
            number = lines_of(page.repeats)[-1]
            assert (number.x, number.y) == (148_50, 201_00)
        assert lines_of(form.pages[0].texts)[0].x == 148_50

    @pytest.mark.parametrize("state", FormState)
    def test_every_form_but_the_final_one_is_a_draft(
        self, state: FormState, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        form = replace(form_with(), state=state)
        assert laid_out(templates["minhang-2023"], form).is_draft is (state is not FormState.FINAL)

    @EVERY_TEMPLATE
    def test_a_blank_form_is_its_frame(self, template_id: str, templates: TemplateCatalogue) -> None:
        template = templates[template_id]
        form = laid_out(template, Form(TemplateRef(template_id, template.digest), 2024))
        read = "".join(line for page in form.pages for line in read_on(page))
        for block in template.blocks:
            # Goals beside the grid are not there before the first of them.
            for column in () if isinstance(block, GoalsBlock) and block.in_grid else block.columns:
                words = column.label.replace("\n", "").replace("{unit}", template.amounts.unit)
                assert words in read
        assert_within_margins(form.pages, form.paper)

    def test_a_form_without_rows_is_a_page_all_the_same(self, templates: TemplateCatalogue) -> None:
        form = lay_out(templates["minhang-2023"], PrintedForm("", "题", "", ()), is_draft=False)
        assert [read_on(page) for page in form.pages] == [["题"]]


def project(name: str) -> str:
    """Return the name of a sample's project."""
    return sample_job(name)[1].text("head", "only", "project")


class TestColumns:
    @pytest.mark.parametrize(
        "template_id",
        ["minhang-2021", "minhang-2023", "national-2020", "national-2021-cost", "shanghai-2021"],
    )
    def test_they_are_as_wide_as_the_template_says(
        self, template_id: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        template = templates[template_id]
        page = pages_of(template, form_with(template_id))[0]
        head, funding, goals, grid = template.blocks[:4]
        assert isinstance(head, FieldsBlock)
        assert isinstance(funding, FundingBlock)
        assert widths_at(page, "实施单位") == list(head.widths)
        amounts = [funding.label_width, funding.name_width, *(one.width for one in funding.columns)]
        assert widths_at(page, funding.rows[0].label) == amounts
        assert widths_at(page, "实际完成情况") == [goals.label_width, *(one.width for one in goals.columns)]
        block = [grid.label_width] * bool(grid.label)
        assert widths_at(page, "三级指标") == [*block, *(column.width for column in grid.columns)]

    def test_the_project_takes_three_columns(self, templates: TemplateCatalogue, form_with: Maker) -> None:
        (page,) = pages_of(templates["minhang-2023"], form_with())
        assert widths_at(page, "项目名称") == [23, 157]

    def test_a_level_1_without_level_2_takes_both(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        (page,) = pages_of(templates["minhang-2023"], form_with(level1="成本指标", level2=""))
        assert widths_at(page, "成本指标")[:2] == [32, 34]


class TestCells:
    def test_figures_are_centred_and_text_stands_at_the_left(self) -> None:
        (page,) = sample(ONE_PAGE).pages
        for text in ("9.97", "99.77", "优", "≥90.00(%)", "总分"):
            line = find(page, text)
            assert line.align is Align.CENTRE
            assert line.x == sum(sides_at(page, line)) // 2
        for text in (project(ONE_PAGE), "系统安全性"):
            line = find(page, text)
            assert line.align is Align.LEFT
            assert line.x == sides_at(page, line)[0] + SIDE_PADDING

    def test_an_indented_name_stands_further_to_the_right(self) -> None:
        (page,) = sample(ONE_PAGE).pages
        line = find(page, "上年结转资金")
        assert isinstance(line.source, TableCell)
        assert line.source.indent > 0
        assert line.x == sides_at(page, line)[0] + SIDE_PADDING + line.source.indent

    def test_lines_stand_in_the_middle_of_the_height_of_their_cell(self) -> None:
        (page,) = sample(ONE_PAGE).pages
        for text in ("系统安全性", "达成指标", "项目名称", "优", "总分"):
            line = find(page, text)
            count = len(line.source.lines)
            # The top of the first line, of which the baseline is known.
            top = line.y - BODY.baseline(LINE_HEIGHT)
            assert top == (sum(ends_at(page, line)) - count * LINE_HEIGHT) // 2

    def test_labels_are_bold_and_entries_are_not(self) -> None:
        (page,) = sample(ONE_PAGE).pages
        bold = ("项目名称", "年度资金总额:", "预期目标", "三级指标", "产出", "成本指标", "总分", "评分等级")
        assert {find(page, text).style for text in bold} == {LABEL}
        entries = (project(ONE_PAGE), "9.00", "系统安全性", "优")
        assert {find(page, text).style for text in entries} == {BODY}

    def test_the_vertical_block_has_a_character_a_line(self) -> None:
        (page,) = sample("shanghai_education_2021_1").pages
        block = [find(page, character) for character in "绩效指标"]
        assert [line.y - block[0].y for line in block] == [0, 4_20, 8_40, 12_60]
        assert len({line.x for line in block}) == 1

    def test_a_cell_without_words_leaves_nothing_on_the_page(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        form = laid_out(templates["minhang-2023"], form_with(reason=""))
        assert all(text.lines != ("",) for page in form.pages for text in page.texts)

    @EVERY_SAMPLE
    def test_no_two_lines_lie_upon_each_other(self, name: str) -> None:
        for page in sample(name).pages:
            for one, other in combinations(lines_on(page), 2):
                beside = one.right <= other.left or other.right <= one.left
                assert beside or one.bottom <= other.top or other.bottom <= one.top
