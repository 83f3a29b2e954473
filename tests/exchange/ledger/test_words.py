import pytest

from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.words import meant


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (("项目名称",), LedgerField.PROJECT),
        (("项目",), LedgerField.PROJECT),
        (("二级项目名称",), LedgerField.PROJECT),
        (("项目编码",), LedgerField.CODE),
        (("预算单位",), LedgerField.UNIT),
        (("单位名称",), LedgerField.UNIT),
        (("主管部门",), LedgerField.DEPARTMENT),
        (("预算年度",), LedgerField.YEAR),
        (("年初预算数（万元）",), LedgerField.INITIAL),
        (("2024年年初预算",), LedgerField.INITIAL),
        (("全年预算数",), LedgerField.ADJUSTED),
        (("调整后预算",), LedgerField.ADJUSTED),
        (("指标金额",), LedgerField.ADJUSTED),
        (("到位资金",), LedgerField.RECEIVED),
        (("支出",), LedgerField.EXECUTED),
        (("累计支付金额",), LedgerField.EXECUTED),
        (("截至12月底累计支出",), LedgerField.EXECUTED),
        (("全年执行数（B）",), LedgerField.EXECUTED),
        (("预算数", "年初"), LedgerField.INITIAL),
        (("预算数", "调整后"), LedgerField.ADJUSTED),
        (("资金情况", "累计支出"), LedgerField.EXECUTED),
        (("年初预算数", "合计"), LedgerField.INITIAL),
    ],
)
def test_a_heading_says_what_its_column_is(parts: tuple[str, ...], field: LedgerField) -> None:
    found = meant(parts)
    assert found is not None
    assert found.field is field
    assert field in found.reason


@pytest.mark.parametrize(
    "parts",
    [
        ("执行率",),
        ("余额",),
        ("本月支出",),
        ("3月份支出",),
        ("上年支出",),
        ("未支出金额",),
        ("备注",),
        ("序号",),
        # Of one source only, not all of it.
        ("年初预算数", "其他资金"),
        ("随意", "合计"),
        ("", ""),
    ],
)
def test_of_any_other_heading_nothing_is_said(parts: tuple[str, ...]) -> None:
    assert meant(parts) is None


def test_a_known_word_is_told_from_a_wording_of_its_kind() -> None:
    found = [meant((label,)) for label in ("年初预算数", "年初核定预算")]
    assert [one and one.is_word for one in found] == [True, False]
    assert [one and one.reason for one in found] == [
        "栏名“年初预算数”就是年初预算数",
        "栏名“年初核定预算”像是年初预算数",
    ]


def test_what_may_be_the_difference_is_told() -> None:
    found = meant(("预算调整数",))
    assert found is not None
    assert (found.field, found.is_word) == (LedgerField.ADJUSTED, False)
    assert "增减" in found.reason
