from decimal import Decimal

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.printed.grid_lines import (
    level1_keys,
    level2_keys,
    printed_lines,
    runs,
    with_every_goal,
)
from perfeval_desktop.domain.template import Template
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import filled, short_template

TEMPLATES = TemplateCatalogue()
GOALS = """
[[blocks]]
type = "goals"
numbered = "目标{n}"
in_grid = true
label_width = "20"
columns = "expected_goal"

[[blocks]]
type = "indicators"
goals = "goals"
columns = "level1 level2 level3"
dimensions = [{ name = "产出指标", level2 = ["数量指标", "质量指标"], keep_empty = true }]
"""


def form_of(template: Template, *levels: tuple[str, str]) -> Form:
    names = (
        {"level1": level1, "level2": level2, "level3": f"名称{row}"}
        for row, (level1, level2) in enumerate(levels)
    )
    return filled(template, indicators=list(names))


def lines(template: Template, form: Form) -> list[tuple[str, str, str]]:
    assert template.grid is not None
    found = printed_lines(Seen.of(template, form), template.grid)
    return [(line.level1, line.level2, line.row.text("level3")) for line in found]


class TestEmptyRows:
    def test_they_stand_in_the_order_of_the_template(self) -> None:
        template = TEMPLATES["minhang-2021"]
        form = form_of(
            template,
            ("产出指标", "数量指标"),
            ("产出指标", "时效指标"),
            ("效益指标", "社会效益指标"),
            ("效益指标", "可持续影响指标"),
            ("满意度指标", "服务对象满意度指标"),
        )
        assert [" ".join(line).strip() for line in lines(template, form)] == [
            "产出指标 数量指标 名称0",
            "产出指标 质量指标",
            "产出指标 时效指标 名称1",
            "产出指标 成本指标",
            "效益指标 经济效益指标",
            "效益指标 社会效益指标 名称2",
            "效益指标 生态效益指标",
            "效益指标 可持续影响指标 名称3",
            "满意度指标 服务对象满意度指标 名称4",
        ]

    def test_a_form_without_rows_shows_the_whole_frame(self) -> None:
        template = TEMPLATES["national-2021-cost"]
        assert template.grid is not None
        names = [(one.name, level2, "") for one in template.grid.dimensions for level2 in one.level2]
        assert lines(template, form_of(template)) == names

    def test_a_missing_dimension_stands_before_the_one_that_follows_it(self) -> None:
        template = TEMPLATES["minhang-2021"]
        form = form_of(template, ("自拟指标", "甲"), ("满意度指标", "服务对象满意度指标"))
        firsts = list(dict.fromkeys(level1 for level1, _, _ in lines(template, form)))
        assert firsts == ["自拟指标", "产出指标", "效益指标", "满意度指标"]

    def test_names_of_the_users_own_keep_their_place(self) -> None:
        template = TEMPLATES["minhang-2021"]
        form = form_of(template, ("产出指标", "成本指标"), ("产出指标", "自拟"), ("产出指标", "数量指标"))
        seconds = [level2 for level1, level2, _ in lines(template, form) if level1 == "产出指标"]
        assert seconds == ["质量指标", "时效指标", "成本指标", "自拟", "数量指标"]

    def test_a_dimension_used_without_level_2_gets_none(self) -> None:
        template = TEMPLATES["national-2021-cost"]
        form = form_of(template, ("成本指标", ""))
        assert [one for one in lines(template, form) if one[0] == "成本指标"] == [("成本指标", "", "名称0")]

    def test_a_template_that_drops_them_prints_the_form_as_it_is(self) -> None:
        template = TEMPLATES["minhang-2023"]
        assert lines(template, form_of(template, ("效益指标", "社会效益指标"))) == [
            ("效益指标", "社会效益指标", "名称0")
        ]

    def test_under_goals_they_stand_under_the_goal_of_their_neighbours(self) -> None:
        template = short_template(GOALS)
        assert template.grid is not None
        goals = [{"id": "a", "expected_goal": "甲"}, {"id": "b", "expected_goal": "乙"}]
        own = {"level1": "产出指标", "level2": "质量指标", "parent": "b"}
        other = {"level1": "自拟指标", "level2": "甲", "parent": "a"}
        form = filled(template, goals=goals, indicators=[other, own])
        found = printed_lines(Seen.of(template, form), template.grid)
        assert [(line.level2, line.goal) for line in found] == [
            ("甲", "a"),
            ("数量指标", "b"),
            ("质量指标", "b"),
        ]
        without = filled(template, goals=goals, indicators=[other])
        found = printed_lines(Seen.of(template, without), template.grid)
        assert {line.goal for line in found} == {"a"}


def test_a_goal_without_indicators_has_a_line_in_the_order_of_the_goals() -> None:
    template = short_template(GOALS.replace(", keep_empty = true", ""))
    assert template.grid is not None
    goals = [{"id": name, "expected_goal": name} for name in "abcd"]
    rows = [{"level3": "一", "parent": "b"}, {"level3": "二", "parent": "b"}, {"level3": "三"}]
    form = filled(template, goals=goals, indicators=rows)
    found = with_every_goal(printed_lines(Seen.of(template, form), template.grid), form.rows("goals"))
    assert [(line.goal, line.row.text("level3")) for line in found] == [
        ("a", ""),
        ("b", "一"),
        ("b", "二"),
        ("c", ""),
        ("d", ""),
        (None, "三"),
    ]


class TestKeys:
    def keys(self, *names: tuple[str, str]) -> list[object]:
        template = TEMPLATES["minhang-2023"]
        assert template.grid is not None
        found = printed_lines(Seen.of(template, form_of(template, *names)), template.grid)
        return [*level1_keys(found), *level2_keys(found)]

    def test_neighbours_of_one_name_share_it_and_others_do_not(self) -> None:
        keys = self.keys(("甲", "一"), ("甲", "二"), ("乙", "二"), ("甲", "一"))
        assert list(runs(keys[:4])) == [(0, 2), (2, 3), (3, 4)]
        assert list(runs(keys[4:])) == [(0, 1), (1, 3), (3, 4)]

    def test_lines_without_a_name_have_nothing_in_common(self) -> None:
        keys = self.keys(("", " "), ("", " "))
        assert keys == [None] * 4
        assert list(runs(keys[:2])) == [(0, 1), (1, 2)]

    def test_points_behind_the_name_may_be_told_once_but_not_otherwise(self) -> None:
        keys = self.keys(
            ("产出指标", ""), ("产出指标（50分）", ""), ("产出指标(50分)", ""), ("产出指标（20分）", "")
        )
        assert list(runs(keys[:4])) == [(0, 3), (3, 4)]

    def test_points_are_those_of_the_facts(self) -> None:
        template = TEMPLATES["minhang-2023"]
        assert template.grid is not None
        form = form_of(template, ("产出指标（50分）", ""))
        (line,) = printed_lines(Seen.of(template, form), template.grid)
        assert line.facts is not None
        assert (line.level1, line.facts.level1_points) == ("产出指标", Decimal(50))


def test_without_lines_there_are_no_runs() -> None:
    assert list(runs([])) == []
