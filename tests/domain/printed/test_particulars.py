"""What some printed forms show and most do not: each told by a template, without code."""

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.places import ONLY, UNIT
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedForm, PrintedRow
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import TemplateError

HEAD = """
format = 2
id = "t"
name = "试"
title = "自评表"
"""
FUNDING = """
[[blocks]]
type = "funding"
key = "funding"
name_width = "50"
columns = [
    { role = "executed", label = "执行数", width = "50" },
    { role = "reason", label = "原因", width = "80", shared = true },
]
rows = [
    { key = "total", role = "total", label = "总额" },
    { key = "a", role = "source", label = "财政资金" },
    { key = "b", role = "source", label = "其他资金" },
]
"""
CHOICE = """
[[blocks]]
type = "fields"
key = "head"
widths = ["30", "150"]
columns = [
    { key = "class", label = "类别", kind = "choice", choice_style = "STYLE", choices = ["部门", "专项"] },
    { role = "shown_unit", key = "shown", label = "金额单位" },
    { key = "number", label = "编号", kind = "line", prefilled = "0013zp" },
]
"""
BOXES = """
[[blocks]]
type = "closing"
key = "closing"
label_width = "30"
boxes = { "签批意见" = "签名：" }
"""
GRID = """
[scoring.execution]
weight = "10"

[[blocks]]
type = "indicators"
key = "indicators"
columns = [
    { role = "level1", label = "一级指标", width = "40" },
    { role = "level3", label = "三级指标", width = "80" },
    { role = "weight", label = "分值", width = "30" },
    { role = "score", label = "得分", width = "30" },
]
rows = [{ key = "execution", role = "execution", prefilled = { level1 = "LEVEL1", level3 = "预算执行率" } }]
dimensions = [{ name = "管理", weight = "25" }, { name = "产出", weight = "75" }]
"""


def template(*parts: str) -> Template:
    return read_template(HEAD + "".join(parts), source="t.toml")


def seen(of: Template, form: Form) -> PrintedForm:
    read = facts(of, form)
    return printed(Seen(of, form, read, score(of, read)))


def cells_at(rows: tuple[PrintedRow, ...], column: str) -> list[PrintedCell]:
    return [cell for row in rows for cell in row.cells if cell.place and cell.place.column == column]


def text_at(of: Template, form: Form, column: str) -> str:
    return cells_at(seen(of, form).rows, column)[0].text


def test_a_heading_stands_on_a_line_of_its_own_above_its_block() -> None:
    of = template(FUNDING.replace('key = "funding"', 'key = "funding"\nheading = "二、资金（{unit}）"'))
    first, second = seen(of, blank_form(of, 2023)).rows[:2]
    assert [(cell.text, cell.look) for cell in first.cells] == [("二、资金（万元）", Look.ROW_NAME)]
    assert first.frame is Frame.OPEN
    assert first.keeps_with_next
    assert [cell.text for cell in second.cells] == ["", "执行数", "原因"]


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("word", "专项"),
        ("list", "□部门  ☑专项"),
        ("list-behind", "部门□  专项☑"),
    ],
)
def test_a_choice_is_a_word_or_a_list_with_marks_before_or_behind(style: str, shown: str) -> None:
    of = template(CHOICE.replace("STYLE", style))
    form = enter(of, blank_form(of, 2023), Place("head", ONLY, "class"), "专项")
    assert text_at(of, form, "class") == shown


def test_a_list_already_marked_on_paper_prints_as_it_was_typed() -> None:
    of = template(CHOICE.replace("STYLE", "list-behind"))
    form = enter(of, blank_form(of, 2023), Place("head", ONLY, "class"), "部门√ 专项□")
    assert text_at(of, form, "class") == "部门√ 专项□"


def test_a_cell_may_show_the_unit_of_the_form() -> None:
    of = template(CHOICE.replace("STYLE", "list"))
    form = blank_form(of, 2023)
    assert text_at(of, form, "shown") == "万元"
    assert text_at(of, enter(of, form, UNIT, "元"), "shown") == "元"


def test_a_new_form_holds_what_the_template_fills_in() -> None:
    of = template(CHOICE.replace("STYLE", "list"))
    assert blank_form(of, 2023).text("head", ONLY, "number") == "0013zp"


