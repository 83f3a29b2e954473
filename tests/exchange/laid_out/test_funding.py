"""Names of sources with amounts below headings."""

from perfeval_desktop.exchange.document_grid import TableCell
from perfeval_desktop.exchange.laid_out.funding import funding_cells
from perfeval_desktop.exchange.laid_out.parts import headings_in
from perfeval_desktop.exchange.laid_out.pieces import pieces_of

HEADING = "                      年初预算数      全年预算数      全年执行数\n"


def cells(text: str) -> list[TableCell]:
    lines = pieces_of(text.splitlines())
    (heading,) = headings_in(lines)
    return funding_cells(heading, lines[: heading.end], lines[heading.end :], set())


def test_amounts_stand_beside_the_middle_of_a_name_of_two_lines() -> None:
    found = cells(
        HEADING
        + "项目资金   年度资金总额          9.00           8.00            7.00\n"
        + "（万元）   其中：当年\n"
        + "                               6.00           5.00            4.00\n"
        + "           财政拨款\n"
    )
    assert [cell.text for cell in found if cell.row == 1] == ["年度资金总额", "9.00", "8.00", "7.00"]
    assert [cell.text for cell in found if cell.row == 2] == ["其中：当年财政拨款", "6.00", "5.00", "4.00"]
    assert found[0].text == "项目资金（万元）"


def test_a_heading_without_any_source_below_it_is_nothing() -> None:
    assert cells(HEADING + "见附表\n") == []


def test_an_amount_far_from_its_name_and_one_of_two_figures_are_in_doubt() -> None:
    found = cells(
        HEADING
        + "           年度资金总额          9.00           8.00            7.00\n"
        + "                                9.00\n"
        + "                                             8.0 0\n"
        + "                                                             7.00\n"
    )
    assert all(cell.doubt for cell in found if cell.row == 1 and cell.column > 1)
