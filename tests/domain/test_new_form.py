from decimal import Decimal

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.new_form import begin_form
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import short_template

CATALOGUE = TemplateCatalogue()
NATIONAL = CATALOGUE["national-2020"]


def weights(form: Form) -> list[str]:
    return [row.text("weight") for row in form.rows("indicators")]


def total(template: Template, form: Form) -> Decimal:
    return score(template, facts(template, form)).total_weight


def test_the_points_of_each_dimension_are_shared_by_its_rows() -> None:
    form = begin_form(NATIONAL, 2024)
    assert weights(form) == ["14", "12", "12", "12", "9", "7", "7", "7", "10"]
    assert total(NATIONAL, form) == 100


@pytest.mark.parametrize("template", CATALOGUE.values(), ids=list(CATALOGUE))
def test_a_new_form_has_100_points_or_none_of_its_own(template: Template) -> None:
    form = begin_form(template, 2024)
    rows = template.grid.dimensions if template.grid and template.has_points else ()
    if "weight" in {*(template.grid.by_key if template.grid else ())} and any(one.weight for one in rows):
        assert total(template, form) == 100
    else:
        assert form == blank_form(template, 2024)


def test_it_meets_no_wall_of_errors_for_that() -> None:
    form = begin_form(NATIONAL, 2024)
    read = facts(NATIONAL, form)
    found = check(NATIONAL, form, read, score(NATIONAL, read))
    of_rows = [one for one in found if one.place.block == "indicators"]
    assert [(one.code, one.message[:10].partition(" 行")[0]) for one in of_rows] == [
        (Code.REQUIRED, "第 1 至 9")
    ]


def test_a_form_without_indicators_begins_empty() -> None:
    template = short_template('[[blocks]]\ntype = "goals"\ncolumns = "expected_goal actual_outcome"')
    assert begin_form(template, 2024) == blank_form(template, 2024)
