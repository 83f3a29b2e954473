from dataclasses import replace
from decimal import Decimal

import pytest

from clean_forms import (
    CATALOGUE,
    SATISFACTION,
    TEMPLATE,
    clean_form,
    findings,
    sheet_of,
    with_funding,
    with_row,
)
from perfeval_desktop.domain_v1.blank import blank_form
from perfeval_desktop.domain_v1.cells import TextCell, TextField, place_on_form
from perfeval_desktop.domain_v1.checks import CHECKS, check
from perfeval_desktop.domain_v1.findings import Code, Finding, Severity
from perfeval_desktop.domain_v1.form import Indicator, IndicatorField, PrintedFigures
from perfeval_desktop.domain_v1.template import Template


def test_the_clean_form_has_no_finding() -> None:
    assert findings(clean_form()) == ()


def test_there_is_one_check_for_each_code_but_the_one_that_needs_the_fonts() -> None:
    assert len(CHECKS) == len(set(CHECKS)) == len(set(Code) - {Code.UNPRINTABLE}) == 25


def test_codes_are_stable_words() -> None:
    assert [code.value for code in Code] == [
        "weights-sum",
        "printed-total",
        "execution",
        "fund-sources",
        "score",
        "deduction-reason",
        "required",
        "deducted-though-reached",
        "full-though-missed",
        "partial-score",
        "copied-actual",
        "formula-word",
        "other-kind",
        "over-achievement",
        "contradiction",
        "not-measurable",
        "target-direction",
        "budget-reason",
        "low-execution",
        "dimension-weight",
        "dimension-missing",
        "placeholder",
        "stale-year",
        "repetition",
        "too-long",
        "unprintable",
    ]


def test_severities_follow_the_rule_book() -> None:
    severities = [code.severity for code in Code]
    assert severities[:7] == [Severity.ERROR] * 7
    hints = {number for number, severity in enumerate(severities, 1) if severity is Severity.HINT}
    assert hints == {16, 20, 23, 24}


def test_findings_from_elsewhere_are_put_in_their_order() -> None:
    form = replace(clean_form(), project="")
    last = Finding(Code.UNPRINTABLE, Severity.WARNING, TextCell(TextField.PROJECT), "会印成〓。")
    found = check(TEMPLATE, form, sheet_of(form), besides=[last])
    assert [finding.code for finding in found] == [Code.REQUIRED, Code.UNPRINTABLE]


def test_severities_have_words() -> None:
    assert [severity.label for severity in Severity] == ["错误", "提醒", "建议"]


def test_findings_come_by_severity_and_then_by_place_on_the_form() -> None:
    form = with_row(SATISFACTION, actual=">=95%", reason="XX")
    form = replace(
        form, project="", expected_goal=form.actual_outcome, printed=PrintedFigures(total=Decimal(1))
    )
    form = with_funding(form, execution_score=Decimal(1))
    ordered = findings(form)
    ranks = [(list(Severity).index(one.severity), place_on_form(one.cell)) for one in ordered]
    assert ranks == sorted(ranks)
    assert {one.severity for one in ordered} == set(Severity)


def test_every_finding_carries_the_severity_of_its_code() -> None:
    form = with_row(SATISFACTION, actual=">=95%", weight=Decimal(5))
    assert all(one.severity is one.code.severity for one in findings(form))


@pytest.mark.parametrize("template", CATALOGUE.values(), ids=list(CATALOGUE))
def test_a_new_form_is_met_with_seven_short_requests(template: Template) -> None:
    requests = findings(blank_form(template, 2023), template)
    assert [one.cell.path for one in requests] == [
        "project",
        "department",
        "implementing_unit",
        "funding.total.adjusted_budget",
        "expected_goal",
        "actual_outcome",
        "indicators[1].level3",
    ]
    assert {one.code for one in requests} == {Code.REQUIRED}


def test_findings_name_the_place_and_end_as_sentences() -> None:
    form = replace(with_row(SATISFACTION, actual=">=95%"), project="XX")
    for one in findings(form):
        assert one.message.endswith("。")
        assert "\n" not in one.message


def test_a_form_of_300_indicators_with_long_texts_is_checked() -> None:
    form = clean_form()
    rows = tuple(replace(form.indicators[number % 5], reason="因" * 40_000) for number in range(300))
    long = replace(form, indicators=rows, expected_goal="满意度达到90%，" * 4_000)
    assert len(check(TEMPLATE, long, sheet_of(long))) > 300


@pytest.mark.parametrize(
    "piece",
    [
        "。",
        "…",
        "*",
        "\n",
        " ",
        "1",
        "1,111",
        "20",
        "2022年",
        "满意度",
        "满意度9",
        "5个",
        "指标1：",
        "（",
        "5 ",
        "一",
    ],
)
def test_forty_thousand_characters_of_anything_are_read_in_one_go(piece: str) -> None:
    text = piece * (40_000 // len(piece)) + "x"
    form = replace(clean_form(), project=text, expected_goal=text, actual_outcome=text)
    row = Indicator(text, text, text, text, text, Decimal(10), Decimal(1), text)
    form = with_funding(form.inserting(0, (row,)), note=text)
    assert Code.REPETITION in {one.code for one in findings(form)}


def test_columns_the_template_does_not_have_are_not_asked_for() -> None:
    kept = {IndicatorField.LEVEL1, IndicatorField.LEVEL3}
    columns = tuple(column for column in TEMPLATE.columns if column.field in kept)
    narrow = replace(TEMPLATE, columns=columns)
    form = with_row(0, target="", actual="", weight=None)
    form = with_row(SATISFACTION, form, score=Decimal(1))
    codes = {one.code for one in findings(form, narrow)}
    assert Code.REQUIRED not in codes
    assert Code.DEDUCTION_REASON not in codes
    assert Code.OVER_ACHIEVEMENT not in codes
