"""Remedies in general: each leads on, and asking for one never goes wrong."""

import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.remedies import REMEDIES, remedied
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from remedying import findings_with_remedies, judged_of
from sound_form import NATIONAL, TRAININGS, sound_form, with_row

CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.name: sample for sample in samples()}
SPOILT = (
    sound_form(),
    with_row(TRAININGS, level1="", level2="", target="20", actual="≥9", weight="", score="30"),
    with_row(TRAININGS, level1="数量指标", target="≤10场", actual="", weight="x", score="-1", reason="**"),
    sound_form(funding__total__executed="", funding__total__score="x", figures__only__total="0"),
)


def places(form: Form) -> list[Place]:
    return [
        Place(block.key, row.id, column.key)
        for block in NATIONAL.by_key.values()
        for row in form.rows(block.key)
        for column in block.columns
    ]


@pytest.mark.parametrize("code", REMEDIES)
def test_whatever_cell_is_asked_about_there_is_an_answer(code: Code) -> None:
    for form in SPOILT:
        judged = judged_of(form, NATIONAL)
        for place in places(form):
            labels = [remedy.label for remedy in REMEDIES[code](judged, place)]
            assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_remedy_settles_what_it_is_for(name: str) -> None:
    template, form = CATALOGUE[SAMPLES[name].template], SAMPLES[name].form(CATALOGUE)
    for finding, remedies in findings_with_remedies(form, template):
        for remedy in remedies:
            after = remedied(template, form, remedy)
            assert after != form
            left = [one for one, _ in findings_with_remedies(after, template)]
            assert (finding.code, finding.place, finding.message) not in [
                (one.code, one.place, one.message) for one in left
            ], remedy.label


def test_a_check_without_a_remedy_offers_none() -> None:
    offered = findings_with_remedies(with_row(TRAININGS, actual="9场"))
    assert {finding.code: remedies for finding, remedies in offered} == {
        Code.DEDUCTION_REASON: (),
        Code.CONTRADICTION: (),
    }
