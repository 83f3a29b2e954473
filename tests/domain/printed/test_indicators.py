from typing import Any

import pytest

from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.printed.cells import Look, PrintedRow
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue
from printed_rows import cell_in, cells_at, rows_of, spans, texts, widths
from short_forms import filled, short_template

TEMPLATES = TemplateCatalogue()
MINHANG = TEMPLATES["minhang-2023"]
GRID = """
[scoring.execution]
weight = "10"

[[blocks]]
type = "indicators"
columns = "level1 level2 level3 target actual weight score reason"
"""
TICKS = """
[[blocks]]
type = "indicators"

[[blocks.columns]]
role = "level3"
label = "名称"

[[blocks.columns]]
key = "cause"
label = "原因"
kind = "choice"
choice_style = "ticks"
choices = ["经费", "制度", "其他"]
"""
IN_GOALS = """
[scoring.execution]
weight = "20"

[[blocks]]
type = "goals"
label = "年度目标"
numbered = "目标{n}"
in_grid = true
label_width = "30"
columns = [
    "expected_goal", "actual_outcome", "weight",
    { key = "score", label = "得分", kind = "points" },
]

[[blocks]]
type = "indicators"
goals = "goals"
columns = "level1 level2 level3 score"
"""


def form_of(template: Template, *levels: tuple[str, str]) -> Form:
    rows = (
        {
            "level1": level1,
            "level2": level2,
            "level3": f"名称{row}",
            "target": "≥1",
            "actual": "1",
            "weight": "5",
        }
        for row, (level1, level2) in enumerate(levels)
    )
    return filled(template, indicators=list(rows))


def grid(template: Template, *levels: tuple[str, str]) -> tuple[PrintedRow, ...]:
    return rows_of(template, form_of(template, *levels), "indicators")


class TestMerging:
    def test_neighbours_of_one_level_1_share_its_cell(self) -> None:
        _, first, second, third = grid(
            MINHANG, ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标")
        )
        assert cell_in(first, 0) is cell_in(second, 0)
        assert cell_in(first, 0) is not cell_in(third, 0)
        assert cell_in(first, 1) is not cell_in(second, 1)

    def test_neighbours_of_one_level_1_and_level_2_share_both(self) -> None:
        _, first, second = grid(MINHANG, *[("产出指标", "数量指标")] * 2)
        assert cell_in(first, 0) is cell_in(second, 0)
        assert cell_in(first, 1) is cell_in(second, 1)

    def test_one_level_2_under_two_level_1_is_not_merged(self) -> None:
        _, first, second = grid(MINHANG, ("甲", "数量指标"), ("乙", "数量指标"))
        assert cell_in(first, 1) is not cell_in(second, 1)

    def test_equal_names_apart_are_not_merged(self) -> None:
        _, first, _, third = grid(MINHANG, ("甲", "一"), ("乙", "一"), ("甲", "一"))
        assert cell_in(first, 0) is not cell_in(third, 0)

    def test_a_level_1_without_level_2_spans_both_columns(self) -> None:
        _, first, second = grid(MINHANG, ("成本指标", ""), ("成本指标", ""))
        assert cell_in(first, 0) is cell_in(first, 1) is cell_in(second, 0)
        assert spans(first) == [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8)]

    def test_a_level_2_missing_in_one_row_only_leaves_its_cell_blank(self) -> None:
        _, first, second, third = grid(MINHANG, ("产出指标", ""), ("产出指标", ""), ("产出指标", "质量指标"))
        assert cell_in(first, 0) is cell_in(third, 0)
        assert (cell_in(first, 1).text, cell_in(first, 1).end) == ("", 2)
        assert cell_in(first, 1) is not cell_in(second, 1)

    def test_rows_without_names_are_not_merged(self) -> None:
        _, first, second = grid(MINHANG, ("", ""), ("", ""))
        assert cell_in(first, 0) is not cell_in(second, 0)
        assert cell_in(first, 0).end == 1

    def test_without_a_level_1_column_level_2_merges_all_the_same(self) -> None:
        template = short_template(GRID.replace("level1 level2", "level2"))
        _, first, second, third = rows_of(
            template,
            filled(template, indicators=[{"level2": "甲"}, {"level2": "甲"}, {"level2": "乙"}]),
            "indicators",
        )
        assert cell_in(first, 0) is cell_in(second, 0)
        assert cell_in(third, 0).text == "乙"

    def test_levels_that_are_not_side_by_side_take_a_column_each(self) -> None:
        template = short_template(GRID.replace("level1 level2 level3", "level1 level3 level2"))
        row = grid(template, ("产出指标", ""))[1]
        assert spans(row) == [(at, at + 1) for at in range(8)]
        assert texts(row)[:3] == ["产出指标", "名称0", ""]

    def test_a_joined_cell_is_that_of_the_row_above(self) -> None:
        template = short_template(GRID)
        rows: list[dict[str, Any]] = [
            {"level3": "一", "weight": "5", "score": "9"},
            {"level3": "二", "weight": "5", "joined": ["score"]},
            {"level3": "三", "weight": "5", "score": "4"},
        ]
        _, first, second, third = rows_of(template, filled(template, indicators=rows), "indicators")
        assert cell_in(first, 6) is cell_in(second, 6)
        assert cell_in(first, 6).text == "9"
        assert cell_in(third, 6).text == "4"
        assert cell_in(first, 5) is not cell_in(second, 5)

    def test_a_first_row_that_has_nothing_to_join_has_its_own_cell(self) -> None:
        template = short_template(GRID)
        form = filled(template, indicators=[{"level3": "一", "score": "3", "joined": ["score"]}])
        row = rows_of(template, form, "indicators")[1]
        assert cell_in(row, 6).place == Place("indicators", RowId("r1"), "score")


