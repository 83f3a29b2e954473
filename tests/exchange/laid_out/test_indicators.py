"""Rows of indicators about their figures, and the row that closes them."""

from perfeval_desktop.exchange.document_grid import TableCell
from perfeval_desktop.exchange.laid_out.indicators import indicator_cells, total_cells
from perfeval_desktop.exchange.laid_out.parts import Heading, headings_in
from perfeval_desktop.exchange.laid_out.pieces import Line, pieces_of

HEADING = "一级指标   二级指标      三级指标        年度指标值    实际完成值    分值    得分\n"


def parts(text: str) -> tuple[Heading, list[Line]]:
    lines = pieces_of(text.splitlines())
    (heading,) = headings_in(lines)
    return heading, lines[heading.end :]


def cells(text: str) -> list[list[TableCell]]:
    heading, body = parts(text)
    blank = {number for number, line in enumerate(body, heading.end) if not line}
    found = indicator_cells(heading, body, blank)
    return [[cell for cell in found if cell.row == row] for row in sorted({cell.row for cell in found})]


def test_names_of_levels_stand_in_the_middle_of_their_rows() -> None:
    rows = cells(
        HEADING
        + "           数量指标      讲座场次        ≥10场         12场          20      20\n"
        + "产出指标\n"
        + "           质量指标      讲座合格率      ≥90%          95%           30      30\n"
        + "                        听众满意\n"
        + "效益指标   社会效益指标                  ≥90%          95%           30      30\n"
        + "                        程度\n"
    )
    assert [[cell.text for cell in row] for row in rows] == [
        ["产出指标", "数量指标", "讲座场次", "≥10场", "12场", "20", "20"],
        ["产出指标", "质量指标", "讲座合格率", "≥90%", "95%", "30", "30"],
        ["效益指标", "社会效益指标", "听众满意程度", "≥90%", "95%", "30", "30"],
    ]
    assert not any(cell.doubt for row in rows for cell in row)


def test_two_texts_that_one_blank_parts_are_in_doubt() -> None:
    (row,) = cells(
        HEADING + "产出指标   数量指标   完成等日常维护 完成等日常维护       12场          20      20\n"
    )
    assert any(cell.doubt for cell in row if "完成等日常维护" in cell.text)


def test_a_heading_without_rows_has_no_cells() -> None:
    assert cells(HEADING) == []
    assert cells("一级指标   二级指标    三级指标    指标值\n产出指标\n") == []


def test_a_row_without_figures_is_told_by_two_texts_beside_each_other() -> None:
    rows = cells(
        "一级指标   二级指标      三级指标         指标值\n"
        "           数量指标      讲座场次         ≥10场\n"
        "产出指标                                  使用期间保\n"
        "           质量指标      系统安全性\n"
        "                                          障安全\n"
    )
    assert [[cell.text for cell in row][2:] for row in rows] == [
        ["讲座场次", "≥10场"],
        ["系统安全性", "使用期间保障安全"],
    ]


def totals(line: str) -> list[tuple[int, str, bool]]:
    heading, body = parts(HEADING + line)
    return [(cell.column, cell.text, bool(cell.doubt)) for cell in total_cells(heading, body[0])]


def test_the_total_is_of_the_columns_of_points() -> None:
    ahead = " " * 40
    assert totals(f"总分{ahead}         100     99.5    优") == [
        (0, "总分", False),
        (5, "100", False),
        (6, "99.5", False),
        (7, "优", False),
    ]


def test_more_figures_than_columns_of_points_are_no_total() -> None:
    assert totals("总分     1     2     3") == []


def test_one_figure_between_two_columns_is_in_doubt() -> None:
    ((_, name, _), (_, figure, is_doubtful)) = totals("总分" + " " * 58 + "99.5")
    assert (name, figure, is_doubtful) == ("总分", "99.5", True)
