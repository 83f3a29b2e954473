"""What a derived template gives points for: the execution rate, and the figures that close the grid."""

from decimal import Decimal

import pytest

from derived_templates import NATIONAL, block, column, guessed, of, roles
from perfeval_desktop.domain.blocks import FiguresBlock, FiguresLayout
from perfeval_desktop.domain.columns import Role


def execution(text: str) -> Decimal | None:
    scoring = of(text).template.scoring
    return None if scoring is None or scoring.execution is None else scoring.execution.weight


TOTAL = "10.00 | 9.00 | 8.98 | 10 | 99.77% | 9.97"


@pytest.mark.parametrize(
    ("before", "after", "weight"),
    [
        (TOTAL, TOTAL.replace("| 10 |", "| 20 |"), 20),
        ("项目资金/（万元）", "项目资金/（万元）/（15分）", 10),
        ("8.98 | 10 |", "8.98 | |", 10),
        ("8.98 | 10 |", "8.98 | 900 |", 10),
    ],
)
def test_the_points_for_the_execution_are_those_printed(before: str, after: str, weight: int) -> None:
    assert execution(NATIONAL.replace(before, after)) == weight


def test_they_may_be_printed_in_a_label_alone() -> None:
    text = NATIONAL.replace("| 分值 | 执行率 | 得分 |", "| 执行率 | < | 得分（20分×执行率） |", 1)
    text = text.replace("| 10 | 99.77% |", "| 99.77% | < |").replace("| — | 99.77% |", "| 99.77% | < |")
    assert execution(text) == 20


def test_points_that_are_printed_nowhere_are_told() -> None:
    made = of(NATIONAL.replace("8.98 | 10 |", "8.98 | |"))
    assert "表上没有印执行率的分值，按 10 分，请核对。" in guessed(made)


def test_a_form_without_points_gives_none() -> None:
    text = "\n".join(
        "|".join(line.split("|")[:-4]) + "|" if line.count("|") == 9 else line
        for line in NATIONAL.splitlines()
        if "总分" not in line
    )
    assert of(text).template.scoring is None


def test_the_grade_stands_in_the_row_of_the_total_or_beside_its_word() -> None:
    row = "| 总分 | < | < | < | < | < | 100 | 99.97 |"
    in_row = of(NATIONAL.replace(row, "| 总分 | < | < | < | < | 等级：优 | 100 | 99.97 |"))
    figures = block(in_row, FiguresBlock)
    assert roles(figures) == [Role.TOTAL_WEIGHT, Role.TOTAL, Role.GRADE]
    assert figures.layout is FiguresLayout.ONE_ROW
    beside = of(NATIONAL.replace(row, f"{row}\n| 评分等级 | < | 合格 | < | < | < | < | < |"))
    assert column(beside, "评分等级")[1].role is Role.GRADE
    scoring = beside.template.scoring
    assert scoring is not None
    assert [band.name for band in scoring.grades] == ["优", "良", "合格", "不合格"]
    assert [int(band.least) for band in scoring.grades] == [90, 80, 60, 0]
    assert "等级的分数线按优 90 分、良 80 分、合格 60 分、不合格 0 分以上，请核对。" in guessed(beside)