class TestPlaces:
    def test_every_entry_knows_where_it_is_entered(self) -> None:
        row = grid(MINHANG, ("产出指标", "数量指标"))[1]
        columns = [column.key for column in MINHANG.blocks[3].columns]
        assert [cell.place for cell in row.cells] == [
            Place("indicators", RowId("r1"), column) for column in columns
        ]

    def test_merged_levels_are_entered_in_their_first_row(self) -> None:
        _, _, second = grid(MINHANG, *[("产出指标", "数量指标")] * 2)
        assert [cell.place for cell in second.cells[:2]] == [
            Place("indicators", RowId("r1"), column) for column in ("level1", "level2")
        ]

    def test_names_that_the_template_keeps_are_entered_nowhere(self) -> None:
        template = TEMPLATES["minhang-2021"]
        row = grid(template)[1]
        assert texts(row) == ["绩效指标", "产出指标", "数量指标", *[""] * 6]
        assert {cell.place for cell in row.cells} == {None}

    def test_a_dimension_that_begins_with_a_kept_name_is_entered_in_its_first_own_row(self) -> None:
        template = TEMPLATES["minhang-2021"]
        row = grid(template, ("产出指标", "质量指标"))[1]
        assert cell_in(row, 1).place == Place("indicators", RowId("r1"), "level1")
        assert cell_in(row, 2).place is None


class TestTexts:
    @pytest.mark.parametrize(
        ("template_id", "figures"), [("minhang-2023", ["5.00", "5.00"]), ("shanghai-2021", ["5", "5"])]
    )
    def test_weight_and_score_stand_as_the_template_writes_them(
        self, template_id: str, figures: list[str]
    ) -> None:
        row = grid(TEMPLATES[template_id], ("产出指标", "数量指标"))[1]
        assert texts(row)[-3:-1] == figures

    def test_a_missing_score_is_blank_and_an_unreadable_one_as_typed(self) -> None:
        rows = [{"level3": "一", "weight": "5"}, {"level3": "二", "weight": "5", "score": "满分"}]
        _, first, second = rows_of(MINHANG, filled(MINHANG, indicators=rows), "indicators")
        assert [cell_in(row, 6).text for row in (first, second)] == ["", "满分"]

    def test_what_is_entered_prints_to_the_letter(self) -> None:
        cells = {"level3": " 一\n二 ", "target": ">=98%", "actual": "９８％", "reason": "无"}
        row = rows_of(MINHANG, filled(MINHANG, indicators=[cells]), "indicators")[1]
        assert texts(row)[2:5] == [" 一\n二 ", ">=98%", "９８％"]
        assert texts(row)[7] == "无"
        assert [cell.look for cell in row.cells[2:]] == [
            *(Look.TEXT, Look.VALUE, Look.VALUE, Look.VALUE, Look.VALUE, Look.TEXT)
        ]


