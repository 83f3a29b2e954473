from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.blocks import FieldsBlock, FundingBlock, GoalsBlock
from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.printed.cells import PrintedForm
from perfeval_desktop.report.typesetting.layout import LaidOutForm, Page, lay_out
from perfeval_desktop.report.typesetting.measures import (
    BODY,
    BOTTOM_MARGIN,
    LABEL,
    LANDSCAPE,
    LEFT_MARGIN,
    LINE_HEIGHT,
    MM,
    PORTRAIT,
    SIDE_PADDING,
    TITLE,
    TITLE_LINE,
    TOP_MARGIN,
    YEAR,
    Paper,
)
from perfeval_desktop.report.typesetting.table import Align, Scope, TableCell, TableLabel
from perfeval_desktop.templates import TemplateCatalogue
from report import any_forms
from report.typesetting.plain_layout import boxes_of_pages, rules_around
from report.typesetting.printed_forms import (
    EVERY_PUBLISHED,
    EVERY_SAMPLE,
    EVERY_TEMPLATE,
    Line,
    find,
    laid_out,
    lines_of,
    lines_on,
    pages_of,
    sample_job,
    with_columns,
)

Maker = Callable[..., Form]

# The first example reads the fonts.
UNHURRIED = settings(deadline=None)

TWO_PAGES = "minhang_education_2021_1"
ONE_PAGE = "minhang_science_2023_3"
SIDEWAYS = "hebei"
RIGHT = LEFT_MARGIN + PORTRAIT.table_width


def sample(name: str) -> LaidOutForm:
    """Return the sample of a name, laid out."""
    return laid_out(*sample_job(name))


def project(name: str) -> str:
    """Return the name of a sample's project."""
    return sample_job(name)[1].text("head", "only", "project")


@st.composite
def long_forms(draw: st.DrawFn) -> LaidOutForm:
    """Return a form, laid out, with some texts so long that they run over pages."""
    template, form = draw(any_forms.jobs())
    tables = {
        key: tuple(
            replace(row, cells={column: text * draw(TIMES) for column, text in row.cells.items()})
            for row in rows
        )
        for key, rows in form.tables.items()
    }
    return laid_out(template, replace(form, tables=tables))


TIMES = st.sampled_from([1, 1, 1, 1, 1, 30, 300])


def texts_on(page: Page) -> list[str]:
    """Return every line on ``page``, those that are printed again as well."""
    return [line.text for line in lines_on(page)]


def read_on(page: Page) -> list[str]:
    """Return the lines on ``page`` that stand there for the first time."""
    return [line.text for line in lines_of(page.texts)]


def repeated_on(page: Page) -> list[str]:
    """Return the lines on ``page`` that are printed again, and its number."""
    return [line.text for line in lines_of(page.repeats)]


def characters(pages: Iterable[Page], character: str) -> int:
    return sum(line.text.count(character) for page in pages for line in lines_of(page.texts))


def widths_at(page: Page, text: str) -> list[Decimal]:
    """Return the widths in mm of the cells side by side with that in which ``text`` stands."""
    return [Decimal(right - left) / MM for left, right in pairwise(sides_beside(page, find(page, text)))]


def sides_beside(page: Page, line: Line) -> list[int]:
    """Return where rules run down that cross the height of ``line``."""
    y = line.y - MM
    return sorted(rule.x for rule in page.rules if rule.x == rule.to_x and rule.y < y < rule.to_y)


def sides_at(page: Page, line: Line) -> tuple[int, int]:
    """Return the left and the right rule of the cell that ``line`` stands in."""
    sides = sides_beside(page, line)
    left = max(x for x in sides if x <= line.x)
    return left, min(x for x in sides if x > left)


def ends_at(page: Page, line: Line) -> tuple[int, int]:
    """Return the upper and the lower rule of the cell that ``line`` stands in."""
    ends = [rule.y for rule in page.rules if rule.y == rule.to_y and rule.x <= line.x < rule.to_x]
    upper = max(y for y in ends if y < line.y)
    return upper, min(y for y in ends if y > upper)


