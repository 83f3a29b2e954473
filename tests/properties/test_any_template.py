"""Whatever a bureau's form looks like and whatever is typed into it: nothing is lost and nothing raises."""

from collections import Counter, defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from any_template import any_form, any_template, cells, made, places, typed
from perfeval_desktop.cli.form_text import form_lines
from perfeval_desktop.cli.output import visible
from perfeval_desktop.domain.blocks import AnyBlock, FundingBlock, IndicatorsBlock
from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Role, Stage
from perfeval_desktop.domain.earning import ZERO
from perfeval_desktop.domain.entry import enter, row_ids
from perfeval_desktop.domain.facts import unit_of
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Form, FormState, Place, Row
from perfeval_desktop.domain.money import read_amount
from perfeval_desktop.domain.next_year import for_next_year
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.patch import apply, difference
from perfeval_desktop.domain.places import TITLE, UNIT, YEAR, place_label, place_order
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.score_explanations import (
    explain_completion,
    explain_execution,
    explain_indicator,
    explain_total,
    how_to_score,
)
from perfeval_desktop.domain.scoring import Origin
from perfeval_desktop.domain.template import FORM_BLOCK, Template
from perfeval_desktop.domain.template_change import with_template
from perfeval_desktop.domain.units import with_unit
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.store import FormId

Made = tuple[Template, Form]


# -- entering ------------------------------------------------------------------------------------------------


@given(made(), st.data())
def test_what_is_typed_stands_in_its_cell_and_nowhere_else(one: Made, data: st.DataObject) -> None:
    template, form = one
    place = data.draw(st.sampled_from(places(template, form)))
    text = data.draw(typed())
    changed = enter(template, form, place, text)
    before, after = cells(form), dict(cells(changed))
    column = template.by_key[place.block].by_key[place.column]
    entered = after.pop(place, "")
    if column.kind is Kind.LINE:
        assert "".join(entered.split()) == "".join(text.split())
    else:
        assert entered == text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace(
            "\u2028", "\n"
        ).replace("\u2029", "\n")
    assert {key: value for key, value in before.items() if key != place} == after
    assert enter(template, changed, place, entered) == changed


# -- printing ------------------------------------------------------------------------------------------------


@given(made())
def test_every_cell_of_a_row_is_covered_once_and_every_row_fills_the_table(one: Made) -> None:
    template, form = one
    for row in printed(Seen.of(template, form)).rows:
        assert sum(row.widths) == template.page.table_width
        assert min(row.widths) > 0
        at = 0
        for cell in row.cells:
            assert cell.first == at
            assert cell.end > cell.first
            at = cell.end
        assert at == len(row.widths)


@given(made())
def test_a_cell_that_rows_share_stands_in_neighbours(one: Made) -> None:
    template, form = one
    rows = printed(Seen.of(template, form)).rows
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for cell in row.cells:
            found[id(cell)].append(number)
    assert all(after - before == 1 for numbers in found.values() for before, after in pairwise(numbers))


@given(made())
def test_every_text_that_was_entered_is_printed(one: Made) -> None:
    template, form = one
    seen = Seen.of(template, form)
    rows = printed(seen).rows
    shown = "".join("".join(cell.text.split()) for row in rows for cell in row.cells)
    for place, text in cells(form).items():
        column = template.by_key[place.block].by_key[place.column]
        if place.block == FORM_BLOCK or is_computed(template, form, place):
            continue
        for spelling in spellings(seen, column, text):
            assert "".join(spelling.split()) in shown, place


def is_computed(template: Template, form: Form, place: Place) -> bool:
    """Whether what stands at ``place`` is what a paper claims, or a score in a cell that rows share."""
    block = template.by_key[place.block]
    column = block.by_key[place.column]
    row = form.row(place.block, place.row)
    if column.stage is Stage.COMPUTED or (row is not None and column.key in row.joined):
        return True
    if isinstance(block, FundingBlock) and column.role is Role.SCORE:
        return place.row in block.fixed_rows
    is_execution = isinstance(block, IndicatorsBlock) and place.row in block.fixed_rows
    return is_execution and column.role in {Role.WEIGHT, Role.SCORE}


def spellings(seen: Seen, column: Column, text: str) -> list[str]:
    """Return what is printed of a text."""
    if column.kind is Kind.CHOICE:
        chosen = [one.strip() for one in text.split("、")]
        if column.choice_style is ChoiceStyle.TICKS:
            return [one for one in chosen if one not in column.choices]
        return [text]
    return [seen.entered(column, text)]


@given(made())
def test_numbers_keep_their_digits_in_the_spelling_of_the_template(one: Made) -> None:
    template, form = one
    seen = Seen.of(template, form)
    for place, text in cells(form).items():
        column = template.by_key[place.block].by_key[place.column]
        shown = seen.entered(column, text)
        if column.kind is Kind.AMOUNT:
            assert read_amount(shown, seen.facts.unit).value == read_amount(text, seen.facts.unit).value
        elif column.kind is Kind.POINTS:
            assert read_number(shown).value == read_number(text).value


# -- scoring and checks --------------------------------------------------------------------------------------


@given(made())
def test_scores_add_up_and_stay_within_their_weights(one: Made) -> None:
    sheet = Seen.of(*one).sheet
    for line in sheet.indicators:
        if line.origin is Origin.RULE and line.value is not None and line.weight is not None:
            assert ZERO <= line.value <= max(line.weight, ZERO)
    assert sheet.total <= sheet.uncapped
    assert (sheet.grade is not None) <= (sheet.is_complete and sheet.is_scored)