class TestPointsBehindLevel1:
    TEMPLATE = short_template(GRID + "points_in_level1 = true\n")

    def level1(self, *rows: dict[str, str]) -> str:
        form = filled(self.TEMPLATE, indicators=rows)
        return cell_in(rows_of(self.TEMPLATE, form, "indicators")[1], 0).text

    def test_they_are_the_sum_of_its_weights(self) -> None:
        rows = ({"level1": "产出指标", "weight": weight} for weight in ("12.5", "7.5", ""))
        assert self.level1(*rows) == "产出指标（20分）"

    def test_what_the_paper_prints_stands_as_it_is(self) -> None:
        rows = [{"level1": "产出指标", "weight": "5"}, {"level1": "产出指标(50分)", "weight": "5"}]
        assert self.level1(*rows) == "产出指标(50分)"

    def test_without_weights_there_are_none(self) -> None:
        assert self.level1({"level1": "产出指标"}) == "产出指标"

    def test_a_shared_weight_counts_once(self) -> None:
        rows: list[dict[str, Any]] = [
            {"level1": "产出指标", "weight": "20"},
            {"level1": "产出指标", "joined": ["weight", "score"]},
        ]
        form = filled(self.TEMPLATE, indicators=rows)
        row = rows_of(self.TEMPLATE, form, "indicators")[1]
        assert cell_in(row, 0).text == "产出指标（20分）"

    def test_a_name_left_blank_has_none(self) -> None:
        assert self.level1({"weight": "5"}) == ""

    def test_a_template_that_does_not_print_them_prints_the_name(self) -> None:
        assert cell_in(grid(MINHANG, ("产出指标", ""))[1], 0).text == "产出指标"


class TestHeadings:
    def test_each_column_has_one(self) -> None:
        (heading,) = grid(MINHANG)
        assert texts(heading) == [column.label for column in MINHANG.blocks[3].columns]
        assert {cell.look for cell in heading.cells} == {Look.HEADING}

    def test_forms_of_one_template_share_their_cells(self) -> None:
        first, second = (grid(MINHANG, *levels)[0] for levels in ((), [("产出指标", "数量指标")]))
        assert all(one is other for one, other in zip(first.cells, second.cells, strict=True))

    def test_every_row_repeats_it_and_it_keeps_with_the_first(self) -> None:
        heading, *rows = grid(MINHANG, ("甲", "一"), ("乙", "二"))
        assert all(row.heading == (heading,) for row in rows)
        assert heading.heading == ()
        assert [row.keeps_with_next for row in (heading, *rows)] == [True, False, True]

    def test_the_label_at_the_left_stands_beside_heading_and_rows(self) -> None:
        heading, *rows = grid(TEMPLATES["shanghai-2021"], ("产出指标", "数量指标"), ("效益指标", ""))
        label = heading.cells[0]
        assert (label.text, label.look) == ("绩效指标", Look.UPRIGHT)
        assert all(row.cells[0] is label for row in rows)

    def test_words_above_several_columns_make_a_second_row(self) -> None:
        upper, lower, row = grid(
            short_template("""
            [[blocks]]
            type = "indicators"
            columns = [
                { role = "level3", label = "名称" },
                { role = "comparator", label = "性质", above = "指标值" },
                { role = "target_number", label = "数", above = "指标值" },
                { role = "actual", label = "完成值", above = "结果" },
                { role = "reason", label = "说明" },
            ]
            """),
            ("", ""),
        )
        assert list(zip(texts(upper), spans(upper), strict=True)) == [
            ("名称", (0, 1)),
            ("指标值", (1, 3)),
            ("结果", (3, 4)),
            ("说明", (4, 5)),
        ]
        assert texts(lower) == ["名称", "性质", "数", "完成值", "说明"]
        # What has nothing above it is as tall as both.
        assert upper.cells[0] is lower.cells[0]
        assert upper.cells[-1] is lower.cells[-1]
        assert row.heading == (upper, lower)
        assert upper.keeps_with_next
        assert lower.keeps_with_next

    def test_a_choice_may_be_a_column_for_each_to_tick(self) -> None:
        template = short_template(TICKS)
        rows = [{"level3": "一", "cause": "制度"}, {"level3": "二", "cause": "经费、其他"}, {"level3": "三"}]
        upper, lower, *body = rows_of(template, filled(template, indicators=rows), "indicators")
        assert texts(upper) == ["名称", "原因"]
        assert texts(lower) == ["名称", "经费", "制度", "其他"]
        assert [texts(row)[1:] for row in body] == [["", "√", ""], ["√", "", "√"], ["", "", ""]]
        assert widths(upper) == [90, 30, 30, 30]

    def test_what_is_none_of_the_ticked_choices_stands_in_the_first_of_their_columns(self) -> None:
        template = short_template(TICKS)
        form = filled(template, indicators=[{"level3": "一", "cause": "天气、制度"}])
        row = rows_of(template, form, "indicators")[-1]
        assert texts(row) == ["一", "天气", "√", ""]
        assert {cell.place for cell in row.cells[1:]} == {Place("indicators", RowId("r1"), "cause")}


