from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.checks.counts import counts_in
from perfeval_desktop.domain.checks.prose import explains, has_number, placeholder, year_mentions
from perfeval_desktop.domain.dates import is_date
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import column_of, place_label, place_order
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from strategies import texts
from whole_forms import whole_forms


def bells(text: str) -> str:
    return "\x07" if "\x07" in text else ""


def findings(template: Template, form: Form) -> tuple[Finding, ...]:
    read = facts(template, form)
    return check(template, form, read, score(template, read), unprintable=bells)


@given(whole_forms())
def test_no_form_is_beyond_the_checks(one: tuple[Template, Form]) -> None:
    template, form = one
    found = findings(template, form)
    keys = [(list(Severity).index(one.severity), place_order(template, form, one.place)) for one in found]
    assert keys == sorted(keys)
    for finding in found:
        assert finding.message.endswith("。")
        assert "\n" not in finding.message
        assert len(finding.message) < 250
        assert column_of(template, finding.place) is not None
        assert place_label(template, form, finding.place)


@given(whole_forms())
def test_a_form_read_anew_is_judged_the_same(one: tuple[Template, Form]) -> None:
    template, form = one
    before = findings(template, form)
    rows = {
        key: tuple(type(row)(row.id, row.cells, row.parent, row.joined) for row in table)
        for key, table in form.tables.items()
    }
    anew = form
    for key, table in rows.items():
        anew = anew.with_rows(key, table)
    assert findings(template, form) == before == findings(template, anew)


@given(whole_forms())
def test_the_same_check_says_the_same_thing_once(one: tuple[Template, Form]) -> None:
    found = findings(*one)
    assert len(set(found)) == len(found)


@given(whole_forms())
def test_what_is_wrong_with_a_cell_by_itself_is_said_once(one: tuple[Template, Form]) -> None:
    said = [finding.place for finding in findings(*one) if finding.code in {Code.ENTRY, Code.SCORE}]
    assert len(set(said)) == len(said)


@given(whole_forms(), st.integers(0, 5))
def test_a_finding_stays_in_the_form_when_rows_go(one: tuple[Template, Form], row: int) -> None:
    template, form = one
    for key, table in form.tables.items():
        block = template.by_key[key]
        # A fixed row stays: nobody can remove it.
        if block.has_own_rows and row < len(table) and table[row].id not in block.fixed_rows:
            form = form.removing(key, frozenset({table[row].id}))
    there = {(key, line.id) for key, table in form.tables.items() for line in table}
    for finding in findings(template, form):
        place = finding.place
        is_own = template.by_key[place.block].has_own_rows
        assert not is_own or (place.block, place.row) in there or not form.rows(place.block)


@given(texts(200))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(explains(text), bool)
    assert isinstance(has_number(text), bool)
    assert isinstance(is_date(text), bool)
    assert placeholder(text) in text
    assert set(year_mentions(text).reported) <= year_mentions(text).named
    assert all(count.number.is_finite() for count in counts_in(text))
