from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.template import Template
from perfeval_desktop.report.faces import Face, width
from perfeval_desktop.report.form_pdf import form_pages
from perfeval_desktop.report.grid import POINTS_PER_MM, SIDE_PADDING
from perfeval_desktop.report.layout import (
    BOTTOM_MARGIN,
    LEFT_MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TABLE_WIDTH,
    TOP_MARGIN,
    Page,
    PlacedText,
    year_line,
)
from perfeval_desktop.templates import TemplateCatalogue
from report.pdf_text import sample_form

Maker = Callable[..., SelfAssessment]

EVERY_TEMPLATE = pytest.mark.parametrize(
    "template_id", ["minhang-2021", "minhang-2023", "national-2020", "national-2021-cost", "shanghai-2021"]
)
EVERY_SAMPLE = pytest.mark.parametrize(
    "name",
    [
        "minhang_education_2021_1",
        "minhang_science_2023_1",
        "minhang_science_2023_2",
        "minhang_science_2023_3",
        "minhang_science_2023_4",
        "shanghai_education_2021_1",
        "shanghai_education_2021_2",
    ],
)


def find(page: Page, text: str) -> PlacedText:
    return next(one for one in page.texts if one.text == text)


def count(page: Page, text: str) -> int:
    return sum(one.text == text for one in page.texts)


def widths_beside(page: Page, y: float) -> list[Decimal]:
    """Return the widths in mm of the cells that a horizontal line at ``y`` crosses."""
    sides = sorted({rule.x for rule in page.rules if rule.x == rule.to_x and rule.y < y < rule.to_y})
    return [round(Decimal((right - left) / POINTS_PER_MM), 2) for left, right in pairwise(sides)]


def sides_at(page: Page, text: PlacedText) -> tuple[float, float]:
    """Return the left and the right rule of the cell that ``text`` stands in."""
    y = text.y - 3
    sides = [rule.x for rule in page.rules if rule.x == rule.to_x and rule.y < y < rule.to_y]
    left = max(x for x in sides if x <= text.x)
    return left, min(x for x in sides if x > left)


def ends_at(page: Page, text: PlacedText) -> tuple[float, float]:
    """Return the upper and the lower rule of the cell that ``text`` stands in."""
    ends = [rule.y for rule in page.rules if rule.y == rule.to_y and rule.x <= text.x < rule.to_x]
    upper = max(y for y in ends if y < text.y)
    return upper, min(y for y in ends if y > upper)


class TestPage:
    def test_it_is_a_4_with_the_margins_of_the_design(self) -> None:
        mm = [
            round(one / POINTS_PER_MM, 6)
            for one in (PAGE_WIDTH, PAGE_HEIGHT, LEFT_MARGIN, TOP_MARGIN, BOTTOM_MARGIN, TABLE_WIDTH)
        ]
        assert mm == [210, 297, 15, 15, 17, 180]

    @EVERY_SAMPLE
    def test_nothing_stands_outside_the_margins(self, name: str, templates: TemplateCatalogue) -> None:
        form = sample_form(name, templates)
        assert_within_margins(form_pages(templates[form.template], form))

    def test_title_and_year_stand_on_the_first_page_only(self, templates: TemplateCatalogue) -> None:
        form = sample_form("minhang_education_2021_1", templates)
        first, second = form_pages(templates[form.template], form)
        title, year = first.texts[:2]
        assert (title.text, title.face, title.size) == ("财政项目支出绩效自评表", Face.LABEL, 16)
        assert (year.text, year.face, year.size) == ("(2021 年度)", Face.BODY, 10.5)
        for one in (title, year):
            assert one.x + width(one.text, one.face) * one.size / 2000 == pytest.approx(PAGE_WIDTH / 2)
        assert "财政项目支出绩效自评表" not in {one.text for one in second.texts}

    def test_every_page_is_numbered_at_its_foot(self, templates: TemplateCatalogue) -> None:
        form = sample_form("minhang_education_2021_1", templates)
        pages = form_pages(templates[form.template], form)
        assert [page.texts[-1].text for page in pages] == ["第 1 页 共 2 页", "第 2 页 共 2 页"]
        assert {round((PAGE_HEIGHT - page.texts[-1].y) / POINTS_PER_MM, 6) for page in pages} == {9}

    def test_a_long_title_breaks(self, templates: TemplateCatalogue, form_with: Maker) -> None:
        template = replace(templates["minhang-2023"], title="很长的标题" * 12)
        (page,) = form_pages(template, form_with())
        titles = [one for one in page.texts if one.size == 16]
        assert "".join(one.text for one in titles) == template.title
        assert titles[1].y - titles[0].y == pytest.approx(22)
        assert_within_margins([page])

    def test_the_year_stands_where_the_template_wants_it(self, templates: TemplateCatalogue) -> None:
        assert year_line(templates["national-2020"], SelfAssessment("national-2020", 2024)) == "（2024 年度）"


