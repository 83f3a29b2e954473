from typing import Any

import pytest

from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.assigning import Likeness
from perfeval_desktop.domain.transcripts.matching import best_match, match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import is_year, unit_named
from short_forms import short_template

PROJECT = """
title = "项目支出绩效自评表"

[amounts]
unit = "万元"

[scoring.execution]
weight = "10"

[[scoring.grades]]
name = "优"
least = "0"

[[blocks]]
type = "fields"
key = "head"
columns = ["project", "department", { key = "telephone", label = "联系电话：" }]

[[blocks]]
type = "funding"
columns = "initial_budget adjusted_budget executed weight execution_rate score"

[[blocks]]
type = "goals"
label = "年度总体目标"
columns = "expected_goal actual_outcome"

[[blocks]]
type = "indicators"
columns = "level1 level2 level3 target actual weight score reason"
dimensions = [{ name = "产出指标" }, { name = "效益指标" }]

[[blocks]]
type = "figures"
grid = "indicators"
columns = "total_weight total grade"
"""
TEMPLATE = short_template(PROJECT)


def spots(template: Template, **parts: object) -> dict[str, str]:
    """Return the path of the place of each cell that has one."""
    found = match(template, read_transcript(parts))
    return {".".join(path): spot.place.path for path, spot in found.spots.items()}


def unread(template: Template, **parts: object) -> list[str]:
    return [".".join(path) for path in match(template, read_transcript(parts)).unread]


# -- head and fields -----------------------------------------------------------------------------------------


def test_title_year_unit_and_grade_have_their_places() -> None:
    assert spots(TEMPLATE, title="自评表", fiscal_year=2023, unit="万元", grade="优") == {
        "title": "form.only.title",
        "fiscal_year": "form.only.year",
        "unit": "form.only.unit",
        "grade": "figures.only.grade",
    }


def test_a_year_that_is_none_and_a_unit_nobody_knows_are_unread() -> None:
    assert unread(TEMPLATE, fiscal_year="二〇二三", unit="亿元") == ["fiscal_year", "unit"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("万元", MoneyUnit.TEN_THOUSAND_YUAN),
        ("（金额单位：元）", MoneyUnit.YUAN),
        ("单位:万元", "万元"),
        ("件", None),
    ],
)
def test_a_unit_is_read_as_forms_print_it(text: str, unit: MoneyUnit | None) -> None:
    assert unit_named(text) == unit


def test_a_year_is_one_that_a_form_may_be_of() -> None:
    assert is_year("２０２３年度")
    assert not is_year("1023")


def test_fields_are_found_by_label_role_and_meaning() -> None:
    fields = {"项目名称": "甲", "主管部门及代码": "乙", "联系方式": "1", "项目期": "1年"}
    assert spots(TEMPLATE, fields=fields) == {
        "fields.项目名称": "head.only.project",
        "fields.主管部门及代码": "head.only.department",
        "fields.联系方式": "head.only.telephone",
    }
    assert unread(TEMPLATE, fields=fields) == ["fields.项目期"]


def test_a_note_on_the_execution_has_a_place_on_every_form() -> None:
    assert spots(TEMPLATE, fields={"预算执行情况说明": "追加"}) == {
        "fields.预算执行情况说明": "form.only.execution_note"
    }
    own = short_template(
        PROJECT + '[[blocks]]\ntype = "texts"\nlabel_width = "30"\ncolumns = "execution_note"\n'
    )
    assert spots(own, fields={"预算执行情况说明": "追加"}) == {
        "fields.预算执行情况说明": "texts.only.execution_note"
    }


# -- funding -------------------------------------------------------------------------------------------------


def funding(*rows: tuple[str, dict[str, str]]) -> list[dict[str, Any]]:
    return [{"row": row, "values": values} for row, values in rows]


