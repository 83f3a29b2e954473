from dataclasses import replace

from drawn_sheets import drawn
from ledgers import table
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.exchange.ledger.table import ledger_tables
from perfeval_desktop.exchange.sheet import Sheet

TWO_ROWS = """
    2024年度项目支出台账
    单位：元
    |序号|单位|项目名称|预算数|<|支出|
    |^|^|^|年初（万元）|调整后|^|
    |1|一中|校舍维修|10|12|9|
    |2|二中|教师培训|20|20|19|
"""


def labels(text: str) -> list[str]:
    return [column.label for column in table(text).columns]


def test_a_heading_of_two_rows_is_read_from_the_top() -> None:
    found = table(TWO_ROWS)
    assert [column.label for column in found.columns] == [
        *("序号", "单位", "项目名称", "预算数 / 年初", "预算数 / 调整后", "支出")
    ]
    assert [line[2].text for line in found.lines] == ["校舍维修", "教师培训"]
    assert found.above == ("2024年度项目支出台账", "单位：元")


def test_unit_and_year_stand_above_or_in_the_heading() -> None:
    found = table(TWO_ROWS)
    assert (found.unit, found.year, found.other_unit) == (MoneyUnit.YUAN, 2024, "")
    assert [column.unit for column in found.columns[3:]] == [MoneyUnit.TEN_THOUSAND_YUAN, None, None]
    bare = table("|项目名称|支出|\n|甲|1|", sheet="2022")
    assert (bare.unit, bare.year) == (None, 2022)
    assert table("|项目名称|支出|\n|甲|1|").year is None


def test_a_unit_that_is_not_converted_is_told() -> None:
    found = table("单位：千元\n|项目名称|支出（亿元）|\n|甲|1|")
    assert (found.other_unit, found.columns[1].other_unit) == ("千元", "亿元")


def test_a_heading_of_two_rows_needs_no_merged_cells() -> None:
    # As in a CSV file: the cells beside and below are empty.
    assert labels("|项目名称|预算数| |支出|\n| |年初|调整后| |\n|甲|1|2|3|") == [
        *("项目名称", "预算数 / 年初", "预算数 / 调整后", "支出")
    ]


def test_a_row_of_names_below_a_heading_is_none() -> None:
    found = table("|单位|项目名称|支出|\n|一中| | |\n| |校舍维修|3|")
    assert [column.label for column in found.columns] == ["单位", "项目名称", "支出"]
    assert len(found.lines) == 2


def test_a_merged_cell_stands_in_each_of_its_lines() -> None:
    found = table("|单位|项目名称|支出|\n|一中|甲|3|\n|^|乙|4|")
    assert [line[0].text for line in found.lines] == ["一中", "一中"]


def test_the_sheet_that_says_more_comes_first() -> None:
    notes = replace(drawn("|说明|内容|\n|甲|乙|\n|丙|丁|\n|戊|己|"), name="说明")
    ledger = replace(drawn("|项目名称|支出|\n|甲|1|"), name="台账")
    more = replace(drawn("|项目名称|支出|\n|甲|1|\n|乙|2|"), name="更多")
    assert [one.sheet for one in ledger_tables([notes, ledger, more])] == ["更多", "台账", "说明"]


def test_without_a_known_heading_the_first_row_of_several_cells_is_one() -> None:
    found = table("标题\n|名头|钱|\n|甲|1|")
    assert [column.label for column in found.columns] == ["名头", "钱"]
    assert found.above == ("标题",)


def test_a_sheet_without_any_table_is_no_ledger() -> None:
    assert ledger_tables([drawn("只有一句话"), Sheet("空", ())]) == ()


def test_a_column_without_a_heading_can_be_chosen_too() -> None:
    assert labels("|项目名称| |支出|\n|甲|x|1|") == ["项目名称", "支出"]
    assert labels("|名头|其他| |\n|甲|x|1|")[:2] == ["名头", "其他"]
