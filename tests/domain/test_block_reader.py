from decimal import Decimal
from typing import Any

import pytest

from perfeval_desktop.domain.block_reader import BLOCK_TYPES, IMPLIED, read_block
from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    ClosingBlock,
    Dimension,
    FieldsBlock,
    FiguresBlock,
    FiguresLayout,
    Frame,
    FundingBlock,
    FundingLayout,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Column, FixedRow, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.toml_table import TomlTable
from perfeval_desktop.errors import TemplateError
from whole_template import WHOLE


def block(**values: Any) -> AnyBlock:  # noqa: ANN401  # values of TOML
    return read_block(TomlTable({"type": "texts", "key": "any", **values}, "本单位.toml", "blocks[1]."))


def whole(number: int) -> AnyBlock:
    """Return a block of the whole template, by its place there."""
    return read_block(TomlTable(WHOLE["blocks"][number], "本单位.toml"))


def column(of: str = "goals", **values: Any) -> Column:  # noqa: ANN401
    """Return a column of a block of this type."""
    return block(type=of, columns=[{"label": "栏", **values}]).columns[0]


def test_there_are_eight_types_of_blocks() -> None:
    types = ("fields", "funding", "goals", "indicators", "texts", "checklist", "figures", "closing")
    assert types == BLOCK_TYPES


def test_another_type_is_told_them() -> None:
    with pytest.raises(TemplateError) as caught:
        block(type="chart")
    assert caught.value.key == "blocks[1].type"
    assert f"应为 {'、'.join(BLOCK_TYPES)} 之一，现为 chart" in str(caught.value)


def test_what_a_block_leaves_out_is_as_usual() -> None:
    bare = block()
    assert isinstance(bare, TextsBlock)
    assert (bare.heading, bare.label, bare.columns, bare.rows) == ("", "", (), ())
    assert bare.label_width == 0


def test_a_block_has_its_words_and_its_width() -> None:
    head = whole(0)
    assert (head.key, head.heading, head.label) == ("head", "一、基本情况", "基本情况")
    assert whole(1).label_width == 12


# -- columns -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_a_role_implies_kind_stage_and_whether_a_cell_is_required(role: Role) -> None:
    implied = IMPLIED[role]
    one = column(role=role.value)
    assert (one.key, one.role) == (role.value, role)
    assert (one.kind, one.stage, one.required) == (implied.kind, implied.stage, implied.is_required)


def test_a_column_says_otherwise_than_its_role() -> None:
    one = column(role="actual", key="done", kind="text", stage="plan", required=False)
    assert (one.key, one.kind, one.stage, one.required) == ("done", Kind.TEXT, Stage.PLAN, False)


def test_a_column_without_a_role_is_a_text_that_is_a_result() -> None:
    one = column(key="remark")
    assert (one.role, one.kind, one.stage, one.required) == (None, Kind.TEXT, Stage.RESULT, False)


def test_what_a_column_leaves_out_is_as_usual() -> None:
    one = column(key="remark")
    assert (one.above, one.limit, one.prompt, one.prefilled) == ("", None, "", "")
    assert one.width == 20
    assert (one.choices, one.choice_style, one.shared) == ((), ChoiceStyle.WORD, False)
    assert (one.decimals, one.most_decimals) == (0, None)


def test_a_column_is_as_the_template_says() -> None:
    project, department, shown, category = whole(0).columns
    assert (project.label, project.limit, project.prompt) == ("项目名称", 80, "与预算批复一致")
    assert department.required is False
    assert shown.stage is Stage.COMPUTED
    assert (category.choices, category.choice_style) == (("新增", "延续"), ChoiceStyle.LIST)
    assert category.prefilled == "新增"
    score = whole(1).columns[1]
    assert (score.decimals, score.most_decimals, score.shared) == (2, 3, True)
    assert whole(4).columns[0].above == "指标"


def test_a_label_may_be_blank() -> None:
    assert column(key="remark", label="").label == ""


def test_a_column_without_a_role_needs_a_key() -> None:
    with pytest.raises(TemplateError) as caught:
        column()
    assert caught.value.key == "blocks[1].columns[1].key"


@pytest.mark.parametrize(
    ("kind", "most"), [("points", 2), ("percent", 2), ("amount", None), ("text", None), ("value", None)]
)
def test_points_and_percentages_are_typed_to_the_hundredth(kind: str, most: int | None) -> None:
    assert column(key="any", kind=kind).most_decimals == most
    assert column(key="any", kind=kind, most_decimals=0).most_decimals == 0