def test_a_fund_row_is_found_by_its_name_and_its_amounts_by_their_headings() -> None:
    rows = funding(
        (
            "年度资金总额：",
            {
                "年初预算数": "8",
                "调整后预算数": "9",
                "执行数(B)": "7",
                "分数": "10",
                "执行率": "77%",
                "得分": "7",
            },
        ),
        ("其中:本年财政拨款", {"全年预算数": "9"}),
        ("上年结转", {"全年预算数": "0"}),
        ("其它资金", {"全年预算数": "0"}),
    )
    assert spots(TEMPLATE, funding=rows) == {
        "rows.1.年初预算数": "funding.total.initial_budget",
        "rows.1.调整后预算数": "funding.total.adjusted_budget",
        "rows.1.执行数(B)": "funding.total.executed",
        "rows.1.分数": "funding.total.weight",
        "rows.1.执行率": "funding.total.execution_rate",
        "rows.1.得分": "funding.total.score",
        "rows.2.全年预算数": "funding.current_appropriation.adjusted_budget",
        "rows.3.全年预算数": "funding.carryover.adjusted_budget",
        "rows.4.全年预算数": "funding.other_funds.adjusted_budget",
    }


def test_a_row_of_a_known_name_comes_before_one_of_the_same_kind() -> None:
    rows = funding(("县级财政安排", {"全年预算数": "1"}), ("当年财政拨款", {"全年预算数": "2"}))
    assert spots(TEMPLATE, funding=rows) == {
        "rows.2.全年预算数": "funding.current_appropriation.adjusted_budget"
    }
    found = match(TEMPLATE, read_transcript({"funding": rows[:1]}))
    assert {spot.likeness for spot in found.spots.values()} == {Likeness.WORDING}


def test_a_row_that_the_template_does_not_have_is_unread() -> None:
    rows = funding(("国有资本经营预算", {"全年预算数": "1"}))
    assert unread(TEMPLATE, funding=rows) == ["rows.1.全年预算数"]


SIDE_BY_SIDE = short_template(
    """
[[blocks]]
type = "funding"
key = "mid"
partner = "year"
columns = [{ key = "amount", label = "", kind = "amount" }]
rows = [{ key = "total", role = "total", label = "中期资金总额" }, { key = "other_funds", role = "source" }]

[[blocks]]
type = "funding"
key = "year"
columns = [{ role = "initial_budget", label = "" }]
rows = [
    { key = "total", role = "total" },
    { key = "basic", role = "source", label = "基本支出" },
    { key = "other_funds", role = "source" },
]
"""
)


def test_grids_side_by_side_are_read_row_by_row() -> None:
    rows = funding(
        *(
            (row, {"金额": "1"})
            for row in ("中期资金总额", "年度资金总额", "其他资金", "基本支出", "其他资金")
        )
    )
    assert list(spots(SIDE_BY_SIDE, funding=rows).values()) == [
        *("mid.total.amount", "year.total.initial_budget", "mid.other_funds.amount"),
        *("year.basic.initial_budget", "year.other_funds.initial_budget"),
    ]


def test_the_one_amount_of_a_row_may_be_called_anything() -> None:
    rows = funding(("年度资金总额", {"申报数": "1"}))
    assert spots(SIDE_BY_SIDE, funding=rows) == {"rows.1.申报数": "year.total.initial_budget"}


ONE_BUDGET = short_template('[[blocks]]\ntype = "funding"\ncolumns = "initial_budget executed"\n')


def test_the_one_budget_of_a_paper_is_that_of_the_template() -> None:
    rows = funding(("年度资金总额", {"全年预算数": "9", "1-7月执行数": "5"}))
    assert spots(ONE_BUDGET, funding=rows) == {
        "rows.1.全年预算数": "funding.total.initial_budget",
        "rows.1.1-7月执行数": "funding.total.executed",
    }
    both = funding(("年度资金总额", {"年初预算数": "8", "全年预算数": "9", "执行数": "5"}))
    assert unread(ONE_BUDGET, funding=both) == ["rows.1.全年预算数"]


CHECKLIST = short_template(
    """
[[blocks]]
type = "checklist"
label = "资金管理情况"
columns = [{ key = "situation", label = "情况说明" }, { key = "problems", label = "存在问题和改进措施" }]
rows = [{ key = "allocation", label = "分配科学性" }, { key = "release", label = "下达及时性" }]

[[blocks]]
type = "funding"
columns = "executed"
"""
)


