from typing import Any

from perfeval_desktop.domain.facts import facts, unit_of
from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.places import TITLE, UNIT
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered, read_back
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import written
from short_forms import at, short_template

PROJECT = short_template(
    """
title = "{year}年度项目支出绩效自评表"

[amounts]
unit = "万元"

[scoring.execution]
weight = "10"

[[blocks]]
type = "fields"
key = "head"
columns = "project department"

[[blocks]]
type = "funding"
columns = "adjusted_budget executed execution_rate score"

[[blocks]]
type = "goals"
label = "年度总体目标"
columns = "expected_goal actual_outcome"

[[blocks]]
type = "indicators"
columns = "level1 level3 target actual weight score"
dimensions = [{ name = "产出指标", required = true }]

[[blocks]]
type = "figures"
grid = "indicators"
columns = "total_weight total"
"""
)
PAPER: dict[str, Any] = {
    "title": "2023年度项目支出绩效自评表",
    "fiscal_year": 2023,
    "unit": "万元",
    "fields": {"项目名称": "校舍修缮", "主管部门": "某县教育局"},
    "funding": [
        {"row": "年度资金总额", "values": {"全年预算数": "80", "全年执行数": "76", "执行率": "95.00%"}}
    ],
    "goals": [{"label": "年度总体目标", "expected": "修缮 3 处", "actual": "修缮 3 处"}],
    "indicators": [{"一级指标": "产出指标", "三级指标": "修缮校舍", "年度指标值": "3处", "得分": "12"}],
    "total": {"得分": "97"},
}


def enter(template: Template, values: dict[str, Any], *, year: int = 2099) -> Form:
    transcript = read_transcript(values)
    return entered(match(template, transcript), transcript, year=year)


def again(template: Template, values: dict[str, Any], form: Form | None = None) -> dict[str, Any]:
    """Return what a paper reads back from ``form``, by default from the form it was entered into."""
    transcript = read_transcript(values)
    found = match(template, transcript)
    kept = entered(found, transcript, year=2099) if form is None else form
    return written(read_back(found, transcript, kept))


# -- entering ------------------------------------------------------------------------------------------------


def test_what_stands_on_paper_stands_in_the_form() -> None:
    form = enter(PROJECT, PAPER)
    assert form.text("head", "only", "project") == "校舍修缮"
    assert form.text("funding", "total", "executed") == "76"
    assert form.text("goals", "only", "actual_outcome") == "修缮 3 处"
    assert form.text("indicators", "r1", "target") == "3处"


def test_nothing_on_paper_is_refused_and_claims_are_entered_beside_what_is_computed() -> None:
    form = enter(PROJECT, PAPER)
    read = facts(PROJECT, form)
    assert form.text("indicators", "r1", "score") == "12"
    assert str(read.claims.total.value) == "97"
    assert form.text("funding", "total", "execution_rate") == "95.00%"


def test_what_a_new_form_begins_with_is_blank_where_the_paper_is() -> None:
    template = short_template(
        """
[[blocks]]
type = "texts"
columns = [{ key = "basis", label = "依据", prefilled = "预算批复" }, { key = "trouble", label = "问题" }]

[[blocks]]
type = "checklist"
columns = [{ key = "state", label = "情况" }]
rows = [{ key = "a", label = "分配", prefilled = { state = "合规" } }]
"""
    )
    form = enter(template, {"fields": {"问题": "无"}})
    assert form.rows("texts")[0].cells == {"trouble": "无"}
    assert form.rows("checklist") == (Row(RowId("a")),)


def test_a_form_has_the_year_of_its_paper_or_else_the_one_given() -> None:
    assert enter(PROJECT, PAPER).year == 2023
    assert enter(PROJECT, {"fiscal_year": "二〇二三"}, year=2022).year == 2022
    assert enter(PROJECT, {"fiscal_year": "2021年度"}).year == 2021


def test_what_the_template_says_itself_is_not_entered() -> None:
    form = enter(PROJECT, PAPER)
    assert form.text(*TITLE) == form.text(*UNIT) == ""


def test_another_title_and_another_unit_are_the_forms_own() -> None:
    form = enter(PROJECT, {"title": "自评表", "unit": "（单位：元）"})
    assert form.text(*TITLE) == "自评表"
    assert unit_of(PROJECT, form) is MoneyUnit.YUAN


