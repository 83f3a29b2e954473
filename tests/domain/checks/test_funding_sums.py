"""Sources and their total, and the splits of one sum in grids side by side."""

import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template_reader import read_template
from short_forms import filled, short_template, typed
from sound_form import found, places, sound_form, spent


def test_sources_that_do_not_add_to_the_total_are_found_in_each_column() -> None:
    form = sound_form(
        funding__current_appropriation__initial_budget="9",
        funding__current_appropriation__adjusted_budget="8",
        funding__current_appropriation__executed="7",
        funding__other_funds__initial_budget="1",
        funding__other_funds__adjusted_budget="1",
    )
    assert found(form, Code.FUND_SOURCES) == [
        (
            "funding.total.adjusted_budget",
            "年度资金总额的全年预算数是 10.00 万元，各项资金来源合计 9.00 万元，相差 1.00 万元，请核对。",
        ),
        (
            "funding.total.executed",
            "年度资金总额的全年执行数是 9.90 万元，各项资金来源合计 7.00 万元，相差 2.90 万元，请核对。",
        ),
    ]


def test_a_total_without_any_source_is_found() -> None:
    assert found(sound_form(funding__current_appropriation__executed=""), Code.FUND_SOURCES) == [
        (
            "funding.total.executed",
            "年度资金总额的全年执行数是 9.90 万元，但下面各项资金来源都没有填，请把金额填到对应的资金来源。",
        )
    ]


@pytest.mark.parametrize("total", ["", "—", "待定"])
def test_a_total_left_to_the_rule_or_unreadable_is_not_held_against_its_sources(total: str) -> None:
    assert places(sound_form(funding__total__executed=total), Code.FUND_SOURCES) == []


def test_a_total_of_zero_needs_no_sources() -> None:
    form = spent("0", "0", "0")
    columns = ("initial_budget", "adjusted_budget", "executed")
    empty = {f"funding__current_appropriation__{column}": "" for column in columns}
    assert places(typed(form, **empty), Code.FUND_SOURCES) == []


def test_a_total_of_zero_above_sources_is_found() -> None:
    form = sound_form(funding__total__initial_budget="0")
    assert places(form, Code.FUND_SOURCES) == ["funding.total.initial_budget"]


DETAILED = short_template(
    """
[[blocks]]
type = "funding"
columns = "adjusted_budget executed"
rows = [
    { key = "fiscal", label = "财政资金", role = "source" },
    { key = "central", label = "其中：中央", role = "detail" },
    { key = "local", label = "地方", role = "detail" },
    { key = "own", label = "自筹", role = "source" },
    { key = "sum", label = "合计", role = "total" },
]
"""
)


def test_details_of_a_source_are_not_added_and_the_total_may_come_last() -> None:
    amounts = {"fiscal": "8", "central": "5", "local": "3", "own": "2", "sum": "10"}
    form = filled(DETAILED, funding={row: {"adjusted_budget": one} for row, one in amounts.items()})
    assert places(form, Code.FUND_SOURCES, DETAILED) == []
    form = typed(form, funding__sum__adjusted_budget="18")
    assert places(form, Code.FUND_SOURCES, DETAILED) == ["funding.sum.adjusted_budget"]


ONE_ROW = short_template(
    '[[blocks]]\ntype = "funding"\ncolumns = "adjusted_budget executed"\n'
    'rows = [{ key = "all", label = "财政资金", role = "total" }]'
)


def test_one_row_alone_has_no_sources_to_add() -> None:
    form = filled(ONE_ROW, funding={"all": {"adjusted_budget": "5", "executed": "5"}})
    assert places(form, Code.FUND_SOURCES, ONE_ROW) == []


SPLITS = short_template(
    """
[[blocks]]
type = "funding"
columns = "initial_budget adjusted_budget executed"
rows = [{ key = "total", role = "total" }]

[[blocks]]
type = "funding"
key = "revenue"
label = "按收入性质分"
partner = "expenditure"
columns = "adjusted_budget"
rows = [
    { key = "general", label = "一般公共预算", role = "source" },
    { key = "fund", label = "政府性基金", role = "source" },
]

[[blocks]]
type = "funding"
key = "expenditure"
label = "按支出性质分"
columns = "adjusted_budget"
rows = [
    { key = "whole", label = "合计", role = "total" },
    { key = "basic", label = "基本支出", role = "source" },
    { key = "project", label = "项目支出", role = "source" },
]
"""
)