def test_the_rows_of_a_checklist_are_those_of_a_block_by_name() -> None:
    blocks = [
        {
            "block": "资金管理",
            "row": "下达的及时性",
            "values": {"情况说明": "及时", "存在的问题和改进措施": "无"},
        },
        {"block": "资金管理", "row": "年度资金总额", "values": {"情况说明": "及时"}},
    ]
    assert spots(CHECKLIST, blocks=blocks) == {
        "rows.1.情况说明": "checklist.release.situation",
        "rows.1.存在的问题和改进措施": "checklist.release.problems",
    }


# -- goals ---------------------------------------------------------------------------------------------------


def test_a_goal_is_what_was_expected_and_what_came_of_it() -> None:
    goals = [{"label": "年度目标", "expected": "甲", "actual": "乙", "完成率": "1"}]
    assert spots(TEMPLATE, goals=goals) == {
        "goals.1.expected": "goals.only.expected_goal",
        "goals.1.actual": "goals.only.actual_outcome",
    }
    found = match(TEMPLATE, read_transcript({"goals": goals}))
    assert found.printed == {("goals", "1", "label")}
    assert found.unread == (("goals", "1", "完成率"),)


def test_a_goal_may_be_called_as_the_form_prints_it() -> None:
    assert spots(TEMPLATE, goals=[{"年度目标": "甲", "实际完成情况": "乙"}]) == {
        "goals.1.年度目标": "goals.only.expected_goal",
        "goals.1.实际完成情况": "goals.only.actual_outcome",
    }
    assert unread(TEMPLATE, goals=[{"expected": "甲", "预期目标": "乙"}]) == ["goals.1.预期目标"]


WITH_UNIT = short_template(
    '[[blocks]]\ntype = "fields"\n'
    'columns = [{ key = "budget", label = "年初预算（{unit}）", kind = "amount" }]\n'
)


@pytest.mark.parametrize(
    "label", ["年初预算（元）", "年初预算(万元)", "年初预算", "年初\n预算", "年初预算（{unit}）"]
)
def test_a_label_with_the_unit_is_found_as_it_is_printed(label: str) -> None:
    assert spots(WITH_UNIT, fields={label: "35"}) == {f"fields.{label}": "fields.only.budget"}


def test_a_second_goal_has_no_place_where_the_form_has_one() -> None:
    assert unread(TEMPLATE, goals=[{"expected": "甲"}, {"expected": "乙"}]) == ["goals.2.expected"]


NUMBERED = short_template(
    """
[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = ["expected_goal", "actual_outcome", { key = "completion", label = "总体完成率（%）" }]
"""
)


def test_several_goals_have_a_row_each() -> None:
    goals = [{"expected": "甲"}, {"label": "目标2", "expected": "乙", "总体完成率(%)": "90"}]
    assert spots(NUMBERED, goals=goals) == {
        "goals.1.expected": "goals.g1.expected_goal",
        "goals.2.expected": "goals.g2.expected_goal",
        "goals.2.总体完成率(%)": "goals.g2.completion",
    }


@pytest.mark.parametrize("numbered", ["目标{n}", "目标{一}", "任务{n}", "任务{一}"])
def test_a_goal_may_be_numbered_in_digits_or_in_chinese(numbered: str) -> None:
    text = f'[[blocks]]\ntype = "goals"\nnumbered = "{numbered}"\ncolumns = ["expected_goal"]\n'
    template = short_template(text)
    word = numbered.partition("{")[0]
    for labels in (f"{word}1", f"{word}2"), (f"{word}一", f"{word}二"):
        goals = [{"label": label, "expected": label} for label in labels]
        assert spots(template, goals=goals) == {
            "goals.1.expected": "goals.g1.expected_goal",
            "goals.2.expected": "goals.g2.expected_goal",
        }
        assert unread(template, goals=goals) == []


