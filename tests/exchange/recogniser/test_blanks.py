"""Where the values of a blank would stand, known by the labels that it prints."""

import pytest

from drawn_sheets import drawn
from perfeval_desktop.exchange.filling.blank_map import BlankMap, blank_maps
from perfeval_desktop.exchange.recogniser.slots import is_prompt

GRID = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 |  |  |  |  |  |
| 总分 | < | < | < | < |  |  |"""


def mapped(text: str) -> BlankMap:
    (found,) = blank_maps(drawn(f"项目支出绩效自评表\n{text.strip()}\n{GRID.strip()}"))
    return found


def slots(text: str) -> dict[str, str]:
    """Return the place of each slot, and what part of the text there it takes."""
    return {
        ".".join(path): f"{one.cell.place}：{one.cell.text[one.start : one.end]}".removesuffix("：")
        for path, one in mapped(text).slots.items()
        if path[0] != "total"
    }


def test_an_empty_cell_beside_a_label_is_its_room() -> None:
    assert slots("| 项目名称 |  | < | 主管部门 | 市教委 | 填表人： |  |") == {
        "fields.项目名称": "第 2 行第 2 格",
        "fields.主管部门": "第 2 行第 5 格：市教委",
        "fields.填表人": "第 2 行第 7 格",
    }


def test_a_label_that_the_program_does_not_know_may_be_one_of_the_template() -> None:
    assert slots("| 资金使用合规性 |  |  |  |  |  |  |") == {"fields.资金使用合规性": "第 2 行第 2 格"}


def test_behind_labels_within_a_line_is_room() -> None:
    assert slots("填表人：      联系电话：010-1234 5678\n填报日期：  年  月  日") == {
        "fields.填表人": "第 2 行：      ",
        "fields.联系电话": "第 2 行：010-1234 5678",
        "fields.填报日期": "第 3 行：  年  月  日",
    }


@pytest.mark.parametrize(
    "text",
    [
        # Who signs does so by hand.
        "单位负责人（签字）：",
        "| 单位负责人签字 |  |  |  |  |  |  |",
        # A note is none.
        "备注：以上数据应真实。",
        # Nobody knows where the text ends, and the next label begins.
        "填表人：张某联系电话：010",
        "注意事项：以上数据应真实。",
        "| 项目名称 | 主管部门 | 一 |  |  |  |  |",
    ],
)
def test_other_texts_leave_no_room(text: str) -> None:
    assert "fields.项目名称" not in slots(text)
    assert not [path for path in slots(text) if "签字" in path or path.endswith(("备注", "填表人", "事项"))]


def test_unit_and_grade_have_places_of_their_own() -> None:
    assert slots("| 金额单位 |  | 评分等级 |  | < | < | < |") == {
        "unit": "第 2 行第 2 格",
        "grade": "第 2 行第 4 格",
    }


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("（    年度）", "    "),
        ("（年度）", ""),
        ("20  年度", "20  "),
        ("（20XX年度）", "20XX"),
        ("____年度", "____"),
    ],
)
def test_a_year_that_is_left_open_is_found(text: str, room: str) -> None:
    slot = mapped(text).slots["fiscal_year",]
    assert slot.cell.text[slot.start : slot.end] == room


def test_a_year_that_is_printed_is_no_room() -> None:
    found = mapped("（2023年度）")
    assert ("fiscal_year",) not in found.slots
    assert found.transcript.fiscal_year == "2023"


def test_a_promise_has_its_room_beside_its_name() -> None:
    found = mapped("| 年度目标 |  | < | < | < | < | < |")
    assert found.slots["goals", "1", "expected"].cell.column == 1
    assert found.transcript.goals == ({"label": "年度目标", "expected": "…"},)
    assert not mapped("| 年度目标 | < | < | < | < | < | < |").slots.keys() & {("goals", "1", "expected")}


def test_sources_have_the_room_for_their_amounts_beside_them() -> None:
    found = mapped("| 项目资金（元） | 年度资金总额： |  | 其中：财政拨款 | XX | < | < |")
    assert [(row.row, dict(row.values)) for row in found.transcript.rows] == [
        ("年度资金总额", {"金额": "…"}),
        ("其中：财政拨款", {"金额": "…"}),
    ]
    assert found.transcript.unit == "元"


def test_amounts_below_a_heading_have_room_in_names_beside_each_other() -> None:
    found = mapped(
        """
| 预算安排情况 | < | 资金到位情况 | < | 资金执行情况 | < | < |
| 预算数 |  | 到位数 |  | 执行数 |  | < |
| 其他 |  | 其他 |  | 其他 |  | < |"""
    )
    assert [row.row for row in found.transcript.rows] == ["预算数", "其他"]
    assert found.slots["rows", "2", "资金执行情况"].cell.column == 5


def test_a_label_after_the_goals_ends_them_even_with_nothing_beside_it() -> None:
    found = slots(
        "| 预期目标 | < | 实际完成情况 | < | < | < | < |\n"
        "|  | < |  | < | < | < | < |\n"
        "| 项目概况 |  | < | < | < | < | < |"
    )
    assert found["fields.项目概况"] == "第 4 行第 2 格"
    assert "goals.2.expected" not in found


def test_the_total_has_room_below_weights_and_scores() -> None:
    found = mapped("| 项目名称 |  |")
    assert found.slots["total", "分值"].cell.column == 5
    assert found.slots["total", "得分"].cell.column == 6
    (named,) = blank_maps(
        drawn(
            f"{GRID.strip()}".replace("| 总分 |", "| 自评得分 |").replace(
                "| < |  |  |", "| < | 评分等级 |  |"
            )
        )
    )
    assert set(named.slots) == {("total", "自评得分"), ("grade",)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "指标1：",
        "三级指标 2",
        "……",
        "（请填写）",
        "此处填写目标",
        "XX",
        "××%",
        "XX万元",
        "____",
        "年  月  日",
    ],
)
def test_prompts_are_no_texts(text: str) -> None:
    assert is_prompt(text)


@pytest.mark.parametrize("text", ["培训场次", "100%", "请假人数下降，达到目标", "XX项目", "指标完成率"])
def test_texts_are_no_prompts(text: str) -> None:
    assert not is_prompt(text)
