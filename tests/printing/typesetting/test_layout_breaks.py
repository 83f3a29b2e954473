"""Where a form goes on to another page: what comes again there, what splits, and that nothing is lost."""

from collections.abc import Callable

import pytest

from perfeval_desktop.domain.form import Form
from perfeval_desktop.templates import TemplateCatalogue
from printing.typesetting.pages import (
    assert_every_line_is_read_once,
    assert_framed,
    assert_within_margins,
    characters,
    ends_at,
    read_on,
    repeated_on,
    texts_on,
)
from printing.typesetting.printed_forms import (
    EVERY_TEMPLATE,
    TWO_PAGES,
    find,
    laid_out,
    lines_on,
    pages_of,
    sample,
)

Maker = Callable[..., Form]


def test_the_heading_and_the_labels_come_again() -> None:
    first, second = sample(TWO_PAGES).pages
    for text in ("二级指标", "三级指标", "分值", "得分", "产出", "成本指标", "绩", "效"):
        assert text in read_on(first)
        assert text in repeated_on(second)
        assert text not in read_on(second)


def test_what_comes_again_is_not_read_again_beside_the_rest_of_a_row(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = form_with("shanghai-2021", level1="甲", level2="乙", reason="墨" * 2000)
    first, *others = pages_of(templates["shanghai-2021"], form)
    assert {"甲", "乙"} <= set(read_on(first))
    assert others
    for page in others[:-1]:
        assert set("".join(read_on(page))) == {"墨"}
        assert repeated_on(page)[-3:-1] == ["甲", "乙"]


def test_a_label_beside_the_rest_of_a_long_name_is_not_read_again(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = form_with(head={"project": "墨" * 8000})
    pages = pages_of(templates["minhang-2023"], form)
    assert [read_on(page).count("项目名称") for page in pages[:3]] == [1, 0, 0]
    assert [repeated_on(page).count("项目名称") for page in pages[:3]] == [0, 1, 1]


def test_a_merged_cell_is_closed_at_the_break() -> None:
    first, second = sample(TWO_PAGES).pages
    # 产出 stands on both pages, in a cell that ends where the page ends.
    for page in (first, second):
        assert "产出" in texts_on(page)
        assert_framed(page)
    bottom = max(rule.to_y for rule in first.rules)
    assert ends_at(first, find(first, "绩"))[1] == bottom


def test_the_headings_of_the_goals_come_again(templates: TemplateCatalogue, form_with: Maker) -> None:
    form = form_with("minhang-2021", goals={"expected_goal": "墨" * 3000})
    first, second, *_ = pages_of(templates["minhang-2021"], form)
    headings = ["年度", "总体", "目标", "预期目标", "实际完成情况"]
    assert set(headings) <= set(read_on(first))
    assert repeated_on(second) == [*headings, "第 2 页 共 3 页"]
    assert set(headings).isdisjoint(read_on(second))


@pytest.mark.parametrize("rows", range(23, 43))
def test_total_and_grade_stand_with_the_last_indicator(
    rows: int, templates: TemplateCatalogue, form_with: Maker
) -> None:
    pages = pages_of(templates["minhang-2023"], form_with(rows=rows))
    assert len(pages) > 1
    assert {f"名称{rows}", "总分", "评分等级"} <= set(read_on(pages[-1]))
    assert "二级指标" in repeated_on(pages[-1])
    assert_within_margins(pages)


def test_long_goals_split(templates: TemplateCatalogue, form_with: Maker) -> None:
    form = form_with("minhang-2021", goals={"expected_goal": "墨" * 3000, "actual_outcome": "橘" * 2000})
    pages = pages_of(templates["minhang-2021"], form)
    assert len(pages) == 3
    assert characters(pages, "墨") == 3000
    assert characters(pages, "橘") == 2000
    assert [texts_on(page).count("总体") for page in pages] == [1, 1, 1]
    assert_within_margins(pages)


@pytest.mark.parametrize("field", ["level1", "level2", "level3", "target", "actual", "reason"])
def test_nothing_of_40_000_characters_is_cut(
    field: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    pages = pages_of(templates["minhang-2021"], form_with("minhang-2021", **{field: "漫" * 40_000}))
    assert characters(pages, "漫") == 40_000
    assert_within_margins(pages)


@EVERY_TEMPLATE
def test_every_template_takes_texts_longer_than_a_page(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
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
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    form = form_with(rows=2, level1="甲" * 900)
    first, second = form.rows("indicators")
    form = form.with_rows("indicators", (first, second.with_text("level1", "甲" * 900)))
    printed = laid_out(templates["minhang-2023"], form)
    assert sum(line.text.count("甲") for page in printed.pages for line in lines_on(page)) == 1800
    assert_every_line_is_read_once(printed)


@pytest.mark.parametrize("field", ["project", "department", "implementing_unit"])
def test_a_long_name_runs_over_pages_too(field: str, templates: TemplateCatalogue, form_with: Maker) -> None:
    form = form_with(head={field: "漫" * 40_000})
    pages = pages_of(templates["minhang-2023"], form)
    assert characters(pages, "漫") == 40_000
    assert_within_margins(pages)


def test_each_line_of_a_long_cell_is_drawn_once(templates: TemplateCatalogue, form_with: Maker) -> None:
    reason = "\n".join(f"第{number}行" for number in range(400))
    pages = pages_of(templates["minhang-2023"], form_with(reason=reason))
    drawn = [text for page in pages for text in texts_on(page) if text.endswith("行")]
    assert drawn == reason.split("\n")