TARGETS = short_template(
    """
kind = "target"

[[blocks]]
type = "goals"
label = "总体目标"
columns = [{ key = "mid", label = "中期目标" }, { role = "expected_goal", label = "年度目标" }]
"""
)


def test_goals_side_by_side_stand_below_the_headings_that_they_bear() -> None:
    goals = [
        {"label": "中期目标(2023年—2025年)", "expected": "甲"},
        {"label": "年度绩效目标", "expected": "乙"},
    ]
    assert spots(TARGETS, goals=goals) == {
        "goals.1.expected": "goals.only.mid",
        "goals.2.expected": "goals.only.expected_goal",
    }
    assert unread(TARGETS, goals=goals) == []


def test_a_goal_without_a_label_is_the_years() -> None:
    assert spots(TARGETS, goals=[{"expected": "甲"}]) == {"goals.1.expected": "goals.only.expected_goal"}


def test_a_label_that_speaks_of_no_goal_is_unread() -> None:
    assert unread(TEMPLATE, goals=[{"label": "备注", "expected": "甲"}]) == ["goals.1.label"]


def test_without_goals_and_grid_nothing_of_them_has_a_place() -> None:
    goals, rows = [{"label": "年度目标", "expected": "甲"}], [{"三级指标": "甲"}]
    assert len(unread(CHECKLIST, goals=goals, indicators=rows)) == 3


# -- indicators ----------------------------------------------------------------------------------------------


def test_indicators_are_rows_of_the_grid_in_their_order() -> None:
    rows = [{"三级指标": "甲", "权重": "5", "佐证资料": "x"}, {"三级指标": "乙", "全年实际值(B)": "3"}]
    assert spots(TEMPLATE, indicators=rows) == {
        "indicators.1.三级指标": "indicators.r1.level3",
        "indicators.1.权重": "indicators.r1.weight",
        "indicators.2.三级指标": "indicators.r2.level3",
        "indicators.2.全年实际值(B)": "indicators.r2.actual",
    }
    assert unread(TEMPLATE, indicators=rows) == ["indicators.1.佐证资料"]


TICKED = short_template(
    """
kind = "monitoring"

[[blocks]]
type = "indicators"
columns = [
    { role = "level3", label = "三级指标" },
    { key = "why", label = "偏差", kind = "choice", choice_style = "ticks", choices = ["经费保障", "其他"] },
    { key = "style", label = "方式", kind = "choice", choices = ["自办", "委托"] },
]
"""
)


def test_a_column_to_tick_is_a_choice_of_its_column() -> None:
    rows = [{"三级指标": "甲", "经费\n保障": "√", "其他": "", "方式": "自办"}]
    found = match(TICKED, read_transcript({"indicators": rows}))
    ticked = found.spots["indicators", "1", "经费\n保障"]
    assert (ticked.place.path, ticked.choice) == ("indicators.r1.why", "经费保障")
    assert found.spots["indicators", "1", "方式"].choice is None


def test_two_ticks_of_one_choice_both_have_its_place() -> None:
    assert len(spots(TICKED, indicators=[{"经费保障": "√", "其他": "是"}])) == 2


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


@pytest.mark.parametrize(
    "name", ["预算执行率", "预算 执行率", "资金执行率", "预算执行（10分）", "执行率指标"]
)
def test_the_row_of_the_execution_rate_is_the_fixed_one(name: str) -> None:
    rows = [
        {"一级指标": "管理", "三级指标": name, "得分": "9"},
        {"三级指标": "执行率高的项目数", "得分": "9"},
    ]
    assert spots(EXECUTION_ROW, indicators=rows)["indicators.1.得分"] == "indicators.execution.score"
    assert spots(EXECUTION_ROW, indicators=rows)["indicators.2.得分"] == "indicators.r2.score"


def test_without_a_fixed_row_the_execution_rate_is_an_indicator_like_any() -> None:
    rows = [{"三级指标": "预算执行率", "得分": "9"}]
    assert spots(TEMPLATE, indicators=rows)["indicators.1.得分"] == "indicators.r1.score"


