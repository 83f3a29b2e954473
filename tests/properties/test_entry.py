from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain_v1.cells import EntryCell, IndicatorCell, TextCell, TextField
from perfeval_desktop.domain_v1.entry import enter, enter_block, typed_text
from perfeval_desktop.domain_v1.form import IndicatorField, SelfAssessment
from perfeval_desktop.errors import EntryError
from strategies import CATALOGUE, entry_cells, forms, texts, typed


def enter_or_refuse(form: SelfAssessment, cell: EntryCell, text: str) -> SelfAssessment | EntryError:
    try:
        return enter(CATALOGUE[form.template], form, cell, text)
    except EntryError as error:
        return error


@given(forms(), st.data())
def test_entering_gives_a_form_or_a_sentence_and_nothing_else(
    form: SelfAssessment, data: st.DataObject
) -> None:
    template = CATALOGUE[form.template]
    cell = data.draw(entry_cells(len(form.indicators)))
    text = data.draw(typed())
    entered = enter_or_refuse(form, cell, text)
    if isinstance(entered, EntryError):
        assert str(entered).endswith("。")
        assert "\n" not in str(entered)
        return
    shown = typed_text(template, entered, cell)
    assert enter(template, entered, cell, shown) == entered


@given(forms(), texts(200).filter(lambda text: not set(text) & set("\r\v\u2028\u2029")), st.data())
def test_prose_is_kept_to_the_letter(form: SelfAssessment, text: str, data: st.DataObject) -> None:
    template = CATALOGUE[form.template]
    prose = [
        TextCell(TextField.EXPECTED_GOAL),
        TextCell(TextField.ACTUAL_OUTCOME),
        TextCell(TextField.FUNDING_NOTE),
    ]
    fields = (IndicatorField.LEVEL3, IndicatorField.TARGET, IndicatorField.ACTUAL, IndicatorField.REASON)
    cells = prose + [IndicatorCell(row, field) for row in range(len(form.indicators)) for field in fields]
    cell = data.draw(st.sampled_from(cells))
    assert typed_text(template, enter(template, form, cell, text), cell) == text


@given(forms(), st.lists(st.lists(typed(), max_size=4).map(tuple), max_size=4).map(tuple), st.data())
def test_a_block_is_entered_as_a_whole_or_not_at_all(
    form: SelfAssessment, block: tuple[tuple[str, ...], ...], data: st.DataObject
) -> None:
    template = CATALOGUE[form.template]
    at = IndicatorCell(
        data.draw(st.integers(0, len(form.indicators))), data.draw(st.sampled_from(IndicatorField))
    )
    with suppress(EntryError):
        entered = enter_block(template, form, at, block)
        assert len(entered.indicators) == max(len(form.indicators), at.row + len(block))