def assert_within_margins(pages: Iterable[Page]) -> None:
    for page in pages:
        *texts, _footer = page.texts
        assert all(one.x >= LEFT_MARGIN for one in texts)
        right = LEFT_MARGIN + TABLE_WIDTH + 1e-6
        assert all(one.x + width(one.text, one.face) * one.size / 1000 <= right for one in texts)
        assert all(TOP_MARGIN < one.y < PAGE_HEIGHT - BOTTOM_MARGIN for one in texts)
        for rule in page.rules:
            assert LEFT_MARGIN <= rule.x <= rule.to_x <= right
            assert TOP_MARGIN <= rule.y <= rule.to_y <= PAGE_HEIGHT - BOTTOM_MARGIN + 1e-6


class TestColumns:
    @EVERY_TEMPLATE
    def test_they_are_as_wide_as_the_template_says(
        self, template_id: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        template = templates[template_id]
        (page,) = form_pages(template, form_with(template_id))
        layout = template.layout
        assert widths_at(page, template.labels.implementing_unit) == list(layout.identity)
        assert widths_at(page, "年度资金总额" + ":" * (template_id == "minhang-2023")) == list(layout.funding)
        assert widths_at(page, template.labels.expected_goal) == list(layout.goals)
        block = [layout.indicator_block] * (layout.indicator_block > 0)
        assert widths_at(page, "三级指标") == [*block, *(column.width for column in template.columns)]

    def test_the_project_takes_three_columns(self, templates: TemplateCatalogue, form_with: Maker) -> None:
        (page,) = form_pages(templates["minhang-2023"], form_with())
        assert widths_at(page, "项目名称") == [23, 157]

    def test_a_level_1_without_level_2_takes_both(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        (page,) = form_pages(templates["minhang-2023"], form_with(level1="成本指标", level2=""))
        assert widths_at(page, "成本指标")[:2] == [32, 34]


def widths_at(page: Page, text: str) -> list[Decimal]:
    return widths_beside(page, find(page, text).y - 3)


class TestCells:
    def test_figures_are_centred_and_text_stands_at_the_left(self, templates: TemplateCatalogue) -> None:
        form = sample_form("minhang_science_2023_3", templates)
        (page,) = form_pages(templates[form.template], form)
        for text in ("9.97", "99.77", "优", "≥90.00(%)", "总分"):
            one = find(page, text)
            left, right = sides_at(page, one)
            middle = one.x + width(text, one.face) * one.size / 2000
            assert middle == pytest.approx((left + right) / 2)
        for text in (form.project, "系统安全性"):
            one = find(page, text)
            assert one.x - sides_at(page, one)[0] == pytest.approx(SIDE_PADDING)

    def test_text_stands_in_the_middle_of_its_height(self, templates: TemplateCatalogue) -> None:
        form = sample_form("minhang_science_2023_3", templates)
        (page,) = form_pages(templates[form.template], form)
        for text in ("系统安全性", "达成指标", "项目名称", "优"):
            one = find(page, text)
            upper, lower = ends_at(page, one)
            # The square of a character goes 0.88 em up from its baseline and 0.12 em down.
            assert one.y - 0.38 * one.size == pytest.approx((upper + lower) / 2)

    def test_labels_are_bold_and_entries_are_not(self, templates: TemplateCatalogue) -> None:
        form = sample_form("minhang_science_2023_3", templates)
        (page,) = form_pages(templates[form.template], form)
        bold = ("项目名称", "年度资金总额:", "预期目标", "三级指标", "产出", "成本指标", "总分", "评分等级")
        assert {find(page, text).face for text in bold} == {Face.LABEL}
        assert {find(page, text).face for text in (form.project, "9.00", "系统安全性", "优")} == {Face.BODY}

    def test_the_vertical_block_has_a_character_a_line(self, templates: TemplateCatalogue) -> None:
        form = sample_form("shanghai_education_2021_1", templates)
        (page,) = form_pages(templates[form.template], form)
        block = [find(page, character) for character in "绩效指标"]
        assert [one.y - block[0].y for one in block] == pytest.approx([0, 12, 24, 36])

    def test_spaces_at_the_end_of_a_line_are_not_drawn(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        (page,) = form_pages(templates["minhang-2023"], form_with(target="约 3 项   ", actual="  \n"))
        assert count(page, "约 3 项") == 1
        assert all(one.text == one.text.rstrip() for one in page.texts)

    def test_a_character_of_another_face_stands_where_the_line_goes_on(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        (page,) = form_pages(templates["minhang-2023"], form_with(level2="甲\u3400乙"))
        first, rare, last = (find(page, text) for text in "甲\u3400乙")
        assert (first.face, rare.face, last.face) == (Face.LABEL, Face.BODY, Face.LABEL)
        assert (rare.x - first.x, last.x - rare.x) == pytest.approx((9, 9))

    def test_no_rule_is_drawn_twice(self, templates: TemplateCatalogue) -> None:
        form = sample_form("minhang_education_2021_1", templates)
        for page in form_pages(templates[form.template], form):
            down = sorted((rule.x, rule.y, rule.to_y) for rule in page.rules if rule.x == rule.to_x)
            for (x, _, end), (next_x, start, _) in pairwise(down):
                assert x < next_x or end < start


class TestBreaks:
    def test_the_heading_and_the_labels_come_again(self, templates: TemplateCatalogue) -> None:
        form = sample_form("minhang_education_2021_1", templates)
        first, second = form_pages(templates[form.template], form)
        for text in ("二级指标", "三级指标", "分值", "得分", "产出", "成本指标", "绩", "效"):
            assert count(first, text) >= 1
            assert count(second, text) >= 1

    def test_a_merged_cell_is_closed_at_the_break(self, templates: TemplateCatalogue) -> None:
        form = sample_form("minhang_education_2021_1", templates)
        first, second = form_pages(templates[form.template], form)
        for page in (first, second):
            left, right = LEFT_MARGIN, LEFT_MARGIN + TABLE_WIDTH
            bottom = max(rule.to_y for rule in page.rules)
            assert (left, right) in {(rule.x, rule.to_x) for rule in page.rules if rule.y == bottom}

    @pytest.mark.parametrize("rows", range(20, 40))
    def test_total_and_grade_stand_with_the_last_indicator(
        self, rows: int, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        pages = form_pages(templates["minhang-2023"], form_with(rows=rows))
        last = {one.text for one in pages[-1].texts}
        assert {f"名称{rows}", "总分", "评分等级", "二级指标"} <= last or len(pages) == 1
        assert_within_margins(pages)

    def test_long_goals_split(self, templates: TemplateCatalogue, form_with: Maker) -> None:
        form = replace(form_with("minhang-2021"), expected_goal="目" * 3000, actual_outcome="果" * 2000)
        pages = form_pages(templates["minhang-2021"], form)
        assert len(pages) > 1
        assert characters(pages, "目") >= 3000
        assert characters(pages, "果") >= 2000
        assert [count(page, "总体") for page in pages] == [1, 1, 1]
        assert_within_margins(pages)

    @pytest.mark.parametrize("field", ["level1", "level2", "level3", "target", "actual", "reason"])
    def test_nothing_of_40_000_characters_is_cut(
        self, field: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        pages = form_pages(templates["minhang-2021"], form_with("minhang-2021", **{field: "漫" * 40_000}))
        assert characters(pages, "漫") == 40_000
        assert_within_margins(pages)

    @EVERY_TEMPLATE
    def test_every_template_takes_texts_longer_than_a_page(
        self, template_id: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        texts = {"level1": "一" * 900, "level2": "乙" * 900, "level3": "丙" * 3000, "reason": "丁" * 3000}
        pages = form_pages(templates[template_id], form_with(template_id, rows=3, **texts))
        assert characters(pages, "丙") == characters(pages, "丁") == 3000
        assert characters(pages, "乙") == 900
        assert_within_margins(pages)

    @pytest.mark.parametrize("field", ["project", "department", "implementing_unit"])
    def test_a_long_name_runs_over_pages_too(
        self, field: str, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        form = replace(form_with(), **{field: "漫" * 40_000})  # type: ignore[arg-type]  # a text field
        pages = form_pages(templates["minhang-2023"], form)
        assert characters(pages, "漫") == 40_000
        assert_within_margins(pages)

    def test_each_line_of_a_long_cell_is_drawn_once(
        self, templates: TemplateCatalogue, form_with: Maker
    ) -> None:
        reason = "\n".join(f"第{number}行" for number in range(400))
        pages = form_pages(templates["minhang-2023"], form_with(reason=reason))
        drawn = [one.text for page in pages for one in page.texts if one.text.endswith("行")]
        assert drawn == reason.split("\n")


def characters(pages: Iterable[Page], character: str) -> int:
    return sum(one.text.count(character) for page in pages for one in page.texts)


@EVERY_TEMPLATE
def test_a_blank_form_is_one_page_of_frame(template_id: str, templates: TemplateCatalogue) -> None:
    template: Template = templates[template_id]
    (page,) = form_pages(template, SelfAssessment(template_id, 2024))
    assert {"项目名称", "三级指标", "总分"} <= {one.text for one in page.texts}
    assert_within_margins([page])