def test_a_form_has_as_many_rows_as_its_paper() -> None:
    rows = [{"三级指标": "甲"}, {"三级指标": "乙"}]
    form = enter(PROJECT, {"indicators": rows})
    assert [row.text("level3") for row in form.rows("indicators")] == ["甲", "乙"]
    assert form.new_rows(1)[1][0].id not in {row.id for row in form.rows("indicators")}


TICKED = short_template(
    """
kind = "monitoring"

[[blocks]]
type = "indicators"
columns = [
    { role = "level3", label = "三级指标" },
    { key = "why", label = "原因", kind = "choice", choice_style = "ticks", choices = ["经费保障", "其他"] },
]
"""
)


def test_ticks_are_the_words_of_their_columns() -> None:
    rows = [
        {"三级指标": "甲", "经费保障": "√", "其他": "☑"},
        {"三级指标": "乙", "其他": "人手不足"},
        {"三级指标": "丙"},
    ]
    form = enter(TICKED, {"indicators": rows})
    assert [row.text("why") for row in form.rows("indicators")] == ["经费保障、其他", "人手不足", ""]
    assert again(TICKED, {"indicators": rows})["indicators"] == rows


def test_a_tick_that_was_taken_back_is_read_as_none() -> None:
    rows = [{"三级指标": "甲", "经费保障": "√"}]
    form = enter(TICKED, {"indicators": rows}).with_text(at("indicators.r1.why"), "其他")
    assert again(TICKED, {"indicators": rows}, form)["indicators"] == [{"三级指标": "甲"}]


BOXED = short_template(
    """
[[blocks]]
type = "fields"
key = "head"
columns = [
    { role = "project" },
    { key = "class", label = "项目类别", kind = "choice", choice_style = "list", choices = ["部门", "专项"] },
]
"""
)


def test_a_list_of_boxes_is_the_choice_that_is_ticked_and_comes_back_as_it_was_printed() -> None:
    paper = {"fields": {"项目名称": "校舍修缮", "项目类别": "□部门  ☑专项"}}
    form = enter(BOXED, paper)
    assert form.text(*at("head.only.class")) == "专项"
    assert again(BOXED, paper)["fields"] == paper["fields"]
    changed = form.with_text(at("head.only.class"), "部门")
    assert again(BOXED, paper, changed)["fields"]["项目类别"] == "部门"


SHARED = short_template(
    """
[scoring.execution]
weight = "10"

[[blocks]]
type = "funding"
columns = [
    { role = "adjusted_budget", label = "全年预算数" },
    { role = "executed", label = "全年执行数" },
    { role = "reason", label = "原因", shared = true },
]
rows = [
    { key = "total", role = "total", label = "总额" },
    { key = "other", role = "source", label = "其他资金" },
]
"""
)


def test_a_cell_that_all_rows_share_is_entered_once() -> None:
    rows = [
        {"row": name, "values": {"全年预算数": "8", "全年执行数": "6", "原因": "尾款未付"}}
        for name in ("总额", "其他资金")
    ]
    funding = enter(SHARED, {"funding": rows}).rows("funding")
    assert [row.text("reason") for row in funding] == ["尾款未付", ""]


EXECUTION_ROW = short_template(
    """
[scoring.execution]
weight = "10"

[[blocks]]
type = "indicators"
columns = "level1 level3 actual weight score"
rows = [{ key = "execution", role = "execution", prefilled = { level1 = "管理", level3 = "预算执行率" } }]
"""
)


def test_the_row_of_the_execution_rate_stands_where_it_stands_on_paper() -> None:
    rows = [{"三级指标": "甲"}, {"三级指标": "预算执行率", "得分": "9"}, {"三级指标": "乙"}]
    form = enter(EXECUTION_ROW, {"indicators": rows})
    assert [row.id for row in form.rows("indicators")] == ["r1", "execution", "r3"]
    assert form.text("indicators", "execution", "level1") == "管理"


def test_a_fixed_row_that_the_paper_does_not_have_stands_at_the_end() -> None:
    form = enter(EXECUTION_ROW, {"indicators": [{"三级指标": "甲"}]})
    assert [row.id for row in form.rows("indicators")] == ["r1", "execution"]


UNDER_GOALS = short_template(
    """
[scoring]

[[blocks]]
type = "goals"
numbered = "年度目标{n}"
columns = "expected_goal weight"

[[blocks]]
type = "indicators"
goals = "goals"
columns = "level1 level3 score"
"""
)
TWO_GOALS = [{"expected": "甲", "分值": "50"}, {"expected": "乙", "分值": "30"}]


