from dataclasses import replace
from itertools import pairwise

import pytest

from perfeval_desktop.domain_v1.cells import (
    AmountCell,
    Cell,
    ExecutionScoreCell,
    IndicatorCell,
    TextCell,
    TextField,
    TotalCell,
    cell_label,
    indicator_label,
    place_on_form,
)
from perfeval_desktop.domain_v1.form import AmountField, FundSource, Indicator, IndicatorField, SelfAssessment
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
FORM = SelfAssessment("minhang-2023", 2023, indicators=(Indicator(level3="受众\n满意度"), Indicator()))

INITIAL = AmountCell(FundSource.TOTAL, AmountField.INITIAL_BUDGET)
EXECUTED = AmountCell(FundSource.TOTAL, AmountField.EXECUTED)
CARRIED_OVER = AmountCell(FundSource.CARRYOVER, AmountField.ADJUSTED_BUDGET)
CELLS: list[tuple[Cell, str, str]] = [
    (TextCell(TextField.PROJECT), "project", "项目名称"),
    (TextCell(TextField.FISCAL_YEAR), "fiscal_year", "年度"),
    (TextCell(TextField.DEPARTMENT), "department", "主管部门"),
    (TextCell(TextField.IMPLEMENTING_UNIT), "implementing_unit", "实施单位"),
    (INITIAL, "funding.total.initial_budget", "年度资金总额的年初预算数"),
    (EXECUTED, "funding.total.executed", "年度资金总额的全年执行数"),
    (ExecutionScoreCell(), "funding.execution_score", "执行率的得分"),
    (CARRIED_OVER, "funding.carryover.adjusted_budget", "上年结转资金的全年预算数"),
    (TextCell(TextField.FUNDING_NOTE), "funding_note", "预算执行说明"),
    (TextCell(TextField.EXPECTED_GOAL), "expected_goal", "预期目标"),
    (TextCell(TextField.ACTUAL_OUTCOME), "actual_outcome", "实际完成情况"),
    (IndicatorCell(0, IndicatorField.LEVEL1), "indicators[1].level1", "第 1 行“受众 满意度”的一级指标"),
    (IndicatorCell(0, IndicatorField.SCORE), "indicators[1].score", "第 1 行“受众 满意度”的得分"),
    (IndicatorCell(1, IndicatorField.TARGET), "indicators[2].target", "第 2 行的年度指标值"),
    (TotalCell(), "total", "总分"),
]


@pytest.mark.parametrize(("cell", "path", "label"), CELLS, ids=[path for _, path, _ in CELLS])
def test_each_cell_has_a_stable_path_and_words_of_the_form(cell: Cell, path: str, label: str) -> None:
    assert cell.path == path
    assert cell_label(CATALOGUE["minhang-2023"], FORM, cell) == label


def test_the_words_are_the_templates_own() -> None:
    template = CATALOGUE["shanghai-2021"]
    assert cell_label(template, FORM, TextCell(TextField.EXPECTED_GOAL)) == "预算目标"


def test_cells_are_placed_from_top_to_bottom_and_from_left_to_right() -> None:
    places = [place_on_form(cell) for cell, _, _ in CELLS]
    assert all(one < other for one, other in pairwise(places))


def test_a_column_the_form_does_not_print_has_its_usual_name() -> None:
    template = CATALOGUE["minhang-2023"]
    reduced = replace(template, columns=template.columns[:1])
    labels = [cell_label(reduced, FORM, IndicatorCell(1, field)) for field in IndicatorField]
    assert labels == [
        f"第 2 行的{name}"
        for name in (
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        )
    ]


def test_a_row_beyond_the_form_is_called_by_its_number() -> None:
    assert indicator_label(FORM, 7) == "第 8 行"
