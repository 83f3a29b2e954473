from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.columns import Kind
from perfeval_desktop.domain.entry import enter, enter_all, enter_block, parse_year, row_ids
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.places import TITLE, YEAR
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import EntryError
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import at, filled, short_template
from strategies import texts

TEMPLATE = TemplateCatalogue()["minhang-2023"]
FORM = filled(TEMPLATE, goals={}, indicators=[{"level3": "满意度"}, {}])
GOAL = at("goals.only.expected_goal")
INDICATOR_CELLS = [
    Place("indicators", row.id, key) for row in FORM.rows("indicators") for key in ("level1", "level3")
]
ACTUAL, WEIGHT, SCORE = (at(f"indicators.r1.{key}") for key in ("actual", "weight", "score"))

CELLS = [
    TITLE,
    *(
        Place(block.key, row, column.key)
        for block in TEMPLATE.blocks
        for row in row_ids(block, FORM)[:1]
        for column in block.columns
    ),
]
ONE_LINE = ["head.only.project", "head.only.department", "head.only.implementing_unit", "form.only.title"]


def entered(place: Place, text: str, form: Form = FORM) -> str:
    return enter(TEMPLATE, form, place, text).text(*place)


def is_text(place: Place) -> bool:
    column = TEMPLATE.by_key[place.block].by_key[place.column]
    return column.kind is not Kind.LINE


@pytest.mark.parametrize("place", [one for one in CELLS if is_text(one)], ids=lambda place: place.path)
@pytest.mark.parametrize(
    "text",
    [
        *("a<b & c>d", "一\n二", "一\t二", "\x07", "\x00", "𠮷", "👨‍👩‍👧", "  两边空格  ", "≥90.00(%)"),
        *("六万", "1e999", "NaN", "-1", "1,2,3", "200", "5.555", "长" * 40_000),
    ],
    ids=ascii,
)
def test_whatever_is_typed_is_kept_to_the_letter(place: Place, text: str) -> None:
    assert entered(place, text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\u2028", "\u2029"])
def test_line_ends_become_plain(end: str) -> None:
    assert entered(GOAL, f"一{end}二") == "一\n二"


@pytest.mark.parametrize("path", ONE_LINE)
def test_names_are_one_line(path: str) -> None:
    assert entered(at(path), " 教育\r\n局\n") == "教育 局"


@pytest.mark.parametrize("key", ["level1", "level2"])
def test_names_of_levels_broken_into_lines_are_joined(key: str) -> None:
    assert entered(at(f"indicators.r1.{key}"), " 服务对象 \n满意度\n指标") == "服务对象满意度指标"


@pytest.mark.parametrize("place", CELLS, ids=lambda place: place.path)
def test_half_a_character_is_marked_as_lost(place: Place) -> None:
    assert entered(place, "好\ud842") == "好\N{REPLACEMENT CHARACTER}"
    assert entered(place, "\udfb7好") == "\N{REPLACEMENT CHARACTER}好"


@pytest.mark.parametrize("place", CELLS, ids=lambda place: place.path)
@pytest.mark.parametrize("text", ["7", " 一 \n 二 ", "３４８"])
def test_what_a_cell_holds_can_be_typed_again(place: Place, text: str) -> None:
    once = enter(TEMPLATE, FORM, place, text)
    assert enter(TEMPLATE, once, place, once.text(*place)) == once


def test_a_blank_cell_is_no_cell() -> None:
    form = enter(TEMPLATE, FORM, SCORE, "5")
    assert enter(TEMPLATE, form, SCORE, "") == FORM


def test_a_cell_the_template_has_no_place_for_is_kept_all_the_same() -> None:
    assert entered(at("indicators.r1.evidence"), "照片\r\n两张") == "照片\n两张"
    assert entered(at("gone.r1.evidence"), "照片") == "照片"


# -- the year ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2023", 2023),
        (" ２０２４年 ", 2024),
        ("\ufeff2024\u200b", 2024),
        ("2024\u00a0年\u200e", 2024),
        ("2099年度", 2099),
        ("2000", 2000),
    ],
)
def test_years_are_read_as_users_type_them(typed: str, year: int) -> None:
    assert parse_year(typed) == year
    assert enter(TEMPLATE, FORM, YEAR, typed) == FORM.with_year(year)


@pytest.mark.parametrize(
    "typed", ["", "1999", "2100", "23", "二〇二三", "2023.0", "20231", "²⁰²³", "2023年年"]
)
def test_the_year_alone_must_be_one(typed: str) -> None:
    with pytest.raises(EntryError) as caught:
        enter(TEMPLATE, FORM, YEAR, typed)
    assert str(caught.value) == f"“{typed}”不是年度，请填 2000 到 2099 之间的四位数字，如 2023。"


# -- blocks of cells -----------------------------------------------------------------------------------------


def rows(form: Form, *keys: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(key) for key in keys) for row in form.rows("indicators")]