def test_the_weight_of_a_funding_grid_is_the_rules_unless_the_template_says_otherwise() -> None:
    assert column("funding", role="weight").stage is Stage.COMPUTED
    assert column("funding", role="weight", stage="plan").stage is Stage.PLAN
    assert column("indicators", role="weight").stage is Stage.PLAN


# -- rows ----------------------------------------------------------------------------------------------------


def test_a_fixed_row_is_as_the_template_says() -> None:
    assert whole(1).rows[0] == FixedRow(
        key="total",
        label="合计",
        role=RowRole.TOTAL,
        indent=1,
        labels={"executed": "执行数合计"},
        fixed={"score": "—"},
        prefilled={"executed": "0"},
    )


def test_what_a_fixed_row_leaves_out_is_as_usual() -> None:
    assert block(rows=[{"key": "own"}]).rows == (FixedRow(key="own", label=""),)


# -- the types -----------------------------------------------------------------------------------------------


def test_fields_stand_on_the_lines_that_the_template_gives_them() -> None:
    head = whole(0)
    assert isinstance(head, FieldsBlock)
    assert head.lines == (("project",), ("department", "category"), ("shown_unit",))
    assert list(map(int, head.widths)) == [23, 67, 23, 67]
    assert head.frame is Frame.OPEN


def test_fields_stand_on_a_line_each_where_nothing_is_said() -> None:
    head = block(
        type="fields",
        widths=["30", "150"],
        columns=[{"key": "a", "label": "一"}, {"key": "b", "label": "二"}],
    )
    assert isinstance(head, FieldsBlock)
    assert head.lines == (("a",), ("b",))
    assert head.frame is Frame.RULED


def test_a_funding_grid_is_as_the_template_says() -> None:
    funding = whole(1)
    assert isinstance(funding, FundingBlock)
    assert (funding.name_label, funding.name_width) == ("来源", Decimal(28))
    assert funding.layout is FundingLayout.BESIDE
    assert (funding.partner, funding.rate_of_nothing) == ("by_use", "0")


def test_what_a_funding_grid_leaves_out_is_as_usual() -> None:
    funding = block(type="funding")
    assert isinstance(funding, FundingBlock)
    assert (funding.name_label, funding.name_width) == ("", Decimal(38))
    assert funding.layout is FundingLayout.GRID
    assert (funding.partner, funding.rate_of_nothing) == (None, "")


def test_goals_are_one_or_several() -> None:
    several, one = whole(3), block(type="goals")
    assert isinstance(several, GoalsBlock)
    assert isinstance(one, GoalsBlock)
    assert (several.numbered, several.in_grid) == ("年度目标{n}", True)
    assert (one.numbered, one.in_grid) == ("", False)


def test_indicators_are_as_the_template_says() -> None:
    grid, bare = whole(4), block(type="indicators", dimensions=[{"name": "产出"}])
    assert isinstance(grid, IndicatorsBlock)
    assert isinstance(bare, IndicatorsBlock)
    assert (grid.goals, grid.points_in_level1) == ("goals", True)
    assert grid.dimensions == (
        Dimension(name="产出指标", weight=Decimal(50), level2=("数量指标",), required=True, keep_empty=True),
    )
    assert (bare.goals, bare.points_in_level1) == (None, False)
    assert bare.dimensions == (Dimension(name="产出"),)


def test_figures_stand_in_rows_or_in_one() -> None:
    figures, bare = whole(5), block(type="figures", grid="indicators")
    assert isinstance(figures, FiguresBlock)
    assert isinstance(bare, FiguresBlock)
    assert (figures.grid, figures.layout) == ("indicators", FiguresLayout.ONE_ROW)
    assert bare.layout is FiguresLayout.ROWS


def test_a_checklist_is_as_the_template_says() -> None:
    checklist, bare = whole(6), block(type="checklist")
    assert isinstance(checklist, ChecklistBlock)
    assert isinstance(bare, ChecklistBlock)
    assert (checklist.name_label, checklist.name_width) == ("项目", Decimal(40))
    assert (bare.name_label, bare.name_width) == ("", Decimal(38))


def test_a_form_closes_as_its_template_says() -> None:
    closing, bare = whole(8), block(type="closing")
    assert isinstance(closing, ClosingBlock)
    assert isinstance(bare, ClosingBlock)
    assert closing.boxes == {"签批意见": "年 月 日"}
    assert (closing.signatures, closing.stamp, closing.footnotes) == (
        ("填报人",),
        "（公章）",
        ("一式两份。",),
    )
    assert (bare.boxes, bare.signatures, bare.stamp, bare.footnotes) == ({}, (), None, ())