def split(general: str, basic: str, whole: str = "") -> Form:
    return filled(
        SPLITS,
        funding={"total": {"adjusted_budget": "10", "executed": "10"}},
        revenue={"general": {"adjusted_budget": general}, "fund": {"adjusted_budget": "1"}},
        expenditure={"whole": {"adjusted_budget": whole}, "basic": {"adjusted_budget": basic}},
    )


def test_two_splits_side_by_side_are_both_the_whole() -> None:
    assert places(split("9", "10"), Code.FUND_SOURCES, SPLITS) == []
    assert found(split("8", "7"), Code.FUND_SOURCES, SPLITS) == [
        (
            "revenue.general.adjusted_budget",
            "按收入性质分的全年预算数合计 9.00 万元，与年度资金总额的全年预算数 10.00 万元不同，请核对。",
        ),
        (
            "expenditure.whole.adjusted_budget",
            "按支出性质分的全年预算数合计 7.00 万元，与年度资金总额的全年预算数 10.00 万元不同，请核对。",
        ),
    ]


def test_a_split_may_be_named_above_its_rows_and_its_amount_not_at_all() -> None:
    text = SPLITS.text.replace('label = "按收入性质分"', 'name_label = "按收入性质分"')
    assert text != SPLITS.text
    template = read_template(text, source="简.toml")
    (first, _) = found(split("8", "7"), Code.FUND_SOURCES, template)
    assert first[1].startswith("按收入性质分的全年预算数合计 9.00 万元，")


def test_a_typed_total_of_a_split_is_held_against_both_its_parts_and_the_whole() -> None:
    form = split("9", "7", whole="8")
    assert places(form, Code.FUND_SOURCES, SPLITS) == ["expenditure.whole.adjusted_budget"] * 2


def test_a_split_not_begun_is_no_other_sum() -> None:
    form = filled(SPLITS, funding={"total": {"adjusted_budget": "10", "executed": "10"}})
    assert places(form, Code.FUND_SOURCES, SPLITS) == []


def test_grids_without_a_whole_are_not_held_against_one_another() -> None:
    template = short_template(
        'kind = "target"\n'
        '[[blocks]]\ntype = "funding"\nkey = "term"\npartner = "annual"\ncolumns = "initial_budget"\n'
        '[[blocks]]\ntype = "funding"\nkey = "annual"\ncolumns = "initial_budget"\n'
    )
    form = filled(
        template, term={"total": {"initial_budget": "9"}}, annual={"total": {"initial_budget": "3"}}
    )
    assert places(form, Code.FUND_SOURCES, template) == [
        "term.total.initial_budget",
        "annual.total.initial_budget",
    ]
    assert all("资金来源都没有填" in message for _, message in found(form, Code.FUND_SOURCES, template))


BY_USE = short_template(
    """
[[blocks]]
type = "funding"
key = "levels"
label = "项目资金\\n（{unit}）"
name_label = "按资金级次"
partner = "uses"
columns = "adjusted_budget executed"
rows = [{ key = "city", label = "市级资金" }, { key = "total", role = "total", label = "合计" }]

[[blocks]]
type = "funding"
key = "uses"
name_label = "按用途"
columns = "adjusted_budget executed"
rows = [
    { key = "works", label = "工程费" },
    { key = "care", label = "监理费" },
    { key = "total", role = "total", label = "合计" },
]
"""
)


def test_of_two_sums_of_one_name_it_is_said_which_and_of_what() -> None:
    form = filled(
        BY_USE,
        levels={
            "city": {"adjusted_budget": "8", "executed": "7"},
            "total": {"adjusted_budget": "9", "executed": "7"},
        },
        uses={"works": {"adjusted_budget": "6"}, "total": {"adjusted_budget": "7", "executed": "7"}},
    )
    assert [message for _, message in found(form, Code.FUND_SOURCES, BY_USE)] == [
        "按资金级次的合计的全年预算数是 9.00 万元，各项资金来源合计 8.00 万元，相差 1.00 万元，请核对。",
        "按用途的合计的全年预算数是 7.00 万元，各项合计 6.00 万元，相差 1.00 万元，请核对。",
        "按用途的全年预算数合计 7.00 万元，与按资金级次的合计的全年预算数 9.00 万元不同，请核对。",
        "按用途的合计的全年执行数是 7.00 万元，但下面各项都没有填，请把金额填到对应的一项。",
    ]


def test_missing_amounts_of_one_of_two_sums_are_asked_for_with_its_name() -> None:
    form = filled(BY_USE, levels={"total": {"adjusted_budget": "9"}})
    messages = [message for _, message in found(form, Code.REQUIRED, BY_USE)]
    assert "按资金级次的合计的全年执行数还没有填写，算不出执行率，请填写，没有发生的填 0。" in messages
