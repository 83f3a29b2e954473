from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.blank import blank_form
from perfeval_desktop.domain_v1.form import FormState, Funding, Indicator
from perfeval_desktop.domain_v1.template import Dimension, Template
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()


def with_dimensions(*dimensions: Dimension) -> Template:
    return replace(CATALOGUE["national-2020"], dimensions=dimensions)


def dimension(name: str, *level2: str, weight: Decimal | None = None, required: bool = False) -> Dimension:
    return Dimension(name=name, weight=weight, level2=level2, required=required, keep_empty=False)


@pytest.mark.parametrize("template", CATALOGUE.values(), ids=list(CATALOGUE))
def test_nothing_is_filled_in_but_template_year_and_the_names_of_rows(template: Template) -> None:
    form = blank_form(template, 2024)
    assert (form.template, form.fiscal_year, form.state) == (template.id, 2024, FormState.DRAFT)
    assert (form.project, form.department, form.implementing_unit) == ("", "", "")
    assert form.funding == Funding()
    for row in form.indicators:
        assert row == Indicator(level1=row.level1, level2=row.level2)


def test_the_national_form_has_a_row_for_each_level_2_name_in_its_order() -> None:
    rows = blank_form(CATALOGUE["national-2020"], 2024).indicators
    assert [(row.level1, row.level2) for row in rows] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "时效指标"),
        ("产出指标", "成本指标"),
        ("效益指标", "经济效益指标"),
        ("效益指标", "社会效益指标"),
        ("效益指标", "生态效益指标"),
        ("效益指标", "可持续影响指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_a_dimension_neither_required_nor_weighted_gets_no_row() -> None:
    rows = blank_form(CATALOGUE["minhang-2023"], 2024).indicators
    assert "成本指标" not in {row.level1 for row in rows}


def test_a_required_dimension_without_a_weight_gets_its_rows() -> None:
    template = with_dimensions(dimension("创新指标", "制度", "技术", required=True))
    assert blank_form(template, 2024).indicators == (
        Indicator(level1="创新指标", level2="制度"),
        Indicator(level1="创新指标", level2="技术"),
    )


def test_a_dimension_without_level_2_names_gets_one_row() -> None:
    template = with_dimensions(dimension("综合指标", weight=Decimal(0)))
    assert blank_form(template, 2024).indicators == (Indicator(level1="综合指标"),)