class TestGoalsInTheGrid:
    TEMPLATE = short_template(IN_GOALS)
    FORM = filled(
        TEMPLATE,
        goals=[
            {"id": "a", "expected_goal": "修路", "actual_outcome": "修成", "weight": "60", "score": "55"},
            {"id": "b", "expected_goal": "架桥"},
        ],
        indicators=[
            {"level1": "产出", "level3": "一", "parent": "a"},
            {"level1": "产出", "level3": "二", "parent": "a"},
            {"level1": "产出", "level3": "三"},
        ],
    )

    def test_a_goal_stands_beside_its_indicators_with_all_that_was_entered(self) -> None:
        heading, first, second, *_ = rows_of(self.TEMPLATE, self.FORM, "indicators")
        assert texts(heading)[0] == "年度目标"
        goal = first.cells[0]
        assert goal is second.cells[0]
        assert goal.text == "目标1（60分）\n修路\n实际完成情况：修成\n得分：55"
        assert goal.look is Look.LABEL
        assert goal.place == Place("goals", RowId("a"), "expected_goal")

    def test_the_points_of_a_goal_have_the_decimals_of_their_column(self) -> None:
        finer = IN_GOALS.replace('"weight"', '{ role = "weight", label = "分值", decimals = 1 }')
        template = short_template(finer)
        _, first, *_ = rows_of(template, self.FORM, "indicators")
        assert first.cells[0].text.startswith("目标1（60.0分）")

    def test_a_goal_under_which_nothing_stands_has_a_line_of_its_own(self) -> None:
        rows = rows_of(self.TEMPLATE, self.FORM, "indicators")
        assert [row.cells[0].text.split("\n")[0] for row in rows[1:]] == [
            "目标1（60分）",
            "目标1（60分）",
            "目标2",
            "",
        ]
        assert texts(rows[3])[1:] == [""] * 4

    def test_one_level_1_under_two_goals_is_not_merged(self) -> None:
        rows = rows_of(self.TEMPLATE, self.FORM, "indicators")
        assert cell_in(rows[1], 1) is cell_in(rows[2], 1)
        assert cell_in(rows[2], 1) is not cell_in(rows[4], 1)

    def test_they_are_not_printed_twice(self) -> None:
        assert rows_of(self.TEMPLATE, self.FORM, "goals") == ()

    def test_a_weight_that_cannot_be_read_stands_among_the_rest(self) -> None:
        form = filled(self.TEMPLATE, goals=[{"id": "a", "weight": "若干"}], indicators=[])
        (_, row) = rows_of(self.TEMPLATE, form, "indicators")
        assert row.cells[0].text == "目标1\n分值：若干"


class TestWidths:
    FORM = filled(
        TEMPLATES["minhang-2021"],
        indicators=[{"level1": "产出指标", "level3": "长" * 40, "target": "=33台", "weight": "5"}],
    )

    def test_an_empty_reason_gives_room_to_a_long_name(self) -> None:
        template = TEMPLATES["minhang-2021"]
        rows = rows_of(template, self.FORM, "indicators")
        assert len({row.widths for row in rows}) == 1
        found = widths(rows[0])
        assert sum(found) == 180
        name, reason = found[3], found[8]
        assert name > 40
        assert reason < 30
        # What is at the left keeps its width, and so do the figures.
        assert found[:3] == [10, 13, 18]
        assert found[6:8] == [10, 10]

    def test_usual_texts_keep_the_widths_of_the_template(self) -> None:
        form = form_of(MINHANG, ("产出指标", "数量指标"))
        grid_widths = rows_of(MINHANG, form, "indicators")[0].widths
        assert grid_widths == tuple(column.width for column in MINHANG.blocks[3].columns)

    def test_the_figures_below_have_the_widths_of_the_grid(self) -> None:
        template = TEMPLATES["minhang-2021"]
        (total,) = rows_of(template, self.FORM, "figures")
        assert total.widths == rows_of(template, self.FORM, "indicators")[0].widths

    def test_a_grid_of_level_names_alone_keeps_its_widths(self) -> None:
        template = short_template('[[blocks]]\ntype = "indicators"\ncolumns = "level1 level2"')
        form = filled(template, indicators=[{"level1": "长" * 100, "level2": "名"}])
        assert widths(rows_of(template, form, "indicators")[0]) == [90, 90]
        assert len(cells_at(rows_of(template, form, "indicators"), "level1")) == 1
