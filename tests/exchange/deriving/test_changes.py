"""What the user says of a derived template: roles, labels, what is no column, its name."""

import pytest

from derived_templates import NATIONAL, block, column, of, roles
from perfeval_desktop.domain.blocks import FieldsBlock, FiguresBlock, FundingBlock, IndicatorsBlock
from perfeval_desktop.domain.columns import Kind, Role, Stage
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.exchange.deriving.changes import (
    legal_roles,
    may_be_left_out,
    with_label,
    with_name,
    with_role,
    without,
)
from perfeval_desktop.exchange.deriving.making import At
from perfeval_desktop.exchange.deriving.value import Derived

MADE = of(NATIONAL)


def at(label: str, made: Derived = MADE) -> At:
    return column(made, label)[0]


def role_of(made: Derived, label: str) -> Role | None:
    return column(made, label)[1].role


def test_a_role_moves_from_the_column_that_had_it() -> None:
    changed = with_role(MADE, at("年度指标值"), Role.ACTUAL)
    assert (role_of(changed, "年度指标值"), role_of(changed, "实际完成值")) == (Role.ACTUAL, None)
    changed = with_role(MADE, at("联系电话"), Role.PROJECT)
    assert (role_of(changed, "联系电话"), role_of(changed, "项目名称")) == (Role.PROJECT, None)
    assert column(changed, "联系电话")[1].required
    assert not column(changed, "项目名称")[1].required


def test_a_target_is_one_cell_or_its_number() -> None:
    changed = with_role(MADE, at("实际完成值"), Role.TARGET_NUMBER)
    assert (role_of(changed, "实际完成值"), role_of(changed, "年度指标值")) == (Role.TARGET_NUMBER, None)


def test_the_role_a_column_has_changes_nothing() -> None:
    assert with_role(MADE, at("得分"), Role.SCORE).template.text == MADE.template.text


def test_only_legal_roles_are_offered_and_given() -> None:
    offered = legal_roles(MADE, at("实际完成值"))
    assert {Role.ACTUAL, Role.TARGET, Role.WEIGHT, Role.REASON} <= set(offered)
    # An item of 100 points needs a share.
    assert Role.ITEM_SCORE not in offered
    assert Role.PROJECT not in offered
    with pytest.raises(TemplateError, match="item_score"):
        with_role(MADE, at("实际完成值"), Role.ITEM_SCORE)


def test_what_is_computed_no_more_prints_what_is_entered() -> None:
    funding = block(with_role(MADE, At("funding", "weight"), None), FundingBlock)
    assert [dict(row.fixed) for row in funding.rows][1:] == [
        {"score": "—"},
        {"execution_rate": "", "score": "—"},
    ]
    again = with_role(with_role(MADE, At("funding", "weight"), None), At("funding", "weight"), Role.WEIGHT)
    assert block(again, FundingBlock).by_key["weight"].stage is Stage.COMPUTED


def test_without_executed_amounts_nothing_is_earned_by_them() -> None:
    assert MADE.template.scoring is not None
    scoring = with_role(MADE, At("funding", "executed"), None).template.scoring
    assert scoring is not None
    assert scoring.execution is None


@pytest.mark.parametrize(("printed", "weight"), [("20", 20), ("", 10)])
def test_where_executed_amounts_are_told_they_earn_what_is_printed_or_the_usual_points(
    printed: str, weight: int
) -> None:
    funding = (
        "| 项目资金 | < | 全年预算数 | 用掉的 | 执行率 | 分值 | 得分 |\n"
        f"| 年度资金总额 | < | 50 | 45 | 90% | {printed} | 9 |\n"
    )
    heading = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
    row = "| 产出指标 | 数量指标 | 场次 | ≥10场 | 12场 | 80 | 80 |\n"
    made = of(f"项目支出绩效自评表\n{funding}{heading}{row}")
    assert made.template.scoring is not None
    assert made.template.scoring.execution is None
    scoring = with_role(made, at("用掉的", made), Role.EXECUTED).template.scoring
    assert scoring is not None
    assert scoring.execution is not None
    assert scoring.execution.weight == weight


def test_points_make_a_form_one_that_gives_them() -> None:
    target = of("绩效目标申报表\n| 一级指标 | 三级指标 | 指标值 | 依据 |\n| 产出指标 | 培训 | 10场 | 文件 |")
    assert target.template.scoring is None
    assert with_role(target, at("依据", target), Role.SCORE).template.scoring is not None


def test_a_choice_stays_one_where_the_role_allows_it() -> None:
    made = of(NATIONAL.replace("| 项目名称 | < | 教师培训 |", "| 项目属性 | < | □新增 ☑延续 |"))
    one = column(with_role(made, at("项目属性", made), Role.PROJECT_CODE), "项目属性")[1]
    assert (one.kind, one.choices) == (Kind.CHOICE, ("新增", "延续"))
    one = column(with_role(made, at("项目属性", made), Role.TOTAL), "项目属性")[1]
    assert (one.kind, one.choices) == (Kind.POINTS, ())


def test_a_column_is_called_otherwise() -> None:
    assert column(with_label(MADE, at("联系电话"), " 办公\n电话 "), "办公电话")[0] == at("联系电话")


def test_what_is_no_column_leaves_its_room_to_the_others() -> None:
    changed = without(MADE, at("年度指标值"))
    assert Role.TARGET not in roles(block(changed, IndicatorsBlock))
    assert at("年度指标值") not in changed.heads
    changed = without(without(MADE, at("实施单位")), at("联系电话"))
    head, tail = (one for one in changed.template.blocks if isinstance(one, FieldsBlock))
    assert (head.lines, tail.lines) == ((("project",), ("department",)), (("填表人",),))
    assert sum(head.widths) == 180
    changed = without(MADE, At("funding", "score"))
    assert [dict(row.fixed) for row in block(changed, FundingBlock).rows][1] == {"weight": "—"}


def test_a_block_goes_with_its_only_column() -> None:
    changed = without(without(MADE, At("figures", "total_weight")), At("figures", "total"))
    assert not [one for one in changed.template.blocks if isinstance(one, FiguresBlock)]


def test_a_name_before_an_amount_goes_with_it() -> None:
    made = of("""
    自评表
    | 预算安排情况 | < | 资金到位情况 | < | 资金执行情况 | < |
    | 预算数 | 10 | 到位数 | 10 | 执行数 | 9 |
    | 其中：财政资金 | 8 | 其中：财政资金 | 8 | 其中：财政资金 | 7 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
    | 产出指标 | 数量指标 | 培训场次 | 10场 | 12场 | 50 |
    """)
    changed = block(without(made, at("资金到位情况", made)), FundingBlock)
    assert [dict(row.labels) for row in changed.rows] == [{"executed": "执行数"}, {}]


def test_what_a_template_cannot_be_without_stays() -> None:
    assert may_be_left_out(MADE, at("得分"))
    single = of("自评表\n| 指标名称 | 指标值 | 完成值 |\n| 培训 | 10场 | 12场 |")
    assert not may_be_left_out(single, at("指标名称", single))


def test_a_template_is_named() -> None:
    named = with_name(MADE, "本县", "本县 2024").template
    assert (named.id, named.name) == ("本县", "本县 2024")
