from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.form import AmountField, FundSource, IndicatorField
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
NATIONAL, MINHANG, SHANGHAI = (CATALOGUE[one] for one in ("national-2020", "minhang-2023", "shanghai-2021"))


def test_a_template_is_compared_and_hashed_by_identity() -> None:
    double = replace(NATIONAL)
    assert double != NATIONAL
    assert {NATIONAL: "national", double: "double"}[NATIONAL] == "national"


def test_a_dimension_is_known_by_its_name() -> None:
    dimension = NATIONAL.dimension("效益指标")
    assert dimension is not None
    assert dimension.weight == 30
    assert NATIONAL.dimension("创新指标") is None


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_a_grade_begins_at_its_lower_bound(total: str, grade: str) -> None:
    assert NATIONAL.grade(Decimal(total)) == grade


def test_a_form_without_a_grade_row_has_no_grade() -> None:
    assert SHANGHAI.grade(Decimal(100)) is None


def test_fund_rows_are_called_without_the_ornaments_of_the_form() -> None:
    words = ["年度资金总额", "当年财政拨款", "上年结转资金", "其他资金"]
    for template in CATALOGUE.values():
        assert [template.fund_label(source) for source in FundSource] == words


def test_amount_columns_are_called_by_their_label() -> None:
    assert [MINHANG.amount_label(field) for field in AmountField] == [
        "年初预算数",
        "全年预算数",
        "全年执行数",
    ]


def test_indicator_columns_are_called_on_one_line() -> None:
    assert NATIONAL.column_label(IndicatorField.TARGET) == "年度指标值"
    assert NATIONAL.column_label(IndicatorField.REASON) == "偏差原因分析及改进措施"
