"""Two texts beside each other, parted where most lines of the second one begin."""

from perfeval_desktop.exchange.document_grid import TableCell
from perfeval_desktop.exchange.laid_out.goals import goal_cells
from perfeval_desktop.exchange.laid_out.parts import headings_in
from perfeval_desktop.exchange.laid_out.pieces import pieces_of


def goals(text: str) -> list[TableCell]:
    lines = pieces_of(text.strip("\n").splitlines())
    heading = next(one for one in headings_in(lines) if len(one.heads) > 1)
    return [cell for cell in goal_cells(heading, lines[heading.end :]) if cell.row == 1]


def test_what_stands_at_the_left_is_of_neither_text() -> None:
    expected, actual = goals("""
              预期目标              实际完成情况
年度     办好讲座十场，每场          办了讲座十二场，听众满
目标     五十人。                    意。
""")
    assert (expected.text, actual.text) == ("办好讲座十场，每场五十人。", "办了讲座十二场，听众满意。")
    assert (expected.doubt, actual.doubt) == ("", "")


def test_a_line_that_cannot_be_parted_puts_both_in_doubt() -> None:
    expected, actual = goals("""
         预期目标                实际完成情况
    办好讲座十场，每场        办了讲座十二场，听众满
    五十人，其中儿童二十人以上二十人以上二十人以上意
                             都很满意。
""")
    assert expected.text.startswith("办好讲座十场")
    assert expected.doubt
    assert actual.doubt


def test_a_line_whose_edge_is_a_blank_of_a_sentence_is_in_doubt() -> None:
    expected, _ = goals("""
         预期目标                实际完成情况
    办好讲座十场，每场          办了讲座十二场，听众满
    五十人。                    意。
    读者满意，达到目标。 无
""")
    assert expected.doubt


def test_two_figures_are_two_goals_and_all_of_it_is_in_doubt() -> None:
    text = """
        年度预期目标             具体完成情况          总体完成率
    办讲座十场。              办了十场。               100.00
    收图书百册。              收了百册。               95.00
"""
    assert [bool(cell.doubt) for cell in goals(text)] == [True, True, True]
    wrapped = text + "                              另收图书。\n"
    assert "另收图书。" in [cell.text for cell in goals(wrapped)][1]
    first = goals("\n".join(text.split("\n")[:3]))
    assert [(cell.text, cell.doubt) for cell in first][2] == ("100.00", "")


def test_no_line_is_no_goal() -> None:
    assert [cell.text for cell in goals("     预期目标       实际完成情况")] == ["", ""]


def test_lines_that_begin_at_different_places_are_in_doubt() -> None:
    expected, _ = goals("""
         预期目标                实际完成情况
    办好讲座十场，每场          办了讲座十二场，听众满
          五十人，听众          意。
    都满意。
""")
    assert expected.doubt
