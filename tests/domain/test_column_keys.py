import pytest

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.column_keys import GridKeys, fund_keys, grid_keys, key_of
from perfeval_desktop.domain.columns import Role
from short_forms import short_template


def keys(columns: str) -> GridKeys:
    grid = short_template(f'[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = {columns}').grid
    assert isinstance(grid, IndicatorsBlock)
    return grid_keys(grid)


def test_a_grid_says_in_which_columns_its_roles_are() -> None:
    found = keys('[{ role = "level3", key = "name" }, { role = "weight", key = "points" }]')
    assert (found.name, found.level3, found.weight) == ("name", "name", "points")
    assert (found.level1, found.target, found.score) == ("", "", "")


@pytest.mark.parametrize(
    ("columns", "is_split"),
    [("level3 target", False), ("level3 target_number", True), ("level3 comparator", False)],
)
def test_a_target_is_split_where_its_number_has_a_cell_of_its_own(columns: str, *, is_split: bool) -> None:
    assert keys(f'"{columns}"').target_is_split is is_split


@pytest.mark.parametrize("role", ["weight", "score", "item_score share", "share", "coefficient"])
def test_indicators_earn_points_where_any_column_speaks_of_them(role: str) -> None:
    assert keys(f'"level3 {role}"').earns


def test_indicators_without_such_columns_earn_nothing() -> None:
    assert not keys('"level3 target actual review_score"').earns


def test_the_levels_above_the_name_are_its_headings() -> None:
    assert keys('"level1 level2 level3"').headings == {"level1", "level2"}
    assert keys('"level1 level2"').headings == {"level1"}
    assert keys('"level3 target"').headings == frozenset()


def test_a_funding_grid_says_in_which_columns_its_roles_are() -> None:
    (block,) = short_template(
        '[scoring]\n[[blocks]]\ntype = "funding"\n'
        'columns = [{ role = "adjusted_budget", key = "budget" }, { role = "executed" }]'
    ).fundings
    found = fund_keys(block)
    assert (found.adjusted, found.executed) == ("budget", "executed")
    assert (found.initial, found.received, found.rate, found.reason) == ("", "", "", "")
    assert key_of(block, Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET) == "budget"
