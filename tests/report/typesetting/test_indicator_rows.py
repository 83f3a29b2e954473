from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.form import Funding, Indicator, IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.scoring import score
from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.report.typesetting.grid import Cell, Label, Row, Scope
from perfeval_desktop.report.typesetting.indicator_rows import IndicatorGrid, printed_indicators
from perfeval_desktop.templates import TemplateCatalogue
from report.typesetting.printed_forms import with_columns, words

FIVE = Decimal(5)


def form_of(template: Template, *levels: tuple[str, str]) -> SelfAssessment:
    rows = (Indicator(*names, f"名称{row}", "≥1", "1", FIVE) for row, names in enumerate(levels))
    return SelfAssessment(template.id, 2023, indicators=tuple(rows))


def grid(template: Template, form: SelfAssessment, *, keeps_with_next: bool = False) -> list[Row]:
    rows = IndicatorGrid(template).rows(form, score(template, form), keeps_with_next=keeps_with_next)
    return list(rows)


def levels(template: Template, form: SelfAssessment) -> list[tuple[str, str, str]]:
    lines = printed_indicators(template, form, score(template, form))
    return [(line.indicator.level1, line.indicator.level2, line.indicator.level3) for line in lines]


def label_at(row: Row, place: int) -> Label:
    return next(label for label in row.labels if label.first == place)


