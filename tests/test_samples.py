from collections import Counter

import pytest

from perfeval_desktop.domain_v1.cells import IndicatorCell
from perfeval_desktop.domain_v1.checks import check
from perfeval_desktop.domain_v1.entry import enter, typed_text
from perfeval_desktop.domain_v1.figures import (
    execution_score_text,
    rate_text,
    score_text,
    total_text,
    weight_text,
)
from perfeval_desktop.domain_v1.findings import Code
from perfeval_desktop.domain_v1.form import IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.scoring import score
from perfeval_desktop.samples import Sample, samples
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
SAMPLES = {sample.name: sample for sample in samples()}
EVERY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES.values(), ids=list(SAMPLES))

# What a reviewer finds in the published forms: code and places.
FOUND: dict[str, list[tuple[Code, str]]] = {
    "minhang_education_2021_1": [
        (Code.BUDGET_REASON, "funding_note"),
        *((Code.COPIED_ACTUAL, f"indicators[{row}].actual") for row in (2, 3, 4, 6, 7, 9, 10, 11, 12)),
    ],
    "minhang_science_2023_1": [
        (Code.CONTRADICTION, "expected_goal"),
        (Code.DIMENSION_WEIGHT, "indicators[1].weight"),
        (Code.DIMENSION_WEIGHT, "indicators[4].weight"),
    ],
    "minhang_science_2023_2": [
        (Code.CONTRADICTION, "expected_goal"),
        (Code.DIMENSION_WEIGHT, "indicators[1].weight"),
        (Code.DIMENSION_WEIGHT, "indicators[5].weight"),
    ],
    "minhang_science_2023_3": [],
    "minhang_science_2023_4": [(Code.CONTRADICTION, "actual_outcome")],
    "shanghai_education_2021_1": [
        (Code.BUDGET_REASON, "funding_note"),
        *((Code.COPIED_ACTUAL, f"indicators[{row}].actual") for row in range(1, 6)),
        (Code.PARTIAL_SCORE, "indicators[5].score"),
    ],
    "shanghai_education_2021_2": [(Code.COPIED_ACTUAL, f"indicators[{row}].actual") for row in (1, 2, 3)],
}


def filled_in(sample: Sample) -> SelfAssessment:
    """Enter the texts one by one, from a blank form."""
    form = sample.blank()
    for cell, text in sample.entries:
        form = enter(CATALOGUE[sample.template], form, cell, text)
    return form


def left_to_the_rule(sample: Sample) -> SelfAssessment:
    """Enter everything but the indicators' scores."""
    form = sample.blank()
    for cell, text in sample.entries:
        if not (isinstance(cell, IndicatorCell) and cell.field is IndicatorField.SCORE):
            form = enter(CATALOGUE[sample.template], form, cell, text)
    return form


def test_there_are_seven_samples() -> None:
    assert list(SAMPLES) == list(FOUND)


@EVERY_SAMPLE
def test_a_sample_comes_out_as_printed(sample: Sample) -> None:
    template, form = CATALOGUE[sample.template], filled_in(sample)
    sheet = score(template, form)
    printed_scores = [
        text
        for cell, text in sample.entries
        if isinstance(cell, IndicatorCell) and cell.field is IndicatorField.SCORE
    ]
    printed_weights = [
        text
        for cell, text in sample.entries
        if isinstance(cell, IndicatorCell) and cell.field is IndicatorField.WEIGHT
    ]
    assert rate_text(sheet.execution_rate, template) == sample.printed["execution_rate"]
    assert execution_score_text(sheet, template) == sample.printed["execution_score"]
    assert [score_text(one.value, template) for one in sheet.indicators] == printed_scores
    assert [weight_text(row.weight, template) for row in form.indicators] == printed_weights
    assert total_text(sheet.total_weight, template) == sample.printed["total_weight"]
    assert total_text(sheet.total, template) == sample.printed["total"]
    assert sheet.grade == sample.printed.get("grade")
    assert sheet.is_complete


@EVERY_SAMPLE
def test_a_sample_entered_cell_by_cell_is_the_sample(sample: Sample) -> None:
    form = filled_in(sample)
    assert form == sample.form(CATALOGUE)
    assert form.fiscal_year == sample.fiscal_year
    assert len(form.indicators) == sample.rows


@EVERY_SAMPLE
def test_the_texts_of_a_sample_are_kept_to_the_letter(sample: Sample) -> None:
    template, form = CATALOGUE[sample.template], filled_in(sample)
    for cell, text in sample.entries:
        if isinstance(cell, IndicatorCell) and cell.field not in {
            IndicatorField.WEIGHT,
            IndicatorField.SCORE,
        }:
            assert typed_text(template, form, cell) == text


@EVERY_SAMPLE
def test_a_sample_is_found_fault_with_as_a_reviewer_would(sample: Sample) -> None:
    template, form = CATALOGUE[sample.template], filled_in(sample)
    findings = check(template, form, score(template, form))
    assert [(one.code, one.cell.path) for one in findings] == FOUND[sample.name]


@pytest.mark.parametrize("name", [name for name in SAMPLES if "science" in name])
def test_the_rule_alone_gives_the_printed_total(name: str) -> None:
    sample = SAMPLES[name]
    template = CATALOGUE[sample.template]
    sheet = score(template, left_to_the_rule(sample))
    assert total_text(sheet.total, template) == sample.printed["total"]


def test_the_rule_differs_from_one_published_score() -> None:
    sample = SAMPLES["shanghai_education_2021_1"]
    sheet = score(CATALOGUE[sample.template], filled_in(sample))
    overriding = [(str(one.value), str(one.rule)) for one in sheet.indicators if one.overrides]
    assert overriding == [("9.00", "9.90")]


def test_the_contradictions_quote_both_numbers() -> None:
    quoted = Counter[str]()
    for sample in SAMPLES.values():
        template, form = CATALOGUE[sample.template], filled_in(sample)
        for one in check(template, form, score(template, form)):
            if one.code is Code.CONTRADICTION:
                quoted[one.message] += 1
    assert quoted == {
        "预期目标写的是“满意度 85%”，而第 7 行“受众满意度”的年度指标值是“≥90.00(%)”，请核对后改成一致。": 2,
        "实际完成情况写的是“441个项目”，而第 1 行“完成信息化项目咨询评估”的实际完成值是“411.00(个)”，"
        "请核对后改成一致。": 1,
    }
