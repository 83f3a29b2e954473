import pytest

from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.printed.grid_columns import grid_columns, grid_text, indicator_text
from perfeval_desktop.domain.template import Template
from printed_rows import rows_of
from short_forms import Table, filled, short_template

POINTS = """
[scoring.execution]
weight = "10"

[[blocks]]
type = "funding"
columns = "adjusted_budget executed"

[[blocks]]
type = "indicators"
columns = "level3 target actual completion_rate weight score"
rows = [{ key = "execution", role = "execution" }]
"""
WITHOUT = """
[[blocks]]
type = "indicators"
columns = "level3 target actual completion_rate weight"
rows = [{ key = "execution", role = "execution" }]
"""
SPENT = {"total": {"adjusted_budget": "10", "executed": "9"}}


def shown(template: Template, row: dict[str, str], *, funding: Table | None = None) -> list[str]:
    """Return the texts of the row, both in the quick way and the plain one."""
    form = filled(template, indicators=[row])
    if funding is not None:
        form = filled(template, indicators=[row], funding=funding)
    seen = Seen.of(template, form)
    block = template.grid
    assert block is not None
    (only,), (facts,), (score,) = form.rows("indicators"), seen.facts.indicators, seen.sheet.indicators
    quick = [grid_text(one)(seen, only, facts, score) for one in grid_columns(block)]
    assert quick == [indicator_text(seen, only, facts, score, column) for column in block.columns]
    return quick


def test_what_is_entered_prints_as_it_is_and_a_rate_is_computed() -> None:
    row = {"level3": "名", "target": "≥10台", "actual": "9台", "weight": "5.0", "score": "4"}
    assert shown(short_template(POINTS), row) == ["名", "≥10台", "9台", "90.00%", "5", "4"]


def test_the_rule_gives_the_score_where_none_is_typed() -> None:
    row = {"level3": "名", "target": "≥10台", "actual": "9台", "weight": "5"}
    assert shown(short_template(POINTS), row)[-1] == "4.5"


@pytest.mark.parametrize(
    ("target", "actual"), [("≥10台", "多台"), ("0起", "1起"), ("", "9台"), ("≥10台", "9元")]
)
def test_a_rate_that_has_no_meaning_is_what_was_typed(target: str, actual: str) -> None:
    row = {"level3": "名", "target": target, "actual": actual, "completion_rate": "95%"}
    assert shown(short_template(POINTS), row)[3] == "95%"


class TestExecutionRow:
    def test_its_actual_weight_and_score_are_computed(self) -> None:
        row = {"id": "execution", "level3": "预算执行率"}
        assert shown(short_template(POINTS), row, funding=SPENT) == [
            *("预算执行率", "", "90.00%", "", "10", "9"),
        ]

    @pytest.mark.parametrize(
        ("form", "target", "completion"),
        [
            ("percent", "100%", "90.00%"),
            ("percent", "≥95%", "94.74%"),
            ("percent", "按计划", ""),
            ("percent", "80万元", ""),
            ("percent", "", ""),
            ("number", "100", "90.00"),
            ("number", "100%", "90.00"),
            ("fraction", "1", "0.90"),
            ("fraction", "100%", "0.90"),
        ],
    )
    def test_its_completion_is_computed_from_the_rate_as_it_is_printed(
        self, form: str, target: str, completion: str
    ) -> None:
        row = {"id": "execution", "level3": "预算执行率", "target": target}
        template = short_template(f'[rate]\nform = "{form}"\n{POINTS}')
        assert shown(template, row, funding=SPENT)[3] == completion

    def test_a_typed_actual_stands(self) -> None:
        row = {"id": "execution", "level3": "预算执行率", "actual": "90%"}
        assert shown(short_template(POINTS), row, funding=SPENT)[2] == "90%"
        row |= {"target": "100%", "actual": "95%"}
        assert shown(short_template(POINTS), row, funding=SPENT)[3] == "95.00%"

    def test_without_amounts_nothing_is_claimed(self) -> None:
        assert shown(short_template(POINTS), {"id": "execution"}) == ["", "", "", "", "10", ""]

    def test_a_template_without_points_shows_what_was_typed(self) -> None:
        row = {"id": "execution", "level3": "预算执行率", "weight": "10"}
        assert shown(short_template(WITHOUT), row) == ["预算执行率", "", "", "", "10"]


def test_a_ticked_choice_is_a_column_for_each() -> None:
    template = short_template("""
        [[blocks]]
        type = "indicators"

        [[blocks.columns]]
        role = "level3"
        label = "名称"

        [[blocks.columns]]
        key = "cause"
        label = "原因"
        kind = "choice"
        choice_style = "ticks"
        choices = ["甲", "乙"]
        """)
    assert template.grid is not None
    name, *ticks = grid_columns(template.grid)
    assert (name.label, name.above, name.choice) == ("名称", "", None)
    assert [(one.label, one.above, float(one.width)) for one in ticks] == [
        ("甲", "原因", 45),
        ("乙", "原因", 45),
    ]
    assert grid_columns(template.grid) is grid_columns(template.grid)


def test_rows_are_numbered_by_the_program_the_one_of_the_execution_rate_among_them() -> None:
    template = short_template(
        '[[blocks]]\ntype = "indicators"\ncolumns = "number level3"\n'
        'rows = [{ key = "execution", role = "execution" }]\n'
    )
    rows = [{"level3": "一"}, {"id": "execution", "level3": "预算执行率"}, {"level3": "三", "number": "9"}]
    (_, *printed) = [row.cells for row in rows_of(template, filled(template, indicators=rows), "indicators")]
    assert [cells[0].text for cells in printed] == ["1", "2", "3"]
