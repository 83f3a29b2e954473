from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.checks.counts import counts_in
from perfeval_desktop.domain.checks.reading import explains, has_number, placeholder, year_mentions
from perfeval_desktop.domain_v1.cells import (
    ExecutionScoreCell,
    IndicatorCell,
    TotalCell,
    cell_label,
    place_on_form,
)
from perfeval_desktop.domain_v1.checks import check
from perfeval_desktop.domain_v1.findings import Severity
from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.scoring import score
from strategies import CATALOGUE, forms, texts


@given(forms())
def test_no_form_is_beyond_the_checks(form: SelfAssessment) -> None:
    template = CATALOGUE[form.template]
    sheet = score(template, form)
    findings = check(template, form, sheet)
    assert findings == check(template, form, sheet)
    keys = [(list(Severity).index(one.severity), place_on_form(one.cell)) for one in findings]
    assert keys == sorted(keys)
    for one in findings:
        assert one.message.endswith("。")
        assert "\n" not in one.message
        assert len(one.message) < 250
        assert cell_label(template, form, one.cell)
        if isinstance(one.cell, IndicatorCell):
            assert one.cell.row < len(form.indicators)


@given(forms())
def test_the_same_check_says_the_same_thing_once(form: SelfAssessment) -> None:
    template = CATALOGUE[form.template]
    findings = check(template, form, score(template, form))
    assert len(set(findings)) == len(findings)


@given(forms(), st.integers(0, 5))
def test_a_finding_stays_in_the_form_when_rows_go(form: SelfAssessment, row: int) -> None:
    shorter = form.removing(frozenset({row}))
    template = CATALOGUE[form.template]
    cells = {one.cell for one in check(template, shorter, score(template, shorter))}
    rows = {cell.row for cell in cells if isinstance(cell, IndicatorCell)}
    assert rows <= set(range(len(shorter.indicators)))
    assert len(cells & {TotalCell(), ExecutionScoreCell()}) <= 2


@given(texts(200))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(explains(text), bool)
    assert isinstance(has_number(text), bool)
    assert placeholder(text) in text
    assert set(year_mentions(text).reported) <= year_mentions(text).named
    assert all(count.number.is_finite() for count in counts_in(text))
