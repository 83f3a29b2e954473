"""The funding of a derived template: headed, with names beside its amounts, in two splits side by side."""

from derived_templates import NATIONAL, block, column, guessed, of, roles, values
from perfeval_desktop.domain.blocks import FundingBlock, FundingLayout
from perfeval_desktop.domain.columns import Kind, Role, RowRole, Stage

GRID = """
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
| 产出指标 | 数量指标 | 培训场次 | 10场 | 12场 | 50 |
"""


def test_rows_are_those_of_the_form_and_print_what_they_do_not_compute() -> None:
    funding = block(of(NATIONAL), FundingBlock)
    assert (funding.label, funding.name_label) == ("项目资金（{unit}）", "")
    assert [(row.key, row.label, row.role, row.indent) for row in funding.rows] == [
        ("total", "年度资金总额", RowRole.TOTAL, 0),
        ("当年财政拨款", "其中：当年财政拨款", RowRole.SOURCE, 1),
        ("其他资金", "其他资金", RowRole.SOURCE, 2),
    ]
    assert [dict(row.fixed) for row in funding.rows] == [
        {},
        {"weight": "—", "score": "—"},
        {"weight": "—", "execution_rate": "", "score": "—"},
    ]
    assert sum((one.width for one in funding.columns), funding.name_width + funding.label_width) == 180


def test_a_row_that_is_no_part_stands_at_the_left() -> None:
    text = NATIONAL.replace("| ^ | 其他资金 |", "| ^ | 单位资金 |").replace("其中：当年", "当年")
    assert [row.indent for row in block(of(text), FundingBlock).rows] == [0, 0, 0]


def test_columns_without_a_role_are_amounts_or_texts_by_what_stands_in_them() -> None:
    text = NATIONAL.replace("| 分值 | 执行率 |", "| 结余数 | 结转占比 |", 1)
    text = text.replace("8.98 | 10 | 99.77%", "8.98 | 0.02 | 见附件")
    made = of(text)
    assert (column(made, "结余数")[1].kind, column(made, "结余数")[1].role) == (Kind.AMOUNT, None)
    assert column(made, "结转占比")[1].kind is Kind.TEXT


def test_what_stands_above_the_names_heads_them() -> None:
    text = NATIONAL.replace(
        "| 项目资金/（万元） | < | 年初预算数 |", "| 项目资金/（万元） | 预算来源 | 年初预算数 |"
    )
    assert block(of(text), FundingBlock).name_label == "预算来源"


def test_a_cell_beside_all_rows_is_shared() -> None:
    text = f"""
    自评表
    | 项目资金 | 全年预算数 | 全年执行数 | 偏差的原因 |
    | 年度资金总额 | 10 | 9 | 结余 |
    | 其他资金 | 1 | 1 | ^ |
    {GRID}"""
    made = of(text)
    reason = column(made, "偏差的原因")[1]
    assert (reason.role, reason.shared) == (Role.REASON, True)
    assert "“偏差的原因”按写法读作“偏差原因”，请核对。" in guessed(made)


def test_names_before_each_amount_are_set_so() -> None:
    text = f"""
    自评表
    | 预算安排情况 | < | 资金到位情况 | < | 资金执行情况 | < |
    | 预算数 | 10 | 到位数 | 10 | 执行数 | 9 |
    | 其中：财政资金 | 8 | 其中：财政资金 | 8 | 其中：财政资金 | 7 |
    {GRID}"""
    made = of(text)
    funding = block(made, FundingBlock)
    assert funding.layout is FundingLayout.BESIDE
    assert roles(funding) == [Role.ADJUSTED_BUDGET, Role.RECEIVED, Role.EXECUTED]
    assert [dict(row.labels) for row in funding.rows] == [{"received": "到位数", "executed": "执行数"}, {}]
    assert not [text for text in guessed(made) if "没有读作" in text]


def test_names_before_what_is_no_amount_are_not_set_so() -> None:
    text = f"""
    自评表
    | 执行率 | < | 分值 | < | 得分 | < |
    | 年度资金总额 | 90% | 其他资金 | 10 | 其他资金 | 9 |
    {GRID}"""
    assert block(of(text), FundingBlock).layout is FundingLayout.GRID


def test_amounts_beside_names_have_one_column() -> None:
    text = f"""
    绩效目标申报表
    | 项目资金（万元） | 年度资金总额： | 9.00 | < | < | < |
    | ^ | 其他资金 | 1.00 | < | < | < |
    {GRID}"""
    funding = block(of(text), FundingBlock)
    assert values(funding, "role", "label", "stage") == [(Role.INITIAL_BUDGET, "", Stage.PLAN)]
    assert [row.label for row in funding.rows] == ["年度资金总额：", "其他资金"]
    assert funding.label == "项目资金（{unit}）"


def test_two_amounts_in_a_row_are_two_blocks_side_by_side() -> None:
    text = f"""
    自评表
    | 按收入性质分 | 金额 | 按支出性质分 | 金额 | 按用途分 | 金额 |
    | 一般公共预算 | 9.00 | 基本支出 | 9.00 | 人员经费 | 9.00 |
    | 政府性基金 | | 项目支出 | | 公用经费 | |
    {GRID}"""
    made = of(text)
    left, right, below = (one for one in made.template.blocks if isinstance(one, FundingBlock))
    assert (left.partner, right.partner, below.partner) == (right.key, None, None)
    assert (left.name_label, right.name_label) == ("按收入性质分", "按支出性质分")
    assert [one.columns[0].label for one in (left, right)] == ["金额", "金额"]
    # The last is of the form's own year, the others are kept beside it.
    assert [one.columns[0].role for one in (left, right, below)] == [None, None, Role.ADJUSTED_BUDGET]


def test_a_heading_without_rows_is_no_block() -> None:
    text = f"自评表\n| 年初预算数 | 全年执行数 |\n{GRID}"
    assert not [one for one in of(text).template.blocks if isinstance(one, FundingBlock)]
