import pytest

from ledgers import read
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.rows import LedgerAmount

HEAD = "|主管部门|单位|项目编码|项目名称|年度|年初预算（万元）|支出|\n"


def test_a_project_comes_with_its_names_its_year_and_its_amounts() -> None:
    (found,) = read(f"{HEAD}|教育局|一中|0012|校舍/维修|2024|10.00|9.5|").rows
    assert (found.department, found.unit, found.code, found.project, found.year) == (
        *("教育局", "一中", "0012", "校舍维修", 2024),
    )
    assert found.amounts == {
        LedgerField.INITIAL: LedgerAmount("10.00", "第 2 行第 6 格", "", MoneyUnit.TEN_THOUSAND_YUAN),
        LedgerField.EXECUTED: LedgerAmount("9.5", "第 2 行第 7 格"),
    }
    assert (found.number, found.place) == (0, "第 2 行第 1 格")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("||||合计||100|9|", "合计、小计"),
        ("|合 计||||||9|", "合计、小计"),
        ("|教育局小计||||||9|", "合计、小计"),
        ("|主管部门|单位|项目编码|项目名称|年度|年初预算（万元）|支出|", "重复的栏名"),
        ("|教育局||||||9|", "没有项目名称"),
        ("|教育局|||||||", "没有项目名称"),
        ("||||其中：财政拨款||5|4|", "是上一行的一部分"),
        ("||||填表人：李某||||", "没有金额"),
        ("|一|||教育局||||", "没有金额"),
        ("|甲|乙||1||1|2|", "栏次"),
        ("|甲|乙||栏次||1|2|", "栏次"),
    ],
)
def test_a_line_that_is_no_project_is_left_out_with_the_reason(line: str, reason: str) -> None:
    cells = [one or " " for one in line.split("|")[1:-1]]
    found = read(f"{HEAD}|{'|'.join(cells)}|\n|教育局|一中|0012|校舍维修|2024|10.00|9.5|")
    assert [one.reason for one in found.left_out] == [reason]
    assert all(one.text and one.place.startswith("第 2 行") for one in found.left_out)
    assert [one.project for one in found.rows] == ["校舍维修"]


def test_a_year_that_is_none_is_not_taken() -> None:
    (found,) = read(f"{HEAD}|教育局|一中|0012|校舍维修|本年|10.00|9.5|").rows
    assert found.year is None


def test_an_amount_of_several_projects_says_so() -> None:
    found = read("|项目名称|支出|\n|讲座|9|\n|培训|^|").rows
    assert [one.amounts[LedgerField.EXECUTED].spans for one in found] == [True, True]
