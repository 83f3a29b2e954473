from collections.abc import Callable
from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import FundRow, Template
from perfeval_desktop.report.form_rows import form_rows
from perfeval_desktop.report.grid import Align, Cell, Row
from perfeval_desktop.templates import TemplateCatalogue

EVERY_TEMPLATE = pytest.mark.parametrize(
    "template_id", ["minhang-2021", "minhang-2023", "national-2020", "national-2021-cost", "shanghai-2021"]
)

Maker = Callable[..., SelfAssessment]


def rows_of(template: Template, form: SelfAssessment) -> tuple[Row, ...]:
    return form_rows(template, form, score(template, form))


def words(row: Row) -> list[str]:
    return ["".join(part.lines) for part in row.parts]


@EVERY_TEMPLATE
def test_every_row_covers_every_column_once(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    for row in rows_of(templates[template_id], form_with(template_id, rows=3)):
        places = sorted(place for part in row.parts for place in range(part.first, part.end))
        assert places == list(range(len(row.edges) - 1))


@EVERY_TEMPLATE
def test_the_blocks_stand_in_the_order_of_the_form(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    template = templates[template_id]
    firsts = [words(row)[0] for row in rows_of(template, form_with(template_id))]
    assert firsts[:2] == ["项目名称", "主管部门"]
    assert firsts[2:7] == [template.labels.funding.replace("\n", "")] * 5
    assert firsts[7:9] == ["年度总体目标"] * 2
    assert firsts[-1] == (template.labels.grade or "总分")


def test_the_funding_block_has_its_words_and_figures(templates: TemplateCatalogue, form_with: Maker) -> None:
    rows = rows_of(templates["minhang-2023"], form_with())
    assert words(rows[2])[1:] == ["", "年初预算数", "全年预算数", "全年执行数", "分数", "执行率(%)", "得分"]
    assert words(rows[3])[1:] == ["年度资金总额:", "", "", "", "10.00", "", ""]
    assert words(rows[5])[1:] == ["上年结转资金", "", "", "", "-", "", "-"]


def fund_names(rows: tuple[Row, ...]) -> list[Cell]:
    return [part for row in rows[3:7] for part in row.cells if part.first == 1]


@pytest.mark.parametrize("template_id", ["minhang-2021", "minhang-2023"])
def test_the_funds_stand_under_the_words_after_of_which(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    total, current, carryover, other = fund_names(rows_of(templates[template_id], form_with(template_id)))
    assert {cell.align for cell in (total, current, carryover, other)} == {Align.LEFT}
    assert (total.indent, current.indent) == (0, 9)
    assert carryover.indent == other.indent
    # 其中 and a colon: two ems and up to one more.
    assert 9 + 2 * 9 < carryover.indent <= 9 + 3 * 9


def test_without_of_which_each_step_is_one_em(templates: TemplateCatalogue, form_with: Maker) -> None:
    template = templates["minhang-2021"]
    plain = tuple(FundRow(row.source, "名称", row.indent) for row in template.funding.rows)
    template = replace(template, funding=replace(template.funding, rows=plain))
    names = fund_names(rows_of(template, form_with("minhang-2021")))
    assert [name.indent for name in names] == [0, 9, 18, 18]


def test_the_goals_stand_side_by_side(templates: TemplateCatalogue, form_with: Maker) -> None:
    form = replace(form_with(), expected_goal="做", actual_outcome="做了")
    rows = rows_of(templates["minhang-2023"], form)
    assert words(rows[7])[1:] == ["预期目标", "实际完成情况"]
    assert words(rows[8])[1:] == ["做", "做了"]
    assert rows[7].keeps_with_next
    assert next(rows[7].labels) is next(rows[8].labels)
