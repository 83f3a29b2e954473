"""A form that was read gives a template: what it prints, in its order, always a legal one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from any_template import any_template
from derived_templates import NATIONAL, block, guessed, of, of_sheet, roles
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import (
    ClosingBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.legality import first_problem
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Orientation, Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.exchange.deriving import derived
from perfeval_desktop.exchange.recogniser import recognised
from perfeval_desktop.exchange.sheet import Cell, Sheet
from printed_sheets import sheet_of
from read_forms import CATALOGUE, SAMPLES, sample

TEXTS = (
    *("项目名称", "主管部门", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分"),
    *("年度资金总额", "其中：财政拨款", "其他资金", "预期目标", "实际完成情况", "年度目标1（80分）：做完。"),
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "偏差原因", "产出指标（50分）"),
    *("总分", "自评等级", "98.5%", "10", "{year}", "评价结论", "填报人：", "填表人：张某", "", "备注：略。"),
    *("项目支出绩效自评表", "☑甲 □乙", "分配科学性", "情况说明"),
)


def test_the_parts_of_a_form_are_blocks_in_its_order() -> None:
    made = of(NATIONAL)
    assert [one.key for one in made.template.blocks] == [
        *("head", "funding", "goals", "indicators", "figures", "open", "closing"),
    ]
    assert (made.template.title, made.template.year_line) == ("财政项目支出绩效自评表", "（{year}年度）")
    assert made.template.number == "公开14表"
    assert made.template.page.orientation is Orientation.PORTRAIT
    assert roles(block(made, FundingBlock)) == [
        *(Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET, Role.EXECUTED),
        *(Role.WEIGHT, Role.EXECUTION_RATE, Role.SCORE),
    ]
    assert roles(block(made, GoalsBlock)) == [Role.EXPECTED_GOAL, Role.ACTUAL_OUTCOME]
    assert roles(block(made, IndicatorsBlock)) == [
        *(Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.TARGET, Role.ACTUAL, Role.WEIGHT, Role.SCORE),
    ]
    assert roles(block(made, FiguresBlock)) == [Role.TOTAL_WEIGHT, Role.TOTAL]
    assert block(made, ClosingBlock).footnotes == ("定量指标按实际填写。", "其他资金指自筹。")
    assert guessed(made) == [
        "执行率按截断：“99.77%”是这样由金额算得的。",
        "得分按截断到 2 位小数：“9.97”是这样由执行率算得的。",
    ]


def test_what_was_guessed_is_told_with_its_cell() -> None:
    assert [guess.cell and guess.cell.text for guess in of(NATIONAL).guesses] == ["99.77%", "9.97"]


def test_the_cells_that_print_the_labels_are_known() -> None:
    made = of(NATIONAL)
    cells = {cell.text: at for at, cells in made.heads.items() for cell in cells}
    assert cells["全年执行数"] == ("funding", "executed")
    assert cells["三级指标"] == ("indicators", "level3")
    (label,) = (cell for cell in made.heads[cells["三级指标"]])
    assert made.columns_at(label) == (cells["三级指标"],)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_a_form_has_a_place_in_its_derived_template(name: str) -> None:
    template, form = sample(name)
    made = of_sheet(sheet_of(printed(Seen.of(template, form))))
    found = {one.role for own in made.template.blocks for one in own.columns}
    asked = {one.role for own in template.blocks for one in own.columns}
    # What only the words of a bureau's own can tell.
    assert asked - found <= {Role.MEASURE, Role.EXECUTION_NOTE}


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_blank_form_gives_a_template_alone(name: str) -> None:
    template = CATALOGUE[name]
    made = of_sheet(sheet_of(printed(Seen.of(template, blank_form(template, 2024)))))
    found = {one.role for own in made.template.blocks for one in own.columns}
    asked = {one.role for own in template.blocks for one in own.columns}
    # Points of goals, and a grade that stands behind its word in a cell, are not seen where they are blank.
    assert asked - found <= {Role.WEIGHT, Role.GRADE, Role.EXECUTION_NOTE}
    assert read_template(made.template.text, source="空白.toml").blocks


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(any_template())
def test_whatever_is_printed_gives_a_legal_template(template: Template) -> None:
    sheet = sheet_of(printed(Seen.of(template, blank_form(template, 2024))))
    for found in recognised(sheet):
        assert first_problem(derived(sheet, found).template) is None


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from(TEXTS), st.integers(1, 2), st.integers(1, 2)), max_size=9))
)
def test_whatever_was_read_gives_a_legal_template_with_a_place_for_it(
    rows: list[list[tuple[str, int, int]]],
) -> None:
    head = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分")
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, texts in enumerate([*rows[:3], [(text, 1, 1) for text in head], *rows[3:]]):
        column = 0
        for text, height, width in texts:
            places = {(row + down, column + right) for down in range(height) for right in range(width)}
            if places & taken:
                column += 1
                continue
            taken |= places
            cells.append(Cell(text, row, column, height, width))
            column += width
    sheet = Sheet("表", tuple(cells))
    for found in recognised(sheet):
        made = derived(sheet, found)
        assert first_problem(made.template) is None
        match(made.template, found.transcript)
