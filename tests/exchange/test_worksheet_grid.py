import pytest

from office_files import rows_of
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.worksheet_grid import Content, Merge, Position, column_letters, worksheet


def contents(**texts: str) -> dict[Position, Content]:
    """Return texts by their address, within A1:I9."""
    return {Position(int(at[1]) - 1, ord(at[0]) - ord("A")): Content(text) for at, text in texts.items()}


def test_columns_have_letters() -> None:
    assert [column_letters(column) for column in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_each_position_up_to_the_last_text_is_a_cell_or_part_of_one() -> None:
    sheet = worksheet("表", contents(A1="标题", B3="5", F9=" "), [Merge(0, 0, 0, 1)])
    assert rows_of(sheet) == [["标题 1×2"], ["", ""], ["", "5"]]
    assert sheet.tables == (range(3),)
    assert sheet.cells[-1].place == "工作表“表”的 B3"


def test_a_merged_cell_ends_with_the_text_around_it_and_hides_what_it_covers() -> None:
    sheet = worksheet("表", contents(A1="标题", B1="被盖住", A2="甲", B2="乙"), [Merge(0, 0, 0, 16_383)])
    assert rows_of(sheet) == [["标题 1×2"], ["甲", "乙"]]


def test_the_grid_closes_over_hidden_rows_and_columns() -> None:
    texts = contents(A1="甲", B1="乙", C1="丙", A2="隐", A3="丁", C3="戊")
    sheet = worksheet("表", texts, hidden_rows={1, 50}, hidden_columns={1, 99})
    assert rows_of(sheet) == [["甲", "丙"], ["丁", "戊"]]
    assert [cell.place for cell in sheet.cells][-1] == "工作表“表”的 C3"


def test_a_merged_cell_is_seen_where_its_first_row_is_hidden() -> None:
    texts = contents(A1="指标", B1="隐", B2="甲", B3="乙")
    sheet = worksheet("表", texts, [Merge(0, 0, 2, 0)], hidden_rows={0})
    assert rows_of(sheet) == [["指标 2×1", "甲"], ["乙"]]


def test_a_merged_cell_that_is_hidden_altogether_is_none() -> None:
    sheet = worksheet("表", contents(A1="甲", A2="隐", A3="乙"), [Merge(1, 0, 1, 3)], hidden_rows={1})
    assert rows_of(sheet) == [["甲"], ["乙"]]


def test_an_empty_worksheet_has_no_cells() -> None:
    assert worksheet("表", {}).cells == ()
    assert worksheet("表", contents(A1=" "), [Merge(0, 0, 1, 1)]).tables == ()


def test_formulas_without_a_result_are_marked() -> None:
    (cell,) = worksheet("表", {Position(0, 0): Content("=A2", is_formula=True)}).cells
    assert cell.is_formula


def test_text_where_no_form_reaches_is_told_with_its_address() -> None:
    far = {Position(0, 0): Content("甲"), Position(1_048_575, 16_383): Content("远")}
    with pytest.raises(
        ImportFileError,
        match="工作表“表”在 XFD1048576 还有内容，超出了可导入的范围（10000 行、64 列、128000 格）",
    ):
        worksheet("表", far)
    with pytest.raises(ImportFileError, match="在 A10001 还有内容"):
        worksheet("表", {Position(0, 9): Content("甲"), Position(10_000, 0): Content("远")})
    assert worksheet("表", {Position(12_500, 0): Content("近")}, hidden_rows=range(12_400)).height == 101
