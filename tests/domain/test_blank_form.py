import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form, FormState, Row, RowId, TemplateRef
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import short_template

CATALOGUE = TemplateCatalogue()


def grid(dimensions: str, more: str = "") -> Template:
    return short_template(
        f"""
[scoring]

[[blocks]]
type = "indicators"
columns = "level1 level2 level3 weight score"
dimensions = [{dimensions}]
{more}
"""
    )


def names(form: Form) -> list[tuple[str, str]]:
    return [(row.text("level1"), row.text("level2")) for row in form.rows("indicators")]


@pytest.mark.parametrize("template", CATALOGUE.values(), ids=list(CATALOGUE))
def test_nothing_is_filled_in_but_names_of_levels_and_what_is_the_templates(template: Template) -> None:
    form = blank_form(template, 2024)
    assert form.template == TemplateRef(template.id, template.digest)
    assert (form.year, form.state, form.accepted) == (2024, FormState.DRAFT, ())
    for block in template.blocks:
        own = {column.key: column.prefilled for column in block.columns}
        for row in form.rows(block.key):
            fixed = block.fixed_rows.get(row.id)
            given = own if fixed is None else {**own, **fixed.prefilled}
            levels = {"level1", "level2"} if block is template.grid else set()
            assert {key: text for key, text in row.cells.items() if given.get(key) != text}.keys() <= levels


def test_the_national_form_has_a_row_for_each_level_2_name_in_its_order() -> None:
    assert names(blank_form(CATALOGUE["national-2020"], 2024)) == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "时效指标"),
        ("产出指标", "成本指标"),
        ("效益指标", "经济效益指标"),
        ("效益指标", "社会效益指标"),
        ("效益指标", "生态效益指标"),
        ("效益指标", "可持续影响指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_a_dimension_neither_required_nor_weighted_gets_no_row() -> None:
    form = blank_form(CATALOGUE["minhang-2023"], 2024)
    assert "成本指标" not in {level1 for level1, _ in names(form)}


def test_a_required_dimension_without_a_weight_gets_its_rows() -> None:
    form = blank_form(grid('{ name = "创新", level2 = ["制度", "技术"], required = true }'), 2024)
    assert names(form) == [("创新", "制度"), ("创新", "技术")]


def test_a_dimension_without_level_2_names_gets_one_row() -> None:
    assert names(blank_form(grid('{ name = "综合指标", weight = "0" }'), 2024)) == [("综合指标", "")]


def test_without_dimensions_there_is_one_row_to_begin_with() -> None:
    assert names(blank_form(grid(""), 2024)) == [("", "")]


def test_rows_of_the_user_have_ids_of_their_own() -> None:
    form = blank_form(grid('{ name = "一", weight = "50" }, { name = "二", weight = "50" }'), 2024)
    assert [row.id for row in form.rows("indicators")] == ["r1", "r2"]
    assert form.made == 2


def test_without_level_2_there_is_a_row_for_each_dimension() -> None:
    template = short_template(
        """
[[blocks]]
type = "indicators"
columns = [{ role = "level1", key = "first" }, "level3"]
dimensions = [
    { name = "产出", level2 = ["数量", "质量"], required = true },
    { name = "效益", required = true },
]
"""
    )
    rows = blank_form(template, 2024).rows("indicators")
    assert [row.cells for row in rows] == [{"first": "产出"}, {"first": "效益"}]


@pytest.mark.parametrize("goals_first", [True, False])
def test_indicators_begin_under_the_first_goal_wherever_the_goals_stand(*, goals_first: bool) -> None:
    goals = '[[blocks]]\ntype = "goals"\nnumbered = "目标{n}"\ncolumns = "expected_goal"\n'
    indicators = '[[blocks]]\ntype = "indicators"\ngoals = "goals"\ncolumns = "level3"\n'
    form = blank_form(short_template(goals + indicators if goals_first else indicators + goals), 2024)
    (goal,) = form.rows("goals")
    assert [row.parent for row in form.rows("indicators")] == [goal.id]


@pytest.mark.parametrize(("level1", "at"), [("产出", 2), ("效益", 3), ("管理", 3), ("", 3)])
def test_the_row_of_the_execution_rate_stands_behind_its_dimension_or_last(level1: str, at: int) -> None:
    rows = f'rows = [{{ key = "execution", role = "execution", prefilled = {{ level1 = "{level1}" }} }}]'
    dimensions = (
        '{ name = "产出", level2 = ["数量", "质量"], weight = "50" }, { name = "效益", weight = "40" }'
    )
    form = blank_form(grid(dimensions, rows), 2024)
    assert [row.id for row in form.rows("indicators")].index(RowId("execution")) == at


def test_the_row_of_the_execution_rate_is_called_by_its_label_where_no_name_is_prefilled() -> None:
    def name(row: str, columns: str = "level1 level3") -> str:
        text = f'[[blocks]]\ntype = "indicators"\ncolumns = "{columns}"\nrows = [{{ {row} }}]\n'
        form = blank_form(short_template(text), 2024)
        return form.text("indicators", "execution", columns.rsplit(maxsplit=1)[-1])

    labelled = 'key = "execution", role = "execution", label = "预算\\n执行率："'
    assert name(labelled) == name(labelled, "level1 level2") == "预算执行率"
    assert name(f'{labelled}, prefilled = {{ level3 = "执行率" }}') == "执行率"
    assert name('key = "execution", role = "execution", label = ""') == ""


def test_fixed_rows_and_fields_hold_what_the_template_gives_them() -> None:
    template = short_template(
        """
[[blocks]]
type = "funding"
columns = "initial_budget executed"
rows = [{ key = "total", prefilled = { executed = "0", initial_budget = "" } }, { key = "own" }]

[[blocks]]
type = "fields"
columns = ["project", { key = "basis", prefilled = "预算批复" }]

[[blocks]]
type = "closing"
"""
    )
    form = blank_form(template, 2024)
    assert form.rows("funding") == (Row(RowId("total"), {"executed": "0"}), Row(RowId("own")))
    assert form.text("fields", "only", "basis") == "预算批复"
    assert "closing" not in form.tables