@given(made())
def test_checks_never_raise_and_name_a_cell_of_the_form(one: Made) -> None:
    template, form = one
    seen = Seen.of(template, form)
    findings = check(template, form, seen.facts, seen.sheet)
    there = {YEAR, *places(template, form)}
    for finding in findings:
        # Where there are no indicators at all, that is told of the grid.
        is_empty = not row_ids(template.by_key[finding.place.block], form)
        assert finding.place in there or is_empty, finding
        assert finding.place.column in template.by_key[finding.place.block].by_key or finding.place == YEAR
        assert finding.message.endswith("。")
    orders = [place_order(template, form, one.place) for one in findings if one.severity is Severity.ERROR]
    assert orders == sorted(orders)


@given(made())
def test_what_cannot_be_read_is_an_error_at_its_cell(one: Made) -> None:
    template, form = one
    seen = Seen.of(template, form)
    told = {
        finding.place
        for finding in check(template, form, seen.facts, seen.sheet)
        if finding.code is Code.ENTRY and finding.severity is Severity.ERROR
    }
    for place, text in cells(form).items():
        if place.block == FORM_BLOCK:
            continue
        block = template.by_key[place.block]
        if is_unreadable(seen, block, place, text):
            assert place in told


def is_unreadable(seen: Seen, block: AnyBlock, place: Place, text: str) -> bool:
    row = seen.form.row(place.block, place.row)
    fixed = block.fixed_rows.get(place.row)
    if row is None or place.column in row.joined:
        return False
    if fixed is not None and fixed.fixed.get(place.column, "").strip() == text.strip():
        return False
    match block.by_key[place.column].kind:
        case Kind.AMOUNT:
            return read_amount(text, seen.facts.unit).is_unreadable
        case Kind.POINTS:
            return read_number(text).is_unreadable
        case _:
            return False


@given(made())
def test_every_figure_has_an_explanation(one: Made) -> None:
    template, form = one
    seen = Seen.of(template, form)
    told = [
        explain_execution(template, seen.facts, seen.sheet),
        explain_total(template, seen.facts, seen.sheet),
    ]
    for row in range(len(seen.facts.indicators)):
        told.append(explain_indicator(template, seen.facts, seen.sheet, row))
        explain_completion(template, seen.facts, seen.sheet, row)
        how_to_score(template, seen.facts, seen.sheet, row)
    assert all(told)


# -- text ----------------------------------------------------------------------------------------------------


@given(made())
def test_the_form_as_text_holds_every_text_that_was_entered(one: Made) -> None:
    template, form = one
    shown = evaluate(template, FormId(""), form)
    seen = Seen.of(template, form)
    lines = list(form_lines(shown))
    there = Counter("".join(lines))
    for place, text in cells(form).items():
        column = template.by_key[place.block].by_key[place.column]
        if place.block == FORM_BLOCK or is_computed(template, form, place):
            continue
        for spelling in spellings(seen, column, text):
            # Cells wrap each in its own column, so that only their characters stand together.
            wanted = Counter("".join(visible(spelling).split()))
            assert wanted <= there, place


# -- places and changes --------------------------------------------------------------------------------------


@given(made(), st.data())
def test_the_difference_of_two_forms_leads_there_and_back(one: Made, data: st.DataObject) -> None:
    template, before = one
    after = data.draw(any_form(template))
    patch = difference(before, after)
    assert apply(patch, before) == after
    assert apply(patch.inverse, after) == before


@given(made())
def test_every_place_has_words_and_a_place_in_the_order_of_its_own(one: Made) -> None:
    template, form = one
    all_places = places(template, form)
    for place in all_places:
        assert place_label(template, form, place).strip()
    orders = [place_order(template, form, place) for place in all_places]
    assert len(set(orders)) == len(orders)


@given(made())
def test_next_year_begins_with_what_was_planned(one: Made) -> None:
    template, form = one
    copy = for_next_year(template, form)
    kept = {
        place: text
        for place, text in cells(form).items()
        if template.by_key[place.block].by_key[place.column].stage is Stage.PLAN and place != TITLE
    }
    assert {place: text for place, text in cells(copy).items() if place != TITLE} == kept
    assert (copy.year, copy.state) == (form.year + 1, FormState.DRAFT)
    assert [row.id for row in all_rows(copy)] == [row.id for row in all_rows(form)]
    assert [row.parent for row in all_rows(copy)] == [row.parent for row in all_rows(form)]


def all_rows(form: Form) -> list[Row]:
    return [row for rows in form.tables.values() for row in rows]


@given(made(), any_template())
def test_another_template_and_back_keeps_every_text_in_its_cell(one: Made, other: Template) -> None:
    template, form = one
    there = with_template(other, template, form)
    assert Counter(texts_but_the_unit(there)) == Counter(texts_but_the_unit(form))
    assert printed(Seen.of(other, there)).rows
    back = with_template(template, other, there)
    assert texts_but_the_unit(back) == texts_but_the_unit(form)
    assert unit_of(template, back) is unit_of(template, form)


def texts_but_the_unit(form: Form) -> list[str]:
    return sorted(text for place, text in cells(form).items() if place != UNIT)


@given(made())
def test_the_other_unit_and_back_is_the_same_money(one: Made) -> None:
    template, form = one
    unit = unit_of(template, form)
    there = with_unit(template, form, unit.other)
    assert unit_of(template, there) is unit.other
    back = with_unit(template, there, unit)
    for changed in (there, back):
        for place, text in cells(form).items():
            kind = template.by_key[place.block].by_key[place.column].kind
            now = changed.text(*place)
            if kind is Kind.AMOUNT:
                own = unit_of(template, changed)
                assert read_amount(now, own).value == read_amount(text, unit).value, place
            elif place != UNIT:
                assert now == text