class TestMerging:
    def test_neighbours_of_one_level_1_share_its_cell(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        form = form_of(
            template, ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标")
        )
        _, first, second, third, *_ = grid(template, form)
        assert label_at(first, 0) is label_at(second, 0)
        assert label_at(first, 0) is not label_at(third, 0)
        assert label_at(first, 1) is not label_at(second, 1)

    def test_neighbours_of_one_level_1_and_level_2_share_both(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        _, first, second, *_ = grid(template, form_of(template, *[("产出指标", "数量指标")] * 2))
        assert label_at(first, 0) is label_at(second, 0)
        assert label_at(first, 1) is label_at(second, 1)

    def test_one_level_2_under_two_level_1_is_not_merged(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        _, first, second, *_ = grid(template, form_of(template, ("甲", "数量指标"), ("乙", "数量指标")))
        assert label_at(first, 1) is not label_at(second, 1)

    def test_equal_names_apart_are_not_merged(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        _, first, _, third, *_ = grid(template, form_of(template, ("甲", "一"), ("乙", "一"), ("甲", "一")))
        assert label_at(first, 0) is not label_at(third, 0)

    def test_a_level_1_without_level_2_spans_both_columns(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        _, first, second, *_ = grid(template, form_of(template, ("成本指标", ""), ("成本指标", "")))
        assert label_at(first, 0).end == 2
        assert label_at(first, 0) is label_at(second, 0)
        assert [part.first for part in first.parts] == [0, 2, 3, 4, 5, 6, 7]

    def test_a_level_2_missing_in_one_row_only_leaves_its_cell_blank(
        self, templates: TemplateCatalogue
    ) -> None:
        template = templates["minhang-2023"]
        form = form_of(template, ("产出指标", ""), ("产出指标", ""), ("产出指标", "质量指标"))
        _, first, second, third, *_ = grid(template, form)
        assert label_at(first, 0) is label_at(third, 0)
        assert label_at(first, 1).lines == ("",)
        assert label_at(first, 1) is not label_at(second, 1)

    def test_rows_without_names_are_not_merged(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        _, first, second, *_ = grid(template, form_of(template, ("", ""), ("", "")))
        assert label_at(first, 0) is not label_at(second, 0)
        assert label_at(first, 0).end == 1


class TestEmptyRows:
    def test_they_stand_in_the_order_of_the_template(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2021"]
        form = form_of(
            template,
            ("产出指标", "数量指标"),
            ("产出指标", "时效指标"),
            ("效益指标", "社会效益指标"),
            ("效益指标", "可持续影响指标"),
            ("满意度指标", "服务对象满意度指标"),
        )
        assert [
            f"{level1} {level2} {level3}".strip() for level1, level2, level3 in levels(template, form)
        ] == [
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

    def test_a_blank_form_shows_the_whole_frame(self, templates: TemplateCatalogue) -> None:
        template = templates["national-2021-cost"]
        names = [(one.name, level2, "") for one in template.dimensions for level2 in one.level2]
        assert levels(template, form_of(template)) == names

    def test_a_missing_dimension_stands_before_the_one_that_follows_it(
        self, templates: TemplateCatalogue
    ) -> None:
        template = templates["minhang-2021"]
        form = form_of(template, ("自拟指标", "甲"), ("满意度指标", "服务对象满意度指标"))
        firsts = list(dict.fromkeys(level1 for level1, _, _ in levels(template, form)))
        assert firsts == ["自拟指标", "产出指标", "效益指标", "满意度指标"]

    def test_names_of_the_clerks_own_keep_their_place(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2021"]
        form = form_of(template, ("产出指标", "成本指标"), ("产出指标", "自拟"), ("产出指标", "数量指标"))
        seconds = [level2 for level1, level2, _ in levels(template, form) if level1 == "产出指标"]
        assert seconds == ["质量指标", "时效指标", "成本指标", "自拟", "数量指标"]

    def test_a_dimension_used_without_level_2_gets_none(self, templates: TemplateCatalogue) -> None:
        template = templates["national-2021-cost"]
        form = form_of(template, ("成本指标", ""))
        assert [one for one in levels(template, form) if one[0] == "成本指标"] == [("成本指标", "", "名称0")]

    def test_a_template_that_drops_them_prints_the_form_as_it_is(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        assert levels(template, form_of(template, ("效益指标", "社会效益指标"))) == [
            ("效益指标", "社会效益指标", "名称0")
        ]

    def test_their_figures_are_blank(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2021"]
        row = grid(template, form_of(template))[1]
        assert words(row) == ["绩效指标", "产出指标", "数量指标", *[""] * 6]


class TestFigures:
    def test_weight_and_score_stand_as_the_template_writes_them(self, templates: TemplateCatalogue) -> None:
        for template_id, figures in (("minhang-2023", ["5.00", "5.00"]), ("shanghai-2021", ["5", "5"])):
            template = templates[template_id]
            row = grid(template, form_of(template, ("产出指标", "数量指标")))[1]
            assert words(row)[-3:-1] == figures

    def test_a_missing_score_is_blank(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        form = form_of(template, ("产出指标", "数量指标"))
        form = form.with_indicator(0, replace(form.indicators[0], actual="说不清"))
        assert words(grid(template, form)[1])[-3:] == ["5.00", "", ""]

    def test_the_total_stands_under_its_columns(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        *_, total, grade = grid(template, form_of(template, ("产出指标", "数量指标")))
        assert words(total) == ["总分", "15.00", "5.00", ""]
        assert [(part.first, part.end) for part in total.parts] == [(0, 5), (5, 6), (6, 7), (7, 8)]
        assert words(grade) == ["评分等级", ""]
        assert [(part.first, part.end) for part in grade.parts] == [(0, 2), (2, 8)]

    def test_a_form_without_any_score_shows_no_total(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        assert words(grid(template, form_of(template))[1]) == ["总分", "10.00", "", ""]

    def test_a_complete_form_shows_its_grade(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        form = replace(form_of(template), funding=Funding(execution_score=Decimal(10)))
        assert words(grid(template, form)[-1]) == ["评分等级", "差"]

    def test_a_template_without_grade_ends_with_the_total(self, templates: TemplateCatalogue) -> None:
        template = templates["shanghai-2021"]
        assert words(grid(template, form_of(template))[-1])[0] == "总分"


class TestHeadings:
    def test_each_column_has_one(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        heading = grid(template, form_of(template))[0]
        assert words(heading) == [column.label.replace("\n", "") for column in template.columns]
        assert {part.heads for part in heading.parts if isinstance(part, Cell)} == {Scope.COLUMN}

    def test_forms_of_one_template_share_it(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        maker = IndicatorGrid(template)
        first, second = (
            next(maker.rows(form, score(template, form), keeps_with_next=False))
            for form in (form_of(template), form_of(template, ("产出指标", "数量指标")))
        )
        assert first is second


class TestKeepingTogether:
    def test_the_last_indicator_keeps_with_total_and_grade(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        rows = grid(template, form_of(template, ("产出指标", "数量指标"), ("产出指标", "质量指标")))
        assert [row.keeps_with_next for row in rows] == [True, False, True, True, False]

    def test_the_last_row_keeps_with_what_stands_below_the_table(self, templates: TemplateCatalogue) -> None:
        for template_id in ("minhang-2023", "shanghai-2021"):
            template = templates[template_id]
            form = form_of(template, ("产出指标", "数量指标"))
            *_, indicator, last = grid(template, form, keeps_with_next=True)
            assert indicator.keeps_with_next
            assert last.keeps_with_next
            assert not grid(template, form)[-1].keeps_with_next

    def test_without_indicators_the_heading_keeps_with_the_total(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        rows = grid(template, form_of(template))
        assert [words(row)[0] for row in rows] == ["一级指标", "总分", "评分等级"]
        assert [row.keeps_with_next for row in rows] == [True, True, False]

    def test_every_indicator_repeats_the_heading(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        heading, first, total, grade = grid(template, form_of(template, ("产出指标", "数量指标")))
        assert first.heading is heading
        assert (heading.heading, total.heading, grade.heading) == (None, None, None)

    def test_the_vertical_block_stands_beside_heading_and_indicators(
        self, templates: TemplateCatalogue
    ) -> None:
        template = templates["shanghai-2021"]
        heading, *rows, total = grid(template, form_of(template, ("产出指标", "数量指标")))
        block = label_at(heading, 0)
        assert block.lines == ("绩", "效", "指", "标")
        assert all(label_at(row, 0) is block for row in rows)
        assert block not in total.labels

    def test_a_heading_too_long_to_repeat_is_not_repeated(self, templates: TemplateCatalogue) -> None:
        template = templates["minhang-2023"]
        first = replace(template.columns[0], label="长" * 900)
        template = replace(template, columns=(first, *template.columns[1:]))
        heading, row, *_ = grid(template, form_of(template, ("产出指标", "数量指标")))
        assert heading.line_count > 100
        assert row.heading is None


class TestOtherColumns:
    """Templates of a unit's own may order and leave out columns as they like."""

    @pytest.mark.parametrize(
        ("fields", "total", "grade"),
        [
            ("weight level1 level2 level3 score", [(0, 1), (1, 4), (4, 5)], [(0, 2), (2, 5)]),
            ("level1 level3", [(0, 2)], [(0, 1), (1, 2)]),
            ("level1 level2 level3", [(0, 3)], [(0, 2), (2, 3)]),
            ("level3 level1 level2", [(0, 3)], [(0, 2), (2, 3)]),
            ("level2 level1 level3 score", [(0, 3), (3, 4)], [(0, 1), (1, 4)]),
        ],
    )
    def test_total_and_grade_find_their_places(
        self,
        templates: TemplateCatalogue,
        fields: str,
        total: list[tuple[int, int]],
        grade: list[tuple[int, int]],
    ) -> None:
        template = with_columns(templates["minhang-2023"], *map(IndicatorField, fields.split()))
        rows = grid(template, form_of(template, ("成本指标", ""), ("产出指标", "数量指标")))
        assert [(part.first, part.end) for part in rows[-2].parts] == total
        assert [(part.first, part.end) for part in rows[-1].parts] == grade
        for row in rows:
            # From the left to the right, as they are read and as rules are drawn.
            places = [place for part in row.parts for place in range(part.first, part.end)]
            assert places == list(range(len(fields.split())))
