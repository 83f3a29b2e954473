"""Each indicator gets a row of the blank: of its name, a free one of its group, or one more."""

from collections.abc import Sequence

from drawn_sheets import drawn
from perfeval_desktop.domain.form import RowId
from perfeval_desktop.exchange.filling.blank_map import blank_maps
from perfeval_desktop.exchange.filling.lines import Wanted, rooms

LEVELS = ("一级指标", "二级指标")


def taken(lines: str, wanted: Sequence[str], heads: str = "一级指标 | 二级指标", left: str = "") -> list[str]:
    """Return what stands in each row then: a + before one that is added, and the names that are written.

    ``wanted`` are indicators: level 1, level 2, name, and the number of a goal.
    """
    drawing = (
        f"| {left}{heads} | 三级指标 | 年度指标值 | 实际完成值 | 得分 |\n{lines}\n| 总分 | < | < | < | < |  |"
    )
    (found,) = blank_maps(drawn(drawing))
    told = [one.split() for one in wanted]
    asked = [
        Wanted(RowId(name), (first, second.strip("-")), name, None, int(goal[0]) if goal else None)
        for first, second, name, *goal in told
    ]
    labels = [label if label in heads else None for label in LEVELS]
    return [
        " ".join(
            [
                "+" * room.is_added + (room.wanted.name if room.wanted else "?"),
                *(f"{level + 1}:{name}" for level, name in room.names.items()),
                "^" * sum(room.joined),
            ]
        ).strip()
        for room in rooms(found.lines, labels, asked)
    ]


def test_free_rows_are_taken_in_order_and_named() -> None:
    lines = "|  |  |  |  |  |  |\n|  |  |  |  |  |  |\n|  |  |  |  |  |  |"
    assert taken(lines, ["产出 数量 甲", "产出 质量 乙"]) == [
        "甲 1:产出 2:数量",
        "乙 1:产出 2:质量",
        "?",
    ]


def test_rows_beyond_the_free_ones_are_added_with_names_of_their_own() -> None:
    assert taken("|  |  |  |  |  |  |", ["产出 数量 甲", "产出 数量 乙", "效益 社会 丙"]) == [
        "甲 1:产出 2:数量",
        "+乙 1:产出 2:数量",
        "+丙 1:效益 2:社会",
    ]


GROUPS = """| 产出指标（50分） | 数量指标 |  |  |  |  |
| ^ | ^ |  |  |  |  |
| ^ | 质量指标 |  |  |  |  |
| 效益指标 | 社会效益指标 |  |  |  |  |"""


def test_an_indicator_goes_into_its_group_or_below_it() -> None:
    wanted = ["产出 质量 甲", "产出 质量 乙", "产出 数量 丙", "产出 时效 丁", "成本 - 戊", "效益 社会效益 己"]
    assert taken(GROUPS, wanted) == ["丙", "?", "甲", "+乙 ^^", "+丁 2:时效 ^", "己", "+戊 1:成本"]


def test_a_name_that_is_a_part_of_the_printed_one_suits_as_well() -> None:
    assert taken(GROUPS, ["效益 社会 甲"])[3] == "甲"
    # Without a level of its own, any row of the group will do.
    assert taken(GROUPS, ["效益 - 甲"])[3] == "甲"


def test_a_blank_name_below_a_printed_one_is_of_its_group() -> None:
    lines = """| 产出 | 数量 |  |  |  |  |
|  |  |  |  |  |  |
| 效益 |  |  |  |  |  |"""
    assert taken(lines, ["产出 数量 甲", "产出 数量 乙", "效益 社会 丙"]) == ["甲", "乙", "丙 2:社会"]
    assert taken(lines, ["产出 质量 甲"]) == ["?", "?", "+甲 2:质量 ^", "?"]


def test_merged_cells_without_a_name_are_of_those_that_begin_them() -> None:
    lines = """|  |  |  |  |  |  |
| ^ |  |  |  |  |  |
|  |  |  |  |  |  |"""
    wanted = ["产出 数量 甲", "产出 质量 乙", "效益 社会 丙", "产出 时效 丁"]
    assert taken(lines, wanted) == ["甲 1:产出 2:数量", "乙 2:质量", "+丁 2:时效 ^", "丙 1:效益 2:社会"]


def test_a_name_across_both_levels_takes_indicators_without_the_second() -> None:
    lines = """| 产出 | 数量 |  |  |  |  |
| 满意度 | < |  |  |  |  |"""
    assert taken(lines, ["满意度 - 甲", "满意度 服务对象 乙"]) == ["?", "甲", "+乙 ^"]


def test_a_level_without_a_column_is_passed_over() -> None:
    lines = "| 产出 |  |  |  |  |\n|  |  |  |  |  |"
    assert taken(lines, ["产出 数量 甲", "产出 质量 乙"], heads="一级指标") == ["甲", "乙"]


def test_indicators_of_one_goal_stay_beside_it() -> None:
    lines = """| 目标1 | 产出 | 数量 |  |  |  |  |
| 目标2 | 产出 | 数量 |  |  |  |  |"""
    wanted = ["产出 数量 甲 0", "产出 数量 乙 0", "产出 数量 丙 1", "产出 数量 丁"]
    assert taken(lines, wanted, left="目标 | ") == ["甲", "+乙 ^^", "丙", "+丁 ^^"]
    # A goal that the blank does not have stands below all.
    assert taken(lines, ["产出 质量 甲 2"], left="目标 | ")[-1] == "+甲 2:质量 ^"


def test_an_indicator_takes_the_row_of_its_name_in_its_group() -> None:
    lines = """| 产出 | 数量 | 场次 |  |  |  |
| 效益 | 社会 | 场次 |  |  |  |
| 满意度 | 群众 |  |  |  |  |"""
    assert taken(lines, ["效益 社会 场次", "产出 数量 场次"]) == ["场次", "场次", "?"]
    assert taken(lines, ["满意度 群众 场次"]) == ["?", "?", "场次"]


def test_without_rows_there_is_nothing_to_be_filled() -> None:
    assert rooms([], LEVELS, [Wanted(RowId("r1"), ("产出", "数量"), "甲")]) == []
