"""The rules on the pages: the sides of the cells, each drawn once."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given

from perfeval_desktop.domain.form import Form
from perfeval_desktop.printing.typesetting.layout import LaidOutForm
from perfeval_desktop.templates import TemplateCatalogue
from printing.typesetting.pages import assert_framed, ends_at, sides_at
from printing.typesetting.plain_layout import boxes_of_pages, rules_around
from printing.typesetting.printed_forms import (
    EVERY_PUBLISHED,
    EVERY_SAMPLE,
    ONE_PAGE,
    UNHURRIED,
    find,
    laid_out,
    lines_on,
    long_forms,
    sample,
    with_columns,
)

Maker = Callable[..., Form]


@EVERY_SAMPLE
def test_none_is_drawn_twice_nor_in_pieces(name: str) -> None:
    for page in sample(name).pages:
        across = sorted((rule.y, rule.x, rule.to_x) for rule in page.rules if rule.y == rule.to_y)
        down = sorted((rule.x, rule.y, rule.to_y) for rule in page.rules if rule.x == rule.to_x)
        assert len(across) + len(down) == len(page.rules)
        for rules in (across, down):
            assert all(start < end for _, start, end in rules)
            for (line, _, end), (next_line, start, _) in pairwise(rules):
                assert line < next_line or end < start


@EVERY_PUBLISHED
def test_each_page_is_framed(name: str) -> None:
    for page in sample(name).pages:
        assert_framed(page)


@EVERY_SAMPLE
def test_none_runs_through_words(name: str) -> None:
    for page in sample(name).pages:
        for line in lines_on(page):
            for rule in page.rules:
                beside = rule.to_x <= line.left or line.right <= rule.x
                assert beside or rule.to_y <= line.top or line.bottom <= rule.y


def test_none_runs_through_a_merged_label() -> None:
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
def test_they_are_the_sides_of_the_cells(form: LaidOutForm) -> None:
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
    fields: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    template = with_columns(templates["minhang-2023"], *fields.split())
    form = laid_out(template, form_with(rows=3))
    (page,), (boxes,) = form.pages, boxes_of_pages(form)
    assert_framed(page)
    assert sorted(page.rules) == rules_around(boxes)
