"""The samples: seven published forms to the digit, and a clean one of each further template."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.columns import Kind, Role, Stage
from perfeval_desktop.domain.facts import Facts, facts
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import column_of, execution_place, place_of
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.scoring import ScoreSheet, score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.entering import entered
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.samples import Sample, published_samples, samples
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.name: sample for sample in samples()}


class Printed(NamedTuple):
    """What a published form prints of what is computed."""

    rate: str | None
    execution_score: str | None
    total_weight: str | None
    total: str | None
    grade: str | None = None


PUBLISHED = {
    "minhang_education_2021_1": Printed("100.00%", "10.00", "100", "100"),
    "minhang_science_2023_1": Printed("98.52", "9.85", "100.00", "99.85", "优"),
    "minhang_science_2023_2": Printed("99.64", "9.96", "100.00", "99.96", "优"),
    "minhang_science_2023_3": Printed("99.77", "9.97", "100.00", "99.97", "优"),
    "minhang_science_2023_4": Printed("99.66", "9.96", "100.00", "99.96", "优"),
    "shanghai_education_2021_1": Printed("98.88%", "9.89", "100", "98.89"),
    "shanghai_education_2021_2": Printed("99.62%", "9.96", "100", "98.96"),
}
EVERY_PUBLISHED = pytest.mark.parametrize("name", PUBLISHED)
INVENTED = [name for name in SAMPLES if name not in PUBLISHED]


def read(sample: Sample) -> tuple[Template, Form, Facts, ScoreSheet]:
    template, form = CATALOGUE[sample.template], sample.form(CATALOGUE)
    its_facts = facts(template, form)
    return template, form, its_facts, score(template, its_facts)


def findings(sample: Sample) -> tuple[Finding, ...]:
    return check(*read(sample))


def texts(sample: Sample) -> dict[Place, str]:
    """Return what is printed at each place."""
    rows = printed(Seen(*read(sample))).rows
    return {cell.place: cell.text for row in rows for cell in row.cells if cell.place is not None}


def figures_on_paper(sample: Sample) -> Iterator[tuple[Place, str]]:
    """Yield the weights, scores, rates, totals and grades that stand on paper, with their places."""
    template = CATALOGUE[sample.template]
    found = match(template, sample.transcript)
    for entry in sample.transcript.entries():
        spot = found.spots.get(entry.path)
        column = None if spot is None else column_of(template, spot.place)
        if spot is not None and column is not None:
            # Goals that stand in the grid print their points behind their names.
            is_goal = template.goals is not None and spot.place.block == template.goals.key
            if not is_goal and (column.stage is Stage.COMPUTED or column.kind is Kind.POINTS):
                yield spot.place, entry.text


# -- the seven published forms -------------------------------------------------------------------------------


def test_seven_of_the_samples_are_published_forms() -> None:
    assert [sample.name for sample in published_samples()] == list(PUBLISHED)


@EVERY_PUBLISHED
def test_a_published_form_comes_out_to_the_digit(name: str) -> None:
    sample = SAMPLES[name]
    template, seen = CATALOGUE[sample.template], texts(sample)
    places = (
        execution_place(template, Role.EXECUTION_RATE),
        execution_place(template, Role.SCORE),
        *(place_of(template, role) for role in (Role.TOTAL_WEIGHT, Role.TOTAL, Role.GRADE)),
    )
    assert Printed(*(seen.get(place) if place is not None else None for place in places)) == PUBLISHED[name]
    assert read(sample)[3].is_complete


@EVERY_PUBLISHED
def test_a_published_form_claims_what_is_computed(name: str) -> None:
    _, _, its_facts, sheet = read(SAMPLES[name])
    assert its_facts.claims.total.value == sheet.total
    assert its_facts.claims.grade == (sheet.grade or "")


@pytest.mark.parametrize("name", [name for name in PUBLISHED if "science" in name])
def test_the_rule_alone_gives_the_printed_total(name: str) -> None:
    template, form, _, _ = read(SAMPLES[name])
    rows = tuple(row.without(frozenset({"score"})) for row in form.rows("indicators"))
    sheet = score(template, facts(template, form.with_rows("indicators", rows)))
    assert points_text(sheet.total, 2) == PUBLISHED[name].total


def test_no_published_score_is_another_than_the_rule_gives_for_certain() -> None:
    assert not any(one.overrides for name in PUBLISHED for one in read(SAMPLES[name])[3].indicators)


def test_one_published_score_is_not_what_its_signed_actual_would_make_it() -> None:
    told = [
        one.message for name in PUBLISHED for one in findings(SAMPLES[name]) if one.code is Code.PARTIAL_SCORE
    ]
    assert told == [
        (
            "第 5 行“被服务单位满意度”的得分是 9，按实际完成值里的数应为 9.90，"
            "请核对实际完成值和得分，或在原因里写明评分的依据。"
        )
    ]


def test_the_contradictions_quote_both_numbers() -> None:
    quoted = Counter(
        one.message for name in PUBLISHED for one in findings(SAMPLES[name]) if one.code is Code.CONTRADICTION
    )
    assert quoted == {
        "预期目标写的是“满意度 85%”，而第 7 行“受众满意度”的年度指标值是“≥90.00(%)”，请核对后改成一致。": 2,
        "实际完成情况写的是“441个项目”，而第 1 行“完成信息化项目咨询评估”的实际完成值是“411.00(个)”，"
        "请核对后改成一致。": 1,
    }


# -- a form of each template ---------------------------------------------------------------------------------


def test_every_template_has_a_sample() -> None:
    assert {sample.template for sample in SAMPLES.values()} == set(CATALOGUE)
    assert [name for name in INVENTED if SAMPLES[name].template != name] == []


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_form_has_nothing_to_find_fault_with(name: str) -> None:
    assert [(one.place.path, one.message) for one in findings(SAMPLES[name])] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_a_sample_has_a_place(name: str) -> None:
    sample = SAMPLES[name]
    found = match(CATALOGUE[sample.template], sample.transcript)
    assert found.unread == ()
    assert sample.form(CATALOGUE) == entered(found, sample.transcript, year=2099)
    assert sample.form(CATALOGUE).year == int(sample.transcript.fiscal_year)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_prints_the_figures_of_its_paper(name: str) -> None:
    on_paper, seen = dict(figures_on_paper(SAMPLES[name])), texts(SAMPLES[name])
    # Beside a total in the same row, a grade stands behind its word.
    assert {place.path: text for place, text in on_paper.items() if not seen[place].endswith(text)} == {}


def test_forms_of_all_kinds_are_among_them() -> None:
    kinds = {CATALOGUE[sample.template].kind for sample in SAMPLES.values()}
    assert {kind.value for kind in kinds} == {
        *("self-assessment", "target", "monitoring", "department", "transfer"),
    }


@pytest.mark.parametrize("name", ["chongqing-dept", "department"])
def test_a_department_goes_by_its_name(name: str) -> None:
    _, _, its_facts, _ = read(SAMPLES[name])
    assert its_facts.project == its_facts.department == SAMPLES[name].transcript.fields["部门名称"]


def test_an_execution_rate_in_a_dimension_counts_once() -> None:
    template, _, _, sheet = read(SAMPLES["ningxia-city"])
    assert template.has_execution_row
    assert execution_place(template, Role.SCORE) is not None
    assert sheet.total_weight == 100
