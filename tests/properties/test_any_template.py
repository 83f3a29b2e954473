"""Whatever a bureau's form looks like and whatever is typed into it: nothing is lost and nothing raises."""

from hypothesis import given
from hypothesis import strategies as st

from any_template import any_form, any_template, places
from perfeval_desktop.domain.columns import Kind, Stage
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import apply, difference
from perfeval_desktop.domain.places import place_label, place_order
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.scoring import ZERO, Origin, score
from perfeval_desktop.domain.template import Template


@st.composite
def made(draw: st.DrawFn) -> tuple[Template, Form]:
    template = draw(any_template())
    return template, draw(any_form(template))


def seen(template: Template, form: Form) -> Seen:
    read = facts(template, form)
    return Seen(template, form, read, score(template, read))


@given(made())
def test_every_cell_of_a_row_is_covered_once(one: tuple[Template, Form]) -> None:
    for row in printed(seen(*one)).rows:
        at = 0
        for cell in row.cells:
            assert cell.first == at
            at = cell.end
        assert at == len(row.widths)


@given(made())
def test_every_text_that_was_entered_is_printed(one: tuple[Template, Form]) -> None:
    template, form = one
    rows = printed(seen(template, form)).rows
    shown = "".join("".join(cell.text.split()) for row in rows for cell in row.cells)
    for block in template.blocks:
        for row in form.rows(block.key):
            for key, text in row.cells.items():
                column = block.by_key[key]
                is_respelled = column.kind in {Kind.CHOICE, Kind.AMOUNT, Kind.POINTS}
                if column.stage is not Stage.COMPUTED and not is_respelled:
                    assert "".join(text.split()) in shown, (block.key, key)


@given(made())
def test_scores_add_up_and_stay_within_their_weights(one: tuple[Template, Form]) -> None:
    sheet = seen(*one).sheet
    for line in sheet.indicators:
        if line.origin is Origin.RULE and line.value is not None and line.weight is not None:
            assert ZERO <= line.value <= max(line.weight, ZERO) or line.weight < 0
    assert sheet.total <= sheet.uncapped


@given(made(), st.data())
def test_the_difference_of_two_forms_leads_there_and_back(
    one: tuple[Template, Form], data: st.DataObject
) -> None:
    template, before = one
    after = data.draw(any_form(template))
    patch = difference(before, after)
    assert apply(patch, before) == after
    assert apply(patch.inverse, after) == before


@given(made())
def test_every_place_has_words_and_an_order(one: tuple[Template, Form]) -> None:
    template, form = one
    for place in places(template, form):
        assert place_label(template, form, place).strip()
        assert place_order(template, form, place) == place_order(template, form, place)
