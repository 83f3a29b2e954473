"""Where a text stands in a form."""

from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.places import EXECUTION_NOTE, NOTE, TITLE, UNIT, place_orders
from perfeval_desktop.find_replace.form_matches import count, matches
from perfeval_desktop.find_replace.matcher import Matcher
from perfeval_desktop.find_replace.query import ColumnGroup, Query
from small_forms import ONLY, OTHER, PROJECT, SELF, TRAININGS, clean_form, with_cell
from small_strategies import forms_of, texts


def places(form: Form, sought: str, columns: ColumnGroup = ColumnGroup.ALL) -> list[Place]:
    """Return where ``sought`` stands in a form."""
    return [one.place for one in matches(SELF, form, Matcher(Query(text=sought, columns=columns)))]


def test_all_texts_are_looked_through_in_the_order_of_the_form() -> None:
    form = with_cell(TRAININGS, "reason", "培训次数多").with_text(NOTE, "培训")
    assert places(form, "培训") == [
        NOTE,
        PROJECT,
        Place("goals", ONLY, "expected_goal"),
        Place("goals", ONLY, "actual_outcome"),
        Place("indicators", TRAININGS, "level3"),
        Place("indicators", TRAININGS, "reason"),
        Place("indicators", RowId("r2"), "level3"),
    ]


def test_only_cells_of_a_kind_are_looked_through_when_asked() -> None:
    form = with_cell(TRAININGS, "reason", "培训次数多")
    assert places(form, "培训", ColumnGroup.REASONS) == [Place("indicators", TRAININGS, "reason")]


def test_what_cannot_be_seen_on_the_page_is_not_found() -> None:
    form = clean_form()
    for place in (
        *(TITLE, UNIT, Place("figures", ONLY, "total"), Place("elsewhere", ONLY, "text")),
        *(Place("indicators", TRAININGS, "unknown"), Place("funding", RowId("gone"), "executed")),
    ):
        form = form.with_text(place, "罕见字")
    assert places(form, "罕见字") == []


def test_the_note_on_the_execution_is_found_where_it_is_on_the_page() -> None:
    assert places(clean_form().with_text(EXECUTION_NOTE, "罕见"), "罕见") == [EXECUTION_NOTE]
    other = blank_form(OTHER, 2023).with_text(EXECUTION_NOTE, "罕见")
    assert matches(OTHER, other, Matcher(Query(text="罕见"))) == ()


def test_places_are_counted_one_by_one() -> None:
    found = matches(SELF, clean_form(), Matcher(Query(text="0")))
    assert count(found) == sum(one.text.count("0") for one in found) > len(found)


def test_nothing_is_found_of_nothing() -> None:
    assert matches(SELF, clean_form(), Matcher(Query(text="*"))) == ()


@given(forms_of(SELF) | forms_of(OTHER), texts(), st.sampled_from(ColumnGroup))
def test_matches_come_in_the_order_of_the_form(form: Form, sought: str, columns: ColumnGroup) -> None:
    template = SELF if form.template.id == SELF.id else OTHER
    found = [one.place for one in matches(template, form, Matcher(Query(text=sought, columns=columns)))]
    assert found == sorted(found, key=place_orders(template, form))
    assert len(found) == len(set(found))