# -- closing figures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "figure"),
    [
        ("分值", "total_weight"),
        ("权重", "total_weight"),
        ("得分", "total"),
        ("总分", "total"),
        ("自评总分", "total"),
        ("自评等级", "grade"),
    ],
)
def test_a_closing_figure_is_found_by_any_of_its_words(label: str, figure: str) -> None:
    assert spots(TEMPLATE, total={label: "100"}) == {f"total.{label}": f"figures.only.{figure}"}


def test_a_figure_of_nothing_known_is_unread() -> None:
    assert unread(TEMPLATE, total={"偏差原因": "x"}) == ["total.偏差原因"]


def test_two_cells_have_one_place_only_where_they_say_the_same() -> None:
    head = short_template("""
[scoring]

[[blocks]]
type = "fields"
key = "head"
columns = [{ role = "total", label = "自评总分" }]
""")
    assert unread(head, fields={"自评总分": "98"}, total={"得分": "98"}) == []
    assert unread(head, fields={"自评总分": "98"}, total={"得分": "97"}) == ["total.得分"]


# -- the best of several -------------------------------------------------------------------------------------


def best(*templates: str, **parts: object) -> str:
    named = [short_template(f'id = "{"abc"[at]}"\n{text}') for at, text in enumerate(templates)]
    return best_match(named, read_transcript(parts)).template.id


def test_the_best_template_has_a_place_for_most() -> None:
    with_code = PROJECT.replace('"department"', '"department", "project_code"')
    assert best(PROJECT, with_code, fields={"项目名称": "甲", "项目编码": "1"}) == "b"


def test_a_form_without_points_is_none_of_a_template_that_asks_for_them() -> None:
    without = PROJECT.replace(" weight score reason", " reason").replace('key = "telephone"', 'key = "t"')
    without = without.replace("联系电话：", "说明")
    rows = [{"三级指标": name, "年度指标值": "1", "实际完成值": "1"} for name in "甲乙丙"]
    assert best(PROJECT, without, fields={"联系电话": "1"}, indicators=rows) == "b"


def test_between_equals_the_title_decides() -> None:
    other = PROJECT.replace("项目支出绩效自评表", "{year}年度{project}自评表")
    assert best(other, PROJECT, title="2023年度项目支出绩效自评表") == "b"
    assert best(PROJECT, other, title="2023年度校舍修缮自评表") == "b"


def test_between_equals_the_unit_decides() -> None:
    assert best(PROJECT, PROJECT.replace('"万元"', '"元"'), unit="元") == "b"


def test_between_equals_the_names_of_level_1_decide() -> None:
    other = PROJECT.replace("效益指标", "成本指标")
    rows = [{"一级指标": "产出指标(50分)"}, {"一级指标": "成本指标"}]
    assert best(PROJECT, other, indicators=rows) == "b"
    none_known = PROJECT.replace('dimensions = [{ name = "产出指标" }, { name = "效益指标" }]', "")
    assert best(none_known, PROJECT, indicators=rows) == "b"


def test_between_equals_the_spelling_of_the_rate_decides() -> None:
    number = '[rate]\nform = "number"\n' + PROJECT
    number = number.replace('title = "项目支出绩效自评表"\n', "")
    plain = PROJECT.replace('title = "项目支出绩效自评表"\n', "")
    rows = funding(("年度资金总额", {"执行率": "98.50"}), ("其他资金", {"执行率": "—"}))
    assert best(plain, number, funding=rows) == "b"


def test_between_equals_the_better_likeness_then_the_fewer_columns_decide() -> None:
    words = PROJECT.replace(
        '"level1 level2 level3 target actual weight score reason"',
        """[
        "level1", "level2", "level3", "target", "actual", "score",
        { role = "weight", label = "分数" }, "reason",
    ]""",
    )
    assert best(PROJECT, words, indicators=[{"分数": "5"}]) == "b"
    shorter = PROJECT.replace('{ key = "telephone", label = "联系电话：" }', "")
    assert best(PROJECT, shorter, fields={"项目名称": "甲"}) == "b"