CELL_PLACES = st.sampled_from(
    [
        *(at(path) for path in ONE_LINE),
        *(
            Place("indicators", row.id, key)
            for row in FORM.rows("indicators")
            for key in ("level1", "level3")
        ),
        GOAL,
        YEAR,
    ]
)


@given(st.lists(st.tuples(CELL_PLACES, texts()), max_size=6))
def test_many_texts_are_entered_as_one_by_one(entries: list[tuple[Place, str]]) -> None:
    wanted = FORM
    entries = [(place, "2031" if place == YEAR else text) for place, text in entries]
    for place, text in entries:
        wanted = enter(TEMPLATE, wanted, place, text)
    assert enter_all(TEMPLATE, FORM, entries) == wanted


def test_what_stands_there_already_stays_to_the_letter() -> None:
    spelt = FORM.with_text(at("head.only.project"), "  企业\n政策 ").with_year(2023)
    entries = [(at("head.only.project"), "  企业\n政策 "), (YEAR, "2023")]
    assert enter_all(TEMPLATE, spelt, entries) == spelt


def test_one_year_that_is_none_refuses_all() -> None:
    with pytest.raises(EntryError, match="不是年度"):
        enter_all(TEMPLATE, FORM, [(GOAL, "目标"), (YEAR, "去年")])


def test_a_block_is_entered_to_the_right_and_down() -> None:
    form, left_over = enter_block(
        TEMPLATE, FORM, ACTUAL, (("95%", "10", "9.5"), ("达成指标", "很多", "20", "无"))
    )
    assert rows(form, "level3", "actual", "weight", "score", "reason") == [
        ("满意度", "95%", "10", "9.5", ""),
        ("", "达成指标", "很多", "20", "无"),
    ]
    assert left_over == ()


def test_a_block_adds_the_rows_it_needs() -> None:
    form, left_over = enter_block(
        TEMPLATE, FORM, at("indicators.r2.level1"), (("产出指标",), ("效益指标",), ())
    )
    assert rows(form, "level1") == [("",), ("产出指标",), ("效益指标",), ("",)]
    assert [row.id for row in form.rows("indicators")] == ["r1", "r2", "r3", "r4"]
    assert (form.made, left_over) == (4, ())


def test_an_empty_block_changes_nothing() -> None:
    assert enter_block(TEMPLATE, FORM, ACTUAL, ()) == (FORM, ())


def test_the_columns_of_a_block_are_the_templates() -> None:
    template = short_template('[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 score weight"')
    form = filled(template, indicators=[{"level3": "满意度"}])
    changed, _ = enter_block(template, form, SCORE, (("9", "10"),))
    assert rows(changed, "level3", "score", "weight") == [("满意度", "9", "10")]


def test_what_is_wider_than_the_grid_is_told() -> None:
    form, left_over = enter_block(TEMPLATE, FORM, SCORE, (("9", "原因", "多一列", " "), ("8", "", "")))
    assert rows(form, "score", "reason") == [("9", "原因"), ("8", "")]
    assert left_over == ("多一列",)


FIXED = """
[[blocks]]
type = "funding"
columns = "initial_budget executed execution_rate"

[[blocks]]
type = "fields"
columns = "project department"
"""


@pytest.fixture
def fixed() -> Template:
    return short_template(FIXED)


def test_no_rows_are_added_where_they_are_the_templates(fixed: Template) -> None:
    form, left_over = enter_block(
        fixed, filled(fixed), at("funding.carryover.executed"), (("1", "50%"), ("2",), ("3",), (" ",))
    )
    assert form.text("funding", "carryover", "executed") == "1"
    assert form.text("funding", "carryover", "execution_rate") == "50%"
    assert form.text("funding", "other_funds", "executed") == "2"
    assert left_over == ("3",)


@pytest.mark.parametrize("before", [{}, {"fields": {"project": "培训"}}], ids=["blank", "filled"])
def test_fields_take_a_block_as_their_one_row(fixed: Template, before: dict[str, Any]) -> None:
    form, left_over = enter_block(
        fixed, filled(fixed, **before), at("fields.only.project"), (("讲座", "教育局"), ("多余",))
    )
    assert form == filled(fixed, fields={"project": "讲座", "department": "教育局"})
    assert left_over == ("多余",)


def test_the_rows_of_a_block_are_the_templates_or_those_of_the_form(fixed: Template) -> None:
    assert row_ids(fixed.by_key["funding"], filled(fixed))[:2] == ["total", "current_appropriation"]
    assert row_ids(TEMPLATE.by_key["indicators"], FORM) == [RowId("r1"), RowId("r2")]
    assert row_ids(TEMPLATE.by_key["indicators"], filled(TEMPLATE)) == []


def test_a_block_of_one_row_has_it_even_while_it_holds_nothing(fixed: Template) -> None:
    assert row_ids(fixed.by_key["fields"], filled(fixed)) == [RowId("only")]
    closing = short_template('[[blocks]]\ntype = "closing"')
    assert row_ids(closing.by_key["closing"], filled(closing)) == []
