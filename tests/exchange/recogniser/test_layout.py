"""Where a form stands in its sheet: its parts from the top, the cells of labels and of values."""

import pytest

from derived_templates import NATIONAL
from drawn_sheets import drawn
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.words import ToldWord, WordPart, with_told
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.recogniser.layout import PartKind

GRID = """
| 一级指标 | 三级指标 | 指标值 |
| 产出指标 | 培训场次 | 10场 |
"""


def read(text: str) -> Recognised:
    (found,) = recognised(drawn(text))
    return found


def parts(text: str, kind: PartKind) -> list[list[tuple[str, str]]]:
    """Return the labels of the parts of a kind, each with its value."""
    return [
        [(one.label, "" if one.value is None else one.value.text) for one in part.labelled]
        for part in read(text).layout.parts
        if part.kind is kind
    ]


def test_the_parts_stand_in_the_order_of_the_sheet() -> None:
    assert [part.kind for part in read(NATIONAL).layout.parts] == [
        *(PartKind.TITLE, PartKind.YEAR, PartKind.FIELDS, PartKind.FIELDS, PartKind.FUNDING),
        *(PartKind.GOALS, PartKind.INDICATORS, PartKind.TOTAL, PartKind.LINE),
    ]


def test_the_cell_of_each_value_is_known() -> None:
    found = read(NATIONAL)
    cells = {path: cell.text for path, cell in found.layout.cells.items()}
    assert cells["fields", "实施单位"] == "进修学院"
    assert cells["rows", "2", "执行率"] == "99.77%"
    assert cells["goals", "1", "actual"] == "举办培训 12 场。"
    assert cells["indicators", "3", "三级指标"] == "满意度"
    assert cells["total", "得分"] == "99.97"
    filled = {entry.path for entry in found.transcript.entries() if entry.path[0] in {"rows", "indicators"}}
    assert filled <= cells.keys()


def test_a_label_may_hold_a_point() -> None:
    found = read(f"自评表\n| 2.项目概况 | 培训教师 | < |\n{GRID}")
    assert ("fields", "2.项目概况") in found.layout.cells


@pytest.mark.parametrize(
    ("row", "kind", "labels"),
    [
        ("| 项目名称 | | < |", PartKind.FIELDS, [("项目名称", "")]),
        ("| 年度总体目标 | | < |", PartKind.PROMISE, [("年度总体目标", "")]),
        ("| 其中：财政拨款 | | < |", PartKind.AMOUNTS, [("其中：财政拨款", "")]),
        ("填报人：　　联系电话：010", PartKind.LINE, [("填报人", ""), ("联系电话", "")]),
    ],
)
def test_what_is_still_to_be_filled_in_has_its_label(
    row: str, kind: PartKind, labels: list[tuple[str, str]]
) -> None:
    assert parts(f"自评表\n{row}\n{GRID}", kind) == [labels]
    assert read(f"自评表\n{row}\n{GRID}").unread == ()


def test_names_with_room_for_their_amounts_are_no_heading() -> None:
    found = read(f"自评表\n| 预算安排情况 | < | 资金执行情况 | < |\n| 预算数 | | 执行数 | |\n{GRID}")
    (part,) = (one for one in found.layout.parts if one.kind is PartKind.FUNDING)
    assert [one.label for one in part.labelled] == ["预算安排情况", "资金执行情况"]
    assert [name.text for name in part.names] == ["预算数"]


def test_what_stands_above_columns_of_indicators_is_no_promise() -> None:
    found = read("""
    绩效目标申报表
    | 中期目标 | < | < | 年度目标 | < | < |
    | 三年内 | < | < | 今年 | < | < |
    | 中期指标 | < | < | 年度指标 | < | < |
    | 一级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 三年培训 | 30场 | 数量指标 | 培训场次 | 10场 |
    """)
    assert [goal["expected"] for goal in found.transcript.goals] == ["三年内", "今年"]


def test_a_numbered_sentence_is_a_note() -> None:
    found = read(f"自评表\n{GRID}\n1.偏差原因：写明为什么没有完成")
    assert (found.transcript.fields, len(found.unread)) == ({}, 1)


def test_what_looks_like_one_more_indicator_and_is_none_is_read_on() -> None:
    found = read(f"自评表\n{GRID}\n| 项目名称 | 教师培训 | 甲 |\n| 项目名称 | 教师培训 | 甲 |")
    assert found.transcript.fields["项目名称"] == "教师培训"


def test_a_side_label_that_is_a_word_is_no_level() -> None:
    found = read("""
    自评表
    | 绩效指标 | 佐证 | 指标值 | 得分 |
    | ^ | 文件 | 10场 | 9 |
    | ^ | 照片 | 20场 | 8 |
    """)
    assert [row["佐证"] for row in found.transcript.indicators] == ["文件", "照片"]


def test_words_that_were_told_are_read() -> None:
    sheet = drawn(f"自评表\n| 经费名目 | 教师培训 | < |\n{GRID}")
    words = with_told([ToldWord(WordPart.FIELDS, "经费名目", Role.PROJECT)])
    assert recognised(sheet)[0].transcript.fields == {}
    assert recognised(sheet, words)[0].transcript.fields == {"经费名目": "教师培训"}
