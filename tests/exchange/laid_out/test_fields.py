"""Labels with their values beside them, between the tables."""

from perfeval_desktop.exchange.laid_out.fields import field_rows
from perfeval_desktop.exchange.laid_out.pieces import pieces_of


def rows(text: str) -> list[list[tuple[str, bool]]]:
    found, _ = field_rows(pieces_of(text.strip("\n").splitlines()))
    return [[(cell.text, bool(cell.doubt)) for cell in row] for row in found]


def test_a_label_broken_in_two_has_the_value_between_its_halves() -> None:
    assert rows("""
项目名
         讲座经费
  称
主管部
         某某局             实施单位       某某馆
  门
""") == [
        [("项目名称", False), ("讲座经费", False)],
        [("主管部门", False), ("某某局", False), ("实施单位", False), ("某某馆", False)],
    ]


def test_a_value_of_several_lines_goes_on_above_and_below_its_label() -> None:
    assert rows("""
项目名称        讲座经费

             上海市闵行
             区科学技术
主管部门                      实施单位      信息中心
             委员会(汇
             总)
""")[1] == [
        ("主管部门", False),
        ("上海市闵行区科学技术委员会(汇总)", False),
        ("实施单位", False),
        ("信息中心", False),
    ]


def test_a_word_in_a_sentence_is_no_label_and_no_text_has_no_rows() -> None:
    assert rows("请 主管部门 审核\n") == []
    assert rows("") == []


def test_what_stands_left_of_a_label_comes_before_it() -> None:
    assert rows("基本情况   主管部门    某某局") == [
        [("基本情况", False), ("主管部门", False), ("某某局", False)]
    ]