def under(goals: list[dict[str, str]], *level1: str) -> list[str | None]:
    """Return the goal of each row whose level-1 names are ``level1``."""
    rows = [{"一级指标": name, "三级指标": f"{number}"} for number, name in enumerate(level1)]
    form = enter(UNDER_GOALS, {"goals": goals, "indicators": rows})
    return [row.parent for row in form.rows("indicators")]


def test_each_goal_has_a_row_of_its_own() -> None:
    form = enter(UNDER_GOALS, {"goals": TWO_GOALS})
    assert [(row.id, row.text("weight")) for row in form.rows("goals")] == [("g1", "50"), ("g2", "30")]
    assert len(enter(UNDER_GOALS, {}).rows("goals")) == 1


def test_where_the_levels_begin_anew_with_each_goal_its_rows_stand_under_it() -> None:
    assert under(TWO_GOALS, "产出指标（30分）", "产出指标（30分）", "效益指标", "产出指标", "满意度指标") == [
        *("g1", "g1", "g1"),
        *("g2", "g2"),
    ]


def test_where_the_levels_do_not_tell_all_rows_stand_under_the_first_goal() -> None:
    assert under(TWO_GOALS, "产出指标", "效益指标") == ["g1", "g1"]
    assert under(TWO_GOALS[:1], "产出指标", "效益指标", "产出指标") == ["g1", "g1", "g1"]
    assert under(TWO_GOALS) == []


def test_without_goals_in_the_grid_a_row_stands_under_none() -> None:
    assert [row.parent for row in enter(PROJECT, PAPER).rows("indicators")] == [None]


def test_names_without_a_column_for_level_1_tell_nothing_of_goals() -> None:
    plain = short_template(
        """
[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal"

[[blocks]]
type = "indicators"
goals = "goals"
columns = "level3"
"""
    )
    form = enter(plain, {"goals": TWO_GOALS, "indicators": [{"三级指标": "甲"}, {"三级指标": "乙"}]})
    assert [row.parent for row in form.rows("indicators")] == ["g1", "g1"]


def test_a_template_without_a_grid_takes_the_rest() -> None:
    head = short_template('[[blocks]]\ntype = "fields"\nkey = "head"\ncolumns = "project"\n')
    form = enter(head, PAPER)
    assert form.text("head", "only", "project") == "校舍修缮"
    assert form.rows("indicators") == ()


# -- reading back --------------------------------------------------------------------------------------------


def test_what_was_entered_is_read_back_as_it_stood_on_paper() -> None:
    assert again(PROJECT, PAPER) == {**PAPER, "grade": None}


def test_the_funding_grid_that_a_row_names_is_read_back() -> None:
    paper = {"funding": [{"block": "funding", "row": "年度资金总额", "values": {"全年执行数": "76"}}]}
    assert again(PROJECT, paper)["funding"] == paper["funding"]


def test_year_and_unit_are_read_back_in_the_papers_spelling() -> None:
    paper = {"fiscal_year": "２０２３年度", "unit": "（金额单位：元）"}
    transcript = read_transcript(paper)
    found = match(PROJECT, transcript)
    kept = read_back(found, transcript, entered(found, transcript, year=2099))
    assert (kept.fiscal_year, kept.unit) == ("２０２３年度", "（金额单位：元）")


def test_what_has_no_place_is_left_out() -> None:
    paper = {**PAPER, "grade": "优", "fields": {**PAPER["fields"], "项目期": "1年"}}
    assert again(PROJECT, paper) == {**PAPER, "grade": None}


def test_what_was_changed_since_is_read_back_as_it_is_now() -> None:
    form = enter(PROJECT, PAPER).with_year(2024)
    form = form.with_text(TITLE, "另一张表").with_text(UNIT, "元").with_text(at("head.only.project"), "")
    values = again(PROJECT, PAPER, form)
    assert (values["title"], values["fiscal_year"], values["unit"]) == ("另一张表", 2024, "元")
    assert values["fields"] == {"主管部门": "某县教育局"}


def test_the_rows_read_back_are_those_of_the_paper() -> None:
    form = enter(PROJECT, PAPER)
    form = form.with_rows("indicators", (*form.rows("indicators"), Row(form.new_rows(1)[1][0].id)))
    assert again(PROJECT, PAPER, form)["indicators"] == PAPER["indicators"]
