"""The grid of a derived template: columns in their order, names of levels, the row of the execution rate."""

from decimal import Decimal

import pytest

from derived_templates import NATIONAL, block, column, guessed, of, roles, values
from drawn_sheets import drawn
from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.columns import ChoiceStyle, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.template import Orientation
from perfeval_desktop.exchange.deriving import derived
from perfeval_desktop.exchange.recogniser import recognised

SPLIT = """
自评表
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 | 得分 |
| ^ | ^ | ^ | 指标性质 | 指标值 | 计量的单位 | ^ | ^ |
| 产出指标 | 数量指标 | 培训场次 | ≥ | 10 | 场 | 12 | 50 |
| 产出指标 | 质量指标 | 合格率 | ≥ | 95 | % | 98 | 40 |
| 效益指标 | 社会效益指标 | 指标1： | | | | | |
| ^ | ^ | 指标2： | | | | | |
"""


def test_a_target_in_several_columns_is_its_sign_its_number_and_its_unit() -> None:
    grid = block(of(SPLIT), IndicatorsBlock)
    assert values(grid, "role", "label", "above")[3:6] == [
        (Role.COMPARATOR, "指标性质", "年度指标值"),
        (Role.TARGET_NUMBER, "指标值", "年度指标值"),
        (Role.MEASURE, "计量的单位", "年度指标值"),
    ]
    assert grid.columns[0].above == ""


def test_level_names_are_those_of_the_form_with_their_points() -> None:
    grid = block(of(NATIONAL), IndicatorsBlock)
    assert [(one.name, one.weight, one.level2, one.required) for one in grid.dimensions] == [
        ("产出指标(50分)", Decimal(50), ("数量指标", "质量指标"), True),
        ("满意度指标", None, ("服务对象满意度指标",), True),
    ]
    assert (grid.label, grid.label_width) == ("绩效指标", Decimal(11))


def test_names_of_lines_that_are_still_empty_count_as_well() -> None:
    made = of(SPLIT)
    assert [one.name for one in block(made, IndicatorsBlock).dimensions] == ["产出指标", "效益指标"]
    assert made.template.thresholds.numbered_names


def test_a_form_may_have_names_alone() -> None:
    text = "自评表\n| 指标名称 | 指标值 | 完成值 | 得分 |\n| 培训 | 10 | 12 | 50 |"
    grid = block(of(text), IndicatorsBlock)
    assert roles(grid)[0] is Role.LEVEL3
    assert grid.dimensions == ()


def test_the_execution_rate_as_a_row_of_the_grid_is_fixed() -> None:
    text = """
    自评表
    | 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
    | 产出指标 | 培训场次 | 10场 | 12场 | 80 | 80 |
    | 预算执行率 | 预算执行率 | 100% | 98% | 20 | 19.6 |
    | 总分 | < | < | < | 100 | 99.6 |
    """
    made = of(text)
    grid = block(made, IndicatorsBlock)
    (row,) = grid.rows
    assert row.role is RowRole.EXECUTION
    assert row.prefilled == {"level1": "预算执行率", "level3": "预算执行率", "target": "100%"}
    assert [one.name for one in grid.dimensions] == ["产出指标"]
    assert made.template.scoring is not None
    assert made.template.scoring.execution is not None
    assert made.template.scoring.execution.weight == 20


TICKS = """
监控表
| 一级指标 | 三级指标 | 年度指标值 | 1-7月执行情况 | 偏差原因 | < | < | 完成可能性 | < |
| ^ | ^ | ^ | ^ | 经费保障 | 制度保障 | 原因说明 | 确定能 | 有可能 |
| 产出指标 | 培训场次 | 10场 | 5场 | √ | | 钱没到 | √ | |
| 产出指标 | 培训人数 | 100人 | 50人 | | √ | | | √ |
"""