def assert_within_margins(pages: Iterable[Page], paper: Paper = PORTRAIT) -> None:
    right, foot = LEFT_MARGIN + paper.table_width, paper.height - BOTTOM_MARGIN
    for page in pages:
        *lines, _page_number = lines_on(page)
        for line in lines:
            # What ends at the right ends there but for a rounding.
            assert LEFT_MARGIN <= line.left <= line.right <= right + 1
            assert TOP_MARGIN <= line.top < line.bottom <= foot
        for rule in page.rules:
            assert LEFT_MARGIN <= rule.x <= rule.to_x <= right
            assert TOP_MARGIN <= rule.y <= rule.to_y <= foot


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


class TestReading:
    """What stands on the pages in the order of reading, once each; what is printed again stands apart."""

    @EVERY_SAMPLE
    def test_texts_stand_row_by_row_and_from_left_to_right(self, name: str) -> None:
        form = sample(name)
        places: dict[TableCell | TableLabel, tuple[int, int]] = {
            cell: (number - 3, 0) for number, cell in enumerate(form.head)
        }
        for number, row in enumerate(form.rows):
            for cell in row.cells:
                places.setdefault(cell, (number, cell.first))
        last_row = -3
        for page in form.pages:
            read = [places[text.source] for text in page.texts]
            assert read == sorted(set(read))
            # A row may go on where the page before ended, but nothing goes back.
            assert read[0][0] >= last_row
            last_row = read[-1][0]

    @EVERY_SAMPLE
    def test_every_line_of_every_cell_stands_there_once(self, name: str) -> None:
        assert_every_line_is_read_once(sample(name))

    @UNHURRIED
    @given(long_forms())
    def test_every_line_of_a_form_of_any_length_stands_there_once(self, form: LaidOutForm) -> None:
        assert_every_line_is_read_once(form)

    @EVERY_SAMPLE
    def test_only_headings_and_labels_are_printed_again(self, name: str) -> None:
        read: set[TableCell | TableLabel] = set()
        for page in sample(name).pages:
            again = [text.source for text in page.repeats[:-1]]
            assert read.issuperset(again)
            assert all(isinstance(cell, TableLabel) or cell.heads is Scope.COLUMN for cell in again)
            read.update(text.source for text in page.texts)

    @UNHURRIED
    @given(long_forms())
    def test_each_page_holds_the_cells_of_its_rows(self, form: LaidOutForm) -> None:
        # How much of each cell has stood on the pages so far.
        done: dict[TableCell | TableLabel, int] = {}
        heads = set(form.head)
        for page, boxes in zip(form.pages, boxes_of_pages(form), strict=True):
            printed = [box for box in boxes if not box.is_blank]
            again = [box for box in printed if box.start < done.get(box.cell, 0)]
            new = [box for box in printed if box not in again]
            texts = [text for text in page.texts if text.source not in heads]
            repeats = page.repeats[:-1]
            assert [text[:2] for text in texts] == [(box.cell, box.lines) for box in new]
            assert [text[:2] for text in repeats] == [(box.cell, box.lines) for box in again]
            for text, box in zip([*texts, *repeats], [*new, *again], strict=True):
                top = text.y - BODY.baseline(LINE_HEIGHT)
                assert top == (box.top + box.bottom - len(box.lines) * LINE_HEIGHT) // 2
                assert box.left < text.x < box.right
            done |= {box.cell: box.start + len(box.lines) for box in new}


def assert_every_line_is_read_once(form: LaidOutForm) -> None:
    """Assert that every line with something on it stands once among the texts, with its neighbours."""
    read: dict[TableCell | TableLabel, list[str]] = {}
    for page in form.pages:
        for line in lines_of(page.texts):
            read.setdefault(line.source, []).append(line.text)
    cells = [*form.head, *(cell for row in form.rows for cell in row.cells)]
    assert read == {cell: [*filter(None, cell.lines)] for cell in cells if any(cell.lines)}


