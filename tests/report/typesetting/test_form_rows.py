from collections.abc import Callable
from dataclasses import replace

import pytest

from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.template import FundRow
from perfeval_desktop.report.typesetting.form_rows import rows_of
from perfeval_desktop.report.typesetting.grid import Align, Cell, Row, Scope
from perfeval_desktop.report.typesetting.measures import LABEL, TABLE_WIDTH
from perfeval_desktop.templates import TemplateCatalogue
from report.typesetting.printed_forms import EVERY_TEMPLATE, rows_with, words

Maker = Callable[..., SelfAssessment]


@EVERY_TEMPLATE
def test_every_row_covers_every_column_once_from_left_to_right(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    for row in rows_with(templates[template_id], form_with(template_id, rows=3)):
        places = [place for part in row.parts for place in range(part.first, part.end)]
        assert places == list(range(len(row.edges) - 1))


@EVERY_TEMPLATE
def test_every_row_is_as_wide_as_the_table(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    rows = rows_with(templates[template_id], form_with(template_id, rows=3))
    assert {(row.edges[0], row.edges[-1]) for row in rows} == {(0, TABLE_WIDTH)}


@EVERY_TEMPLATE
def test_the_blocks_stand_in_the_order_of_the_form(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    template = templates[template_id]
    closing = template.closing
    # The line to sign, the room for the seal, the notes.
    below = bool(closing.signatures) + (closing.stamp is not None) + len(closing.footnotes)
    rows = rows_with(template, form_with(template_id))
    firsts = [words(row)[0] for row in rows[: len(rows) - below]]
    assert firsts[:2] == ["项目名称", "主管部门"]
    assert firsts[2:7] == [template.labels.funding.replace("\n", "")] * 5
    assert firsts[7:9] == ["年度总体目标"] * 2
    assert firsts[9] == ("绩效指标" if template.layout.indicator_block else "一级指标")
    assert firsts[-1] == (template.labels.grade or "总分")


def test_the_project_stands_beside_its_label_and_the_two_units_below(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    first, second, *_ = rows_with(templates["minhang-2023"], form_with())
    assert words(first) == ["项目名称", "项目"]
    assert [(part.first, part.end) for part in first.parts] == [(0, 1), (1, 4)]
    assert words(second) == ["主管部门", "部门", "实施单位", "单位"]


def test_the_funding_block_has_its_words_and_figures(templates: TemplateCatalogue, form_with: Maker) -> None:
    rows = rows_with(templates["minhang-2023"], form_with())
    assert words(rows[2])[1:] == ["", "年初预算数", "全年预算数", "全年执行数", "分数", "执行率(%)", "得分"]
    assert words(rows[3])[1:] == ["年度资金总额:", "", "", "", "10.00", "", ""]
    assert words(rows[5])[1:] == ["上年结转资金", "", "", "", "-", "", "-"]


def test_the_funding_block_is_held_together_by_its_label(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    rows = rows_with(templates["minhang-2023"], form_with())[2:7]
    assert {row.labels for row in rows} == {(rows[0].parts[0],)}
    assert [row.keeps_with_next for row in rows] == [True, False, False, False, False]


def fund_names(rows: tuple[Row, ...]) -> list[Cell]:
    names = [row.parts[1] for row in rows[3:7]]
    return [name for name in names if isinstance(name, Cell)]


@pytest.mark.parametrize("template_id", ["minhang-2021", "minhang-2023"])
def test_the_funds_stand_under_the_words_after_of_which(
    template_id: str, templates: TemplateCatalogue, form_with: Maker
) -> None:
    total, current, carryover, other = fund_names(rows_with(templates[template_id], form_with(template_id)))
    assert {cell.align for cell in (total, current, carryover, other)} == {Align.LEFT}
    assert {cell.heads for cell in (total, current, carryover, other)} == {Scope.ROW}
    # One em, to the whole hundredth of a millimetre.
    assert (total.indent, current.indent) == (0, 318)
    assert carryover.indent == other.indent
    # 其中 and a colon: two ems and up to one more.
    assert 318 + 2 * LABEL.em < carryover.indent <= 318 + 3 * LABEL.em


def test_a_fund_stands_exactly_under_the_words_after_of_which(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    _, current, carryover, _ = fund_names(rows_with(templates["minhang-2021"], form_with("minhang-2021")))
    assert current.lines[0].startswith("其中：当年")
    assert carryover.indent == current.indent + round(LABEL.width("其中：") * LABEL.em / 1000)


def test_without_of_which_each_step_is_one_em(templates: TemplateCatalogue, form_with: Maker) -> None:
    template = templates["minhang-2021"]
    plain = tuple(FundRow(row.source, "名称", row.indent) for row in template.funding.rows)
    template = replace(template, funding=replace(template.funding, rows=plain))
    names = fund_names(rows_with(template, form_with("minhang-2021")))
    assert [name.indent for name in names] == [0, 318, 635, 635]


def test_the_goals_stand_side_by_side(templates: TemplateCatalogue, form_with: Maker) -> None:
    form = replace(form_with(), expected_goal="做", actual_outcome="做了")
    rows = rows_with(templates["minhang-2023"], form)
    assert words(rows[7])[1:] == ["预期目标", "实际完成情况"]
    assert words(rows[8])[1:] == ["做", "做了"]
    assert rows[7].keeps_with_next
    assert rows[7].labels == rows[8].labels


def test_the_goals_repeat_their_headings(templates: TemplateCatalogue, form_with: Maker) -> None:
    rows = rows_with(templates["minhang-2023"], form_with())
    assert rows[8].heading is rows[7]
    assert rows[7].heading is None


def test_column_headings_and_entries_are_told_apart(templates: TemplateCatalogue, form_with: Maker) -> None:
    rows = rows_with(templates["minhang-2023"], form_with())
    headings = [*rows[2].parts[2:], *rows[7].parts[1:]]
    entries = [rows[0].parts[1], *rows[3].parts[2:], *rows[8].parts[1:]]
    assert {part.heads for part in headings if isinstance(part, Cell)} == {Scope.COLUMN}
    assert {part.heads for part in entries if isinstance(part, Cell)} == {None}


def test_what_forms_of_a_template_have_in_common_is_prepared_once(
    templates: TemplateCatalogue, form_with: Maker
) -> None:
    template = templates["minhang-2023"]
    assert rows_of(template) is rows_of(template)
    assert rows_of(template) is not rows_of(replace(template))
    forms = (replace(form_with(), project=name) for name in "甲乙")
    assert [words(rows_with(template, form)[0]) for form in forms] == [["项目名称", "甲"], ["项目名称", "乙"]]