def test_a_shared_reason_is_one_cell_beside_all_fund_rows() -> None:
    of = template(FUNDING)
    form = enter(of, blank_form(of, 2023), Place("funding", RowId("total"), "reason"), "年中追加")
    cells = cells_at(seen(of, form).rows, "reason")
    assert len(cells) == 3
    assert len({id(cell) for cell in cells}) == 1
    assert cells[0].text == "年中追加"
    assert cells[0].look is Look.TEXT


def test_what_another_row_holds_in_a_shared_column_is_not_lost() -> None:
    of = template(FUNDING)
    form = blank_form(of, 2023)
    for row, text in (("total", "年中追加"), ("a", "年中追加"), ("b", "捐赠减少")):
        form = enter(of, form, Place("funding", RowId(row), "reason"), text)
    assert text_at(of, form, "reason") == "年中追加\n捐赠减少"


def test_only_a_fund_column_is_shared_and_only_a_field_is_prefilled() -> None:
    with pytest.raises(TemplateError, match="shared"):
        template(GRID.replace('label = "得分"', 'label = "得分", shared = true'))
    with pytest.raises(TemplateError, match="prefilled"):
        template(FUNDING.replace('label = "原因"', 'label = "原因", prefilled = "无"'))


def test_a_box_to_sign_in_closes_the_table() -> None:
    (row,) = seen(template(BOXES), blank_form(template(BOXES), 2023)).rows
    assert [(cell.text, cell.look) for cell in row.cells] == [("签批意见", Look.LABEL), ("签名：", Look.BOX)]
    assert row.frame is Frame.RULED
    with pytest.raises(TemplateError, match="label_width"):
        template(BOXES.replace('label_width = "30"', ""))


def test_the_unit_stands_behind_each_amount_where_the_template_says_so() -> None:
    of = template("[amounts]\nunit_in_cell = true\n", FUNDING)
    form = blank_form(of, 2023)
    for row, text in (("a", "50万元"), ("b", "8.5")):
        form = enter(of, form, Place("funding", RowId(row), "executed"), text)
    texts = [cell.text for cell in cells_at(seen(of, form).rows, "executed")]
    assert texts == ["58.50万元", "50.00万元", "8.50万元"]


@pytest.mark.parametrize(
    ("level1", "names"), [("管理", ["管理", "管理", "产出"]), ("执行", ["管理", "产出", "执行"])]
)
def test_the_execution_row_of_a_new_form_stands_in_its_dimension_or_at_the_end(
    level1: str, names: list[str]
) -> None:
    of = template(GRID.replace("LEVEL1", level1))
    assert [row.text("level1") for row in blank_form(of, 2023).rows("indicators")] == names


def points_of(level1: str, **weights: str) -> tuple[dict[str, int], int]:
    """Return the points of the dimensions and of the whole form, with the execution row in ``level1``."""
    of = template(GRID.replace("LEVEL1", level1))
    form = blank_form(of, 2023)
    for row, weight in weights.items():
        form = enter(of, form, Place("indicators", RowId(row), "weight"), weight)
    sheet = score(of, facts(of, form))
    return {one.name: int(one.weight) for one in sheet.dimensions}, int(sheet.total_weight)


def test_the_execution_row_counts_once_in_the_dimension_it_stands_in_or_apart() -> None:
    assert points_of("管理", r1="15", r2="75") == ({"管理": 25, "产出": 75}, 100)
    assert points_of("执行", r1="15", r2="75") == ({"管理": 15, "产出": 75}, 100)


def test_points_printed_behind_a_dimension_hold_those_of_the_execution_row_in_it() -> None:
    of = template(GRID.replace("LEVEL1", "管理（25分）").replace('"管理", weight', '"管理（25分）", weight'))
    sheet = score(of, facts(of, blank_form(of, 2023)))
    assert [(one.name, int(one.weight)) for one in sheet.dimensions] == [("管理", 25), ("产出", 0)]
    assert sheet.total_weight == 25


def test_points_printed_behind_a_lone_execution_row_are_its_own() -> None:
    of = template(GRID.replace("LEVEL1", "预算执行率（10分）"))
    sheet = score(of, facts(of, blank_form(of, 2023)))
    assert [one.name for one in sheet.dimensions] == ["管理", "产出"]
    assert sheet.total_weight == 10
