import pytest

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.names import joining, level1_offers, level2_offers, renamed_group
from short_forms import filled, short_template

TEMPLATE = short_template(
    """
[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal"

[[blocks]]
type = "indicators"
goals = "goals"
columns = "level1 level2 level3 target"
rows = [{ key = "execution", role = "execution" }]
dimensions = [
    { name = "产出指标", level2 = ["数量", "质量"] },
    { name = "效益指标", level2 = ["社会", "质量"] },
]
""".replace("\n    {", " {").replace(",\n]", "]")
)
GRID = TEMPLATE.by_key["indicators"]
assert isinstance(GRID, IndicatorsBlock)
ROWS = [
    {"level1": "产出指标", "level2": "数量", "level3": "培训", "target": "3场", "parent": "g1"},
    {"level1": "效益指标", "level3": "影响", "parent": "g2"},
]
FORM = filled(TEMPLATE, goals=[{"id": "g1"}, {"id": "g2"}], indicators=[*ROWS, {"id": "execution"}])


def joined(beside: int, form: Form = FORM) -> tuple[dict[str, str], str | None]:
    """Return what a new row beside another one holds, and the goal it stands under."""
    assert isinstance(GRID, IndicatorsBlock)
    _, row = joining(GRID, form, beside)
    return dict(row.cells), row.parent


def test_the_names_of_level_1_are_the_templates() -> None:
    assert isinstance(GRID, IndicatorsBlock)
    assert level1_offers(GRID) == ("产出指标", "效益指标")


def test_the_names_of_level_2_are_those_of_the_dimension() -> None:
    assert isinstance(GRID, IndicatorsBlock)
    assert level2_offers(GRID, "效益指标") == ("社会", "质量")


def test_under_a_name_of_the_clerks_own_all_are_offered_once() -> None:
    assert isinstance(GRID, IndicatorsBlock)
    assert level2_offers(GRID, "创新") == ("数量", "质量", "社会")


def test_a_new_row_joins_the_group_of_the_row_beside_it() -> None:
    assert joined(0) == ({"level1": "产出指标", "level2": "数量"}, "g1")
    assert joined(1) == ({"level1": "效益指标"}, "g2")


def test_a_new_row_beyond_the_others_joins_the_group_of_the_nearest() -> None:
    form = FORM.removing("indicators", frozenset({"execution"}))
    assert joined(-1, form) == joined(0)
    assert joined(9, form) == joined(1)


def test_nothing_joins_the_row_of_the_execution_rate() -> None:
    assert joined(2) == ({}, None)


def test_the_first_row_of_all_joins_nothing() -> None:
    assert joined(0, FORM.with_rows("indicators", ())) == ({}, None)


def test_a_new_row_has_an_id_of_its_own() -> None:
    assert isinstance(GRID, IndicatorsBlock)
    form, row = joining(GRID, FORM, 1)
    assert (row.id, form.made) == ("r3", 3)


def test_the_name_of_an_indicator_is_nobodys_group() -> None:
    template = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level1 level2"')
    grid = template.by_key["indicators"]
    assert isinstance(grid, IndicatorsBlock)
    form = filled(template, indicators=[{"level1": "产出", "level2": "培训场次"}])
    assert joining(grid, form, 1)[1].cells == {"level1": "产出"}


@pytest.mark.parametrize("old", ["产出指标", "产出指标（50分）"])
def test_a_group_takes_a_new_name_the_rows_of_other_names_keep_theirs(old: str) -> None:
    assert isinstance(GRID, IndicatorsBlock)
    rows = [
        {"level1": "产出指标（50分）"},
        {"level1": "产出指标"},
        {"level1": "效益指标"},
        {"level1": "产出指标"},
    ]
    form = filled(TEMPLATE, indicators=rows)
    renamed = renamed_group(GRID, form, "level1", (old, "产出"), frozenset({"r1", "r2", "r3"}))
    assert [row.text("level1") for row in renamed.rows("indicators")] == [
        *("产出", "产出", "效益指标", "产出指标"),
    ]
