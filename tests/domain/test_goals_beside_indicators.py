"""A form with points for goals and further ones for indicators, its total in the head: both are added."""

from decimal import Decimal

import pytest

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.score_explanations import explain_total
from perfeval_desktop.domain.scoring import DimensionScore, score
from perfeval_desktop.domain.template import Template
from short_forms import filled, sheet_of, short_template, typed

TEXT = """
[scoring]

[[blocks]]
type = "fields"
key = "head"
lines = [["project"], ["total", "total_weight"]]
widths = ["30", "60", "30", "60"]
columns = "project total total_weight"

[[blocks]]
type = "goals"
label = "序号"
numbered = "目标{n}"
columns = "expected_goal weight actual_outcome score"

[[blocks]]
type = "indicators"
columns = "level1 level3 target actual weight score"
"""
TEMPLATE = short_template(TEXT)
COUNTED = TEXT.replace("目标{n}", "{n}")
GOALS = [
    {"id": "g1", "expected_goal": "开放", "actual_outcome": "已开放", "weight": "15", "score": "15"},
    {"id": "g2", "expected_goal": "培训", "actual_outcome": "已培训", "weight": "25", "score": "24"},
]
ROWS = [
    {"level1": "产出", "level3": "场次", "target": "≥10场", "actual": "10场", "weight": "40"},
    {"level1": "效益", "level3": "满意度", "target": "≥90%", "actual": "81%", "weight": "20"},
]
FORM = filled(TEMPLATE, head={"project": "免费开放"}, goals=GOALS, indicators=ROWS)


def found(form: Form, template: Template = TEMPLATE) -> list[tuple[Code, str, str]]:
    read = facts(template, form)
    findings = check(template, form, read, score(template, read))
    return [(one.code, one.place.path, one.message) for one in findings]


def test_goals_that_are_only_counted_are_told_apart_in_words() -> None:
    template = short_template(COUNTED)
    form = filled(
        template, head={"project": "免费开放"}, goals=[GOALS[0], GOALS[1] | {"score": ""}], indicators=ROWS
    )
    read = facts(template, form)
    sheet = score(template, read)
    messages = [one.message for one in check(template, form, read, sheet) if one.place.block == "goals"]
    assert "第 2 个目标的得分还没有填写，请按完成情况手工填写。" in messages
    assert explain_total(template, read, sheet).startswith("第 1 个目标 15 + 第 2 个目标 0 + 产出 40 + ")
    assert "第 2 个目标还没有得分" in explain_total(template, read, sheet)
    without = filled(template, head={"project": "免费开放"}, indicators=ROWS)
    assert ("goals.only.expected_goal", "目标还没有填写，请添加一项并填写。") in [
        one[1:] for one in found(without, template)
    ]


def test_weights_and_scores_of_both_are_added() -> None:
    sheet = sheet_of(TEMPLATE, FORM)
    assert (sheet.total_weight, sheet.total) == (Decimal(100), Decimal("97.00"))
    assert sheet.of_goals == DimensionScore("目标", Decimal(40), Decimal(39))
    assert sheet.is_complete


def test_the_total_in_the_head_is_that_sum() -> None:
    assert any("97" in row and "100" in row for row in printed(Seen.of(TEMPLATE, FORM)).texts())


def test_the_total_is_explained_by_both() -> None:
    read = facts(TEMPLATE, FORM)
    sheet = score(TEMPLATE, read)
    assert explain_total(TEMPLATE, read, sheet) == "目标1 15 + 目标2 24 + 产出 40 + 效益 18 = 97"


def test_a_sound_form_is_sound() -> None:
    assert found(FORM) == []


def test_weights_of_both_add_to_100() -> None:
    assert found(typed(FORM, goals__g2__weight="24")) == [
        (
            Code.WEIGHTS_SUM,
            "head.only.total_weight",
            "分值合计为 99 分（含目标 39 分），还差 1 分，请调整各项分值，使合计为 100 分。",
        )
    ]


def test_a_goal_without_a_score_is_asked_for_it() -> None:
    form = typed(FORM, goals__g2__score="")
    assert not sheet_of(TEMPLATE, form).is_complete
    read = facts(TEMPLATE, form)
    assert explain_total(TEMPLATE, read, score(TEMPLATE, read)).endswith("目标2还没有得分，总分不完整")
    assert found(form) == [(Code.SCORE, "goals.g2.score", "目标2的得分还没有填写，请按完成情况手工填写。")]


def test_claims_are_held_against_both_together() -> None:
    form = typed(FORM, head__only__total="58", head__only__total_weight="60")
    assert [(code, place) for code, place, _ in found(form)] == [
        (Code.PRINTED_TOTAL, "head.only.total"),
        (Code.PRINTED_TOTAL, "head.only.total_weight"),
    ]
    assert found(typed(FORM, head__only__total="97", head__only__total_weight="100")) == []


def test_a_claimed_sum_of_weights_waits_for_those_of_the_goals() -> None:
    form = typed(FORM, head__only__total_weight="100", goals__g2__weight="")
    assert Code.PRINTED_TOTAL not in {code for code, _, _ in found(form)}


@pytest.mark.parametrize("weight", ["15", "10"])
def test_rows_that_once_stood_under_goals_are_no_part_of_them(weight: str) -> None:
    rows = FORM.rows("indicators")
    under = tuple(Row(row.id, row.cells, parent=RowId("g1")) for row in rows)
    form = typed(FORM.with_rows("indicators", under), goals__g1__weight=weight)
    assert not [one for one in found(form) if "它的各项指标" in one[2]]