class TestRules:
    @EVERY_SAMPLE
    def test_none_is_drawn_twice_nor_in_pieces(self, name: str) -> None:
        for page in sample(name).pages:
            across = sorted((rule.y, rule.x, rule.to_x) for rule in page.rules if rule.y == rule.to_y)
            down = sorted((rule.x, rule.y, rule.to_y) for rule in page.rules if rule.x == rule.to_x)
            assert len(across) + len(down) == len(page.rules)
            for rules in (across, down):
                assert all(start < end for _, start, end in rules)
                for (line, _, end), (next_line, start, _) in pairwise(rules):
                    assert line < next_line or end < start

    @EVERY_PUBLISHED
    def test_each_page_is_framed(self, name: str) -> None:
        for page in sample(name).pages:
            assert_framed(page)

    @EVERY_SAMPLE
    def test_none_runs_through_words(self, name: str) -> None:
        for page in sample(name).pages:
            for line in lines_on(page):
                for rule in page.rules:
                    beside = rule.to_x <= line.left or line.right <= rule.x
                    assert beside or rule.to_y <= line.top or line.bottom <= rule.y

    def test_none_runs_through_a_merged_label(self) -> None:
        (page,) = sample(ONE_PAGE).pages
        for text in ("产出", "项目资金"):
            line = find(page, text)
            left, right = sides_at(page, line)
            upper, lower = ends_at(page, line)
            # It stands beside several rows.
            assert lower - upper > 2 * 7_00
            inside = [rule for rule in page.rules if rule.y == rule.to_y and upper < rule.y < lower]
            assert inside
            assert all(rule.to_x <= left or rule.x >= right for rule in inside)

    @UNHURRIED
    @given(long_forms())
    def test_they_are_the_sides_of_the_cells(self, form: LaidOutForm) -> None:
        for page, boxes in zip(form.pages, boxes_of_pages(form), strict=True):
            assert sorted(page.rules) == rules_around(boxes)

    @pytest.mark.parametrize(
        "fields",
        [
            "weight level1 level2 level3 score",
            "level3 level1 level2",
            "level2 level1 level3 score",
            "level1 level3",
        ],
    )
    def test_they_are_so_too_where_a_template_orders_its_columns_otherwise(
        self, fields: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        template = with_columns(templates["minhang-2023"], *fields.split())
        form = laid_out(template, form_with(rows=3))
        (page,), (boxes,) = form.pages, boxes_of_pages(form)
        assert_framed(page)
        assert sorted(page.rules) == rules_around(boxes)


def assert_framed(page: Page) -> None:
    """Assert that the frame of the table on ``page`` is closed, and each row in it."""
    top, bottom = min(rule.y for rule in page.rules), max(rule.to_y for rule in page.rules)
    across = {(rule.x, rule.to_x, rule.y) for rule in page.rules if rule.y == rule.to_y}
    down = {(rule.y, rule.to_y, rule.x) for rule in page.rules if rule.x == rule.to_x}
    assert {(LEFT_MARGIN, RIGHT, top), (LEFT_MARGIN, RIGHT, bottom)} <= across
    assert {(top, bottom, LEFT_MARGIN), (top, bottom, RIGHT)} <= down
    # What is drawn across ends where something is drawn down.
    for start, end, y in across:
        for x in (start, end):
            assert any(upper <= y <= lower for upper, lower, at in down if at == x)


class TestBreaks:
    def test_the_heading_and_the_labels_come_again(self) -> None:
        first, second = sample(TWO_PAGES).pages
        for text in ("二级指标", "三级指标", "分值", "得分", "产出", "成本指标", "绩", "效"):
            assert text in read_on(first)
            assert text in repeated_on(second)
            assert text not in read_on(second)

    def test_what_comes_again_is_not_read_again_beside_the_rest_of_a_row(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        form = form_with("shanghai-2021", level1="甲", level2="乙", reason="墨" * 2000)
        first, *others = pages_of(templates["shanghai-2021"], form)
        assert {"甲", "乙"} <= set(read_on(first))
        assert others
        for page in others[:-1]:
            assert set("".join(read_on(page))) == {"墨"}
            assert repeated_on(page)[-3:-1] == ["甲", "乙"]

    def test_a_label_beside_the_rest_of_a_long_name_is_not_read_again(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        form = form_with(head={"project": "墨" * 8000})
        pages = pages_of(templates["minhang-2023"], form)
        assert [read_on(page).count("项目名称") for page in pages[:3]] == [1, 0, 0]
        assert [repeated_on(page).count("项目名称") for page in pages[:3]] == [0, 1, 1]

    def test_a_merged_cell_is_closed_at_the_break(self) -> None:
        first, second = sample(TWO_PAGES).pages
        # 产出 stands on both pages, in a cell that ends where the page ends.
        for page in (first, second):
            assert "产出" in texts_on(page)
            assert_framed(page)
        bottom = max(rule.to_y for rule in first.rules)
        assert ends_at(first, find(first, "绩"))[1] == bottom

    def test_the_headings_of_the_goals_come_again(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        form = form_with("minhang-2021", goals={"expected_goal": "墨" * 3000})
        first, second, *_ = pages_of(templates["minhang-2021"], form)
        headings = ["年度", "总体", "目标", "预期目标", "实际完成情况"]
        assert set(headings) <= set(read_on(first))
        assert repeated_on(second) == [*headings, "第 2 页 共 3 页"]
        assert set(headings).isdisjoint(read_on(second))

    @pytest.mark.parametrize("rows", range(23, 43))
    def test_total_and_grade_stand_with_the_last_indicator(
        self, rows: int, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        pages = pages_of(templates["minhang-2023"], form_with(rows=rows))
        assert len(pages) > 1
        assert {f"名称{rows}", "总分", "评分等级"} <= set(read_on(pages[-1]))
        assert "二级指标" in repeated_on(pages[-1])
        assert_within_margins(pages)

    def test_long_goals_split(self, templates: TemplateCatalogue, form_with: Maker) -> None:
        form = form_with("minhang-2021", goals={"expected_goal": "墨" * 3000, "actual_outcome": "橘" * 2000})
        pages = pages_of(templates["minhang-2021"], form)
        assert len(pages) == 3
        assert characters(pages, "墨") == 3000
        assert characters(pages, "橘") == 2000
        assert [texts_on(page).count("总体") for page in pages] == [1, 1, 1]
        assert_within_margins(pages)

    @pytest.mark.parametrize("field", ["level1", "level2", "level3", "target", "actual", "reason"])
    def test_nothing_of_40_000_characters_is_cut(
        self, field: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        pages = pages_of(templates["minhang-2021"], form_with("minhang-2021", **{field: "漫" * 40_000}))
        assert characters(pages, "漫") == 40_000
        assert_within_margins(pages)

    @EVERY_TEMPLATE
    def test_every_template_takes_texts_longer_than_a_page(
        self, template_id: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        template = templates[template_id]
        assert template.grid is not None
        last = template.grid.columns[-1].key
        texts = {"level1": "甲" * 900, "level2": "乙" * 900, "level3": "丙" * 3000, last: "丁" * 3000}
        form = laid_out(template, form_with(template_id, rows=3, **texts))
        keys = {column.key for column in template.grid.columns}
        expected = [900 * ("level1" in keys), 900 * ("level2" in keys), 3000, 3000]
        assert [characters(form.pages, one) for one in "甲乙丙丁"] == expected
        assert_within_margins(form.pages, form.paper)

    def test_a_name_too_long_for_a_label_stands_beside_each_of_its_rows_and_is_read_once(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        form = form_with(rows=2, level1="甲" * 900)
        first, second = form.rows("indicators")
        form = form.with_rows("indicators", (first, second.with_text("level1", "甲" * 900)))
        printed = laid_out(templates["minhang-2023"], form)
        assert sum(line.text.count("甲") for page in printed.pages for line in lines_on(page)) == 1800
        assert_every_line_is_read_once(printed)

    @pytest.mark.parametrize("field", ["project", "department", "implementing_unit"])
    def test_a_long_name_runs_over_pages_too(
        self, field: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        form = form_with(head={field: "漫" * 40_000})
        pages = pages_of(templates["minhang-2023"], form)
        assert characters(pages, "漫") == 40_000
        assert_within_margins(pages)

    def test_each_line_of_a_long_cell_is_drawn_once(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        reason = "\n".join(f"第{number}行" for number in range(400))
        pages = pages_of(templates["minhang-2023"], form_with(reason=reason))
        drawn = [text for page in pages for text in texts_on(page) if text.endswith("行")]
        assert drawn == reason.split("\n")
