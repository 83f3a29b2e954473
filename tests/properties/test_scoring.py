from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from perfeval_desktop.domain_v1.explain import explain_execution, explain_indicator, explain_total
from perfeval_desktop.domain_v1.figures import execution_score_text, score_text
from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.money import MoneyUnit, parse_amount
from perfeval_desktop.domain_v1.scoring import Origin, score
from strategies import CATALOGUE, forms


@given(forms())
def test_the_total_is_the_sum_of_the_printed_scores(form: SelfAssessment) -> None:
    template = CATALOGUE[form.template]
    sheet = score(template, form)
    printed = [execution_score_text(sheet, template)]
    printed += [score_text(one.value, template) for one in sheet.indicators]
    numbers = [parse_amount(text, MoneyUnit.YUAN) for text in printed]
    assert sheet.total == sum((number for number in numbers if number is not None), Decimal(0))
    assert sheet.is_complete == (None not in numbers)


@given(forms())
def test_the_rule_never_gives_less_than_nothing_or_more_than_the_weight(form: SelfAssessment) -> None:
    sheet = score(CATALOGUE[form.template], form)
    weights = [CATALOGUE[form.template].execution.weight, *(row.weight for row in form.indicators)]
    for points, weight in zip((sheet.execution, *sheet.indicators), weights, strict=True):
        if points.rule is not None:
            assert weight is not None
            assert 0 <= points.rule <= weight


@given(forms())
def test_a_typed_score_stands_and_a_blank_one_is_the_rules(form: SelfAssessment) -> None:
    sheet = score(CATALOGUE[form.template], form)
    for row, points in zip(form.indicators, sheet.indicators, strict=True):
        if row.score is not None:
            assert (points.value, points.origin) == (row.score, Origin.TYPED)
        else:
            assert points.value == points.rule
            assert points.origin is (Origin.MISSING if points.rule is None else Origin.RULE)


@given(forms())
def test_dimensions_add_up_to_the_form(form: SelfAssessment) -> None:
    template = CATALOGUE[form.template]
    sheet = score(template, form)
    weights = sum((one.weight for one in sheet.dimensions), template.execution.weight)
    scores = sum((one.score for one in sheet.dimensions), sheet.execution.value or Decimal(0))
    assert (weights, scores) == (sheet.total_weight, sheet.total)


@given(forms())
def test_what_a_computed_score_is_typed_as_changes_nothing(form: SelfAssessment) -> None:
    template = CATALOGUE[form.template]
    sheet = score(template, form)
    rows = zip(form.indicators, sheet.indicators, strict=True)
    typed = replace(form, indicators=tuple(replace(row, score=points.value) for row, points in rows))
    assert score(template, typed).total == sheet.total


@given(forms())
def test_every_number_can_be_explained(form: SelfAssessment) -> None:
    template = CATALOGUE[form.template]
    sheet = score(template, form)
    assert explain_execution(template, form, sheet)
    assert explain_total(template, form, sheet)
    for row in range(len(form.indicators)):
        assert explain_indicator(template, form, sheet, row)
