"""Whatever a bureau's form looks like and whatever is typed into it: it can be checked and explained."""

from hypothesis import given
from hypothesis import strategies as st

from any_template import any_form, any_template
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import column_of, place_order
from perfeval_desktop.domain.score_explanations import (
    explain_completion,
    explain_execution,
    explain_indicator,
    explain_total,
)
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template


@st.composite
def made(draw: st.DrawFn) -> tuple[Template, Form]:
    template = draw(any_template())
    return template, draw(any_form(template))


def findings(template: Template, form: Form) -> tuple[Finding, ...]:
    read = facts(template, form)
    return check(template, form, read, score(template, read))


@given(made())
def test_no_form_of_any_template_is_beyond_the_checks(one: tuple[Template, Form]) -> None:
    template, form = one
    found = findings(template, form)
    keys = [(list(Severity).index(one.severity), place_order(template, form, one.place)) for one in found]
    assert keys == sorted(keys)
    assert len(set(found)) == len(found)
    for finding in found:
        assert finding.message.endswith("。")
        assert "\n" not in finding.message
        assert column_of(template, finding.place) is not None


@given(any_template())
def test_a_new_form_of_any_template_is_only_asked_to_be_filled_in(template: Template) -> None:
    found = findings(template, blank_form(template, 2023))
    asked = {finding.code for finding in found if "还没有填写" in finding.message}
    assert asked <= {Code.REQUIRED, Code.SCORE}
    # A grid of level-1 names alone begins with the same ones several times.
    rest = {finding.code for finding in found if "还没有填写" not in finding.message}
    assert rest <= {Code.REQUIRED, Code.DIMENSION_MISSING, Code.REPETITION}


@given(made())
def test_every_number_of_any_form_can_be_explained(one: tuple[Template, Form]) -> None:
    template, form = one
    read = facts(template, form)
    sheet = score(template, read)
    assert explain_execution(template, read, sheet)
    assert explain_total(template, read, sheet)
    for row in range(len(read.indicators)):
        assert explain_indicator(template, read, sheet, row)
        assert explain_completion(template, read, sheet, row)