def test_neighbours_with_ticks_alone_are_one_choice() -> None:
    made = of(TICKS)
    grid = block(made, IndicatorsBlock)
    choices = {one.label: one.choices for one in grid.columns if one.choice_style is ChoiceStyle.TICKS}
    assert choices == {"偏差原因": ("经费保障", "制度保障"), "完成可能性": ("确定能", "有可能")}
    at, _ = column(made, "偏差原因")
    assert [cell.text for cell in made.heads[at]] == ["经费保障", "制度保障"]
    # Amid the year nothing is due yet.
    assert not column(made, "1-7月执行情况")[1].required


def test_columns_that_nobody_ticked_stay_columns() -> None:
    grid = block(of(TICKS.replace("√", "")), IndicatorsBlock)
    assert [one.label for one in grid.columns if one.kind is Kind.CHOICE] == []


def test_of_two_columns_of_one_name_the_last_has_the_role() -> None:
    text = """
    绩效目标申报表
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值 | 备注 |
    | 产出指标 | 数量指标 | 三年培训 | 30场 | 数量指标 | 今年培训 | 10场 | 无 |
    """
    assert values(block(of(text), IndicatorsBlock), "role", "stage")[1:] == [
        (None, Stage.PLAN),
        (None, Stage.PLAN),
        (None, Stage.PLAN),
        (Role.LEVEL2, Stage.PLAN),
        (Role.LEVEL3, Stage.PLAN),
        (Role.TARGET, Stage.PLAN),
        (Role.REASON, Stage.RESULT),
    ]


HUNDRED = """
自评表
| 一级指标 | 三级指标 | 指标值 | 完成值 | 单项指标得分 | 权重占比 | 折算得分 |
| 产出指标 | 培训场次 | 10场 | 12场 | 100 | 60% | 60 |
| 效益指标 | 知晓率 | 90% | 95% | 90 | 40% | {} |
"""


@pytest.mark.parametrize(("score", "has_roles"), [("36", True), ("", True), ("40", False)])
def test_points_of_a_hundred_have_a_role_where_their_share_is_the_score(
    score: str, *, has_roles: bool
) -> None:
    grid = block(of(HUNDRED.format(score)), IndicatorsBlock)
    assert ({Role.ITEM_SCORE, Role.SHARE} <= set(roles(grid))) is has_roles


def test_points_of_a_hundred_without_a_share_have_no_role() -> None:
    text = HUNDRED.format("36").replace(" 权重占比 |", "").replace(" 60% |", "").replace(" 40% |", "")
    assert Role.ITEM_SCORE not in roles(block(of(text), IndicatorsBlock))


def test_a_label_known_by_its_wording_alone_is_told() -> None:
    made = of(SPLIT.replace("实际完成值", "实际达到的程度"))
    assert "“实际达到的程度”按写法读作“实际完成值”，请核对。" in guessed(made)
    assert column(made, "实际达到的程度")[1].role is Role.ACTUAL


def test_many_columns_turn_the_page_and_too_many_are_left_out() -> None:
    def form(count: int) -> str:
        names = [f"依据{number}号" for number in range(count)]
        heads = " | ".join(["一级指标", "三级指标", "指标值", *names])
        cells = " | ".join(["产出指标", "培训", "10场", *("甲" for _ in names)])
        return f"自评表\n| {heads} |\n| {cells} |"

    assert of(form(10)).template.page.orientation is Orientation.LANDSCAPE
    sheet = drawn(form(40))
    made = derived(sheet, recognised(sheet)[0])
    assert len(block(made, IndicatorsBlock).columns) == 24
    assert "栏太多，一页排不下：从“依据21号”起没有进模板。" in guessed(made)


def test_without_a_level_the_first_column_is_the_name() -> None:
    text = """
    自评表
    | 绩效指标 | 佐证 | 指标值 | 得分 |
    | ^ | 文件 | 10场 | 9 |
    | ^ | 照片 | 20场 | 8 |
    """
    assert values(block(of(text), IndicatorsBlock), "role", "label")[0] == (Role.LEVEL3, "佐证")
