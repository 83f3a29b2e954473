from dataclasses import replace

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.places import NOTE, ONLY
from perfeval_desktop.importing.comparison import compared
from short_forms import short_template

TEMPLATE = short_template("""
[[blocks]]
type = "fields"
columns = "project department"
[[blocks]]
type = "funding"
columns = "adjusted_budget executed"
[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal actual_outcome"
[[blocks]]
type = "indicators"
columns = "level1 level3 target actual weight"
""")
BLANK = blank_form(TEMPLATE, 2023)


def indicators(*names: str, ids: str = "r") -> tuple[Row, ...]:
    return tuple(
        Row(RowId(f"{ids}{number}"), {"level3": name, "target": f"≥{number}"})
        for number, name in enumerate(names, 1)
    )


def form(*names: str, ids: str = "r", **texts: str) -> Form:
    made = replace(BLANK, made=len(names)).with_rows("indicators", indicators(*names, ids=ids))
    for path, text in texts.items():
        block, row, column = path.split("__")
        made = enter(TEMPLATE, made, Place(block, RowId(row), column), text)
    return made


def test_equal_forms_change_nothing() -> None:
    one = form("场次", "人数", fields__only__project="培训")
    assert compared(TEMPLATE, one, one).changes == ()


def test_what_is_said_otherwise_is_told_in_the_order_of_the_form() -> None:
    ours = form("场次", fields__only__project="培训", funding__total__executed="9")
    theirs = form(
        "场次",
        fields__only__project="教师培训",
        funding__total__executed="9.5",
        indicators__r1__actual="12场",
    )
    comparison = compared(TEMPLATE, ours, theirs)
    assert [(one.label, one.before, one.after) for one in comparison.changes] == [
        ("项目名称", "培训", "教师培训"),
        ("年度资金总额的全年执行数", "9", "9.5"),
        ("第 1 行“场次”的实际完成值", "", "12场"),
    ]
    assert comparison.merged(comparison.changes) == theirs
    assert comparison.merged(comparison.changes[1:2]).text("funding", "total", "executed") == "9.5"
    assert comparison.merged([]) == ours


def test_what_is_blank_in_the_file_changes_nothing() -> None:
    ours = form("场次", "人数", fields__only__department="教委")
    theirs = form("场次")
    assert compared(TEMPLATE, ours, theirs).changes == ()


def test_indicators_are_found_by_name_wherever_they_stand() -> None:
    ours = form("场次", "人数", "满意度")
    theirs = form("人数", "满意度", ids="t", indicators__t1__actual="30人", indicators__t2__target="≥3")
    changes = compared(TEMPLATE, ours, theirs).changes
    assert [(one.place.row, one.label) for one in changes] == [
        ("r2", "第 2 行“人数”的年度指标值"),
        ("r2", "第 2 行“人数”的实际完成值"),
    ]


def test_one_between_two_that_are_the_same_was_renamed() -> None:
    changes = compared(
        TEMPLATE, form("场次", "人数", "满意度"), form("场次", "参训人数", "满意度", ids="t")
    ).changes
    assert [(one.place.row, one.before, one.after) for one in changes] == [("r2", "人数", "参训人数")]


def test_a_row_that_is_not_there_is_added_behind_the_one_before_it() -> None:
    ours = form("场次", "满意度")
    theirs = form(
        "课时",
        "场次",
        "人数",
        "合格率",
        "满意度",
        ids="t",
        indicators__t5__target="≥2",
        indicators__t2__target="≥1",
    )
    comparison = compared(TEMPLATE, ours, theirs)
    assert [(one.label, one.after) for one in comparison.changes] == [
        ("新增一行：第 1 行“课时”", "课时；≥1"),
        ("新增一行：第 3 行“人数”", "人数；≥3"),
        ("新增一行：第 4 行“合格率”", "合格率；≥4"),
    ]
    merged = comparison.merged(comparison.changes)
    assert [row.text("level3") for row in merged.rows("indicators")] == [
        "课时",
        "场次",
        "人数",
        "合格率",
        "满意度",
    ]
    assert len({row.id for row in merged.rows("indicators")}) == 5
    without_one = comparison.merged([comparison.changes[2]])
    assert [row.text("level3") for row in without_one.rows("indicators")] == ["场次", "合格率", "满意度"]


def test_an_empty_row_is_no_change() -> None:
    theirs = form("场次").inserting("indicators", 1, (Row(RowId("t")),))
    assert compared(TEMPLATE, form("场次"), theirs).changes == ()


def test_goals_go_by_their_place_and_more_of_them_are_added() -> None:
    goals = tuple(
        Row(RowId(f"g{number}"), {"expected_goal": text}) for number, text in enumerate(("办10场", "建库"), 1)
    )
    ours = form("场次").with_rows("goals", (Row(RowId("x"), {"expected_goal": "办8场"}),))
    theirs = form("场次").with_rows("goals", goals)
    comparison = compared(TEMPLATE, ours, theirs)
    assert [(one.before, one.after) for one in comparison.changes] == [("办8场", "办10场"), ("", "建库")]
    merged = comparison.merged(comparison.changes)
    assert [row.text("expected_goal") for row in merged.rows("goals")] == ["办10场", "建库"]


def test_a_row_that_comes_into_an_empty_grid_keeps_its_goal() -> None:
    ours = form()
    theirs = form().with_rows("indicators", (Row(RowId("t"), {"level3": "场次"}, parent=RowId("g1")),))
    (change,) = compared(TEMPLATE, ours, theirs).changes
    (row,) = compared(TEMPLATE, ours, theirs).merged([change]).rows("indicators")
    assert (row.text("level3"), row.parent) == ("场次", "g1")


@pytest.mark.parametrize("year", [2022, 2024])
def test_the_year_is_not_compared_but_the_note_is(year: int) -> None:
    theirs = form("场次").with_year(year).with_text(Place(*NOTE), "见附件")
    changes = compared(TEMPLATE, form("场次"), theirs).changes
    assert [(one.place, one.label) for one in changes] == [((NOTE.block, ONLY, "note"), "备注")]
