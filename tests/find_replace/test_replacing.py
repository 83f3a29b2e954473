"""Replacing a text in a form."""

from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.columns import Kind
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.find_replace.form_matches import count, matches
from perfeval_desktop.find_replace.matcher import Matcher, Span
from perfeval_desktop.find_replace.query import Query
from perfeval_desktop.find_replace.replacing import (
    Replacements,
    label,
    number_of,
    replacements,
    with_replacements,
)
from small_forms import ONLY, PROJECT, SELF, SELF_TEXT, TOTAL, TRAININGS, clean_form, with_cell
from small_strategies import forms_of, texts


def planned(form: Form, sought: str, to: str, *, with_figures: bool = False) -> Replacements:
    """Return what replacing ``sought`` by ``to`` makes of a form."""
    found = matches(SELF, form, Matcher(Query(text=sought)))
    return replacements(SELF, form, found, to, with_figures=with_figures)


def test_each_cell_is_shown_before_and_after() -> None:
    first, *_ = planned(clean_form(), "2023", "2024").cells
    assert first == (
        PROJECT,
        "教师培训（2023 年）",
        "教师培训（2024 年）",
        (Span(5, 9),),
        (Span(5, 9),),
    )


def test_years_in_texts_are_replaced_and_amounts_are_left() -> None:
    amount = Place("funding", TOTAL, "executed")
    form = clean_form().with_text(amount, "2023.5")
    plan = planned(form, "2023", "2024")
    assert [one.place for one in plan.cells] == [PROJECT, Place("goals", ONLY, "actual_outcome")]
    assert plan.left == 1
    changed, since = with_replacements(form, plan.cells)
    assert changed.text(*amount) == "2023.5"
    assert changed.text(*PROJECT) == "教师培训（2024 年）"
    assert since == []


def test_amounts_and_points_are_replaced_when_asked() -> None:
    form = clean_form()
    plan = planned(form, "20", "25", with_figures=True)
    assert Place("indicators", TRAININGS, "weight") in {one.place for one in plan.cells}
    assert plan.left == 0


def test_a_choice_becomes_nothing_else_than_a_choice() -> None:
    text = SELF_TEXT.replace(
        '{ role = "department", label = "主管部门" }',
        '{ role = "department", label = "主管部门", kind = "choice", choices = ["教育局", "科技局"] }',
    )
    template = read_template(text, source="choice.toml")
    place = Place("head", ONLY, "department")
    form = clean_form().with_text(place, "教育局")
    found = tuple(one for one in matches(template, form, Matcher(Query(text="教育"))) if one.place == place)
    assert replacements(template, form, found, "文化") == ((), 1)
    assert [one.after for one in replacements(template, form, found, "科技").cells] == ["科技局"]


def test_what_stands_at_a_place_the_template_has_not_is_left() -> None:
    form = clean_form()
    found = matches(SELF, form, Matcher(Query(text="教师")))
    strange = tuple(one._replace(place=Place("elsewhere", ONLY, "x")) for one in found)
    assert replacements(SELF, form, strange, "学员").cells == ()


def test_the_text_after_is_the_one_that_is_saved() -> None:
    plan = planned(clean_form(), "（2023 年）", " ")
    assert [(one.after, one.new_spans) for one in plan.cells[:1]] == [("教师培训", ())]


def test_what_stays_the_same_is_not_replaced() -> None:
    assert planned(clean_form(), "教师", "教师") == ((), 0)


def test_what_has_changed_since_stays() -> None:
    plan = planned(clean_form(), "培训", "学习")
    form = with_cell(TRAININGS, "level3", "别的")
    changed, since = with_replacements(form, plan.cells)
    assert [one.place for one in since] == [Place("indicators", TRAININGS, "level3")]
    assert changed.text("indicators", TRAININGS, "level3") == "别的"
    assert changed.text(*PROJECT) == "教师学习（2023 年）"


def test_the_undo_step_says_what_was_replaced() -> None:
    assert label("2023", "2024", 12) == "全部替换“2023”为“2024”，12 处"
    assert label("2023", "2024", 1) == "替换“2023”为“2024”"
    assert label("（试行）", "", 1) == "删去“（试行）”"
    assert label("（试行）", "", 3) == "全部删去“（试行）”，3 处"


@given(forms_of(SELF), st.sampled_from(("指标", "产", "0", "1", ".", "无", "年", " ", "—", "A", "%")))
def test_what_has_been_replaced_everywhere_is_found_no_more(form: Form, sought: str) -> None:
    matcher = Matcher(Query(text=sought))
    found = matches(SELF, form, matcher)
    # A sign that is nowhere else: what is put in makes no new place.
    plan = replacements(SELF, form, found, "\ue000", with_figures=True)
    changed, since = with_replacements(form, plan.cells)
    assert since == []
    assert number_of(plan.cells) + plan.left == count(found)
    assert count(matches(SELF, changed, matcher)) == plan.left


@given(forms_of(SELF), texts(), texts())
def test_no_figure_is_ever_replaced_by_accident(form: Form, sought: str, to: str) -> None:
    changed, _ = with_replacements(form, planned(form, sought, to).cells)
    for block in SELF.blocks:
        for row in form.rows(block.key):
            for key, text in row.cells.items():
                column = column_of(SELF, Place(block.key, row.id, key))
                if column is not None and column.kind in {Kind.AMOUNT, Kind.POINTS, Kind.PERCENT}:
                    assert changed.text(block.key, row.id, key) == text
