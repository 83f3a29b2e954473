from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.template import At, FormKind, Orientation, Page
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import short_template

CATALOGUE = TemplateCatalogue()
NATIONAL, MINHANG = CATALOGUE["national-2020"], CATALOGUE["minhang-2023"]
SPLIT = short_template(
    """
[scoring]

[[blocks]]
type = "funding"
key = "by_revenue"
columns = "initial_budget"

[[blocks]]
type = "funding"
key = "spent"
columns = "executed"

[[blocks]]
type = "fields"
columns = "total execution_note"

[[blocks]]
type = "indicators"
columns = "level3 score"
rows = [{ key = "execution", role = "execution" }]

[[blocks]]
type = "figures"
grid = "indicators"
columns = "total grade"
"""
)
BARE = short_template('[[blocks]]\ntype = "texts"\ncolumns = [{ key = "opinion" }]')


def test_a_template_is_compared_and_hashed_by_identity() -> None:
    double = replace(NATIONAL)
    assert double != NATIONAL
    assert {NATIONAL: "national", double: "double"}[NATIONAL] == "national"


def test_the_form_as_a_whole_is_a_block_before_all_others() -> None:
    assert list(SPLIT.by_key) == ["form", "by_revenue", "spent", "fields", "indicators", "figures"]
    assert SPLIT.block_order["form"] == 0
    assert SPLIT.columns_order["fields"] == {"total": 0, "execution_note": 1}
    assert SPLIT.columns_order["form"] == {"title": 0, "unit": 1, "execution_note": 2, "note": 3}


def test_the_first_cell_with_a_role_is_the_one() -> None:
    assert SPLIT.at(Role.TOTAL) == At("fields", "total")
    assert SPLIT.at(Role.GRADE) == At("figures", "grade")
    assert SPLIT.at(Role.PROJECT) is None


def test_a_cell_of_the_templates_own_comes_before_that_of_every_form() -> None:
    assert SPLIT.at(Role.EXECUTION_NOTE) == At("fields", "execution_note")
    assert NATIONAL.at(Role.EXECUTION_NOTE) == At("form", "execution_note")
    assert BARE.at(Role.TITLE) == At("form", "title")


def test_the_funding_is_the_grid_with_what_was_spent() -> None:
    assert SPLIT.funding is SPLIT.by_key["spent"]
    assert [block.key for block in SPLIT.fundings] == ["by_revenue", "spent"]
    assert BARE.funding is None
    assert BARE.fundings == ()


def test_goals_and_grid_are_found_by_their_type() -> None:
    assert NATIONAL.goals is NATIONAL.by_key["goals"]
    assert SPLIT.grid is SPLIT.by_key["indicators"]
    assert (SPLIT.goals, BARE.grid) == (None, None)


def test_an_execution_rate_may_earn_its_points_in_the_grid() -> None:
    assert SPLIT.has_execution_row
    assert not NATIONAL.has_execution_row
    assert not BARE.has_execution_row


def test_a_form_without_scoring_gives_no_points() -> None:
    assert SPLIT.has_points
    assert not BARE.has_points


def test_a_page_has_margins_of_15_mm() -> None:
    assert Page(Orientation.PORTRAIT).table_width == Decimal(210 - 30)
    assert Page(Orientation.LANDSCAPE).table_width == Decimal(297 - 30)


def test_a_target_and_a_monitoring_form_are_written_before_the_outcome() -> None:
    assert [kind for kind in FormKind if not kind.tells_the_outcome] == [FormKind.TARGET, FormKind.MONITORING]


def test_every_kind_of_form_has_a_name_of_its_own() -> None:
    labels = [kind.label for kind in FormKind]
    assert labels[0] == "自评表"
    assert len(set(labels)) == len(FormKind)


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_a_grade_begins_at_its_lower_bound(total: str, grade: str) -> None:
    assert MINHANG.scoring is not None
    assert MINHANG.scoring.grade(Decimal(total)) == grade


def test_a_form_without_grades_has_no_grade() -> None:
    assert SPLIT.scoring is not None
    assert SPLIT.scoring.grade(Decimal(100)) is None


def test_fund_rows_are_called_without_the_ornaments_of_the_form() -> None:
    words = ["年度资金总额", "当年财政拨款", "上年结转资金", "其他资金"]
    for name in ("national-2020", "national-2021-cost", "shanghai-2021", "minhang-2023"):
        funding = CATALOGUE[name].funding
        assert funding is not None
        assert [row.words for row in funding.rows] == words
