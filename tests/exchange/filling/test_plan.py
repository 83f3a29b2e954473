"""What is to be written where in a blank, and what is to be told of it."""

from dataclasses import replace

from blank_files import GROUPS, job
from drawn_sheets import drawn
from perfeval_desktop.domain.blocks import FiguresBlock, IndicatorsBlock
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.filling.blank_map import blank_maps
from perfeval_desktop.exchange.filling.plan import Plan, best_plan, plan
from short_forms import filled, short_template


def planned(drawing: str, template: Template, form: Form) -> Plan:
    (blank,) = blank_maps(drawn(drawing))
    return plan(blank, template, form)


def written(found: Plan) -> list[str]:
    return [one.value.text for one in found.texts]


def test_the_unit_is_written_where_it_is_asked_for() -> None:
    drawing = GROUPS.replace("（万元）", "").replace(
        "| 主管部门 |", "| 金额单位 | < |  | < | < | < | < | < | < |\n| 主管部门 |"
    )
    assert "万元" in written(planned(drawing, *job()))


def test_what_the_form_does_not_say_stays_as_it_is() -> None:
    template, form = job()
    empty = replace(form, tables={key: rows for key, rows in form.tables.items() if key != "head"})
    found = planned(GROUPS.replace("| 项目名称 | < |  |", "| 项目名称 | < | 去年的项目 |"), template, empty)
    assert [(one.place, one.text) for one in found.kept] == [("第 4 行第 3 格", "去年的项目")]


def test_a_form_without_indicators_is_filled_for_the_rest() -> None:
    template, form = job()
    blocks = tuple(
        block for block in template.blocks if not isinstance(block, IndicatorsBlock | FiguresBlock)
    )
    found = planned(GROUPS, replace(template, blocks=blocks), form)
    assert "基层医疗卫生机构设备更新" in written(found)
    assert "更新设备" not in written(found)


def test_columns_that_are_computed_are_told_together() -> None:
    found = planned(GROUPS.replace("| 执行率 |", "| 备注 |"), *job())
    assert {one.place: one.text for one in found.left}["执行率"] == "98.00%、97.83%、100.00%"


def test_a_checklist_is_filled() -> None:
    drawing = """
中央对地方转移支付区域绩效自评表
| 转移支付名称 |  | < |
| 资金管理情况 | 情况说明 | 存在问题和改进措施 |
| 分配科学性 |  |  |
| 下达及时性 |  |  |
| 一级指标 | 三级指标 | 指标值 |
| 产出指标 |  |  |
"""
    template, form = job("transfer-central")
    found = planned(drawing, template, form)
    rows = form.rows("management")
    assert {text for row in rows[:2] for text in row.cells.values()} <= set(written(found))


def test_running_numbers_are_no_texts_of_the_form() -> None:
    template = short_template(
        """
        [[blocks]]
        type = "indicators"
        columns = "number level1 level3 target actual"
        """
    )
    form = filled(template, indicators=[{"level1": "产出", "level3": "甲", "target": "1场"}])
    found = planned(GROUPS, template, form)
    assert [one.text for one in found.left] == []
    assert "甲" in written(found)


def test_of_several_blanks_the_one_with_room_for_most_is_taken() -> None:
    small = blank_maps(drawn("\n".join(GROUPS.splitlines()[:4] + GROUPS.splitlines()[-14:])))
    number, found = best_plan([*small, *blank_maps(drawn(GROUPS))], *job())
    assert number == len(small)
    assert found.written > 70
