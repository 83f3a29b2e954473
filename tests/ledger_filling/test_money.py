from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgers import form, row, table
from perfeval_desktop.domain.money import MoneyUnit, amount_text, read_amount
from perfeval_desktop.exchange.ledger.columns import Confidence, chosen, proposals
from perfeval_desktop.exchange.ledger.rows import LedgerAmount, LedgerRow
from perfeval_desktop.ledger_filling.matching import matches
from perfeval_desktop.ledger_filling.money import UnitProposal, proposed_unit, read_ledger_amount
from perfeval_desktop.store import FormSummary

YUAN, WAN = MoneyUnit.YUAN, MoneyUnit.TEN_THOUSAND_YUAN
HEAD = "|项目名称|全年预算|支出|\n|甲乙|1|1|"


def unit_of(text: str, rows: list[LedgerRow], *forms: FormSummary) -> UnitProposal:
    found = table(text)
    return proposed_unit(found, chosen(proposals(found)), rows, matches(rows, forms, 2023))


def test_what_the_ledger_says_is_held_against_the_forms() -> None:
    rows = [row("教师培训", "", "36", "", "30"), row("桥梁加固", number=1)]
    own = form(1, "教师培训", adjusted="360000", executed="300000")
    found = unit_of(f"单位：万元\n{HEAD}", rows, own)
    assert found == (WAN, Confidence.SURE, "台账写明单位是万元，与表里的金额大小相当", False)
    found = unit_of(HEAD, rows, own)
    assert found[:3] == (WAN, Confidence.SURE, "台账没有写单位；按万元，2 个金额与表里的大小相当")


def test_amounts_far_from_the_forms_are_in_the_other_unit() -> None:
    own = form(1, "教师培训", adjusted="360000")
    found = unit_of(f"单位：万元\n{HEAD}", [row("教师培训", "360000")], own)
    assert (found.unit, found.confidence) == (YUAN, Confidence.UNSURE)
    assert found.reason == "台账写明单位是万元，但那样金额是表里的约 10,000 倍，像是元，请核对"
    found = unit_of(f"单位：元\n{HEAD}", [row("教师培训", "36")], own)
    assert (found.unit, found.confidence) == (WAN, Confidence.UNSURE)
    assert found.reason == "台账写明单位是元，但那样金额是表里的约 10,000 分之一，像是万元，请核对"


def test_without_amounts_in_forms_what_the_ledger_says_counts() -> None:
    found = unit_of(f"单位：元\n{HEAD}", [row("教师培训", "36")], form(1, "教师培训"))
    assert found[:3] == (YUAN, Confidence.LIKELY, "台账写明单位是元；表里还没有金额，无从对照")


@pytest.mark.parametrize(("amount", "unit"), [("360000", YUAN), ("36", WAN), ("36万", WAN), ("--", WAN)])
def test_where_nobody_says_anything_the_size_tells_and_is_to_be_checked(amount: str, unit: MoneyUnit) -> None:
    found = unit_of(HEAD, [row("教师培训", amount)])
    assert (found.unit, found.confidence) == (unit, Confidence.UNSURE)
    assert found.reason.endswith(f"先按{unit}，请核对")


def test_a_heading_says_the_unit_of_its_column() -> None:
    assert unit_of("单位：元\n|项目名称|支出（万元）|\n|甲乙|1|", []).unit is WAN
    found = unit_of("|项目名称|全年预算（元）|支出（万元）|\n|甲乙|1|1|", [])
    assert (found.by_column, found.confidence) == (True, Confidence.LIKELY)


@pytest.mark.parametrize("text", [f"单位：千元\n{HEAD}", "|项目名称|支出（亿元）|\n|甲乙|1|"])
def test_a_unit_that_is_not_converted_is_told(text: str) -> None:
    found = unit_of(text, [row("教师培训", "360000")])
    assert found.confidence is Confidence.UNSURE
    assert "程序只换算元和万元" in found.reason


def test_an_amount_is_read_with_the_unit_it_names() -> None:
    assert read_ledger_amount(LedgerAmount("1,234.50", "B2"), WAN) == (Decimal(12345000), "", "")
    assert read_ledger_amount(LedgerAmount("￥12元", "B2"), WAN).value == Decimal(12)
    found = read_ledger_amount(LedgerAmount("-3", "B2"), YUAN)
    assert (found.value, found.note) == (Decimal(-3), "-3 是负数（B2）")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("--", "“--”表示没有金额，没有填（B2）"),
        ("见附件", "“见附件”不是数字，没有填（B2）"),
        ("1,23", "“1,23”逗号的位置不对，没有填（B2）"),
    ],
)
def test_what_is_no_amount_is_told_with_its_place(text: str, told: str) -> None:
    assert read_ledger_amount(LedgerAmount(text, "B2"), YUAN) == (None, told, "")


def test_an_amount_of_several_rows_is_nobodys() -> None:
    found = read_ledger_amount(LedgerAmount("12", "B2", spans=True), YUAN)
    assert (found.value, found.trouble) == (*(None, "“12”这一格合并了几行，分不出每个项目是多少（B2）"),)


@pytest.mark.parametrize(
    ("exact", "value"),
    [
        # 万元 shown with two decimals; the 分 behind them count.
        ("12.345678", "123456.78"),
        ("12.3456780000001", "123456.78"),
    ],
)
def test_digits_that_are_not_shown_count_as_far_as_they_are_money(exact: str, value: str) -> None:
    found = read_ledger_amount(LedgerAmount("12.35", "B2", exact), WAN)
    assert (found.value, found.note) == (Decimal(value), "")


def test_a_share_of_a_fen_is_no_money_what_is_shown_counts() -> None:
    found = read_ledger_amount(LedgerAmount("33.33", "B2", "33.3333333333333"), WAN)
    assert found.value == Decimal(333300)
    assert found.note == "格子里实际是 33.3333333333333，按显示的 33.33 填（B2）"


@settings(max_examples=60)
@given(
    st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False),
    st.sampled_from([YUAN, WAN]),
    st.sampled_from([YUAN, WAN]),
)
def test_every_amount_comes_through_both_units_to_the_last_fen(
    amount: Decimal, ledger: MoneyUnit, own: MoneyUnit
) -> None:
    told = amount_text(amount, ledger, decimals=2, grouping=True)
    value = read_ledger_amount(LedgerAmount(told, "B2"), ledger).value
    assert value == amount
    text = amount_text(value, own, decimals=2, grouping=False)
    assert read_amount(text, own).value == amount
